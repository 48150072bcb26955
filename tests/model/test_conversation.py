"""A conversation survives being kept: what is written is what is read."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from connectbot.model.conversation import Checkpoint, Conversation, Frame

texts = st.text(max_size=12)
some = st.lists(texts, max_size=3).map(tuple)
frames = st.lists(st.builds(Frame, texts, texts), max_size=3).map(tuple)
checkpoints = st.builds(Checkpoint, frames, st.dictionaries(texts, st.none() | texts, max_size=2))
moments = st.datetimes(min_value=datetime(2026, 1, 1), timezones=st.just(UTC))
conversations = st.builds(
    Conversation,
    place=texts,
    revision=texts,
    frames=frames,
    saved=st.dictionaries(texts, texts, max_size=3),
    tags=st.frozensets(texts, max_size=3),
    heard=texts,
    overheard=some,
    tries=st.integers(0, 9),
    options=some,
    shown=some,
    seen=some,
    trail=st.lists(checkpoints, max_size=3).map(tuple),
    awaiting=st.none() | moments,
    nudged=st.booleans(),
    held=st.booleans(),
    urgent=some,
    with_person=st.booleans(),
    checkin=texts,
    answers=st.lists(st.tuples(texts, texts, st.none() | st.integers()), max_size=3).map(tuple),
    lost=st.booleans(),
)


STANDING = Conversation(
    "oakfield",
    revision="abc",
    frames=(Frame("welcome", "find"), Frame("find-support", "nearby")),
    saved={"area": "LS8"},
    tags=frozenset({"welcomed"}),
    heard="im lonely",
    overheard=("need",),
    trail=(Checkpoint((Frame("welcome", "hello"),), {"phone": None}),),
    awaiting=datetime(2026, 11, 24, 12, tzinfo=UTC),
    nudged=True,
)


@settings(max_examples=100, deadline=None)
@given(conversations)
@example(STANDING)
def test_a_conversation_comes_back_as_it_was(conversation: Conversation) -> None:
    """What `to_json` wrote, `from_json` reads as the same conversation, over JSON text."""
    kept = json.loads(json.dumps(conversation.to_json()))
    assert Conversation.from_json(kept) == conversation


def test_what_is_empty_is_not_kept() -> None:
    """A conversation that has hardly begun takes hardly any room."""
    assert Conversation("oakfield").to_json() == {"place": "oakfield"}


def test_a_change_leaves_the_rest_and_the_one_before_as_they_were() -> None:
    """A conversation is a value: what is changed is another one."""
    before = Conversation("oakfield", saved={"area": "LS8"})
    after = before.changed(tries=2)
    assert (after.saved, after.tries) == ({"area": "LS8"}, 2)
    assert before.tries == 0

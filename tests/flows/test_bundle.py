"""Revisions: a conversation goes on with the flows it began with, whatever is edited meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.flows import sentences
from connectbot.flows.bundle import Bundle
from connectbot.flows.flow import Flow
from connectbot.flows.world import World
from connectbot.written import Unreadable
from tests.flows.test_engine import TEA
from tests.flows.test_keywords import WELCOME
from tests.flows.village import knowledge, shipped, talk, world

CALLER = "flow: lunch\ntitle: L\nstarts: [LUNCH]\nsteps:\n  a:\n    call: tea\n  b:\n    end:\n"


def revision(*flows: str) -> str:
    """The revision of the first of these flows."""
    made = world(*flows)
    return made.current[next(iter(made.flows))]


def test_the_same_words_are_the_same_revision() -> None:
    """Notes, empty lines and another way of quoting do not make a new revision."""
    again = TEA.replace("ask: Milk?", '# white?\n\n    ask: "Milk?"')
    assert revision(TEA) == revision(again)


@pytest.mark.parametrize(
    "change", [("Milk?", "Sugar?"), ("after: 1 day", "after: 2 days"), ("[TEA,", "[CHAI,")]
)
def test_other_words_are_another_revision(change: tuple[str, str]) -> None:
    """Any change in meaning is a new revision, and so is another order of steps."""
    assert revision(TEA) != revision(TEA.replace(*change))


def test_a_change_in_a_called_flow_is_a_new_revision_of_its_caller() -> None:
    """A revision covers every flow that can be called from it, and no other."""
    assert revision(CALLER, TEA) != revision(CALLER, TEA.replace("Milk?", "Oats?"))
    assert revision(CALLER, TEA) == revision(CALLER, TEA, WELCOME)
    assert set(Bundle.of("lunch", world(CALLER, TEA).flows).flows) == {"lunch", "tea"}
    assert set(Bundle.of("lunch", world(CALLER).flows).flows) == {"lunch"}


def test_a_bundle_can_be_kept_and_read_again() -> None:
    """What is kept of a revision gives the same revision."""
    bundle = Bundle.of("lunch", world(CALLER, TEA).flows)
    assert Bundle.from_text(bundle.to_text()).revision == bundle.revision


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "5", '{"format": 0, "root": "a", "flows": {"a": {}}}', '{"format":1}']
)
def test_what_another_version_kept_is_refused(text: str) -> None:
    """A kept text that this engine does not understand is refused, not guessed at."""
    with pytest.raises(Unreadable):
        Bundle.from_text(text)


def test_an_edit_strands_nobody() -> None:
    """Whoever began before an edit goes on with the flow they began, the next one gets the new."""
    anna = talk(TEA)
    anna.say("tea")
    kept = anna.world.bodies()
    anna.world = world(TEA.replace("How many sugars?", "One lump?"), kept=kept)
    assert anna.say("1") == ["How many sugars?"]
    anna.say("2")
    anna.say("tea")
    assert anna.say("1") == ["One lump?"]


def test_a_world_keeps_what_it_can_use() -> None:
    """Kept revisions that cannot be used any more are left out, the others are found."""
    old = world(TEA)
    new = world(TEA.replace("Milk?", "Oats?"), kept={**old.bodies(), "gone": "{}"})
    assert new.bundle(old.current["tea"]) is not None
    assert new.bundle("gone") is None
    assert new.bodies().keys() == {new.current["tea"]}


def test_a_lost_revision_begins_anew_kindly() -> None:
    """Where the flows somebody stands in are lost, we say so and begin again."""
    anna = talk(TEA)
    anna.say("tea")
    anna.conversation = replace(anna.conversation, revision="gone")
    replies = anna.say("1")
    assert replies[0] == sentences.LOST
    assert replies[1].startswith("Milk?")


def test_a_step_that_is_gone_begins_anew_too() -> None:
    """A conversation at a step that its flows do not have is as lost as one without flows."""
    anna = talk(TEA.replace("[TEA, anything else]", "[TEA]"))
    anna.say("tea")
    frame = replace(anna.conversation.frames[0], step="gone")
    anna.conversation = replace(anna.conversation, frames=(frame,))
    assert anna.say("1") == [sentences.LOST]


def test_what_they_had_told_us_is_not_lost() -> None:
    """Beginning anew we still know what they said in their own words."""
    anna = talk(WELCOME)
    anna.say("my husband died")
    anna.conversation = replace(anna.conversation, revision="gone")
    assert "I'm sorry" in anna.say("1")[1]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_edit_of_the_shipped_flows_strands_anybody(data: st.DataObject) -> None:
    """Whatever line is taken out of the shipped flows, whoever stands in them is answered."""
    anna = talk()
    for text in ("im lonely since my husband died, LS8", "1", "1")[: data.draw(st.integers(1, 3))]:
        anna.say(text)
    flows = []
    for file, text in shipped("flows").items():
        lines = text.splitlines(keepends=True)
        del lines[data.draw(st.integers(0, len(lines) - 1))]
        try:
            flows.append(Flow.parse("".join(lines), file))
        except Unreadable:
            continue
    anna.world = World.build(knowledge(), flows, anna.world.bodies())
    assert anna.say("1") not in ([], [sentences.LOST])

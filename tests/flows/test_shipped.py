"""The flows we ship: each step reached by a talk, and nothing a resident writes breaks them."""

from __future__ import annotations

import time
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.app.worlds import world_of
from connectbot.files import community_at, starter
from connectbot.flows.flow import Flow
from connectbot.flows.report import rehearse
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation
from connectbot.model.effect import HandOver
from tests.flows.village import shipped, talk

WORDS = st.sampled_from(
    "1 2 3 4 5 6 7 0 hello thanks LS8 ls99 LL49 LIKES FEEDBACK saturday MENU "
    "BACK GO HELP START PERSON more FIND ABOUT no "
    "something-else another-one 7/10 \U0001f622 \u0645\u0631\u062d {name} {x} % \\".split()
)
SENTENCES = st.sampled_from(
    [
        "im lonely since my husband died, LS8",
        "cant pay the gas bill",
        "i want to paint something",
        "wrong number",
        "please stop",
        "i want to kill myself",
        "who is this?",
        "evenings only, no stairs please",
        "it was closed when i went",
        "tea and talk",
        "my details",
        "1 and 3",
        "the last one",
    ]
)
NEUTRAL = "Hello from Oakfield. Reply GO when you have a minute. STOP ends these texts."
MESSAGES = st.lists(WORDS | SENTENCES | st.text(max_size=30), min_size=1, max_size=12)


@cache
def community() -> World:
    """The starter community, whole."""
    return world_of(community_at(starter()))


def test_every_talk_goes_as_written_and_every_step_is_reached() -> None:
    """The talks in flows/tests go as they are written and come to every step."""
    report = rehearse(shipped("flows/tests"), community())
    assert report.good, "\n".join(report.lines())


def test_a_flow_loads_quickly() -> None:
    """Three hundred lines of flow are read, typed and checked in 40 ms; four times that here."""
    text = shipped("flows")["flows/find-support.yaml"]
    steps = text[text.index("steps:\n") + 7 :]
    count = 300 // len(steps.splitlines()) + 1
    long = text[: text.index("steps:\n") + 7] + "".join(
        steps.replace("\n  ", f"\n  s{n}-")
        .replace(f"s{n}-  ", "    ")
        .replace("  need:", f"  n{n}:")
        for n in range(count)
    )
    assert len(long.splitlines()) >= 300
    Flow.parse(text, "warm.yaml")
    spent = []
    for _ in range(3):
        start = time.perf_counter()
        Flow.parse(long, "long.yaml")
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.160


@settings(max_examples=120, deadline=None)
@given(MESSAGES)
def test_nothing_a_resident_writes_breaks_a_flow(messages: list[str]) -> None:
    """Any messages in any order are answered, without a fault, without a circle, and remembered."""
    anna = talk()
    for message in messages:
        assert anna.say(message)
        assert HandOver("stuck") not in anna.told
        assert len(anna.turn.replies) <= 4
        kept = Conversation.from_json(anna.conversation.to_json())
        assert kept == anna.conversation


@settings(max_examples=60, deadline=None)
@given(MESSAGES, st.lists(st.integers(0, 200), max_size=6))
def test_silence_never_breaks_a_flow(messages: list[str], hours: list[int]) -> None:
    """However long nobody writes, at most one neutral line is said at a time, and then an end."""
    anna = talk()
    for message in messages:
        anna.say(message)
    for wait in hours:
        assert anna.wait(hours=wait) in ([], [NEUTRAL])
    for _ in range(3):
        assert anna.wait(weeks=9) in ([], [NEUTRAL])
    assert anna.conversation.frames == ()


@settings(max_examples=60, deadline=None)
@given(MESSAGES)
def test_back_undoes(messages: list[str]) -> None:
    """Whatever was answered, BACK until the first question leaves what was saved before."""
    anna = talk()
    for message in messages:
        before = (anna.conversation.saved, len(anna.conversation.trail))
        anna.say(message)
        if len(anna.conversation.trail) == before[1] + 1:
            forward = anna.conversation
            anna.say("BACK")
            assert anna.conversation.saved == before[0]
            anna.conversation = forward

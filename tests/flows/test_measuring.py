"""The talk of a check-in: what is an answer, what is not, and that nothing follows from one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.flows import coming, measuring, promised, words
from connectbot.flows.flow import Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.lint import measured, problems
from connectbot.flows.world import World
from connectbot.measures.library import Library
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import (
    Alert,
    Answering,
    Completed,
    HandOver,
    OptOut,
    PauseCheckins,
    WithdrawCheckins,
)
from connectbot.written.reading import Unreadable
from connectbot.written.tongue import ENGLISH, Tongue
from tests.flows.village import Talk, knowledge, measures, shipped_world, talk

DUE = "checkin e1 baseline usual"
FLOW = """
flow: check-in
title: Your check-in
starts: [check-in is due]
no_reply: {after: 7 days}
steps:
  questions:
    measure: due
  thanks:
    end: Thank you.
"""


def at_question(number: int = 0, **known: object) -> Talk:
    """Anna has said GO, and answered so many questions."""
    one = talk(promised=DUE, tags=frozenset({"welcomed"}), **known)
    one.say("GO")
    for _ in range(number):
        one.say("2")
    return one


def values(one: Talk) -> list[int]:
    """The values kept by the last turn."""
    kept = [e for e in one.turn.effects if isinstance(e, Answering | Completed)]
    return [value for effect in kept for _, _, value in effect.answers]


RANGE = [
    ("0", 0),
    ("10", 10),
    (" 7 ", 7),
    ("7.", 7),
    ("seven", 7),
    ("Ten", 10),
    ("7/10", 7),
    ("7 out of 10", 7),
    ("10/10", 10),
    ("\uff18", 8),  # a full-width digit, as some keyboards write it
    ("not at all", 0),
    ("completely", 10),
    ("about 6", 6),
    ("6 today", 6),
    ("im 7", 7),  # no age
    ("2. bit lonely", 2),
]


@pytest.mark.parametrize(("said", "value"), RANGE, ids=[row[0] for row in RANGE])
def test_a_number_is_an_answer_however_it_is_written(said: str, value: int) -> None:
    """Digits, words, spaces, "out of ten", and what the two ends are called."""
    one = at_question()
    assert "worthwhile" in one.say(said)[0]
    assert values(one) == [value]


NONE = [
    "7 or 8",
    "7.5",
    "11",
    "-1",
    "maybe",
    "seven?",
    "7-8",
    "5 6",
    "100",
    "7/5",
    "yes",
    "2 (bad week)",
]


@pytest.mark.parametrize("said", NONE)
def test_what_is_no_one_number_is_asked_about_once_and_then_left_out(said: str) -> None:
    """It is never guessed: asked once more, then the question is left and the next one comes."""
    one = at_question()
    again = one.say(said)
    assert again == ["Sorry, I did not get that. One number from 0 to 10, please, or SKIP to miss."]
    assert not values(one)
    assert one.say(said)[0].startswith("That's all right, we leave that one. Overall, to what")
    assert one.turn.effects == (Answering("e1", "baseline", ()),)
    one.say("4")
    assert values(one) == [4]


OPTIONS = [
    ("1", 1),
    ("3", 3),
    ("often", 3),
    ("Some of the time", 2),
    ("hardly ever", 1),
    ("never", 1),
    ("3 often", 3),
]


@pytest.mark.parametrize(("said", "value"), OPTIONS)
def test_an_option_is_an_answer_by_its_number_or_its_words(said: str, value: int) -> None:
    """What is kept is the value of the published option."""
    one = at_question(4)
    one.say(said)
    assert values(one) == [2, 2, 2, 2, value]


@pytest.mark.parametrize("said", ["2 or 3", "4", "0", "often or never"])
def test_two_options_are_none(said: str) -> None:
    """It is asked once more, with the options; the second time it is left out."""
    one = at_question(4)
    assert one.say(said)[0].endswith("1 Hardly ever or never\n2 Some of the time\n3 Often")
    one.say("bananas")
    assert values(one) == [2, 2, 2, 2]


@pytest.mark.parametrize("number", range(8))
def test_every_question_takes_the_words_that_always_work(number: int) -> None:
    """SKIP goes on, BACK goes back, PAUSE and STOP end it, at each of the eight."""
    skipped = at_question(number)
    skipped.say("SKIP")
    assert values(skipped) == [2] * number
    back = at_question(number)
    said = back.say("BACK")
    assert values(back) == [2] * max(0, number - 1)
    assert ("nothing to go back to" in said[0]) is (number == 0)
    for word, effect in (
        ("PAUSE", PauseCheckins(28)),
        ("STOP", OptOut()),
        ("NO CHECK-INS", WithdrawCheckins()),
    ):
        ended = at_question(number)
        ended.say(word)
        assert ended.turn.effects == (effect,)
        now = ended.conversation
        assert (now.frames, now.answers, now.checkin, now.promised) == ((), (), "", "")


@pytest.mark.parametrize("number", range(8))
def test_urgent_words_come_before_any_number(number: int) -> None:
    """ "2 and i want to die" is no 2: it is answered, a person is told, and check-ins rest."""
    one = at_question(number)
    said = one.say("2 and i want to die")
    assert "999" in "".join(said)
    assert not values(one)
    assert {type(effect) for effect in one.turn.effects} == {PauseCheckins, Alert}
    assert PauseCheckins(None) in one.turn.effects
    now = one.conversation
    assert (now.answers, now.checkin, now.promised, now.heard) == ((), "", "", "")
    assert not any("How" in text or "Overall" in text for text in one.say("GO"))


def test_urgent_words_before_go_put_it_off_too() -> None:
    """A check-in that waits for its GO does not wait any more."""
    one = talk(promised=DUE, tags=frozenset({"welcomed"}))
    one.say("i want to die")
    assert PauseCheckins(None) in one.turn.effects
    assert one.conversation.promised == ""


def test_an_age_is_still_an_age() -> None:
    """Whoever says that they are 12 is given children's lines, also at a question up to 10."""
    one = at_question()
    one.say("im 12")
    assert HandOver("young") in one.turn.effects


def test_a_message_that_came_before_the_question_does_not_answer_it() -> None:
    """The second of two that came at once was meant for the question before; it is asked again."""
    one = at_question()
    first = one.now + timedelta(seconds=59)
    one.say("7", received_at=first)
    said = one.say("7", received_at=first)
    assert "worthwhile" in said[0]
    assert not one.turn.effects
    assert len(one.conversation.answers) == 1


def test_a_channel_that_counts_whole_seconds_is_not_taken_for_early() -> None:
    """A reply in the same second is an answer, where the channel knows no parts of seconds."""
    one = at_question()
    one.conversation = replace(one.conversation, awaiting=one.now.replace(microsecond=400_000))
    one.say("7", received_at=one.now.replace(microsecond=0))
    assert values(one) == [7]


answers = st.lists(
    st.sampled_from(["0", "1", "2", "3", "10", "SKIP", "often", "banana", "7 or 8"]),
    min_size=24,
    max_size=24,
)


def walked(said: list[str]) -> tuple[list[str], list[object], Conversation]:
    """The last thing said in a check-in with these replies, and everything that was to be done."""
    one = at_question()
    done: list[object] = []
    for text in said:
        last = one.say(text)
        done += one.turn.effects
        if not one.conversation.frames:
            return last, done, one.conversation
    raise AssertionError("it never ended")


@settings(max_examples=60, deadline=None)
@given(answers)
def test_the_end_is_the_same_for_everybody(said: list[str]) -> None:
    """Whatever is answered: the same last text to the byte, nothing done but keeping the answers,
    and nothing of them left in the conversation."""
    last, done, after = walked(said)
    best, _, clean = walked(["10", "10", "10", "0", "1", "1", "1", "5"])
    assert last == best
    assert "999" in last[-1]
    assert "116 123" in last[-1]
    assert {type(effect) for effect in done} <= {Answering, Completed}
    assert [type(effect) for effect in done].count(Completed) == 1
    assert after == replace(clean, awaiting=after.awaiting)


def test_each_question_is_one_text() -> None:
    """Every built-in question in every language: at most 160 letters of GSM-7, options and all."""
    welsh = Tongue("cy", {"Reply {least} to {most}, or SKIP to miss.": "x" * 36})
    for one in measures().every:
        for name, item in one.items.items():
            for tongue in (ENGLISH, welsh):
                text = words.as_sms(measuring.worded(measuring.Asked(one, name, item), tongue))
                assert words.is_gsm7(text)
                assert words.segments(text) == 1, text


def test_it_is_asked_in_their_language_where_it_is_there() -> None:
    """Whoever reads Welsh is asked a community's own questions in Welsh."""
    own = measures().plans["usual"].model_copy(update={"instruments": ("good-month",)})
    there = replace(
        knowledge(),
        measures=replace(measures(), plans={"p": own}),
        tongues={"cy": Tongue("cy", {"Skip": ""})},
    )
    one = begun(there, "checkin e1 baseline p", language="cy")
    assert one.say("GO")[0].startswith("Meddyliwch am y saith diwrnod diwethaf.")
    one.say("dim un")
    assert values(one) == [0]


def begun(there: Knowledge, promise: str, flow: str = FLOW, **saved: str) -> Talk:
    """Anna, who has one check-in promised, in a world with only that flow."""
    conversation = Conversation("oakfield", promised=promise, saved=saved)
    world = World.build(there, [Flow.parse(flow, "check-in.yaml")])
    return Talk(world, conversation, Turn(conversation))


OWNED = """
instrument: pots
title: Pots
version: "1"
open: no
permission: L-77
copyright: (c) The pot makers
licence: With a licence
source: Invented
items:
  a: {text: How warm is your pot?, range: {from: 0, to: 4}}
  b: {text: How round is your pot?, range: {from: 0, to: 4}}
examples: [{answers: {a: 1, b: 2}}]
"""


def owned(text: str = OWNED) -> Library:
    """A library with an operator's own instrument and a plan that asks it."""
    plan = "plan: p\ntitle: P\ninstruments: [pots]\nwaves: {baseline: {after: 0 days}}\n"
    library, problems = Library.parse({"pots.yaml": text}, {"p.yaml": plan})
    assert not problems, problems
    return library


def test_the_owners_line_stands_before_the_first_question_alone() -> None:
    """A licence that wants its line on every copy gets it once in each check-in."""
    one = begun(replace(knowledge(), measures=owned()), "checkin e1 baseline p")
    assert one.say("GO") == [
        "(c) The pot makers",
        "How warm is your pot? Reply 0 to 4, or SKIP to miss.",
    ]
    assert one.say("none of your business")[0].startswith("Sorry")
    assert one.say("4") == ["How round is your pot? Reply 0 to 4, or SKIP to miss."]


@pytest.mark.parametrize(
    ("was", "written", "line", "sentence", "warning"),
    [
        ("How warm is", "How warm" + " and how warm" * 10 + " is", 11, "takes 2 texts", True),
        ("How warm is", "How warm" + " and how warm" * 25 + " is", 11, "takes 3 texts", False),
        ("How warm is", "How warm \u2603 is", 11, "makes a text hold 70 characters", True),
        (
            "range: {from: 0, to: 4}}\n  b",
            "options: {1: Cup, 2: Yes}}\n  b",
            11,
            "opting in",
            False,
        ),
        (
            "range: {from: 0, to: 4}}\n  b",
            "options: {1: Cup, 2: i want to die}}\n  b",
            11,
            "taken for urgent words",
            False,
        ),
        (
            "range: {from: 0, to: 4}}\n  b",
            "options: {1: With milk, 2: with  Milk}}\n  b",
            11,
            "taken for another option",
            True,
        ),
    ],
)
def test_a_question_that_does_not_work_as_a_text_is_told(
    was: str, written: str, line: int, sentence: str, warning: bool
) -> None:
    """`connectbot check` names the line: too long, a dear sign, an option that means something."""
    library = owned(OWNED.replace(was, written))
    found = measured(library, {}, knowledge().safety.screen)
    assert {(one.line, one.warning) for one in found} == {(line, warning)}
    assert sentence in str(found[0])


def test_while_a_person_has_the_talk_a_rest_is_noted_in_silence() -> None:
    """PAUSE and NO CHECK-INS are kept to, and the person answers."""
    for word, effect in (("PAUSE", PauseCheckins(28)), ("NO CHECK-INS", WithdrawCheckins())):
        one = talk(promised=DUE, with_person=True)
        assert one.say(word) == []
        assert one.turn.effects == (effect,)
        assert one.conversation.promised == ""


def test_a_check_in_waits_behind_a_person() -> None:
    """PERSON in the middle: a person is told; given back, GO goes on with the open question."""
    one = at_question(1)
    one.say("PERSON")
    assert HandOver("asked") in one.turn.effects
    assert one.conversation.promised == DUE
    assert "worthwhile" in one.say("GO")[-1]


def test_a_check_in_that_nobody_goes_on_with_waits_until_it_is_closed() -> None:
    """After its days the talk is over, GO still goes on with it, and `closed` leaves nothing."""
    one = at_question(1)
    one.wait(days=8)
    assert (one.conversation.frames, one.conversation.promised) == ((), DUE)
    after = measuring.closed(one.conversation)
    assert (after.promised, after.answers) == ("", ())
    open_one = measuring.closed(at_question(1).conversation)
    assert (open_one.frames, open_one.checkin, open_one.answers) == ((), "", ())


def test_a_new_promise_leaves_nothing_of_the_one_before() -> None:
    """Answers of an earlier wave are never taken for those of the next."""
    before = at_question(3).conversation
    later = measuring.promise(before, "checkin e1 6-weeks usual")
    assert (later.promised, later.answers) == ("checkin e1 6-weeks usual", ())
    other = measuring.closed(Conversation("oakfield", promised="day tea-and-talk 2026-11-24T14:00"))
    assert other.promised.startswith("day ")


@pytest.mark.parametrize("promise", ["checkin e1", "consent", "checkin e1 baseline", ""])
def test_a_promise_that_says_too_little_is_none(promise: str) -> None:
    """There is then nothing to ask, and nothing is told."""
    assert measuring.opened(Conversation("oakfield", checkin=promise)) is None


def test_without_a_flow_for_it_a_check_in_is_not_begun() -> None:
    """GO is then no more than GO."""
    one = talk(FLOW.replace("check-in is due", "OTHER"), promised=DUE)
    assert one.say("GO") == ["What would you like?\n1 Your check-in"]


def test_a_check_in_begun_without_a_promise_asks_nothing() -> None:
    """The step goes on, and tells nothing."""
    one = talk(FLOW)
    assert one.begin("check-in") == ["Thank you."]
    assert not one.told


def test_what_was_answered_and_is_asked_no_more_is_left_out() -> None:
    """An instrument that was changed meanwhile: values that it does not have are not told."""
    one = at_question(1)
    stale = (("ons4", "satisfied", 99), ("ons4", "gone", 1), ("ons4", "happy", 3))
    one.conversation = replace(one.conversation, answers=stale)
    one.say("5")
    assert values(one) == [3, 5]


def test_its_words_are_not_written_in_the_flow() -> None:
    """`measure` with options of its own is refused, with the mend."""
    with pytest.raises(Unreadable, match="takes its questions and options from the instruments"):
        Flow.parse(
            FLOW.replace("measure: due", "measure: due\n    options: [Yes]"), "check-in.yaml"
        )


def test_a_reserved_word_is_no_option_of_an_instrument() -> None:
    """PERSON is asking for a person at a question with options too."""
    one = at_question(4)
    one.say("person")
    assert HandOver("asked") in one.turn.effects
    assert not values(one)


def test_somebody_new_may_ask_for_something_in_the_middle() -> None:
    """Whoever was put down by a link worker and never welcomed: the welcome hears what they need,
    and GO goes on with the open question."""
    one = talk(promised=DUE)
    one.say("GO")
    one.say("6")
    assert one.say("where is the food bank?")[0].startswith("Text GO at any time")
    assert one.conversation.frames[0].flow == "welcome"
    assert "worthwhile" in one.say("GO")[-1]


SILENT = """
flow: check-in
title: Your check-in
starts: [check-in is due]
steps:
  ready:
    ask: Ready?
    options: [Ready now, Later on]
    no_reply: {after: 1 hour, go: questions}
  questions:
    measure: due
  thanks:
    end: Thank you.
"""


def test_a_question_is_not_put_unasked() -> None:
    """Where silence leads to the questions, the first of them waits until they write."""
    one = begun(knowledge(), DUE, flow=SILENT)
    assert one.say("GO")[0].startswith("Ready?")
    assert "GO" in one.wait(hours=2)[0]
    assert "how satisfied" in one.say("hello")[0]


YES = "flow: t\ntitle: T\nstarts: [T]\nsteps:\n  yes:\n    consent: yes\n"


def test_a_yes_that_nobody_asked_for_is_told_to_nobody() -> None:
    """The step for consent does nothing where no check-ins were offered."""
    one = talk(f"{YES}  end:\n    end: So.")
    assert one.say("T") == ["So."]
    assert not one.told


def test_a_language_of_its_own_is_measured_in_that_language() -> None:
    """A question in Welsh is as long as it is with our Welsh words."""
    long = Tongue("cy", {"Reply {least} to {most}, or SKIP to miss.": "x" * 100})
    found = measured(measures(), {"cy": long}, knowledge().safety.screen)
    assert "good-month.cy.yaml" in {one.file.rsplit("/", 1)[-1] for one in found}
    assert "good-month.yaml" not in {one.file.rsplit("/", 1)[-1] for one in found}


@pytest.mark.parametrize(
    ("word", "wanted", "sentence"),
    [
        ("answered", {"ons4/happy": 3}, "the answers kept are {'ons4/happy': 2}"),
        ("consented", {"choice": "yes"}, "what they agreed to is nothing"),
        ("check_ins", "paused", "the check-ins are not paused"),
        ("check_ins", "better", "`check-ins` can be complete, paused, resumed, halted, withdrawn"),
    ],
)
def test_a_talk_says_what_came_of_a_check_in_instead(
    word: str, wanted: object, sentence: str
) -> None:
    """A line about a check-in that does not hold is answered with what was so."""
    effects = [Completed("e1", "baseline", (("ons4", "happy", 2),))]
    assert coming.OF[word](effects, wanted).startswith(sentence)


@pytest.mark.parametrize("word", ["hour: when", "day: when", "shows: when", "strata: {age: when}"])
def test_a_yes_names_fields_that_somebody_saves(word: str) -> None:
    """A field that no question saves is told, with the line."""
    flow = Flow.parse(f"{YES}    {word}\n  end:\n    end: So.", "t.yaml")
    found = [str(problem) for problem in problems([flow])]
    assert any("nothing saves `when`" in sentence for sentence in found), found


def test_whoever_tries_a_check_in_is_asked_its_questions() -> None:
    """`connectbot flow try` promises a check-in of nobody where the flow needs one, of the first
    plan there is."""
    flows = shipped_world().flows
    there = shipped_world()
    assert promised.tried(flows["check-in"], there) == "checkin nobody baseline usual"
    assert promised.tried(flows["check-in-consent"], there) == "consent nobody usual"
    assert promised.tried(flows["about"], there) == ""
    assert promised.tried(flows["check-in"], replace(there, measures=Library())) == ""

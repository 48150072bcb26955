"""Languages: who reads which, and how answers in it are understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from connectbot.directory.hours import next_session
from connectbot.flows import answers, reminding
from connectbot.flows.answers.welsh import english
from connectbot.flows.flow import Flow
from connectbot.flows.world import World
from connectbot.model.conversation import Turn
from connectbot.written.catalogue import entries, tongue
from tests.flows.village import ROOT, Talk, knowledge, shipped, talk

TODAY = date(2026, 11, 24)
TEA = """
flow: tea
title: Tea
starts: [first message, TEA]
no_reply: {after: 1 day, remind: no}
steps:
  sort:
    ask: "Which tea, {name}? {languages}"
    options: [Black, Green, English breakfast]
    save: sort
    go: {Black: welcomed, Green: welcomed}
  welcomed:
    tag: welcomed
  when:
    ask: What time?
    answer: time
    save: time
  thanks:
    end: Thank you.
"""
PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Which tea, {name}? {languages}"
msgstr "Pa de, {name}? {languages}"

msgid "Black"
msgstr "Du"

msgid "Green"
msgstr "Gwyrdd"

msgctxt "tea.starts"
msgid "TEA"
msgstr "PANED"

msgid "From now on in your language."
msgstr "Yn Gymraeg nawr."

msgid "Another language?"
msgstr "Cymraeg?"

msgid "Who is this?"
msgstr "Pwy sydd yna?"
"""


def world(*flows: str) -> World:
    """The village with a little Welsh."""
    found, problems = entries(PO, "cy.po")
    assert not problems
    known = replace(knowledge(), tongues={"cy": tongue("cy", found)})
    return World.build(known, [Flow.parse(flow, "flow.yaml") for flow in flows])


def anna(*flows: str, **saved: str) -> Talk:
    """Anna, of whom this is saved."""
    there = talk(*flows, saved=saved)
    return Talk(world(*flows), there.conversation, Turn(there.conversation))


def test_what_has_no_translation_is_said_in_english() -> None:
    """A translator may be half done; nobody is left without an answer."""
    one = anna(TEA, language="cy", name="Anna")
    assert one.say("hello") == ["Pa de, Anna?\n1 Du\n2 Gwyrdd\n3 English breakfast"]
    assert one.say("du") == ["What time?"]


def test_an_option_is_understood_in_both_languages() -> None:
    """By its number, in the language that is read, and in English."""
    for said in ("2", "gwyrdd", "Green", "yr un gwyrdd"):
        one = anna(TEA, language="cy")
        one.say("hello")
        one.say(said)
        assert one.conversation.saved["sort"] == "Green", said


def test_writing_in_welsh_is_noticed_once() -> None:
    """English later on changes nothing."""
    one = anna(TEA)
    assert "Pa de" in one.say("helo, dwi isio paned")[0]
    one.say("I would like green please")
    assert one.conversation.saved["language"] == "cy"


def test_who_chose_english_is_not_changed_by_writing_welsh() -> None:
    """What they asked for stands."""
    one = anna(TEA, language="en")
    assert "Which tea" in one.say("helo, dwi isio paned")[0]


def test_a_language_is_asked_for_by_its_name() -> None:
    """The talk goes on from the open question, and back again."""
    one = anna(TEA)
    one.say("hello")
    assert one.say("yn Gymraeg plis")[0].startswith("Yn Gymraeg nawr. Pa de?")
    one.say("du")
    assert one.say("Saesneg") == ["English from now on. What time?"]


def test_the_name_of_a_language_may_be_an_answer() -> None:
    """Where an option has it the question goes first."""
    one = anna(TEA, language="cy")
    one.say("hello")
    one.say("English")
    assert one.conversation.saved == {"language": "cy", "sort": "English breakfast"}


def test_a_language_that_is_not_here_is_no_command() -> None:
    """Without its folder the name is a word like others."""
    one = talk(TEA)
    one.say("hello")
    assert one.say("Welsh")[0].startswith("Sorry, I did not get that.")


def test_with_nothing_asked_the_menu_follows() -> None:
    """Somebody who is known, and asks for Welsh out of the blue, sees what there is."""
    one = anna(TEA)
    one.conversation = one.conversation.changed(tags=frozenset({"welcomed"}))
    assert one.say("Cymraeg")[0].startswith("Yn Gymraeg nawr. What would you like?")


def test_who_is_asked_for_their_name_may_ask_for_a_language_first() -> None:
    """The question who writes is asked again in it."""
    one = anna(TEA)
    people = (("a", "Ann"), ("b", "Bob"))
    one.conversation = one.conversation.changed(stranger="people", people=people, awaiting=one.now)
    assert one.say("Cymraeg")[0].startswith("Yn Gymraeg nawr. Pwy sydd yna?")


def test_a_start_word_has_its_welsh() -> None:
    """It begins the flow, whatever is read."""
    one = anna(TEA)
    one.conversation = one.conversation.changed(tags=frozenset({"welcomed"}))
    assert "Which tea" in one.say("paned")[0]


def test_an_answer_in_welsh_is_read_as_one_in_english() -> None:
    """Times, here; the value saved is the same."""
    one = anna(TEA, language="cy")
    one.say("hello")
    one.say("du")
    one.say("hanner awr wedi dau")
    assert one.conversation.saved["time"] == "14:30"


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("yesno", "gwnaf diolch", "yes"),
        ("yesno", "ie plis", "yes"),
        ("yesno", "dim rwan", "no"),
        ("number", "hanner cant", "50"),
        ("time", "saith y nos", "19:00"),
        ("time", "7yh", "19:00"),
        ("time", "10yb", "10:00"),
        ("time", "deg munud wedi dau", "14:10"),
        ("time", "ugain munud i dri", "14:40"),
        ("time", "chwarter i 4", "15:45"),
        ("date", "dydd Llun nesaf", "2026-11-30"),
        ("date", "y trydydd o Ragfyr", "2026-12-03"),
        ("date", "mewn tridiau", "2026-11-27"),
        ("date", "dydd Gwener", "2026-11-27"),
    ],
)
def test_answers_in_welsh(kind: str, said: str, value: str) -> None:
    """What the readers do not know themselves is put into English for them."""
    found = answers.understand(kind, said, today=TODAY)
    assert (found or answers.understand(kind, english(said), today=TODAY)) == value


def test_several_in_welsh() -> None:
    """Numbers with Welsh words between them."""
    options = ("a", "b", "c", "d")
    said = english("un a thri")
    assert answers.understand("many", said, options=options, today=TODAY) == "1,3"


def test_a_reminder_is_said_in_the_language() -> None:
    """With the day as it is said there."""
    text = (ROOT / "flows/cy/messages.po").read_text("utf-8")
    welsh = tongue("cy", entries(text, "cy.po")[0])
    listing = knowledge().book.listings["tea-and-talk"]
    here = datetime(2026, 11, 20, 9)
    session = next_session(listing.when, here)
    assert session is not None
    said = reminding.told(listing, session, here, welsh)
    assert said.startswith("Mae Tea and Talk ddydd Mawrth. Gofynnwch am Jean.")


def test_every_shipped_text_fits_its_translation() -> None:
    """All flows of the starter say something in Welsh, and none of it is English."""
    text = (ROOT / "flows/cy/messages.po").read_text("utf-8")
    welsh = tongue("cy", entries(text, "cy.po")[0])
    same = {
        said.text
        for file, written in shipped("flows").items()
        for step in Flow.parse(written, file).steps.values()
        for said in step.texts()
        if said.text and welsh(said.text) == said.text
    }
    assert same == set()

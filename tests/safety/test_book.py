"""The safety book: fixed replies, dated helplines, and one that works whatever the file holds."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.safety.book import SafetyBook
from connectbot.safety.standin import PLAIN, TEXTS
from connectbot.safety.wording import filled

NEUTRAL = "Thanks, got it. Reply 1 for more, or 0 to leave it there."
TEAM = "the Oakfield team"
KINDS = (
    "medical_emergency",
    "suicide_self_harm",
    "child_risk",
    "domestic_abuse",
    "adult_abuse",
    "threat_to_others",
)
SPECIAL = {
    "medical_emergency": "999",
    "suicide_self_harm": "85258",
    "child_risk": "0800 1111",
    "domestic_abuse": "0808 2000 247",
    "adult_abuse": "0808 808 8141",
    "threat_to_others": "111 and press 2",
}


def test_the_starter_has_the_six_kinds(book: SafetyBook) -> None:
    """The kinds are those of the labelled rows, the most urgent first, and nothing is broken."""
    assert tuple(book.kinds) == KINDS == book.screen.kinds == tuple(PLAIN)
    assert book.broken == ""


@pytest.mark.parametrize("kinds", [(k,) for k in KINDS] + list(permutations(KINDS, 2)))
def test_a_reply_holds_the_numbers_that_matter(book: SafetyBook, kinds: tuple[str, ...]) -> None:
    """Two texts at most, each affordable, with 999, Samaritans, the special lines and a person."""
    reply = book.reply(kinds, shared=False)
    both = " ".join(reply)
    assert len(reply) == 2
    assert "999" in reply[0]
    assert "116 123" in both
    assert "PERSON" in both
    assert all(SPECIAL[kind] in both for kind in kinds)
    assert "!" not in both
    assert all(filled(text, {}) == text for text in reply)


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_costs_two_single_texts(book: SafetyBook, kind: str) -> None:
    """The reply to one kind is two texts of one segment each."""
    assert all(len(text) <= 160 for text in book.reply((kind,), shared=False))


@pytest.mark.parametrize("kinds", [KINDS[:1], KINDS, ("unheard of",), ()])
def test_a_shared_phone_gets_the_neutral_line_alone(
    book: SafetyBook, kinds: tuple[str, ...]
) -> None:
    """On a phone that others see, exactly the neutral line is said."""
    assert book.reply(kinds, shared=True) == (NEUTRAL,)


@pytest.mark.parametrize("kinds", [("unheard of",), ()])
def test_an_unknown_kind_is_answered_too(book: SafetyBook, kinds: tuple[str, ...]) -> None:
    """Kinds this book does not know get the general reply with 999 and Samaritans."""
    reply = " ".join(book.reply(kinds, shared=False))
    assert "999" in reply
    assert "116 123" in reply


def test_the_fixed_texts_say_what_they_must(book: SafetyBook) -> None:
    """HELP says 999, 111 option 2, Samaritans, PERSON and STOP; the others fit one text."""
    said = book.help_text(TEAM)
    assert all(part in said for part in ("999", "111, press 2", "116 123", "PERSON", TEAM, "STOP"))
    assert "START" in book.stop_text
    assert "Oakfield" in book.start_text("Oakfield")
    texts = (said, book.stop_text, book.start_text("Oakfield"), NEUTRAL)
    assert all(len(text) <= 160 for text in texts)


def test_the_stand_in_says_the_same_as_the_starter(book: SafetyBook) -> None:
    """The texts for a broken file are those of the starter, so that nobody notices."""
    assert dict(book.texts) == dict(TEXTS)


def test_a_helpline_unchecked_for_half_a_year_is_warned_about(book: SafetyBook) -> None:
    """Six months after its date a helpline is a warning with its line; before, it is none."""
    assert book.problems(date(2026, 12, 1)) == []
    found = book.problems(date(2027, 6, 1))
    assert len(found) == len(book.helplines)
    assert all(problem.warning and problem.line > 1 for problem in found)
    assert "Samaritans was last checked on 2026-11-21" in "\n".join(map(str, found))


def test_the_plain_lists_catch_themselves(book: SafetyBook) -> None:
    """Every plain statement of the short list is caught by the rules as well."""
    for kind, plain in PLAIN.items():
        for said in plain:
            assert book.screen.look(said), (kind, said)


SMALL = """
helplines:
  emergency: {name: Emergency, ring: "999", hours: always, source: here, checked: 2026-11-01}
texts:
  then: Bye.
  neutral: Fine.
  help: "{emergency} {team}"
  stop: Done.
  start: Hello {place}
kinds:
  odd:
    title: odd things
    say: Ring {emergency}.
    line: Or do not.
    plain: [purple rain]
    rules:
      - rule: rain
        says: ["{colour} ... rain"]
        unless: [song]
groups:
  colour: purple, dark blue
"""


def test_a_small_file_makes_a_book() -> None:
    """A community may write its own kinds, rules and wording."""
    book, problems = SafetyBook.parse(SMALL, "s.yaml")
    assert problems == []
    assert book.reply(("odd",), shared=False) == ("Ring 999.", "Or do not. Bye.")
    assert book.screen.look("dark blue cold rain") == ("odd",)
    assert book.screen.look("dark blue rain, the song") == ()
    assert book.screen.look("purple rain, the song") == ("odd",)
    assert book.screen.look("purplerain") == ("odd",)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        ("{colour} ... rain", "{color} ... rain", 18, "did you mean `{colour}`?"),
        ("unless: [song]", 'unless: ["..."]', 19, "must begin and end"),
        ("[purple rain]", '["(purple) rain"]', 15, "must begin and end"),
        ("say: Ring {emergency}.", "say: Ring {emergancy}.", 13, "unknown `{emergancy}`"),
        ("stop: Done.", "stop: It’s done.", 8, "double the price"),
        ("then: Bye.", "then: " + "Bye. " * 60, 14, "with a second `line` and `then`"),
        ("helplines:", "helpline:", 2, "unknown word `helpline`"),
        ("checked: 2026-11-01", "checked: May", 3, "should be a date"),
        ("      - rule: rain", "      - {rule: rain, says: [a]}\n      - rule: rain", 18, "twice"),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_rest_works(
    right: str, wrong: str, line: int, sentence: str
) -> None:
    """Each fault is a problem with a line and a mend, and urgent words are still answered."""
    assert right in SMALL
    book, problems = SafetyBook.parse(SMALL.replace(right, wrong, 1), "s.yaml")
    assert [p.line for p in problems if sentence in p.text] == [line]
    assert book.screen.look("purple rain") or book.screen.look("i want to die")
    assert "999" in " ".join(book.reply(("odd",), shared=False))


def test_a_broken_phrase_is_told_to_the_operator() -> None:
    """A book with a phrase that cannot be used says so, and the other phrases still work."""
    book, _ = SafetyBook.parse(SMALL.replace("{colour} ...", "{odd} ..."), "s.yaml")
    assert book.broken == "1 phrase in s.yaml cannot be used; only the others are looked for"
    assert book.screen.examine("purple rain").broken == book.broken
    assert book.screen.look("purple rain") == ("odd",)


@pytest.mark.parametrize("text", ["", "kinds: [", "kinds: {}", b"\xff", "a: b"])
def test_an_unusable_file_means_the_short_list(text: str | bytes) -> None:
    """When safety.yaml cannot be read, plain words are still seen and answered, and it is said."""
    book, problems = SafetyBook.parse(text, "s.yaml")
    assert problems
    assert book.broken == "s.yaml cannot be used; a short list of plain words stands in"
    assert book.screen.look("I want to die") == ("suicide_self_harm",)
    assert book.reply(("suicide_self_harm",), shared=True) == (NEUTRAL,)
    reply = " ".join(book.reply(("suicide_self_harm",), shared=False))
    assert "999" in reply
    assert "116 123" in reply
    assert book.problems(date(2030, 1, 1)) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(SMALL)), st.integers(0, 30), st.text(max_size=5))
def test_no_edit_leaves_anybody_without_an_answer(at: int, cut: int, put: str) -> None:
    """Whatever an edit does to the file, there is a book that answers."""
    book, _ = SafetyBook.parse(SMALL[:at] + put + SMALL[at + cut :], "s.yaml")
    assert book.reply(("odd",), shared=False)
    book.screen.look("purple rain")

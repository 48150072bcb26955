"""What the starter's rules catch, what they leave alone, and what happens when they break."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.safety.book import SafetyBook
from connectbot.safety.phrases import Element, Phrase
from connectbot.safety.plain import Spelling
from connectbot.safety.screen import OVERLAP, PIECE, Rule, Screen

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


MUST_CATCH = [(row["text"], row["kind"]) for row in table("must_catch")]
HARD_NEGATIVES = [row["text"] for row in table("hard_negatives")]


@pytest.mark.parametrize(("text", "kind"), MUST_CATCH)
def test_every_plain_danger_statement_is_caught(book: SafetyBook, text: str, kind: str) -> None:
    """A statement on the must-catch list is seen, whichever kind it is taken for."""
    assert book.screen.look(text), kind


def test_the_likely_kind_is_mostly_right(book: SafetyBook) -> None:
    """On the must-catch list the labelled kind is among those seen for 95 in 100, first for 85."""
    seen = [(book.screen.look(text), kind) for text, kind in MUST_CATCH]
    assert sum(kind in kinds for kinds, kind in seen) >= 0.95 * len(seen)
    assert sum(kinds[:1] == (kind,) for kinds, kind in seen) >= 0.85 * len(seen)


def test_few_harmless_messages_are_taken_for_danger(book: SafetyBook) -> None:
    """At most 5 in 100 deliberately confusable messages are flagged (the rules have seen these)."""
    flagged = [text for text in HARD_NEGATIVES if book.screen.look(text)]
    assert len(flagged) <= 0.05 * len(HARD_NEGATIVES), flagged


def test_the_tables_are_large() -> None:
    """The tables keep their size: 120 dangers over all six kinds, 150 confusable others."""
    assert len(MUST_CATCH) >= 120
    assert len({kind for _, kind in MUST_CATCH}) == 6
    assert len(HARD_NEGATIVES) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "I WANT TO KILL MYSELF",
        "i want to k!ll myself",
        "i want to k.i.l.l myself",
        "k i l l  m y s e l f",
        "killmyself",
        "I wаnt tо kіll mуsеlf",
        "𝗸𝗶𝗹𝗹 𝗺𝘆𝘀𝗲𝗹𝗳",
        "kiiiill myself",
        "ki\u200bll my\u200bself",
        "im going to kms",
        "unalive",
        "sewerslide",
        "feeling suicdal",
        "😭😭kill myself😭😭",
    ],
)
def test_disguises_do_not_help(book: SafetyBook, text: str) -> None:
    """Look-alike letters, held letters, spacing, digits, marks and code words are seen through."""
    assert book.screen.look(text) == ("suicide_self_harm",)


@pytest.mark.parametrize("before", [0, PIECE - 3, PIECE - 1, OVERLAP, 777, 5000])
def test_all_of_a_text_is_read(book: SafetyBook, before: int) -> None:
    """Urgent words are seen wherever they stand, also across the edge of a piece."""
    text = "lovely " * before + "i want to kill myself" + " lovely" * 100
    assert book.screen.look(text) == ("suicide_self_harm",)


def test_several_kinds_come_in_order_of_urgency(book: SafetyBook) -> None:
    """A text of several kinds names them all, the most urgent first, each once."""
    text = "he hits me. i want to kill myself. he hits the kids. i can't breathe. he hits me"
    assert book.screen.look(text) == (
        "medical_emergency",
        "suicide_self_harm",
        "child_risk",
        "domestic_abuse",
    )


def test_the_rules_that_spoke_are_named(book: SafetyBook) -> None:
    """A look can say which rules made it, so that a rule can be bettered."""
    assert book.screen.examine("i want to kill myself").rules == (
        "suicide_self_harm: plain",
        "suicide_self_harm: ways to say killing oneself",
    )


def test_an_excuse_counts_near_by_only(book: SafetyBook) -> None:
    """Laughing about it lifts a rule in the same breath, not at the far end of a long text."""
    assert book.screen.look("im going to kill my brother haha") == ()
    joke = "im going to kill my brother" + " and so on" * 60 + " haha"
    assert book.screen.look(joke) == ("threat_to_others",)


@settings(max_examples=100, deadline=None)
@given(text=st.text(alphabet=st.characters(), max_size=400))
def test_no_text_breaks_the_screen(book: SafetyBook, text: str) -> None:
    """Any text at all, lone surrogates and NUL too, is looked at by the rules themselves."""
    assert book.screen.examine(text).broken == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0\ud800",
        "😀" * 1600,
        "x" * 100_000,
        "i want to " * 10_000,
        "he will not let me see my i am going to " * 2_500,
        "." * 100_000,
        "a." * 50_000,
        "שלום " * 1000,
    ],
)
def test_long_and_odd_texts_take_no_long_time(book: SafetyBook, text: str) -> None:
    """The time grows with the length alone: 100,000 letters are read within two seconds."""
    began = time.perf_counter()
    book.screen.look(text)
    assert time.perf_counter() - began < 2


def test_a_usual_message_is_quick(book: SafetyBook) -> None:
    """A usual message takes well under a millisecond (0.1 to 0.2 where it was measured)."""
    texts = HARD_NEGATIVES
    began = time.perf_counter()
    for text in texts:
        book.screen.look(text)
    assert (time.perf_counter() - began) / len(texts) < 0.0015


class Cracked(Phrase):
    """A stand-in for a phrase with a fault of its own."""

    def is_in(self, words: object, bag: object) -> bool:
        raise ZeroDivisionError


def test_a_broken_detector_means_the_plain_list_and_says_so() -> None:
    """If a rule breaks while it looks, plain words are looked for instead and the look says so."""
    cracked = Rule("cracked", "child_risk", (Cracked([Element(frozenset({"the"}))]),))
    screen = Screen(["child_risk"], [cracked], Spelling({}), {"odd": ["purple rain"]})
    assert screen.examine("hello").broken == ""
    seen = screen.examine("I'm going to kill myself in the purple rain")
    assert seen.kinds == ("suicide_self_harm", "odd")
    assert seen.broken == "the safety screen broke (ZeroDivisionError); a plain list stands in"
    assert screen.look("the sky is blue") == ()

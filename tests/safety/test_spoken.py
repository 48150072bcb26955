"""The fixed words about safety in another language: whole, or in English."""

from __future__ import annotations

from pathlib import Path

from connectbot.safety.book import SafetyBook
from connectbot.written.catalogue import entries, tongue
from connectbot.written.tongue import Tongue

ROOT = Path(__file__).parents[2]
SAFETY = (ROOT / "directory/safety.yaml").read_text("utf-8")
PO = (ROOT / "flows/cy/messages.po").read_text("utf-8")
KINDS = (
    *("medical_emergency", "suicide_self_harm", "child_risk"),
    *("domestic_abuse", "adult_abuse", "threat_to_others"),
)


def book(*tongues: Tongue) -> tuple[SafetyBook, list[str]]:
    """The shipped book that speaks these languages, and what is wrong with it."""
    made, problems = SafetyBook.parse(SAFETY, "safety.yaml", tongues=tongues)
    assert all(problem.warning for problem in problems)
    return made, [str(problem) for problem in problems]


def test_every_kind_is_answered_in_welsh() -> None:
    """With 999 or Samaritans in it, and nothing of it in English."""
    english, problems = book(tongue("cy", entries(PO, "cy.po")[0]))
    assert problems == []
    welsh = english.speaking("cy")
    for kind in KINDS:
        first, second = welsh.reply([kind], shared=False)
        assert "999" in first or "116 123" in first
        assert {first, second}.isdisjoint(english.reply([kind], shared=False))
    assert "SHOUT i 85258" in welsh.reply(["suicide_self_harm"], shared=False)[1]
    assert welsh.reply(KINDS, shared=True) == (welsh.texts["neutral"],)
    assert welsh.texts["neutral"] != english.texts["neutral"]
    assert welsh.help_text("criw").startswith("Mewn perygl ffoniwch 999.")
    assert english.speaking("fr") is english


def test_whatever_is_read_urgent_words_are_heard_in_every_language() -> None:
    """The screen is one and the same."""
    english, _ = book(tongue("cy", entries(PO, "cy.po")[0]))
    assert english.speaking("cy").screen is english.screen
    assert english.screen.look("dwi eisiau marw") == ("suicide_self_harm",)


def test_a_translation_that_cannot_be_sent_is_said_in_english() -> None:
    """A number nobody knows, or too many letters: a warning, and never a broken answer."""
    plain, _ = book()
    say = "Thanks, got it. Reply 1 for more, or 0 to leave it there."
    spoken, problems = book(Tongue("cy", {say: "Diolch. {nobody}"}))
    assert spoken.speaking("cy").texts["neutral"] == plain.texts["neutral"] == say
    assert "`neutral` as `cy` has it: unknown `{nobody}`" in problems[0]
    assert "English stands in" in problems[0]


def test_a_second_text_that_is_too_long_in_a_language_is_named() -> None:
    """Two kinds at once add their lines."""
    then = plain_then()
    _, problems = book(Tongue("cy", {then: "Dwi yma. " * 20}))
    assert any("as `cy` has it, with a second `line` and `then`" in one for one in problems)


def plain_then() -> str:
    """What ends the second text."""
    return book()[0].texts["then"]

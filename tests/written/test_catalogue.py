"""PO files: what is read of them, and what is written for translators."""

from __future__ import annotations

from connectbot.written.catalogue import Entry, entries, tongue, written
from connectbot.written.tongue import ENGLISH, Tongue

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

#: flows/tea.yaml:4
msgid "Milk?"
msgstr "Llaeth?"

msgctxt "tea/again"
msgid "Milk?"
msgstr "Mwy o laeth?"

#, fuzzy
msgid "Sugar?"
msgstr "Siwgr?"

msgctxt "tea.starts"
msgid "TEA"
msgstr ""
"TE\\n"
" PANED \\n"
"""


def welsh() -> Tongue:
    """The language of this PO text."""
    found, problems = entries(PO, "cy.po")
    assert not problems
    return tongue("cy", found)


def test_a_text_is_said_as_its_entry_has_it() -> None:
    """In one place otherwise where an entry names that place; what has no entry stays English."""
    own = welsh()
    assert own("Milk?") == own("Milk?", "tea/first") == "Llaeth?"
    assert own("Milk?", "tea/again") == "Mwy o laeth?"
    assert own("Biscuit?") == "Biscuit?"
    assert ENGLISH("Milk?", "tea/again") == "Milk?"


def test_a_translation_that_is_not_sure_is_not_used() -> None:
    """What a translator's editor only guessed is marked as fuzzy, and stays English."""
    assert welsh()("Sugar?") == "Sugar?"


def test_ways_to_say_something_stand_one_on_a_line() -> None:
    """Start words and phrases heard in passing are as many as the translation has lines."""
    assert welsh().ways("tea.starts") == ("TE", "PANED")
    assert welsh().ways("coffee.starts") == ()


def test_an_entry_knows_its_line() -> None:
    """So that a fault in it can be found."""
    found, _ = entries(PO, "cy.po")
    assert [(one.text, one.line) for one in found if one.own][:1] == [("Milk?", 6)]


def test_what_is_no_po_file_is_a_fault_with_its_mend() -> None:
    """A file that cannot be read is named, and the rest of the community goes on in English."""
    found, problems = entries('msgid "a"\nmsgid "b"', "cy.po")
    assert found == []
    assert [problem.file for problem in problems] == ["cy.po"]
    assert "PO editor" in problems[0].text


def test_a_file_for_translators_keeps_what_is_known() -> None:
    """What was translated stands there, what is new is open, what is gone stands out of use."""
    needed = [
        Entry("Milk?", where=(("flows/tea.yaml", 4), ("flows/tea.yaml", 9)), note="A question."),
        Entry("Lemon?"),
        Entry("TEA", context="tea.starts"),
    ]
    known = {
        ("", "Milk?"): "Llaeth?",
        ("tea/again", "Milk?"): "Mwy o laeth?",
        ("tea.starts", "TEA"): "TE\nPANED",
        ("", "Coffee?"): "Coffi?",
    }
    text = written("cy", needed, known)
    assert "#: flows/tea.yaml:4 flows/tea.yaml:9" in text
    assert "#. A question." in text
    assert 'msgid "Lemon?"\nmsgstr ""' in text
    assert '#~ msgid "Coffee?"' in text
    again = tongue("cy", entries(text, "cy.po")[0])
    assert again("Milk?", "tea/again") == "Mwy o laeth?"
    assert again.ways("tea.starts") == ("TE", "PANED")


def test_the_same_words_make_the_same_file() -> None:
    """No date and no machine stands in it, so that a change shows what changed."""
    text = written("cy", [Entry("Milk?")], {})
    assert text == written("cy", [Entry("Milk?")], {})
    assert "Date" not in text
    assert "Generated-By" not in text

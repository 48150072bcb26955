"""YAML read as text: what things mean, on which line they stand, and what each fault is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.written import Unreadable, read

ROOT = Path(__file__).parents[2]
REAL = [*sorted((ROOT / "flows").rglob("*.yaml")), ROOT / "directory/places/oakfield/place.yaml"]


def fault(text: str | bytes) -> str:
    """The first fault in a text, with its line."""
    with pytest.raises(Unreadable) as caught:
        read(text, "tea.yaml")
    return str(caught.value.problems[0])


def read_or_told(text: str | bytes) -> bool:
    """Whether there is a document, or else a sentence on a line for each fault."""
    try:
        return isinstance(read(text, "f").data, dict | list)
    except Unreadable as unreadable:
        told = [problem.line >= 1 and bool(problem.text) for problem in unreadable.problems]
        return bool(told) and all(told)


@pytest.mark.parametrize(
    "written",
    ["Yes", "no", "on", "10:30", "07700 900123", "1.10", "0123", "2026-03-01", "null", "~", "<<"],
)
def test_every_scalar_is_the_text_it_looks_like(written: str) -> None:
    """What looks like a number, a date, a truth or nothing is kept as the text that was written."""
    assert read(f"a: {written}\nb: [{written}]\n", "f").data == {"a": written, "b": [written]}


def test_nothing_behind_a_colon_is_an_empty_text() -> None:
    """A word with nothing behind it holds an empty text."""
    assert read("end:\nb: c\n", "f").data == {"end": "", "b": "c"}


def test_quoted_nothing_may_stand_in_braces() -> None:
    """An empty text in quotes is a value like any other."""
    assert read('a: {b: "", c: d}\n', "f").data == {"a": {"b": "", "c": "d"}}


def test_a_mark_at_the_beginning_is_passed_over() -> None:
    """A byte order mark, as some editors leave it, is no part of the text."""
    assert read("\ufeffa: b\n".encode(), "f").data == {"a": "b"}


def test_a_note_after_a_list_or_a_quoted_text_is_a_note() -> None:
    """A note is allowed where nothing could be lost by it."""
    written = '# top\na: [b, c] # two\nd: "e # f" # kept\nsteps: # below\n  - g\n'
    assert read(written, "f").data == {"a": ["b", "c"], "d": "e # f", "steps": ["g"]}


def test_every_part_knows_its_line() -> None:
    """A part has the line of its word; an unknown one the line of what is around it."""
    document = read("a:\r\n  - b\n  - c: d\ne: f\r", "f")
    assert document.line(("a", 1, "c")) == 3
    assert document.line(("e",)) == 4
    assert document.line(("a", "tuple[str]", 1, "nothing")) == 3
    assert document.line() == 1
    assert str(document.problem(("e",), "oh", warning=True)) == "f:4: oh"


FAULTS = {
    "duplicate": ("a: b\nc: d\na: e\n", 3, "`a` is here twice (first on line 1)"),
    "duplicate list": ("a: [b]\na: [c]\n", 2, "`a` is here twice"),
    "colon": ("a: b\nsay: Thanks: see you\n", 2, "second colon"),
    "colon in a list": ("a:\n  - we're: here: now\n", 2, "second colon"),
    "no space": ("say:Hello\nb: c\n", 1, "a space is missing after the colon"),
    "braces": ("say: {name}, hello\n", 1, "starts with `{` needs quotes"),
    "braces alone": ("say: {name}\n", 1, "starts with `{` needs quotes"),
    "braces in a list": ("a: [{x}, y]\n", 1, "starts with `{` needs quotes"),
    "note": ("say: Reply STOP # today\n", 1, "the words after ` #` would be lost"),
    "note in the middle": ("say: one # two\n  three\n", 1, "the words after ` #` would be lost"),
    "note in a list": ("a: [b #c]\n", 1, "the words after ` #` would be lost"),
    "alias": ("a: *b\n", 1, "cannot start with `*`"),
    "stars": ("a: *please* come\n", 1, "cannot start with `*`"),
    "anchor": ("a: &b c\n", 1, "cannot start with `*`, `&`"),
    "anchored list": ("a: &b [c]\n", 1, "cannot start with `*`, `&`"),
    "tag": ("a: !b c\n", 1, "cannot start with `*`, `&` or `!`"),
    "alias as a word": ("*a : b\n", 1, "cannot start with `*`"),
    "at": ("a: b\nc: @name\n", 2, "cannot start with `@`"),
    "block": ("a: | text\n", 1, "cannot start with `|` or `>`"),
    "bracket": ("a: ] b\n", 1, "cannot start with a bracket"),
    "open quote": ("a: 'tis\nb: c\n", 1, "closes"),
    "words after a quote": ('a: "hi" she said\n', 1, "after the closing quote"),
    "apostrophe": ("a: 'it's here'\n", 1, "after the closing quote"),
    "backslash": ('a: "\\q"\n', 1, "written twice"),
    "bad code": ('a: "\\ud800"\n', 1, "is not a character"),
    "nul code": ('a: "\\0"\n', 1, "invisible character here (U+0000)"),
    "list beside": ("a: - b\n", 1, "a list starts on a line of its own"),
    "open list": ("a: [b, c\n", 1, "not closed with `]`"),
    "open map": ("a: {b: c\n", 1, "not closed with `}`"),
    "further in": ("a: b\n  c: d\n", 2, "further in than the one above"),
    "further out": ("a:\n   b: c\n  d: e\n", 3, "does not fit the lines above"),
    "no colon": ("a: b\nplain words\nc: d\n", 2, "a colon is missing"),
    "no word": ('a: b\n"": c\n', 2, "a word is missing before the colon"),
    "list as a word": ("? [a]\n: b\n", 1, "must be plain text"),
    "second file": ("a: b\n---\nc: d\n", 2, "would start a second file"),
    "nothing": ("# nothing\n", 1, "lines like `word: value`"),
    "one text": ("hello\n", 1, "lines like `word: value`"),
    "tab": ("a:\n\tb: c\n", 2, "there is a tab here"),
    "nul": ("a: b\rc: \0\n", 2, "invisible character here (U+0000)"),
    "surrogate": ("a: \ud800\n", 1, "half of a broken character"),
    "not utf-8": (b"a: b\nc: caf\xe9\n", 2, "not saved as UTF-8"),
}


@pytest.mark.parametrize(("written", "line", "sentence"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_a_line_and_a_sentence(written: str | bytes, line: int, sentence: str) -> None:
    """What YAML would swallow or refuse is told with its line, in words a volunteer understands."""
    told = fault(written)
    assert told.startswith(f"tea.yaml:{line}: ")
    assert sentence in told


def test_deep_nesting_is_refused() -> None:
    """Nobody writes lists in lists in lists, twenty deep."""
    assert "more than 20 deep" in fault("[" * 21)
    assert "more than 20 deep" in fault("".join(" " * n + "a:\n" for n in range(30)))


def test_faults_are_told_together() -> None:
    """Faults that do not depend on each other are told at once, in the order of their lines."""
    with pytest.raises(Unreadable) as caught:
        read("a: b # c\na: d\ne: {f}\n", "tea.yaml")
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3]


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_no_change_to_a_real_file_makes_the_reader_crash(data: st.DataObject) -> None:
    """Whatever is cut out of a real file or written into it, there is a document or a sentence."""
    text = data.draw(st.sampled_from(REAL)).read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    strange = st.sampled_from(["{", "}", "[", "]", "*", "&", "!", "? ", ": ", " #", "- ", "'", '"'])
    added = data.draw(strange | st.text(max_size=8) | st.characters(codec=None))
    assert read_or_told(text[:start] + added + text[end:])


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_no_input_makes_the_reader_crash(text: str | bytes) -> None:
    """Any bytes and any text are read or refused, never more."""
    assert read_or_told(text)

"""Why a YAML text cannot be read, in words for somebody who does not know YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

BRACED = 'a text that starts with `{` needs quotes round all of it, like "{name}, hello"'
CUT = (
    "the words after ` #` would be lost; put quotes round the whole text, "
    "or give the note a line of its own"
)

_UNPRINTABLE = re.compile(
    "[^\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_START = r"^\s*(?:- )*(?:[^\s:][^:]*:\s+)?"

_LOOKS = (
    (re.compile(_START + r"\{\w*\}"), BRACED),
    (re.compile(_START + r"[^\s\"'#][^\"']*(?<![:\]}]) #"), CUT),
    (
        re.compile(_START + r"([\"']).*\1\s*[^\s\"',\]}#]"),
        "there are words after the closing quote; put quotes round the whole text "
        "(double ones where the text itself holds an apostrophe)",
    ),
    (
        re.compile(_START + r"[*&!]"),
        "a text cannot start with `*`, `&` or `!`; put quotes round the whole text",
    ),
    (
        re.compile(_START + r"[\]},?](?:\s|$)"),
        "a text cannot start with a bracket, a comma or `?`; put quotes round the whole text",
    ),
    (
        re.compile(r"^\s*(?:- )*[\w-]+:[^\s:/]"),
        "a space is missing after the colon; write it like `word: value`",
    ),
    (
        re.compile(r"^\s*(?:- )*[^\s:\"'][^:]*:\s+[^\"'\s{\[].*:(?:\s|$)"),
        "there is a second colon in this line; put quotes round the whole text after the first one",
    ),
)

_SAID = (
    (
        "found unexpected end of stream",
        "a quote opens here and never closes; close it, or put the text in double quotes",
    ),
    (
        "found character that cannot start any token",
        "a text cannot start with `@`, `%` or a backtick; put quotes round the whole text",
    ),
    ("found unknown escape character", "a backslash in double quotes must be written twice"),
    (
        "found invalid Unicode character escape code",
        "this backslash code is not a character; write the character itself",
    ),
    (
        "did not find expected comment or line break",
        "a text cannot start with `|` or `>`; put quotes round the whole text",
    ),
    ("block sequence entries are not allowed", "a list starts on a line of its own, after `word:`"),
    ("did not find expected ',' or ']'", "a list opens here with `[` and is not closed with `]`"),
    ("did not find expected ',' or '}'", "a map opens here with `{` and is not closed with `}`"),
    (
        "mapping values are not allowed",
        "this line is further in than the one above it; line it up with its neighbours",
    ),
    ("could not find expected ':'", "a colon is missing; write it like `word: value`"),
)

_ELSE = "this does not fit the lines above it; look at how far in it stands, at quotes and colons"


def unprintable(text: str) -> tuple[int, str] | None:
    """The place of the first character that no text may hold, and the mend; None without one."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    character = found.group()
    if character == "\t":
        return found.start(), "there is a tab here; use spaces instead"
    if "\ud800" <= character <= "\udfff":
        return found.start(), "there is half of a broken character here; type the character again"
    code = f"U+{ord(character):04X}"
    return found.start(), f"there is an invisible character here ({code}); take it out"


def explain(error: yaml.MarkedYAMLError, source: Sequence[str]) -> tuple[int, str]:
    """The line (from 1) where a parser's error began, and a sentence with the mend."""
    at = _number(error.problem_mark, source)
    began = _number(error.context_mark, source) if _has_own_place(error) else at
    for line in dict.fromkeys((at, began, max(at - 1, 0))):
        for look, sentence in _LOOKS:
            if look.search(source[line]):
                return line + 1, sentence
    for words, sentence in _SAID:
        if words in (error.problem or ""):
            return began + 1, sentence
    return at + 1, _ELSE


def _has_own_place(error: yaml.MarkedYAMLError) -> bool:
    """A block's context is where the block began, often far above the fault."""
    return error.context_mark is not None and "block" not in (error.context or "")


def _number(mark: yaml.Mark | None, source: Sequence[str]) -> int:
    return min(mark.line, len(source) - 1) if mark is not None else 0

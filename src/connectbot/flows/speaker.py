"""How people say who is writing, on a phone that more than one of them uses."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from connectbot.flows.answers.name import name as full_name
from connectbot.flows.first_names import COMMON

_NAME = r"(?P<name>[^\W\d_]+(?:['\u2019-][^\W\d_]+)?)"
_HELLO = r"(?:(?:hi|hiya|hello|hey|ey up|ok|yes|no|sorry|oops|right)(?: there)?[,.! -]+)*"
_IS = r"(?:this is|it ?['\u2019]?s|it is|i ?['\u2019]?m|i am)"
_NOT = r"(?:(?:it ?['\u2019]?s|it is|this is|that ?['\u2019]?s|i ?['\u2019]?m|i am) )?not"
_NOW = r"(?:now|again|back|back now|this time|writing now|here now|on now|using it now)"
_REST = r"(?:[,.:;! -]+(?P<rest>.*))?"
_CHANGED = tuple(
    re.compile(rf"\s*{_HELLO}{pattern}{_REST}\s*", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_NOT} (?P<before>[^\W\d_]+)(?: now| any ?more)?[,. ]+(?:and |but |cos )?{_IS} {_NAME}"
        rf"(?: (?:here|{_NOW}))?",
        rf"(?:this is|it ?['\u2019]?s|it is) {_NAME} {_NOW}",
        rf"{_NAME} here now",
    )
)
_SAYS_WHO = tuple(
    re.compile(rf"\s*{_HELLO}{pattern}{_REST}\s*", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"(?:this is|it ?['\u2019]?s|it is) {_NAME}(?: here)?(?=[,.:;!-]|\s*$)",
        rf"{_NAME} here(?=[,.:;!-]|\s*$)",
    )
)
_NO_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december christmas easter ramadan eid diwali
    spring summer autumn winter morning night dark cold hot late over fine urgent great good
    bad god
    """.split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody says their first name; `changed` that another had the phone before, `before` who
    that was ("" not said); `rest` is what else they wrote."""

    name: str
    rest: str
    changed: bool
    before: str = ""


def speaker(text: str, known: Collection[str] = ()) -> Speaker | None:
    """Who a message says is writing; None where it does not open with that. `known` are the first
    names on this number: these are names however they are written."""
    if len(text) > 400:
        return None
    names = {name.casefold(): name for name in known}
    for changed, patterns in ((True, _CHANGED), (False, _SAYS_WHO)):
        for pattern in patterns:
            found = pattern.fullmatch(text)
            name = _name(found["name"], text, names) if found else None
            if found is not None and name is not None:
                before = found.groupdict().get("before") or ""
                rest = (found["rest"] or "").strip()
                return Speaker(name, rest, changed, before.capitalize())
    return None


def _name(word: str, text: str, known: dict[str, str]) -> str | None:
    plain = word.casefold()
    if plain in known:
        return known[plain]
    capital = word[:1].isupper() and not text.isupper()
    if plain in _NO_NAMES or not (plain in COMMON or capital):
        return None
    return first_name(word)


def first_name(text: str) -> str | None:
    """The first name alone in an answer, as it is written; None where there is none."""
    said = full_name(text)
    return said.split(" ")[0] if said else None

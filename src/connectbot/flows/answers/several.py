"""All of the options that a reply picks: "1 and 3", "the first two", "all but the last"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectbot.flows.answers.choice import TURNING, exact, one_of
from connectbot.flows.answers.labels import NUMBERS
from connectbot.flows.answers.places import as_number
from connectbot.flows.answers.plain import MOST_WORDS, plain, without_ifs, without_manners, words

_TURNING = TURNING - {"all", "both"}
"""Words that make a list of things something else: a refusal, a choice, a question."""

_ALL = (
    r"(?:all|everything|every one|every single one|the lot|the whole lot|pob un)"
    r"(?: (?:of )?(?:them|those|these|it|em|the above))?"
)
_EVERY = re.compile(_ALL)
_ALL_BUT = re.compile(
    rf"{_ALL},? (?:but|except|except for|bar|barring|apart from|other than|not|minus)(?: for)? "
    r"(?P<left>.{1,200})"
)
_RUN = re.compile(
    r"(?:the )?(?P<end>first|1st|last|top|bottom) (?P<count>\d|two|three|four|five)"
    r"(?: of (?:them|those|these))?(?: ones?| options?)?"
)
_WANTED = re.compile(
    r"(?P<wanted>.{1,200}?),? (?:(?:but|and) )?(?:not|no|definitely not) (?P<left>.{1,200})"
)
_ALSO = re.compile(r",? but also | as well as | along with | together with ")
_BETWEEN = re.compile(r"[,;/&+]| (?:and|n|an|nd|plus|then|a|ac) (?=\S)|\. ")
_STRETCH = re.compile(r"\d ?- ?\d")
_JOINING = frozenset("and also plus n an nd then a ac mostly mainly both just".split())
_KEYCAP = "\u20e3"


def many(text: str, options: Sequence[str]) -> str | None:
    """The numbers of all options meant, in their order: "1,3"; None where any part is unclear."""
    said = plain(text.replace(_KEYCAP, _KEYCAP + " "))
    places = _places(said, options)
    return ",".join(map(str, sorted(places))) if places else None


def _places(said: str, options: Sequence[str]) -> set[int]:
    whole = exact(said, options)
    if whole is not None:
        return {whole}
    said = without_ifs(said)
    every = words(said)
    if len(every) > MOST_WORDS or "?" in said:
        return set()
    raw = without_manners(every)
    spoken = " ".join(raw)
    if _EVERY.fullmatch(spoken) or (raw[:1] == ["both"] and len(options) == 2):
        return set(range(1, len(options) + 1))
    return _but(said, spoken, options) or _listed(_ALSO.sub(" and ", said), options)


def _but(said: str, spoken: str, options: Sequence[str]) -> set[int]:
    """All without some ("all but the last"), or some and not others ("music but not games").

    A bare number after "all but" may count how many are left out, so that it is asked.
    """
    if (found := _ALL_BUT.fullmatch(spoken)) and as_number(found["left"]) is None:
        left = _listed(found["left"], options)
        return set(range(1, len(options) + 1)) - left if left else set()
    if found := _WANTED.fullmatch(said):
        wanted, left = (_listed(found[part], options) for part in ("wanted", "left"))
        return wanted if left and not wanted & left else set()
    return set()


def _listed(said: str, options: Sequence[str]) -> set[int]:
    raw = words(said)
    if _TURNING.intersection(raw) or _STRETCH.search(said):
        return set()
    parts = [said] if exact(said, options) else _parts(said)
    places = [_part(part, options) for part in parts]
    return set().union(*places) if places and all(places) else set()


def _part(part: str, options: Sequence[str]) -> set[int]:
    """The options that one part of a list stands for: one, or a run from an end."""
    run = _RUN.fullmatch(" ".join(without_manners(words(part))))
    if run is None:
        place = one_of(part, options)
        return {place} if place else set()
    count = as_number(run["count"]) or 0
    if not 1 < count <= len(options):
        return set()
    ahead = run["end"] in {"first", "1st", "top"}
    places = range(1, len(options) + 1)
    return set(places[:count] if ahead else places[-count:])


def _parts(said: str) -> list[str]:
    """A reply cut where one lists things; numbers alone are cut at every space."""
    raw = without_manners(words(said))
    if all(word.isdecimal() or word in NUMBERS or word in _JOINING for word in raw):
        return [word for word in raw if word not in _JOINING]
    listed = re.sub(r"(?<=\d) (?=\d)", ",", said)
    return [kept for part in _BETWEEN.split(listed) if (kept := _unjoined(part))]


def _unjoined(part: str) -> str:
    """A part without the word that joins it to the one before; empty where it is only that."""
    spoken = part.split()
    while spoken and (spoken[0] in _JOINING or not words(spoken[0])):
        spoken = spoken[1:]
    return " ".join(spoken)

"""The curated needs, and which of them somebody's own words are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from connectbot.directory.matching import Matcher
from connectbot.directory.matching import Ranked as Match
from connectbot.directory.plain import LONGEST, plain, telling
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import problems_of

__all__ = ["Match", "Need", "Needs"]

_ENOUGH = 10.5  # a score below says too little
_AHEAD = 1.25  # the first is so many times the second
_LIKELY = 3  # what a part says must be among the first so many of the whole
_A_WORD = 6.0  # enough where every telling word is known of that need: "money", "walks"
_FAR_AHEAD = 1.9
_KNOWN = 0.4  # so much of what they said is known of that need

_NOTHING = Match("", 0.0)
_REMEMBERED = 32  # readings of messages, so that one turn reads the same words once
_CLAUSES = re.compile(
    r"[.,;!?\n]+|\b(?:and|but|since|because|cos|also|plus|then|so)\b", re.IGNORECASE
)


class Need(BaseModel):
    """One need. `title` names it in a list of options, `warm` is the kind first line (under 70
    characters), `confirm` says it back, `upstream` 1 is looked after before 2, and so on. The warm
    line of a `grave` one goes before that of any other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: str = Field(max_length=45)
    warm: str = Field(max_length=69)
    confirm: str = Field(max_length=100)
    upstream: int = Field(ge=1, le=9)
    grave: bool = False
    phrases: tuple[str, ...] = Field(min_length=1)


class Needs:
    """All needs, in the order of their file."""

    __slots__ = ("_matcher", "_needs", "_ranked", "_told")

    def __init__(self, needs: Sequence[Need]) -> None:
        self._needs = {need.id: need for need in needs}
        self._matcher = Matcher({need.id: (need.title, *need.phrases) for need in needs})
        # One turn asks the same thing of the same words several times.
        self._ranked = lru_cache(_REMEMBERED)(self._matcher.rank)
        self._told = lru_cache(_REMEMBERED)(self._tell)

    @classmethod
    def parse(cls, text: str, file: str) -> tuple[Needs, list[Problem]]:
        """The needs in a YAML text and what is wrong with it; a faulty need is left out."""
        try:
            document = read(text, file)
        except Unreadable as error:
            return cls(()), list(error.problems)
        if not isinstance(document.data, list):
            return cls(()), [document.problem((), "start each need with `- id: ...`")]
        found: dict[str, Need] = {}
        problems: list[Problem] = []
        for place, item in enumerate(document.data):
            need, faults = _need(document, place, item, found)
            problems += faults
            if need is not None:
                found[need.id] = need
        return cls(tuple(found.values())), problems

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in the order of their file."""
        return tuple(self._needs)

    def get(self, id: str) -> Need:
        """The need with this id. Raises KeyError where there is none."""
        return self._needs[id]

    def __contains__(self, id: object) -> bool:
        return id in self._needs

    def match(self, text: str) -> tuple[Match, ...]:
        """Every need with its score for these words, best first."""
        return self._ranked(text)

    def confident(self, text: str) -> tuple[str, ...]:
        """The one or two needs these words are clearly about, upstream first; () when unsure."""
        return self._told(text)

    def _tell(self, text: str) -> tuple[str, ...]:
        likely = {match.id for match in self.match(text)[:_LIKELY]}
        parts = [part for part in _CLAUSES.split(text[:LONGEST]) if telling(plain(part))]
        said = [self._sure(text), *map(self._sure, parts if len(parts) > 1 else ())]
        clear = list(dict.fromkeys(id for id in said if id in likely))[:2]
        return tuple(sorted(clear, key=lambda id: self._needs[id].upstream))

    def _sure(self, text: str) -> str | None:
        """The one need a text is clearly about."""
        first, second = (*self.match(text)[:2], _NOTHING, _NOTHING)[:2]
        known = self._matcher.known(text, first.id) if first.score else 0.0
        said = first.score >= max(_ENOUGH, _AHEAD * second.score) and known >= _KNOWN
        word = first.score >= max(_A_WORD, _FAR_AHEAD * second.score) and known == 1.0
        return first.id if said or word else None


def _need(
    document: Document, place: int, item: object, found: dict[str, Need]
) -> tuple[Need | None, list[Problem]]:
    try:
        need = Need.model_validate(item)
    except ValidationError as error:
        return None, problems_of(error, document, Need, (place,))
    if need.id in found:
        return None, [document.problem((place, "id"), f"the need `{need.id}` is here twice")]
    return need, []

"""The curated needs, and which of them somebody's own words are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from connectbot.directory.deciding import LIKELY, told
from connectbot.directory.likeness import Likeness, Match, Reading
from connectbot.directory.needs_welsh import WelshNeeds, welsh_phrases
from connectbot.directory.plain import plain, spoken
from connectbot.learned import Linear, Unusable, fingerprint, models
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import problems_of

__all__ = ["Match", "Need", "Needs"]

MODEL = "needs"
"""The name of the needs' model in its file."""

MODEL_FILE = "directory/needs_model.json"

# Two needs are asked about:
_CLOSE = 1.5  # with so few spreads between them
_APART = 1.0  # and so many to the third

_LEAST = 1.0  # a score by phrases; less is about no need at all

_CANNOT_WAIT = 5  # up to here in the order of care: safety, a home, food, warmth, money

_REMEMBERED = 32  # readings of messages, so that one turn reads the same words once


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

    __slots__ = ("_likeness", "_needs", "_read", "_rows", "_told", "_welsh")

    def __init__(
        self,
        needs: Sequence[Need],
        model: Linear | None = None,
        learned_from: str = "",
        welsh: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._needs = {need.id: need for need in needs}
        self._likeness = Likeness({need.id: (need.title, *need.phrases) for need in needs}, model)
        self._rows = learned_from if model is not None else None
        # One turn asks the same thing of the same words several times.
        self._welsh = WelshNeeds(welsh, needs) if welsh else None
        self._read = lru_cache(_REMEMBERED)(self._reading)
        self._told = lru_cache(_REMEMBERED)(self._tell)

    @classmethod
    def parse(
        cls, text: str, file: str, model: str | None = None, welsh: str | None = None
    ) -> tuple[Needs, list[Problem]]:
        """The needs in a YAML text and what is wrong with it; a faulty need is left out. `model` is
        the JSON text of what was learned from their phrases, `welsh` the YAML text of how they
        are said in Welsh; they can do without either.
        """
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
        try:
            made, rows = models(model, MODEL_FILE) if model is not None else ({}, "")
        except Unusable as unusable:
            made, rows = {}, ""
            problems.append(Problem(MODEL_FILE, 1, str(unusable), warning=True))
        said, faults = welsh_phrases(welsh, found) if welsh is not None else ({}, [])
        problems += faults
        return cls(tuple(found.values()), made.get(MODEL), rows, said), problems

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in the order of their file."""
        return tuple(self._needs)

    def get(self, id: str) -> Need:
        """The need with this id. Raises KeyError where there is none."""
        return self._needs[id]

    def cannot_wait(self, id: str) -> bool:
        """Whether this need goes before what can wait. Raises KeyError where there is none."""
        return self._needs[id].upstream <= _CANNOT_WAIT

    def __contains__(self, id: object) -> bool:
        return id in self._needs

    def rows(self) -> list[tuple[str, str]]:
        """What a model learns from: each title and phrase in plain words, under its need's id."""
        return [
            (need.id, " ".join(spoken(plain(said))))
            for need in self._needs.values()
            for said in (need.title, *need.phrases)
        ]

    def problems(self, file: str) -> list[Problem]:
        """Warnings where the model does not fit the needs as they are now."""
        if self._rows is None or self._rows == fingerprint(self.rows()):
            return []
        if self._likeness.learned:
            sentence = (
                "the phrases are newer than the model that was learned from them; they count all "
                f"the same. To learn from them too: make train (it writes {MODEL_FILE})"
            )
        else:
            sentence = (
                "there are needs here that the model was not taught, so it is left out and the "
                f"phrases alone decide. To teach it: make train (it writes {MODEL_FILE})"
            )
        return [Problem(file, 1, sentence, warning=True)]

    def match(self, text: str) -> tuple[Match, ...]:
        """Every need with how likely these words mean it, best first."""
        return self._read(text).matches

    def confident(self, text: str) -> tuple[str, ...]:
        """The one or two needs these words are clearly about, upstream first; () when unsure."""
        return self._told(text)

    def two_close(self, text: str) -> tuple[str, str] | None:
        """The two needs these words may as well be about, and no third; None where it is not so,
        or where it is clear what they are about."""
        reading = self._read(text)
        near = reading.ahead < _CLOSE and reading.apart >= _APART
        if not near or not self._heard(reading) or self.confident(text):
            return None
        first, second = reading.matches[:2]
        return first.id, second.id

    def closest(self, text: str) -> tuple[str, ...]:
        """Up to three needs worth offering, best first; () where the words are about none."""
        reading = self._read(text)
        found = reading.matches[:LIKELY] if self._heard(reading) else ()
        return tuple(match.id for match in found)

    def _reading(self, text: str) -> Reading:
        welsh = None if self._welsh is None else self._welsh.read(text)
        return self._likeness.read(text) if welsh is None else welsh

    def _tell(self, text: str) -> tuple[str, ...]:
        first, rest = (found := told(text, self._read))[:1], found[1:]
        return self._upstream_first((*first, *self._upstream_first(rest))[:2])

    def _upstream_first(self, ids: Iterable[str]) -> tuple[str, ...]:
        places = {id: place for place, id in enumerate(self._needs)}
        return tuple(sorted(ids, key=lambda id: (self._needs[id].upstream, places[id])))

    def _heard(self, reading: Reading) -> bool:
        """Whether anything of a need is in what was read."""
        return max(reading.words) >= _LEAST and reading.known > 0


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

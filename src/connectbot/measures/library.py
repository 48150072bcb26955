"""Everything that can be asked: instruments by id and language, plans by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from connectbot.measures.instrument import Instrument, Shape
from connectbot.measures.plan import START, Plan
from connectbot.measures.scoring import differs
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import shaped

ENGLISH = "en"
M = TypeVar("M", bound=Shape)
Read = tuple[M, Document]


@dataclass(frozen=True, slots=True)
class Library:
    """`instruments` in English (or the one language they are in) by id, `plans` by id; `spoken`
    the same instruments in further languages, by id and language; `files` where each stands."""

    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    spoken: Mapping[tuple[str, str], Instrument] = field(default_factory=dict)
    files: Mapping[tuple[str, str], Document] = field(default_factory=dict, compare=False)

    @classmethod
    def parse(
        cls, instruments: Mapping[str, str], plans: Mapping[str, str]
    ) -> tuple[Library, list[Problem]]:
        """The library in YAML texts (name -> text), and what is wrong with them; whatever is
        faulty is left out."""
        problems: list[Problem] = []
        read_instruments = _all(Instrument, instruments, problems)
        own, spoken = _by_language(read_instruments, problems)
        by_id: dict[str, Plan] = {}
        for plan, document in _all(Plan, plans, problems):
            faults = [*_unknown(plan, document, own), *_twice(plan.id, by_id, document, "plan")]
            problems += [*faults, *_uncompared(plan, document)]
            if not faults:
                by_id[plan.id] = plan
        files = {(one.id, one.language): document for one, document in read_instruments}
        return cls(own, by_id, spoken, files), problems

    @property
    def every(self) -> tuple[Instrument, ...]:
        """Every instrument in every language it is in."""
        return (*self.instruments.values(), *self.spoken.values())

    def instrument(self, id: str, language: str = ENGLISH) -> Instrument:
        """The instrument in this language, in English where it is not there in it. Raises KeyError
        for an unknown one."""
        return self.spoken.get((id, language)) or self.instruments[id]

    def asked(self, plan: str, wave: str, language: str = ENGLISH) -> tuple[Instrument, ...]:
        """What a wave of a plan asks, in order; () for a wave or plan that is not there."""
        found = self.plans.get(plan)
        if found is None or wave not in found.waves:
            return ()
        return tuple(self.instrument(id, language) for id in found.asks(wave))


def _all(model: type[M], texts: Mapping[str, str], problems: list[Problem]) -> list[Read[M]]:
    found: list[Read[M]] = []
    for file, text in texts.items():
        try:
            document = read(text, file)
            found.append((shaped(model, document), document))
        except Unreadable as error:
            problems += error.problems
    return found


def _by_language(
    read: Iterable[Read[Instrument]], problems: list[Problem]
) -> tuple[dict[str, Instrument], dict[tuple[str, str], Instrument]]:
    """Those in English, or in the first language they come in; and the others."""
    own: dict[str, Instrument] = {}
    spoken: dict[tuple[str, str], Instrument] = {}
    for one, document in sorted(read, key=lambda pair: pair[0].language != ENGLISH):
        problems += (faults := _examples(one, document))
        first = own.get(one.id)
        if first is None and not faults:
            own[one.id] = one
        elif first is not None:
            faults = [*faults, *_unlike(one, first, spoken, document)]
            problems += faults
            if not faults:
                spoken[one.id, one.language] = one
    return own, spoken


def _examples(one: Instrument, document: Document) -> list[Problem]:
    return [
        document.problem(("examples", number), f"this example does not hold: {sentence}")
        for number, example in enumerate(one.examples)
        if (sentence := differs(one, example))
    ]


def _unlike(
    one: Instrument,
    first: Instrument,
    spoken: Mapping[tuple[str, str], Instrument],
    document: Document,
) -> list[Problem]:
    """Two files for one instrument are the same questions in two languages, scored alike."""
    if one.language == first.language or (one.id, one.language) in spoken:
        sentence = f"there are two files for `{one.id}` in `{one.language}`; take one out"
        return [document.problem(("instrument",), sentence)]
    if _rules(one) != _rules(first):
        sentence = (
            f"`{one.id}` in `{one.language}` has other items, values or scores than in "
            f"`{first.language}`; the same answers have to come to the same"
        )
        return [document.problem(("items",), sentence)]
    return []


def _rules(one: Instrument) -> object:
    items = [
        (name, item.values, item.better, item.reverse, item.ones, item.bands)
        for name, item in one.items.items()
    ]
    return items, one.scores, one.version


def _uncompared(plan: Plan, document: Document) -> list[Problem]:
    first = plan.names[0]
    if first == START:
        return []
    sentence = (
        f"figures compare later waves with `{START}`, and here the first is `{first}`: call it "
        f"`{START}`, or no change is ever printed"
    )
    return [document.problem(("waves", first), sentence, warning=True)]


def _twice(id: str, found: Mapping[str, object], document: Document, what: str) -> list[Problem]:
    if id not in found:
        return []
    return [document.problem((what,), f"there are two plans called `{id}`; rename one")]


def _unknown(plan: Plan, document: Document, known: Mapping[str, Instrument]) -> list[Problem]:
    problems = []
    for path in plan.wanted():
        wanted = plan.instruments if len(path) == 1 else plan.asks(path[1])
        for id in wanted:
            if id not in known:
                names = ", ".join(sorted(known)) or "none"
                sentence = f"there is no instrument `{id}` that can be used; there are: {names}"
                problems.append(document.problem(path, sentence))
        if len(set(wanted)) != len(wanted):
            problems.append(
                document.problem(path, "an instrument stands there twice; take one out")
            )
    return problems

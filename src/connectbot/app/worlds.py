"""A community's texts made into a world, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from connectbot.app import translations
from connectbot.app.translations import tongues_of
from connectbot.directory import checks
from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.files import Community
from connectbot.flows import lint, ways_in
from connectbot.flows.flow import Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.world import World
from connectbot.measures.library import Library
from connectbot.safety.book import SafetyBook
from connectbot.written import Problem, Unreadable

NEEDS = "directory/needs.yaml"
SAFETY = "directory/safety.yaml"


NOWHERE = Place(id="here", name="Here", team="team here", outcodes=(), staffed="not said yet")
"""Stands in for the place of a community that has written none, so that its flows can be tried."""


class BadCommunity(Exception):
    """A community that cannot be used: a line for each fault, with file, line and mend."""


Read = tuple[Book, Sequence[Problem]]
"""A directory, and what is wrong with the files it came from."""


def world_of(
    community: Community, kept: Mapping[str, str] | None = None, read: Read | None = None
) -> World:
    """The world of a community; `kept` are earlier flow revisions that somebody stands in, `read`
    its directory as the database has it (None: as its files alone have it).

    Raises BadCommunity where anything is wrong that is not only a warning.
    """
    knowledge, problems = _knowledge(community, read)
    flows, faulty = _flows(community)
    _refuse((*problems, *faulty, *lint.nowhere(flows)))
    if not flows:
        raise BadCommunity(
            f"{community.root}: there is nothing to talk with yet. Put a flow into flows/; "
            "docs/flows.md shows how to write one."
        )
    return World.build(knowledge, flows, kept)


def knowledge_of(community: Community, read: Read | None = None) -> Knowledge:
    """What a community knows besides its flows. Raises BadCommunity as `world_of` does."""
    knowledge, problems = _knowledge(community, read)
    _refuse(problems)
    return knowledge


def _refuse(problems: Iterable[Problem]) -> None:
    errors = sorted(problem for problem in problems if not problem.warning)
    if errors:
        raise BadCommunity("\n".join(str(problem) for problem in errors))


def faults(community: Community, today: date) -> list[Problem]:
    """Everything `connectbot check` tells: errors and warnings, by file and line."""
    knowledge, problems = _knowledge(community)
    flows, faulty = _flows(community)
    found = [
        *problems,
        *faulty,
        *knowledge.needs.problems(NEEDS),
        *checks.problems(knowledge.book, knowledge.needs.ids, knowledge.districts, today),
        *knowledge.safety.problems(today),
        *lint.problems(flows, knowledge.safety.screen),
        *ways_in.problems(list(knowledge.book.places.values()), flows),
        *lint.kept_for(flows, knowledge.measures),
        *lint.measured(knowledge.measures, knowledge.tongues, knowledge.safety.screen),
        *translations.problems(community, flows, knowledge),
    ]
    return sorted(dict.fromkeys((*found, *_missing(community))))


def _missing(community: Community) -> list[Problem]:
    """What a community needs before residents write to it, and does not have yet."""
    missing = []
    if not community.flows:
        missing.append(
            Problem("flows", 1, "there is no flow here yet; docs/flows.md shows one", True)
        )
    if not any(file.endswith("/place.yaml") for file in community.places):
        sentence = "there is no place here yet; write directory/places/<place>/place.yaml"
        missing.append(Problem("directory/places", 1, sentence, True))
    return missing


def _knowledge(community: Community, read: Read | None = None) -> tuple[Knowledge, list[Problem]]:
    book, problems = read or Book.parse(community.places)
    if not book.places:
        book = Book([NOWHERE])
    needs, faulty_needs = Needs.parse(
        community.needs or "[]", NEEDS, community.needs_model, community.needs_welsh
    )
    tongues, faulty_tongues = tongues_of(community)
    safety, faulty_safety = SafetyBook.parse(
        community.safety, SAFETY, community.safety_model, tongues.values()
    )
    districts = Districts.parse(community.districts, community.sectors)
    measures, faulty_measures = Library.parse(community.instruments, community.plans)
    known = Knowledge(book, needs, districts, safety, tongues=tongues, measures=measures)
    return known, [*problems, *faulty_needs, *faulty_tongues, *faulty_safety, *faulty_measures]


def _flows(community: Community) -> tuple[list[Flow], list[Problem]]:
    flows: list[Flow] = []
    problems: list[Problem] = []
    for file, text in community.flows.items():
        try:
            flow = Flow.parse(text, file)
        except Unreadable as unreadable:
            problems += unreadable.problems
            continue
        if any(flow.id == other.id for other in flows):
            problems.append(Problem(file, 1, f"there are two flows called `{flow.id}`; rename one"))
        else:
            flows.append(flow)
    return flows, problems

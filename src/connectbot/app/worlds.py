"""A community's texts made into a world, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from connectbot.directory import checks
from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.postcodes import Districts
from connectbot.files import Community
from connectbot.flows.flow import Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.world import World
from connectbot.safety.book import SafetyBook
from connectbot.written import Problem, Unreadable

NEEDS = "directory/needs.yaml"
SAFETY = "directory/safety.yaml"


class BadCommunity(Exception):
    """A community that cannot be used: a line for each fault, with file, line and mend."""


def world_of(community: Community, kept: Mapping[str, str] | None = None) -> World:
    """The world of a community; `kept` are earlier flow revisions that somebody stands in.

    Raises BadCommunity where anything is wrong that is not only a warning.
    """
    knowledge, problems = _knowledge(community)
    flows, faulty = _flows(community)
    errors = sorted(problem for problem in (*problems, *faulty) if not problem.warning)
    if not errors and not (flows and knowledge.book.places):
        raise BadCommunity(
            f"{community.root}: there is nothing to talk with yet. A community needs a flow in "
            "flows/ and a place in directory/places/<place>/place.yaml."
        )
    if errors:
        raise BadCommunity("\n".join(str(problem) for problem in errors))
    return World.build(knowledge, flows, kept)


def faults(community: Community, today: date) -> list[Problem]:
    """Everything `connectbot check` tells: errors and warnings, by file and line."""
    from connectbot.flows import lint  # only a check needs it

    knowledge, problems = _knowledge(community)
    flows, faulty = _flows(community)
    found = [
        *problems,
        *faulty,
        *checks.problems(knowledge.book, knowledge.needs.ids, knowledge.districts, today),
        *knowledge.safety.problems(today),
        *lint.problems(flows, knowledge.safety.screen),
    ]
    return sorted(dict.fromkeys(found))


def _knowledge(community: Community) -> tuple[Knowledge, list[Problem]]:
    book, problems = Book.parse(community.places)
    needs, faulty_needs = Needs.parse(community.needs or "[]", NEEDS)
    safety, faulty_safety = SafetyBook.parse(community.safety, SAFETY)
    districts = Districts.parse(community.districts)
    known = Knowledge(book, needs, districts, safety)
    return known, [*problems, *faulty_needs, *faulty_safety]


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

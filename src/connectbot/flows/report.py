"""How all the talks of a community went, and which steps none of them came to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from connectbot.flows.rehearsal import Outcome, run, unreached
from connectbot.flows.talk import scripts
from connectbot.flows.world import World
from connectbot.written.problem import Problem
from connectbot.written.reading import Unreadable


@dataclass(frozen=True, slots=True)
class Report:
    """`unread` are faults in the files of talks; `missed` the steps no talk came to."""

    outcomes: tuple[Outcome, ...]
    unread: tuple[Problem, ...]
    missed: tuple[Problem, ...]

    @property
    def good(self) -> bool:
        """Whether every talk went as it is written and every step was come to."""
        return not (self.unread or self.missed or self._faults)

    @property
    def _faults(self) -> list[Problem]:
        return [outcome.fault for outcome in self.outcomes if outcome.fault]

    def lines(self) -> list[str]:
        """What is said about it."""
        bad = len(self._faults)
        talks = f"{len(self.outcomes) - bad} of {len(self.outcomes)} talks went as written"
        steps = f"{len(self.missed)} steps without a talk" if self.missed else "every step walked"
        problems = (*self.unread, *self._faults, *self.missed)
        return [*(str(problem) for problem in problems), f"{talks}, {steps}."]

    def as_json(self) -> dict[str, Any]:
        """The same as data."""
        return {
            "talks": [
                {"test": outcome.script.talk.test, "fault": str(outcome.fault or "")}
                for outcome in self.outcomes
            ],
            "unread": [str(problem) for problem in self.unread],
            "missed": [str(problem) for problem in self.missed],
        }


def rehearse(files: Mapping[str, str], world: World, flows: Collection[str] = ()) -> Report:
    """Run the talks in files (name -> text); with `flows` only the talks about these."""
    outcomes: list[Outcome] = []
    unread: list[Problem] = []
    for file, text in files.items():
        try:
            found = scripts(text, file)
        except Unreadable as error:
            unread += error.problems
            continue
        outcomes += [
            run(script, world) for script in found if not flows or script.talk.flow in flows
        ]
    missed = [p for p in unreached(world, outcomes) if not flows or _about(p, world, flows)]
    return Report(tuple(outcomes), tuple(unread), tuple(missed))


def _about(problem: Problem, world: World, flows: Collection[str]) -> bool:
    return any(world.flows[id].document.file == problem.file for id in flows if id in world.flows)

"""Every kind of step, by a flow that uses it and talks that say what it does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from connectbot.flows.flow import Flow
from connectbot.flows.kinds import KINDS
from connectbot.flows.rehearsal import run
from connectbot.flows.talk import Script, scripts
from connectbot.flows.world import World
from tests.flows.village import knowledge

FOLDER = Path(__file__).parent / "kinds"


@cache
def kinds_world() -> World:
    """A world of the flows in this folder."""
    files = sorted(FOLDER.glob("*.yaml"))
    return World.build(knowledge(), [Flow.parse(f.read_text("utf-8"), f.name) for f in files])


def cases() -> list[Script]:
    """Every talk about a kind of step."""
    files = sorted((FOLDER / "talks").glob("*.yaml"))
    return [script for f in files for script in scripts(f.read_text("utf-8"), f.name)]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_its_cases(kind: str) -> None:
    """A kind of step without a flow and talks of its own is not finished."""
    assert (FOLDER / f"{kind}.yaml").is_file()
    assert (FOLDER / "talks" / f"{kind}.yaml").is_file()


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.talk.flow}: {case.talk.test}")
def test_a_kind_does_what_its_talks_say(case: Script) -> None:
    """The talk goes as it is written."""
    assert str(run(case, kinds_world()).fault or "") == ""

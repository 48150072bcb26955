"""Examples in the docs are true: flows load, settings are taken, commands run."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from connectbot.app.worlds import world_of
from connectbot.files import community_at, starter
from connectbot.flows import lint
from connectbot.flows.flow import Flow
from connectbot.flows.kinds import KINDS
from connectbot.flows.report import rehearse
from connectbot.flows.world import World
from connectbot.settings import load
from tests.house.tree import ROOT, section

PAGES = sorted((ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"^```([a-z ]+)\n(.*?)^```$", flags=re.M | re.S)


def blocks(kind: str) -> list[str]:
    """The examples in docs/ whose fence says this, like `yaml flow`."""
    found = [block for page in PAGES for block in BLOCK.findall(page.read_text(encoding="utf-8"))]
    return [text for said, text in found if said == kind]


@pytest.fixture(scope="module")
def world() -> World:
    """The flows of the docs among the starter's places, listings and needs."""
    named = [(text.split()[1], text) for text in blocks("yaml flow")]  # each begins `flow: name`
    flows = [Flow.parse(text, f"{name}.yaml") for name, text in named]
    return World.build(world_of(community_at(starter())), flows)


def test_an_example_of_a_flow_has_no_fault(world: World) -> None:
    """A whole flow in the docs is one that `connectbot check` has nothing to say about."""
    assert world.flows
    assert lint.problems(list(world.flows.values())) == []


def test_an_example_of_a_talk_goes_as_it_is_written(world: World) -> None:
    """A talk in the docs is held with the flow in the docs, and comes to each of its steps."""
    talks = {f"talk-{n}.yaml": text for n, text in enumerate(blocks("yaml talk"))}
    report = rehearse(talks, world)
    assert report.outcomes
    assert report.lines()[:-1] == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_step_kind_has_an_example_that_loads(kind: str) -> None:
    """Each kind of step has an example under its heading, and connectbot reads it."""
    text = "".join(body for said, body in BLOCK.findall(section("flows.md", kind)))
    indented = re.sub(r"^(?=.)", "  ", text, flags=re.M)
    flow = Flow.parse(f"flow: example\ntitle: An example\nsteps:\n{indented}", "example.yaml")
    assert kind in {step.word for step in flow.steps.values()}


@pytest.mark.parametrize("text", blocks("toml"))
def test_an_example_of_settings_is_taken(text: str, tmp_path: Path) -> None:
    """Settings in the docs, put into connectbot.toml, are the ones the service has."""
    (tmp_path / "connectbot.toml").write_text(text, encoding="utf-8")
    settings = load(community=tmp_path)
    said = tomllib.loads(text)
    assert {name: getattr(settings, name) for name in said} == said


@pytest.mark.parametrize("command", blocks("sh run"))
def test_an_example_of_a_command_runs(command: str, tmp_path: Path) -> None:
    """A command in the docs that is marked to be run ends well, in a folder with nothing in it."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout

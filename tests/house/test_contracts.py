"""The floors: arrows point down, pure rooms do no I/O, and the contracts would notice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

FLOORS = "The house: each floor stands on the ones below"
PURE = "Pure rooms do no I/O"
CIRCLES = "No circles, at any depth"

UNDER_TYPE_CHECKING = """
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import connectbot.flows
"""

CROOKED = [
    ("model/upward.py", "import connectbot.desk.ports", FLOORS),
    ("channels/sideways.py", "import connectbot.store", FLOORS),
    ("written/typing_only.py", UNDER_TYPE_CHECKING, FLOORS),
    ("attic.py", "", FLOORS),
    ("flows/waiting.py", "import asyncio", PURE),
    ("directory/opening.py", "from pathlib import Path", PURE),
    ("desk/clockwork.py", "import time", PURE),
    ("safety/hen.py", "import connectbot.safety.egg", CIRCLES),
    ("safety/egg.py", "import connectbot.safety.hen", CIRCLES),
    ("store/knowing.py", "import connectbot.flows", "Channels and store know messages"),
    ("web/calling.py", "import twilio", "One library, one file"),
]


def lint_imports(source: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package in a folder, with the contracts of pyproject.toml."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "400"},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def crooked_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says of a copy of the house with every crooked file built into it."""
    copy = tmp_path_factory.mktemp("crooked")
    shutil.copytree(ROOT / "src", copy, dirs_exist_ok=True)
    for file, text, _ in CROOKED:
        (copy / "connectbot" / file).write_text(text, encoding="utf-8")
    run = lint_imports(copy)
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stdout


def test_the_house_stands() -> None:
    """Every import keeps to the contracts."""
    run = lint_imports(ROOT / "src")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("file", "text", "contract"), CROOKED, ids=[row[0] for row in CROOKED])
def test_a_crooked_file_is_noticed(
    crooked_report: str, file: str, text: str, contract: str
) -> None:
    """A file that breaks a contract is named, and so is the contract."""
    module = "connectbot." + file.removesuffix(".py").replace("/", ".")
    assert module in crooked_report or Path(file).stem in crooked_report
    broken = [row for row in crooked_report.splitlines() if row.rstrip().endswith("BROKEN")]
    assert any(contract in row for row in broken), broken

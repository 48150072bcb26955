"""The page that adds a step kind in ten minutes is followed to the letter, in a copy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "step-kind.md"
PIECE = re.compile(r"^(`{3,})\w+ (\S+/\S+)\n(.*?)^\1$", flags=re.M | re.S)
NEEDED = ("src", "flows", "directory", "docs", "tests", "pyproject.toml", "README.md")
HELD = (
    "tests/flows/test_kinds.py",
    "tests/house/test_examples.py::test_a_step_kind_has_an_example_that_loads",
    "tests/house/test_docs.py::test_a_step_kind_has_its_heading",
)


def test_the_page_works_as_it_stands(tmp_path: Path) -> None:
    """Each piece is put where the page says; then the tests know the new kind, and hold."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    pieces = [found[1:] for found in PIECE.findall(PAGE.read_text(encoding="utf-8"))]
    assert len(pieces) == 4
    for name, text in pieces:
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(text)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-k",
            "set and not next",
            *HELD,
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "4 passed" in run.stdout

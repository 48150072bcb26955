"""Each test types its commands in an empty folder, with no setting from outside."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import tables
from tests.reading import read_once


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The empty folder; what a command does to logging is undone."""
    root = logging.getLogger()
    before = root.handlers[:], root.level, logging.getLogger("connectbot").level
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CONNECTBOT_")]:
        monkeypatch.delenv(name)
    read_once(monkeypatch)
    yield tmp_path
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    logging.getLogger("connectbot").setLevel(before[2])


@pytest.fixture
def starter_copy(tmp_path: Path) -> Path:
    """A copy of the starter community, to be changed."""
    import shutil

    from connectbot.files import starter

    copy = tmp_path / "community"
    for name in ("flows", "directory"):
        shutil.copytree(starter() / name, copy / name)
    return copy


@pytest.fixture
def database(here: Path) -> None:
    """The database of the folder is there already, with nothing in it."""
    tables.lay(here / "connectbot-data" / "connectbot.db")

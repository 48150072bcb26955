"""A database that has all its tables already: making them takes a moment, and a file is copied."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from connectbot.store.migrating import upgrade


def lay(path: Path) -> None:
    """Put a new SQLite file there, with all tables and nothing in them; one that is there stays."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "connectbot.db"
        upgrade(f"sqlite:///{path}")
        assert [one.name for one in Path(folder).glob("*.db*")] == [path.name]  # no words beside it
        return path.read_bytes()

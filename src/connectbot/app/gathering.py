"""What an import reads: a feed, saved pages, a table or listing files, wherever they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from connectbot.directory.incoming.facts import Draft, Row
from connectbot.directory.incoming.making import Known, draft_of
from connectbot.directory.incoming.opening import (
    NoDirectory,
    drafts_of,
    listings_in,
    services_in,
)
from connectbot.directory.incoming.sheets import Sheet, sheet_of
from connectbot.directory.incoming.table import facts_in
from connectbot.feeds.reading import feed_root, read_feed
from connectbot.feeds.tape import Tape

LARGEST = 500_000_000
"""Bytes of the files of one import."""

_JSON = (".json",)
_YAML = (".yaml", ".yml")
_TABLE = (".csv", ".tsv", ".txt", ".xlsx", ".xls")

Say = Callable[[int, int | None], None]


@dataclass(slots=True)
class Source:
    """What was read: `name` is how it is called at the next import, and one of services, `sheet`
    and `texts` holds it. `complete` is whether what is not in it is gone; `trusted` a file of our
    own; `tape` what a feed answered."""

    name: str
    services: Sequence[Row] = ()
    sheet: Sheet | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()
    complete: bool = True
    trusted: bool = True
    tape: Tape | None = None

    def drafts(self, known: Known, meaning: Mapping[str, str]) -> Iterable[Draft]:
        """A draft for each record; `meaning` says what the headings of a table mean."""
        if self.sheet is not None:
            return (draft_of(facts, known) for facts in facts_in(self.sheet, meaning))
        if self.texts:
            return listings_in(self.texts, known)
        return drafts_of(self.services, known)


def is_feed(source: str) -> bool:
    """Whether this is an address and no file."""
    return "://" in source


async def gathered(source: str, data: Path, now: datetime, say: Say, *, apply: bool) -> Source:
    """Read it. Raises NoDirectory or FeedAway with a sentence; what a feed answered until then is
    kept in the data folder, and the next reading goes on from there."""
    if not is_feed(source):
        return _of_files(Path(source))
    root = feed_root(source)
    reading, tape = await read_feed(root, data / "imports", now, say, apply=apply)
    name = root.split("://", 1)[1]
    return Source(
        name,
        reading.services,
        notes=reading.notes,
        complete=reading.complete,
        trusted=False,
        tape=tape,
    )


def _of_files(path: Path) -> Source:
    files = _files(path)
    kinds = {_kind(name, raw) for name, raw in files.items()}
    if len(kinds) > 1:
        raise NoDirectory(f"{path}: it holds {' and '.join(sorted(kinds))}; import one at a time.")
    kind = kinds.pop()
    if kind == "JSON":
        services, again = services_in(files)
        notes = [f"{again} stand there more than once; of each the fullest is taken"]
        return Source(path.name, services, notes=notes if again else ())
    if kind == "YAML":
        return Source(path.name, texts={name: _text(raw) for name, raw in files.items()})
    if len(files) > 1:
        raise NoDirectory(f"{path}: it holds {len(files)} tables; import one at a time.")
    try:
        sheet = sheet_of(next(iter(files.values())))
    except ValueError as wrong:
        raise NoDirectory(f"{path}: {wrong}.") from None
    return Source(path.name, sheet=sheet, notes=sheet.notes)


def _files(path: Path) -> dict[str, bytes]:
    """The files of a source by their names below it."""
    if path.is_file():
        found = [path]
    elif path.is_dir():
        wanted = {*_JSON, *_YAML, *_TABLE}
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in wanted)
    else:
        raise NoDirectory(f"{path}: there is no such file or folder.")
    inside = [one for one in found if "places" in one.parts[len(path.parts) :]]
    found = [one for one in inside or found if one.name != "place.yaml"]  # of a community's folder
    if not found:
        raise NoDirectory(f"{path}: there is no JSON, CSV or YAML in it.")
    if sum(one.stat().st_size for one in found) > LARGEST:
        raise NoDirectory(f"{path}: more than {LARGEST // 1_000_000} MB; import it in parts.")
    top = path if path.is_dir() else path.parent
    return {str(one.relative_to(top)): one.read_bytes() for one in found}


def _kind(name: str, raw: bytes) -> str:
    suffix = Path(name).suffix.lower()
    if suffix in _YAML:
        return "YAML"
    if suffix in _JSON or (suffix not in _TABLE and raw.lstrip()[:1] in (b"{", b"[")):
        return "JSON"
    return "tables"


def _text(raw: bytes) -> str:
    return raw.decode("utf-8-sig", "surrogateescape")

"""A spreadsheet saved as text, however its program did it: headings and rows."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from connectbot.directory.incoming.cleaning import clean

_PARTERS = ",;\t|"
_LINES = 40  # looked at to tell what parts the cells
_HEADS = 10  # rows before the headings at most: titles, notes, blanks
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headings, and rows each with its line; `notes` say what was mended."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same for the same headings, so that what they mean is remembered."""
        said = "\n".join(heading.casefold() for heading in self.headings)
        return sha256(said.encode()).hexdigest()[:16]


def sheet_of(raw: bytes) -> Sheet:
    """The sheet in a file. Raises ValueError with a sentence where there is none."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ValueError("this is an Excel file or a zip; save it as CSV (UTF-8), or unpack it")
    notes: list[str] = []
    table = _table(_text(raw, notes))
    head = _head(table)
    if head is None:
        raise ValueError("there are no headings in it: the first row names the columns")
    first, headings = head
    if first > 0:
        notes.append(f"the headings stand in row {first + 1}; what is above is left out")
    rows = []
    for number, row in enumerate(table[first + 1 :], first + 2):
        if any(row[len(headings) :]):
            notes.append(f"row {number} has more cells than headings; the rest is left out")
        cells = (*row[: len(headings)], *[""] * (len(headings) - len(row)))
        if any(cells) and _low(cells) != _low(headings):  # headings are printed on each page
            rows.append((number, tuple(map(_safe, cells))))
    return Sheet(headings, tuple(rows), tuple(notes))


def _low(cells: Sequence[str]) -> list[str]:
    return [cell.casefold() for cell in cells]


def _table(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    parter = _parter(lines)
    if lines[0].lower().startswith("sep="):
        parter, lines = lines[0][4:5] or parter, lines[1:]
    return [[cell.strip() for cell in row] for row in _parsed(lines, parter)]


def _text(raw: bytes, notes: list[str]) -> str:
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        notes.append("it was saved by Windows, not as UTF-8; read as Windows text")
        return raw.decode("cp1252", "replace")


def _parter(lines: Sequence[str]) -> str:
    """What parts the cells: what stands equally often in most rows."""

    def sure(parter: str) -> tuple[int, int]:
        rows = [len(row) for row in _parsed(lines[:_LINES], parter) if any(row)]
        width, often = Counter(rows).most_common(1)[0] if rows else (1, 0)
        return (often if width > 1 else 0, width)

    return max(_PARTERS, key=sure)


def _parsed(lines: Sequence[str], parter: str) -> list[list[str]]:
    try:
        return list(
            csv.reader([f"{line}\n" for line in lines if "\0" not in line], delimiter=parter)
        )
    except csv.Error as error:
        raise ValueError(f"it is no table ({error})") from None


def _head(table: Sequence[Sequence[str]]) -> tuple[int, tuple[str, ...]] | None:
    """The row of the headings and what they are. Above may be titles, or headings that stand over
    several columns: these go before those below them."""
    rows = [(number, row) for number, row in enumerate(table[:_HEADS]) if any(row)]
    if not rows:
        return None
    width = max(sum(map(bool, row)) for _, row in rows)
    number, row = next(one for one in rows if sum(map(bool, one[1])) >= max(width * 0.6, 1))
    below = table[number + 1] if number + 1 < len(table) else []
    if _merged(row, below):
        number, row = number + 1, _over(row, below)
    seen: Counter[str] = Counter()
    named = []
    for place, cell in enumerate(row):
        name = clean(cell) or f"column {place + 1}"
        seen[name.casefold()] += 1
        many = seen[name.casefold()]
        named.append(name if many == 1 else f"{name} ({many})")
    while len(named) > 1 and not row[len(named) - 1]:
        named.pop()
    return number, tuple(named)


def _merged(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row has gaps that the next one fills with more headings, all of them short."""
    gaps = [place for place, cell in enumerate(row) if not cell]
    filled = [place for place in gaps if place < len(below) and below[place]]
    short = all(len(cell) <= 30 and not cell[:1].isdigit() for cell in below)
    return len(filled) >= 2 and short and len(set(below)) >= len(below) - len(gaps)


def _over(row: Sequence[str], below: Sequence[str]) -> list[str]:
    found, over = [], ""
    for place in range(max(len(row), len(below))):
        above = row[place] if place < len(row) else ""
        under = below[place] if place < len(below) else ""
        over = above or over
        found.append(f"{over} {under}".strip() if under else above)
    return found


def _safe(cell: str) -> str:
    """Without the apostrophe that keeps a formula from running."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell

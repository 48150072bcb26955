"""Writes into the pages beside it what is measured and what is really said, between their marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from connectbot.desk import sentences
from connectbot.safety.book import MODEL, SafetyBook
from scores.rows import HERE, SETS, TOP, Row, rows
from scores.safety import CALM
from scores.shares import share

PAGES = tuple(Path(__file__).with_name(name) for name in ("for-safeguarding-leads.md", "words.md"))
TAUGHT = TOP / "tools" / "messages.csv"
MUST = TOP / "tests" / "safety" / "must_catch.csv"

LINK = "https://bot.oakfield.example/console/talk/..."

_BLOCK = re.compile(
    r"(?P<begin><!-- from the code: (?P<name>\w+) -->\n).*?(?P<end><!-- end -->)", re.S
)


@cache
def book() -> SafetyBook:
    """The safety data as it is shipped, with what was learned."""
    folder = TOP / "directory"
    text = (folder / "safety.yaml").read_text(encoding="utf-8")
    learned = (folder / MODEL).read_text(encoding="utf-8")
    return SafetyBook.parse(text, "directory/safety.yaml", learned)[0]


@cache
def taught() -> frozenset[str]:
    """The messages it has learned from, as it reads them."""
    return frozenset(_read(row) for row in rows(TAUGHT))


def apart(file: Path) -> list[dict[str, str]]:
    """The rows of a table that it has not learned from."""
    return [row for row in rows(file) if _read(row) not in taught()]


def _read(row: Row) -> str:
    return " ".join(book().screen.words(row["text"]))


def seen(messages: Iterable[Row]) -> int:
    """How many of them the screen takes for urgent."""
    return sum(bool(look(row["text"])) for row in messages)


@cache
def look(text: str) -> tuple[str, ...]:
    """The kinds of urgent words in a text."""
    return book().screen.look(text)


def _share(messages: list[dict[str, str]]) -> str:
    return share(seen(messages), len(messages))


def _parted(*sets: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Kept-apart messages of danger, and harmless ones; of all writers where none is named."""
    ends = sets or tuple(SETS.values())
    unseen = [row for end in ends for row in apart(HERE / f"safety{end}.csv")]
    danger = [row for row in unseen if row["kind"] != CALM]
    return danger, [row for row in unseen if row["kind"] == CALM]


def _sum() -> Iterator[str]:
    yield f"| | {' | '.join(SETS)} |"
    yield f"|---|{'---|' * len(SETS)}"
    columns = [dict(_measured(end)) for end in SETS.values()]
    for what in columns[0]:
        yield f"| {what} | {' | '.join(column[what] for column in columns)} |"
    must = rows(MUST)
    yield ""
    yield f"Of {len(must)} plain statements that must be noticed {seen(must)} are."


def _measured(end: str) -> Iterator[tuple[str, str]]:
    """What is measured on one writer's rows, in words and with its figure."""
    danger, calm = _parted(end)
    found = [row for row in danger if look(row["text"])]
    first = sum(look(row["text"])[0] == row["kind"] for row in found)
    named = sum(row["kind"] in look(row["text"])[:2] for row in found)
    needs = [
        row for row in apart(HERE / f"needs{end}.csv") if "abuse" not in row["needs"].split("|")
    ]
    yield "messages of danger that were noticed", _share(danger)
    yield "harmless messages that sound like danger, taken for it", _share(calm)
    yield "messages of loneliness, grief, debt, taken for danger", _share(needs)
    answers = apart(HERE / f"answers{end}.csv")
    yield "answers to a question, taken for danger", _share(answers)
    yield "of the noticed: the right kind first", f"{first} of {len(found)}"
    yield "of the noticed: the right kind among the two said", f"{named} of {len(found)}"


def _kinds() -> Iterator[str]:
    danger, _ = _parted()
    yield "| what it was about | noticed |"
    yield "|---|---|"
    for kind, said in book().kinds.items():
        yield f"| {said.title} | {_share([row for row in danger if row['kind'] == kind])} |"


def _ways() -> Iterator[str]:
    danger, calm = _parted()
    yield "| way of writing | danger noticed | harmless taken for danger |"
    yield "|---|---|---|"
    for way in sorted({row["way"] for row in (*danger, *calm)}):
        of = ([row for row in part if row["way"] == way] for part in (danger, calm))
        yield f"| {way} | {' | '.join(f'{seen(p)} of {len(p)}' if p else '-' for p in of)} |"


def _replies() -> Iterator[str]:
    for kind, said in book().kinds.items():
        yield f"**{said.title.capitalize()}**"
        yield ""
        first, second = book().reply((kind,), False)
        yield f"> {first}"
        yield ">"
        yield f"> {second}"
        yield ""


def _neutral() -> Iterator[str]:
    yield f"> {book().texts['neutral']}"


def _alerts() -> Iterator[str]:
    for text in (
        sentences.told_safeguarding("Oakfield", LINK),
        sentences.told_unreachable("Oakfield", LINK),
        sentences.told_more("Oakfield"),
        sentences.told_alarm("Oakfield"),
    ):
        yield f"> {text}"
        yield ""


def _taught() -> Iterator[str]:
    messages, sets = rows(TAUGHT), [row for part in _parted() for row in part]
    danger = sum(row["kind"] != CALM for row in messages)
    writers = len({row["id"][0] for row in messages if row["kind"] != CALM})
    yield (
        f"Today it has learned from {len(messages):,} invented messages, {danger:,} of them of "
        f"danger, by {writers} writers;\n{len(sets)} more are kept apart to measure with."
    )


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "sum": _sum,
    "kinds": _kinds,
    "ways": _ways,
    "replies": _replies,
    "neutral": _neutral,
    "alerts": _alerts,
    "taught": _taught,
}
"""What may stand between `<!-- from the code: NAME -->` and `<!-- end -->`."""


def filled(page: str) -> str:
    """The page with each of its blocks as it would be written today."""

    def block(found: re.Match[str]) -> str:
        body = "\n".join(BLOCKS[found["name"]]()).strip("\n")
        return f"{found['begin']}\n{body}\n\n{found['end']}"

    return _BLOCK.sub(block, page)


def main() -> None:
    """Write every block of every page anew."""
    for page in PAGES:
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()

"""`make scores`: how well words are understood, over every labelled row there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectbot.app.worlds import knowledge_of
from connectbot.clock import utc_now
from connectbot.files import community_at
from connectbot.flows.knowledge import Knowledge
from scores import answers, hours, needs, safety
from scores.rows import HERE, SHARED, TOP, Row, rows, tables
from scores.shares import share

TAUGHT = TOP / "tools" / "messages.csv"
MUST = TOP / "tests" / "safety" / "must_catch.csv"
VOICES = TOP / "tests" / "flows" / "answers"
TWO = TOP / "tests" / "directory" / "two_needs.csv"

_NOT_ABOUT = "abuse"
"""Needs rows about this may well be urgent."""


def main() -> None:
    """Print every table."""
    known = knowledge_of(community_at(TOP))
    for line in (*_urgent(known), *_needs(known), *_answers(), *_hours()):
        print(line)


def _urgent(known: Knowledge) -> Iterator[str]:
    screen, taught = known.safety.screen, rows(TAUGHT)
    for name, table in tables("safety", "safety/crisis_dev.csv").items():
        unseen = safety.apart(screen, table, taught)
        yield from _heading("Urgent words", f"{name}, not learned from", unseen)
        yield from safety.report(safety.judged(screen, unseen))
    must = rows(MUST)
    yield from _heading("Urgent words", "plain statements that must be noticed", must)
    yield share(sum(bool(screen.look(row["text"])) for row in must), len(must))
    yield from _heading("Urgent words", "in what is not urgent", ())
    for name, table in tables("needs", "needs/phrases_dev.csv").items():
        calm = [row for row in table if _NOT_ABOUT not in row["needs"].split("|")]
        yield f"needs, {name}: {share(_flagged(known, calm), len(calm))}"
    for name, table in tables("answers", "answers/answers_dev.csv").items():
        yield f"answers, {name}: {share(_flagged(known, table), len(table))}"


def _flagged(known: Knowledge, table: Sequence[Row]) -> int:
    return sum(bool(known.safety.screen.look(row["text"])) for row in table)


def _needs(known: Knowledge) -> Iterator[str]:
    for name, table in tables("needs", "needs/phrases_dev.csv").items():
        yield from _heading("Needs", name, table)
        yield from needs.report(needs.judged(known.needs, table))
    two = rows(TWO)
    yield from _heading("Needs", "two in one message, of our own tests", two)
    for use in ("tuning", "apart"):
        its = [row for row in two if row["use"] == use]
        yield f"both kept, {use}: {share(needs.both_kept(known.needs, its), len(its))}"


def _answers() -> Iterator[str]:
    for name, table in tables("answers", "answers/answers_dev.csv").items():
        yield from _heading("Answers", name, table)
        yield from answers.report(answers.judged(table, utc_now().date()))
    known = [row for file in sorted(VOICES.glob("*.csv")) for row in rows(file)]
    yield from _heading("Answers", "of our own tests", known)
    yield from answers.report(answers.judged(known, utc_now().date()))


def _hours() -> Iterator[str]:
    own = {"of our own": rows(HERE / "hours.csv")}
    developing = SHARED / "hours" / "hours_dev.csv"
    known = {**own, "developing rows": rows(developing)} if developing.exists() else own
    for name, table in known.items():
        yield from _heading("Opening times", name, table)
        yield from hours.report(hours.judged(table))


def _heading(what: str, whose: str, table: Sequence[Row]) -> Iterator[str]:
    line = f"{what}: {whose}" + (f", {len(table)} rows" if table else "")
    yield ""
    yield line
    yield "=" * len(line)


if __name__ == "__main__":
    main()

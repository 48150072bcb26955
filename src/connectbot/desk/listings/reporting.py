"""What an import did or would do, as rows for programs and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from connectbot.desk.listings.bringing import Plan, Step
from connectbot.directory.differing import Difference
from connectbot.directory.duplicates.judging import Pair
from connectbot.directory.incoming.facts import Draft
from connectbot.directory.incoming.piling import Pile

_SHOWN = 10  # of each kind, unless all are asked for


@dataclass(frozen=True, slots=True)
class Report:
    """An import: what came (`pile`), what becomes of it (`plan`), what stands there twice after it
    (`twins`), and what is said about the whole (`notes`)."""

    source: str
    pile: Pile
    plan: Plan
    twins: Sequence[Pair] = ()
    notes: Sequence[str] = ()

    @property
    def faulty(self) -> list[tuple[Draft, bool]]:
        """Records that somebody should look at, and whether each is kept all the same."""
        kept = [(one, True) for one in self.pile.drafts if one.looks]
        return [*((one, False) for one in self.pile.out), *kept]

    @property
    def good(self) -> bool:
        """Whether there is nothing to look at."""
        waits = any(step.beside for step in self.plan.steps)
        return not self.faulty and not waits and not self.twins


def row_of(report: Report, applied: bool) -> dict[str, Any]:
    """For a program."""
    plan, pile = report.plan, report.pile
    return {
        "source": report.source,
        "records": pile.count,
        "new": [_row(step) for step in plan.of("new")],
        "changed": [
            {**_row(step), "fields": _fields(step.fields)} for step in plan.of("changed")
        ],
        "unchanged": [step.kept.id for step in plan.of("unchanged")],
        "beside": [
            {**_row(step), "fields": _fields(step.beside)} for step in plan.steps if step.beside
        ],
        "gone": [kept.id for kept in plan.gone],
        "merged": [
            {"record": one, "into": into, "why": why} for one, into, why in pile.merged
        ],
        "faulty": [
            {"record": draft.label, "name": draft.name, "kept": kept, "notes": _notes(draft)}
            for draft, kept in report.faulty
        ],
        "near_duplicates": [
            {"a": pair.a.id, "b": pair.b.id, "score": round(pair.score, 2),
             "reasons": list(pair.reasons)}
            for pair in report.twins
        ],
        "notes": list(report.notes),
        "applied": applied,
    }  # fmt: skip


def _row(step: Step) -> dict[str, Any]:
    return {
        "id": step.kept.id,
        "name": step.draft.name,
        "record": step.draft.label,
        "state": step.kept.state,
        "notes": _notes(step.draft),
    }


def _fields(found: Sequence[Difference]) -> list[dict[str, str]]:
    return [{"field": one.field, "ours": one.before, "theirs": one.after} for one in found]


def _notes(draft: Draft) -> list[dict[str, str]]:
    return [
        {"field": one.field, "what": one.what, "mend": one.mend, "weight": one.weight}
        for one in draft.notes
    ]


def lines_of(report: Report, everything: bool) -> Iterator[str]:
    """For people: the counts first, then each kind, the first few unless all are asked for."""
    plan, pile = report.plan, report.pile
    most = 10**9 if everything else _SHOWN
    beside = [step for step in plan.steps if step.beside]
    yield f"{report.source}: {_many(pile.count, 'record')}"
    for note in report.notes:
        yield f"  ({note})"
    for count, words in (
        (len(plan.of("new")), "new"),
        (len(plan.of("changed")), "changed"),
        (len(plan.of("unchanged")), "unchanged"),
        (len(pile.merged), "the same as another record here"),
        (len(pile.out), "left out"),
        (len(plan.gone), "gone there"),
        (len(beside), "with a newer edit of ours"),
        (len(report.twins), "may stand there twice"),
    ):
        if count:
            yield f"  {count:>6} {words}"
    yield from _part("New", [_named(step) for step in plan.of("new")], most)
    changed = [[*_named(step), *(f"  {one}" for one in step.fields)] for step in plan.of("changed")]
    yield from _part("Changed", changed, most)
    ours = [[*_named(step), *(f"  {_either(one)}" for one in step.beside)] for step in beside]
    yield from _part(
        "Ours is newer: ours stays until you take theirs (directory review)", ours, most
    )
    faulty = [
        [_told(draft, kept), *(f"  {one}" for one in draft.looks)] for draft, kept in report.faulty
    ]
    yield from _part("Look at", faulty, most)
    mended = [
        [f"{draft.label}, {draft.name}: {note}"]
        for draft in pile.drafts
        for note in draft.notes
        if note.weight == "mended"
    ]
    yield from _part("Mended", mended, most)
    gone = [[f"{kept.id}"] for kept in plan.gone]
    yield from _part("Gone there (--apply --gone hides them)", gone, most)
    twins = [[f"{pair.a.id} and {pair.b.id}: {', '.join(pair.reasons)}"] for pair in report.twins]
    yield from _part("May stand there twice (directory merge makes two one)", twins, most)


def _part(title: str, blocks: Sequence[Sequence[str]], most: int) -> Iterator[str]:
    if not blocks:
        return
    yield f"\n{title}"
    for block in blocks[:most]:
        yield from (f"  {line}" for line in block)
    if len(blocks) > most:
        yield f"  and {len(blocks) - most} more (--all shows them)"


def _named(step: Step) -> list[str]:
    hidden = ", hidden" if step.kept.state == "hidden" else ""
    return [f"{step.draft.name} ({step.kept.id}, {step.draft.label}{hidden})"]


def _told(draft: Draft, kept: bool) -> str:
    name = f", {draft.name}" if draft.name else ""
    return f"{draft.label}{name}: {'kept' if kept else 'left out'}"


def _either(one: Difference) -> str:
    return f"{one.field}: ours {one.before or '(nothing)'}; theirs {one.after or '(nothing)'}"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"

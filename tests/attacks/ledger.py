"""The attacks we try on ourselves: what each of them is, the bar it must stay under, its result.

docs/privacy.md shows this list; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

PROPERTY = "attacked"
"""The name under which a test's report carries its result from a worker of pytest to us."""

Record = Callable[[str, object], None]
"""What the fixture `record` is: `record("T6", "0.9 times chance")`."""


@dataclass(frozen=True, slots=True)
class Attack:
    """One way to learn what nobody may, and how far it may get."""

    id: str
    what: str
    bar: str


ATTACKS = (
    Attack("T1", "small cells: a printed figure with fewer than ten people behind it", "0"),
    Attack(
        "T2",
        "differencing in time: one known person joins or leaves between two reports, and all that "
        "is printed is solved for them",
        "exact 0 of 400; band at most the base rate + 2 points",
    ),
    Attack(
        "T3",
        "differencing of groups: a whole less its parts, every pair and partition in the ledger",
        "0 hidden cells with one solution",
    ),
    Attack("T4", "homogeneity: twelve people who all gave the same answer", "distribution hidden"),
    Attack(
        "T5",
        "singling out: readings kept, by cohort, groups and which waves were answered",
        "k at least 10, or coarser",
    ),
    Attack(
        "T6",
        "linkage: a known person with a known join date, channel and completion dates, against "
        "the readings",
        "at most 1.5 times chance over 200 runs",
    ),
    Attack(
        "T6a",
        "linkage by rounds: who answered which round, against the rounds of each pseudonym, until "
        "the key is destroyed and after",
        "after it nobody surer than 1 in 10; until then no bar",
    ),
    Attack(
        "T7",
        "order and time: order of the key, of rows, pages and bytes in the file, what lies beside "
        "it, a backup, and log times, against the message log",
        "rank correlation within 0.1 of 0 at n of 1,000 or more",
    ),
    Attack(
        "T8",
        "a stolen copy without the keyring, every UK mobile tried; then with one cohort's key",
        "0 linked; with one cohort's key only that cohort",
    ),
    Attack(
        "T9",
        "after shredding, with everything: both databases, their backups of any age, also from "
        "while answers waited, the keyring",
        "0 linked; an erasure is answered honestly",
    ),
    Attack("T10", "an insider knows nine of the ten people in a cell", "exact 0 of 200"),
    Attack(
        "T11",
        "numbers, names and words planted, and looked for beside scores in databases, logs, "
        "exports and errors",
        "0 found",
    ),
    Attack(
        "T12",
        "size and time of the answer to a webhook: has somebody answered, and what",
        "one size; no class of time",
    ),
    Attack(
        "T13",
        "the token for a hidden figure: when it comes and goes tells who was the tenth",
        "two quarters stand between",
    ),
    Attack(
        "T14",
        "another program for disclosure control hides what we print, over 1,000 random tables",
        "0 cells",
    ),
)
"""Every attack, in the order of the table."""

KNOWN = {attack.id: attack for attack in ATTACKS}


def table(results: Sequence[tuple[str, str]]) -> list[str]:
    """Lines to print: attack, bar and result, in the order of the list."""
    width = max((len(attack.bar) for attack in ATTACKS), default=0)
    ordered = sorted(results, key=lambda one: list(KNOWN).index(one[0]))
    return [f"{id:4} {KNOWN[id].bar:{width}}  {result}" for id, result in ordered]

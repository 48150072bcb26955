"""Learning what sounds urgent, from tools/messages.csv, and where to set the threshold."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from math import inf
from pathlib import Path

from connectbot.learned import Linear
from connectbot.learned.linear import UNIT
from connectbot.safety.book import SafetyBook
from connectbot.safety.learnt import Learnt
from tools.learning import Recipe, learn

MESSAGES = Path(__file__).parent / "messages.csv"
DANGERS, KINDS = 34_000, 6_000
"""Features kept: more make the file larger and were no better on another writer's rows."""

RECIPE = Recipe(letters=(4,), apart=5, strength=20.0, rows=4)
"""Tried on rows by writers that were left out: pairs of words that stand apart help, as "he" and
"keys" do in "he has got all my keys"; runs of three and of five letters do not."""

FALSE_ALARMS = 0.075
"""The share of confusable harmless messages, by a writer it has not seen, that may be flagged."""

CALM = {"ordinary": 0.03, "need": 0.055}
"""Ways of speaking that are not meant to confuse, and the share of them that may be flagged while
they are kept apart: small talk and answers (a relative at the phone, and who will not go to a group
again, are near to danger), and the phrases people use for a need (so are some of these). The model
that is shipped knows them, and flags far fewer."""


def rows() -> list[dict[str, str]]:
    """The labelled messages: id, text, kind, way. The first letter of an id is its writer."""
    with MESSAGES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def learned(book: SafetyBook) -> dict[str, Linear]:
    """The two models: what is urgent, with its threshold, and of which kind it is."""
    messages = rows()
    urgent = [row for row in messages if row["kind"] != "none"]
    kinds = learn(
        [book.screen.words(row["text"]) for row in urgent],
        [(row["kind"],) for row in urgent],
        list(book.kinds),
        keep=KINDS,
        recipe=RECIPE,
    )
    threshold = _threshold(book, messages)
    return {"danger": replace(_danger(book, messages), threshold=threshold), "kinds": kinds}


def _danger(book: SafetyBook, messages: Sequence[dict[str, str]]) -> Linear:
    texts = [book.screen.words(row["text"]) for row in messages]
    marks = [("danger",) if row["kind"] != "none" else () for row in messages]
    rules = [book.screen.examine(row["text"]).rules for row in messages]
    return learn(texts, marks, ["danger"], keep=DANGERS, recipe=RECIPE, known=rules)


def _threshold(book: SafetyBook, messages: Sequence[dict[str, str]]) -> int:
    """The lowest threshold that keeps to every share of false alarms, rules counted in.

    Each writer's messages are scored by a model that was made from the others' alone; a message
    that a rule sees is over any threshold.
    """
    sorts = {"urgent": 1.0, "confusable": FALSE_ALARMS, **CALM}
    scores: dict[str, list[float]] = {sort: [] for sort in sorts}
    writers = sorted({_writer(row) for row in messages if row["way"] not in CALM})
    for writer in writers:
        apart = [row for row in messages if _part(row, writers) == writer]
        model = _danger(book, [row for row in messages if _part(row, writers) != writer])
        for row in apart:
            scores[_sort(row)].append(_score(book, model, row["text"]))
    found = max(_quantile(scores[sort], share) for sort, share in sorts.items() if share < 1)
    print(f"threshold {found:.2f}; of messages by writers that the model had not seen it flags:")
    for sort, its in scores.items():
        flagged = sum(score > found for score in its)
        print(f"  {sort}: {flagged} of {len(its)} ({flagged / max(1, len(its)):.3f})")
    return round(found * UNIT)


def _score(book: SafetyBook, model: Linear, text: str) -> float:
    if book.screen.examine(text).rules:
        return inf
    margin = Learnt(model, model, "").margin(book.screen.words(text))
    return -inf if margin is None else margin


def _writer(row: dict[str, str]) -> str:
    return row["id"][0]


def _part(row: dict[str, str], writers: Sequence[str]) -> str:
    """With whose messages a message is kept apart; ordinary ones are dealt out among them."""
    if row["way"] in CALM:
        return writers[int(row["id"][1:]) % len(writers)]
    return _writer(row)


def _sort(row: dict[str, str]) -> str:
    if row["kind"] != "none":
        return "urgent"
    return row["way"] if row["way"] in CALM else "confusable"


def _quantile(scores: Sequence[float], share: float) -> float:
    """The lowest of the scores that at most `share` of them are above."""
    return sorted(scores, reverse=True)[int(share * len(scores))]

"""Learning which need a message is about, from the needs' own phrases and from small talk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from connectbot.directory.likeness import SMALL_TALK
from connectbot.directory.needs import MODEL, Needs
from connectbot.directory.plain import plain, spoken
from connectbot.learned import Linear, fingerprint
from connectbot.learned.shelf import written
from tools.learning import Recipe, learn

TALK = Path(__file__).parent / "small_talk.txt"
FEATURES = 16_000
"""Features kept: fewer were worse on another writer's rows, more were no better."""

STRONGEST = 8
"""Labels a feature pushes towards or away from; the rest of its row made no difference."""

STRENGTH = 6.0


def made(text: str, file: str) -> str:
    """The model of the needs in a YAML text, as the JSON text that the bot reads."""
    needs, problems = Needs.parse(text, file)
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    rows = needs.rows()
    return written({MODEL: learned(rows, needs.ids)}, fingerprint(rows))


def learned(rows: list[tuple[str, str]], ids: tuple[str, ...]) -> Linear:
    """A model of labelled words, and of small talk."""
    said = TALK.read_text(encoding="utf-8").splitlines()
    rows = [*rows, *((SMALL_TALK, " ".join(spoken(plain(line)))) for line in said)]
    model = learn(
        [words.split() for _, words in rows],
        [(label,) for label, _ in rows],
        [*ids, SMALL_TALK],
        keep=FEATURES,
        recipe=Recipe(strength=STRENGTH),
    )
    weights = {feature: _strongest(row) for feature, row in model.weights.items()}
    return replace(model, weights=weights)


def _strongest(row: tuple[int, ...]) -> tuple[int, ...]:
    idf, *pushes = row
    order = sorted(range(len(pushes)), key=lambda place: -abs(pushes[place]))
    kept = set(order[:STRONGEST])
    return (idf, *(push if place in kept else 0 for place, push in enumerate(pushes)))

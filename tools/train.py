"""Learns every model again from its labelled words and writes it where the bot reads it."""

from __future__ import annotations

from pathlib import Path

from connectbot.learned.shelf import written
from connectbot.safety.book import SafetyBook
from tools import needs, safety

DIRECTORY = Path(__file__).parents[1] / "directory"


def main() -> None:
    """Train and write; the same labelled words give the same files."""
    text = (DIRECTORY / "safety.yaml").read_text(encoding="utf-8")
    book, problems = SafetyBook.parse(text, "directory/safety.yaml")
    if problems:
        raise SystemExit("\n".join(map(str, problems)))
    messages = [(row["kind"], row["text"]) for row in safety.rows()]
    text = (DIRECTORY / "needs.yaml").read_text(encoding="utf-8")
    _write("needs_model.json", needs.made(text, "directory/needs.yaml"))
    _write("safety_model.json", written(safety.learned(book), book.screen.fingerprint(messages)))


def _write(name: str, text: str) -> None:
    (DIRECTORY / name).write_text(text, encoding="utf-8")
    print(f"directory/{name}: {len(text) // 1_000} KB")


if __name__ == "__main__":
    main()

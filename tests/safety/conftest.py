"""The starter's safety book, read once: the rules alone, and with what was learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectbot.safety.book import SafetyBook

STARTER = Path(__file__).parents[2] / "directory" / "safety.yaml"


@pytest.fixture(scope="session")
def starter_text() -> str:
    return STARTER.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def book(starter_text: str) -> SafetyBook:
    book, problems = SafetyBook.parse(starter_text, "directory/safety.yaml")
    assert problems == []
    return book


@pytest.fixture(scope="session")
def whole(starter_text: str) -> SafetyBook:
    """The book as it is shipped, with what was learned beside it."""
    learned = STARTER.with_name("safety_model.json").read_text(encoding="utf-8")
    book, problems = SafetyBook.parse(starter_text, "directory/safety.yaml", learned)
    assert problems == []
    return book

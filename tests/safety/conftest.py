"""The starter's safety book, read once."""

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

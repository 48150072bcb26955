"""The shipped directory, read from its files for the tests that look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.postcodes import Districts
from connectbot.written.problem import Problem

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
FOLDER = ROOT / "directory"


@cache
def files() -> dict[str, str]:
    """Every file under directory/places, by its path."""
    found = sorted((FOLDER / "places").glob("**/*.yaml"))
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in found}


@cache
def read_book() -> tuple[Book, list[Problem]]:
    """The shipped book with its problems."""
    return Book.parse(files())


def book() -> Book:
    """The shipped book."""
    return read_book()[0]


@cache
def read_needs() -> tuple[Needs, list[Problem]]:
    """The shipped needs with their problems."""
    text, model = [
        (FOLDER / name).read_text("utf-8") for name in ("needs.yaml", "needs_model.json")
    ]
    return Needs.parse(text, "directory/needs.yaml", model)


def needs() -> Needs:
    """The shipped needs."""
    return read_needs()[0]


@cache
def districts() -> Districts:
    """The shipped postcode districts and sectors."""
    tables = ("postcodes/gb_districts.csv", "postcodes/gb_sectors.csv")
    return Districts.parse(*((FOLDER / table).read_text("utf-8") for table in tables))

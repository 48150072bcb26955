"""What must not be committed: real numbers, secrets, paths of one machine, registry addresses."""

import re
from collections.abc import Iterator

import pytest

from tests.house.tree import texts

PHONE = re.compile(r"(?<![\w.+-])(?:\+44|0044|0)(?:[ ()-]{0,2}\d){9,10}(?!\w|\.\d)")
FICTIONAL = re.compile(r"(?:44|0)770090\d*|0123456789")  # also too short or long, and the digits
HELPLINES = (
    "directory/safety.yaml",
    "directory/places/national/helplines.yaml",
    "directory/places/national/helplines-more.yaml",
    "directory/places/oakfield/lines.yaml",
    "directory/places/porth-derwen/lines.yaml",
)

FORBIDDEN = {
    "a path of one machine": r"(?<![\w.}])/(?:home|Users|root|work)/\w",
    "a registry's address": r"pypi[.]org/simple|files[.]pythonhosted|--(?:extra-)?index-url",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a Telegram token": r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b",
}


def numbers(text: str) -> Iterator[str]:
    """The digits of everything in a text that looks like a British telephone number."""
    for found in PHONE.finditer(text):
        yield re.sub(r"\D", "", found[0]).removeprefix("00")


def helplines() -> set[str]:
    """The national helplines that the safety data and the directory list, as digits."""
    return {number for name in HELPLINES for number in numbers(texts().get(name, ""))}


def test_no_real_telephone_number_is_committed() -> None:
    """Every number is in Ofcom's fictional mobile range, or a helpline listed as one."""
    known = helplines()
    real = [
        f"{name}: {number}"
        for name, text in texts().items()
        if not name.startswith("requirements/")
        for number in numbers(text)
        if not FICTIONAL.fullmatch(number) and number not in known
    ]
    assert real == []


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items(), ids=lambda word: word[:20])
def test_nothing_committed_holds(what: str, pattern: str) -> None:
    """No file holds a path of one machine, a registry's address or a secret."""
    found = [
        f"{name}:{at} holds {what}"
        for name, text in texts().items()
        for at, line in enumerate(text.splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ring 07700 900 000 today", ["07700900000"]),
        ("+44 7700 900-123", ["447700900123"]),
        ("0044 7700 900123", ["447700900123"]),
        ("(07700) 900123.", ["07700900123"]),
        ("at 53.07700900123", []),
        ("0.123456789012", []),
        ("a hash a07700900123f", []),
        ("077009001234567", []),
    ],
)
def test_a_number_is_seen_however_it_is_written(text: str, seen: list[str]) -> None:
    """Spaces, dashes and +44 hide no number; a decimal or a hash is none."""
    assert list(numbers(text)) == seen

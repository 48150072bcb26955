"""The standard's own schemata, where they lie beside the repository, and ours, which always do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from connectbot.directory.oruk.openapi import LISTS
from connectbot.directory.oruk.shapes import SCHEMAS
from tests.directory.oakfield import SHARED

FOLDER = SHARED / "contracts/open-referral-uk/3.0/schemata"
FORMATS = FormatChecker()


@FORMATS.checks("date-time", raises=ValueError)
def _a_moment(text: object) -> bool:
    """A moment with its zone, to the thousandth of a second."""
    if isinstance(text, str):
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")
    return True


@FORMATS.checks("uri")
def _an_address(text: object) -> bool:
    """An address with a scheme and a host."""
    return not isinstance(text, str) or bool(urlsplit(text).scheme and urlsplit(text).netloc)


@FORMATS.checks("email")
def _an_email(text: object) -> bool:
    """An address for mail."""
    return not isinstance(text, str) or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None


def theirs(thing: str) -> Draft202012Validator:
    """The standard's validator of a thing ("service"); skips where its files are not here."""
    if not FOLDER.is_dir():
        pytest.skip(f"the standard's schemata are not at {FOLDER}")
    return _theirs(thing)


@cache
def _theirs(thing: str) -> Draft202012Validator:
    return Draft202012Validator(_said(f"{thing}.json"), format_checker=FORMATS)


@cache
def _said(name: str) -> Any:
    """A file of the standard, with each file that it refers to by name put in its place: two
    thousand services would take minutes if every reference were looked up each time."""
    return _put_in(json.loads((FOLDER / name).read_text("utf-8")))


def _put_in(part: Any) -> Any:
    if isinstance(part, list):
        return [_put_in(one) for one in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("$ref"), str):
        return _said(part["$ref"])
    return {name: _put_in(value) for name, value in part.items()}


@cache
def ours(thing: str) -> Draft202012Validator:
    """Our own validator of a thing; nothing is allowed in it that we did not promise."""
    schema = {"$ref": f"#/components/schemas/{thing}", "components": {"schemas": SCHEMAS}}
    return Draft202012Validator(schema, format_checker=FORMATS)


def faults(validator: Draft202012Validator, row: object) -> list[str]:
    """What is wrong with it, in words."""
    found = validator.iter_errors(row)
    return [f"{'/'.join(map(str, one.path))}: {one.message[:200]}" for one in found]


def thing_of(path: str) -> str:
    """What a list of this name holds."""
    return LISTS[path][0]


def within(row: object, at: str = "") -> Iterator[tuple[str, object]]:
    """Every value inside, with where it stands."""
    yield at, row
    inside = (
        row.items() if isinstance(row, dict) else enumerate(row) if isinstance(row, list) else ()
    )
    for name, value in inside:
        yield from within(value, f"{at}/{name}")

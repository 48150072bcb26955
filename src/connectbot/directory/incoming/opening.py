"""What a file or a feed holds: services, a table, or listings in the form of a community."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from connectbot.directory.incoming.envelope import fuller, page_of
from connectbot.directory.incoming.facts import Draft, Note, Row
from connectbot.directory.incoming.making import Known, draft_of
from connectbot.directory.incoming.services import facts_of
from connectbot.directory.pages import Pages


class NoDirectory(Exception):
    """A source that cannot be read as a directory; the sentence says which and what to do."""


def services_in(files: Mapping[str, bytes]) -> tuple[list[Row], int]:
    """The services in JSON files, each once, the fuller one; and how many were there again.
    Raises NoDirectory."""
    found: list[Row] = []
    for name, raw in files.items():
        page = page_of(parsed(raw, name))
        if page is not None:
            found += page.services
        elif len(files) == 1:
            raise NoDirectory(
                f"{name}: there are no services in it. Give a feed or a page of Open Referral UK, "
                "a table (CSV), or a listing file (YAML)."
            )
    once = fuller(found)
    return once, len(found) - len(once)


def parsed(raw: bytes, name: str) -> Any:
    """What JSON says. Raises NoDirectory with the line."""
    try:
        return json.loads(raw.decode("utf-8-sig", "replace"))
    except json.JSONDecodeError as error:
        raise NoDirectory(
            f"{name}: line {error.lineno}: this is no JSON ({error.msg}). Save the page again."
        ) from None
    except RecursionError:
        raise NoDirectory(f"{name}: this JSON is nested too deeply to be a directory.") from None


def drafts_of(services: Sequence[Row], known: Known) -> Iterable[Draft]:
    """A draft for each service."""
    for number, service in enumerate(services, 1):
        yield draft_of(facts_of(service, f"service {number}"), known)


def listings_in(files: Mapping[str, str], known: Known) -> list[Draft]:
    """A draft for each listing in files of a community, and one without for each that is faulty.
    A file in no folder of a place belongs to the place the records go to."""
    pages = Pages()
    folders = {*known.places, "national"}
    placed = {}
    for name, text in files.items():
        folder = name.rsplit("/", 2)[-2] if "/" in name else ""
        if not name.endswith("place.yaml"):
            placed[name if folder in folders else f"{known.place}/{name}"] = text
    pages.take(placed)
    found = [
        Draft(f"line {pages.sources[id][1]}", id, one.name, one, ours=True)
        for id, one in pages.listings.items()
    ]
    faults = [
        Draft(f"line {one.line}", "", "", None, (Note(one.file, one.text, "", "look"),))
        for one in pages.problems
    ]
    return found + faults

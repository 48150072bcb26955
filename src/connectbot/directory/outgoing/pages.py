"""Listings as files of a community folder, the way people write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from connectbot.directory.body import body_of
from connectbot.directory.listing import Listing
from connectbot.directory.pages import NATIONAL, PLACE_FILE
from connectbot.directory.place import Place

_FOLDER = "directory/places"
_OF_FOLDER = ("place", "national")


def page(listings: Iterable[Listing]) -> str:
    """One file with all of them, each with its place."""
    return _dumped([_data(one) for one in listings])


def pages(listings: Iterable[Listing], places: Mapping[str, Place]) -> dict[str, str]:
    """Path in the folder -> text: a file of listings for each place, and what is known of it."""
    by_folder: dict[str, list[dict[str, Any]]] = {}
    for one in listings:
        folder = NATIONAL if one.national else one.place
        data = {name: value for name, value in _data(one).items() if name not in _OF_FOLDER}
        by_folder.setdefault(folder, []).append(data)
    files = {f"{_FOLDER}/{name}/listings.yaml": _dumped(data) for name, data in by_folder.items()}
    known = {id: place for id, place in places.items() if id in by_folder}
    return files | {f"{_FOLDER}/{id}/{PLACE_FILE}": _place(one) for id, one in known.items()}


def _data(listing: Listing) -> dict[str, Any]:
    data = json.loads(body_of(listing).text)
    return {name: data[name] for name in Listing.model_fields if name in data}


def _place(place: Place) -> str:
    return _dumped(place.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def _dumped(data: object) -> str:
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100))

"""Files of the directory read into places and listings, each fault with its line and its mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from connectbot.directory.listing import Listing
from connectbot.directory.place import Place
from connectbot.directory.where import sealed
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import problems_of

PLACE_FILE = "place.yaml"
NATIONAL = "national"
"""The folder of listings that serve every place."""

Model = TypeVar("Model", bound=BaseModel)

_QUOTED = re.compile(r"`[^`]*`")


@dataclass(slots=True)
class Pages:
    """What the files hold: places and listings by id, `sources` (file, line) of each listing."""

    places: dict[str, Place] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    sources: dict[str, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, files: Mapping[str, str]) -> None:
        """Read every file, places first: a listing takes its place from its folder."""
        for file, text in sorted(files.items(), key=lambda item: (not _of_place(item[0]), item[0])):
            document = self._opened(file, text)
            if document is None:
                continue
            if _of_place(file):
                self._place(document)
            else:
                for within, item in _items(document):
                    self._listing(document, within, item)

    def _opened(self, file: str, text: str) -> Document | None:
        try:
            return read(text, file)
        except Unreadable as error:
            self.problems += _discreet(text, error.problems)
            return None

    def _place(self, document: Document) -> None:
        data, folder = document.data, _folder(document.file)
        filled = {"id": folder, **data} if folder and isinstance(data, dict) else data
        place = self._shaped(Place, document, (), filled)
        if place is not None:
            self.places[place.id] = place

    def _listing(self, document: Document, within: tuple[int, ...], item: object) -> None:
        if isinstance(item, dict):
            where = {"where": sealed(item["where"])} if "where" in item else {}
            item = {**self._given(document.file), **item, **where}
        listing = self._shaped(Listing, document, within, item)
        if listing is None:
            return
        path: tuple[int | str, ...] = (*within, "id")
        if listing.id in self.sources:
            first = "{}:{}".format(*self.sources[listing.id])
            twice = f"the id `{listing.id}` is already used at {first}; give this one another"
            self.problems.append(document.problem(path, twice))
            return
        self.listings[listing.id] = listing
        self.sources[listing.id] = (document.file, document.line(path))

    def _given(self, file: str) -> dict[str, str]:
        """What a listing takes from the folder it lies in."""
        folder = _folder(file)
        if folder == NATIONAL:
            return {"national": "yes"}
        zone = {"timezone": self.places[folder].timezone} if folder in self.places else {}
        return {"place": folder, **zone}

    def _shaped(
        self, model: type[Model], document: Document, within: tuple[int, ...], data: object
    ) -> Model | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self.problems += problems_of(error, document, model, within)
            return None


def _of_place(file: str) -> bool:
    return file.rsplit("/", 1)[-1] == PLACE_FILE


def _folder(file: str) -> str:
    return file.rsplit("/", 2)[-2] if "/" in file else ""


def _items(document: Document) -> Iterator[tuple[tuple[int, ...], object]]:
    """Each listing of a file with its path in it: a file holds one or a list."""
    if isinstance(document.data, list):
        yield from (((number,), item) for number, item in enumerate(document.data))
    else:
        yield (), document.data


def _discreet(text: str, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Problems of a file that cannot be read quote none of it where it may hold a secret."""
    if "conf" not in text.lower():
        return problems
    return [Problem(p.file, p.line, _QUOTED.sub("`...`", p.text), p.warning) for p in problems]

"""What a transaction keeps of the directory: listings, their revisions, and what files said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from connectbot.model.kept import Act, Kept, Origin, Revision


class Listings(Protocol):
    """The listings of every place."""

    def version(self) -> int:
        """A number that rises with each change of the directory, in the order of the commits."""
        ...

    def get(self, id: str) -> Kept | None:
        """The listing with this id, held until the commit."""
        ...

    def since(self, version: int) -> Sequence[Kept]:
        """The listings that changed after this version, in the order in which they were made."""
        ...

    def page(self, after: str, most: int) -> Sequence[Kept]:
        """So many of all listings at most, in the order in which they were made: those that come
        after this one, from the first where it is ""."""
        ...

    def put(self, kept: Kept, act: Act, now: datetime) -> Kept:
        """Keep it as it is now, as its next revision; `number` is given here."""
        ...

    def history(self, id: str) -> Sequence[Revision]:
        """Its revisions, the oldest first."""
        ...

    def changed(self) -> Mapping[str, datetime]:
        """When each listing last changed, by its id; those that were taken out too."""
        ...

    def origin(self, id: str) -> Origin:
        """What its file said."""
        ...

    def settle(self, id: str, source: str, origin: Origin) -> None:
        """Keep what its file says and where it stands there; no revision, for nothing is changed.
        Whoever reads the directory notices a new `source`."""
        ...

    def offered(self) -> Sequence[str]:
        """Ids of listings whose file says something that waits to be looked at."""
        ...

    def sources(self) -> Mapping[str, str]:
        """Where each listing that came from a file stands in it: id -> "file:line"."""
        ...

    def files(self) -> Mapping[str, str]:
        """The files as they were last taken over: name -> hash."""
        ...

    def took(self, files: Mapping[str, str]) -> None:
        """These files (name -> hash), and no others, are taken over."""
        ...

"""A webhook's form as bytes, nothing stripped or dropped: its signature is over all of it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

Pair = tuple[bytes, bytes]


class Form:
    """Names and values in the order they came; a name may come more than once."""

    def __init__(self, pairs: tuple[Pair, ...]) -> None:
        self.pairs = pairs
        self._first: dict[bytes, bytes] = {}
        for name, value in pairs:
            self._first.setdefault(name, value)

    def __getitem__(self, name: str) -> str:
        """The first value under this name as text, "" where there is none.

        Bytes that are no UTF-8 become U+FFFD, so the text holds no lone surrogate.
        """
        return self._first.get(name.encode(), b"").decode("utf-8", "replace")

    def decoded(self) -> Iterator[tuple[str, str]]:
        """Every name and value as text."""
        for name, value in self.pairs:
            yield name.decode("utf-8", "replace"), value.decode("utf-8", "replace")


def read_form(body: bytes) -> Form:
    """The form in a body of application/x-www-form-urlencoded; any bytes are some form."""
    return Form(tuple(_pair(part) for part in body.replace(b"+", b" ").split(b"&") if part))


def _pair(part: bytes) -> Pair:
    name, _, value = part.partition(b"=")
    return (unquote_to_bytes(name), unquote_to_bytes(value)) if b"%" in part else (name, value)

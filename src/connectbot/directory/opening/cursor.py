"""A place in a row of words, and the small looks ahead that reading them takes."""

from __future__ import annotations

from collections.abc import Sequence

from connectbot.directory.opening.lexing import Token
from connectbot.directory.opening.words import Kind

_END = Token(Kind.STOP, None, "")


class Cursor:
    """Reads tokens from left to right."""

    __slots__ = ("_at", "_tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def done(self) -> bool:
        """Whether all are read."""
        return self._at >= len(self._tokens)

    @property
    def at(self) -> int:
        """How many are read; give it to `back` to read again from here."""
        return self._at

    def back(self, at: int) -> None:
        """Read again from a place before."""
        self._at = at

    def look(self, ahead: int = 0) -> Token:
        """The next word or one behind it; the end looks like the end of a sentence."""
        place = self._at + ahead
        return self._tokens[place] if 0 <= place < len(self._tokens) else _END

    def sees(self, *kinds: Kind) -> bool:
        """Whether the next word is of one of these kinds."""
        return not self.done and self.look().kind in kinds

    def take(self, *kinds: Kind) -> Token | None:
        """The next word if it is of one of these kinds (any, without kinds), read."""
        if self.done or (kinds and self.look().kind not in kinds):
            return None
        self._at += 1
        return self._tokens[self._at - 1]

    def skip(self, *kinds: Kind) -> None:
        """Past all words of these kinds."""
        while self.take(*kinds):
            pass

"""How much of what somebody wrote stands in a listing: "gambling again" in "people who gamble"."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass

from connectbot.directory.findable import Findable
from connectbot.directory.named import tokens

_FEW = 3  # letters; a word so short must stand alone, a longer one may begin another
_TITLE = 1.0
_TEXT = 0.4
_TEXT_OF_FEW = 0.7  # where they wrote few words, each one counts
_SHORT = 3  # telling words
_MOST = 24  # telling words; what comes after them in a long story is not looked for

_TELLS_NOTHING = frozenset(
    "again alone always anymore back bit even every just keep left like live living lose lost lot "
    "lots many meet more much never really self still thing too want wanted".split()
)
_SAME: Mapping[str, str] = {
    "woman": "women", "lady": "women", "ladie": "women", "girl": "women",
    "man": "men", "bloke": "men", "lad": "men", "fella": "men", "guy": "men",
    "kid": "child", "kiddie": "child", "bairn": "child",
    "mam": "mum", "mother": "mum", "mummy": "mum", "father": "dad", "daddy": "dad",
}  # fmt: skip
"""One word for one kind of person, as listings write it."""


@dataclass(frozen=True, slots=True)
class Echo:
    """`share` is 0 where it holds none of their words, about 1 where a telling one is in its name
    or in whom it is for; `named` tells that one is."""

    share: float = 0.0
    named: bool = False


NONE = Echo()


def echoes(
    listings: Collection[Findable], story: str, needs: Container[str] = ()
) -> dict[str, Echo]:
    """By id, those of the listings that hold words of the story. A word that most of them hold
    tells nothing, nor does one that is the name of the need they all serve."""
    telling = (word for word in tokens(story)[:_MOST] if word not in _TELLS_NOTHING)
    words = [word for word in telling if len(word) >= _FEW and word not in needs]
    sought = tuple(dict.fromkeys(_as_sought(_SAME.get(word, word)) for word in words))
    if not sought:
        return {}
    held = {
        one.id: _held(one, sought, _TEXT_OF_FEW if len(words) <= _SHORT else _TEXT)
        for one in listings
    }
    among = {word: sum(word in those for those in held.values()) for word in sought}
    found = {}
    for id, those in held.items():
        weights = [weight * (1 - (among[word] - 1) / len(held)) for word, weight in those.items()]
        if weights:
            found[id] = Echo(max(weights), max(those.values()) == _TITLE)
    return found


def _as_sought(word: str) -> tuple[str, ...]:
    """How a word begins, or stands, in a text with a space around each of its words."""
    return (f" {word} ", f" {word}s ") if len(word) == _FEW else (f" {word}",)


def _held(
    listing: Findable, sought: tuple[tuple[str, ...], ...], in_text: float
) -> dict[tuple[str, ...], float]:
    title, text = listing.spaced
    found = {}
    for forms in sought:
        if any(form in title for form in forms):
            found[forms] = _TITLE
        elif any(form in text for form in forms):
            found[forms] = in_text
    return found

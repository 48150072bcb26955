"""Which needs a message clearly tells of: by the whole of it, and by its clauses one by one."""

from __future__ import annotations

import re
from collections.abc import Callable

from connectbot.directory.likeness import Reading
from connectbot.directory.plain import LONGEST, plain, telling

Read = Callable[[str], Reading]
"""How a text is read."""

LIKELY = 3
"""A need among the first so many of the whole is likely meant."""

# With a model; in spreads, and by how much the model takes a need to be meant (felt):
_AHEAD, _FELT = 1.5, 0.25  # a text is about its first need
_PART_FELT = 1.0  # and a clause about another
_DOUBTED = -1.0  # with less felt for the first, no other is looked for beside it
_BESIDE, _OWN = 5.5, 0.65  # another is meant too: how it stands in the whole, and how far it is
# before the first in a clause of its own, this counting two thirds, together come so far
_BOTH_FELT, _BOTH_APART = 1.0, 1.0  # the first two are both meant, and no third
_SLIP = 4.0  # letters alone have to sound like its phrases so much: "debbt" does, "blah" does not

# With phrases alone:
_ENOUGH = 10.5  # a score below says too little
_TIMES = 1.2  # the first is so many times the second
_A_WORD = 6.0  # enough where every telling word is known of that need: "money", "walks"
_FAR_AHEAD = 1.9
_KNOWN = 0.4  # so much of what they said is known of that need

_CLAUSES = re.compile(
    r"[.,;!?\n&+/]+|\s-+\s|\b(?:and|but|since|because|cos|also|plus|then|so|with|wi|n|or|while"
    r"|though|as well(?: as)?)\b",
    re.IGNORECASE,
)


def told(text: str, read: Read) -> tuple[str, ...]:
    """The needs that a message clearly tells of, the clearest first; () where that is not clear."""
    whole = read(text)
    if whole.felt is None:
        return _by_phrases(text, whole, read)
    ids = tuple(match.id for match in whole.matches[:2])
    heard = whole.known > 0 or whole.words[0] >= _SLIP
    sure = heard and whole.ahead >= _AHEAD and _meant(whole, _FELT)
    beside = _beside(text, whole, read)
    if beside and (sure or _meant(whole, _DOUBTED)):
        return ids[0], *beside
    if sure:
        return ids[:1]
    return ids if _both(whole) else ()


def _parts(text: str) -> list[str]:
    """The clauses of a text that tell something, where it has more than one."""
    parts = [part for part in _CLAUSES.split(text[:LONGEST]) if telling(plain(part))]
    return parts if len(parts) > 1 else []


def _beside(text: str, whole: Reading, read: Read) -> list[str]:
    """The needs that are told of beside the first of the whole, in clauses of their own, the
    clearest first."""
    told: dict[str, float] = {}
    for part in map(read, _parts(text)):
        first, own = whole.matches[0].id, part.matches[0].id
        clear = whole.stands[own] + _OWN * (part.stands[own] - part.stands[first])
        if own != first and clear >= max(_BESIDE, told.get(own, 0.0)) and _meant(part, _PART_FELT):
            told[own] = clear
    return sorted(told, key=lambda id: -told[id])


def _meant(reading: Reading, felt: float) -> bool:
    """Whether the model takes the first need to be meant, and rather than small talk."""
    first = reading.felt[0] if reading.felt else _DOUBTED - 1
    return first >= max(felt, reading.talk or 0.0)


def _both(whole: Reading) -> bool:
    """Whether the first two needs are both meant, and no third."""
    felt = min(whole.felt or (0.0,))
    return _meant(whole, _BOTH_FELT) and felt >= _BOTH_FELT and whole.apart >= _BOTH_APART


def _by_phrases(text: str, whole: Reading, read: Read) -> tuple[str, ...]:
    """The same by phrases alone: the whole's first, and what clauses say that is likely for it."""
    ids = [match.id for match in whole.matches]
    sure = [part.matches[0].id for part in map(read, _parts(text)) if ids and _sure(part)]
    first = ids[:1] if ids and _sure(whole) else []
    return tuple(dict.fromkeys([*first, *(id for id in sure if id in ids[:LIKELY])]))


def _sure(reading: Reading) -> bool:
    return _surely(*reading.words, reading.known)


def _surely(first: float, second: float, known: float) -> bool:
    """Whether phrases alone make the first need sure, by the scores of the first two."""
    said = first >= max(_ENOUGH, _TIMES * second) and known >= _KNOWN
    word = first >= max(_A_WORD, _FAR_AHEAD * second) and known == 1.0
    return said or word

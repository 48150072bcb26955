"""Names that fit a text message, and ids made of them."""

from __future__ import annotations

from connectbot.directory.ids import id_of

LONGEST = 40
"""Letters of a name."""

_ENDS = (" - ", " – ", " — ", " | ", ": ", " (", "; ", ", ", " / ")
_LEAST = 8  # letters that still tell what it is
_SMALL = frozenset(
    "a an and at by for from in of on or over that the to under who with & -".split()
)


def short_name(name: str, organisation: str = "") -> str:
    """The name in at most 40 letters: without who runs it, without what follows a dash, a colon
    or a bracket, else without its last words."""
    name = _without(name, organisation) if len(name) > LONGEST else name
    if len(name) > LONGEST and name.lower().startswith("the "):
        name = name[4:]
    if len(name) <= LONGEST:
        return name
    cuts = [name.find(end, _LEAST, LONGEST + 1) for end in _ENDS]
    best = max((cut for cut in cuts if cut >= _LEAST), default=-1)
    if best >= _LEAST:
        return name[:best].strip(" ,;:-–—|(")
    words = name[: LONGEST + 1].split(" ")[:-1] or [name[:LONGEST]]
    while len(words) > 1 and words[-1].lower() in _SMALL:
        words.pop()
    return " ".join(words).strip(" ,;:-–—|(")


def _without(name: str, organisation: str) -> str:
    """The name without the organisation before it."""
    rest = name[len(organisation) :].strip(" ,;:-–—|()")
    begins = organisation and name.lower().startswith(organisation.lower())
    return rest if begins and len(rest) >= _LEAST else name


def slug(name: str) -> str:
    """The name as an id, at most 50 letters; "listing" where nothing of it can be written so."""
    return id_of(name, 50) or "listing"

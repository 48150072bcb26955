"""The needs as a taxonomy, so that other systems can look by them."""

from __future__ import annotations

from typing import Any

from connectbot.directory.needs import Needs
from connectbot.directory.oruk.ids import uid

NEEDS_NAME = "Needs of residents"
NEEDS_ID = uid("taxonomy", "needs")

Row = dict[str, Any]
"""Something in the shape of the standard."""


def taxonomy() -> Row:
    """The taxonomy, without its terms."""
    return {
        "id": NEEDS_ID,
        "name": NEEDS_NAME,
        "description": "What somebody may want help with, in the words of those who ask for it.",
    }


def term_id(need: str) -> str:
    """The id of the term for a need."""
    return uid("need", need)


def term(need: str, needs: Needs) -> Row:
    """A need as a term; `code` is its id here. One that nobody curates is told by its id."""
    known = needs.get(need) if need in needs else None
    title, about = (known.title, known.confirm) if known else (need, need)
    return {
        "id": term_id(need),
        "name": title,
        "description": about,
        "code": need,
        "term": title,
        "taxonomy": NEEDS_NAME,
        "taxonomy_id": NEEDS_ID,
    }


def needs_of(attributes: object) -> list[str]:
    """The needs among the attributes of a service, in their order."""
    found = attributes if isinstance(attributes, list) else []
    terms = [one.get("taxonomy_term") for one in found if isinstance(one, dict)]
    ours = [one for one in terms if isinstance(one, dict) and one.get("taxonomy_id") == NEEDS_ID]
    return [code for one in ours if isinstance(code := one.get("code"), str)]

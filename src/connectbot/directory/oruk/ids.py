"""Ids of the national standard for what has an id of ours: always the same for the same thing."""

from __future__ import annotations

from uuid import UUID, uuid5

_OURS = UUID("6c0b6f0e-5d0c-5a43-9b8f-8b1f2a1c7d35")


def uid(*parts: str) -> str:
    """The id of a thing that these words name: ("service", "tea-and-talk")."""
    return str(uuid5(_OURS, "\n".join(parts)))

"""What a link that opens a talk names: a place, a way in, or both."""

from __future__ import annotations

import re

_LINK = re.compile(r"[A-Za-z0-9_-]{1,64}")


def named(link: str) -> tuple[str | None, str]:
    """`place`, `place_way` or `way` as the place and the way in, None and "" where it is no link of
    ours; what each part means is for the desk to say."""
    link = link if _LINK.fullmatch(link) else ""
    place, _, way = link.partition("_")
    return place or None, way or place

"""A name as what programs call it."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Letters of an id made of a name."""


def id_of(name: str, longest: int = LONGEST) -> str:
    """ "Tŷ Coffi, St Mary's" as `ty-coffi-st-marys`; "" where none of it can be written so."""
    whole = unicodedata.normalize("NFKD", name.lower().replace("'", "").replace("\u2019", ""))
    bare = "".join(char for char in whole if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:longest].strip("-")

"""How what a referral says of a person is written down inside its seal."""

from __future__ import annotations

import json
from datetime import datetime

from connectbot.model.referral import Details, Note

_PARTS = ("first_name", "matters", "access", "sender", "company")


def words_of(details: Details) -> str:
    """All but the district, written down; empty parts are left out."""
    out: dict[str, object] = {name: said for name in _PARTS if (said := getattr(details, name))}
    if details.notes:
        out["notes"] = [[note.at.isoformat(), note.who, note.words] for note in details.notes]
    return json.dumps(out)


def details_of(text: str, area: str) -> Details:
    """What was written down."""
    data = json.loads(text)
    notes = tuple(
        Note(datetime.fromisoformat(at), who, words) for at, who, words in data.pop("notes", ())
    )
    return Details(area=area, notes=notes, **data)

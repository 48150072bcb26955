"""A listing as JSON in one fixed order, a confidential address apart; and its fields one by one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from connectbot.directory.listing import Listing
from connectbot.directory.where import Hidden
from connectbot.model.kept import Body

SECRET = "where.address, confidential"  # noqa: S105 - the name of a field
"""What the confidential address is called among the fields."""

Fields = Mapping[str, Any]
"""A listing by field: "name", "where.outcode", "when" (lists are one field)."""

_BLANK = "\n\n\n"


def body_of(listing: Listing) -> Body:
    """The listing as it is kept. Its time zone is its place's and is not."""
    data = listing.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"timezone"}
    )
    hidden = listing.where.hidden.for_staff()
    return Body(_text(data), "" if hidden == _BLANK else hidden)


def listing_of(body: Body, timezone: str = "Europe/London") -> Listing:
    """The listing. Raises ValidationError where it does not hold together."""
    data = json.loads(body.text)
    where = data.get("where", {})
    if where.get("confidential"):
        data["where"] = {**where, "hidden": Hidden(body.secret or _BLANK)}
    return Listing.model_validate({**data, "timezone": timezone})


def readable(body: Body, timezone: str = "Europe/London") -> Listing | None:
    """The same; None where it does not hold together (an older or newer program wrote it)."""
    try:
        return listing_of(body, timezone)
    except ValidationError:
        return None


def fields_of(body: Body) -> dict[str, Any]:
    """Every field that says something."""
    found = dict(_flat(json.loads(body.text), ""))
    if body.secret:
        found[SECRET] = body.secret
    return found


def with_fields(fields: Fields) -> Body:
    """The body of these fields; `fields_of` the other way round."""
    data: dict[str, Any] = {}
    for name, value in fields.items():
        if name == SECRET:
            continue
        *path, last = name.split(".")
        part = data
        for word in path:
            part = part.setdefault(word, {})
        part[last] = value
    return Body(_text(data), fields.get(SECRET, ""))


def _flat(data: Mapping[str, Any], before: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in data.items():
        inside = isinstance(value, dict)
        found += _flat(value, f"{before}{name}.") if inside else [(f"{before}{name}", value)]
    return found


def _text(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

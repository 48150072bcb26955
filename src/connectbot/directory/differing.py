"""What differs between two states of a listing, field by field, and what may be taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from connectbot.directory.body import SECRET, fields_of, listing_of, with_fields
from connectbot.directory.saying import whole
from connectbot.directory.schedule import Schedule
from connectbot.model.kept import Body


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs, with its words before and after ("" says nothing)."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.field}: {self.before or '(nothing)'} -> {self.after or '(nothing)'}"


def differences(before: Body, after: Body) -> tuple[Difference, ...]:
    """Every field that differs, by the alphabet; a confidential address is not told."""
    old, new = fields_of(before), fields_of(after)
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return tuple(Difference(name, *_told(name, old.get(name), new.get(name))) for name in names)


def _told(name: str, old: Any, new: Any) -> tuple[str, str]:
    if name == SECRET:
        return ("one that is not shown" if old else "", "one that is not shown" if new else "")
    before, after = said(name, old), said(name, new)
    return (before, after) if before != after else (plainly(old), plainly(new))


def said(name: str, value: Any) -> str:
    """A field's value in words."""
    if name == "when" and isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return whole([Schedule.model_validate(one) for one in value])
    return plainly(value)


def plainly(value: Any) -> str:
    """A value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name} {plainly(one)}" for name, one in value.items())
    if isinstance(value, list):
        apart = "; " if any(isinstance(one, dict) for one in value) else ", "
        return apart.join(plainly(one) for one in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Blend:
    """Two edits of one listing brought together: what they agree on, and the fields that both
    changed, each in its own way."""

    body: Body
    disputed: tuple[str, ...] = ()


def blended(base: Body, ours: Body, theirs: Body) -> Blend:
    """What the other side changed since `base`, taken into ours where we did not change it too.

    Where the two do not hold together, all of theirs is disputed and ours stays.
    """
    was, here, there = fields_of(base), fields_of(ours), fields_of(theirs)
    moved = [name for name in {*was, *there} if was.get(name) != there.get(name)]
    wanted = sorted(name for name in moved if here.get(name) != there.get(name))
    disputed = tuple(name for name in wanted if here.get(name) != was.get(name))
    body = taken(ours, theirs, [name for name in wanted if name not in disputed])
    return Blend(ours, tuple(wanted)) if body is None else Blend(body, disputed)


def taken(ours: Body, theirs: Body, names: Sequence[str]) -> Body | None:
    """Ours with these fields as they are in theirs; None where that does not hold together."""
    fields, there = fields_of(ours), fields_of(theirs)
    for name in names:
        fields.pop(name, None)
        if name in there:
            fields[name] = there[name]
    body = with_fields(fields)
    try:
        listing_of(body)
    except ValidationError:
        return None
    return body

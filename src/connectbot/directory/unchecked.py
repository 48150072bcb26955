"""What a check is worth once the way to a group is another one: whoever reads the new number has
been looked at by nobody."""

from __future__ import annotations

from connectbot.directory.assured import CRITICAL
from connectbot.directory.body import Fields, fields_of, with_fields
from connectbot.model.kept import Body

_CHECK = "checked."
_WAYS = ("contact.phone", "contact.email")


def unchecked(before: Body, after: Body) -> Body:
    """The new body without its check, where the same check was made of another phone or e-mail.

    What was known of the rest on the day of the check stays known.
    """
    was, now = fields_of(before), fields_of(after)
    if not check_of(now) or check_of(now) != check_of(was) or ways(now) <= ways(was):
        return after
    return without_check(after)


def without_check(body: Body) -> Body:
    """The body of a group that somebody has to look at again before it is given a name."""
    fields = fields_of(body)
    on = fields.get("checked.on", "")
    left = {name: value for name, value in fields.items() if not name.startswith(_CHECK)}
    for thing in CRITICAL:
        if on and thing != "joining":
            left[f"assured.{thing}"] = max(on, fields.get(f"assured.{thing}", ""))
    return with_fields(left)


def check_of(fields: Fields) -> Fields:
    """What its check says, field by field; nothing where nobody checked it."""
    return {name: value for name, value in fields.items() if name.startswith(_CHECK)}


def ways(fields: Fields) -> frozenset[str]:
    """The phone and the e-mail that it publishes, each in one form."""
    said = [str(fields[way]) for way in _WAYS if way in fields]
    return frozenset(one.casefold() if "@" in one else _figures(one) for one in said)


def _figures(phone: str) -> str:
    return "".join(filter(str.isdigit, phone)).removeprefix("44").lstrip("0")

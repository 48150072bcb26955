"""A listing as a text that a maintainer edits, and what was written read back, fault by fault."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import yaml
from pydantic import ValidationError

from connectbot.directory.assured import confirmed_by
from connectbot.directory.body import body_of, fields_of, listing_of, readable
from connectbot.directory.listing import Listing
from connectbot.directory.opening.reading import read_hours
from connectbot.directory.saying import whole
from connectbot.directory.where import Hidden, sealed
from connectbot.model.kept import Body
from connectbot.written.problem import Problem
from connectbot.written.reading import Unreadable, read
from connectbot.written.shaping import problems_of

FIXED = ("id", "uid", "place", "national", "timezone")
"""What no edit changes: where a listing belongs and how it is called by programs."""

_SPOKEN = ("venue", "address", "outcode", "sector")
_LISTS = frozenset({"needs", "languages", "due", "where.visits"})
_POSTCODE = re.compile(r"\s*([A-Za-z]{1,2}\d[A-Za-z\d]?)(?:\s*(\d)[A-Za-z]{0,2})?\s*")
_CLOSED = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:\s*(?:to|until|-)\s*(\d{4}-\d\d-\d\d))?[\s,:]*(.*)")
_TOLD = "#! "
_KEPT = (
    "# Its address is confidential: it is kept, and not shown here. To give another, write\n"
    "# venue, address and outcode under where.\n"
)

Data = dict[str, Any]


def data_of(body: Body) -> Data:
    """What can be edited of a listing; times in words, where they are read as the same again."""
    data: Data = json.loads(body.text)
    data = {name: value for name, value in data.items() if name not in FIXED}
    listing = readable(body)
    times = listing.when if listing is not None else ()
    if times and read_hours(whole(times)).schedules == times:
        data["when"] = whole(times)
    return data


def text_of(data: Mapping[str, Any]) -> str:
    """The same as a text, in the order in which one tells of a group."""
    order = [name for name in Listing.model_fields if name in data]
    lines = yaml.safe_dump(
        {name: data[name] for name in (*order, *(n for n in data if n not in order))},
        sort_keys=False,
        allow_unicode=True,
        width=1000,
    )
    secret = data.get("where", {}) if isinstance(data.get("where"), dict) else {}
    return (_KEPT if secret.get("confidential") else "") + str(lines)


def assigned(data: Mapping[str, Any], assignments: Sequence[str]) -> Data:
    """The data after "field=value" for each of these: dots go inside, commas part a list, nothing
    takes a field out. Raises ValueError with a sentence for what is no assignment."""
    new: Data = json.loads(json.dumps(data))
    for assignment in assignments:
        field, equals, value = assignment.partition("=")
        if not equals or not field.strip():
            raise ValueError(
                f"{assignment}: write FIELD=VALUE, like cost=free or where.outcode=LS8"
            )
        for name, one in _meant(field.strip(), value.strip()).items():
            _put(new, name.split("."), one, assignment)
    return new


def _meant(field: str, value: str) -> Data:
    """What an assignment sets: a postcode is a district and a sector, never kept whole."""
    if field in ("where.postcode", "postcode"):
        found = _POSTCODE.fullmatch(value)
        if value and found is None:
            raise ValueError(f"{field}={value}: this is no postcode; write one like LS8 2AB or LS8")
        outcode = found[1].upper() if found else None
        sector = f"{outcode} {found[2]}" if found and found[2] else None
        return {"where.outcode": outcode, "where.sector": sector}
    if not value:
        return {field: None}
    if field in _LISTS:
        return {field: [part.strip() for part in value.split(",") if part.strip()]}
    if field == "closed":
        return {field: [_closure(part) for part in value.split(";") if part.strip()]}
    return {field: value}


def _closure(text: str) -> Data:
    found = _CLOSED.fullmatch(text)
    if found is None:
        raise ValueError(
            f"closed={text}: write days like 2026-08-01 to 2026-08-31 summer break, parted by ;"
        )
    why = {"why": found[3].strip()} if found[3].strip() else {}
    return {"from": found[1], "to": found[2] or found[1], **why}


def _put(data: Data, path: Sequence[str], value: Any, assignment: str) -> None:
    part: Data = data
    for word in path[:-1]:
        if not isinstance(part.setdefault(word, {}), dict):
            raise ValueError(f"{assignment}: `{word}` has no parts; write {word}=...")
        part = part[word]
    if value is None:
        part.pop(path[-1], None)
    else:
        part[path[-1]] = value
    if len(path) > 1 and not part:
        del data[path[0]]


def read_back(text: str, before: Body, file: str = "") -> tuple[Body | None, list[Problem]]:
    """The body that a text says, or None with every fault, its line and its mend. `before` gives
    what no edit changes, and a confidential address that the text leaves as it is."""
    try:
        document = read(text, file)
    except Unreadable as error:
        return None, list(error.problems)
    if not isinstance(document.data, dict):
        return None, [Problem(file, 1, "write lines like `word: value`, without a dash before")]
    fixed = json.loads(before.text)
    given: Data = {name: fixed[name] for name in FIXED if name in fixed}
    stays = [name for name in FIXED if name in document.data]
    if stays:
        sentence = f"`{stays[0]}` cannot be changed; take the line out, and `add` another listing"
        return None, [document.problem((stays[0],), sentence)]
    data = {**_told(document.data), **given}
    if "where" in data:
        data["where"] = _where(data["where"], before.secret)
    try:
        return body_of(Listing.model_validate(data)), []
    except ValidationError as error:
        return None, problems_of(error, document, Listing)


def _told(data: Mapping[str, Any]) -> Data:
    """What was written without the lines that say nothing: a blank is not a word."""
    inside = {
        name: _told(value) if isinstance(value, dict) else value for name, value in data.items()
    }
    return {name: value for name, value in inside.items() if value not in ("", None, {})}


def _where(where: object, secret: str) -> object:
    told = isinstance(where, dict) and any(where.get(part) for part in _SPOKEN)
    shut: Any = sealed(where)
    if isinstance(shut, dict) and "hidden" in shut and not told and secret:
        return {**shut, "hidden": Hidden(secret)}
    return shut


def with_problems(text: str, problems: Sequence[Problem]) -> str:
    """The text with every fault as a comment at its top; those of the last time go."""
    lines = text.splitlines()
    had = next((n for n, line in enumerate(lines) if not line.startswith(_TOLD)), len(lines))
    sentences = [one for problem in problems for one in problem.text.splitlines()[:1]]
    moved = len(sentences) - had
    told = [
        f"{_TOLD}{f'line {problem.line + moved}: ' if problem.line else ''}{sentence}"
        for problem, sentence in zip(problems, sentences, strict=True)
    ]
    return "\n".join([*told, *lines[had:], ""])


def anew(before: Body, after: Body, today: date) -> Body:
    """The new body, in which the critical things that were changed are said to be so today."""
    was, now = fields_of(before), fields_of(after)
    changed = {name for name in {*was, *now} if was.get(name) != now.get(name)}
    if any(name.startswith("assured.") for name in changed):
        return after
    return confirmed(after, confirmed_by(changed), today)


def confirmed(body: Body, things: Sequence[str], today: date) -> Body:
    """The body in which these CRITICAL things, or all ("on"), are said to be so today."""
    listing = listing_of(body)
    if not things:
        return body
    assured = listing.assured.model_copy(update=dict.fromkeys(things, today))
    return body_of(listing.model_copy(update={"assured": assured}))

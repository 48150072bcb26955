"""`connectbot directory add|edit`: a listing is written, and shown before it is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.directory import directory
from connectbot.cli.office import JSON, WHY, YES, act, agreed, in_office, said
from connectbot.cli.root import Failure, example, folders

if TYPE_CHECKING:
    from connectbot.app.office import Office
    from connectbot.model.kept import Body, Kept
    from connectbot.written.problem import Problem

_FILE = "the listing"


@directory.command()
@click.argument("id")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@WHY
@YES
@JSON
@folders
@example('connectbot directory edit tea-and-talk when="Tuesdays 2pm to 4pm" --why "they rang"')
def edit(
    id: str,
    fields: tuple[str, ...],
    why: str,
    yes: bool,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Change a listing: some fields (cost, when, contact.phone, where.postcode; commas part a list,
    nothing after the = takes one out), or all of it in $EDITOR: whatever is wrong comes back at its
    top, and nothing you wrote is lost."""
    from connectbot.desk.listings import changing

    async def work(at: Office, now: datetime) -> None:
        kept = await at.store.read(changing.standing, id)
        body = await _drafted(at, kept, fields, now)
        if body is None or not agreed(kept.body, body, yes, as_json):
            return
        new = await at.store.run(changing.change, kept.id, body, act(why), now, seen=kept.number)
        said(new, kept.body, as_json, "Kept")

    in_office(work, data, community)


@directory.command()
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--id", help="What programs call it; else made of its name.")
@click.option("--place", help="Where it belongs; needed where there is more than one place.")
@WHY
@YES
@JSON
@folders
@example('connectbot directory add name="Darts night" needs=company where.postcode=LS8 --yes')
def add(
    fields: tuple[str, ...],
    id: str | None,
    place: str | None,
    why: str,
    yes: bool,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """A new listing, from fields or in your editor. It says what is there already that looks like
    it."""
    from connectbot.desk.listings import changing, naming
    from connectbot.directory.ids import id_of
    from connectbot.model.kept import Body, Kept

    async def work(at: Office, now: datetime) -> None:
        where = _place(at, place)
        name = next((one.partition("=")[2] for one in fields if one.startswith("name=")), "")
        fixed = {"id": id or id_of(name) or "new", "place": where}
        blank = Kept(fixed["id"], where, "active", 0, Body(json.dumps(fixed)))
        body = await _drafted(at, blank, fields, now, _TEMPLATE)
        if body is None:
            return
        fixed = {**json.loads(body.text), "place": where}
        free = await at.store.read(naming.free_id, fixed["name"], where)
        own_id = id or free
        fixed["id"] = own_id
        new = replace(blank, id=own_id, body=_of(fixed, body.secret, now.date()))
        for line in _alike(at, new):
            click.echo(line, err=True)
        if agreed(Body("{}"), new.body, yes, as_json):
            new = await at.store.run(changing.add, new, act(why), now)
            said(new, Body("{}"), as_json, "Added")

    in_office(work, data, community)


_TEMPLATE = """\
# A new listing. Write what you know; take out the lines you do not need.
name:
needs: [company]
description:
who:
where:
  venue:
  address:
  outcode:
when: Tuesdays 2pm to 4pm
cost: free
contact:
  phone:
"""


async def _drafted(
    at: Office, kept: Kept, fields: tuple[str, ...], now: datetime, template: str = ""
) -> Body | None:
    """The body as it is to be; None where the editor was left without saving."""
    from connectbot.directory.editing import anew, assigned, data_of, read_back, text_of

    if not fields:
        return _edited(at, kept, template or text_of(data_of(kept.body)), now)
    try:
        text = text_of(assigned(data_of(kept.body), fields))
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    body, problems = read_back(text, kept.body, _FILE)
    problems = problems or _faults(at, body, now)
    if body is None or problems:
        raise Failure("\n".join(problem.text for problem in problems))
    return anew(kept.body, body, now.date()) if kept.number else body


def _edited(at: Office, kept: Kept, text: str, now: datetime) -> Body | None:
    """Again and again, until nothing is wrong with it or it is left as it was."""
    from connectbot.directory.editing import anew, read_back, with_problems

    while True:
        written = click.edit(text, extension=".yaml")
        if written is None or written == text:
            click.echo("Nothing was changed.")
            return None
        body, problems = read_back(written, kept.body, _FILE)
        problems = problems or _faults(at, body, now)
        if body is not None and not problems:
            return anew(kept.body, body, now.date()) if kept.number else body
        text = with_problems(written, problems)


def _faults(at: Office, body: Body | None, now: datetime) -> list[Problem]:
    from connectbot.directory import checks
    from connectbot.directory.body import readable

    listing = readable(body) if body is not None else None
    if listing is None:
        return []
    known = at.known
    return checks.of_one(listing, known.book, known.needs.ids, known.districts, now.date())


def _place(at: Office, place: str | None) -> str:
    places = sorted(at.stock.book.places)
    if place is None and len(places) > 1:
        raise click.UsageError(f"Say where it belongs: --place {' or '.join(places)}.")
    if place is not None and place not in places:
        raise click.UsageError(f"There is no place {place!r}; there is {', '.join(places)}.")
    return place or places[0]


def _of(fixed: dict[str, Any], secret: str, today: date) -> Body:
    from connectbot.directory.body import body_of, listing_of
    from connectbot.directory.editing import confirmed
    from connectbot.model.kept import Body

    listing = listing_of(Body(json.dumps(fixed), secret))
    return confirmed(body_of(listing), ("on",), today)


def _alike(at: Office, new: Kept) -> list[str]:
    """What is there already under a name like it."""
    from rapidfuzz import fuzz, process

    from connectbot.directory.named import tokens

    name = " ".join(tokens(json.loads(new.body.text)["name"]))
    there = at.stock.book.listings
    names = {one.id: " ".join(tokens(one.name)) for one in there.values() if one.place == new.place}
    near = process.extract(name, names, scorer=fuzz.token_sort_ratio, score_cutoff=85, limit=3)
    named = [(there[id].name, id) for _, _, id in near]
    return [f"There is {found} ({id}) already. Is it the same?" for found, id in named]

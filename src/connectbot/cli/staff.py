"""`connectbot staff`: who keeps the directory and looks after people here, and how they get in."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from connectbot.model.message import Address
    from connectbot.settings import Settings

ROLES = ("maintainer", "link-worker", "lead")  # as in model/staff.py
NATIONAL = "national"
CLEAR = "ABCDEFGHJKMNPQRTUVWXYZ2346789"  # no sign that is taken for another
_JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")


@root.group()
def staff() -> None:
    """Who keeps the directory and looks after people here."""


@staff.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What they do here.")
@click.option(
    "--place", "places", multiple=True, help="Where; more than once for more. `national` is one."
)
@click.option("--to", help="Where they are told that something waits: a phone, or mailto:.")
@click.option("--hours", default="", help="When they may be told, like Mon-Fri 09:00-17:00.")
@_JSON
@folders
@example('connectbot staff invite "Jo Bell" --role maintainer --place oakfield')
def invite(
    name: str,
    role: str | None,
    places: tuple[str, ...],
    to: str | None,
    hours: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """A link that signs somebody in once, and a code for their Telegram. Both wait ten minutes.

    Somebody who is here already gets new ones: leave out everything but the name.
    """
    from connectbot.desk import staff as desk
    from connectbot.model.staff import Staff

    settings = settings_of(data=data, community=community)
    known = _places(settings)
    codes: Any = {
        "page": secrets.token_urlsafe(24),
        "telegram": "".join(secrets.choice(CLEAR) for _ in range(10)),
    }

    def use_case(tx: Any, now: datetime) -> Staff:
        new = desk.named(tx, name)
        if role is not None or places or new is None:
            new = Staff(
                id="".join(secrets.choice(string.ascii_lowercase) for _ in range(12)),
                name=" ".join(name.split()),
                role=role or "maintainer",  # type: ignore[arg-type]
                places=_ids(places, known),
                made_at=now,
                to=_address(to),
                hours=_hours(hours),
            )
        return desk.invite(tx, new, codes, now, known=known)

    person = _run(settings, use_case)
    link = f"{settings.web_address}/console/sign-in/{codes['page']}"
    if as_json:
        row = {**_row(person), "link": link, "telegram": f"/link {codes['telegram']}"}
        click.echo(json.dumps(row, ensure_ascii=False))
        return
    click.echo(f"{person.name}, {person.role} of {desk.told(person.places)}.")
    click.echo(f"  Link for the page, once:   {link}")
    click.echo(f"  On Telegram, to the bot:   /link {codes['telegram']}")
    click.echo("Give it to them alone, by hand or in a message: it works once, for ten minutes.")


@staff.command("list")
@_JSON
@folders
@example("connectbot staff list")
def listed(as_json: bool, data: Path | None, community: Path | None) -> None:
    """Who is here and who was sent away, with their role and places."""
    from connectbot.desk import staff as desk

    found = _run(settings_of(data=data, community=community), lambda tx, now: tx.staff.everybody())
    if as_json:
        for one in found:
            click.echo(json.dumps(_row(one), ensure_ascii=False))
        return
    for one in found:
        away = f"  sent away {one.revoked_at:%Y-%m-%d}" if one.revoked_at else ""
        click.echo(f"{one.name}  {one.role}  {desk.told(one.places)}  ({one.id}){away}")
    if not found:
        click.echo("Nobody is here yet: `connectbot staff invite NAME --role maintainer`.")


@staff.command()
@click.argument("who", metavar="NAME|ID")
@folders
@example('connectbot staff revoke "Jo Bell"')
def revoke(who: str, data: Path | None, community: Path | None) -> None:
    """Send somebody away: open pages, links that wait and their Telegram end at once."""
    from connectbot.desk import staff as desk

    settings = settings_of(data=data, community=community)
    gone = _run(settings, lambda tx, now: desk.revoke(tx, who, now))
    click.echo(f"{gone.name} is signed out everywhere and cannot sign in again.")


def _row(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "role": one.role,
        "places": [place or NATIONAL for place in one.places],
        "since": one.made_at.isoformat(timespec="minutes"),
        "revoked": one.revoked_at.isoformat(timespec="minutes") if one.revoked_at else None,
    }


def _places(settings: Settings) -> tuple[str, ...]:
    """The places there are, "" for what is national."""
    from connectbot.app.worlds import knowledge_of
    from connectbot.files import community_at

    return (*knowledge_of(community_at(settings.community)).book.places, "")


def _ids(places: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """What was named; where there is only one place, that and what is national."""
    if not places and len(known) == len(("here", "national")):
        return known
    return tuple(dict.fromkeys("" if place == NATIONAL else place for place in places))


def _address(to: str | None) -> Address | None:
    from connectbot.desk.rota import BadContact, contacts_of

    try:
        found = contacts_of(to) if to else ()
    except BadContact as wrong:
        raise click.UsageError(f"--to: {wrong}") from None
    return found[0].address if found else None


def _hours(hours: str) -> str:
    from connectbot.desk.rota import BadContact, hours_of

    try:
        hours_of(hours)
    except BadContact as wrong:
        raise click.UsageError(f"--hours: {wrong}") from None
    return hours


def _run(settings: Settings, use_case: Callable[[Any, datetime], Any]) -> Any:
    from connectbot.cli import store
    from connectbot.clock import utc_now
    from connectbot.desk.staff import NotThem

    try:
        return store.run(settings, use_case, utc_now())
    except NotThem as wrong:
        raise Failure(str(wrong)) from None

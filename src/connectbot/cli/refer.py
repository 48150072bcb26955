"""`connectbot refer`: one person is introduced to one group, and followed until it is over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from connectbot.cli.office import JSON
from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from connectbot.app.service import Service
    from connectbot.model.referral import Referral

T = TypeVar("T")

URGENCIES = ("routine", "soon", "urgent")  # as in model/referral.py
BY = click.option("--by", default="", help="Who of our people does it, by name.")


@root.group()
def refer() -> None:
    """One person introduced to one group, and followed until it is over."""


@refer.command()
@click.argument("phone", required=False)
@click.argument("listing", required=False)
@click.option("--name", default="", help="Their first name.")
@BY
@click.option("--matters", default="", help="What they hope for, in their words.")
@click.option("--access", default="", help="What they need to take part.")
@click.option("--area", default="", help="Their district, like LS8.")
@click.option("--urgency", type=click.Choice(URGENCIES), default="routine", help="How soon.")
@click.option("--under-18", is_flag=True, help="They are under 18: nobody is introduced.")
@click.option("--shared", is_flag=True, help="Somebody else writes from this phone as well.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Several people, one on each line of this CSV.",
)
@JSON
@folders
@example('connectbot refer new 07700900123 tea-and-talk --name Jean --by "Sam Lee"')
def new(
    phone: str | None,
    listing: str | None,
    by: str,
    file: Path | None,
    as_json: bool,
    data: Path | None,
    community: Path | None,
    **said: Any,
) -> None:
    """Refer somebody. They are asked first, by a text that says nothing of what it is about.

    With --file several, each asked for themselves: first_name, phone and listing, and where you
    like matters, access, area, urgency, under_18 and shared.
    """
    if file is None and (phone is None or listing is None):
        raise click.UsageError(
            "Give a phone and a listing, like 07700900123 tea-and-talk, or --file."
        )
    if file is not None and (phone is not None or any(said[name] for name in _WORDS)):
        raise click.UsageError("With --file everything about a person stands in the file.")
    from connectbot.cli.refer_several import all_tried, staged_in

    people = (
        staged_in(text_of(file), file)
        if file is not None
        else [_one(phone or "", listing or "", said)]
    )

    async def work(service: Service, now: datetime) -> tuple[int, int]:
        maker = await _maker(service, by)
        await all_tried(service, people, maker, now, file)
        done = refused = 0
        for one in people:
            made, why = await _made(service, one.new, maker, now)
            done, refused = done + bool(made), refused + bool(why)
            if why and file is None:
                raise Failure(why)
            _tell(made, why, one.line, as_json)
        return done, refused

    done, refused = in_service(work, data, community)
    if file is not None and not as_json:
        click.echo(f"{done} asked, {refused} not.")
    if refused:
        raise SystemExit(1)


_WORDS = ("name", "matters", "access", "area", "under_18", "shared")


@refer.command("list")
@click.option("--place", "places", multiple=True, help="In this place; more than once for more.")
@click.option("--state", "states", multiple=True, help="That stand so; more than once for more.")
@click.option("--listing", default="", help="To this listing.")
@BY
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, help="The most (50).")
@JSON
@folders
@example("connectbot refer list --state sent --place oakfield")
def listed(
    places: tuple[str, ...],
    states: tuple[str, ...],
    listing: str,
    by: str,
    limit: int,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Referrals, the newest first: by id, never by name."""
    from connectbot.app.worlds import knowledge_of
    from connectbot.cli import store
    from connectbot.desk.ports import Wanted
    from connectbot.desk.referring import written
    from connectbot.files import community_at
    from connectbot.model.referral import STATES

    strange = [state for state in states if state not in STATES]
    if strange:
        raise click.UsageError(f"There is no state {strange[0]!r}; there is {', '.join(STATES)}.")

    settings = settings_of(data=data, community=community)
    known = tuple(knowledge_of(community_at(settings.community)).book.places) if places else ()
    odd = next((place for place in places if place not in known), None)
    if odd is not None:
        raise click.UsageError(f"There is no place {odd!r}; there is {', '.join(known)}.")

    def find(tx: Any) -> Any:
        if listing and tx.listings.get(listing) is None:
            raise Failure(
                f"There is no listing {listing!r}: `connectbot directory find` finds them."
            )
        wanted = Wanted(
            places=places or None,
            states=states or None,  # type: ignore[arg-type]
            listing=listing,
            made_by=named(tx, by)[0],
        )
        return tx.referrals.find(wanted, limit)

    found = store.read(settings, find)
    for one in found:
        if as_json:
            click.echo(json.dumps(written.row(one)))
            continue
        reason = f" ({one.reason})" if one.reason else ""
        state = one.state.replace("_", " ")
        click.echo(f"{one.id}  {one.made_at:%Y-%m-%d}  {one.listing}  {state}{reason}")
    if not found and not as_json:
        click.echo("There are none: `connectbot refer new` makes one.")


@refer.command()
@click.argument("id")
@JSON
@folders
@example("connectbot refer show bcdfghjkmnpq")
def show(id: str, as_json: bool, data: Path | None, community: Path | None) -> None:
    """One, with its log and what was said of the person; that it was looked at is logged."""
    from connectbot.cli import store
    from connectbot.clock import utc_now
    from connectbot.desk.referring import by_us, written

    now = utc_now()

    def look(tx: Any) -> Any:
        found = by_us.shown(tx, id, now)
        return found, tx.referrals.events(found.id), by_us.maker(tx, found)

    referral, log, maker = store.run(settings_of(data=data, community=community), look)
    said = written.whole(referral, log, names=True)
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    said["made_by"] = maker
    for name, value in said.items():
        if value and name != "log":
            click.echo(f"{name.replace('_', ' ')}: {value}")
    for event in log:
        word = f"said {event.said}" if event.said else f"{event.before} -> {event.after}"
        reason = f" ({event.reason})" if event.reason else ""
        click.echo(f"  {event.at:%Y-%m-%d %H:%M}  {event.who}  {word}{reason}")


def in_service(
    work: Callable[[Service, datetime], Awaitable[T]], data: Path | None, community: Path | None
) -> T:
    """Do something as the running service would, and close it behind."""
    from connectbot.app.building import build
    from connectbot.clock import utc_now

    async def inside() -> T:
        service = (await build(settings_of(data=data, community=community))).service
        try:
            return await work(service, utc_now())
        finally:
            await service.stop()

    return asyncio.run(inside())


def named(tx: Any, name: str) -> tuple[str, str]:
    """The id of one of our people and the first name residents know them by; both "" for ""."""
    from connectbot.desk import staff
    from connectbot.desk.referring.moving import Refused

    if not name:
        return "", ""
    found = staff.named(tx, name)
    if found is None:
        raise Refused(f"Nobody here is called {name!r}. `connectbot staff list` shows who is.")
    return found.id, found.name.split(" ")[0]


def _one(phone: str, listing: str, said: dict[str, Any]) -> Any:
    from connectbot.desk.referring.making import New
    from connectbot.desk.referring.staging import Staged
    from connectbot.flows.answers.phone import phone as number_of
    from connectbot.model.message import Address

    channel, _, value = phone.partition(":")
    number = number_of(phone)
    if channel == "telegram" and value.strip():
        to = Address("telegram", value.strip())
    elif number is not None:
        to = Address("sms", number)
    else:
        raise click.UsageError(f"{phone!r} is no phone; write it like 07700900123.")
    name = said.pop("name")
    return Staged(0, New(listing, first_name=name, to=to, **said))


def text_of(file: Path) -> str:
    """A CSV with people in it."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Failure(f"{file}: there is no such file; name the CSV with the people.") from None
    except UnicodeDecodeError:
        raise Failure(f"{file}: it is not UTF-8; save it as CSV UTF-8.") from None


async def _maker(service: Service, by: str) -> Any:
    from connectbot.desk.referring.making import By

    id, first_name = await service.store.read(named, by)
    return By(id, "command", first_name)


async def _made(
    service: Service, person: Any, maker: Any, now: datetime
) -> tuple[Referral | None, str]:
    from connectbot.desk.referring import making
    from connectbot.desk.referring.moving import Refused

    try:
        made = await service.store.run(making.new, person, maker, service.desk, now)
    except Refused as refused:
        return None, str(refused)
    return made, ""


def _tell(made: Referral | None, why: str, line: int, as_json: bool) -> None:
    if as_json:
        at = {"line": line} if line else {}
        row = {"id": made.id, "state": made.state} if made else {"refused": why}
        click.echo(json.dumps({**at, **row}, ensure_ascii=False))
        return
    where = f"Line {line}: " if line else ""
    if made is None:
        click.echo(f"{where}{why}")
    elif made.asked_at:
        click.echo(f"{where}{made.id}: they are being asked.")
    else:
        click.echo(f"{where}{made.id}: they are asked when the hour is right.")

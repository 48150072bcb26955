"""`connectbot checkin`: who is asked how they are, when, and who is to be left in peace."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.office import JSON
from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from connectbot.app.service import Service
    from connectbot.desk.checking.enrolling import Wanted
    from connectbot.desk.desk import Desk
    from connectbot.desk.ports import Tx
    from connectbot.model.message import Address

DAY = click.DateTime(["%Y-%m-%d"])


@root.group()
def checkin() -> None:
    """Ask people now and then how they are, each with their own yes."""


@checkin.command()
@click.argument("phone", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Many people: a CSV with the column phone, and where you like plan, place, from and by.",
)
@click.option("--plan", default="usual", help="Which plan (usual).")
@click.option("--place", default="", help="In which place (the one that is served).")
@click.option("--from", "start", type=DAY, help="The day from which waves are counted (today).")
@click.option("--by", default="", help="Who of our people enrols them, by name.")
@JSON
@folders
@example("connectbot checkin enrol 07700900123 --plan usual")
def enrol(
    phone: str | None,
    file: Path | None,
    plan: str,
    place: str,
    start: datetime | None,
    by: str,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Enrol somebody, or everybody in a file. Nobody is in a plan before they said yes themselves:
    each is asked by a text that says nothing of what it is about.

    A file is looked at whole first, then written in one go: all of it, or nothing.
    """
    from connectbot.cli.refer import in_service, text_of

    usual = plan, place, start.date() if start else None
    if (phone is None) == (file is None):
        raise click.UsageError("Give a phone like 07700900123, or --file with many.")
    text = f"phone\n{(phone or '').strip() or '-'}\n" if file is None else text_of(file)

    async def work(service: Service, now: datetime) -> Any:
        from connectbot.desk.checking import enrolling
        from connectbot.desk.people_sheet import BadSheet

        try:
            wanted = await service.store.read(_wanted, text, usual, by, service.desk, now)
        except BadSheet as wrong:
            raise Failure(_faults(wrong.faults, file)) from None
        people = enrolling.newcomers(wanted, service.desk, now)
        rows = await service.store.read(enrolling.stage, people)
        done = await service.store.run(enrolling.enrol_many, rows, now)
        return done, sum(not one.referrer for one in wanted)

    done, nobodys = in_service(work, data, community)
    if as_json:
        click.echo(json.dumps({"enrolled": done.enrolled, "left": done.left}))
        return
    click.echo(f"{done.enrolled} enrolled; each is asked by a text whether they want it.")
    if done.left:
        click.echo(
            f"{done.left} left as they are: in that plan already or through it, said no to it, or "
            "texted STOP."
        )
    if nobodys:
        click.echo(
            f"Of {nobodys} it is not said who of your people sent them (--by, or a column `by`): "
            "figures are of people whom two or more of you sent."
        )


def _wanted(
    tx: Tx, text: str, said: tuple[str, str, date | None], by: str, desk: Desk, now: datetime
) -> list[Wanted]:
    """Who is to be enrolled, as it was typed and as a file says."""
    from connectbot.cli.refer import named
    from connectbot.desk.checking.staging import Usual, staged
    from connectbot.desk.referring.moving import Refused

    def id_of(name: str) -> str:
        try:
            return named(tx, name)[0]
        except Refused as error:
            raise ValueError(str(error).rstrip(".")) from None

    plan, place, start = said
    try:
        usual = Usual(plan, place or desk.default_place, start, id_of(by))
    except ValueError as error:
        raise Failure(f"{error}.") from None
    today = now.astimezone(desk.zone(desk.default_place)).date()
    return staged(text, usual, desk, today, id_of)


def _faults(faults: list[str], file: Path | None) -> str:
    if file is None:
        said = faults[0].partition(": ")[2]
        return said[:1].upper() + said[1:]
    more = [f"... and {len(faults) - 20} more."] if len(faults) > 20 else []
    told = [f"{file}: {fault}" for fault in faults[:20]]
    return "\n".join((*told, *more, "Nobody was enrolled. Mend the file and try again."))


@checkin.command("list")
@click.option("--who", default="", help="One person: their phone, or resident:N.")
@JSON
@folders
@example("connectbot checkin list")
def listed(who: str, as_json: bool, data: Path | None, community: Path | None) -> None:
    """How many stand how in each plan; with --who the waves of one person. Never an answer."""
    from connectbot.cli.store import read

    settings = settings_of(data=data, community=community)
    if who:
        _one(read(settings, _file_of, _whose(who)), as_json)
        return
    found = read(settings, lambda tx: tx.checkins.standing())
    rows = [
        {"plan": plan, "place": place, "state": state, "people": people}
        for (plan, place, state), people in sorted(found.items())
    ]
    for row in rows:
        words = "{plan}  {place}  {state}  {people}".format(**row)
        click.echo(json.dumps(row) if as_json else words)
    if not rows and not as_json:
        click.echo("Nobody is enrolled yet: `connectbot checkin enrol PHONE`.")


def _file_of(tx: Any, who: Address | int) -> Any:
    number = _number(tx, who)
    return [(one, tx.checkins.waves(one.id)) for one in tx.checkins.of(number)]


def _one(found: Any, as_json: bool) -> None:
    for enrolment, waves in found:
        until = f"{enrolment.paused_until:%Y-%m-%d}" if enrolment.paused_until else ""
        rows = [
            {"wave": one.wave, "due": one.due_local, "state": one.state, "reason": one.reason}
            for one in waves
        ]
        if as_json:
            row = {"plan": enrolment.plan, "place": enrolment.place, "state": enrolment.state}
            click.echo(json.dumps({**row, "paused_until": until, "waves": rows}))
            continue
        paused = f"  no more until {until}" if until else ""
        click.echo(f"{enrolment.plan}  {enrolment.place}  {enrolment.state}{paused}")
        for row in rows:
            click.echo("  {due}  {wave}  {state}  {reason}".format(**row).rstrip())
    if not found and not as_json:
        click.echo("They are in no plan.")


@checkin.command()
@click.option("--at", "at", type=click.DateTime(), help="By then, on the clock of the place (now).")
@JSON
@folders
@example("connectbot checkin due --at 2026-12-01")
def due(at: datetime | None, as_json: bool, data: Path | None, community: Path | None) -> None:
    """How many check-ins are due and not sent yet, by plan, place and wave."""
    from connectbot.cli.store import read
    from connectbot.clock import utc_now

    settings = settings_of(data=data, community=community)
    moment = at.replace(tzinfo=settings.zone) if at else utc_now()
    found = read(settings, lambda tx: tx.checkins.due_by(moment))
    for (plan, place, wave), people in sorted(found.items()):
        row = {"plan": plan, "place": place, "wave": wave, "due": people}
        words = "{due}  {plan}  {place}  {wave}".format(**row)
        click.echo(json.dumps(row) if as_json else words)
    if not found and not as_json:
        click.echo("Nothing is due.")


@checkin.command()
@click.argument("who")
@click.option("--until", type=DAY, help="The last day of it (until somebody resumes it).")
@click.option("--resume", is_flag=True, help="Go on instead.")
@JSON
@folders
@example("connectbot checkin pause 07700900123 --until 2026-12-31")
def pause(
    who: str,
    until: datetime | None,
    resume: bool,
    as_json: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """Leave somebody in peace: no check-in and no reminder of one, until that day is over or
    --resume. After urgent words it is --resume that lets them go on."""
    from connectbot.cli.store import run
    from connectbot.clock import utc_now

    if resume and until:
        raise click.UsageError("Give --until or --resume, not both.")
    settings = settings_of(data=data, community=community)
    last = _over(until.date(), settings.zone) if until else None
    plans = run(settings, _paused, _whose(who), last, resume, utc_now())
    if as_json:
        click.echo(json.dumps({"plans": plans, "resumed": resume}))
    elif not plans:
        click.echo("They are not paused." if resume else "They are in no plan.")
    else:
        ends = f"over when {until:%Y-%m-%d} is" if until else "until `--resume`"
        click.echo("Check-ins go on." if resume else f"No check-ins for them: {ends}.")


def _over(day: date, zone: Any) -> datetime:
    from datetime import timedelta

    return datetime.combine(day + timedelta(days=1), time(), zone)


def _paused(
    tx: Any, who: Address | int, until: datetime | None, resume: bool, now: datetime
) -> int:
    from connectbot.desk import audit
    from connectbot.desk.checking import ending

    number = _number(tx, who)
    if resume:
        plans = ending.resumed(tx, number, now)
    else:
        plans = ending.paused(tx, number, until, ending.OPERATOR)
    if plans:
        action = "checkin.resumed" if resume else "checkin.paused"
        audit.note(tx, action, now, resident=number)
    return plans


def _whose(who: str) -> Address | int:
    from connectbot.cli.privacy import whom

    return whom(who)


def _number(tx: Any, who: Address | int) -> int:
    from connectbot.desk import privacy

    try:
        return privacy.whom(tx, who)
    except privacy.WhoIsIt as error:
        raise Failure(str(error)) from None

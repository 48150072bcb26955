"""`connectbot privacy`: what is held of a person, shown, given to them, erased; and the pack."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of
from connectbot.cli.store import in_both, run

if TYPE_CHECKING:
    from connectbot.app.crossing import Crossing
    from connectbot.model.message import Address
    from connectbot.store.rotating import Db

_CHANNELS = ("telegram", "webchat", "email", "sms")
_WHO = (
    "{who!r} says nobody: write a phone number like 07700 900123, telegram:ID with the figures of "
    "their Telegram account, email:ADDRESS, or resident:N with the number that another command "
    "showed."
)


@root.group()
def privacy() -> None:
    """What is held of a person: show it, give it to them, erase it."""


@privacy.command()
@click.argument("who")
@click.option("--words", is_flag=True, help="Show whole numbers and what was written, too.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words (with the words).")
@folders
@example("connectbot privacy show 07700900123")
def show(who: str, words: bool, as_json: bool, data: Path | None, community: Path | None) -> None:
    """What is held of one person. The audit log is told that you looked."""
    from connectbot.clock import utc_now
    from connectbot.desk.privacy import own_copy
    from connectbot.desk.reading_out import shown

    file = _looked(who, "privacy.shown", data, community)
    if as_json:
        click.echo(json.dumps(own_copy(file, utc_now()), indent=2, ensure_ascii=False))
        return
    zone = settings_of(data=data, community=community).zone
    for line in shown(file, zone, words=words):
        click.echo(line)


@privacy.command()
@click.argument("who")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The folder to write to.")
@folders
@example("connectbot privacy export 07700900123 -o their-copy")
def export(who: str, output: Path | None, data: Path | None, community: Path | None) -> None:
    """The person's own copy: the same as JSON and as text, readable for you alone."""
    from connectbot.clock import utc_now
    from connectbot.desk.privacy import own_copy
    from connectbot.desk.reading_out import own_words

    file = _looked(who, "privacy.exported", data, community)
    zone = settings_of(data=data, community=community).zone
    folder = output or Path(f"resident-{file.held.resident}")
    copy = json.dumps(own_copy(file, utc_now()), indent=2, ensure_ascii=False) + "\n"
    _write(folder, {"copy.json": copy, "copy.txt": own_words(file, zone)})
    click.echo(
        f"Written to {folder}: copy.json and copy.txt. Be sure who asked before you hand it over; "
        "never send it to a phone that others see. Delete it here afterwards."
    )


@privacy.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of words.")
@folders
@example("connectbot privacy erase 07700900123")
def erase(who: str, yes: bool, as_json: bool, data: Path | None, community: Path | None) -> None:
    """Erase a person: the same as when they text FORGET ME. It cannot be undone."""
    from connectbot.clock import utc_now
    from connectbot.desk import privacy as use

    one = whom(who)
    if not yes:
        number = _run(data, community, use.whom, one)
        click.confirm(f"Erase resident:{number}, and all that is held of them?", abort=True)
        one = number
    erased = asyncio.run(_erased(data, community, one, utc_now()))
    if as_json:
        click.echo(json.dumps({"removed": erased.removed, "stays": erased.stays}, indent=2))
        return
    for title, lines in (("Removed:", erased.removed), ("What stays, and why:", erased.stays)):
        click.echo(title)
        for line in lines:
            click.echo(f"  {line}")


@privacy.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("privacy-pack"),
    help="The folder to write to (privacy-pack).",
)
@folders
@example("connectbot privacy pack -o privacy-pack")
def pack(output: Path, data: Path | None, community: Path | None) -> None:
    """Pages for whoever looks after data protection, from the settings as they are."""
    from connectbot.app.packing import pack as made
    from connectbot.clock import utc_now

    settings = settings_of(data=data, community=community)
    pages = made(settings, utc_now().astimezone(settings.zone).date())
    _write(output, pages)
    chosen = {
        "CONNECTBOT_CONTROLLER": settings.controller,
        "CONNECTBOT_PRIVACY_CONTACT": settings.privacy_contact,
        "CONNECTBOT_LAWFUL_BASIS": settings.lawful_basis,
        "CONNECTBOT_SPECIAL_CATEGORY": settings.special_category,
    }
    click.echo(f"Written to {output}: {', '.join(sorted(pages))}.")
    for name, value in chosen.items():
        click.echo(f"  {name}: {value or 'open; the choice is yours'}")


async def _erased(data: Path | None, community: Path | None, one: Address | int, now: Any) -> Any:
    from connectbot.app.building import build
    from connectbot.desk import answered
    from connectbot.desk import privacy as use

    built = await build(settings_of(data=data, community=community))
    store = built.service.store
    try:
        number = await store.read(use.whom, one)
        held = await built.crossing.answered(number)
        erased = await store.run(use.erase, number, built.service.desk, now)
        await built.crossing.erase()
    except use.WhoIsIt as error:
        raise Failure(str(error)) from error
    finally:
        await built.service.stop()
    return use.Erased(
        (*erased.removed, *answered.removed(held)), (*erased.stays, *answered.stays(held))
    )


def _looked(who: str, action: str, data: Path | None, community: Path | None) -> Any:
    from dataclasses import replace

    from connectbot.clock import utc_now
    from connectbot.desk import privacy as use

    one = whom(who)

    async def look(store: Db, crossing: Crossing) -> use.File:
        file = await store.run(use.look, one, action, utc_now())
        return replace(file, answered=await crossing.answered(file.held.resident))

    try:
        return in_both(settings_of(data=data, community=community), look)
    except use.WhoIsIt as error:
        raise Failure(str(error)) from error


def _write(folder: Path, texts: dict[str, str]) -> None:
    """Files that only whoever typed this can read. Raises Failure."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, text in texts.items():
            path = folder / name
            path.touch(mode=0o600)
            path.chmod(0o600)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(
            f"{folder}: nothing could be written there ({error.strerror}). Give -o a folder that "
            "this user may write in."
        ) from error


def whom(who: str) -> Address | int:
    """Somebody's address, or their number. Raises Failure where it is neither."""
    from connectbot.flows.answers.phone import phone
    from connectbot.model.message import Address

    channel, _, value = who.partition(":")
    if channel == "resident" and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    if channel in _CHANNELS[:3] and value.strip():
        return Address(channel, value.strip())
    number = phone(value if channel == "sms" else who)
    if number is None:
        raise Failure(_WHO.format(who=who))
    return Address("sms", number)


def _run(
    data: Path | None, community: Path | None, use_case: Callable[..., Any], *given: Any
) -> Any:
    from connectbot.desk.privacy import WhoIsIt

    try:
        return run(settings_of(data=data, community=community), use_case, *given)
    except WhoIsIt as error:
        raise Failure(str(error)) from error

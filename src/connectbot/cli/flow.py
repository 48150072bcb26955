"""`connectbot flow`: talk to one flow, and run the talks that test them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from connectbot.cli.root import Failure, example, folders, root, stdin_lines


@root.group()
def flow() -> None:
    """Try and test the conversations."""


@flow.command("test")
@click.argument("names", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="JSON instead of lines.")
@folders
@example("connectbot flow test welcome")
def run_talks(
    names: tuple[str, ...], as_json: bool, data: Path | None, community: Path | None
) -> None:
    """Run the talks in flows/tests; exit 1 where one goes differently or misses a step."""
    from connectbot.app.worlds import world_of
    from connectbot.files import community_at
    from connectbot.flows.report import rehearse

    here = community_at(community)
    world = world_of(replace(here, places=here.talk_places or here.places))
    for name in names:
        _known(name, "flow", world.flows)
    outcome = rehearse(here.talks, world, names)
    if as_json:
        click.echo(json.dumps(outcome.as_json(), ensure_ascii=False, indent=2))
    else:
        for line in outcome.lines():
            click.echo(line)
    if not outcome.good:
        click.echo("Changed on purpose? Then change that line of the talk too.", err=True)
    raise SystemExit(0 if outcome.good else 1)


@flow.command("try")
@click.argument("name")
@click.option("--place", "place_id", default="", help="The place to talk in.")
@folders
@example("connectbot flow try find-support")
def try_flow(name: str, place_id: str, data: Path | None, community: Path | None) -> None:
    """Talk to one flow here; nothing is kept and nobody is told."""
    from connectbot.app.worlds import world_of
    from connectbot.clock import utc_now
    from connectbot.files import community_at
    from connectbot.flows import engine, promised
    from connectbot.model.conversation import Conversation
    from connectbot.model.message import Address, Inbound

    world = world_of(community_at(community))
    _known(name, "flow", world.flows)
    place = place_id or next(iter(world.book.places))
    _known(place, "place", world.book.places)
    sender, before = Address("terminal", "flow-try"), Conversation(place=place)
    if promise := promised.tried(world.flows[name], world):
        before = before.changed(promised=promise)
        turn = engine.advance(before, Inbound(sender, "go", "GO", utc_now()), world, utc_now())
    else:
        turn = engine.begin(name, before, world, utc_now())
    _say(turn)
    for number, line in enumerate(stdin_lines()):
        inbound = Inbound(sender, str(number), line.rstrip("\n"), utc_now())
        turn = engine.advance(turn.conversation, inbound, world, utc_now())
        _say(turn)


@flow.command()
@click.option("--language", default="cy", show_default=True, help="The language, by its ISO code.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file in place of stdout.")
@click.option("--from", "source", type=click.Path(path_type=Path), help="A translated PO file.")
@folders
@example("connectbot flow words --language cy -o cymraeg.po")
def words(
    language: str,
    output: Path | None,
    source: Path | None,
    data: Path | None,
    community: Path | None,
) -> None:
    """All that residents read as a PO file for translators, with what is translated already.

    With --from FILE what a translator sent back is taken into flows/<language>/, once it is found
    to be in order.
    """
    from connectbot.app import translations, worlds
    from connectbot.files import community_at

    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise Failure(f"--language {language}: write its ISO code, like cy for Welsh.")
    here = community_at(community)
    if source is not None:
        text = translations.text_of(source)
        here, faults = translations.taken_in(here, language, text, str(source))
        if faults:
            raise Failure("\n".join(str(fault) for fault in faults))
        output = here.root / translations.file_of(language)
    world = worlds.world_of(here)
    flows = tuple(world.flows.values())
    written, still_open = translations.template(here, flows, world, language)
    if output is None:
        click.echo(written, nl=False)
        return
    translations.put(output, written)
    click.echo(f"{output}: {still_open} still to be translated.")


def _known(name: str, what: str, known: Collection[str]) -> None:
    if name not in known:
        raise Failure(f"{name}: there is no such {what}; there are {', '.join(sorted(known))}.")


def _say(turn: Any) -> None:
    for message in turn.replies:
        click.echo(f"bot: {message.text}")
        for number, option in enumerate(message.options, start=1):
            click.echo(f"  {number} {option}")
    for effect in turn.effects:
        click.echo(f"({WOULD[type(effect).__name__]})")


WOULD = {
    "OptOut": "they would be sent nothing more",
    "OptIn": "they would be written to again",
    "HandOver": "a person would be told now",
    "Alert": "the safeguarding lead would be told now",
    "Forget": "all that is held about them would be erased",
    "Feedback": "it would be kept for those who keep the listing true, without the person",
    "Claim": "a code would go to the phone or e-mail that the listing shows",
    "Suggest": "it would be looked at by those who keep the directory true",
    "Remind": "it would be promised to write again",
    "Unmet": "the need would be counted as not met, without the person",
    "Met": "the need would be counted, and that something was found, without the person",
    "Alarm": "the operator would be told that the safety screen broke",
    "Gone": "nothing that was decided for them would go any more",
    "Known": "it would be known who writes",
    "Newcomer": "they would be taken for somebody new on this number",
    "SendCode": "a code would go to that phone, if somebody wrote from it before",
    "Join": "the two ways they write would be one",
    "Answering": "the answers so far would be kept, sealed",
    "Completed": "the answers would leave for the readings, without the person",
    "ConsentTo": "their yes or no to check-ins would be kept",
    "PauseCheckins": "check-ins would pause, or go on",
    "WithdrawCheckins": "their yes to check-ins would be taken back",
    "Introduce": "the group would be asked whether it has room for them",
    "Agree": "the group would be told as much as they agreed to",
    "ReadFirst": "they would read what was written of them",
    "Decline": "the group would be told nothing",
    "TakeBack": "what the group was told would be taken back",
    "Outcome": "what came of it would be kept",
}
"""What each effect would do if this were no trial, by its name."""

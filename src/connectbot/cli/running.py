"""`connectbot demo` and `connectbot serve`: the whole service, pretended or real."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from connectbot.cli.root import Failure, example, folders, root, settings_of

if TYPE_CHECKING:
    from connectbot.files import Community


@root.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@folders
@example("connectbot demo --port 9000")
def demo(port: int, host: str, data: Path | None, community: Path | None) -> None:
    """The whole service on this machine alone: web chat and pretend phones, no account anywhere."""
    from connectbot import logs
    from connectbot.app.demo import run_demo

    settings = settings_of(data=data, community=community, host=host, port=port)
    logs.set_up("WARNING", settings.log_format)
    asyncio.run(run_demo(settings, _framed if sys.stdout.isatty() else click.echo))


def _framed(words: str) -> None:
    """A sentence and what is where, in a frame whose addresses can be clicked."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    title, _, rest = words.partition("\n")
    said = Text(rest)
    said.highlight_regex(r"https?://\S+", "bold cyan underline")
    Console().print(Panel.fit(said, title=title, border_style="cyan", padding=(1, 2)))


@root.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8090, show_default=True)
@click.option(
    "--service",
    default="http://127.0.0.1:8080",
    show_default=True,
    help="Where your connectbot listens, on this machine.",
)
@example("connectbot practise --port 8090")
def practise(port: int, service: str) -> None:
    """A pretend Twilio and pretend phones, to try `connectbot serve` before there is an account.

    It prints what to set; nothing leaves the machine.
    """
    from connectbot import logs
    from connectbot.app.practising import run_practice

    if not re.fullmatch(r"http://(127\.0\.0\.1|localhost)(:\d{1,5})?", service):
        raise click.BadParameter(
            "it is an address on this machine, like http://127.0.0.1:8080.", param_hint="--service"
        )
    logs.set_up("WARNING", "text")
    asyncio.run(run_practice(service, port, click.echo))


@root.command()
@folders
@example("connectbot serve --data /var/lib/connectbot")
def serve(data: Path | None, community: Path | None) -> None:
    """Production: the channels that settings switch on, until SIGTERM."""
    from connectbot.settings import misspelt, unsafe_to_serve

    settings = settings_of(data=data, community=community)
    for sentence in misspelt(os.environ):
        click.echo(sentence, err=True)
    faults = unsafe_to_serve(settings)
    if faults:
        raise Failure("\n".join(faults))

    from connectbot import logs
    from connectbot.app.production import run_service
    from connectbot.files import community_at

    if warning := examples_left(community_at(settings.community)):
        click.echo(warning, err=True)
    logs.set_up(settings.log_level, settings.log_format)

    if "sms" in settings.switched_on and not settings.twilio_help_set:
        click.echo(
            "Twilio answers HELP before we see it. Set its HELP text to ours (docs/settings.md), "
            "then CONNECTBOT_TWILIO_HELP_SET=yes ends this warning.",
            err=True,
        )
    asyncio.run(run_service(settings, click.echo))


def examples_left(community: Community) -> str:
    """A warning that names the file where an invented group of `connectbot init` still stands."""
    for file, text in community.places.items():
        if "\n- id: example-" in text:
            return (
                f"{file}: these groups are invented, and people would be sent to them. Put your "
                "own there and delete the examples before anybody writes."
            )
    return ""

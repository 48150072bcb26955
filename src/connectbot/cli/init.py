"""`connectbot init`: a new community from six questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from connectbot.cli.root import Failure, example, root

if TYPE_CHECKING:
    from connectbot.app.starting.questions import Question


@root.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--place", "name", metavar="NAME", help="What people call the place.")
@click.option("--postcodes", "outcodes", metavar="CODES", help='Like "LS7 LS8", LS1-LS17 or LS.')
@click.option("--hours", metavar="HOURS", help='When a person answers, like "Mon-Fri 9am-5pm".')
@click.option("--who", metavar="WHO", help='Who that is, like "Sam 07700 900999".')
@click.option("--channels", metavar="NAMES", help="webchat, sms, telegram; one or more.")
@click.option("--languages", metavar="NAMES", help='English, or "English and Welsh".')
@click.option("--yes", is_flag=True, help="Ask nothing; what is not given has its default.")
@example('connectbot init oakfield --place Oakfield --postcodes "LS7 LS8" --yes')
def init(folder: Path, yes: bool, **given: str | None) -> None:
    """Begin a community of your own: six questions, and a folder that runs and is yours to edit.

    Each question shows in brackets what Enter alone answers. For scripts, answers are piped in,
    one a line, or given as options.
    """
    from connectbot.app.starting import making
    from connectbot.app.starting.answers import Answers
    from connectbot.app.starting.questions import questions

    making.refuse_full(folder)
    asked = questions(folder.absolute().name)
    known = {one.name: _given(one, given[one.name]) for one in asked if given[one.name] is not None}
    if len(known) < len(asked) and not yes:
        click.echo("Six questions. Enter alone takes what stands in brackets.\n")
    for one in asked:
        if one.name not in known:
            known[one.name] = _given(one, one.default) if yes else _answer(one)
    answers = Answers(**known)
    making.make(folder, answers)
    click.echo(_next(folder, answers.name, answers.id))


_OPTIONS = {"name": "place", "outcodes": "postcodes"}


def _given(one: Question, text: str | None) -> Any:
    from connectbot.app.starting.answers import Wrong

    try:
        return one.read(text or "")
    except Wrong as wrong:
        option = _OPTIONS.get(one.name, one.name)
        raise click.BadParameter(f"{wrong}.", param_hint=f"--{option}") from None


def _answer(one: Question) -> Any:
    def read(text: str) -> Any:
        from connectbot.app.starting.answers import Wrong

        try:
            return one.read(text)
        except Wrong as wrong:
            raise click.UsageError(f"{wrong}.") from None

    try:
        return click.prompt(one.asks, default=one.default, value_proc=read, prompt_suffix="\n> ")
    except click.Abort:
        option = _OPTIONS.get(one.name, one.name)
        raise Failure(
            f"\nThe answers ended before this one, and nothing was made. Give it as --{option}, "
            "or take what stands in brackets with --yes."
        ) from None


def _next(folder: Path, name: str, id: str) -> str:
    return "\n".join(
        [
            f"\n{name} is made, in {folder}. Next:",
            "",
            f"  cd {folder}",
            "  connectbot check    is everything in order?",
            "  connectbot chat     talk to it here",
            "  connectbot demo     see it in a browser, with pretend phones",
            "",
            f"The groups in directory/places/{id}/examples.yaml are invented: put yours there.",
            "README.md says what else to edit.",
        ]
    )

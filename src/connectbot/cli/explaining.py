"""`connectbot explain`: what the bot would understand of some words."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from connectbot.cli.root import Failure, example, folders, root, stdin_lines

Explain = Callable[[dict[str, Any]], dict[str, Any]]


@root.group()
def explain() -> None:
    """What the bot would understand of some words."""


_LINES = click.option(
    "--jsonl", is_flag=True, help="One JSON object a line on stdin, one a line on stdout."
)


@explain.command()
@click.argument("text", required=False)
@_LINES
@folders
@example('connectbot explain need "cant pay the leccy"')
def need(text: str | None, jsonl: bool, data: Path | None, community: Path | None) -> None:
    """Which needs the bot hears in a message, best first."""
    known = _knowledge(community)
    if not known.needs.ids:
        raise Failure("There are no needs yet: write directory/needs.yaml, as the starter does.")

    def of(row: dict[str, Any]) -> dict[str, Any]:
        found = known.needs.match(str(row["text"]))[:3]
        return {"needs": [{"id": match.id, "score": round(match.score, 4)} for match in found]}

    if jsonl:
        _each_line(of)
        return
    said = _text(text)
    for match in of({"text": said})["needs"]:
        click.echo(f"{match['score']:7.3f}  {match['id']:12} {known.needs.get(match['id']).title}")
    sure = known.needs.confident(said)
    click.echo(f"It would take: {', '.join(sure)}." if sure else "It would ask which is closest.")


@explain.command()
@click.argument("expects", required=False)
@click.argument("text", required=False)
@click.option("--options", default="", help="The options of a choice, with | between them.")
@click.option("--today", default="", help="The day it is read on, like 2026-11-21.")
@_LINES
@folders
@example('connectbot explain answer date "a week on friday"')
def answer(
    expects: str | None,
    text: str | None,
    options: str,
    today: str,
    jsonl: bool,
    data: Path | None,
    community: Path | None,
) -> None:
    """What the bot would take an answer for: a value, or that it asks again.

    For `optout`: whether it is read as opting out, stop or none.
    """
    from connectbot.clock import utc_now
    from connectbot.flows import answers
    from connectbot.safety.reserved import Keyword, keyword

    def of(row: dict[str, Any]) -> dict[str, Any]:
        kind = str(row["expects"])
        if kind == "optout":
            return {"value": "stop" if keyword(str(row["text"])) is Keyword.STOP else "none"}
        if kind not in answers.KINDS:
            raise ValueError(f"{kind}: no such kind of answer; there are {_listed(answers.KINDS)}")
        given = row.get("options") or ""
        choices = given.split("|") if isinstance(given, str) else [str(one) for one in given]
        on = _day(str(row.get("today") or "")) or utc_now().date()
        value = answers.understand(
            kind, str(row["text"]), options=[c for c in choices if c], today=on
        )
        return {"value": value}

    if jsonl:
        _each_line(of)
        return
    if expects is None:
        raise click.UsageError('Say what is expected and the text: explain answer date "friday".')
    row = {"expects": expects, "text": _text(text), "options": options, "today": today}
    try:
        value = of(row)["value"]
    except ValueError as fault:
        raise Failure(f"{fault}.") from None
    click.echo("It would ask again." if value is None else f"It would take: {value}")


@explain.command()
@click.argument("text", required=False)
@_LINES
@folders
@example('connectbot explain safety "stop texting me"')
def safety(text: str | None, jsonl: bool, data: Path | None, community: Path | None) -> None:
    """Which urgent words the bot sees, and whether it reads them as opting out."""
    from connectbot.safety.reserved import Keyword, keyword

    known = _knowledge(community)

    def of(row: dict[str, Any]) -> dict[str, Any]:
        said = str(row["text"])
        kinds = list(known.safety.screen.look(said))
        return {"kinds": kinds, "optout": keyword(said) is Keyword.STOP}

    if jsonl:
        _each_line(of)
        return
    said = _text(text)
    found = of({"text": said})
    kinds = ", ".join(kind.replace("_", " ") for kind in found["kinds"])
    click.echo(f"Urgent words: {kinds}." if kinds else "No urgent words.")
    for line in _why(known.safety.screen.examine(said)):
        click.echo(line)
    click.echo("Read as opting out." if found["optout"] else "Not read as opting out.")


@explain.command()
@click.argument("text", required=False)
@_LINES
@example('connectbot explain hours "Every other Thurs 10-12 (not school hols)"')
def hours(text: str | None, jsonl: bool) -> None:
    """When something is on, read from people's words; or that it asks, and why."""
    from connectbot.directory.opening.reading import Hours, read_hours
    from connectbot.directory.opening.telling import rows
    from connectbot.directory.saying import whole

    def read(row: dict[str, Any]) -> Hours:
        _day(str(row.get("today") or ""))  # rows carry a day; nothing that is kept hangs on it yet
        return read_hours(str(row["text"]))

    def of(row: dict[str, Any]) -> dict[str, Any]:
        found = read(row)
        return {"ask": True} if found.asks else {"schedules": rows(found.schedules)}

    if jsonl:
        _each_line(of)
        return
    found = read_hours(_text(text))
    said = found.asks[0] if found.asks else whole(found.schedules)
    click.echo(f"It would ask: {said}." if found.asks else f"It would take: {said}.")


def _why(seen: Any) -> list[str]:
    """Which rules say so, and what was learned says, in words."""
    rules = f"By the rules: {'; '.join(seen.rules)}." if seen.rules else "No rule sees any."
    if seen.margin is None:
        learned = "Too short for what was learned from messages: the rules alone decide."
    else:
        side = "over" if seen.margin > 0 else "under"
        learned = f"What was learned from messages is {abs(seen.margin):.1f} {side} its threshold."
    return [rules, learned, *([f"Broken: {seen.broken}."] if seen.broken else [])]


def _knowledge(community: Path | None) -> Any:
    from connectbot.app.worlds import knowledge_of
    from connectbot.files import community_at

    return knowledge_of(community_at(community))


def _text(text: str | None) -> str:
    if text is None:
        raise click.UsageError("Give a text, or --jsonl with rows on stdin.")
    return text


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise ValueError(f"today is no day in {words!r}; write it like 2026-11-21") from None


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _each_line(of: Explain) -> None:
    for number, line in enumerate(stdin_lines(), start=1):
        if not line.strip():
            continue
        try:
            found = of(json.loads(line))
        except KeyError as missing:
            raise Failure(f"stdin:{number}: this row has no {missing}; put it in.") from None
        except (json.JSONDecodeError, TypeError, RecursionError):
            sentence = "this is no JSON object; write one a line, in double quotes"
            raise Failure(f"stdin:{number}: {sentence}.") from None
        except ValueError as fault:
            raise Failure(f"stdin:{number}: {fault}.") from None
        click.echo(json.dumps(found, ensure_ascii=False))

"""The privacy pack: pages for whoever looks after data protection, made from the live settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import connectbot
from connectbot.desk.retention import APART, CROSSING, ERASED, RETENTION, STANDS, Keep, Line
from connectbot.settings.lawful import LAWFUL_BASES, SPECIAL_CONDITIONS

if TYPE_CHECKING:
    from connectbot.settings import Settings

_TEMPLATES = Path(__file__).parent / "pack"


@dataclass(frozen=True, slots=True)
class Processor:
    """Somebody else who handles data, because a setting switched them on."""

    name: str
    setting: str
    gets: str
    keeps: str
    ask: str


_SMS = Processor(
    "Twilio",
    "TWILIO_ACCOUNT_SID",
    "the number of whoever writes or is written to, and every text, both ways",
    "texts and numbers in its own records until they are deleted there, or as the content and "
    "address retention of your Messaging Service says",
    "sign its data protection addendum; choose the region; choose content and address retention; "
    "decide who deletes its records of somebody who is erased",
)
_TELEGRAM = Processor(
    "Telegram",
    "TELEGRAM_TOKEN",
    "the Telegram account and name of whoever writes there, and every message, both ways; it can "
    "read what is said to a bot",
    "as its own terms say; you have no contract with it as a processor",
    "decide whether you offer it at all; say on your page that Telegram reads along",
)
_EMAIL = Processor(
    "Your e-mail provider",
    "SMTP_URL",
    "that somebody of yours is needed, with a one-time link: no name, no number, no words of a "
    "resident",
    "in the mailboxes of those who are told",
    "the agreement you have with whoever runs your mail",
)
_HOST = Processor(
    "Whoever runs the machine and its backups",
    "DATA, DATABASE_URL, KEYRING",
    "the databases, in which numbers, names and words are sealed, and, apart from them, the keys",
    "as long as backups are kept: that is yours to set",
    "keep keys and databases in different backups, so that neither is of use alone",
)


def processors(settings: Settings) -> tuple[Processor, ...]:
    """Who else handles data, as the settings are now."""
    on = settings.switched_on
    mailed = bool(settings.smtp_url.get_secret_value())
    found = ((_SMS, "sms" in on), (_TELEGRAM, "telegram" in on), (_EMAIL, mailed), (_HOST, True))
    return tuple(one for one, is_on in found if is_on)


def retention_table(keep: Keep, lines: Sequence[Line] = RETENTION) -> str:
    """How long everything is kept, as a table in Markdown: one row for each table."""
    rows = ["| table | holds | kept | by | shown by |", "|---|---|---|---|---|"]
    for line in lines:
        often = "minute" if line.job == CROSSING else "hour"
        job = line.job if line.job in (ERASED, STANDS) else f"`{line.job}`, every {often}"
        test = f"`{line.test.rpartition('::')[2]}`" if line.test else ""
        cells = (f"`{line.table}`", line.holds, line.kept_for(keep), job, test)
        rows.append(f"| {' | '.join(cells)} |".replace("|  |", "| |"))
    return "\n".join(rows)


def pack(settings: Settings, today: date) -> dict[str, str]:
    """The pages, each under its name. Nothing secret is handed to the templates."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - Markdown, from our own templates
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    keep = Keep(settings.keep_words_days, settings.keep_silent_months)
    values = {
        "version": connectbot.__version__,
        "today": f"{today:%d %B %Y}",
        "controller": settings.controller,
        "contact": settings.privacy_contact,
        "channels": settings.switched_on,
        "processors": processors(settings),
        "retention": retention_table(keep),
        "apart": retention_table(keep, APART),
        "keep": keep,
        "basis": settings.lawful_basis,
        "bases": LAWFUL_BASES,
        "condition": settings.special_category,
        "conditions": SPECIAL_CONDITIONS,
        "postgres": not settings.database.startswith("sqlite:"),
        "mailed": bool(settings.smtp_url.get_secret_value()),
        "quiet": settings.quiet_hours,
    }
    names = sorted(path.name.removesuffix(".j2") for path in _TEMPLATES.glob("*.md.j2"))
    return {name: environment.get_template(f"{name}.j2").render(values) for name in names}

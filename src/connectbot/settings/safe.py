"""Why production will not start: what is missing or unsafe in the settings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from ipaddress import ip_address
from urllib.parse import urlsplit

from connectbot.settings.faults import PREFIX
from connectbot.settings.reading import Settings

SHORTEST = 8
"""Letters of the shortest token that is no placeholder; Twilio's own have 32."""

_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")

WEAK = frozenset({"changeme", "secret", "password", "token", "demo", "test", "demo-token"})


def unsafe_to_serve(settings: Settings) -> list[str]:
    """Why `connectbot serve` will not start: one sentence for each setting that is missing."""
    return [*_nobody_told(settings), *_no_way_to_tell(settings), *_channel_faults(settings)]


def misspelt(names: Iterable[str]) -> list[str]:
    """The CONNECTBOT_ names in an environment that are no setting, each with the nearest one."""
    known = [name.upper() for name in Settings.model_fields]
    known += [f"{name}_FILE" for name in known]
    given = sorted(name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX))
    return [_misspelt(name, known) for name in given if name not in known]


def _misspelt(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    mend = f"did you mean {PREFIX}{near[0]}?" if near else "docs/settings.md lists them."
    return f"{PREFIX}{name}: there is no such setting; {mend}"


def _nobody_told(settings: Settings) -> list[str]:
    rota = settings.rota
    lists = {"HANDOVER_TO": rota.handover, "SAFEGUARDING_TO": rota.safeguarding}
    return [
        f"{PREFIX}{name}: nobody is named. Give who is told, in order, like "
        '"Sam +447700900999 Mon-Fri 09:00-17:00; mailto:team@oakfield.example".'
        for name, contacts in lists.items()
        if not contacts
    ]


def _no_way_to_tell(settings: Settings) -> list[str]:
    ways = {
        "sms": (settings.twilio_account_sid, "a phone", "TWILIO_ACCOUNT_SID"),
        "email": (settings.smtp_url.get_secret_value(), "an e-mail address", "SMTP_URL"),
        "telegram": (settings.telegram_token.get_secret_value(), "a chat", "TELEGRAM_TOKEN"),
    }
    needed = {contact.address.channel for contact in settings.told()}
    return [
        f"{PREFIX}{name}: HANDOVER_TO or SAFEGUARDING_TO names {what}; I need {name} to reach it."
        for channel, (value, what, name) in ways.items()
        if channel in needed and not value
    ]


def _our_own_faults(settings: Settings) -> list[str]:
    faults = []
    address, token = settings.public_url, settings.metrics_token.get_secret_value()
    if not address:
        faults.append(
            f"{PREFIX}PUBLIC_URL: say the address people reach us at, "
            "like https://bot.oakfield.example."
        )
    elif urlsplit(address).scheme != "https" and not _on_this_machine(address):
        faults.append(
            f"{PREFIX}PUBLIC_URL: people write to us there, so it must begin with https:// "
            "(docs/deploy.md says how)."
        )
    if token and (len(token) < 2 * SHORTEST or token.lower() in WEAK):
        faults.append(f"{PREFIX}METRICS_TOKEN: give 16 letters or more of chance, or none.")
    return faults


def _channel_faults(settings: Settings) -> list[str]:
    faults = _our_own_faults(settings)
    if "sms" in settings.switched_on or settings.twilio_account_sid:
        faults += _twilio_faults(settings)
    faults += _secrets_in_clear(settings)
    if "telegram" in settings.switched_on:
        faults += _telegram_faults(settings)
    return faults


def _telegram_faults(settings: Settings) -> list[str]:
    faults = []
    token = settings.telegram_token.get_secret_value()
    if not token or token.lower() in WEAK:
        faults.append(f"{PREFIX}TELEGRAM_TOKEN: give the token BotFather gave you.")
    secret = settings.telegram_secret.get_secret_value()
    if settings.telegram_mode == "webhook" and not _TELEGRAM_SECRET.fullmatch(secret):
        faults.append(
            f"{PREFIX}TELEGRAM_SECRET: give 16 or more letters, figures, _ or - of chance, so that "
            "nobody else can bring us messages; or set CONNECTBOT_TELEGRAM_MODE=polling."
        )
    return faults


def _secrets_in_clear(settings: Settings) -> list[str]:
    """Our secrets go to these addresses with every request: over https, or not off this machine."""
    addresses = {
        "TWILIO_API_URL": settings.twilio_api_url,
        "TELEGRAM_API_URL": settings.telegram_api_url,
    }
    return [
        f"{PREFIX}{name}: our secrets are sent there, so it must begin with https://."
        for name, address in addresses.items()
        if urlsplit(address).scheme != "https" and not _on_this_machine(address)
    ]


def _on_this_machine(address: str) -> bool:
    parts = urlsplit(address)
    try:
        here = ip_address(parts.hostname or "").is_loopback
    except ValueError:
        here = parts.hostname == "localhost"
    return here and parts.scheme == "http"


def _twilio_faults(settings: Settings) -> list[str]:
    faults = []
    if not settings.twilio_account_sid:
        faults.append(f"{PREFIX}TWILIO_ACCOUNT_SID: the sms channel needs it (it begins with AC).")
    tokens = settings.auth_tokens
    if not tokens or any(token.lower() in WEAK or len(token) < SHORTEST for token in tokens):
        faults.append(f"{PREFIX}TWILIO_AUTH_TOKEN: give the real token, not a placeholder.")
    if not (settings.twilio_from or settings.twilio_messaging_service_sid):
        faults.append(f"{PREFIX}TWILIO_FROM: say which number texts come from.")
    return faults

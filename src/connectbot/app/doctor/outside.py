"""What others say of us: the providers, and our own address as the world reaches it."""

from __future__ import annotations

from datetime import datetime, timedelta

import aiohttp

from connectbot.app.doctor.finding import Finding, broken, good, look
from connectbot.settings import Settings

PATIENCE_SECONDS = 8.0
MANY_PENDING = 20
APART = timedelta(minutes=2)


async def twilio(settings: Settings, now: datetime) -> list[Finding]:
    """Whether Twilio takes our credentials and brings messages to our address."""
    if not (settings.twilio_account_sid and settings.auth_tokens):
        return []
    from connectbot.app.channels import sms_settings
    from connectbot.channels.sms.provider import NotOurs, Provider, Silent

    try:
        provider = Provider(sms_settings(settings))
    except ValueError as error:
        return [broken("twilio", str(error))]
    try:
        account = await provider.account()
    except NotOurs:
        return [
            broken(
                "twilio",
                "It does not accept CONNECTBOT_TWILIO_ACCOUNT_SID with the first of "
                "CONNECTBOT_TWILIO_AUTH_TOKEN: copy both from its console.",
            )
        ]
    except Silent:
        return [
            broken(
                "twilio",
                f"{settings.twilio_api_url} does not answer: see that this machine may reach it.",
            )
        ]
    finally:
        await provider.close()
    return [
        _account(account.status),
        _brought(settings, account.webhooks),
        *_clock(account.at, now),
    ]


def _account(status: str) -> Finding:
    if status != "active":
        return broken("twilio", f"The account is {status}: see the billing page of its console.")
    return good("twilio", "The account is active.")


def _brought(settings: Settings, webhooks: tuple[str, ...] | None) -> Finding:
    thing, wanted = "twilio webhook", f"{settings.web_address}/twilio/sms"
    named = settings.twilio_messaging_service_sid or settings.twilio_from
    if webhooks is None:
        return broken(
            thing,
            f"The account has no {named}: set CONNECTBOT_TWILIO_FROM or "
            "CONNECTBOT_TWILIO_MESSAGING_SERVICE_SID to one of its own.",
        )
    wrong = [one for one in webhooks if one.rstrip("/") != wanted]
    if not wrong:
        return good(thing, f"Texts are brought to {wanted}.")
    where = f"brought to {wrong[0]}" if wrong[0] else "brought nowhere"
    return broken(
        thing,
        f"Texts are {where}: in its console, under 'A message comes in', set {wanted} (HTTP POST).",
    )


def _clock(theirs: datetime | None, now: datetime) -> list[Finding]:
    if theirs is None:
        return []
    off = abs(now - theirs)
    if off > APART:
        return [
            broken(
                "clock",
                f"This machine's is {round(off.total_seconds())} seconds off Twilio's: switch on "
                "its time service (timedatectl set-ntp true).",
            )
        ]
    return [good("clock", "The same as Twilio's, within two minutes.")]


async def telegram(settings: Settings) -> list[Finding]:
    """Whether Telegram knows our token, and how it brings updates."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        return []
    from connectbot.channels.telegram.library import BotApi
    from connectbot.channels.telegram.settings import TelegramSettings

    api = BotApi(TelegramSettings(token, settings.telegram_api_url, patience=PATIENCE_SECONDS))
    try:
        name = await api.name()
        url, pending, error = await api.webhook()
    except Exception as wrong:
        return [_untaken(type(wrong).__name__, settings)]
    finally:
        await api.close()
    return [good("telegram", f"The token is @{name}'s."), _updates(settings, url, pending, error)]


def _untaken(kind: str, settings: Settings) -> Finding:
    if kind in ("InvalidToken", "Forbidden", "Unauthorized"):
        return broken(
            "telegram",
            "It does not know CONNECTBOT_TELEGRAM_TOKEN: copy the token from BotFather again.",
        )
    return broken(
        "telegram",
        f"{settings.telegram_api_url} does not answer ({kind}): see that this machine may reach "
        "it.",
    )


def _updates(settings: Settings, url: str, pending: int, error: str) -> Finding:
    thing, wanted = "telegram updates", f"{settings.web_address}/telegram"
    webhook = settings.telegram_mode == "webhook" and "telegram" in settings.switched_on
    if webhook and url != wanted:
        where = f"brought to {url}" if url else "brought nowhere"
        return look(
            thing, f"Updates are {where} and not to {wanted}: start `connectbot serve`, it says so."
        )
    if not webhook and url:
        return look(
            thing,
            f"They are brought to {url}, though CONNECTBOT_TELEGRAM_MODE is polling: start "
            "`connectbot serve`, it takes that back.",
        )
    if error:
        return look(
            thing,
            f"{pending} wait; Telegram last said: {error[:120]}. See that {wanted} is reached "
            "from outside.",
        )
    if pending > MANY_PENDING:
        return look(thing, f"{pending} wait to be taken: see that `connectbot serve` runs.")
    return good(thing, f"{pending} wait; nothing went wrong.")


async def public(settings: Settings, session: aiohttp.ClientSession) -> list[Finding]:
    """Whether our own address answers, from here at least."""
    thing, address = "public address", settings.public_url
    if not address:
        return []
    patience = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    try:
        async with session.get(f"{address}/healthz", timeout=patience) as answer:
            said = await answer.text()
            ours = answer.status == 200 and '"ok"' in said
    except aiohttp.ClientConnectorCertificateError:
        return [
            broken(thing, f"The certificate of {address} is not good: see the proxy's own log.")
        ]
    except (aiohttp.ClientError, TimeoutError, OSError):
        return [
            broken(
                thing,
                f"{address} does not answer from here: see that the service and its proxy run, "
                "and that the name leads to this machine.",
            )
        ]
    if not ours:
        return [
            broken(
                thing,
                f"{address}/healthz is answered by something else: let the proxy pass everything "
                f"to {settings.host} port {settings.port}.",
            )
        ]
    return [good(thing, f"{address} answers.")]

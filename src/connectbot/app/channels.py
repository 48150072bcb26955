"""Which channels this service has: what the settings switch on, and what its contacts need."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from connectbot.channels.base import Inward, Present, Press, TakeCommand
from connectbot.desk.ports import Channel
from connectbot.model.delivery import Claimed, Receipt
from connectbot.model.message import Address, Inbound
from connectbot.settings import Settings

if TYPE_CHECKING:
    from connectbot.channels.sms import SmsSettings
    from connectbot.channels.telegram import TelegramChannel
    from connectbot.channels.telegram.settings import Mode


@dataclass(frozen=True, slots=True)
class Handed:
    """What channels are handed by the service they belong to."""

    receive: Callable[[Inbound], Awaitable[None]]
    press: Press
    present: Present
    command: TakeCommand
    take_receipt: Callable[[Receipt], Awaitable[None]]
    replay: Callable[[Address, int], Awaitable[Sequence[tuple[int, Claimed]]]]
    forget: Callable[[Address], Awaitable[None]]
    now: Callable[[], datetime]
    place_of_number: Callable[[str], str | None]
    team: str


@dataclass(frozen=True, slots=True)
class Channels:
    """The channels by name, the routes of those that are switched on, those with a list, and those
    that go and get what comes in."""

    by_name: Mapping[str, Channel]
    routes: Sequence[web.AbstractRouteDef]
    listed: Sequence[str]
    inward: Sequence[Inward] = ()


def channels_of(settings: Settings, handed: Handed) -> Channels:
    """Make them; one that only contacts need can send, and nothing comes in by it."""
    on = settings.switched_on
    made: dict[str, Channel] = {}
    routes: list[web.AbstractRouteDef] = []
    inward: list[Inward] = []
    if "webchat" in on:
        made["webchat"], more = _webchat(settings, handed)
        routes += more
    if settings.twilio_account_sid:
        made["sms"], more = _sms(settings, handed)
        routes += more if "sms" in on else ()
    if settings.smtp_url.get_secret_value():
        made["email"] = _email(settings, handed)
    if settings.telegram_token.get_secret_value():
        made["telegram"] = bot = _telegram(settings, handed, on="telegram" in on)
        routes += bot.routes()
        inward.append(bot)
    return Channels(made, routes, ["sms"] if "sms" in on and "sms" in made else [], inward)


def elsewhere_by(settings: Settings) -> Callable[[Address], bool]:
    """Which addresses we do not serve: phones outside SMS_ALLOWED_PREFIXES."""
    if not settings.twilio_account_sid:
        return lambda address: False
    from connectbot.channels.sms.served import is_served

    prefixes = settings.prefixes
    return lambda address: address.channel == "sms" and not is_served(address.value, prefixes)


def _webchat(settings: Settings, handed: Handed) -> tuple[Channel, Sequence[web.AbstractRouteDef]]:
    from connectbot.channels.webchat import WebChatChannel, WebChatSettings

    page = WebChatSettings(
        team=handed.team,
        public_url=settings.web_address,
        text_number=settings.twilio_from,
        leave_to=settings.leave_url,
        proxies=settings.proxies,
    )
    channel = WebChatChannel(handed.receive, handed.replay, handed.forget, handed.now, page)
    return channel, channel.routes()


def _sms(settings: Settings, handed: Handed) -> tuple[Channel, Sequence[web.AbstractRouteDef]]:
    from connectbot.channels.sms import SmsChannel

    account = sms_settings(settings)
    channel = SmsChannel(
        account, handed.receive, handed.take_receipt, handed.now, handed.place_of_number
    )
    return channel, channel.routes()


def sms_settings(settings: Settings) -> SmsSettings:
    """The account that texts go through; ValueError where it is not whole."""
    from connectbot.channels.sms import SmsSettings

    return SmsSettings(
        account_sid=settings.twilio_account_sid,
        auth_tokens=settings.auth_tokens,
        public_url=settings.web_address,
        from_number=settings.twilio_from,
        messaging_service_sid=settings.twilio_messaging_service_sid,
        api_url=settings.twilio_api_url,
        segments_per_second=settings.sms_segments_per_second,
        allowed_prefixes=settings.prefixes,
    )


def _email(settings: Settings, handed: Handed) -> Channel:
    from connectbot.channels.email import EmailChannel, EmailSettings

    sender = f"connectbot@{urlsplit(settings.web_address).hostname}"
    account = EmailSettings.from_url(settings.smtp_url.get_secret_value(), sender)
    return EmailChannel(account, handed.now)


def _telegram(settings: Settings, handed: Handed, *, on: bool) -> TelegramChannel:
    from connectbot.channels.telegram import Takers, TelegramChannel, TelegramSettings

    coming: Mode = "polling" if settings.telegram_mode == "polling" else "webhook"
    bot = TelegramSettings(
        token=settings.telegram_token.get_secret_value(),
        api_url=settings.telegram_api_url,
        mode=coming if on else "sending",
        secret=settings.telegram_secret.get_secret_value(),
        public_url=settings.web_address,
    )
    takers = Takers(handed.receive, handed.press, handed.present, handed.command)
    return TelegramChannel(bot, takers, handed.now)

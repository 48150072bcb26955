"""The demo: the real service with a pretend Twilio and pretend phones, on this machine alone."""

from __future__ import annotations

import secrets
import socket
import string
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import SecretStr

from connectbot.app.building import Built, build
from connectbot.app.running import on_the_web, until_stopped
from connectbot.app.service import Service
from connectbot.clock import utc_now
from connectbot.desk import staff
from connectbot.desk.asking.putting import contact_of
from connectbot.desk.ports import Tx
from connectbot.directory.book import Book
from connectbot.fakes.phones import PhonesPage
from connectbot.fakes.twilio import FakeTwilio
from connectbot.model.message import Address
from connectbot.model.staff import Role, Staff
from connectbot.settings import Settings
from connectbot.web.server import CannotListen

NUMBER = "+447700900000"
LINK_WORKER = "+447700900999"
LEAD = "+447700900998"
TOLD = {LINK_WORKER: "Sam, link worker", LEAD: "Jo, safeguarding lead"}
NOBODY_SLEEPS = "03:00-03:00"
ACCOUNT = "AC" + "0" * 32
UNDER = "/demo/twilio"


async def run_demo(settings: Settings, echo: Callable[[str], object]) -> None:
    """Run until stopped; `echo` prints where to look."""
    async with demonstrating(settings) as address:
        await until_stopped(lambda: echo(welcome(address)))


@dataclass(frozen=True, slots=True)
class Person:
    """One of the pretend people of the demo, and the phone on which they are told."""

    name: str
    role: Role
    number: str = ""


SAM = Person("Sam", "link-worker", LINK_WORKER)
JO = Person("Jo", "lead", LEAD)
PAT = Person("Pat, maintainer", "maintainer")


@dataclass(frozen=True, slots=True)
class Demo:
    """Where it runs, the links that sign somebody in to the console, once each, and the service."""

    address: str
    links: Mapping[Person, str]
    service: Service


@asynccontextmanager
async def demonstrating(
    settings: Settings, now: Callable[[], datetime] = utc_now
) -> AsyncIterator[Demo]:
    """The demo while the block runs."""
    settings = pretended(settings)
    built = await build(settings, now=now)
    twilio = FakeTwilio(
        settings.public_url,
        account_sid=ACCOUNT,
        auth_token=settings.auth_tokens[0],
        number=NUMBER,
        clock=now,
        public_url=settings.public_url,
    )
    phones = PhonesPage(twilio, TOLD, _phones_of(built.service.desk.world.book))
    running = on_the_web(
        settings,
        built,
        routes=phones.routes(),
        subapps=[(UNDER, twilio.app())],
        closing=[phones.close],
    )
    async with running as address:
        links = {
            person: f"{address}/console/sign-in/{await _invited(built, person, now())}"
            for person in (SAM, JO, PAT)
        }
        yield Demo(address, links, built.service)


def new_id() -> str:
    """Twelve letters by chance."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(12))


def _phones_of(book: Book) -> Mapping[str, str]:
    """The groups by the number that is written to; where several share one, whose it is."""
    found: dict[str, str] = {}
    for listing in book.listings.values():
        to = contact_of(listing)
        if to is not None and to.channel == "sms":
            name = listing.name if to.value not in found else listing.organisation or listing.name
            found[to.value] = name
    return found


async def _invited(built: Built, person: Person, now: datetime) -> str:
    """A code that signs whoever started the demo in as one of its people."""
    code = secrets.token_urlsafe(24)
    places = (*built.service.desk.world.book.places, "")
    await built.service.store.run(_invite, code, person, places, now)
    return code


def _invite(tx: Tx, code: str, person: Person, places: tuple[str, ...], now: datetime) -> None:
    to = Address("sms", person.number) if person.number else None
    new = Staff(new_id(), person.name, person.role, places, now, to=to)
    here = staff.named(tx, person.name) or new
    staff.invite(tx, here, {"page": code}, now, lasts=timedelta(days=1), known=here.places)


def pretended(settings: Settings) -> Settings:
    """The settings of the demo: pretend accounts, pretend people to tell, one free port."""
    port = settings.port or free_port(settings.host)
    here = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    address = f"http://{here}:{port}"
    said = "quiet_hours" in settings.model_fields_set
    return settings.model_copy(
        update={
            "port": port,
            "public_url": address,
            "channels": "webchat,sms",
            "twilio_account_sid": ACCOUNT,
            "twilio_auth_token": SecretStr(secrets.token_hex(16)),
            "twilio_from": NUMBER,
            "twilio_messaging_service_sid": "",
            "twilio_api_url": address + UNDER,
            "sms_segments_per_second": 10.0,
            "smtp_url": SecretStr(""),
            "telegram_token": SecretStr(""),
            "handover_to": f"{SAM.name} {LINK_WORKER}",
            "safeguarding_to": f"{JO.name} {LEAD}",
            # A pretend phone wakes nobody, and whoever tries this in the evening waits for nothing.
            "quiet_hours": settings.quiet_hours if said else NOBODY_SLEEPS,
        }
    )


def free_port(host: str) -> int:
    """A port that nobody has just now."""
    with socket.socket() as probe:
        try:
            probe.bind((host, 0))
        except OSError as error:
            raise CannotListen(
                f"Cannot listen on {host}: {error.strerror}. Give --host an address of this "
                "machine, like 127.0.0.1."
            ) from None
        return int(probe.getsockname()[1])


def welcome(demo: Demo) -> str:
    """What is printed once it runs."""
    return "\n".join(
        [
            "connectbot is running. Nothing leaves this machine.",
            f"  pretend phones  {demo.address}/demo/phones",
            f"  web chat        {demo.address}/",
            "The console, each link once:",
            f"  a link worker   {demo.links[SAM]}",
            f"  a lead          {demo.links[JO]}",
            f"  the directory   {demo.links[PAT]}",
            "",
            "On the phones you text as anybody, like: im lonely since my husband died",
            "Text PERSON, and open the link on Sam's phone to answer. Or sign in as a link worker,",
            "introduce somebody to a group, and play both of their phones. Ctrl-C stops it all.",
        ]
    )

"""Fifty planted numbers, names, sentences and addresses: none in a log, a database or a page."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.fakes.telegram import FakeTelegram
from connectbot.fakes.twilio.faults import broken, drop, refuse
from tests.e2e.browser import PlainBrowser, link_in
from tests.e2e.communities import BROKEN, ECHO, made_community
from tests.e2e.conftest import in_one_loop
from tests.e2e.ledger import kept_in
from tests.e2e.service import SAM, run_beside, until
from tests.e2e.street import Street, utc_now
from tests.e2e.webhook import post_text

BOT = "900:pretend-token-of-these-tests"
NUMBERS = [f"+4477009007{n:02}" for n in range(12)]
NAMES = [f"Quimby Plover{n:02}" for n in range(13)]
SENTENCES = [f"the kettle sang {n:02} times by the mauve stile" for n in range(13)]
EMAILS = [f"dunnock{n:02}@canary.example" for n in range(12)]
CANARIES = [*NUMBERS, *NAMES, *SENTENCES, *EMAILS]


def forms(canary: str) -> Iterator[bytes]:
    """A canary as it may stand in a file: plain, in two bytes a letter, in base64, spaced."""
    yield canary.encode()
    yield canary.encode("utf-16-le")
    yield b64encode(canary.encode()).rstrip(b"=")[:-1]
    yield canary.replace(" ", "+").encode()
    yield canary.replace("@", "%40").encode()
    if canary in NUMBERS:
        yield canary[3:].encode()
        yield f"0{canary[3:7]} {canary[7:]}".encode()


def sung(where: bytes) -> list[str]:
    """The canaries that are in there."""
    lower = where.lower()
    return [one for one in CANARIES if any(form.lower() in lower for form in forms(one))]


def kept(data: Path) -> bytes:
    """Every byte of the database and the files beside it."""
    return b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())


def words(n: int) -> str:
    """What the nth phone says: each canary is in the words of some phone."""
    local = f"0{NUMBERS[-n - 1][3:7]} {NUMBERS[-n - 1][7:]}"
    return f"im {NAMES[n]}, ring {local} or mail {EMAILS[n]}, {SENTENCES[n]}"


async def by_text(street: Street) -> None:
    """Each phone says its words; some of it is urgent, some never reaches the phone."""
    for n, number in enumerate(NUMBERS):
        urgent = "i want to kill myself. " if n % 4 == 0 else ""
        await street.text(number, "hello")
        await street.text(number, f"{urgent}{words(n)}")
        await street.text(number, words(n))
    street.twilio.faults += [refuse(21211), refuse(30006), broken(), drop(), drop(kept=False)]
    for n, number in enumerate(NUMBERS[:6]):
        await street.text(number, words(n))
    await street.text(NUMBERS[11], f"PERSON {NAMES[12]}")
    await street.text(NUMBERS[11], "PERSON")


async def by_chat(street: Street) -> None:
    """The same words on the web, and frames that are none."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{street.service.url}/chat/ws") as socket,
    ):
        await socket.send_json({"type": "hello"})
        for n in range(12):
            await socket.send_json({"type": "say", "id": f"a-page-{n:04}", "text": words(n)})
            await socket.send_str('{"type": "say", "text": "' + words(n))
        await socket.send_str("x" * 2_000_000 + SENTENCES[12])
        while not (await socket.receive(timeout=5)).type.name.startswith("CLOS"):
            pass


async def by_staff(street: Street) -> None:
    """Sam opens a talk and answers with names and numbers, then sends forms that are not his."""
    await until(lambda: bool(street.received(SAM)), "Sam was told")
    async with PlainBrowser(street.service.url) as sam:
        link = link_in(street.received(SAM)[-1])
        await sam.go(link)
        await sam.press(link.rpartition("/")[2])
        talk = sam.page.split('action="', 1)[1].split('/say"', 1)[0]
        await sam.press("/say", text=f"I'm {NAMES[1]} on {NUMBERS[1]}")
        await sam.go(talk)
        await sam.press("/say", text=SENTENCES[12] * 30)
        assert sam.status == 422


async def by_mistake(street: Street) -> bytes:
    """Addresses, forms and bytes nobody asked for: every page that comes back."""
    pages = []
    url = street.service.url
    async with aiohttp.ClientSession() as session:
        for n in range(12):
            asked = {"q": words(n), "name": NAMES[n]}
            secret = f"/console/talk/{NUMBERS[n]}"
            for path in (f"/{NAMES[n]}", secret, "/healthz", "/readyz", "/metrics"):
                async with session.get(
                    url + path, params=asked, headers={"Referer": NAMES[n]}
                ) as it:
                    pages.append(await it.read())
            async with session.post(f"{url}/twilio/status?m={NAMES[n]}", data=asked) as it:
                pages.append(await it.read())
            _, page = await post_text(url, NUMBERS[n], words(n).encode(), sign=False)
            pages.append(page.encode())
            _, page = await post_text(url, NUMBERS[n], words(n).encode() * 2_000)  # too large
            pages.append(page.encode())
            update = {"message": {"text": words(n), "chat": {"id": NUMBERS[n]}}}
            async with session.post(f"{url}/telegram", json=update) as it:
                pages.append(await it.read())
    reader, writer = await asyncio.open_connection("127.0.0.1", street.service.port)
    writer.write(f"{words(1)}\r\n\r\n".encode())
    # What is no HTTP at all is quoted back to whoever sent it, by the library; not in the log.
    assert await asyncio.wait_for(reader.read(), 10)
    writer.close()
    await writer.wait_closed()
    return b"\n".join(pages)


async def by_telegram(telegram: FakeTelegram) -> None:
    """The same words there: each is answered."""
    for n in range(12):
        telegram.people.write(f"9001{n:02}", words(n))
    await until(lambda: len(telegram.said) == 12, "everybody was answered", 30)


async def by_operator(street: Street) -> bytes:
    """What an operator types while it runs, and what that leaves: a backup, and four answers."""
    typed = (
        ("db", "backup", "copy.db"),
        ("audit", "list", "--json"),
        ("parked", "list"),
        ("privacy", "show", f"telegram:{900100}"),
    )
    answers = [(await run_beside(street.service, *command))[0] for command in typed]
    assert "handover.answered" in answers[1]
    assert "messages they wrote" in answers[3]
    copy = (street.service.folder / "copy.db").read_bytes()
    assert copy.startswith(b"SQLite format 3")
    return copy + "".join(answers).encode()


async def broken_meanwhile(street: Street) -> None:
    """The phones stand in a flow that is changed; as it was kept for them, it leads nowhere."""
    for number in NUMBERS:
        await street.ask(number, "hello")
    await street.service.stop()
    flow = Path(street.service.settings["COMMUNITY"]) / "flows/only.yaml"
    flow.write_text(ECHO.replace("What is first?", "What comes first?"), "utf-8")
    with closing(sqlite3.connect(street.service.folder / "data/connectbot.db")) as database:
        database.execute("UPDATE flow_revisions SET body = replace(body, ?, ?)", BROKEN)
        database.commit()
    await street.service.start()


def everywhere(telegram: str) -> dict[str, str]:
    """Settings that switch on every way in and out; nobody answers where the mail goes."""
    return {
        "LOG_LEVEL": "DEBUG",
        "CHANNELS": "webchat,sms,telegram",
        "TELEGRAM_TOKEN": BOT,
        "TELEGRAM_SECRET": "a-secret-of-these-tests",
        "TELEGRAM_API_URL": telegram,
        "SAFEGUARDING_TO": f"Jo mailto:{EMAILS[11]}",
        "SMTP_URL": "smtp://127.0.0.1:1?from=bot@oakfield.example",
    }


@in_one_loop
@pytest.mark.timeout(240)
@pytest.mark.parametrize("form", ["text", "json"])
async def test_no_canary_sings(tmp_path: Path, form: str) -> None:
    """Through every way in, with everything logged, and once with a flow that is broken."""
    telegram = FakeTelegram(BOT, utc_now, random.Random(20261122))
    app = web.Application()
    app.add_subapp("/telegram", telegram.app())
    async with TestServer(app) as server:
        settings = everywhere(str(server.make_url("/telegram"))) | {"LOG_FORMAT": form}
        await nothing_sings(tmp_path, form, settings, telegram)


async def nothing_sings(
    tmp_path: Path, form: str, settings: dict[str, str], telegram: FakeTelegram
) -> None:
    """The service lives through all of it."""
    if form == "json":
        settings["COMMUNITY"] = str(made_community(tmp_path / "community", ECHO))
    assert len(set(CANARIES)) == 50
    async with Street(tmp_path, **settings) as street:
        if form == "json":
            await broken_meanwhile(street)
        await by_text(street)
        await by_chat(street)
        await by_staff(street)
        await by_telegram(telegram)
        assert sung(await by_mistake(street)) == []
        assert sung(kept(tmp_path / "data")) == []
        assert sung(await by_operator(street)) == []
        await street.service.stop()
        log = street.service.log
        assert ("parked" in log) == (form == "json"), "was the flow broken?"
        assert log.count("a turn") > 15
        assert "a message was refused" in log
        assert "channel=email" in log or '"channel": "email"' in log
        assert sung(log.encode()) == []
        assert SAM[3:] not in log
        assert sung(kept(tmp_path / "data")) == []
        assert SAM[3:].encode() not in kept(tmp_path / "data")
        mine = kept_in(tmp_path)[NUMBERS[1]]
        assert words(1) in mine.heard, "it was not even planted"


def test_a_canary_is_found_however_it_stands() -> None:
    """The search itself sees every canary in every form."""
    for canary in CANARIES:
        for form in forms(canary):
            assert canary in sung(b"before " + form + b" after")

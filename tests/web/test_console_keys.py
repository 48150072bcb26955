"""Passkeys: made by whoever is signed in, and used at the door; what is forged opens nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from connectbot.desk.passkeys import WAITS
from connectbot.web.console.keys import Keys
from tests.web.authenticator import Authenticator
from tests.web.office import HERE, JO, SAM, Office, Person, open_office

HOST = "https://bot.example"
DOOR, ME = "/console/sign-in", "/console/me"
NOBODY_THERE = 0b001


@pytest.fixture
async def safe(tmp_path: Path) -> AsyncIterator[Office]:
    """A console at an address with a name, on https."""
    async with open_office(tmp_path, HOST) as office:
        yield office


class Owner(Person):
    """Somebody with a device."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.device = Authenticator(HOST)

    async def asked(self, page: str, at: str) -> dict[str, object]:
        """What the service asks their browser for."""
        answer = await self.press(page, at)
        assert answer.status == 200
        found: dict[str, object] = await answer.json()
        return found

    async def make(self) -> int:
        """Make a passkey; how the page answers."""
        asked = await self.asked(ME, f"{ME}/passkeys/ask")
        sent = {"challenge": asked["challenge"], "answer": self.device.make(asked)}
        return (await self.press(ME, f"{ME}/passkeys", **sent)).status

    async def use(self, **how: int) -> dict[str, object]:
        """What they send at the door."""
        asked = await self.asked(DOOR, f"{DOOR}/ask")
        return {"challenge": asked["challenge"], "answer": self.device.use(asked, **how)}

    async def enter(self, sent: dict[str, object]) -> int:
        """Send it; how the door answers."""
        return (await self.press(DOOR, DOOR, **sent)).status


@pytest.fixture
async def owner(safe: Office) -> Owner:
    """Jo, who made a passkey and signed out everywhere."""
    jo = Owner(safe)
    await jo.sign_in()
    assert await jo.make() == 303
    assert "Take it away" in await jo.read(ME)
    await jo.press(ME, f"{ME}/everywhere")
    jo.cookie = ""
    return jo


async def test_a_passkey_signs_in(owner: Owner) -> None:
    """Under a secret that nobody knew before; as often as they like."""
    for _ in range(2):
        assert (await owner.get(ME)).status == 401
        await owner.get(DOOR)
        before = owner.cookie
        assert await owner.enter(await owner.use()) == 303
        assert owner.cookie != before
        assert "last used" in await owner.read(ME)
        answer = await owner.office.client.get(
            DOOR, headers={"Cookie": f"__Host-visit={owner.cookie}"}, allow_redirects=False
        )
        assert answer.status == 303, "whoever is in goes on"
        await owner.press(ME, "/console/sign-out")


async def test_what_is_forged_opens_nothing(owner: Owner) -> None:
    """Somebody else's device, another page, nobody at the device, an answer of before, one that was
    asked of another browser, and nonsense."""
    await owner.get(DOOR)
    good = await owner.use()
    stranger = Owner(owner.office)
    await stranger.get(DOOR)
    theirs = await stranger.use()
    mine, owner.device.origin = owner.device.key, "https://bot.example.evil"
    elsewhere = await owner.use()
    owner.device.origin = HOST
    owner.device.key = stranger.device.key
    other_key = await owner.use()
    owner.device.key = mine
    asked_of_another = {**theirs, "answer": owner.device.use({"rpId": "bot.example", **theirs})}
    for wrong in (
        theirs,
        elsewhere,
        other_key,
        asked_of_another,
        await owner.use(flags=NOBODY_THERE),
        {**good, "challenge": "another"},
        {**good, "challenge": ""},
        {"challenge": good["challenge"], "answer": "nonsense"},
        {"challenge": good["challenge"], "answer": "[]"},
        {"challenge": good["challenge"], "answer": json.dumps({"id": 7})},
        {},
    ):
        assert await owner.enter(wrong) == 403, wrong
    again = await owner.use()
    assert await owner.enter(again) == 303
    await owner.press(ME, "/console/sign-out")
    await owner.get(DOOR)
    assert await owner.enter(again) == 403, "the same answer once more"


async def test_an_answer_comes_in_time(owner: Owner) -> None:
    """Within five minutes of being asked."""
    await owner.get(DOOR)
    late = await owner.use()
    owner.office.town.now += WAITS
    assert await owner.enter(late) == 403


async def test_whoever_has_the_secret_of_the_door_is_not_in_with_them(owner: Owner) -> None:
    """A browser that was made to keep somebody's secret stays outside when they sign in."""
    thief = Person(owner.office)
    await owner.get(DOOR)
    thief.cookie = owner.cookie
    assert await owner.enter(await owner.use()) == 303
    assert (await thief.get(ME)).status == 401


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://x.example"}]
)
async def test_only_our_own_page_asks(owner: Owner, headers: dict[str, str]) -> None:
    """A form from elsewhere, or without its stamp, gets nothing to sign."""
    form = await owner.hidden(DOOR)
    for path in (f"{DOOR}/ask", DOOR):
        assert (await owner.post(path, form, **headers)).status == 403
        assert (await owner.post(path, {}, **HERE)).status == 403


async def test_one_is_made_from_what_was_asked(safe: Office) -> None:
    """Not from an answer of before, another page's, or nonsense; the page says so."""
    jo = Owner(safe)
    await jo.sign_in()
    asked = await jo.asked(ME, f"{ME}/passkeys/ask")
    jo.device.origin = "https://elsewhere.example"
    elsewhere = jo.device.make(asked)
    jo.device.origin = HOST
    good = jo.device.make(asked)
    for answer in (elsewhere, "nonsense", ""):
        sent = {"challenge": asked["challenge"], "answer": answer}
        refused = await jo.press(ME, f"{ME}/passkeys", **sent)
        assert refused.status == 409
        assert "could not be made" in await refused.text()
    sent = {"challenge": asked["challenge"], "answer": good}
    assert (await jo.press(ME, f"{ME}/passkeys", **sent)).status == 303
    assert (await jo.press(ME, f"{ME}/passkeys", **sent)).status == 409
    again = await jo.asked(ME, f"{ME}/passkeys/ask")
    assert len(again["excludeCredentials"]) == 1  # type: ignore[arg-type]


async def test_one_that_is_taken_away_opens_nothing(owner: Owner) -> None:
    """Its owner takes it away, and nobody else does."""
    sam = await Person(owner.office).sign_in(SAM)
    (key,) = await owner.office.town.store.read(lambda tx: tx.passkeys.of(JO.id))
    await sam.press(ME, f"{ME}/passkeys/remove", id=key.id)
    await owner.get(DOOR)
    assert await owner.enter(await owner.use()) == 303
    await owner.press(ME, f"{ME}/passkeys/remove", id=key.id)
    assert "Take it away" not in await owner.read(ME)
    await owner.press(ME, "/console/sign-out")
    await owner.get(DOOR)
    assert await owner.enter(await owner.use()) == 403


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://bot.example", "bot.example"),
        ("https://bot.example:8443/", "bot.example"),
        ("http://localhost:8080", "localhost"),
        ("http://bot.example", ""),
        ("https://127.0.0.1:8080", ""),
        ("http://127.0.0.1:8080", ""),
        ("https://[::1]:8080", ""),
        ("", ""),
    ],
)
def test_a_passkey_is_for_a_name_on_https(address: str, name: str) -> None:
    """Or for one's own machine by its name; numbers have none."""
    assert Keys(address).name == name


async def test_without_a_name_there_are_links_alone(office: Office, jo: Person) -> None:
    """The pages say so and offer nothing that cannot work."""
    assert "has none yet" in await jo.read(ME)
    assert (await jo.press(ME, f"{ME}/passkeys/ask")).status == 503
    page = await Person(office).read(DOOR)
    assert "With a link" in page
    assert "Sign in with a passkey" not in page


async def test_where_too_many_ask_it_says_so(safe: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, and a link still works."""
    monkeypatch.setattr("connectbot.desk.passkeys.AT_ONCE", 0)
    person = Person(safe)
    assert (await person.press(DOOR, f"{DOOR}/ask")).status == 503
    await person.sign_in()

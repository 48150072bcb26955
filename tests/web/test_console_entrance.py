"""The entrance of the console: who comes in, for how long, and that nothing is open beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from connectbot.desk import staff
from connectbot.desk.staff import CODE, IDLE
from tests.web.office import HERE, HOME, JO, SAM, Office, Person, open_office

LISTING = f"{HOME}/listings/tea-and-talk"


async def test_a_link_is_looked_at_and_then_used(office: Office) -> None:
    """Looking uses nothing up; the button signs in; a second press finds them in already."""
    jo, link = Person(office), await office.invite(JO, "one-time-link-of-jo")
    for _ in range(3):
        assert "signs you in once" in await jo.read(link)
    form = await jo.hidden(link)
    first = await jo.post(link, form)
    assert (first.status, first.headers["Location"]) == (303, HOME)
    assert "Jo Bell" in await jo.read()
    again = await jo.press(link, link)
    assert (again.status, again.headers["Location"]) == (303, HOME)


async def test_the_secret_of_a_visit_is_new(office: Office) -> None:
    """Whoever knew the browser's cookie before it signed in knows nothing."""
    jo, link = Person(office), await office.invite(JO, "one-time-link-of-jo")
    await jo.get(link)
    before = jo.cookie
    await jo.press(link, link)
    assert jo.cookie != before
    thief = Person(office)
    thief.cookie = before
    assert (await thief.get(HOME)).status == 401


async def test_a_link_is_for_the_browser_that_looked_at_it(office: Office) -> None:
    """A form without that browser's cookie or stamp, or from another site, opens nothing, and the
    link is still there for whom it was made."""
    jo, link = Person(office), await office.invite(JO, "one-time-link-of-jo")
    form = await jo.hidden(link)
    for person, sent, headers in (
        (Person(office), form, HERE),
        (jo, {}, HERE),
        (jo, form, {"Sec-Fetch-Site": "cross-site"}),
        (jo, form, {"Origin": "https://elsewhere.example"}),
    ):
        answer = await person.post(link, sent, **headers)
        assert answer.status == 403
        assert "Open the link again" in await answer.text()
    assert (await jo.press(link, link)).status == 303


async def test_a_used_link_or_an_old_one_opens_nothing(office: Office) -> None:
    """403 and a sentence that says what to do."""
    await Person(office).sign_in(code="one-time-link-of-jo")
    old = await office.invite(JO, "another-link-of-jo")
    office.town.now += CODE
    for link in ("/console/sign-in/one-time-link-of-jo", old):
        other = Person(office)
        answer = await other.press(link, link)
        assert answer.status == 403
        assert "Ask whoever runs" in await answer.text()
        assert (await other.get(HOME)).status == 401


@pytest.mark.parametrize(
    ("public_url", "name", "secure"),
    [("http://bot.example", "visit", False), ("https://bot.example", "__Host-visit", True)],
)
async def test_the_cookie_is_read_by_no_script(
    tmp_path: Path, public_url: str, name: str, secure: bool
) -> None:
    """On https it is bound to the host and travels on https alone."""
    async with open_office(tmp_path, public_url) as office:
        link = await office.invite(JO, "one-time-link-of-jo")
        cookie = (await office.client.get(link)).cookies[name]
        assert (cookie["httponly"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert bool(cookie["secure"]) == secure
        assert cookie["samesite"] == "Lax"


async def test_where_nothing_is_a_page_says_so(office: Office) -> None:
    """With the way back for whoever is signed in; a stranger learns nothing of what there is."""
    jo = await Person(office).sign_in()
    for path in ("/console/nope", f"{HOME}/nope", f"{HOME}/listings/nope"):
        answer = await jo.get(path)
        assert answer.status == 404
        assert "Back to where you began" in await answer.text()
        assert (await office.client.get(path)).status == 401


async def test_a_visit_ends_by_itself(office: Office) -> None:
    """Half an hour after the last page; a page in between keeps it going."""
    jo = await Person(office).sign_in()
    for _ in range(3):
        office.town.now += IDLE - timedelta(minutes=1)
        await jo.read()
    office.town.now += IDLE
    assert (await jo.get(HOME)).status == 401


async def test_whoever_signs_out_is_out(office: Office) -> None:
    """The browser forgets its secret, and the secret opens nothing any more."""
    jo = await Person(office).sign_in()
    secret = jo.cookie
    answer = await jo.press(HOME, "/console/sign-out")
    assert "You are signed out" in await answer.text()
    assert answer.cookies["visit"].value == ""
    jo.cookie = secret
    assert (await jo.get(HOME)).status == 401


async def test_whoever_is_sent_away_is_out_at_once(office: Office) -> None:
    """The next page is closed to them."""
    jo = await Person(office).sign_in()
    await office.town.store.run(staff.revoke, "Jo Bell", office.town.now)
    assert (await jo.get(HOME)).status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
)
async def test_a_form_from_elsewhere_changes_nothing(
    office: Office, headers: dict[str, str]
) -> None:
    """Not even with the right stamp; nor one of ours without it, or with somebody else's."""
    jo, sam = await Person(office).sign_in(), await Person(office).sign_in(SAM)
    form = {**await jo.hidden(LISTING), "thing": "when"}
    assert (await jo.post(f"{LISTING}/confirm", form, **headers)).status == 403
    theirs = {**form, "stamp": (await sam.hidden(HOME))["stamp"]}
    for wrong in ({"seen": "1"}, theirs, {**form, "stamp": ""}):
        answer = await jo.post(f"{LISTING}/confirm", wrong)
        assert answer.status == 403
        assert "Nothing was changed" in await answer.text()
    assert (await office.kept("tea-and-talk")).number == 1


FORMS = (
    (f"{LISTING}/confirm", {"seen": "1"}),
    (f"{LISTING}/undo", {"number": "1"}),
    (f"{LISTING}/move", {"state": "removed", "why": "gone"}),
    (f"{LISTING}/edit", {"cost": "£9", "do": "keep", "seen": "1"}),
    (f"{LISTING}/file", {"take": "file"}),
)


@pytest.mark.parametrize(("path", "form"), FORMS)
@pytest.mark.parametrize(
    "who", [SAM, replace(JO, places=("porth-derwen",))], ids=["link worker", "another place"]
)
async def test_only_whoever_keeps_a_place_changes_it(
    office: Office, who: object, path: str, form: dict[str, str]
) -> None:
    """A link worker, and a maintainer of another place, look and change nothing."""
    person = await Person(office).sign_in(who)  # type: ignore[arg-type]
    page = await person.read(LISTING)
    assert "Tea and Talk" in page
    assert "This is right" not in page
    answer = await person.press(HOME, path, **form)
    assert answer.status == 403
    assert "not open to you" in await answer.text()
    kept = await office.kept("tea-and-talk")
    assert (kept.number, kept.state) == (1, "active")


async def test_what_is_not_there_is_not_there(office: Office) -> None:
    """404 for whoever is in; `/console` itself leads to what waits."""
    jo = await Person(office).sign_in()
    for path in ("/listings/nothing", "/suggestions/nothing", "/nowhere", "/listings/x/edit"):
        assert (await jo.get(HOME + path)).status == 404
    answer = await office.client.get(
        "/console", headers={"Cookie": f"visit={jo.cookie}"}, allow_redirects=False
    )
    assert (answer.status, answer.headers["Location"]) == (303, HOME)
    answer = await office.client.post(
        f"{LISTING}/edit",
        data=b"x",
        headers={"Content-Type": "multipart/form-data", "Cookie": f"visit={jo.cookie}"},
    )
    assert answer.status == 400

"""A passkey signs somebody in, once for each time it is asked; what is kept is a public half."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.desk import passkeys, staff
from connectbot.desk.passkeys import AT_ONCE, MOST, WAITS
from connectbot.model.staff import Passkey, Staff
from tests.desk.test_retention import rows, tidied
from tests.desk.test_staff import JO, audited, invited, visits
from tests.desk.town import NOON

SAM = Staff("sam", "Sam", "link-worker", ("oakfield",), NOON)
KEY = Passkey("key-1", "jo", b"public", 3, NOON)


@pytest.fixture
async def office(town):
    """Where Jo has been invited, and made a passkey."""
    await invited(town)
    assert await asked(town)
    assert await town.store.run(passkeys.add, KEY, "sign this", "browser", town.now)
    return town


async def asked(town, challenge="sign this", browser="browser"):
    """A browser is asked to sign something."""
    return await town.store.run(passkeys.ask, challenge, browser, town.now)


async def signed(
    town, *, id="key-1", signs=4, challenge="sign this", browser="browser", to="new secret"
):
    """The page says that the signature is right."""
    return await town.store.run(passkeys.sign_in, id, signs, challenge, browser, to, town.now)


async def test_it_signs_in_and_the_visit_has_a_new_secret(office):
    """Whoever knew the browser's secret before knows nothing; the log tells how they came."""
    await asked(office)
    assert await signed(office) == JO
    assert (await visits(office, "new secret")).staff == JO
    assert await visits(office, "browser") is None
    (kept,) = await office.store.read(lambda tx: tx.passkeys.of("jo"))
    assert (kept.signs, kept.used_at) == (4, office.now)
    assert (await audited(office))[-2:] == [
        ("staff.passkey-added", "staff", "done"),
        ("staff.entered", "staff", "passkey"),
    ]


async def test_the_same_signature_signs_in_once(office):
    """Whoever heard it cannot say it again."""
    await asked(office)
    assert await signed(office)
    assert await signed(office, signs=5) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"browser": "another"},
        {"challenge": "sign that"},
        {"id": "key-2"},
        {"signs": 3},
        {"signs": 0},
    ],
)
async def test_what_is_not_theirs_opens_nothing(office, wrong):
    """Asked of another browser, never asked for, nobody's key, or a copy of it that says less than
    the key said before."""
    await asked(office)
    assert await signed(office, **wrong) is None
    assert await visits(office, "new secret") is None


async def test_what_was_asked_waits_five_minutes(office):
    """Then it has to be asked anew."""
    await asked(office)
    office.now += WAITS
    assert await signed(office) is None


async def test_a_device_that_counts_nothing_signs_in_as_often_as_one_likes(office):
    """Many say 0 for ever."""
    await asked(office)
    quiet = Passkey("key-2", "jo", b"public", 0, NOON)
    assert await office.store.run(passkeys.add, quiet, "sign this", "browser", office.now)
    for secret in ("one secret", "another one"):
        await asked(office)
        assert await signed(office, id="key-2", signs=0, to=secret) == JO


async def test_whoever_is_sent_away_has_no_passkey(office):
    """It is gone with them."""
    await office.store.run(staff.revoke, "Jo Bell", office.now)
    await asked(office)
    assert await signed(office) is None
    assert await rows(office, "passkeys") == []


async def test_one_is_taken_away_by_its_owner_alone(office):
    """Once; then it opens nothing."""
    await invited(office, SAM, page="sams")
    assert not await office.store.run(passkeys.remove, "key-1", SAM, office.now)
    assert await office.store.run(passkeys.remove, "key-1", JO, office.now)
    assert not await office.store.run(passkeys.remove, "key-1", JO, office.now)
    await asked(office)
    assert await signed(office) is None


async def test_there_is_an_end_to_keys_and_to_asking(office):
    """The same key twice, one that was not asked for, an eleventh; a thousandth question."""
    assert not await office.store.run(passkeys.add, KEY, "never asked", "browser", office.now)
    await asked(office)
    assert not await office.store.run(passkeys.add, KEY, "sign this", "browser", office.now)
    for number in range(2, MOST + 2):
        await asked(office)
        new = Passkey(f"key-{number}", "jo", b"public", 0, NOON)
        added = await office.store.run(passkeys.add, new, "sign this", "browser", office.now)
        assert added == (number <= MOST)

    def many(tx):
        return [passkeys.ask(tx, f"{n}", "browser", office.now) for n in range(AT_ONCE + 1)]

    assert (await office.store.run(many)).count(False) == 1
    office.now += WAITS + timedelta(seconds=1)
    assert await asked(office)


async def test_what_nobody_signed_goes(office):
    """With the hour, at the latest."""
    await asked(office)
    office.now += WAITS + timedelta(seconds=1)
    await tidied(office)
    assert await rows(office, "passkey_challenges") == []

"""A predator after names and numbers: what he suggests, claims and edits brings him none."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest

from connectbot.desk import claiming
from connectbot.desk.listings import changing, introducing, merging
from connectbot.desk.referring import looking, making, moving, telling
from connectbot.desk.suggesting import deciding
from connectbot.directory.listing import Checked
from connectbot.model.kept import Act, Body, Kept
from connectbot.model.message import Address
from connectbot.model.resident import Resident
from tests.desk.groups import DOT, ROSA, darts
from tests.desk.referring.darts import CHECK, Darts
from tests.desk.town import JEAN

PREDATOR = "+447700900444"
HIS = "07700 900444"
OPERATOR = Act("operator", "", "cli")
ABOUT = ("Jean", "900101", "900123", "company", "no steps")
"""What of a resident must never reach him."""


@pytest.fixture
async def night(town) -> Darts:
    """A checked darts night, which Jean is on the way to."""
    night = Darts(town)
    await night.open()
    return night


async def suggested(town, night: Darts) -> str:
    """He tells of a group of his own; a maintainer takes it into the directory."""
    await town.store.run(
        lambda tx: tx.suggestions.add("oakfield", "", "new", "resident", "my club", town.now)
    )
    (one,) = await night.groups.queue()
    new = Kept("club", "oakfield", "active", 0, darts("club", checked=None, contact={"phone": HIS}))
    await town.store.run(deciding.accept_new, one.id, new, ROSA, town.desk, town.now)
    return "club"


async def claimed(town, night: Darts) -> str:
    """Its number went to him, and he answers the code that is sent there."""
    here = await night.groups.kept()
    check = {**CHECK, "how": "rang"}
    theirs = darts("darts", checked=check, contact={"phone": HIS})
    await town.store.run(changing.change, "darts", theirs, OPERATOR, town.now, seen=here.number)
    him = await town.resident("+447700900445")
    await night.groups.look()
    claim = partial(claiming.carry_out, resident=him, desk=town.desk, now=town.now)
    await town.store.run(lambda tx: claim(tx, asked=claiming.Asked("darts", "")))
    (code,) = [text.split()[1] for to, text in await town.leave() if to == PREDATOR]
    await town.store.run(lambda tx: claim(tx, asked=claiming.Asked("darts", code)))
    return "darts"


async def edited(town, night: Darts) -> str:
    """A maintainer is talked into another number for a good group."""
    kept = await night.groups.kept()
    new = Body(kept.body.text.replace("07700 900333", HIS))
    await town.store.run(changing.change, "darts", new, ROSA, town.now, seen=kept.number)
    return "darts"


async def merged(town, night: Darts) -> str:
    """His own is taken for the same group, and the two are made one."""
    theirs = {"contact": {"phone": HIS}, "assured": {"joining": "2026-11-24"}}
    await night.groups.add(darts("twin", checked=None, **theirs), "twin")
    plan = await town.store.read(merging.plan, "darts", "twin")
    await town.store.run(merging.carry_out, plan, ROSA, town.now)
    return "darts"


WAYS = (suggested, claimed, edited, merged)


async def read_by(town, number: str) -> list[str]:
    """Everything that this number was ever sent from now on, while he tries what he can."""
    codes = await town.store.read(
        lambda tx: [one.code for one in tx.referrals.of(_jean(tx).id) if one.code]
    )
    read: list[str] = []
    for said in ("yes", "hello", "who is it", *(f"YES {code}" for code in codes), "MY DETAILS"):
        await town.text(said, number)
        read += (await town.delivered())[number]
    return read


def _jean(tx) -> Resident:
    return tx.residents.on(Address("sms", JEAN))[0]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("when", ["before", "asked", "agreed", "told"])
async def test_he_reads_nothing_of_anybody(town, night, way, when) -> None:
    """Whatever he does, and whenever he does it: no name, no number, not a word of hers."""
    if when == "before":
        await town.resident()
        await way(town, night)
    elif when == "told":
        await night.sent("all")
        await way(town, night)
    else:
        made = await night.agreed("all")
        if when == "asked":
            waits = replace(made, state="awaiting_consent", sent_at=None)
            await town.store.run(lambda tx: tx.referrals.keep(waits))
        await way(town, night)
    id = "club" if way is suggested else "darts"
    new = making.New(listing=id, first_name="Jean", to=Address("sms", "+447700900123"))
    with suppress(moving.Refused):
        await town.store.run(making.new, new, making.By("", "command", "Sam"), town.desk, town.now)
    for _ in range(12):
        await town.store.run(looking.look, town.desk, town.now)
        read = (await town.delivered())[PREDATOR]
        assert not [text for text in read if any(one in text for one in ABOUT)]
        town.later(days=1)
    read = await read_by(town, PREDATOR)
    assert not [text for text in read if any(one in text for one in ABOUT)]


async def test_a_check_of_what_is_there_now_counts_again(town, night) -> None:
    """Somebody rang the new number and knows who answered: that is a check, and it may go on."""
    await edited(town, night)
    assert await town.store.read(telling.may_be_given, "darts", town.now.date()) is None
    again = Checked(on=town.now.date(), by="Sam", how="rang, and met them")
    await town.store.run(introducing.check, "darts", again, OPERATOR, town.now)
    found = await town.store.read(telling.may_be_given, "darts", town.now.date())
    assert found is not None


@pytest.mark.parametrize("words", ["im 15", "i am 12 and lonely", "I'm in year 9"])
async def test_no_grown_up_hears_of_a_child(town, night, words) -> None:
    """Said before, while they are asked, or after they agreed; no door makes one for them."""
    made = await night.agreed("all")
    await town.say(words)
    await town.store.run(looking.look, town.desk, town.now)
    assert DOT not in await town.delivered()
    jean = await town.resident()
    assert (await night.now(made)).reason == "under-18"
    new = making.New(listing="darts", first_name="Jean", resident=jean.id)
    with pytest.raises(moving.Refused, match="under 18"):
        await town.store.run(making.new, new, making.By("", "command"), town.desk, town.now)


@pytest.mark.parametrize(
    "words",
    [
        "what is the number of Jean",
        "this is Sam, send me everybody's details",
        "/listing darts",
        "/refer darts",
        "admin",
        "MET",
        "list referrals",
    ],
)
@pytest.mark.parametrize("sender", [DOT, "+447700900999", "+447700900777"])
async def test_whoever_a_text_says_it_is_from_it_opens_nothing(town, night, words, sender) -> None:
    """A group's number, one of our own people's, a stranger's: numbers are easily put on. None of
    them reads a number of anybody, or changes anything but where their own referral stands."""
    made = await night.sent("all")
    before = await night.groups.kept()
    read = await town.say(words, sender)
    assert not [text for text in read if "900101" in text or "company" in text]
    assert await night.groups.kept() == before
    moved = (await night.now(made)).state
    assert moved == ("in_progress" if (words, sender) == ("MET", DOT) else "sent")

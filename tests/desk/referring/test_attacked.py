"""What fresh eyes tried on introductions: none of it brings a number, stops anything in silence, or
cuts off a talk."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import pytest

from connectbot.desk import caring, forget
from connectbot.desk.listings import changing, importing, introducing, reviewing
from connectbot.desk.listings.importing import Draft
from connectbot.desk.referring import consent, making, moving, seeing, telling, to_groups
from connectbot.desk.referring.making import By, New
from connectbot.flows.young import YOUNG
from connectbot.model.kept import Act, Body, Origin
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.groups import DOT, ROSA, darts
from tests.desk.referring.darts import CHECK, NUMBER, Darts
from tests.desk.referring.introduced import BY, SAM_WORKS, TEA, found, in_the_directory, refer
from tests.desk.referring.jean import known, talk
from tests.desk.town import JEAN, SAM

HIS = "07700 900444"
BY_CODE = Act("contact", "", "chat", "it is kept by whoever reads its phone or e-mail")


@pytest.fixture
async def night(town) -> Darts:
    """A checked darts night."""
    night = Darts(town)
    await night.open()
    return night


@pytest.mark.parametrize("first", ["", "YES"])
async def test_a_group_that_knows_of_a_child_hears_that_they_do_not_come(
    town, night, first
) -> None:
    """They say so when the group was told, or has said yes: it reads that at once, no answer of it
    brings the number any more, and whoever sent them is told to speak to them."""
    made = await night.sent("all")
    if first:
        assert NUMBER in await night.dot(f"{first} {made.code}")
    await town.text("im 15", JEAN)
    read = await town.delivered()
    assert [text for text in read[DOT] if "not coming to Darts Night" in text]
    assert [text for text in read[SAM] if to_groups.YOUNG_AFTER in text]
    for word in ("YES", "MET", "YES"):
        assert await night.dot(f"{word} {made.code}") == to_groups.CLOSED
    now = await night.now(made)
    assert (now.state, now.reason) == ("lapsed", "under-18")
    await town.say("im 15", JEAN)  # it is known
    assert len(await town.store.read(lambda tx: list(tx.referrals.events(made.id)))) <= 6


async def test_a_child_is_asked_nothing_more(town, night) -> None:
    """Before they have answered: it ends with their word, and no group hears of it."""
    await in_the_directory(town)
    made = await refer(town)
    await town.leave()
    await town.say("im 15", JEAN)
    assert (await found(town, made.id)).reason == "under-18"


async def test_a_yes_gives_no_number_of_a_child(town, night) -> None:
    """However it came to be known that they are one."""
    made = await night.sent("all")
    jean = await town.resident()
    young = jean.conversation.changed(tags=frozenset({YOUNG}))
    await town.store.run(lambda tx: tx.residents.keep(jean, young, None))
    assert to_groups.LATER in await night.dot(f"YES {made.code}")
    assert (await night.now(made)).reason == "under-18"


async def test_an_undo_brings_back_no_check_of_another_number(town, night) -> None:
    """It lost its check, got another number, and then the first of the two is undone."""
    act = replace(BY_CODE, kind="operator", door="cli")
    await town.store.run(introducing.uncheck, "darts", act, town.now)
    kept = await night.groups.kept()
    his = Body(kept.body.text.replace("07700 900333", HIS))
    await town.store.run(changing.change, "darts", his, ROSA, town.now, seen=kept.number)
    undone = await town.store.run(changing.undo, "darts", 2, ROSA, town.now)
    assert HIS in undone.body.text
    assert await town.store.read(telling.may_be_given, "darts", town.now.date()) is None


@pytest.mark.parametrize(("kind", "given"), [("contact", False), ("operator", True)])
async def test_an_undo_makes_nobody_checked_who_claimed_it(town, night, kind, given) -> None:
    """The check went because somebody else reads its phone now: only a check brings one. What one
    of us took away by mistake comes back."""
    await town.store.run(introducing.uncheck, "darts", replace(BY_CODE, kind=kind), town.now)
    await town.store.run(changing.undo, "darts", None, ROSA, town.now)
    there = await town.store.read(telling.may_be_given, "darts", town.now.date())
    assert (there is not None) is given


@pytest.mark.parametrize("agreed", [False, True])
async def test_who_is_forgotten_is_missed(town, agreed) -> None:
    """He who holds her phone has all forgotten: whoever sent her hears of it, without her name."""
    await in_the_directory(town)
    await known(town, phone="shared")
    await refer(town)
    await town.leave()
    if agreed:
        await talk(town, "GO", "Jean", "1", "mornings")
    jean = await town.resident()
    await town.store.run(forget.asked, jean, town.desk, town.now)
    (told,) = [text for text in (await town.delivered())[SAM] if "is forgotten" in text]
    assert "Tea and Talk" in told
    assert "Jean" not in told


async def test_of_their_own_wish_nobody_is_told(town, night) -> None:
    """Nobody sent them: nobody misses them."""
    await night.sent(made_by="self", door="self")
    jean = await town.resident()
    await town.store.run(forget.asked, jean, town.desk, town.now)
    assert SAM not in await town.delivered()


@pytest.mark.parametrize("kept", [False, True])
async def test_a_number_that_somebody_knows_opens_no_record(town, kept) -> None:
    """Ann sends whoever has this number: what is known of Jean is hers to read once Jean agrees,
    and not where Sam looks after her. What she sent she sees, and no more."""
    await in_the_directory(town)
    ann = Staff("ann", "Ann Day", "link-worker", ("oakfield",), town.now)
    await town.store.run(lambda tx: tx.staff.add(ann))
    await known(town)
    jean = await town.resident()
    if kept:
        await town.store.run(lambda tx: tx.caseloads.add(SAM_WORKS, jean.id, town.now))
    made = await refer(town, By("ann", "console", "Ann"))
    await town.leave()
    today = town.now.date()
    assert await town.store.read(caring.cared, jean.id, ann, today) is None
    sees = await town.store.read(seeing.seen, made.id, ann, today)
    assert (sees.referral.details.area, jean.conversation.saved["area"]) == ("", "LS8")
    await town.store.run(consent.agreed, made.id, "all", town.now)
    assert (await found(town, made.id)).details.area == "LS8"
    cared = await town.store.read(caring.cared, jean.id, ann, today)
    assert (cared is None) is kept


async def test_after_stop_nobody_else_gets_the_phone(town) -> None:
    """Whoever is sent to a number that wants no texts is refused before anything is kept, also by a
    door that goes on after a refusal: Ann is who she was, and the stop stands."""
    await in_the_directory(town)
    for words in ("hello", "STOP"):
        await town.say(words)
    town.later(hours=6)
    ann = await town.resident()
    new = New(TEA, "Zoe", Address("sms", JEAN), shared=True)

    def goes_on(tx) -> None:
        with pytest.raises(moving.Refused, match="were stopped"):
            making.draft(tx, new, BY, town.desk, town.now)

    await town.store.run(goes_on)
    assert await town.resident() == ann
    assert ann.stopped


@pytest.mark.parametrize("words", ["PERSON", "hello"])
async def test_nobodys_talk_is_cut_off_by_another_of_that_phone(town, words) -> None:
    """While Ann writes, and for as long as she waits for a person, nobody else gets the phone."""
    await in_the_directory(town)
    for one in ("hello", "Ann", words):
        await town.say(one)
    ann = await town.resident()
    with pytest.raises(moving.Refused, match="Somebody is writing from this phone just now"):
        await refer(town, shared=True)
    town.later(hours=5)
    if words == "PERSON":
        with pytest.raises(moving.Refused, match="Somebody is writing from this phone just now"):
            await refer(town, shared=True)
        assert (await town.resident()).id == ann.id
    else:
        assert (await refer(town, shared=True)).listing == TEA


async def test_a_files_check_is_of_the_files_number(town, night) -> None:
    """Here it got another number and lost its check; its file tells of a newer check of the old
    number. Whoever takes the file's words takes no check for the other number with them."""
    base = (await night.groups.kept()).body
    his = Body(base.text.replace("07700 900333", HIS))
    kept = await town.store.run(changing.change, "darts", his, ROSA, town.now, seen=1)
    check = ("2026-11-02", "2026-11-20"), ('"Sam"', '"Ann"'), ('"visited"', '"rang"')
    offer = reduce(lambda body, one: Body(body.text.replace(*one)), check, base)
    origin = Origin(base, offer)
    await town.store.run(lambda tx: tx.listings.settle("darts", kept.source, origin))
    act = replace(BY_CODE, kind="maintainer", door="page")
    assert await town.store.run(reviewing.settle, "darts", True, act, town.now)
    assert HIS in (await night.groups.kept()).body.text
    assert await town.store.read(telling.may_be_given, "darts", town.now.date()) is None


async def test_a_files_new_check_is_of_the_files_number(town) -> None:
    """Nobody had checked it; here it got another number, and then its file tells of a check, which
    is taken over by itself: the check is of the number that the file has."""
    night = Darts(town)
    unlooked = darts("darts", checked=None)
    draft = Draft("darts", "oakfield", unlooked, "darts.yaml#1")
    await town.store.run(importing.take, [draft], town.now)
    his = Body(unlooked.text.replace("07700 900333", HIS))
    await town.store.run(changing.change, "darts", his, ROSA, town.now, seen=1)
    again = replace(draft, body=darts("darts", checked=CHECK))
    await town.store.run(importing.take, [again], town.now)
    assert HIS in (await night.groups.kept()).body.text
    assert await town.store.read(telling.may_be_given, "darts", town.now.date()) is None

"""Check-ins that were ended from the phone: who of our people asks, and ticks it off."""

from __future__ import annotations

from dataclasses import replace

from connectbot.desk.checking import ended, ending
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.checking.rounds import consented
from tests.desk.town import JEAN, NOON

SAM, KIM = (Staff(id, id.title(), "link-worker", ("oakfield",), NOON) for id in ("sam", "kim"))
LEA = Staff("lea", "Lea", "lead", ("oakfield",), NOON)
ELSEWHERE = Staff("ida", "Ida", "link-worker", ("porth-derwen",), NOON)
ASK = "Check-ins of {} were ended from the phone: ask, where it is safe, if it was them."


async def begun(town, by="sam", name=""):
    """Jean is in check-ins that one of our people began; all of them are here. Her number."""
    made = await consented(town)

    def kept(tx):
        for one in (SAM, KIM, LEA, ELSEWHERE):
            tx.staff.add(one)
        tx.checkins.change(replace(made, referrer=by))
        who = tx.residents.at(Address("sms", JEAN), "oakfield", town.now)
        saved = {**who.conversation.saved, **({"name": name} if name else {})}
        tx.residents.keep(who, who.conversation.changed(saved=saved), None)
        return who.id

    return await town.store.run(kept)


async def reads(town, staff):
    """What one of our people has to ask."""
    return await town.store.read(ended.ended, staff, (staff.id,), town.now)


async def those_who_read(town):
    """Everybody who has something to ask."""
    return [one.id for one in (SAM, KIM, LEA, ELSEWHERE) if await reads(town, one)]


async def ticks(town, who, staff):
    """One of our people presses Done."""
    return await town.store.run(ended.asked, who, staff, town.now.date(), town.now)


async def test_whoever_looks_after_her_asks(town) -> None:
    """Sam enrolled Jean and handed her on: Kim reads her name and opens her page, Sam reads
    nothing, nor does anybody else."""
    who = await begun(town, name="Jean")
    await town.store.run(lambda tx: tx.caseloads.add("kim", who, town.now))
    assert await those_who_read(town) == []
    await town.say("NO CHECK-INS")
    assert await those_who_read(town) == ["kim"]
    [one] = await reads(town, KIM)
    assert (one.words, one.since, one.opens) == (ASK.format("Jean"), town.now, True)


async def test_of_nobodys_everybody_in_the_place_asks(town) -> None:
    """Also where who looked after her was sent away; her page opens to the lead alone."""
    who = await begun(town)
    await town.store.run(lambda tx: tx.caseloads.add("sam", who, town.now))
    await town.say("NO CHECK-INS")
    assert await those_who_read(town) == ["sam"]
    await town.store.run(lambda tx: tx.staff.revoke("sam", town.now))
    assert await those_who_read(town) == ["sam", "kim", "lea"]  # Sam cannot sign in any more
    [one] = await reads(town, KIM)
    assert (one.words, one.opens) == (ASK.format("Somebody"), False)
    assert [one.opens for one in await reads(town, LEA)] == [True]


async def test_it_is_ticked_off_for_everybody(town) -> None:
    """Once, by whoever reads it, and the log says by whom; her enrolment stays as it is."""
    who = await begun(town)
    await town.say("NO CHECK-INS")
    assert not await ticks(town, who, ELSEWHERE)
    assert await those_who_read(town) == ["sam", "kim", "lea"]
    assert await ticks(town, who, KIM)
    assert await those_who_read(town) == []
    assert not await ticks(town, who, SAM)
    [after] = await town.store.read(lambda tx: tx.checkins.of(who))
    assert (after.state, after.taken_back_at) == ("withdrawn", None)
    audit = await town.store.read(lambda tx: tx.audit.newest())
    assert [one.action for one in audit].count("checkin.dealt_with") == 1


async def test_it_is_there_for_two_weeks(town) -> None:
    """Then it is too late to ask."""
    await begun(town)
    await town.say("NO CHECK-INS")
    town.later(days=14)
    assert len(await reads(town, SAM)) == 1
    town.later(seconds=1)
    assert await reads(town, SAM) == []


async def test_other_ends_are_nobodys_to_ask_about(town) -> None:
    """What nobody of ours began is theirs; and of who is not there any more nothing is asked."""
    who = await begun(town, by="")
    await town.say("NO CHECK-INS")
    assert await those_who_read(town) == []
    [made] = await town.store.read(lambda tx: tx.checkins.of(who))
    again = replace(made, state="consented", referrer="sam")
    await town.store.run(lambda tx: tx.checkins.change(again))
    await town.store.run(ending.withdrawn, who, town.now, "moved")
    assert await those_who_read(town) == []


async def test_of_whoever_has_no_address_no_name_is_told(town) -> None:
    """Who was set aside is nobody's to look up."""
    who = await begun(town, name="Jean")
    await town.say("NO CHECK-INS")
    here = await town.resident()
    await town.store.run(lambda tx: tx.residents.leave(here.address, who, "forgotten"))
    [one] = await reads(town, LEA)
    assert (one.words, one.opens) == (ASK.format("Somebody"), False)

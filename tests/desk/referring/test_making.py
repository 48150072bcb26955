"""Somebody is referred: to a checked group, with a neutral text, and nobody who wants none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from connectbot.desk.ports import System
from connectbot.desk.referring import by_us, making, tasks
from connectbot.desk.referring.making import By
from connectbot.desk.referring.moving import Refused
from connectbot.model.conversation import Conversation
from connectbot.model.kept import Act
from connectbot.model.message import Address
from tests.desk.referring.introduced import (
    BY,
    HELLO,
    TEA,
    found,
    in_the_directory,
    look,
    moved,
    refer,
)
from tests.desk.town import JEAN, NOON

GROWN = Conversation("oakfield", saved={"name": "Ann"})


async def known(town, conversation=GROWN):
    """Somebody writes from Jean's number already."""
    resident = await town.resident()
    await town.store.run(lambda tx: tx.residents.keep(resident, conversation, None))
    return await town.resident()


async def test_a_link_worker_refers_somebody(town) -> None:
    """Jean is asked by a neutral text at once, and Sam looks after her from now on."""
    await in_the_directory(town)
    made = await refer(town, access="no steps", area="ls8")
    assert await town.leave() == [(JEAN, HELLO)]
    assert (made.state, made.place, made.need, made.made_by) == (
        "awaiting_consent",
        "oakfield",
        "bereavement",
        "sam",
    )
    assert (made.details.first_name, made.details.area, made.details.sender) == (
        "Jean",
        "LS8",
        "Sam",
    )
    assert made.listing_number == 1
    jean = await town.resident()
    assert jean.conversation.promised.startswith(f"referral {made.id} {TEA} ")
    assert jean.conversation.saved == {"name": "Jean"}
    assert await town.store.read(lambda tx: tx.caseloads.has(["sam"], jean.id))
    told = await town.store.read(lambda tx: tx.audit.newest())
    assert (told[0].action, told[0].actor, told[0].result) == ("referral.made", "staff", "command")


@pytest.mark.parametrize(
    ("by", "actor", "who"),
    [
        (By("system:surgery", "api"), "service", "system"),
        (By("", "command", "Sam"), "operator", "link-worker"),
    ],
)
async def test_a_system_and_an_operator_refer_too(town, by, actor, who) -> None:
    """Who made it is told; without a name the team is named; nobody gets a caseload by it."""
    await in_the_directory(town)
    made = await refer(town, by)
    told = (await town.store.read(lambda tx: tx.audit.newest()))[0]
    log = await town.store.read(lambda tx: tx.referrals.events(made.id))
    assert (told.actor, log[0].who, log[0].who_id) == (actor, who, "")
    assert await town.store.read(by_us.maker, made) == by.id
    assert ("said you'd expect" in (await town.leave())[0][1]) or not by.sender


@pytest.mark.parametrize(
    ("listing", "asked", "why"),
    [
        ({}, {"listing": "nothing"}, "no listing 'nothing': `connectbot directory find`"),
        ({"checked": None}, {}, r"Tea and Talk \(tea-and-talk\) is not checked"),
        ({"suspended": date(2026, 11, 1)}, {}, "is not checked"),
        ({}, {"under_18": True}, "Nobody under 18"),
        ({}, {"urgency": "now"}, "no urgency 'now'; there is routine, soon, urgent"),
        ({}, {"first_name": " "}, "A first name is needed"),
        ({}, {"first_name": "=cmd()"}, "made of letters: leave '=' out"),
        ({}, {"to": Address("sms", "+44" + "1" * 10)}, "no mobile that takes texts. Ring them"),
        ({}, {"matters": "x" * 301}, "matters has 301 signs; 300 are the most"),
        ({}, {"access": "no\x07bells"}, "access holds signs that cannot be printed"),
        ({}, {"to": None}, "A phone that takes texts is needed"),
        ({}, {"to": Address("webchat", "abc")}, "Nothing can be sent by webchat here"),
        ({}, {"to": Address("pigeon", "abc")}, "Nothing can be sent by pigeon here"),
        ({}, {"to": None, "resident": 77}, "Nobody of this number is known"),
    ],
)
async def test_what_cannot_be_is_refused(town, listing, asked, why) -> None:
    """Each refusal says why and what to do, and nothing is kept of it."""
    await in_the_directory(town, **listing)
    with pytest.raises(Refused, match=why):
        await refer(town, **asked)
    assert await town.leave() == []
    assert await town.store.read(lambda tx: tx.residents.on(Address("sms", JEAN))) == []


async def test_a_country_that_is_not_served_is_refused(town) -> None:
    """Nothing is sent to a number that is not served here."""
    await in_the_directory(town)
    town.changed(elsewhere=lambda address: True)
    with pytest.raises(Refused, match="not in a country that is served"):
        await refer(town)


@pytest.mark.parametrize(
    ("state", "why"),
    [("removed", "no listing 'tea-and-talk'"), ("hidden", "is hidden for now")],
)
async def test_a_listing_that_is_not_found_is_given_no_name(town, state, why) -> None:
    """One that is removed, or rests, is not referred to."""
    await in_the_directory(town)
    with pytest.raises(Refused, match=why):
        await _with_kept(town, state=state)


async def test_a_merged_listing_names_the_one_that_answers_for_it(town) -> None:
    """Whoever refers is told where to."""
    await in_the_directory(town)
    with pytest.raises(Refused, match="is one with cosy-cafe now"):
        await _with_kept(town, state="merged", merged_into="cosy-cafe")


async def test_a_listing_that_does_not_hold_together_is_told(town) -> None:
    """What nobody can read is nobody's to be sent to."""
    await in_the_directory(town)
    with pytest.raises(Refused, match="does not hold together"):
        await _with_kept(town, body=None)


async def _with_kept(town, **changes):
    """The same, while the listing stands otherwise in the database."""

    def asked(tx):
        kept = tx.listings.get(TEA)
        body = replace(kept.body, text="{}") if "body" in changes else kept.body
        tx.listings.put(
            replace(kept, **{**changes, "body": body}), Act("operator", "", "cli"), NOON
        )
        return making.new(
            tx, making.New(TEA, "Jean", Address("sms", JEAN)), BY, town.desk, town.now
        )

    return await town.store.run(asked)


async def test_whoever_stopped_is_not_subscribed_again(town) -> None:
    """Somebody who texted STOP is refused, by whatever door and however often."""
    await in_the_directory(town)
    await town.say("STOP")
    for by in (BY, By("system:surgery", "api")):
        with pytest.raises(Refused, match=r"Texts to this number were stopped.*START"):
            await refer(town, by)
    assert await town.leave() == []


async def test_a_child_is_not_introduced_to_adults(town) -> None:
    """Somebody who said that they are under 18 is given to no group."""
    await in_the_directory(town)
    await known(town, Conversation("oakfield", tags=frozenset({"young"})))
    with pytest.raises(Refused, match="Nobody under 18"):
        await refer(town)


async def test_the_same_twice_is_one(town) -> None:
    """While one is open a second to the same group is refused; when it is over, it is not."""
    await in_the_directory(town)
    made = await refer(town)
    with pytest.raises(Refused, match="already: awaiting consent"):
        await refer(town)
    await moved(town, made.id, "lapsed", reason="other")
    assert (await refer(town)).id != made.id


async def test_a_resident_who_is_known_is_referred_by_their_number(town) -> None:
    """From the console somebody is chosen; their own district is taken where none is said."""
    await in_the_directory(town)
    ann = await known(town, Conversation("oakfield", saved={"name": "Ann", "area": "LS9"}))
    made = await refer(town, to=None, first_name="Ann", resident=ann.id)
    assert (made.resident_id, made.details.area) == (ann.id, "LS9")


async def test_one_without_a_name_is_taken_to_be_them(town) -> None:
    """Whoever wrote from this number without a name is who is meant; none is put on them."""
    await in_the_directory(town)
    before = await known(town, Conversation("oakfield", saved={"area": "LS8"}))
    made = await refer(town)
    assert made.resident_id == before.id
    assert "name" not in (await town.resident()).conversation.saved


async def test_another_name_on_the_phone_is_asked_about(town) -> None:
    """Where somebody else writes from the number, it takes a word that they share it; then the new
    one is somebody of their own, and the other is not lost."""
    await in_the_directory(town)
    ann = await known(town)
    with pytest.raises(Refused, match="Somebody of another first name writes from this number"):
        await refer(town)
    made = await refer(town, shared=True)
    jean = await town.resident()
    assert (made.resident_id, jean.sharing, jean.conversation.saved["name"]) == (
        jean.id,
        True,
        "Jean",
    )
    assert jean.id != ann.id
    assert (await refer(town, listing=TEA, first_name="ann")).resident_id == ann.id


async def test_somebody_asks_for_themselves(town) -> None:
    """A resident's own wish waits for their word in the same talk, and no text goes."""
    await in_the_directory(town)
    jean = await known(town, Conversation("oakfield", saved={"name": "Jean", "area": "LS8"}))
    made = await town.store.run(
        making.for_themselves, jean, TEA, town.desk, NOON, company=True, matters="cake"
    )
    kept = await found(town, made.id)
    assert (kept.state, kept.door, kept.made_by) == ("awaiting_consent", "self", "self")
    assert (kept.details.first_name, kept.details.company, kept.details.matters) == (
        "Jean",
        True,
        "cake",
    )
    assert await town.leave() == []
    told = (await town.store.read(lambda tx: tx.audit.newest()))[0]
    assert (told.action, told.actor) == ("referral.made", "resident")
    town.later(days=1)
    await look(town)
    over = await found(town, made.id)
    assert (over.state, over.reason) == ("lapsed", "no-answer")
    assert await town.leave() == []
    assert await town.store.read(tasks.tasks, (), ("oakfield",), town.now) == []


async def test_of_two_drafts_one_is_asked(town) -> None:
    """Two of our people write the same down: who comes first asks, the other is told."""
    await in_the_directory(town)
    new = making.New(TEA, "Jean", Address("sms", JEAN))

    async def drafted():
        return await town.store.run(making.draft, new, BY, town.desk, town.now)

    first, second = await drafted(), await drafted()
    await town.store.run(making.ask, first, BY, town.desk, town.now)
    with pytest.raises(Refused, match="already: awaiting consent"):
        await town.store.run(making.ask, second, BY, town.desk, town.now)


async def test_who_made_it_is_told_by_name(town) -> None:
    """One of our people, another system, or whoever asked for it themselves."""
    await in_the_directory(town)
    made = await refer(town, By("system:abc", "api"))

    def names(tx) -> list[str]:
        tx.systems.add(System("abc", "Oakfield Surgery", ("oakfield",), town.now), "hash")
        return [by_us.maker(tx, replace(made, made_by=id)) for id in ("system:abc", "self", "sam")]

    assert await town.store.run(names) == ["Oakfield Surgery", "the resident", "Sam Lee"]

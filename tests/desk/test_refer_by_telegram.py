"""A link worker refers somebody from Telegram: found, named, in their words, asked on a button."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.desk import staff
from connectbot.desk.commanding import referring
from connectbot.desk.listings import introducing
from connectbot.desk.ports import Traits
from connectbot.desk.referring import moving
from connectbot.model.kept import Act
from connectbot.model.staff import Staff
from tests.desk.groups import DOT, darts
from tests.desk.referring.darts import CHECK, Darts
from tests.desk.test_commanding import CHAT, CODE, Maintainer
from tests.desk.town import NOON, TRAITS

JEAN = "+447700900123"
WHO = "Jean 07700 900123"


@pytest.fixture
async def night(town) -> Darts:
    """A checked darts night."""
    town.changed(traits={**TRAITS, "telegram": Traits("telegram", True, False, 30.0, 4096)})
    night = Darts(town)
    await night.open()
    return night


async def linked(town, role: str = "link-worker") -> Maintainer:
    """Rosa, invited, linked."""
    new = Staff("rosa", "Rosa Bell", role, ("oakfield",), NOON)
    await town.store.run(staff.invite, new, {"telegram": CODE}, NOON, known=["oakfield"])
    rosa = Maintainer(town)
    await rosa.ask("link", CODE)
    return rosa


@pytest.fixture
async def rosa(town, night) -> Maintainer:
    """A link worker."""
    return await linked(town)


async def press(rosa: Maintainer, option: str) -> tuple[str, tuple[str, ...]]:
    """The button with these words under the newest message."""
    about, message = await rosa.town.store.read(lambda tx: tx.outbox.question(CHAT))
    number = str(message.options.index(option) + 1)
    return await rosa.says(number, manner="pressed", about=about)


async def to_the_end(rosa: Maintainer, who: str = WHO, matters: str = "") -> str:
    """As far as the last question; what is read back."""
    await rosa.ask("refer", "darts")
    await rosa.says(who)
    said = await rosa.says(matters) if matters else await press(rosa, referring.SKIP)
    return said[0]


async def states(town) -> list[str]:
    """Where everything stands."""
    jean = await town.resident(JEAN)
    return [one.state for one in await town.store.read(lambda tx: tx.referrals.of(jean.id))]


async def test_in_five_messages(town, night, rosa) -> None:
    """Jean is asked, by the name she knows; she is in Rosa's caseload, and the group heard
    nothing."""
    text, options = await rosa.ask("refer", "darts")
    assert (text.split(".")[0], options) == ("Darts Night", (referring.LEAVE,))
    text, options = await rosa.says(WHO)
    assert (text, options) == (
        referring.MATTERS.format(name="Jean"),
        (referring.SKIP, referring.LEAVE),
    )
    text, options = await rosa.says("she misses company")
    assert "ends in 123, to Darts Night" in text
    assert "she misses company" in text
    assert "900123" not in text
    text, _ = await press(rosa, referring.ASK)
    read = await town.delivered()
    assert set(read) == {JEAN}
    assert "Rosa" in read[JEAN][0]
    jean = await town.resident(JEAN)
    (made,) = await town.store.read(lambda tx: tx.referrals.of(jean.id))
    assert (made.state, made.door, made.made_by) == ("awaiting_consent", "telegram", "rosa")
    assert made.details.matters == "she misses company"
    assert made.id in text
    assert await town.store.read(lambda tx: tx.caseloads.has(["rosa"], jean.id))


async def test_a_button_of_what_has_ended_has_passed(town, rosa) -> None:
    """Half an hour later, twice, and from an account that is linked no more: it is no word of a
    resident, nobody is welcomed, and nobody is asked."""
    await to_the_end(rosa)
    about, _ = await town.store.read(lambda tx: tx.outbox.question(CHAT))
    town.later(minutes=31)
    for number in ("1", "1", "2"):
        pressed = {"manner": "pressed", "about": about, "provider_id": f"old:{number}"}
        received = await town.text(number, at=CHAT, **pressed)
        assert (received.passed, received.resident_id) == (True, 0)
    await rosa.ask("unlink")
    assert (await town.text("1", at=CHAT, manner="pressed", about=about)).passed
    assert await rosa.read() == ("", ())
    assert await states(town) == ["draft"]
    assert await town.store.read(lambda tx: tx.residents.on(CHAT)) == []


async def test_where_they_stand_tells_nothing_of_anybody(town, rosa) -> None:
    """Names and numbers are in the draft, which is sealed."""
    await to_the_end(rosa, matters="she misses company")
    stands = await town.store.read(lambda tx: tx.switches.get("at-referring:rosa"))
    assert "Jean" not in stands
    assert "900123" not in stands
    assert "company" not in stands


async def test_nobody_is_asked_without_the_button(town, rosa) -> None:
    """Words are not enough, an old button is not, and one pressed twice is one."""
    await to_the_end(rosa)
    await town.text(referring.ASK, at=CHAT)
    assert await states(town) == ["draft"]
    await to_the_end(rosa)
    old = await town.store.read(lambda tx: tx.outbox.question(CHAT))
    assert (await press(rosa, referring.LEAVE))[0] == referring.LEFT
    await town.text("1", at=CHAT, manner="pressed", about=old[0])
    assert await states(town) == ["draft", "draft"]
    await to_the_end(rosa)
    about, _ = await town.store.read(lambda tx: tx.outbox.question(CHAT))
    town.number = 70
    await rosa.says("1", manner="pressed", about=about)
    town.number = 70
    await town.text("1", at=CHAT, manner="pressed", about=about)
    assert sorted(await states(town)) == ["awaiting_consent", "draft", "draft"]
    assert len((await town.delivered())[JEAN]) == 1


@pytest.mark.parametrize(
    "words",
    ["Jean", "07700 900123", "Jean 123 456 789", "Jean from the hall in town 07700 900123"],
)
async def test_a_name_and_a_mobile(town, rosa, words) -> None:
    """What is neither is asked again."""
    await rosa.ask("refer", "darts")
    assert (await rosa.says(words))[0] == referring.NOT_WHO
    assert (await rosa.says("Jean, +44 7700 900123"))[0].startswith("What matters to Jean")


async def test_too_much_is_asked_for_shorter(rosa) -> None:
    """Nothing is cut off without a word."""
    await rosa.ask("refer", "darts")
    await rosa.says(WHO)
    assert "300 signs" in (await rosa.says("company " * 50))[0]
    assert "company" in (await rosa.says("company"))[0]


async def test_a_phone_that_two_use(town, rosa) -> None:
    """Somebody of another name writes from it: the link worker says that it is shared."""
    await to_the_end(rosa)
    await press(rosa, referring.ASK)
    await rosa.ask("refer", "darts")
    text, _ = await rosa.says("Tom 07700 900123")
    assert "by the word shared after the number" in text
    await rosa.ask("refer", "darts")
    assert "What matters to Tom" in (await rosa.says("Tom 07700 900123 shared"))[0]


async def test_several_groups(town, night, rosa) -> None:
    """One is chosen; anything else is not of this any more."""
    await night.groups.add(darts("darts-two", checked=CHECK), "darts-two")
    text, options = await rosa.ask("refer", "darts night")
    assert (text, set(options)) == (referring.WHICH, {"darts", "darts-two"})
    assert (await press(rosa, "darts-two"))[0].startswith("Darts Night")
    await rosa.ask("refer", "darts night")
    await town.text("something else", at=CHAT)
    stands = await town.store.read(lambda tx: tx.switches.get("at-referring:rosa"))
    assert stands is None


@pytest.mark.parametrize("words", ["chess", ""])
async def test_no_such_group(rosa, words) -> None:
    """And how it is asked for."""
    text, _ = await rosa.ask("refer", words)
    assert text == (referring.NOTHING if words else referring.HOW)


async def test_only_groups_that_may_be_given_a_name(town, night, rosa) -> None:
    """Not one that nobody checked; and one that is suspended at the last moment is not."""
    await night.groups.add(darts("bingo", name="Bingo", checked=None), "bingo")
    assert (await rosa.ask("refer", "bingo"))[0] == referring.NOTHING
    await to_the_end(rosa)
    act = Act("operator", "", "cli")
    await town.store.run(introducing.suspend, "darts", "a complaint", act, town.now, NOON.date())
    assert (await press(rosa, referring.ASK))[0] == referring.NOTHING
    assert await states(town) == ["draft"]


async def test_a_draft_that_was_asked_meanwhile(town, rosa) -> None:
    """From the console, say: it is not asked twice."""
    await to_the_end(rosa)
    jean = await town.resident(JEAN)
    (draft,) = await town.store.read(lambda tx: tx.referrals.of(jean.id))
    await town.store.run(moving.move, draft.id, "awaiting_consent", "link-worker", town.now)
    assert "is awaiting consent already" in (await press(rosa, referring.ASK))[0]


@pytest.mark.parametrize("step", ["who", "matters", "sure"])
async def test_it_can_be_left_at_every_step(town, rosa, step) -> None:
    """Nobody is asked."""
    await rosa.ask("refer", "darts")
    if step != "who":
        await rosa.says(WHO)
    if step == "sure":
        await press(rosa, referring.SKIP)
    assert (await press(rosa, referring.LEAVE))[0] == referring.LEFT
    assert "asked" not in "".join(await states(town))


async def test_after_half_an_hour_it_is_over(town, rosa) -> None:
    """What they write then is a message like any other."""
    await to_the_end(rosa)
    town.later(minutes=31)
    await town.text(referring.ASK, at=CHAT)
    assert await states(town) == ["draft"]


@pytest.mark.parametrize("role", ["maintainer", "lead"])
async def test_who_may(town, night, role) -> None:
    """Whoever talks to residents; for whoever keeps listings there is no such command."""
    person = await linked(town, role)
    assert await person.send("refer", "darts") is (role == "lead")


async def test_a_stranger_and_somebody_sent_away(town, night, rosa) -> None:
    """There is no such command for either, and what was begun is over."""
    await to_the_end(rosa)
    await town.store.run(lambda tx: tx.staff.revoke("rosa", town.now + timedelta(seconds=1)))
    assert not await rosa.send("refer", "darts")
    assert await states(town) == ["draft"]
    assert DOT not in await town.delivered()


async def test_a_number_that_pretends_to_be_one_of_ours(town, night, rosa) -> None:
    """By text there are no commands at all, whoever the number says it is."""
    read = await town.say("/refer darts", "+447700900999")
    assert not any("first name" in text for text in read)
    listed = await town.say("what is the number of Jean", "+447700900999")
    assert not any("900123" in text for text in listed)


async def test_listing_ends_what_refer_began(town, rosa) -> None:
    """One thing at a time."""
    await rosa.ask("refer", "darts")
    await rosa.send("listing")
    stands = await town.store.read(lambda tx: tx.switches.get("at-referring:rosa"))
    assert stands is None


async def test_urgent_words_are_heard_from_our_own_too(town, rosa) -> None:
    """They are answered as anybody's are, and nothing is written down."""
    await rosa.ask("refer", "darts")
    await town.text("i want to kill myself", at=CHAT)
    assert any("999" in text for _, text in await town.leave("telegram"))
    assert await states(town) == []

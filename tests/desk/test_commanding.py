"""One of our people changes a listing from Telegram: linked once, found, changed, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk import staff
from connectbot.desk.commanding import answers, taking
from connectbot.desk.ports import Traits
from connectbot.directory.assured import assured_on
from connectbot.model.delivery import Sent
from connectbot.model.kept import Body
from connectbot.model.message import Address, Inbound
from connectbot.model.staff import Staff
from tests.desk.groups import ROSA as ANOTHER
from tests.desk.groups import Groups, darts
from tests.desk.town import NOON, TRAITS

CHAT = Address("telegram", "4242")
CODE = "ABCDEFGHJK"


class Maintainer:
    """Rosa with her phone."""

    def __init__(self, town) -> None:
        self.town = town
        self.sent = 0

    async def send(self, name: str, rest: str = "", provider_id: str = "") -> bool:
        """A command; whether it was taken as one."""
        self.sent += 1
        town = self.town
        inbound = Inbound(CHAT, provider_id or f"T{self.sent}", f"/{name}", town.now)
        return await town.store.run(taking.command, inbound, name, rest, town.desk, town.now)

    async def ask(self, name: str, rest: str = "") -> tuple[str, tuple[str, ...]]:
        """A command, and what comes back: the words and the buttons."""
        assert await self.send(name, rest)
        return await self.read()

    async def says(self, words: str, **fields: object) -> tuple[str, tuple[str, ...]]:
        """Words or a button, and what comes back."""
        await self.town.text(words, at=CHAT, **fields)
        return await self.read()

    async def read(self) -> tuple[str, tuple[str, ...]]:
        """The last message that came."""
        last = ("", ())
        while claimed := await self.town.claim("telegram"):
            for one in claimed:
                last = (one.message.text, one.message.options)
                await self.town.settle(one, Sent(one.id))
        return last


@pytest.fixture
async def groups(town) -> Groups:
    """The town's groups."""
    town.changed(traits={**TRAITS, "telegram": Traits("telegram", True, False, 30.0, 4096)})
    groups = Groups(town)
    await groups.add()
    return groups


@pytest.fixture
async def rosa(town, groups) -> Maintainer:
    """Rosa, invited, linked."""
    new = Staff("rosa", "Rosa", "maintainer", ("oakfield",), NOON)
    await town.store.run(staff.invite, new, {"telegram": CODE}, NOON, known=["oakfield"])
    rosa = Maintainer(town)
    text, _ = await rosa.ask("link", CODE)
    assert text.startswith("You are linked, Rosa. Send /listing")
    return rosa


async def test_a_field_is_chosen_changed_and_taken_back(town, groups, rosa) -> None:
    """Find, show, choose, write, look, keep; undo is one more button."""
    text, options = await rosa.ask("listing", "darts night")
    assert "darts (oakfield), revision 1" in text
    assert "contact.phone: 07700 900333" in text
    text, options = await rosa.says(answers.EDIT)
    assert "When" in options
    text, _ = await rosa.says("When")
    assert "Tuesdays 2pm to 4pm" in text
    text, options = await rosa.says("Thursdays 7pm to 9pm")
    assert (text.count("->"), options) == (1, (answers.KEEP, answers.LEAVE))
    text, _ = await rosa.says(answers.KEEP)
    assert text == "Kept: darts, revision 2. It is in the next answer."
    assert (await groups.listing()).when[0].byday == "TH"
    await rosa.says(answers.UNDO)
    assert (await groups.listing()).when[0].byday == "TU"
    assert (await rosa.says(answers.DONE))[0] == answers.FINISHED
    history = await town.store.read(lambda tx: tx.listings.history("darts"))
    assert [(one.act.who, one.act.door) for one in history[1:]] == [("rosa", "telegram")] * 2
    told = await town.store.read(lambda tx: tx.audit.entries())
    assert [one.actor for one in told if one.action == "listing.changed"][1:] == ["maintainer"] * 2


async def test_one_button_says_that_it_is_right(town, groups, rosa) -> None:
    """All of it is said to be so today; a button pressed twice is one."""
    await rosa.ask("listing", "DARTS")
    (about, _) = await town.store.read(lambda tx: tx.outbox.question(CHAT))
    press = {"manner": "pressed", "about": about}
    town.number = 70
    await rosa.says("1", **press)
    assert assured_on(await groups.listing()) == NOON.date()
    town.number = 70
    again = await town.text("1", at=CHAT, **press)
    assert (again.repeat, (await groups.kept()).number) == (True, 2)


async def test_what_is_wrong_comes_back_with_its_mend(groups, rosa) -> None:
    """The same checks as at every door; nothing is kept until it is right, or left."""
    await rosa.ask("listing", "darts")
    await rosa.says(answers.EDIT)
    await rosa.says("When")
    text, options = await rosa.says("now and then")
    assert "now and then" in text
    assert options == (answers.LEAVE,)
    await rosa.says("Tuesdays 2pm to 4pm")
    await rosa.ask("listing", "darts")
    await rosa.says(answers.EDIT)
    await rosa.says("Postcode")
    assert "no postcode" in (await rosa.says("somewhere"))[0]
    assert (await rosa.says(answers.LEAVE))[0] == answers.FINISHED
    assert (await groups.kept()).number == 1


async def test_a_dash_takes_a_field_out_and_the_same_words_change_nothing(groups, rosa) -> None:
    """Where nothing differs nothing is asked."""
    for field, words in (("Phone", "-"), ("Cost", "free")):
        await rosa.ask("listing", "darts")
        await rosa.says(answers.EDIT)
        await rosa.says(field)
        text, _ = await rosa.says(words)
        if words == "free":
            assert text == answers.SAME
        else:
            await rosa.says(answers.KEEP)
    assert (await groups.listing()).contact.phone is None


async def test_somebody_was_faster(town, groups, rosa) -> None:
    """What another changed meanwhile is told, and not overwritten."""
    await rosa.ask("listing", "darts")
    for words in (answers.EDIT, "Cost", "£1"):
        await rosa.says(words)
    await town.store.run(
        taking.changing.change, "darts", darts(cost="£5"), ANOTHER, town.now, seen=1
    )
    text, _ = await rosa.says(answers.KEEP)
    assert "somebody changed it since you looked" in text
    assert (await groups.listing()).cost == "£5"


async def test_only_her_places(town, groups, rosa) -> None:
    """What is elsewhere is not hers to change, by its id either; nor once she is sent away."""
    kept = replace(await groups.kept(), id="far", place="porth-derwen", number=0)
    await town.store.run(taking.changing.add, kept, ANOTHER, town.now)
    assert (await rosa.ask("listing", "far"))[0] == answers.NOT_YOURS
    await rosa.ask("listing", "darts")
    await town.store.run(staff.revoke, "Rosa", town.now)
    await rosa.says(answers.RIGHT)
    assert (await groups.kept()).number == 1
    assert not await rosa.send("listing", "darts")


async def test_a_place_is_taken_from_her_while_she_looks(town, groups, rosa) -> None:
    """What moves to another place is not hers any more."""
    await rosa.ask("listing", "darts")
    moved = replace(await groups.kept(), place="porth-derwen")
    await town.store.run(lambda tx: tx.listings.put(moved, ANOTHER, town.now))
    assert (await rosa.says(answers.RIGHT))[0] == answers.NOT_YOURS


async def test_several_and_none(groups, rosa) -> None:
    """Several are offered by their ids; words for none say what to try."""
    await groups.add(darts("darts-two", name="Darts Night Two"), "darts-two")
    text, options = await rosa.ask("listing", "darts night two")
    if options != taking._MENU:
        assert text == answers.WHICH
        text, _ = await rosa.says("darts-two")
    assert "darts-two (oakfield)" in text
    assert (await rosa.ask("listing", "zebra crossing"))[0] == answers.NOTHING
    assert (await rosa.ask("listing"))[0] == answers.HOW


async def test_anything_else_is_her_own_talk(town, groups, rosa) -> None:
    """Whoever keeps a listing is a person too: words that choose nothing are answered as anybody's,
    urgent ones at once; after half an hour nothing waits."""
    await rosa.ask("listing", "darts")
    assert (await rosa.says("what is on near LS8?"))[0] != answers.FINISHED
    assert (await rosa.says(answers.RIGHT))[0] != "Kept: darts, revision 2."
    assert (await groups.kept()).number == 1
    for words in ("i want to kill myself", "field", "value"):
        await rosa.ask("listing", "darts")
        await rosa.says(words)
    await rosa.ask("listing", "darts")
    town.later(minutes=31)
    await rosa.says(answers.RIGHT)
    assert (await groups.kept()).number == 1


@pytest.mark.parametrize("steps", [(answers.EDIT,), (answers.EDIT, "Cost", "£1")])
async def test_what_chooses_nothing_ends_it(groups, rosa, steps) -> None:
    """At each question: nothing is changed, and what comes after is no answer to it any more."""
    await rosa.ask("listing", "darts")
    for words in steps:
        await rosa.says(words)
    await rosa.says("hello", manner="edited")
    await rosa.says("i am lonely")
    await rosa.says(answers.KEEP)
    assert (await groups.kept()).number == 1


async def test_what_does_not_hold_together_any_more_is_not_kept(town, groups, rosa) -> None:
    """Something else made of it meanwhile what this program cannot read."""
    await rosa.ask("listing", "darts")
    for words in (answers.EDIT, "Cost", "£1"):
        await rosa.says(words)
    broken = replace(await groups.kept(), body=Body("{}"))
    await town.store.run(lambda tx: tx.listings.put(broken, ANOTHER, town.now))
    assert "missing" in (await rosa.says(answers.KEEP))[0]
    assert (await groups.kept()).number == 2


async def test_a_stranger_has_no_such_commands(town, groups) -> None:
    """Neither with nor without a code that was never made, and a code works once."""
    nobody = Maintainer(town)
    for name, rest in (("listing", "darts"), ("link", ""), ("link", "NOTACODE22"), ("menu", "")):
        assert not await nobody.send(name, rest)


async def test_a_command_brought_twice_is_done_once(town, groups, rosa) -> None:
    """Telegram brings again what it thinks was lost."""
    assert await rosa.send("link", CODE, provider_id="T1")
    assert await rosa.send("listing", "darts", provider_id="T50")
    assert await rosa.send("listing", "darts", provider_id="T50")
    assert (await town.counts())["queued"] == 1
    assert (await rosa.ask("unlink"))[0] == answers.UNLINKED
    assert not await rosa.send("listing", "darts")


async def test_a_confidential_address_is_not_told_or_changed(groups, rosa) -> None:
    """Neither shown, nor among what can be chosen."""
    where = {"venue": "Nook", "address": "1 Elm Way", "outcode": "LS8", "confidential": True}
    await groups.add(darts("safe", name="Safe Tea", where=where), "safe")
    text, _ = await rosa.ask("listing", "safe")
    assert "Elm" not in text
    _, options = await rosa.says(answers.EDIT)
    assert not {"Venue", "Address", "Postcode"} & set(options)


async def test_a_button_under_a_listing_that_is_left_has_passed(town, groups, rosa) -> None:
    """Done with it, an older button changes nothing, and what was taken once is a repeat."""
    await rosa.ask("listing", "darts")
    about, message = await town.store.read(lambda tx: tx.outbox.question(CHAT))
    done = str(message.options.index(answers.DONE) + 1)
    pressed = {"manner": "pressed", "about": about, "provider_id": "same"}
    assert (await town.text(done, at=CHAT, **pressed)).words == answers.DONE
    assert (await rosa.read())[0] == answers.FINISHED
    again = await town.text(done, at=CHAT, **pressed)
    assert (again.repeat, again.passed) == (True, False)
    late = await town.text("1", at=CHAT, manner="pressed", about=about, provider_id="other")
    assert (late.repeat, late.passed) == (False, True)
    assert await rosa.read() == ("", ())

"""After 90 days a number may be somebody else's: who it is, is asked before anything is used."""

from connectbot.flows import sentences
from connectbot.model.message import Address
from tests.desk.household import BEFORE, WHO, everybody, joan_and_ted


async def test_after_ninety_days_nothing_personal_is_used(town):
    """A number may be somebody else's by then: no name and no need is said; yes brings it back."""
    await town.to_the_groups()
    town.later(days=91)
    await town.wake()
    await town.leave()
    assert await town.say("i need a food bank") == [BEFORE]
    town.later(minutes=1)
    (shown, *_) = await town.say("yes i have")
    assert "LS8" in shown


async def test_a_number_that_is_somebody_elses_now(town):
    """What was held about whoever had it is dropped, and they are welcomed as anybody."""
    await town.to_the_groups()
    (before,) = (await everybody(town)).values()
    town.later(days=91)
    await town.say("hello")
    town.later(minutes=1)
    welcome, *_ = await town.say("2")
    assert "Who sees this phone" in welcome
    assert await town.store.read(lambda tx: tx.residents.get(before.id)) is None


async def test_after_ninety_days_who_does_not_say_begins_afresh(town):
    """The old details are kept apart: not used, and not spoken of on this number again."""
    await town.to_the_groups()
    (before,) = (await everybody(town)).values()
    town.later(days=91)
    for words in ("hello", "what", "eh"):
        town.later(minutes=1)
        assert await town.say(words) == [BEFORE]
    town.later(minutes=1)
    welcome, *_ = await town.say("dunno")
    assert "Who sees this phone" in welcome
    kept = await town.store.read(lambda tx: tx.residents.get(before.id))
    assert (kept.away, kept.conversation.saved["area"]) == (True, "LS8")
    town.later(hours=5)
    assert sentences.WHO not in "".join(await town.say("hello"))


async def test_two_on_a_number_are_asked_by_name_only_after_yes(town):
    """After a long silence the names are not shown to a stranger."""
    await joan_and_ted(town)
    town.later(days=91)
    assert await town.say("hello") == [BEFORE]
    town.later(minutes=1)
    assert await town.say("1") == [WHO]


async def test_on_a_phone_that_others_see_both_stay_apart(town):
    """New after a long silence on a shared phone: nothing is dropped, and nobody is named."""
    await joan_and_ted(town)
    town.later(days=91)
    await town.say("hello")
    town.later(minutes=1)
    await town.say("2")
    assert "Joan" not in await everybody(town)
    town.later(hours=5)
    assert "Joan" not in "".join(await town.say("hello"))


async def test_web_chat_is_no_number(town):
    """A browser is nobody else's after a while."""
    chat = Address("webchat", "session-1")
    await town.text("im lonely, LS8", at=chat)
    town.later(days=91)
    await town.text("hello", at=chat)
    assert sentences.WRITTEN_BEFORE not in "".join(t for _, t in await town.leave("webchat"))

"""A household with one phone: Joan and Ted, and what they are asked."""

from connectbot.flows import sentences
from connectbot.model.message import Address
from tests.desk.town import JEAN

WHO = f"{sentences.WHO}\n1 Joan\n2 Ted\n3 {sentences.SOMEONE_ELSE}"
BEFORE = f"{sentences.WRITTEN_BEFORE}\n1 {sentences.BEFORE_YES}\n2 {sentences.BEFORE_NO}"


async def somebody_begins(town):
    """Somebody looks for company near LS8, on a phone that others see, and gives no name."""
    await town.say("im lonely, LS8")
    for words in ("others too", "go on"):
        town.later(minutes=1)
        await town.say(words)


async def joan_and_ted(town):
    """Joan looks for company near LS8; then Ted takes the phone and looks for food near LS9."""
    await somebody_begins(town)
    town.later(minutes=1)
    await town.say("it's not Joan, it's Ted")
    for words in ("go on", "we have no food, LS9"):
        town.later(minutes=1)
        await town.say(words)
    town.later(minutes=1)


async def everybody(town, sender=JEAN):
    """Who writes from a number, by name."""
    found = await town.store.run(lambda tx: tx.residents.on(Address("sms", sender)))
    return {one.conversation.saved.get("name", ""): one for one in found}

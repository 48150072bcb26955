"""Check-ins while the service runs: sent, answered, and emptied at the provider."""

import logging
from dataclasses import dataclass, field, replace

from connectbot.app import checkins, redacting
from connectbot.app.service import Service
from connectbot.desk.checking import hushing
from connectbot.model.delivery import Sent
from tests.app.scripted import FakeChannel
from tests.desk.checking.rounds import consented, enrolment, waves


@dataclass
class Emptying(FakeChannel):
    """A channel whose provider empties what it is asked to, once it listens."""

    listens: bool = True
    emptied: list[str] = field(default_factory=list)

    async def redact(self, provider_id: str) -> bool:
        """Empty it."""
        self.emptied.append(provider_id)
        return self.listens


def service_of(town, channel):
    """A service that is not started."""
    return Service(town.store, town.desk, {"sms": channel}, lambda: town.now)


async def answered(town):
    """Somebody has said GO to a check-in."""
    await consented(town)
    town.now = (await waves(town))["baseline"].next_at
    service = service_of(town, FakeChannel())
    await checkins.look(service)
    await town.leave()
    await town.say("GO")


async def test_what_is_due_is_sent_by_the_tick(town):
    """The tick looks until nothing is due."""
    await answered(town)
    assert (await waves(town))["baseline"].state == "sent"


async def test_one_that_breaks_is_told_of(town, caplog):
    """The operator is told that something broke, and at which wave; not whose."""
    await consented(town)
    made = await enrolment(town)
    await town.store.run(lambda tx: tx.checkins.change(replace(made, place="nowhere")))
    town.now = (await waves(town))["baseline"].next_at
    service = service_of(town, FakeChannel())
    service.desk = replace(town.desk, default_place="nowhere")
    await checkins.look(service)
    assert "a check-in broke and was put by" in caplog.text
    assert made.id not in caplog.text


async def test_an_answer_is_emptied_by_the_tick(town, caplog):
    """Until the provider says so it is asked again; then nothing is left to ask."""
    await answered(town)
    channel = Emptying(listens=False)
    with caplog.at_level(logging.WARNING):
        await redacting.look(service_of(town, channel))
    assert "has not emptied" in caplog.text
    channel.listens = True
    await redacting.look(service_of(town, channel))
    assert channel.emptied == ["SM1", "SM1"]
    assert await town.store.read(hushing.to_redact) == []


async def test_what_went_unredacted_is_emptied_by_the_tick(town):
    """A question that the provider refuses to empty is asked for again, and holds up no other."""
    await answered(town)
    await town.store.run(hushing.redacted, 1)
    for number in (1, 2):
        await town.text(f"{number}")
        for claimed in await town.claim():
            await town.settle(claimed, Sent(f"SM-out-{number}", kept=True))
    waiting = await town.store.read(hushing.said_to_redact)
    assert waiting
    channel = Emptying(listens=False)
    await redacting._ours(service_of(town, channel))
    assert channel.emptied == [one for _, _, one in waiting]
    channel.listens = True
    await redacting.look(service_of(town, channel))
    assert await town.store.read(hushing.said_to_redact) == []

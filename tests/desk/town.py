"""A small town for tests: the starter community, a real store, and time that only tests move."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from connectbot.app.worlds import world_of
from connectbot.desk import deliver, handover, receive, remind, revisions, wake
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store, Traits
from connectbot.desk.rota import Rota, contacts_of
from connectbot.files import community_at, starter
from connectbot.flows.flow import Flow
from connectbot.flows.world import World
from connectbot.model.delivery import Claimed, Outcome, Outgoing, Sent
from connectbot.model.message import Address, Inbound, Message, MessageClass
from connectbot.model.resident import Handover, Resident
from connectbot.settings.reading import quiet_hours
from connectbot.store.opening import open_store
from tests.tables import lay

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
JEAN = "+447700900101"
SAM = "+447700900999"
LEE = "+447700900998"
WORLD = world_of(community_at(starter()))
TRAITS = {
    "sms": Traits("sms", False, True, 1.0, 1600),
    "webchat": Traits("webchat", True, False, 100.0, 10_000),
    "email": Traits("email", False, False, 1.0, 10_000),
}


def rota(asked: str = f"Sam {SAM}; Lee {LEE}", urgent: str = f"Lee {LEE}") -> Rota:
    """Whom to ask for a person, and whom to tell of urgent words."""
    return Rota(LONDON, {"": contacts_of(asked)}, {"": contacts_of(urgent)})


def desk_for_tests(**changes: object) -> Desk:
    """A desk with Sam and then Lee to hand over to, and Lee as safeguarding lead."""
    tokens = (f"token-{number}" for number in itertools.count(1))
    desk = Desk(
        world=WORLD,
        rota=rota(),
        quiet=quiet_hours("20:00-09:00", "Europe/London"),
        traits=TRAITS,
        public_url="https://bot.oakfield.example",
        token=lambda: next(tokens),
        default_place="oakfield",
    )
    return replace(desk, **changes)  # type: ignore[arg-type]


@dataclass(repr=False)  # a failing property is told with its town: that would be the whole world
class Town:
    """Somebody texts, the desk answers, and what leaves is handed over at once."""

    store: Store
    desk: Desk
    folder: Path
    now: datetime = NOON
    number: int = 0

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    async def restart(self, **flows: tuple[str, str]) -> None:
        """Everything ends and begins again; in each flow named, one text was replaced."""
        await self.store.close()
        self.store = _store_in(self.folder)
        texts = dict(community_at(starter()).flows)
        for flow, (old, new) in flows.items():
            file = f"flows/{flow.replace('_', '-')}.yaml"
            assert texts[file].count(old) == 1, f"{old!r} is not in {file}"
            texts[file] = texts[file].replace(old, new)
        parsed = [Flow.parse(text, file) for file, text in texts.items()]
        world = World.build(WORLD, parsed, await self.store.read(revisions.stood_in))
        await self.store.run(revisions.keep, world.bodies(), self.now)
        self.changed(world=world)

    async def text(
        self, words: str, sender: str = JEAN, *, at: Address | None = None, **fields: object
    ) -> receive.Received:
        """Somebody writes; only the desk's turn, nothing leaves yet."""
        self.number += 1
        inbound = Inbound(at or Address("sms", sender), f"SM{self.number}", words, self.now)
        inbound = replace(inbound, **fields)  # type: ignore[arg-type]
        return await self.store.run(receive.receive, inbound, self.desk, self.now)

    async def say(self, words: str, sender: str = JEAN) -> list[str]:
        """Somebody writes and reads what comes back."""
        await self.text(words, sender)
        return [text for to, text in await self.leave() if to == sender]

    async def to_the_groups(self, sender: str = JEAN) -> list[str]:
        """From the first words to the groups near LS8; what is read last."""
        for words in ("im lonely since my husband died, LS8", "1"):
            await self.say(words, sender)
        return await self.say("1", sender)

    async def claim(self, channel: str = "sms") -> list[Claimed]:
        """What may leave now."""
        return list(await self.store.run(deliver.claim, channel, self.desk, self.now, 50, None))

    async def settle(self, claimed: Claimed, outcome: Outcome) -> None:
        """What the provider answered."""
        await self.store.run(deliver.settle, claimed, outcome, self.desk, self.now)

    async def leave(self, channel: str = "sms") -> list[tuple[str, str]]:
        """Everything that may leave now is delivered: (to, text) in order."""
        gone = []
        while claimed := await self.claim(channel):
            for message in claimed:
                gone.append((message.address.value, message.message.text))
                await self.settle(message, Sent(f"SM-out-{message.id}"))
        return gone

    async def delivered(self, channel: str = "sms") -> defaultdict[str, list[str]]:
        """The same, for each number what it reads."""
        read: defaultdict[str, list[str]] = defaultdict(list)
        for to, text in await self.leave(channel):
            read[to].append(text)
        return read

    def changed(self, **fields: object) -> None:
        """The operator changes something."""
        self.desk = replace(self.desk, **fields)  # type: ignore[arg-type]

    async def chase(self) -> int:
        """Look whether somebody who was asked has not come."""
        return await self.store.run(handover.chase, self.desk, self.now)

    async def expire(self) -> int:
        """End what was not sent in time."""
        return await self.store.run(deliver.expire, self.desk, self.now)

    async def wake(self) -> list[str]:
        """Take those whose time has come a step on."""
        return await self.store.run(wake.wake_due, self.desk, self.now)

    async def remind(self) -> int:
        """Keep what was promised for later."""
        return await self.store.run(remind.remind_due, self.desk, self.now)

    async def take(self, token: str, browser: str = "browser") -> Handover | None:
        """One of our people opens a link."""
        return await self.store.run(handover.open_talk, token, browser, self.desk, self.now)

    async def resident(self, sender: str = JEAN) -> Resident:
        """Whoever writes from this number."""
        return await self.store.run(
            lambda tx: tx.residents.at(Address("sms", sender), "oakfield", self.now)
        )

    async def queue(
        self,
        text: str,
        kind: MessageClass,
        sender: str = JEAN,
        *,
        at: Address | None = None,
        **fields: object,
    ) -> str:
        """Something is decided, of one segment and for a day; its id."""
        outgoing = Outgoing(
            address=at or Address("sms", sender),
            message=Message(text),
            kind=kind,
            segments=1,
            created_at=self.now,
            send_before=self.now + timedelta(days=1),
        )
        outgoing = replace(outgoing, **fields)  # type: ignore[arg-type]
        return await self.store.run(lambda tx: tx.outbox.add(outgoing))

    async def counts(self) -> dict[str, int]:
        """How many messages stand in each state."""
        return dict(await self.store.read(lambda tx: tx.outbox.counts()))


def link_token(text: str) -> str:
    """The one-time part of the link in a text to our own people."""
    return text.rsplit("/", 1)[1]


def open_town(folder: Path, **changes: object) -> Town:
    """A town in a folder of its own."""
    return Town(_store_in(folder), desk_for_tests(**changes), folder)


def _store_in(folder: Path) -> Store:
    lay(folder / "data" / "connectbot.db")
    return open_store(f"sqlite:///{folder}/data/connectbot.db", folder / "keys")

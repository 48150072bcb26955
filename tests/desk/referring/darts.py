"""Darts Night, which is checked and has Dot's phone, and Jean, who would like to go there."""

from __future__ import annotations

from dataclasses import replace

from connectbot.desk.referring import consent, looking
from connectbot.model.message import Address
from connectbot.model.referral import Referral
from tests.desk.groups import DOT, Groups, darts
from tests.desk.referring.introduced import draft
from tests.desk.town import JEAN

CHECK = {"on": "2026-11-02", "by": "Sam", "how": "visited"}
NUMBER = "07700 900101"


class Darts:
    """What goes on between Jean, Dot and the desk."""

    def __init__(self, town) -> None:
        self.town = town
        self.groups = Groups(town)

    async def open(self, **more: object) -> None:
        """The group is in the directory, checked."""
        await self.groups.add(darts("darts", **{"checked": CHECK, **more}))

    async def agreed(self, share: str = "name-and-number", **more: object) -> Referral:
        """Jean says that it is fine; nobody is told yet."""
        return await self.town.store.run(self._agreed, share, more)

    def _agreed(self, tx, share, more):
        town, given = self.town, {"made_by": "", "listing": "darts", **more}
        resident = tx.residents.at(given.pop("at"), "oakfield", town.now) if "at" in given else None
        resident = resident or tx.residents.at(Address("sms", JEAN), "oakfield", town.now)
        made = tx.referrals.add(draft(resident.id, **given))
        tx.referrals.keep(replace(made, state="awaiting_consent", asked_at=town.now))
        return consent.agreed(tx, made.id, share, town.now)

    async def look(self) -> None:
        """The clock asks what is due."""
        await self.town.store.run(looking.look, self.town.desk, self.town.now)

    async def sent(self, share: str = "name-and-number", **more: object) -> Referral:
        """The same, and Dot was told; what she reads is taken away."""
        made = await self.agreed(share, **more)
        await self.look()
        await self.town.leave()
        return made

    async def now(self, made: Referral) -> Referral:
        """Where it stands."""
        return await self.town.store.read(lambda tx: tx.referrals.get(made.id))

    async def dot(self, words: str, sender: str = DOT) -> str:
        """Dot answers, and reads this."""
        return " ".join(await self.town.say(words, sender))

"""kill -9 at any moment: nothing accepted is lost, nothing is answered twice, order is kept."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from connectbot.fakes.twilio import Receipts
from connectbot.fakes.twilio.ledger import new_sid
from tests.e2e.communities import ECHO, made_community
from tests.e2e.conftest import in_one_loop
from tests.e2e.ledger import Kept, kept_in
from tests.e2e.street import Street
from tests.e2e.webhook import post_text

pytestmark = [in_one_loop, pytest.mark.alone, pytest.mark.kill, pytest.mark.timeout(240)]

KILLS = 25
RESIDENTS = 6
SEED = 20261122


class Resident:
    """Somebody who texts 1, 2, 3 ... and sends the same text again until it is taken.

    The provider's list knows nothing of these texts: what was taken can come from nowhere else. A
    new text follows the answer, or a few hundredths of a second without one.
    """

    def __init__(self, street: Street, number: str) -> None:
        self.street, self.number = street, number
        self.texts: list[str] = []
        self.again = 0
        self.enough = False

    async def write(self) -> None:
        """Text until `enough`; the last text is taken before this returns."""
        while not self.enough:
            self.texts.append(str(len(self.texts) + 1))
            await self._send(self.texts[-1].encode(), new_sid())
            for _ in range(3):
                if len(self.street.received(self.number)) >= len(self.texts):
                    break
                await asyncio.sleep(0.01)

    async def _send(self, body: bytes, sid: str) -> None:
        url = self.street.service.url
        while (await post_text(url, self.number, body, sid=sid))[0] != 200:
            self.again += 1
            await asyncio.sleep(0.05)


async def test_25_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """Each text that got a 200 is kept once, answered once, in its order, sent at most once."""
    chance = random.Random(SEED)
    community = made_community(tmp_path / "community", ECHO)
    async with Street(tmp_path / "service", COMMUNITY=str(community)) as street:
        street.twilio.receipts = Receipts(seconds=2.0)
        residents = [Resident(street, f"+4477009001{n:02}") for n in range(RESIDENTS)]
        writing = [asyncio.create_task(resident.write()) for resident in residents]
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.02, 0.4))
            await street.service.kill()
            await street.service.start()
        for resident in residents:
            resident.enough = True
        await asyncio.gather(*writing)
        assert "What is first?" in await street.ask("+447700900199", "I am new here")
        assert await street.service.stop() is not None
        assert sum(resident.again for resident in residents) > KILLS, "the kills hit nobody"
        assert sum(len(resident.texts) for resident in residents) > 5 * KILLS
        assert sum(len(street.received(resident.number)) for resident in residents) > KILLS
        kept = kept_in(street.service.folder)
        for resident in residents:
            kept_once(resident, kept[resident.number])
        assert "Traceback" not in street.service.log


def kept_once(resident: Resident, kept: Kept) -> None:
    """What one resident wrote and was sent, against what the database holds."""
    assert kept.heard == resident.texts
    answers = ["What is first?", *(f"Noted {n}. What is next?" for n in resident.texts[1:])]
    assert kept.said == answers
    # In the order the provider took them: how it hands them over is its own affair.
    provider = resident.street.twilio.messages
    sent = [record.body for record in provider if record.to == resident.number]
    assert len(sent) == len(set(sent)), "a text was sent twice"
    assert sent == [answer for answer in answers if answer in set(sent)], "texts out of order"
    assert set(kept.states) <= {"done", "sent", "delivered", "queued", "sending", "lost"}
    assert set(kept.attempts) <= {0, 1}

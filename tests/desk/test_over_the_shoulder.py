"""Somebody unsafe may hold the phone: what we begin tells nothing of what was talked about."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.desk import deliver, handover, receive, wake
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Address, Inbound, MessageClass
from tests.desk.town import WORLD

PRIVATE = {
    *(need.title.casefold() for need in map(WORLD.needs.get, WORLD.needs.ids)),
    *(listing.name.casefold() for listing in WORLD.book.listings.values()),
    *(line.ring for line in WORLD.safety.helplines.values() if line.ring),
    *(line.text for line in WORLD.safety.helplines.values() if line.text),
}
WORDS = st.sampled_from(
    """im lonely since my husband died, LS8|1|2|3|4|0|GO|MENU|BACK|MORE|PERSON|HELP|LS8|food bank|
    he hits me|i want to kill myself|the heating is off|STOP|START|WRONG PERSON|what|me and my baby|
    is this free|07700 900123|thanks""".replace("\n", "").split("|")
)
WAITS = st.sampled_from([0, 1, 16, 31, 61, 60 * 12, 60 * 24, 60 * 49])
TALKS = st.lists(st.tuples(WORDS, st.sampled_from([0, 0, 0, 20]), WAITS), max_size=12)


@dataclass
class Ear:
    """An outbox that also remembers what is put into it."""

    outbox: Any
    decided: list[Outgoing]

    def add(self, outgoing: Outgoing) -> str:
        """Queue it, and remember it."""
        self.decided.append(outgoing)
        return self.outbox.add(outgoing)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.outbox, name)


@dataclass
class Overheard:
    """A transaction whose outbox has an ear."""

    tx: Any
    outbox: Ear

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tx, name)


def heard(use_case: Any, decided: list[Outgoing]) -> Any:
    """The use case, with everything it decides remembered."""

    def listening(tx: Any, *args: Any) -> Any:
        return use_case(Overheard(tx, Ear(tx.outbox, decided)), *args)

    return listening


async def _lives_through(town, talk, number):
    """What is decided while somebody talks, waits, and time goes by."""
    decided: list[Outgoing] = []
    address = Address("sms", number)
    for position, (words, late, wait) in enumerate(talk):
        at = town.now - timedelta(minutes=late)
        inbound = Inbound(address, f"{number}-{position}", words.strip(), at)
        ear = heard(receive.receive, decided)
        await town.store.run(ear, inbound, town.desk, town.now)
        town.later(minutes=wait)
        for use_case in (wake.wake_due, handover.chase, deliver.expire):
            await town.store.run(heard(use_case, decided), town.desk, town.now)
    return [one for one in decided if one.address == address]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(talk=TALKS)
async def test_what_we_begin_names_no_need_no_listing_and_no_helpline(town, talk):
    """Whatever was said before, and however long ago: service texts hold nothing of it."""
    town.number += 1
    for one in await _lives_through(town, talk, f"+4477009{town.number:05d}"):
        if one.kind is MessageClass.SERVICE:
            said = " ".join((one.message.text, *one.message.options)).casefold()
            assert not [private for private in PRIVATE if private in said]
            assert not one.message.links


async def test_the_talk_itself_names_them(town):
    """In answer to their own words the same names are said: the property above is not empty."""
    talk = [("im lonely since my husband died, LS8", 0, 0), ("1", 0, 0), ("1", 0, 60 * 24)]
    decided = await _lives_through(town, talk, "+447700900199")
    replies = " ".join(one.message.text for one in decided if one.kind is MessageClass.REPLY)
    assert any(private in replies.casefold() for private in PRIVATE)
    assert [one.kind for one in decided][-1] is MessageClass.SERVICE

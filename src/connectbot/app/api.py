"""`/api/referrals` joined to the desk: a token to a system, what it sends to a referral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from aiohttp import web

from connectbot.app.asking import Parts
from connectbot.desk.ports import System
from connectbot.desk.referring import by_system
from connectbot.flows.answers.phone import phone
from connectbot.web.api import Refused, api_routes
from connectbot.web.api_shape import Person

_MOBILE = "+447"
_TRIES = 3


def routes(parts: Parts, public_url: str) -> Sequence[web.AbstractRouteDef]:
    """Its addresses."""
    return api_routes(
        whose=partial(whose, parts),
        send=partial(send, parts),
        seen=partial(seen, parts),
        public_url=public_url,
    )


async def whose(parts: Parts, token: str) -> System | None:
    """Whose token this is."""
    return await parts.store.read(by_system.whose, token)


async def send(parts: Parts, system: System, person: Person, key: str, body: bytes) -> str:
    """Somebody is asked; the answer as JSON. Raises Refused."""
    sent, desk = _sent(person), parts.running.desk
    kept = by_system.key_of(key, body)
    for _ in range(_TRIES):
        try:
            made = await parts.store.run(by_system.send, system, sent, kept, desk, parts.now())
        except by_system.Meanwhile:
            continue  # it was sent twice at one moment: the other one is the answer
        except by_system.OtherBody as used:
            raise Refused(409, str(used)) from None
        except by_system.Unfit as unfit:
            raise Refused(422, str(unfit)) from None
        parts.running.sender.nudge()
        return made
    raise Refused(409, by_system.OTHER_BODY)


def _sent(person: Person) -> by_system.Sent:
    words = (person.first_name, person.sender, person.matters, person.access)
    if not all(one.isprintable() for one in words):
        raise Refused(422, by_system.SIGNS)
    number = phone(person.phone)
    if number is None or not number.startswith(_MOBILE):
        raise Refused(422, by_system.NUMBER)
    return by_system.Sent(
        listing=person.listing,
        first_name=person.first_name,
        to=number,
        sender=person.sender,
        matters=person.matters,
        access=person.access,
        area=person.area,
        urgency=person.urgency,
        under_18=person.under_18,
        shared=person.shared_phone,
    )


async def seen(parts: Parts, system: System, id: str) -> Mapping[str, str | None] | None:
    """Where one stands that this system sent."""
    return await parts.store.read(by_system.seen, system, id)

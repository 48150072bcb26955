"""How it was said: in words, by a button of ours, by opening the talk, or as a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.flows import engine, opening
from connectbot.model.conversation import Turn
from connectbot.model.message import Inbound
from connectbot.model.resident import Resident

OPENS = "START"
"""What opening the talk says in words, for those who read it, and where the talk has begun."""


def in_words(tx: Tx, inbound: Inbound) -> Inbound | None:
    """The message as words; None for a button under anything but what was asked there last."""
    if inbound.manner == "opened":
        return replace(inbound, text=OPENS)
    if inbound.manner != "pressed":
        return inbound
    asked = tx.outbox.question(inbound.sender)
    if asked is None or asked[0] != inbound.about:
        return None
    options = {str(number): option for number, option in enumerate(asked[1].options, start=1)}
    option = options.get(inbound.text)
    return None if option is None else replace(inbound, text=option)


def turn(resident: Resident, inbound: Inbound, desk: Desk, now: datetime) -> Turn | None:
    """What is answered; None where nothing is: to a harmless correction, and to a button where the
    talk has moved on."""
    talk, world = resident.conversation, desk.world
    if inbound.manner == "edited":
        return engine.corrected(talk, inbound, world, now)
    if inbound.manner == "opened":
        return opening.opened(talk, inbound, world, now)
    if inbound.manner == "pressed" and not opening.takes_a_button(talk, world, now):
        return None
    return engine.advance(talk, inbound, world, now)

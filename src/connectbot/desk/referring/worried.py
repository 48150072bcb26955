"""A group is worried about somebody: it is thanked, and not answered as if the danger were its own.

Whoever is alerted reads it as ever; what stands here is only what the group reads.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import replying, to_groups
from connectbot.model.conversation import Turn
from connectbot.model.effect import Alert
from connectbot.model.message import Inbound, Message

_ANOTHER = re.compile(
    r"\b(?:s?he|they|her|his|him|their|them)(?:['\u2019]?(?:s|re|d|ll|ve))?\b", re.IGNORECASE
)
_OWN = re.compile(r"\b(?:me|my|mine|myself|us|our|i want|i will|i have)\b", re.IGNORECASE)


def answered(tx: Tx, inbound: Inbound, turn: Turn, desk: Desk, now: datetime) -> Turn:
    """The turn, with words for whoever is worried about another where a group wrote that."""
    alerted = any(isinstance(effect, Alert) for effect in turn.effects)
    if not (turn.safety and alerted and is_of_another(inbound.text)):
        return turn
    if not replying.waits_for(tx, inbound.sender, desk, now):
        return turn
    return replace(turn, replies=(Message(to_groups.WORRIED),))


def is_of_another(text: str) -> bool:
    """Whether it speaks of somebody else, and of nobody's own danger."""
    return _ANOTHER.search(text) is not None and _OWN.search(text) is None

"""Whoever suggested something is told what became of it; nothing of it is read over a shoulder."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk import sentences
from connectbot.desk.asking import words
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.say import say, say_to
from connectbot.flows import promised
from connectbot.flows import sentences as said
from connectbot.flows.leaving import PAUSED
from connectbot.flows.young import YOUNG
from connectbot.model.message import FLEETING, Message, MessageClass
from connectbot.model.suggested import Ending, Suggestion

TOLD = "suggestion"
LONGEST_REASON = 250
"""Letters: with our own words before it, two texts."""


def tell(
    tx: Tx, suggestion: Suggestion, ending: Ending, reason: str, desk: Desk, now: datetime
) -> None:
    """Queue the answer, in quiet hours for the morning; nothing where nobody can be told."""
    if suggestion.to is not None:
        name = desk.place(suggestion.place).name
        right = words.told_declined(name, reason) if reason else words.told_right(name)
        say_to(tx, suggestion.to, right, MessageClass.SERVICE, TOLD, desk, now)
    elif suggestion.resident is not None:
        _resident(tx, suggestion, suggestion.resident, ending, reason, desk, now)


def _resident(
    tx: Tx,
    suggestion: Suggestion,
    number: int,
    ending: Ending,
    reason: str,
    desk: Desk,
    now: datetime,
) -> None:
    resident = tx.residents.get(number)
    if resident is None or resident.address.channel in FLEETING:
        return
    resident = desk.placed(resident)
    talk = resident.conversation
    if talk.stranger or {PAUSED, YOUNG} & talk.tags:
        return
    tongue, place = desk.world.tongue(talk), desk.place(talk.place).name
    if ending != "declined":
        line = sentences.TOLD_NEW if suggestion.kind == "new" else sentences.TOLD_PUT_RIGHT
    elif talk.promised:  # a reminder they asked for waits for its GO: it is not pushed aside
        line = sentences.TOLD_LOOKED
    else:
        line = said.NEUTRAL
        talk = talk.changed(promised=promised.told(reason))
        tx.residents.keep(resident, talk, resident.wake_at)
    message = Message(tongue(line).format(place=place))
    say(tx, resident, message, MessageClass.SERVICE, desk, now, purpose=TOLD)

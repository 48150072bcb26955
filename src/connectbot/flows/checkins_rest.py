"""Why GO brings no check-in just now, and what is said of it instead."""

from __future__ import annotations

from datetime import date

from connectbot.directory import words
from connectbot.flows import resting, sentences
from connectbot.flows.scene import Scene
from connectbot.model.conversation import Conversation

PAUSED, HALTED, OVER = "paused", "halted", "over"
"""They asked for a rest (until a day); urgent words; the last is over (the next is on a day)."""


def noted(talk: Conversation, why: str, day: date | None = None) -> Conversation:
    """The conversation, in which it is kept why; of a pause or a next check-in with its day."""
    words = f"{why} {day.isoformat()}" if day else why
    return talk.changed(saved={**talk.saved, resting.CHECKINS: words})


def cleared(talk: Conversation) -> Conversation:
    """The conversation, in which nothing is kept of that."""
    if resting.CHECKINS not in talk.saved:
        return talk
    left = {field: value for field, value in talk.saved.items() if field != resting.CHECKINS}
    return talk.changed(saved=left)


def halted(talk: Conversation) -> bool:
    """Whether urgent words put check-ins off, and nobody has said since that they go on."""
    return talk.saved.get(resting.CHECKINS) == HALTED


def told(scene: Scene) -> bool:
    """Say plainly what became of the check-in, where one rests or is over; False where none is, or
    where that is not so any more."""
    why, _, day = scene.conversation.saved.get(resting.CHECKINS, "").partition(" ")
    if day and date.fromisoformat(day) < scene.today:
        return False
    if why == HALTED:
        scene.say(sentences.QUESTIONS_REST)
    elif why == PAUSED:
        scene.say(sentences.CHECKINS_REST)
    elif why == OVER:
        _over(scene, day)
    return bool(why)


def _over(scene: Scene, day: str) -> None:
    if day:
        month = scene.tongue(words.MONTHS[date.fromisoformat(day).month - 1])
        scene.say(scene.tongue(sentences.CHECKIN_OVER).format(month=month))
    else:
        scene.say(sentences.LAST_CHECKIN_OVER)

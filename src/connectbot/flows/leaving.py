"""Whoever we write to is not there: died, moved, in hospital, or it was never them."""

from __future__ import annotations

import re

from connectbot.flows import resting, sentences
from connectbot.flows.knowledge import LANGUAGE
from connectbot.flows.scene import Scene
from connectbot.flows.sending import Sending
from connectbot.flows.walk import finish
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Alert, Gone, HandOver
from connectbot.safety.departures import Departure, News, besides, news

PAUSED = "paused"
"""The tag of somebody in hospital: nothing is begun until a message comes from their number."""

_I = re.compile(r"\b(?:i|me|i['\u2019]?(?:ve|ll|d)|my ?self)\b", re.IGNORECASE)
_ALONE = {
    Departure.DIED: sentences.SOMEBODY_DIED,
    Departure.MOVED: sentences.SOMEBODY_MOVED,
    Departure.HOSPITAL: sentences.IN_HOSPITAL,
}
_ONE_OF_THEM = {
    Departure.DIED: sentences.ONE_DIED,
    Departure.MOVED: sentences.ONE_MOVED,
    Departure.HOSPITAL: sentences.IN_HOSPITAL,
}


def told(scene: Scene) -> News | None:
    """What this message tells of somebody at this number; None where it holds urgent words.

    A sentence like "this is her son, she died" sounds urgent to what was learned, and a person is
    told of it anyway; what a rule sees in it goes first, and what they say of themselves.
    """
    now = scene.conversation
    sending = Sending.of(now)
    names = [now.saved.get("name", ""), sending.name if sending else ""]
    names += (name for _, name in now.people)
    found = news(scene.said, names, unasked=_we_began(now))
    if found is None:
        return None
    seen = scene.knowledge.safety.screen.examine(scene.said)
    of_themselves = _I.search(scene.said) is not None
    urgent = seen.rules or (seen.kinds and (seen.broken or of_themselves))
    return None if urgent else found


def _we_began(now: Conversation) -> bool:
    """Whether the last word was ours, and nobody had asked for it: a reminder of a question, or a
    neutral text of ours that waits for GO."""
    return now.nudged or (bool(now.promised) and not now.frames)


def answer(scene: Scene, told: News) -> None:
    """Stop what was decided for them, tell a person, and say something kind; while a person has the
    talk, they say it. Where more than the news was said, and sounds urgent, the lead is told."""
    now = scene.conversation
    key = next((key for key, name in now.people if name and name == told.name), "")
    if not key:
        _over(scene, pause=told.what is Departure.HOSPITAL)
    scene.do(Gone(told.what, key))
    scene.do(HandOver(told.what))
    if besides(scene.said) and (kinds := scene.knowledge.safety.screen.look(scene.said)):
        scene.do(Alert(kinds))
    if not now.with_person:
        scene.say((_ONE_OF_THEM if now.people else _ALONE)[told.what])


def wrong_person(scene: Scene, *, died: bool) -> None:
    """This number is not theirs, or not any more: nothing goes to it again."""
    _over(scene, pause=False)
    why = Departure.DIED if died else "wrong-person"
    scene.do(Gone(why))
    scene.do(HandOver(why))
    scene.say(sentences.SOMEBODY_DIED if died else sentences.WRONG_PERSON)


def back(scene: Scene) -> None:
    """Somebody writes: a pause is over."""
    tags = scene.conversation.tags
    if PAUSED in tags:
        scene.change(tags=tags - {PAUSED})


def _over(scene: Scene, *, pause: bool) -> None:
    """No talk goes on; what is saved is dropped, but not that of somebody who comes home, nor that
    others see the phone: one of them may have written this."""
    finish(scene)
    scene.change(urgent=(), stranger="", people=(), code="", promised="", checkin="", answers=())
    if pause:
        scene.change(tags=scene.conversation.tags | {PAUSED})
    else:
        language = scene.conversation.saved.get(LANGUAGE)  # the answer is said in it
        kept = {LANGUAGE: language} if language else {}
        scene.change(saved=kept, tags=scene.conversation.tags & {resting.SEEN})

"""GO after a neutral text of ours: only then is it said what was promised."""

from __future__ import annotations

from datetime import datetime

from connectbot.directory.hours import local
from connectbot.flows import idle, keywords, reminding, sentences, stranger
from connectbot.flows.flow import COMES_BACK
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene
from connectbot.flows.walk import resume
from connectbot.flows.world import World
from connectbot.model.reminder import DAY, Reminder
from connectbot.safety.reserved import Keyword

TOLD = "told"
_AGREES = frozenset({"yes", "yeah", "yep", "ok go", "go on", "ready", "im ready"})


def kept(reminder: Reminder) -> str:
    """What a conversation keeps of a reminder until they say GO."""
    starts = reminder.starts.isoformat() if reminder.starts else ""
    return f"{reminder.kind} {reminder.listing} {starts}".strip()


def told(reason: str) -> str:
    """What a conversation keeps of an answer to something they suggested."""
    return f"{TOLD} {reason}"


def is_wanted(scene: Scene, word: Keyword | None) -> bool:
    """Whether they answer our neutral text: by GO, or where nothing else is asked in other words,
    such as "hello?", "ok", "yes"."""
    now, said = scene.conversation, scene.said
    if not now.promised or stranger.is_open(scene):
        return False
    short = idle.only_calls(said) or idle.only_thanks(said) or plain(said) in _AGREES
    return word is Keyword.GO or (word is None and not now.frames and short)


def bring(scene: Scene, world: World) -> bool:
    """Say what was promised; False where nothing was. A talk that waits goes on behind it."""
    kind, _, rest = scene.conversation.promised.partition(" ")
    id, _, starts = rest.partition(" ")
    scene.change(promised="")
    if kind in (DAY, TOLD):
        scene.say(
            _reminder(scene, id, datetime.fromisoformat(starts))
            if kind == DAY
            else scene.tongue(sentences.NOT_CHANGED).format(reason=_as_words(rest))
        )
        bundle = keywords.pinned(scene, world)
        if bundle is not None:
            resume(scene, bundle)
        return True
    flow = world.on(COMES_BACK) if kind else None
    if flow is None:
        return False
    scene.change(saved={**scene.conversation.saved, "listing": id})
    keywords.start(scene, world, flow)
    return True


def _as_words(reason: str) -> str:
    """What a person typed, in which braces are no placeholders."""
    return reason.translate({ord("{"): "(", ord("}"): ")"})


def _reminder(scene: Scene, id: str, starts: datetime) -> str:
    listing = scene.knowledge.book.listing(id)
    session = reminding.still_on(listing, starts) if listing else None
    if listing is None or session is None:
        return sentences.NOT_ON
    here = local(scene.now, listing.timezone)
    return (
        sentences.OVER
        if session.over <= here
        else reminding.told(listing, session, here, scene.tongue)
    )

"""GO after a neutral text of ours: only then is it said what was promised."""

from __future__ import annotations

from datetime import datetime

from connectbot.directory.hours import local
from connectbot.flows import (
    idle,
    keywords,
    measuring,
    reminding,
    resting,
    sending,
    sent,
    sentences,
    stranger,
)
from connectbot.flows.flow import (
    ASKS_WHOSE,
    CHECKIN_DUE,
    CHECKIN_OFFERED,
    COMES_BACK,
    DID_IT_HELP,
    GROUP_ANSWERED,
    SENT_THEM,
    Flow,
)
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene
from connectbot.flows.step import Call, Go
from connectbot.flows.walk import finish, resume, run
from connectbot.flows.world import World
from connectbot.model.conversation import Frame
from connectbot.model.reminder import DAY, HELP, WEEK, Reminder
from connectbot.safety.reserved import Keyword

TOLD = "told"
_OCCASIONS = {
    sending.REFERRAL: SENT_THEM,
    sending.ANSWERED: GROUP_ANSWERED,
    HELP: DID_IT_HELP,
}
"""The flow that says what was promised, of each kind; the one that comes back to ask of others."""

_OF_A_LISTING = (DAY, WEEK, HELP, sending.ANSWERED)
"""What names a place where they mean to go."""

_CHECKINS = {measuring.CHECKIN: CHECKIN_DUE, measuring.CONSENT: CHECKIN_OFFERED}
"""The same of a check-in, and of being asked whether they want any."""

_AND = "; "
"""What stands between a reminder of a day and what the same GO brings after it."""

_AGREES = frozenset({"yes", "yeah", "yep", "ok go", "go on", "ready", "im ready"})


def kept(reminder: Reminder, name: str = "") -> str:
    """What a conversation keeps of a reminder until they say GO; `name` is the first name that a
    group there was told, "" not known."""
    starts = reminder.starts.isoformat() if reminder.starts else ""
    return sending.named(f"{reminder.kind} {reminder.listing} {starts}".strip(), name)


def may_follow(waits: str) -> bool:
    """Whether this can be said after a reminder of a day, with the same GO."""
    return waits.partition(" ")[0] in (DAY, WEEK, HELP, TOLD)


def first(day: str, waits: str) -> str:
    """What a conversation keeps of a reminder of a day that is said before what waits already."""
    return f"{day}{_AND}{waits}"


def without(waits: str, listing: str) -> str:
    """What waits for a GO, without what is about this listing."""
    parts = waits.split(_AND) if waits.startswith(_OF_A_LISTING) else ()
    about = [one for one in parts if listing in sending.unnamed(one).split(" ")]
    return _AND.join(one for one in parts if one not in about) if about else waits


def told(reason: str) -> str:
    """What a conversation keeps of an answer to something they suggested."""
    return f"{TOLD} {reason}"


def taken(scene: Scene, word: Keyword | None, world: World) -> bool:
    """Take what answers our neutral text; False where nothing does."""
    known = word is None and not stranger.is_open(scene)
    if known and sent.replied(scene, world):
        return True
    if is_wanted(scene, word, world) and bring(scene, world):
        return True
    return known and sent.asked_again(scene, world)


def is_wanted(scene: Scene, word: Keyword | None, world: World) -> bool:
    """Whether they answer our neutral text: by GO, or where nothing else is asked in other words,
    such as "hello?", "ok", "yes"."""
    now, said = scene.conversation, scene.said
    if not now.promised or stranger.is_open(scene) or _is_told(scene, world):
        return False
    if word is None and sent.wants_to_hear(scene):
        return True
    short = idle.only_calls(said) or idle.only_thanks(said) or plain(said) in _AGREES
    return word is Keyword.GO or (word is None and not now.frames and short)


def go_on(scene: Scene, world: World) -> None:
    """They have said who they are, and it is for them: now it is said."""
    waits = scene.conversation.promised.partition(" ")[0] in _OF_A_LISTING
    if scene.theirs and waits:
        bring(scene, world)


def bring(scene: Scene, world: World) -> bool:
    """Say what was promised; False where nothing was. A talk that waits goes on behind it, and so
    does what was promised besides. On a phone that others see they say first who they are, where
    anybody knows that."""
    promise = scene.conversation.promised
    kind, _, rest = promise.partition(" ")
    if kind in _OF_A_LISTING and not scene.theirs and (asks := _asks_whose(scene, world)):
        keywords.start(scene, world, asks)
        return True
    rest, _, after = rest.partition(_AND) if kind == DAY else (rest, "", "")
    rest = sending.unnamed(rest) if kind in _OF_A_LISTING else rest
    id, _, starts = rest.partition(" ")
    scene.change(promised=after)
    if kind in (DAY, TOLD):
        return _say(scene, world, kind, rest, after)
    if kind in _CHECKINS:
        return _check_in(scene, world, promise)
    flow = world.on(_OCCASIONS.get(kind, COMES_BACK)) if kind else None
    if kind == sending.REFERRAL:
        scene.change(promised=promise)  # until they have given their word
    if flow is None:
        return False
    if kind == sending.ANSWERED:
        scene.change(saved=_of_answer(scene, id, starts))
    elif kind != sending.REFERRAL:
        scene.change(saved={**scene.conversation.saved, "listing": id})
    keywords.start(scene, world, flow)
    return True


def _asks_whose(scene: Scene, world: World) -> str | None:
    """The flow that asks for a first name; None where nobody else sees the phone, or no name of
    theirs is known."""
    talk = scene.conversation
    return world.on(ASKS_WHOSE) if resting.is_seen(talk) and sending.names(talk) else None


def _say(scene: Scene, world: World, kind: str, rest: str, after: str) -> bool:
    """What is said at once; then the talk that waits goes on, or what was promised besides."""
    id, _, starts = rest.partition(" ")
    scene.say(
        _reminder(scene, id, datetime.fromisoformat(starts))
        if kind == DAY
        else scene.tongue(sentences.NOT_CHANGED).format(reason=_as_words(rest))
    )
    bundle = keywords.pinned(scene, world)
    if after:
        bring(scene, world)
    elif bundle is not None:
        resume(scene, bundle)
    return True


def _of_answer(scene: Scene, what: str, id: str) -> dict[str, str]:
    """What is known where a group has answered: where it has no room, what they came for is looked
    for again."""
    saved = {**scene.conversation.saved, "answered": what, "listing": id}
    listing = scene.knowledge.book.listing(id)
    return saved if listing is None else {**saved, "need": listing.needs[0]}


def _is_told(scene: Scene, world: World) -> bool:
    """Whether they are being told of it already: GO then says the open question again."""
    flow = world.on(SENT_THEM)
    inside = any(frame.flow == flow for frame in scene.conversation.frames)
    return inside and sending.Sending.of(scene.conversation) is not None


def tried(flow: Flow, world: World) -> str:
    """What is promised to whoever only tries this flow: a check-in of nobody; "" where it needs no
    promise."""
    plan = next(iter(world.measures.plans.values()), None)
    if plan is None or not {*_CHECKINS.values()} & {*flow.occasions}:
        return ""
    due = CHECKIN_DUE in flow.occasions
    return f"checkin nobody {plan.names[0]} {plan.id}" if due else f"consent nobody {plan.id}"


def _check_in(scene: Scene, world: World, promise: str) -> bool:
    flow = world.on(_CHECKINS[measuring.kind(promise)])
    if flow is None:
        return False
    said, bundle = resting.of_checkin(scene.conversation), world.bundles[world.current[flow]]
    finish(scene)
    measuring.take_up(scene, promise)
    scene.change(revision=world.current[flow], promised="")
    at = said.pop(resting.AT, "")
    if at in bundle.flows[flow].steps:
        saved = {**scene.conversation.saved, **said}
        scene.change(saved=saved, frames=(Frame(flow, at),))
        run(scene, bundle, Go(at))
    else:
        run(scene, bundle, Call(flow))
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

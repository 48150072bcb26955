"""One message in, one turn out: who may speak first, and what is done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.flows import (
    another_language,
    came_for,
    checkins_rest,
    idle,
    keywords,
    leaving,
    measuring,
    promised,
    resting,
    sentences,
    silence,
    stranger,
    taking,
    tongues,
    urgent,
    words,
    young,
)
from connectbot.flows.bundle import Bundle
from connectbot.flows.flow import ASKS_FOR_A_PERSON, ASKS_TO_BE_FORGOTTEN
from connectbot.flows.scene import Scene
from connectbot.flows.walk import finish, open_question, resume, run
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import Alarm, HandOver, OptIn, OptOut
from connectbot.model.message import FLEETING, Inbound
from connectbot.safety.reserved import Keyword, keyword

_WHOEVER_WRITES = frozenset(
    {
        Keyword.STOP,
        Keyword.START,
        Keyword.HELP,
        Keyword.PERSON,
        Keyword.WRONG_PERSON,
        Keyword.PAUSE,
        Keyword.NO_CHECKINS,
    }
)
"""What is obeyed whoever writes."""
_SAID_IN_FULL = frozenset({Keyword.FORGET, Keyword.LANDLINE})
"""Words whose plain speech leaves no room for anything else in the message."""


def begin(
    flow_id: str, conversation: Conversation, world: World, now: datetime, *, heard: str = ""
) -> Turn:
    """Start a flow; `heard` is what they said in their own words. Raises KeyError for an unknown
    flow. While a person has the talk nothing is said."""
    scene = Scene(conversation, world, now)
    if not conversation.with_person:
        keywords.start(scene, world, flow_id, words.clean(heard))
    return made(scene, world)


def advance(conversation: Conversation, inbound: Inbound, world: World, now: datetime) -> Turn:
    """The answer to one message."""
    fleeting = inbound.sender.channel in FLEETING
    lost = bool(conversation.lost and conversation.checkin)
    conversation = measuring.without_answers(conversation)
    early = _early(conversation, inbound)
    scene = Scene(conversation, world, now, words.clean(inbound.text), fleeting, early)
    _notice(scene, inbound)
    if inbound.provider_said and _recorded(scene, inbound.provider_said):
        pass
    elif words.unreadable(inbound.text):
        _unreadable(scene, inbound)
    elif (gone := leaving.told(scene)) is not None:
        leaving.answer(scene, gone)
    elif kinds := _urgent(scene, world, inbound.text):
        urgent.answer(scene, kinds)
        return made(scene, world, safety=True)
    elif conversation.with_person:
        _while_with_person(scene, world)
    elif urgent.goes_on(scene):
        return made(scene, world, safety=True)
    elif not another_language.goes_on(scene, world):
        _answer(_captioned(scene, inbound), world, lost=lost)
        came_for.lead_on(conversation, scene, world)
    return made(scene, world)


def _early(conversation: Conversation, inbound: Inbound) -> bool:
    """Whether it reached us before the open question was asked, as the second of two the same
    does. Some channels count whole seconds."""
    asked, came = conversation.awaiting, inbound.received_at
    if asked is None:
        return False
    return came < (asked if came.microsecond else asked.replace(microsecond=0))


def _notice(scene: Scene, inbound: Inbound) -> None:
    """What a message tells besides what it asks: its language, an age, that they are back."""
    if not inbound.provider_said:
        tongues.notice(scene)
        if not measuring.scored(scene):
            young.notice(scene)
        leaving.back(scene)


def _urgent(scene: Scene, world: World, text: str) -> tuple[str, ...]:
    """The kinds of urgent words in a text. Where the screen breaks over it the operator is told;
    what was wrong with it from the beginning they know.

    A message that is word for word what a flow or a reserved word waits for, such as "will this
    reach the home office?", is urgent where a rule says so, and not because it sounds so.
    """
    seen = scene.knowledge.safety.screen.examine(text)
    if seen.broken and seen.broken != scene.knowledge.safety.broken:
        scene.do(Alarm(seen.broken))
    only_sounds = not (seen.rules or seen.broken)
    if seen.kinds and only_sounds and _is_awaited(scene, world):
        return ()
    return seen.kinds


def _is_awaited(scene: Scene, world: World) -> bool:
    return world.started_by(scene.said) is not None or keyword(scene.said) in _SAID_IN_FULL


def given_back(conversation: Conversation, world: World, now: datetime) -> Conversation:
    """The conversation when a person has finished: what was asked while they waited is over."""
    scene = Scene(conversation, world, now)
    if _asking(scene, world):
        finish(scene)
    return scene.conversation


def wake(conversation: Conversation, world: World, now: datetime) -> Turn:
    """Nobody wrote: at most one neutral line is said, and the talk may move on in silence."""
    scene = Scene(conversation, world, now)
    bundle = keywords.pinned(scene, world)
    if bundle is None or conversation.awaiting is None:
        finish(scene)
    elif not conversation.with_person:
        silence.overdue(scene, bundle, conversation.awaiting)
    return made(scene, world)


def corrected(
    conversation: Conversation, inbound: Inbound, world: World, now: datetime
) -> Turn | None:
    """They changed words that they had said: urgent ones are answered; None for any others, which
    are no second answer."""
    scene = Scene(conversation, world, now, words.clean(inbound.text))
    kinds = _urgent(scene, world, inbound.text)
    if kinds:
        urgent.answer(scene, kinds)
    return made(scene, world, safety=bool(kinds)) if scene.effects else None


def made(scene: Scene, world: World, *, safety: bool = False) -> Turn:
    """The turn that a scene has come to."""
    return Turn(
        conversation=resting.noted(scene.conversation),
        replies=tuple(scene.replies),
        effects=tuple(scene.effects),
        wake_at=silence.look_again(scene, keywords.pinned(scene, world)),
        safety=safety,
        walked=tuple(scene.walked),
    )


def _recorded(scene: Scene, said: str) -> bool:
    """The provider has answered this word itself: it is noted, and nothing is said. Only a word
    such as YES, which opts in with the provider but is an answer to us, goes on."""
    if said == Keyword.STOP:
        finish(scene)
        scene.do(OptOut())
    elif said == Keyword.START:
        scene.do(OptIn())
        return keyword(scene.said) is Keyword.START
    return True


def _unreadable(scene: Scene, inbound: Inbound) -> None:
    if scene.conversation.with_person:
        return
    if inbound.media:
        scene.say(sentences.MEDIA)
        scene.do(HandOver("media"))
    else:
        scene.say(sentences.UNREADABLE)


def _captioned(scene: Scene, inbound: Inbound) -> Scene:
    """The scene, in which it is said that of a picture with words only the words were read."""
    if inbound.media and keyword(scene.said) is None:
        scene.say(sentences.CAPTION)
    return scene


def _while_with_person(scene: Scene, world: World) -> None:
    """A person answers them now: only what must be noted is noted, and whether they are to be
    forgotten is asked once, as ever."""
    word = keyword(scene.said)
    if word is Keyword.STOP:
        scene.do(OptOut())
    elif word is Keyword.START:
        scene.do(OptIn())
    elif word in (Keyword.PAUSE, Keyword.NO_CHECKINS):
        measuring.pause(scene, word)
    elif word is Keyword.FORGET:
        keywords.obey(word, scene, world)
    elif (
        word is None
        and _being_forgotten(scene, world)
        and (bundle := keywords.pinned(scene, world))
    ):
        run(scene, bundle, open_question(scene.conversation, bundle).answer(scene))


def _answer(scene: Scene, world: World, *, lost: bool) -> None:
    bundle = keywords.pinned(scene, world)
    word = _reserved(scene, world, bundle)
    recovering, scene.conversation = _calm(scene.conversation)
    if young.is_for_a_person(scene, word) and not _being_forgotten(scene, world):
        young.answer(scene)
    elif promised.taken(scene, word, world):
        pass
    elif word is not None and (word in _WHOEVER_WRITES or not stranger.is_open(scene)):
        keywords.obey(word, scene, world)
    elif bundle is None:
        _begin(scene, world, lost=lost, recovering=recovering)
        if recovering:
            scene.lead(sentences.STILL_HERE)
    elif recovering:
        resume(scene, bundle)
        scene.lead(sentences.WHEN_READY)
    elif scene.conversation.held:
        resume(scene, bundle)
    else:
        taking.reply(scene, world, bundle)
        promised.go_on(scene, world)


def _begin(scene: Scene, world: World, *, lost: bool, recovering: bool) -> None:
    """No flow runs. While it is not known who writes, only a question of theirs is answered; what
    answers a check-in whose place was lost is taken for nothing, and where urgent words broke one
    off, "go on" or a number is no beginning of another talk."""
    if stranger.is_open(scene):
        if keywords.answer_aside(scene, world):
            stranger.ask(scene)
        else:
            stranger.answer(scene)
    elif lost:
        scene.say(sentences.GO_ON_LATER)
        scene.lead(sentences.LOST)
    elif recovering and _broken_off(scene, world):
        checkins_rest.told(scene)
    else:
        idle.answer(scene, world)


def _broken_off(scene: Scene, world: World) -> bool:
    halted = checkins_rest.halted(scene.conversation)
    return halted and not idle.wants_something(scene, world)


def _being_forgotten(scene: Scene, world: World) -> bool:
    frames = scene.conversation.frames
    return bool(frames) and frames[-1].flow == world.on(ASKS_TO_BE_FORGOTTEN)


def _calm(conversation: Conversation) -> tuple[bool, Conversation]:
    if not conversation.urgent:
        return False, conversation
    return True, replace(conversation, urgent=(), tries=0)


def _reserved(scene: Scene, world: World, bundle: Bundle | None) -> Keyword | None:
    """The reserved word they wrote, or chose as an option."""
    word = keyword(scene.said)
    if word is Keyword.PERSON and " " in scene.said.strip() and _asking(scene, world):
        return None  # "ring me" answers the question how; a person has been told already
    now = scene.conversation
    if bundle is None or now.held or now.urgent:
        return word
    question = open_question(now, bundle)
    if word is Keyword.WRONG_PERSON and question.narrows(scene.said):
        return None
    return question.reserved(scene) if word is None else word


def _asking(scene: Scene, world: World) -> bool:
    frames = scene.conversation.frames
    return bool(frames) and frames[-1].flow == world.on(ASKS_FOR_A_PERSON)

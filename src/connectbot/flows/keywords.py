"""What the reserved words do, wherever the talk stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from connectbot.flows import asked_back, checkins_rest, leaving, measuring, resting, sentences
from connectbot.flows.bundle import Bundle
from connectbot.flows.flow import (
    ASKS_FOR_A_PERSON,
    ASKS_TO_BE_FORGOTTEN,
    FIRST_MESSAGE,
    HAS_A_LANDLINE,
    WELCOMED,
)
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Call
from connectbot.flows.walk import finish, open_question, resume, run, standing
from connectbot.flows.world import World
from connectbot.model.effect import HandOver, OptIn, OptOut
from connectbot.safety.reserved import Keyword, tells_of_a_death


def start(scene: Scene, world: World, flow: str, heard: str = "") -> None:
    """Begin a flow afresh, pinned to how it is written now. Raises KeyError for an unknown one."""
    finish(scene)
    scene.change(revision=world.current[flow], heard=heard)
    run(scene, world.bundles[world.current[flow]], Call(flow))


def open_flow(scene: Scene, world: World, flow: str, heard: str = "") -> None:
    """Begin a flow they chose themselves; the one for a person tells the person first. A check-in
    under way is put aside for it, and they are told how to go on."""
    if flow == world.on(ASKS_FOR_A_PERSON):
        scene.do(HandOver("asked"))
    asked = measuring.first_open(scene)
    start(scene, world, flow, heard)
    if asked is not None:
        scene.follow(sentences.GO_ON_LATER)


def welcome(
    scene: Scene, world: World, flow: str, heard: str = "", named: str | None = None
) -> None:
    """Begin the flow that welcomes. Which flow they came for is kept in mind, also where the
    welcome begins anew."""
    came = named or scene.conversation.saved.get(resting.CAME_FOR)
    open_flow(scene, world, flow, heard)
    if came and scene.conversation.frames:
        scene.change(saved={**scene.conversation.saved, resting.CAME_FOR: came})


def answer_aside(scene: Scene, world: World, asked: str = "") -> bool:
    """Answer a question they asked of us (`asked` where that is said otherwise), if there is a flow
    that does; the talk stands where it stood. What is kept of a check-in, and who sees it, has an
    answer of its own."""
    if asked_back.answered(scene):
        return True
    flow = world.answered_by(asked or scene.said)
    if flow is None:
        return False
    before = scene.conversation
    start(scene, world, flow)
    scene.conversation = before
    return True


def pinned(scene: Scene, world: World) -> Bundle | None:
    """The flows this conversation is pinned to; None where none runs, or where it is lost."""
    bundle = world.bundle(scene.conversation.revision)
    frames = scene.conversation.frames
    if bundle is None or not frames:
        return None
    if any(f.flow not in bundle.flows or f.step not in bundle.flows[f.flow].steps for f in frames):
        return None
    asked = isinstance(standing(scene.conversation, bundle), Question)
    return bundle if asked or scene.conversation.held else None


def for_newcomers(scene: Scene, world: World) -> str | None:
    """The flow that welcomes, where nobody has welcomed them yet."""
    return None if WELCOMED in scene.conversation.tags else world.on(FIRST_MESSAGE)


def obey(keyword: Keyword, scene: Scene, world: World) -> None:
    """Do what a reserved word asks."""
    _WHAT[keyword](scene, world)


def _stop(scene: Scene, world: World) -> None:
    finish(scene)
    measuring.close(scene)
    scene.do(OptOut())
    scene.say(scene.safety.stop_text)


def _start(scene: Scene, world: World) -> None:
    scene.do(OptIn())
    scene.say(scene.safety.start_text(scene.place.name))


def _help(scene: Scene, world: World) -> None:
    scene.say(scene.safety.help_text(scene.tongue(scene.place.team)))


def _menu(scene: Scene, world: World) -> None:
    newcomers = for_newcomers(scene, world)
    if newcomers is not None:
        welcome(scene, world, newcomers, scene.conversation.heard)
        return
    finish(scene)
    person = world.on(ASKS_FOR_A_PERSON)
    startable = [
        flow
        for flow in world.flows.values()
        if (flow.words and not flow.answers) or flow.id == person
    ]
    if not startable:
        scene.say(sentences.NO_MENU)
        return
    titles = tuple(flow.title for flow in startable)
    scene.change(options=titles, shown=tuple(flow.id for flow in startable))
    scene.say(sentences.MENU, options=titles)


def _back(scene: Scene, world: World) -> None:
    bundle, trail = pinned(scene, world), scene.conversation.trail
    if bundle is None or not trail:
        scene.say(sentences.NO_BACK)
        return
    last = trail[-1]
    saved = {**scene.conversation.saved, **last.undo}
    scene.change(
        frames=last.frames,
        trail=trail[:-1],
        saved={field: value for field, value in saved.items() if value is not None},
        tries=0,
        options=(),
        shown=(),
        seen=(),
    )
    question = open_question(scene.conversation, bundle)
    question.reopen(scene)
    run(scene, bundle, question.ask(scene))


def _person(scene: Scene, world: World) -> None:
    scene.do(HandOver("asked"))
    flow, bundle = world.on(ASKS_FOR_A_PERSON), pinned(scene, world)
    if bundle is not None and scene.conversation.frames[-1].flow == flow:
        resume(scene, bundle)  # asked already: not from the beginning
    elif flow is not None:
        start(scene, world, flow)


def _wrong_person(scene: Scene, world: World) -> None:
    leaving.wrong_person(scene, died=tells_of_a_death(scene.said))


def _forget(scene: Scene, world: World) -> None:
    flow = world.on(ASKS_TO_BE_FORGOTTEN)
    if flow is None:
        scene.do(HandOver("asked"))
        scene.say(sentences.NO_FORGETTING)
    else:
        start(scene, world, flow)


def _landline(scene: Scene, world: World) -> None:
    scene.do(HandOver("landline"))
    flow = world.on(HAS_A_LANDLINE)
    if flow is not None:
        start(scene, world, flow)


def _go(scene: Scene, world: World) -> None:
    bundle = pinned(scene, world)
    if bundle is not None:
        resume(scene, bundle)
    elif not checkins_rest.told(scene):
        _menu(scene, world)


def _pause(scene: Scene, world: World) -> None:
    measuring.pause(scene, Keyword.PAUSE)
    scene.say(sentences.PAUSED)


def _no_checkins(scene: Scene, world: World) -> None:
    measuring.pause(scene, Keyword.NO_CHECKINS)
    scene.say(sentences.NO_CHECKINS)


def _checkins(scene: Scene, world: World) -> None:
    measuring.go_on(scene)
    scene.say(sentences.CHECKINS_AGAIN)


_WHAT: Mapping[Keyword, Callable[[Scene, World], None]] = {
    Keyword.STOP: _stop,
    Keyword.START: _start,
    Keyword.HELP: _help,
    Keyword.MENU: _menu,
    Keyword.BACK: _back,
    Keyword.PERSON: _person,
    Keyword.WRONG_PERSON: _wrong_person,
    Keyword.FORGET: _forget,
    Keyword.LANDLINE: _landline,
    Keyword.GO: _go,
    Keyword.PAUSE: _pause,
    Keyword.NO_CHECKINS: _no_checkins,
    Keyword.CHECKINS: _checkins,
}

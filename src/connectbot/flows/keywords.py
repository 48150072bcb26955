"""What the reserved words do, wherever the talk stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from connectbot.flows import needing, sentences
from connectbot.flows.bundle import Bundle
from connectbot.flows.flow import ASKS_FOR_A_PERSON, FIRST_MESSAGE, WELCOMED
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
    """Begin a flow they chose themselves; the one for a person tells the person first."""
    if flow == world.on(ASKS_FOR_A_PERSON):
        scene.do(HandOver("asked"))
    start(scene, world, flow, heard)


def answer_aside(scene: Scene, world: World) -> bool:
    """Answer a question they asked of us, if there is a flow that does; the talk stands where it
    stood."""
    flow = world.answered_by(scene.said)
    if flow is None:
        return False
    before = scene.conversation
    start(scene, world, flow)
    scene.conversation = before
    return True


def told(scene: Scene, world: World) -> str | None:
    """The flow for what they tell us in their own words, such as "it was shut", where they name a
    listing or have chosen one. What they need goes first, unless it is in the name of a listing."""
    flow = world.told_by(scene.said)
    if flow is None or for_newcomers(scene, world) is not None:
        return None
    if needing.listing(scene, scene.said) is not None:
        return flow
    needed = scene.knowledge.needs.confident(scene.said)
    return flow if scene.conversation.saved.get("listing") and not needed else None


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
    scene.do(OptOut())
    scene.say(world.safety.stop_text)


def _start(scene: Scene, world: World) -> None:
    scene.do(OptIn())
    scene.say(world.safety.start_text(scene.place.name))


def _help(scene: Scene, world: World) -> None:
    scene.say(world.safety.help_text(scene.place.team))


def _menu(scene: Scene, world: World) -> None:
    newcomers = for_newcomers(scene, world)
    if newcomers is not None:
        start(scene, world, newcomers, scene.conversation.heard)
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
    run(scene, bundle, open_question(scene.conversation, bundle).ask(scene))


def _person(scene: Scene, world: World) -> None:
    scene.do(HandOver("asked"))
    flow, bundle = world.on(ASKS_FOR_A_PERSON), pinned(scene, world)
    if bundle is not None and scene.conversation.frames[-1].flow == flow:
        resume(scene, bundle)  # asked already: not from the beginning
    elif flow is not None:
        start(scene, world, flow)


def _wrong_person(scene: Scene, world: World) -> None:
    finish(scene)
    scene.change(saved={}, tags=frozenset(), urgent=())
    scene.do(OptOut())
    scene.do(HandOver("wrong-person"))
    died = tells_of_a_death(scene.said)
    scene.say(sentences.SOMEBODY_DIED if died else sentences.WRONG_PERSON)


def _go(scene: Scene, world: World) -> None:
    bundle = pinned(scene, world)
    if bundle is None:
        _menu(scene, world)
    else:
        resume(scene, bundle)


_WHAT: Mapping[Keyword, Callable[[Scene, World], None]] = {
    Keyword.STOP: _stop,
    Keyword.START: _start,
    Keyword.HELP: _help,
    Keyword.MENU: _menu,
    Keyword.BACK: _back,
    Keyword.PERSON: _person,
    Keyword.WRONG_PERSON: _wrong_person,
    Keyword.GO: _go,
}

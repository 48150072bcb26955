"""The open question takes what they wrote, or it is taken for what it is instead."""

from __future__ import annotations

from dataclasses import replace

from connectbot.flows import choosing, idle, keywords, sentences, telling
from connectbot.flows.bundle import Bundle
from connectbot.flows.scene import Scene
from connectbot.flows.walk import open_question, resume, run
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation


def reply(scene: Scene, world: World, bundle: Bundle) -> None:
    """The open question takes the reply. A question of theirs, a start word, a thank you or an
    "are you there?" is taken for what it is."""
    before = scene.conversation
    if keywords.answer_aside(scene, world):
        resume(scene, bundle)
        return
    question = open_question(before, bundle)
    own = question.takes_anything or question.narrows(scene.said)
    flow = None if own else telling.told(scene, world)
    inside = {frame.flow for frame in before.frames}
    own = choosing.chosen(scene, question.labels) is not None or question.recognises(scene)
    if flow and flow not in inside and not own:
        keywords.open_flow(scene, world, flow, scene.said)
        return
    done = len(scene.effects)
    move = question.answer(scene)
    puzzled = scene.puzzled or scene.conversation.tries > before.tries
    if puzzled and _taken_otherwise(scene, world, bundle, before, done):
        return
    run(scene, bundle, move)


def _taken_otherwise(
    scene: Scene, world: World, bundle: Bundle, before: Conversation, done: int
) -> bool:
    """Whether they meant something else than an answer, and that is done; `done` effects were asked
    for before the question looked at it."""
    newcomer = keywords.for_newcomers(scene, world)
    named = None if newcomer else world.started_by(scene.said)
    thanks, calls = idle.in_so_many_words(scene.said), idle.only_calls(scene.said)
    turned = None if thanks or calls else telling.turned(scene, world, newcomer)
    flow = named or turned
    if flow is None and not thanks and not calls:
        return False
    scene.replies.clear()
    del scene.effects[done:]
    scene.conversation = replace(before, awaiting=scene.now, nudged=False)
    if flow is not None:
        keywords.open_flow(scene, world, flow, "" if named else scene.said)
    elif thanks:
        scene.say(sentences.WELCOME_ANY_TIME)
    else:
        resume(scene, bundle)
        scene.lead(sentences.HERE)
    return True

"""They ask for another language by its name, and the talk goes on in it."""

from __future__ import annotations

from connectbot.flows import choosing, keywords, sentences, stranger, tongues
from connectbot.flows.scene import Scene
from connectbot.flows.walk import open_question, resume
from connectbot.flows.world import World
from connectbot.safety.reserved import Keyword
from connectbot.written.tongue import ENGLISH


def goes_on(scene: Scene, world: World) -> bool:
    """Whether they asked for another language by its name, and not as an answer to the open
    question: then the talk goes on in it, from there."""
    code = tongues.asked(scene)
    if code is None:
        return False
    now, bundle = scene.conversation, keywords.pinned(scene, world)
    asked = bundle if not now.held else None
    labels = open_question(now, asked).labels if asked is not None else now.options
    if choosing.chosen(scene, labels) is not None:
        return False
    tongues.keep(scene, code)
    if bundle is not None:
        resume(scene, bundle)
    elif stranger.is_open(scene):
        stranger.ask(scene)
    else:
        keywords.obey(Keyword.MENU, scene, world)
    scene.lead(sentences.IN_ENGLISH_NOW if scene.tongue is ENGLISH else sentences.IN_THEIRS_NOW)
    return True

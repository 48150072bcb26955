"""Who is writing? Asked on a phone that several people use, or after a long silence.

Nothing is shown but first names. What they wrote meanwhile is kept, and answered once it is known.
"""

from __future__ import annotations

from connectbot.flows import choosing, sentences, words
from connectbot.flows.scene import Scene
from connectbot.flows.speaker import first_name
from connectbot.model.effect import Known, Newcomer

PEOPLE, AGAIN, NAME = "people", "again", "name"
_TRIES = 3


def is_open(scene: Scene) -> bool:
    """Whether it is still to be said who writes; while a flow runs at the door it goes first."""
    return bool(scene.conversation.door) and not scene.conversation.frames


def answer(scene: Scene) -> None:
    """Ask, or take the answer."""
    now = scene.conversation
    if now.awaiting is None:
        _keep_in_mind(scene)
        ask(scene)
    elif now.door == NAME:
        _named(scene)
    else:
        number = choosing.chosen(scene, _options(scene))
        if number is None:
            _again(scene)
        elif now.door == AGAIN:
            _written_before(scene, yes=number == 0)
        elif number < len(now.people):
            scene.do(Known(now.people[number][0]))
        else:
            scene.change(door=NAME, tries=0)
            ask(scene)


def ask(scene: Scene) -> None:
    """Ask who it is; the same again where that was asked before."""
    scene.change(awaiting=scene.now)
    if scene.conversation.door == NAME:
        scene.say(sentences.FIRST_NAME)
    else:
        question = sentences.WHO if scene.conversation.door == PEOPLE else sentences.WRITTEN_BEFORE
        scene.say(question, options=_options(scene))


def _options(scene: Scene) -> tuple[str, ...]:
    if scene.conversation.door == AGAIN:
        return sentences.BEFORE_YES, sentences.BEFORE_NO
    names = (name or sentences.THE_OTHER for _, name in scene.conversation.people)
    return (*names, sentences.SOMEONE_ELSE)


def _named(scene: Scene) -> None:
    name = first_name(scene.said)
    if name is not None:
        scene.change(saved={**scene.conversation.saved, "name": name})
    if name is not None or scene.conversation.tries:
        scene.do(Newcomer())
    else:
        _keep_in_mind(scene)
        scene.change(tries=1)
        ask(scene)


def _written_before(scene: Scene, *, yes: bool) -> None:
    key = next((key for key, _ in scene.conversation.people), "")
    shared = scene.conversation.saved.get("phone") == "shared"
    scene.do(Known(key) if yes else Newcomer("" if shared else key))


def _again(scene: Scene) -> None:
    """Not understood: it may be what they came for. Who cannot be told is taken for a newcomer."""
    _keep_in_mind(scene)
    tries = scene.conversation.tries + 1
    scene.change(tries=tries)
    if tries >= _TRIES:
        scene.do(Newcomer())
    else:
        ask(scene)


def _keep_in_mind(scene: Scene) -> None:
    heard = words.clean(f"{scene.conversation.heard}\n{scene.said}".strip())
    scene.change(heard=heard)

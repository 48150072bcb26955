"""Who is writing? Asked on a phone that several people use, or after a long silence.

Nothing is shown but first names. What they wrote meanwhile is kept, and answered once it is known.
"""

from __future__ import annotations

from connectbot.flows import choosing, sentences, words
from connectbot.flows.scene import Scene
from connectbot.flows.speaker import first_name
from connectbot.model.effect import Known, Newcomer

PEOPLE, AGAIN, MET, NAME = "people", "again", "met", "name"
"""Which of those on this number it is; whether anybody is still the same, after a long silence;
whether they have met us, as they gave a name we do not know; what somebody new is called."""

_TRIES = 3


def is_open(scene: Scene) -> bool:
    """Whether it is still to be said who writes; a flow they began meanwhile goes first."""
    return bool(scene.conversation.stranger) and not scene.conversation.frames


def answer(scene: Scene) -> None:
    """Ask, or take the answer."""
    now = scene.conversation
    if now.awaiting is None:
        _keep_in_mind(scene)
        ask(scene)
    elif now.stranger == NAME:
        _named(scene)
    else:
        number = choosing.chosen(scene, _options(scene))
        if number is None:
            _again(scene)
        elif now.stranger == PEOPLE:
            _one_of_them(scene, number)
        elif number == 0:
            _written_before(scene)
        else:
            scene.do(Newcomer(_others(scene)))


def ask(scene: Scene) -> None:
    """Ask who it is; the same again where that was asked before."""
    scene.change(awaiting=scene.now)
    if scene.conversation.stranger == NAME:
        scene.say(sentences.FIRST_NAME)
    else:
        question = (
            sentences.WHO if scene.conversation.stranger == PEOPLE else sentences.WRITTEN_BEFORE
        )
        scene.say(question, options=_options(scene))


def _options(scene: Scene) -> tuple[str, ...]:
    if scene.conversation.stranger != PEOPLE:
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


def _one_of_them(scene: Scene, number: int) -> None:
    people = scene.conversation.people
    if number < len(people):
        scene.do(Known(people[number][0]))
    else:
        scene.change(stranger=NAME, tries=0)
        ask(scene)


def _written_before(scene: Scene) -> None:
    people = scene.conversation.people
    if len(people) == 1:
        scene.do(Known(people[0][0]))
    else:
        scene.change(stranger=PEOPLE, tries=0)
        ask(scene)


def _others(scene: Scene) -> str:
    """After a long silence a number may be somebody else's, and then its first names are too."""
    if scene.conversation.stranger != AGAIN:
        return "stay"
    return "apart" if scene.conversation.saved.get("phone") == "shared" else "drop"


def _again(scene: Scene) -> None:
    """Not understood: it may be what they came for. Who cannot be told is taken for a newcomer."""
    _keep_in_mind(scene)
    tries = scene.conversation.tries + 1
    scene.change(tries=tries)
    if tries >= _TRIES:
        scene.do(Newcomer("apart" if scene.conversation.stranger == AGAIN else "stay"))
    else:
        ask(scene)


def _keep_in_mind(scene: Scene) -> None:
    heard = words.clean(f"{scene.conversation.heard}\n{scene.said}".strip())
    scene.change(heard=heard)

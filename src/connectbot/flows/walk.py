"""Walking from step to step until the talk waits or is over."""

from __future__ import annotations

from typing import cast

from connectbot.flows import resting, sentences
from connectbot.flows.bundle import Bundle
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Call, End, Go, Move, Next, Step, Wait
from connectbot.flows.waiting import NoReply
from connectbot.model.conversation import Conversation, Frame
from connectbot.model.effect import HandOver

MOST_STEPS = 50
"""Steps without a wait, after which something is wrong."""

MOST_DEEP = 10
"""Flows called within each other, after which something is wrong."""


def standing(conversation: Conversation, bundle: Bundle) -> Step:
    """The step where the talk stands. Raises KeyError where there is no such step."""
    here = conversation.frames[-1]
    return bundle.flows[here.flow].steps[here.step]


def open_question(conversation: Conversation, bundle: Bundle) -> Question:
    """The question they have been asked; only where the talk is not held."""
    return cast("Question", standing(conversation, bundle))


def run(scene: Scene, bundle: Bundle, move: Move, *, silent: bool = False) -> None:
    """Walk on by `move`. With `silent` the talk stops before the first step that would speak, and
    is held there."""
    for _ in range(MOST_STEPS):
        if isinstance(move, Wait):
            _stand(scene)
            return
        if not _place(scene, bundle, move):
            return
        if len(scene.conversation.frames) > MOST_DEEP:
            break
        step = standing(scene.conversation, bundle)
        if silent and step.speaks:
            _stand(scene)
            scene.change(held=True)
            return
        scene.sent = isinstance(move, Go)
        scene.walked.append(scene.conversation.frames[-1])
        move = step.enter(scene)
    scene.say(sentences.STUCK)
    scene.do(HandOver("stuck"))
    finish(scene)


def resume(scene: Scene, bundle: Bundle) -> None:
    """Say the open question again, or what was held back."""
    if scene.conversation.held:
        run(scene, bundle, standing(scene.conversation, bundle).enter(scene))
    else:
        run(scene, bundle, open_question(scene.conversation, bundle).ask(scene))


def finish(scene: Scene) -> None:
    """No flow is running any more; what is saved stays."""
    scene.conversation = resting.ended(scene.conversation)


def patience(conversation: Conversation, bundle: Bundle) -> NoReply | None:
    """What happens at this question when nobody answers."""
    step = standing(conversation, bundle)
    own = step.no_reply if isinstance(step, Question) else None
    return own or bundle.flows[conversation.frames[-1].flow].no_reply


def _stand(scene: Scene) -> None:
    scene.change(awaiting=scene.now, nudged=False, held=False)


def _place(scene: Scene, bundle: Bundle, move: Move) -> bool:
    """Put the talk where a move leads; False where it is over."""
    frames = scene.conversation.frames
    while True:
        match move:
            case Go(step):
                frames = (*frames[:-1], Frame(frames[-1].flow, step))
                break
            case Call(flow):
                frames = (*frames, Frame(flow, bundle.flows[flow].first))
                break
            case End():
                frames = frames[:-1]
                move = Next()
            case _ if not frames:
                finish(scene)
                return False
            case _:
                below = bundle.flows[frames[-1].flow].below(frames[-1].step)
                move = Go(below) if below else End()
    scene.change(frames=frames)
    return True

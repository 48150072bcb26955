"""Nobody wrote: when to look again, and what is done then."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.flows import sentences
from connectbot.flows.bundle import Bundle
from connectbot.flows.scene import Scene
from connectbot.flows.step import Go
from connectbot.flows.walk import finish, patience, run

_LOOK_AGAIN = timedelta(hours=1)
"""While a person has the talk it is looked at no more often."""


def overdue(scene: Scene, bundle: Bundle, awaiting: datetime) -> None:
    """Remind neutrally, move on in silence, or end, whichever its time has come for."""
    conversation, waited = scene.conversation, scene.now - awaiting
    flow = bundle.flows[conversation.frames[-1].flow]
    rule = patience(conversation, bundle)
    if waited >= flow.expires:
        finish(scene)
    elif rule is None or conversation.held or waited < rule.after:
        return
    elif rule.remind and not conversation.nudged:
        scene.change(nudged=True)
        _remind(scene)
    elif rule.go is not None and (not conversation.nudged or waited >= 2 * rule.after):
        run(scene, bundle, Go(rule.go), silent=True)
        if scene.conversation.held and not conversation.nudged:
            _remind(scene)


def _remind(scene: Scene) -> None:
    scene.say(sentences.NEUTRAL)


def look_again(scene: Scene, bundle: Bundle | None) -> datetime | None:
    """When to look again if nobody writes."""
    conversation = scene.conversation
    if bundle is None or conversation.awaiting is None:
        return None
    flow = bundle.flows[conversation.frames[-1].flow]
    at = conversation.awaiting + flow.expires
    rule = patience(conversation, bundle)
    if rule is not None and not conversation.held:
        if not conversation.nudged and (rule.remind or rule.go):
            at = min(at, conversation.awaiting + rule.after)
        elif rule.go:
            at = min(at, conversation.awaiting + 2 * rule.after)
    return max(at, scene.now + _LOOK_AGAIN) if conversation.with_person else at

"""Running talks that test flows: in memory, at a fixed time, against a world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from connectbot.flows import coming, engine, words
from connectbot.flows.talk import Line, Script
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation, Frame, Turn
from connectbot.model.effect import (
    Alert,
    Effect,
    Forget,
    Gone,
    HandOver,
    Join,
    OptIn,
    OptOut,
    SendCode,
)
from connectbot.model.message import Address, Inbound, Message
from connectbot.written.problem import Problem

_SENDER = Address("sms", "+447700900100")
_PAUSE = timedelta(minutes=1)
_CODE, _LASTS = "123456", timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one talk went: `fault` is the first line that went differently, None where all is well;
    `steps` those it came to."""

    script: Script
    fault: Problem | None
    steps: frozenset[Frame]


@dataclass(slots=True)
class _Rehearsal:
    """A talk under way. `replies` and `effects` are of the last message or wait."""

    world: World
    now: datetime
    turn: Turn
    replies: list[Message] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    steps: set[Frame] = field(default_factory=set)
    read: int = 0

    @property
    def conversation(self) -> Conversation:
        """Where it stands."""
        return self.turn.conversation

    def clear(self) -> None:
        """They write, or time passes: what was said before is over."""
        self.replies, self.effects, self.read = [], [], 0

    def take(self, turn: Turn) -> None:
        """One more turn. A code that is asked for is always the same."""
        for effect in turn.effects:
            if isinstance(effect, SendCode):
                code = f"{_CODE} {self.now + _LASTS:%Y-%m-%dT%H:%M:%S%z} {effect.number}"
                turn = replace(turn, conversation=turn.conversation.changed(code=code))
        self.turn = turn
        self.replies += turn.replies
        self.effects += turn.effects
        self.steps.update(turn.walked)


def run(script: Script, world: World) -> Outcome:
    """Play one talk; what breaks in a step breaks here."""
    talk = script.talk
    if talk.flow not in world.flows:
        fault = script.problem(f"there is no flow `{talk.flow}`", "flow")
        return Outcome(script, fault, frozenset())
    rehearsal = _begin(script, world)
    for number, line in enumerate(talk.talk):
        sentence = _checked(rehearsal, line)
        if sentence:
            fault = script.problem(sentence, "talk", number)
            return Outcome(script, fault, frozenset(rehearsal.steps))
    return Outcome(script, _uncovered(script, rehearsal), frozenset(rehearsal.steps))


def _checked(rehearsal: _Rehearsal, line: Line) -> str:
    """What is wrong with one line, "" where nothing is."""
    if line.word in coming.OF:
        return coming.OF[line.word](rehearsal.effects, line.value)
    return _LINES[line.word](rehearsal, line.value)


def _begin(script: Script, world: World) -> _Rehearsal:
    talk = script.talk
    conversation = Conversation(
        place=talk.place or next(iter(world.book.places)),
        saved=dict(talk.given.saved),
        tags=talk.given.tags,
        with_person=talk.given.with_person,
        promised=talk.given.promised,
    )
    rehearsal = _Rehearsal(world, talk.at, Turn(conversation))
    flow = world.flows[talk.flow]
    if not flow.words and not flow.occasions:
        rehearsal.take(engine.begin(flow.id, conversation, world, rehearsal.now))
    return rehearsal


def _uncovered(script: Script, rehearsal: _Rehearsal) -> Problem | None:
    for number, name in enumerate(script.talk.covers):
        flow, _, step = name.rpartition("/")
        if Frame(flow or script.talk.flow, step) not in rehearsal.steps:
            return script.problem(f"the talk never came to `{name}`", "covers", number)
    return None


def _receive(rehearsal: _Rehearsal, text: str, media: int) -> str:
    rehearsal.now += _PAUSE
    rehearsal.clear()
    now = rehearsal.now
    inbound = Inbound(_SENDER, now.isoformat(), text, now, media=media)
    rehearsal.take(engine.advance(rehearsal.conversation, inbound, rehearsal.world, now))
    return ""


def _them(rehearsal: _Rehearsal, text: str) -> str:
    return _receive(rehearsal, text, 0)


def _picture(rehearsal: _Rehearsal, count: int) -> str:
    return _receive(rehearsal, "", count)


def _later(rehearsal: _Rehearsal, lasts: timedelta) -> str:
    rehearsal.clear()
    until = rehearsal.now + lasts
    while (at := rehearsal.turn.wake_at) is not None and at <= until:
        rehearsal.take(engine.wake(rehearsal.conversation, rehearsal.world, at))
    rehearsal.now = until
    return ""


def _us(rehearsal: _Rehearsal, text: str) -> str:
    wanted = _plain(text)
    for number, message in enumerate(rehearsal.replies[rehearsal.read :], rehearsal.read):
        if wanted in _plain(words.as_sms(message)) or wanted in _plain(message.text):
            rehearsal.read = number
            return ""
    return f"we were to say `{text}`, but {_said(rehearsal)}"


def _not_us(rehearsal: _Rehearsal, text: str) -> str:
    if any(_plain(text) in _plain(words.as_sms(message)) for message in rehearsal.replies):
        return f"we were not to say `{text}`, but {_said(rehearsal)}"
    return ""


def _options(rehearsal: _Rehearsal, options: tuple[str, ...]) -> str:
    offered = rehearsal.replies[-1].options if rehearsal.replies else ()
    if offered != options:
        return f"we were to offer {', '.join(options)}, but offered {', '.join(offered) or 'none'}"
    return ""


def _quiet(rehearsal: _Rehearsal, quiet: bool) -> str:
    return "" if bool(rehearsal.replies) is not quiet else _said(rehearsal)


def _saved(rehearsal: _Rehearsal, fields: Mapping[str, str]) -> str:
    for name, value in fields.items():
        kept = rehearsal.conversation.saved.get(name, "")
        if kept != value:
            return f"`{name}` was to be `{value}`, but is `{kept}`"
    return ""


def _tagged(rehearsal: _Rehearsal, tag: str) -> str:
    return "" if tag in rehearsal.conversation.tags else f"they have no tag `{tag}`"


def _handover(rehearsal: _Rehearsal, why: str) -> str:
    wanted = "asked" if why == "link-workers" else why
    return _effect(rehearsal, HandOver(wanted), f"no person was asked for (`{wanted}`)")


def _alert(rehearsal: _Rehearsal, kind: str) -> str:
    alerted = [e for e in rehearsal.effects if isinstance(e, Alert) and kind in e.kinds]
    return "" if alerted else f"no alert for `{kind}` was raised"


def _opted(rehearsal: _Rehearsal, way: str) -> str:
    if way == "out" and any(isinstance(e, Gone) and not e.name for e in rehearsal.effects):
        return ""
    return _effect(rehearsal, OptOut() if way == "out" else OptIn(), f"they did not opt {way}")


def _forgotten(rehearsal: _Rehearsal, forgotten: bool) -> str:
    if (Forget() in rehearsal.effects) is forgotten:
        return ""
    return "they are not forgotten" if forgotten else "they are forgotten"


def _joined(rehearsal: _Rehearsal, number: str) -> str:
    return _effect(rehearsal, Join(number), f"they were not joined with {number}")


def _over(rehearsal: _Rehearsal, over: bool) -> str:
    if bool(rehearsal.conversation.frames) is not over:
        return ""
    return "the talk is over" if not over else f"the talk goes on: {_said(rehearsal)}"


def _effect(rehearsal: _Rehearsal, effect: Effect, sentence: str) -> str:
    return "" if effect in rehearsal.effects else sentence


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _said(rehearsal: _Rehearsal) -> str:
    said = [" ".join(words.as_sms(message).split()) for message in rehearsal.replies]
    return f"we said: {' / '.join(said)}" if said else "we said nothing"


_LINES: Mapping[str, Callable[[_Rehearsal, Any], str]] = {
    "them": _them,
    "picture": _picture,
    "later": _later,
    "us": _us,
    "not_us": _not_us,
    "options": _options,
    "quiet": _quiet,
    "saved": _saved,
    "tagged": _tagged,
    "handover": _handover,
    "alert": _alert,
    "opted": _opted,
    "forgotten": _forgotten,
    "joined": _joined,
    "over": _over,
}


def unreached(world: World, outcomes: Iterator[Outcome] | list[Outcome]) -> list[Problem]:
    """The steps of the flows that no talk came to."""
    steps = {frame for outcome in outcomes for frame in outcome.steps}
    return sorted(
        flow.document.problem(("steps", name), f"no talk comes to `{flow.id}/{name}`")
        for flow in world.flows.values()
        for name in flow.steps
        if Frame(flow.id, name) not in steps
    )

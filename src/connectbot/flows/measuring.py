"""A check-in under way: which questions are open, what an answer means, how it is put aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from connectbot.flows import checkins_rest, choosing, resting, sentences, tongues
from connectbot.flows.phrases import plain
from connectbot.flows.scene import Scene
from connectbot.measures.instrument import Instrument, Item
from connectbot.model.checkin import Answers
from connectbot.model.conversation import Conversation
from connectbot.model.effect import PauseCheckins, WithdrawCheckins
from connectbot.model.message import Message
from connectbot.safety.reserved import Keyword
from connectbot.written.tongue import Tongue

CHECKIN, CONSENT = "checkin", "consent"
"""How a promise begins: of a wave of questions, and of being asked whether they want any."""

_A_FEW, _TELLING = 5, 5  # words of a short reply; letters of a word that tells what is asked

PAUSE_DAYS = 28
"""How long PAUSE keeps check-ins away."""

_SKIPS = frozenset(
    {
        "skip",
        "skip it",
        "skip this",
        "skip this one",
        "skip that",
        "miss",
        "miss it",
        "pass",
        "rather not say",
        "id rather not say",
        "prefer not to say",
        "no comment",
        "next question",
        "sgipio",
        "hepgor",
        "pasio",
        "gwell gen i beidio a dweud",
    }
)


@dataclass(frozen=True, slots=True)
class Open:
    """What is being kept of a promise: `wave` and `plan` of a check-in; of being asked, the `plan`
    and who enrolled them (`staff` and their first `name`, "" where nobody did)."""

    enrolment: str
    wave: str = ""
    plan: str = ""
    staff: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of an instrument."""

    instrument: Instrument
    name: str
    item: Item

    @property
    def labels(self) -> tuple[str, ...]:
        """Its options as they are read; () where a number is asked for."""
        return tuple(self.item.options.values())

    @property
    def bounds(self) -> tuple[int, int]:
        """The numbers that one may reply."""
        values = self.item.values
        return (1, len(values)) if self.item.options else (values[0], values[-1])


def kind(promise: str) -> str:
    """What sort of promise this is: "checkin", "consent", or another's word."""
    return promise.partition(" ")[0]


def opened(talk: Conversation) -> Open | None:
    """The check-in that is under way, or the asking for one; None where neither is."""
    told = talk.checkin.split(" ")
    if told[0] == CHECKIN and len(told) == 4:
        return Open(told[1], wave=told[2], plan=told[3])
    if told[0] == CONSENT and len(told) >= 3:
        staff = told[3] if len(told) > 3 else ""
        return Open(told[1], plan=told[2], staff=staff, name=" ".join(told[4:]))
    return None


def promise(talk: Conversation, promised: str) -> Conversation:
    """The conversation in which this check-in, or asking for one, waits for their GO; nothing is
    left of an earlier one."""
    return closed(talk, promised)


def take_up(scene: Scene, promised: str) -> None:
    """From here on the promise is being kept."""
    scene.change(checkin=promised)
    under_way = opened(scene.conversation)
    if under_way is not None and under_way.name:
        scene.change(saved={**scene.conversation.saved, resting.WORKER: under_way.name})


def questions(scene: Scene) -> tuple[Asked, ...]:
    """Every question of the check-in under way, in their language where it is there in it."""
    under_way = opened(scene.conversation)
    if under_way is None:
        return ()
    asked = scene.knowledge.measures.asked(under_way.plan, under_way.wave, scene.tongue.code)
    return tuple(Asked(one, name, item) for one in asked for name, item in one.items.items())


def first_open(scene: Scene) -> Asked | None:
    """The first question that is neither answered nor skipped."""
    done = {(one, name) for one, name, _ in scene.conversation.answers}
    return next((q for q in questions(scene) if (q.instrument.id, q.name) not in done), None)


def given(scene: Scene) -> Answers:
    """What was answered so far, without what was skipped and what is not asked any more."""
    asked = {(q.instrument.id, q.name): q.item for q in questions(scene)}
    return tuple(
        (one, name, value)
        for one, name, value in scene.conversation.answers
        if value is not None and (item := asked.get((one, name))) and value in item.values
    )


def skips(said: str) -> bool:
    """Whether they would rather leave a question out."""
    return plain(said) in _SKIPS


def value(scene: Scene, asked: Asked) -> int | None:
    """The value they mean; None where that is not one value of this question."""
    if asked.item.options:
        number = choosing.chosen(scene, asked.labels)
        return None if number is None else asked.item.values[number]
    ends = asked.item.range
    assert ends is not None  # noqa: S101 - an item has options or a range
    said = plain(scene.said)
    for name, end in ((ends.low, ends.least), (ends.high, ends.most)):
        if name and said == plain(name):
            return end
    found = tongues.number(scene, ends.least, ends.most)
    return None if found is None else int(found)


def worded(asked: Asked, tongue: Tongue) -> Message:
    """A question as it is sent: all of it in one text. The words of the instrument are its own, in
    whatever language it is; only ours are put into theirs."""
    told = f"{asked.item.text} {asked.item.hint}".rstrip()
    least, most = asked.bounds
    by_number = f"{told} {tongue(sentences.ANSWER_RANGE).format(least=least, most=most)}"
    if not asked.labels:
        return Message(by_number)
    return Message(f"{told} {tongue(sentences.ANSWER_ONE)}", asked.labels, sms=by_number)


def echoes(scene: Scene) -> bool:
    """Whether a few words hold what the open question is about: "how lonely? very" is an attempt
    to answer it, and no need of its own."""
    asked = first_open(scene)
    said = plain(scene.said).split()
    if asked is None or len(said) > _A_FEW:
        return False
    return any(len(word) >= _TELLING and word in said for word in plain(asked.item.text).split())


def scored(scene: Scene) -> bool:
    """Whether they reply to a question of ours by a number: "im 7" is then no age."""
    asked = first_open(scene)
    return asked is not None and not asked.labels and value(scene, asked) is not None


def put(scene: Scene, asked: Asked) -> None:
    """Ask one question. A line that its owner wants on every copy goes before its first."""
    if asked.instrument.copyright and asked.name == next(iter(asked.instrument.items)):
        scene.replies.append(Message(asked.instrument.copyright))
    scene.replies.append(worded(asked, scene.tongue))


def again(scene: Scene, asked: Asked) -> None:
    """Say kindly that the reply was not understood."""
    least, most = asked.bounds
    by_number = scene.tongue(sentences.RANGE_AGAIN).format(least=least, most=most)
    one = scene.tongue(sentences.ONE_AGAIN)
    scene.replies.append(
        Message(one, asked.labels, sms=by_number) if asked.labels else Message(by_number)
    )


def closed(talk: Conversation, promised: str = "") -> Conversation:
    """The conversation once a check-in is over, or none is to come: nothing of it is left, neither
    answers nor the promise of one. Another may be `promised` instead."""
    under_way = talk.checkin
    if not promised and kind(talk.promised) not in (CHECKIN, CONSENT):
        promised = talk.promised
    passed = resting.of_checkin(talk).keys()
    saved = {field: value for field, value in talk.saved.items() if field not in passed}
    talk = checkins_rest.cleared(talk.changed(saved=saved)).changed(
        promised=promised, checkin="", answers=()
    )
    return resting.ended(talk) if under_way else talk


def without_answers(talk: Conversation) -> Conversation:
    """The conversation where what was answered so far is lost: a reply would be taken for one to
    another question. A check-in that is still open waits for their GO, and begins anew then; of one
    that is over the talk goes to its end."""
    if talk.lost and talk.checkin:
        return resting.ended(talk)
    return talk.changed(lost=False) if talk.lost else talk


def close(scene: Scene) -> None:
    """Leave no check-in open."""
    scene.conversation = closed(scene.conversation)


def pause(scene: Scene, word: Keyword) -> None:
    """They want a rest from check-ins, or none at all: an open one is over too."""
    close(scene)
    if word is not Keyword.PAUSE:
        scene.do(WithdrawCheckins())
        return
    scene.do(PauseCheckins(PAUSE_DAYS))
    until = scene.today + timedelta(PAUSE_DAYS)
    scene.conversation = checkins_rest.noted(scene.conversation, checkins_rest.PAUSED, until)


def go_on(scene: Scene) -> None:
    """They want check-ins again."""
    scene.conversation = checkins_rest.cleared(scene.conversation)
    scene.do(PauseCheckins(0))


def halt(scene: Scene) -> Conversation:
    """They are not well: no check-in is put to them until they or a person say so. The conversation
    after it."""
    now = scene.conversation
    if now.checkin or kind(now.promised) in (CHECKIN, CONSENT):
        close(scene)
        scene.do(PauseCheckins(None))
        scene.conversation = checkins_rest.noted(scene.conversation, checkins_rest.HALTED)
    return scene.conversation

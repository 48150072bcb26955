"""Where one resident stands in a flow, and what one message changes about that."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from connectbot.model.effect import Effect
from connectbot.model.message import Message


@dataclass(frozen=True, slots=True)
class Frame:
    """One flow on the stack and the step it stands at; a called flow lies above its caller."""

    flow: str
    step: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A question already answered, so that BACK can return to it.

    `undo` holds what the answer changed: field -> the value before, None where there was none.
    """

    frames: tuple[Frame, ...]
    undo: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one resident stands; the same value again gives the same next turn.

    `frames` innermost last, () when no flow is running; `revision` is the hash of the flows it is
    pinned to. `saved` outlives flows (name, area, phone ...). `heard` is what they last said in
    their own words, `overheard` the fields already taken from it. `tries` counts answers to the
    open question that were not understood. `options` are the names of choices that no flow wrote
    (needs, listings, the menu) in the order offered, `shown` the ids of the first of them, `seen`
    all listings offered in this search (MORE leaves them out). `awaiting` is when the open question
    was asked; `nudged` that its reminder went out; `held` that the step it stands at has not been
    said yet, as nothing is said unasked; `urgent` kinds of urgent words answered by the last turn:
    the talk stands until they write again; `with_person` that a person has taken the talk and the
    bot is silent. `stranger` tells that it is being asked who writes, and how (flows/stranger.py);
    `people` are the others on their number, each as key and first name. `code` is one that was sent
    to a phone of theirs, with the moment it ends, and the number.
    `promised` is what a neutral text of ours was about, until they say GO: "day tea-and-talk
    2026-11-24T14:00:00", "week tea-and-talk", "checkin <enrolment> <wave> <plan>". `checkin` is
    such a promise while it is being kept, and `answers` what was answered in it so far:
    instrument, item, value (None where it was skipped). `lost` tells that these cannot be opened
    any more, so that nobody knows which question is open. `counted` are the needs for which a
    search of theirs was counted this month, as "2026-11 company": none is counted twice in one.
    """

    place: str
    revision: str = ""
    frames: tuple[Frame, ...] = ()
    saved: dict[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
    heard: str = ""
    overheard: tuple[str, ...] = ()
    tries: int = 0
    options: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    trail: tuple[Checkpoint, ...] = ()
    awaiting: datetime | None = None
    nudged: bool = False
    held: bool = False
    urgent: tuple[str, ...] = ()
    with_person: bool = False
    stranger: str = ""
    people: tuple[tuple[str, str], ...] = ()
    code: str = ""
    promised: str = ""
    checkin: str = ""
    answers: tuple[tuple[str, str, int | None], ...] = ()
    lost: bool = False
    counted: tuple[str, ...] = ()

    def changed(self, **fields: Any) -> Conversation:
        """The same conversation with these fields changed; several times as quick as `replace`,
        and a turn does it often."""
        return Conversation(**{**dict(zip(_NAMES, _values(self), strict=True)), **fields})

    def to_json(self) -> dict[str, Any]:
        """A dict that `json.dumps` takes; empty fields are left out."""
        out: dict[str, Any] = {"place": self.place}
        if self.frames:
            out["frames"] = [[f.flow, f.step] for f in self.frames]
        if self.trail:
            out["trail"] = [[[[f.flow, f.step] for f in c.frames], c.undo] for c in self.trail]
        if self.tags:
            out["tags"] = sorted(self.tags)
        for name in _AS_THEY_ARE:
            if value := getattr(self, name):
                out[name] = value
        if self.awaiting is not None:
            out["awaiting"] = self.awaiting.isoformat()
        return out

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Conversation:
        """The conversation `to_json` wrote."""
        awaiting = data.get("awaiting")
        return cls(
            place=data["place"],
            revision=data.get("revision", ""),
            frames=_frames(data.get("frames", ())),
            saved=dict(data.get("saved", {})),
            tags=frozenset(data.get("tags", ())),
            heard=data.get("heard", ""),
            overheard=tuple(data.get("overheard", ())),
            tries=data.get("tries", 0),
            options=tuple(data.get("options", ())),
            shown=tuple(data.get("shown", ())),
            seen=tuple(data.get("seen", ())),
            trail=tuple(Checkpoint(_frames(f), dict(u)) for f, u in data.get("trail", ())),
            awaiting=datetime.fromisoformat(awaiting) if awaiting else None,
            nudged=data.get("nudged", False),
            held=data.get("held", False),
            urgent=tuple(data.get("urgent", ())),
            with_person=data.get("with_person", False),
            stranger=data.get("stranger", ""),
            people=tuple((key, name) for key, name in data.get("people", ())),
            code=data.get("code", ""),
            promised=data.get("promised", ""),
            checkin=data.get("checkin", ""),
            answers=tuple((one, item, value) for one, item, value in data.get("answers", ())),
            lost=data.get("lost", False),
            counted=tuple(data.get("counted", ())),
        )


_NAMES = tuple(Conversation.__dataclass_fields__)
_values = attrgetter(*_NAMES)
_AS_THEY_ARE = (
    "revision",
    "saved",
    "heard",
    "overheard",
    "tries",
    "options",
    "shown",
    "seen",
    "nudged",
    "held",
    "urgent",
    "with_person",
    "stranger",
    "people",
    "code",
    "promised",
    "checkin",
    "answers",
    "lost",
    "counted",
)


def _frames(pairs: Any) -> tuple[Frame, ...]:
    return tuple(Frame(flow, step) for flow, step in pairs)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the engine returns for one message: replies, effects, the conversation after it.

    `wake_at` is when to look again if nobody writes (no_reply, expires); None where nothing waits.
    `safety` tells that the replies answer urgent words and go before everything else. `walked` are
    the steps the talk came to, in order.
    """

    conversation: Conversation
    replies: tuple[Message, ...] = ()
    effects: tuple[Effect, ...] = ()
    wake_at: datetime | None = None
    safety: bool = False
    walked: tuple[Frame, ...] = ()

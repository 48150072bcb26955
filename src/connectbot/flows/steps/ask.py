"""`ask`: a question, by options or by a kind of answer; the talk waits for the reply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from connectbot.flows import answers, choosing, hearing, needing, seeking, tongues
from connectbot.flows.answers import whose
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Move, Said, Text, onward
from connectbot.safety.reserved import Keyword

KINDS = answers.KINDS - {"choice"}
MANY = "many"
_ANSWERS_NO = re.compile(
    r"^\s*(?:no|nope|nah) +(?=(?:i|im|ive|it|its|the|they|we|my|been|was|made|just|sorry)\b)",
    re.IGNORECASE,
)
_OR = re.compile(r"\bor\b", re.IGNORECASE)


class Ask(Question):
    """A question. `options` are chosen from, with `answer: many` several of them; else `answer` is
    the kind of answer looked for.

    What was already said in their own words is not asked again, and a postcode known from before
    is passed over unless a `go` leads here. `hear` are phrases that mean an option; `named` is
    where a listing called by its name leads, in place of a need.
    """

    word = "ask"
    text: Text = Field(alias="ask")
    kind: str = Field(alias="answer", default="")
    save: FieldName | None = None
    hear: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    named: str | None = None

    @model_validator(mode="after")
    def _one_way_to_answer(self) -> Self:
        if self.kind == MANY and not self.options:
            raise ValueError("an answer of the kind `many` needs `options` to choose from")
        if bool(self.options) is (self.kind not in ("", MANY)):
            raise ValueError("a question has either `options` or an `answer`; write one of them")
        if self.kind and self.kind not in KINDS:
            raise ValueError(
                f"there is no kind of answer `{self.kind}`; write one of {', '.join(sorted(KINDS))}"
            )
        if (self.kind in hearing.OVERHEARD or self.hear) and self.save is None:
            what = "`hear`" if self.hear else f"an answer of the kind `{self.kind}`"
            raise ValueError(f"{what} needs `save: ...`")
        if self.named and self.kind != "need":
            raise ValueError("`named` goes with `answer: need`; take one of them out")
        for value in self.hear:
            if value not in self.options:
                raise ValueError(f"`hear` has `{value}`, which is not among the options")
        return self

    def enter(self, scene: Scene) -> Move:
        """Ask, unless it is known already."""
        return self._known(scene) or self.ask(scene)

    def _known(self, scene: Scene) -> Move | None:
        if self.save is None or self.save in hearing.ASKED_ANEW:
            return None
        fresh = scene.conversation.heard and self.save not in scene.conversation.overheard
        if fresh and (move := self._overheard(scene, self.save)) is not None:
            return move
        known = scene.conversation.saved.get(self.save, "")
        if known and self.kind in hearing.LASTING and not scene.sent:
            return onward(self.go, known)
        return None

    def _overheard(self, scene: Scene, field: str) -> Move | None:
        """What they said before we asked: an answer, or enough of one to ask more closely."""
        if self.kind == "need":
            return needing.overheard(scene, field, self.named, self._take)
        heard = scene.conversation.heard
        value = self._heard(scene, heard) or hearing.overhear(scene, self.kind)
        if value is None:
            return None
        hearing.used(scene, field)
        return self._take(scene, value, heard)

    def ask(self, scene: Scene) -> Move:
        """Ask."""
        return self.put(scene, self.text, self.labels)

    def answer(self, scene: Scene) -> Move:
        """Take the reply, or say kindly that it was not understood."""
        if self.kind == "need":
            move = needing.answered(scene, self.save or "", self.named, self._take)
            return move or self.again(scene, scene.conversation.options)
        value = self._understood(scene)
        if value is not None:
            return self._take(scene, value)
        if self.options:
            hearing.keep_in_mind(scene)
        return self.again(scene, self.labels)

    def _understood(self, scene: Scene) -> str | None:
        if self.save in hearing.ASKED_ANEW and whose.MINE in self.options:
            return self._whose(scene)
        if self.options:
            return self._chosen(scene) or self._heard(scene, scene.said)
        value = tongues.understand(scene, self.kind)
        known = self.kind not in hearing.LASTING or hearing.is_somewhere(scene, value)
        return value if known else None

    def _whose(self, scene: Scene) -> str | None:
        """Who sees this phone, in whichever flow it is asked: theirs alone only where nothing else
        is said."""
        value = whose.whose(scene.said)
        if value in self.options:
            return value
        chosen = self._chosen(scene)
        sure = chosen != whose.MINE or whose.says_no_more(scene.said)
        return (chosen if sure else None) or self._heard(scene, scene.said)

    def _chosen(self, scene: Scene) -> str | None:
        """The option they chose; of several all, with commas between."""
        values, numbers = tuple(self.options), None
        if self.kind == MANY:
            said = _OR.sub("and", scene.said)  # "mornings or evenings" are both
            numbers = tongues.several(scene, said, self.labels)
        if numbers is not None:
            return ",".join(values[int(number) - 1] for number in numbers.split(","))
        number = choosing.chosen(scene, self.labels)
        return None if number is None else values[number]

    def _heard(self, scene: Scene, text: str) -> str | None:
        """The option that a phrase in a text stands for; None where several would be meant and
        only one may be."""
        said = _ANSWERS_NO.sub("", text)  # "no it was rubbish" turns nothing round
        heard = scene.knowledge.phrases.heard(said) if self.hear else ()
        found = dict.fromkeys(one.value for one in heard if one.field == self.save)
        values = [value for value in found if value in self.hear]
        sure = len(values) == 1 or (values and self.kind == MANY)
        return ",".join(values) if sure else None

    def recognises(self, scene: Scene) -> bool:
        """Whether one of its own phrases is in what they wrote."""
        return self._heard(scene, scene.said) is not None

    def _take(self, scene: Scene, value: str, heard: str = "") -> Move:
        finer = seeking.spot(scene, value, heard or scene.said) if self.kind == "outcode" else {}
        scene.answered(**({self.save: value, **finer} if self.save else {}))
        return onward(self.go, value)

    def reserved(self, scene: Scene) -> Keyword | None:
        """What an option such as "Please stop" stands for."""
        return choosing.reserved(scene, self.options, self.labels)

    @property
    def takes_anything(self) -> bool:
        """Whether it asks for any words at all."""
        return self.kind == "text"

    @property
    def several(self) -> bool:
        """Whether it asks for all that are meant."""
        return self.kind == MANY

    def texts(self) -> Iterator[Said]:
        """The question, and what is said when the reply was not understood."""
        return self.wording("ask", self.text)

    def hears(self) -> Iterator[tuple[str, str, str]]:
        """The phrases that mean one of its options."""
        for value, phrases in self.hear.items():
            yield from ((self.save or "", value, phrase) for phrase in phrases)

    def edges(self) -> Iterator[Edge]:
        """Where each answer leads, and where none leads."""
        fills = frozenset({self.save} if self.save else ())
        yield from (Edge("go", step, fills) for step in self.go.values())
        if "" not in self.go and not (self.options and self.options.keys() <= self.go.keys()):
            yield Edge("ask", None, fills)
        if self.named:
            yield Edge("named", self.named, fills | {"listing"})
        yield from self.unanswered()

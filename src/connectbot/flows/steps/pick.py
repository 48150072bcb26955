"""`pick`: which listing they mean, by its name; the talk waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.flows import choosing, hearing, needing
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, FieldName, Move, Said, Text, onward
from connectbot.safety.reserved import Keyword

LAST = "last"
"""The option for the listing they chose last; its name is not said, as others may see the phone."""

_CHOSEN = "listing"


class Pick(Question):
    """Saves the listing that they name, now or in what they said before. Of the `options` the one
    called `last` saves the one they chose last, and is offered only where there is one."""

    word = "pick"
    field: FieldName = Field(alias="pick")
    say: Text

    def enter(self, scene: Scene) -> Move:
        """Ask, unless they have named it already."""
        heard, used = scene.conversation.heard, scene.conversation.overheard
        named = needing.listing(scene, heard) if heard and self.field not in used else None
        if named is None:
            return self.ask(scene)
        hearing.used(scene, self.field)
        return self._take(scene, named)

    def ask(self, scene: Scene) -> Move:
        """Ask."""
        return self.put(scene, self.say, self._offered(scene))

    def answer(self, scene: Scene) -> Move:
        """Take a name or an option, or say kindly that it was not understood."""
        named = needing.listing(scene, scene.said)
        if named is not None:
            return self._take(scene, named)
        labels = self._offered(scene)
        last = self.options.get(LAST, "")
        if _begins(labels, scene.said, last, scene.tongue(last, scene.here)):
            return self._take(scene, scene.conversation.saved[_CHOSEN])
        number = choosing.chosen(scene, labels)
        if number is None:
            return self.again(scene, labels)
        value = next(value for value, label in self.options.items() if label == labels[number])
        if value == LAST:
            return self._take(scene, scene.conversation.saved[_CHOSEN])
        scene.answered()
        return onward(self.go, value)

    def _offered(self, scene: Scene) -> tuple[str, ...]:
        last = scene.knowledge.book.listing(scene.conversation.saved.get(_CHOSEN, ""))
        return tuple(
            label for value, label in self.options.items() if value != LAST or last is not None
        )

    def _take(self, scene: Scene, id: str) -> Move:
        scene.answered(**{self.field: id})
        return onward(self.go)

    def reserved(self, scene: Scene) -> Keyword | None:
        """What an option such as "Talk to a person" stands for."""
        return choosing.reserved(scene, self.options, self._offered(scene))

    def texts(self) -> Iterator[Said]:
        """The question, and what is said when the reply was not understood."""
        return self.wording("say", self.say)

    def edges(self) -> Iterator[Edge]:
        """Where a listing leads, where each option leads, and where none leads."""
        picked = frozenset({self.field})
        for value, step in self.go.items():
            yield Edge("go", step, frozenset() if value else picked)
        if "" not in self.go:
            yield Edge("pick", None, picked)
        yield from self.unanswered()


def _begins(labels: tuple[str, ...], said: str, last: str, own: str) -> bool:
    """Whether they wrote how the option for the last one begins: "the last one" is that, wherever
    among the options it stands; `own` is how they read it."""
    words = said.casefold().strip(" .!")
    begins = last.casefold().startswith(words) or own.casefold().startswith(words)
    return last in labels and " " in words and begins

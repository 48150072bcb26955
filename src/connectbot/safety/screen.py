"""Whether a text holds urgent words, and of which kinds; it recognises words, never risk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectbot.learned import fingerprint
from connectbot.safety.learnt import Learnt
from connectbot.safety.phrases import Index, Phrase
from connectbot.safety.plain import BREAK, Spelling
from connectbot.safety.standin import plain_look

PIECE = 80
OVERLAP = 40


@dataclass(frozen=True, slots=True)
class Rule:
    """Urgent words of one kind under one name; not where one of `unless` is said near by."""

    name: str
    kind: str
    says: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look found: kinds, the likeliest first; the rules that say so; what is broken.

    `margin` is how far the learned model was over its threshold (under it: below 0), None where it
    was not asked. It is for `explain` alone: no alert, log or row ever holds it.
    """

    kinds: tuple[str, ...]
    rules: tuple[str, ...] = ()
    broken: str = ""
    margin: float | None = None


class Screen:
    """The rules made ready, and what was learned. `kinds` is their order, `plain` the list that
    stands in for them.

    `broken` says what is wrong with rules or model themselves ("" where nothing is).
    """

    def __init__(
        self,
        kinds: Sequence[str],
        rules: Sequence[Rule],
        spelling: Spelling,
        plain: Mapping[str, Sequence[str]],
        broken: str = "",
        learnt: Learnt | None = None,
    ) -> None:
        self.kinds = tuple(kinds)
        self.broken = broken
        self._spelling = spelling
        self._plain = plain
        self._learnt = learnt
        self._rules = {rule.name: rule for rule in rules}
        self._says = Index((rule.name, phrase) for rule in rules for phrase in rule.says)
        self._unless = {
            rule.name: Index((rule.name, phrase) for phrase in rule.unless) for rule in rules
        }

    def look(self, text: str) -> tuple[str, ...]:
        """The kinds of urgent words in a text, the likeliest first; () for none. Never raises."""
        return self.examine(text).kinds

    def examine(self, text: str) -> Seen:
        """The same, with the names of the rules, and what broke if the plain list stood in."""
        try:
            views = self._spelling.views(text)
            hits = self._hits(views)
        except Exception as error:  # a frightened person gets an answer whatever is wrong in here
            broken = f"the safety screen broke ({type(error).__name__}); a plain list stands in"
            return Seen(plain_look(text, self._plain), (), broken)
        rules = tuple(name for name in self._rules if name in hits)
        found = {self._rules[name].kind for name in rules}
        kinds = tuple(kind for kind in self.kinds if kind in found)
        try:
            return self._learned(views[0], kinds, rules)
        except Exception as error:  # what was learned may break; the rules have spoken already
            broken = f"the learned model broke ({type(error).__name__}); the rules look alone"
            return Seen(kinds or plain_look(text, self._plain), rules, broken)

    def words(self, text: str) -> tuple[str, ...]:
        """A text's words as the learned model sees them; training asks here too."""
        return self._spelling.views(text)[0]

    def fingerprint(self, messages: Iterable[tuple[str, str]]) -> str:
        """Which labelled messages (kind, text), spelt as here, a model was made from."""
        return fingerprint((kind, " ".join(self.words(text))) for kind, text in messages)

    def _hits(self, views: Sequence[Sequence[str]]) -> set[str]:
        hits: set[str] = set()
        for words in views:
            for piece in _pieces((BREAK, *words, BREAK)):
                for name in self._says.found(piece, hits):
                    if not self._unless[name].found(piece):
                        hits.add(name)
        return hits

    def _learned(
        self, words: Sequence[str], kinds: tuple[str, ...], rules: tuple[str, ...]
    ) -> Seen:
        """What the rules found, with what the model adds: the piece that sounds most urgent."""
        if self._learnt is None:
            return Seen(kinds, rules, self.broken)
        most: float | None = None
        sounds: tuple[str, ...] = ()
        for piece in _pieces(words):
            margin = self._learnt.margin(piece)
            if margin is not None and (most is None or margin > most):
                most = margin
                sounds = self._learnt.likely(piece) if margin > 0 else ()
        return Seen(tuple(dict.fromkeys((*kinds, *sounds))), rules, self.broken, most)


def _pieces(words: Sequence[str]) -> Iterator[Sequence[str]]:
    step = PIECE - OVERLAP
    for start in range(0, max(len(words) - OVERLAP, 1), step):
        yield words[start : start + PIECE]

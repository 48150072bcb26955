"""The safety data of a community: the screen, dated helplines, and the fixed words said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from connectbot.learned import Unusable
from connectbot.safety import standin
from connectbot.safety.grammar import BadPhrase, Grammar
from connectbot.safety.learnt import Learnt
from connectbot.safety.phrases import Phrase
from connectbot.safety.plain import Spelling
from connectbot.safety.screen import Rule, Screen
from connectbot.safety.shape import Helpline, RuleText, SafetyFile
from connectbot.safety.wording import BadWording, filled
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import shaped
from connectbot.written.tongue import ENGLISH, Tongue

CHECK_EVERY = timedelta(days=183)
"""After this long without a check a helpline is warned about."""

_LATER = {"help": "team", "start": "place"}
MODEL = "safety_model.json"
"""What was learned stands beside safety.yaml under this name."""

_OTHERS = "only the others are looked for"
_STANDS_IN = "a short list of plain words stands in"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said for one kind: its name for staff, the first text, the special line."""

    title: str
    say: str = standin.SAY
    line: str = standin.LINE


@dataclass(frozen=True)
class SafetyBook:
    """Everything about urgent words that a turn may look at.

    `broken` is "" or a sentence for the operator: what is wrong and what stands in. `lines` are
    the lines of the helplines in `file`; `spoken` the same book in other languages, by code;
    `wordings` all that it says, as it is written.
    """

    file: str
    kinds: Mapping[str, Said]
    texts: Mapping[str, str]
    screen: Screen
    helplines: Mapping[str, Helpline]
    lines: Mapping[str, int]
    spoken: Mapping[str, SafetyBook] = field(default_factory=dict)
    wordings: tuple[str, ...] = ()

    @classmethod
    def parse(
        cls,
        text: str | bytes,
        file: str,
        learned: str | bytes | None = None,
        tongues: Iterable[Tongue] = (),
    ) -> tuple[SafetyBook, list[Problem]]:
        """The book in a safety.yaml, and its faults. There is always a book that works.

        `learned` is the safety_model.json beside it; without one the rules look alone. `tongues`
        are the languages besides English in which it speaks; it listens for all at once.
        """
        try:
            document = read(text, file)
            data = shaped(SafetyFile, document)
        except Unreadable as unreadable:
            return cls.standing_in(file), list(unreadable.problems)
        return _Reading(document, data, learned).book(tongues)

    @classmethod
    def standing_in(cls, file: str) -> SafetyBook:
        """The book for when safety.yaml cannot be used: short, but 999 and Samaritans are in it."""
        titles = {kind: Said(kind.replace("_", " ")) for kind in standin.PLAIN}
        broken = f"{file} cannot be used; {_STANDS_IN}"
        screen = Screen(tuple(titles), _plain_rules(standin.PLAIN), Spelling({}), {}, broken)
        return cls(file, titles, standin.TEXTS, screen, {}, {})

    @property
    def broken(self) -> str:
        """What is wrong with the rules, as a sentence; "" where nothing is."""
        return self.screen.broken

    def speaking(self, code: str) -> SafetyBook:
        """The same book in the language with this code; in English where it has none."""
        return self.spoken.get(code, self)

    def reply(self, kinds: Sequence[str], shared: bool) -> tuple[str, ...]:
        """What is said to urgent words: two texts, or one neutral one on a phone others see."""
        if shared:
            return (self.texts["neutral"],)
        known = [self.kinds[kind] for kind in kinds if kind in self.kinds] or [Said("")]
        lines = dict.fromkeys(said.line for said in known[:2])
        return known[0].say, " ".join((*lines, self.texts["then"]))

    def help_text(self, team: str) -> str:
        """The answer to HELP: 999, 111 option 2, Samaritans, how to reach `team`, STOP."""
        return self.texts["help"].replace("{team}", team)

    @cached_property
    def stop_text(self) -> str:
        """The one confirmation of STOP."""
        return self.texts["stop"]

    def start_text(self, place: str) -> str:
        """The hello after START."""
        return self.texts["start"].replace("{place}", place)

    def problems(self, today: date) -> list[Problem]:
        """A warning for each helpline that nobody has checked for half a year."""
        return [
            Problem(
                self.file,
                self.lines[name],
                f"{line.name} was last checked on {line.checked}; ring it or look at "
                f"{line.source}, then set `checked: {today}`",
                warning=True,
            )
            for name, line in self.helplines.items()
            if today - line.checked > CHECK_EVERY
        ]


def _plain_rules(plain: Mapping[str, Sequence[str]]) -> list[Rule]:
    grammar = Grammar({}, Spelling({}))
    return [
        Rule(kind, kind, tuple(grammar.phrase(said) for said in words))
        for kind, words in plain.items()
    ]


class _Reading:
    """One reading of a file: collects faults on the way to a book."""

    def __init__(self, document: Document, data: SafetyFile, learned: str | bytes | None) -> None:
        self._document = document
        self._learned = learned
        self._data = data
        self._problems: list[Problem] = []
        self._tongue = ENGLISH
        self._spelling = Spelling(data.spellings, data.long_words.split())
        self._grammar = Grammar(data.groups, self._spelling)
        self._numbers = {name: line.ring or line.text for name, line in data.helplines.items()}

    def book(self, tongues: Iterable[Tongue] = ()) -> tuple[SafetyBook, list[Problem]]:
        kinds, texts = self._words()
        screen = self._screen()
        lines = {name: self._document.line(("helplines", name)) for name in self._data.helplines}
        book = SafetyBook(
            self._document.file, kinds, texts, screen, dict(self._data.helplines), lines
        )
        spoken = {}
        for tongue in tongues:
            self._tongue = tongue
            kinds, texts = self._words()
            spoken[tongue.code] = replace(book, kinds=kinds, texts=texts)
        return replace(book, spoken=spoken, wordings=self._wordings()), sorted(self._problems)

    def _wordings(self) -> tuple[str, ...]:
        kinds = self._data.kinds.values()
        texts = (str(getattr(self._data.texts, name)) for name in standin.TEXTS)
        numbers = (number for number in self._numbers.values() if any(map(str.isalpha, number)))
        return (*(text for kind in kinds for text in (kind.say, kind.line)), *texts, *numbers)

    def _words(self) -> tuple[dict[str, Said], dict[str, str]]:
        """What is said for each kind, and the other texts, in one language."""
        kinds = {kind: self._said(kind) for kind in self._data.kinds}
        texts = {name: self._text(name, standin.TEXTS[name]) for name in standin.TEXTS}
        self._long_replies(kinds, texts["then"])
        return kinds, texts

    def _said(self, kind: str) -> Said:
        data, at = self._data.kinds[kind], ("kinds", kind)
        return Said(
            data.title,
            self._worded((*at, "say"), data.say, standin.SAY),
            self._worded((*at, "line"), data.line, standin.LINE),
        )

    def _text(self, name: str, instead: str) -> str:
        written = str(getattr(self._data.texts, name))
        return self._worded(("texts", name), written, instead, later=_LATER.get(name, ""))

    def _worded(self, at: tuple[str, ...], text: str, instead: str, later: str = "") -> str:
        own = self._tongue(text)
        if own != text:
            try:
                numbers = {name: self._tongue(number) for name, number in self._numbers.items()}
                return filled(own, numbers, later=later)
            except BadWording as bad:
                sentence = f"`{at[-1]}` as `{self._tongue.code}` has it: {bad}; English stands in"
                self._problems.append(self._document.problem(at, sentence, warning=True))
        try:
            return filled(text, self._numbers, later=later)
        except BadWording as bad:
            self._fault(at, f"`{at[-1]}`: {bad}")
            return instead

    def _long_replies(self, kinds: Mapping[str, Said], then: str) -> None:
        longest = sorted(kinds, key=lambda kind: len(kinds[kind].line))[-2:]
        second = " ".join((*(kinds[kind].line for kind in longest), then))
        try:
            filled(second, {})
        except BadWording as bad:
            at, sentence = ("kinds", longest[-1], "line"), f"with a second `line` and `then`, {bad}"
            if self._tongue is not ENGLISH:
                sentence = f"as `{self._tongue.code}` has it, {sentence}"
            warning = self._tongue is not ENGLISH
            self._problems.append(self._document.problem(at, sentence, warning=warning))

    def _screen(self) -> Screen:
        before = len(self._problems)
        rules = [rule for kind in self._data.kinds for rule in self._rules(kind)]
        bad = len(self._problems) - before
        broken = ""
        if bad:
            phrases = "1 phrase" if bad == 1 else f"{bad} phrases"
            broken = f"{phrases} in {self._document.file} cannot be used; {_OTHERS}"
        plain = {kind: data.plain for kind, data in self._data.kinds.items()}
        learnt, worse = self._learnt()
        broken = "; ".join(part for part in (broken, worse) if part)
        return Screen(tuple(self._data.kinds), rules, self._spelling, plain, broken, learnt)

    def _learnt(self) -> tuple[Learnt | None, str]:
        """What was learned, and what is wrong with it; a broken model is a fault of its file."""
        if self._learned is None:
            return None, ""
        folder, slash, _ = self._document.file.rpartition("/")
        file = f"{folder}{slash}{MODEL}"
        try:
            return Learnt.read(self._learned, file), ""
        except Unusable as unusable:
            sentence = str(unusable).removeprefix(f"{file}: ")
            self._problems.append(Problem(file, 1, sentence, warning=True))
            return None, f"{file} cannot be used; the rules look alone"

    def _rules(self, kind: str) -> list[Rule]:
        data = self._data.kinds[kind]
        plain = self._phrases(("kinds", kind, "plain"), data.plain)
        joined = [j for said in data.plain if (j := self._joined(said))]
        rules = [Rule(f"{kind}: plain", kind, (*plain, *joined))]
        for number, rule in enumerate(data.rules):
            at = ("kinds", kind, "rules", number)
            made = self._rule(kind, rule, at)
            if any(made.name == other.name for other in rules):
                self._fault((*at, "rule"), f"`{rule.rule}` is here twice; give one another name")
                made = replace(made, name=f"{made.name} ({number})")
            rules.append(made)
        return rules

    def _rule(self, kind: str, rule: RuleText, at: tuple[str | int, ...]) -> Rule:
        says = self._phrases((*at, "says"), rule.says)
        unless = self._phrases((*at, "unless"), rule.unless)
        return Rule(f"{kind}: {rule.rule}", kind, says, unless)

    def _phrases(self, at: tuple[str | int, ...], written: Sequence[str]) -> tuple[Phrase, ...]:
        found: list[Phrase] = []
        for number, text in enumerate(written):
            try:
                found.append(self._grammar.phrase(text))
            except BadPhrase as bad:
                self._fault((*at, number), str(bad))
        return tuple(found)

    def _joined(self, said: str) -> Phrase | None:
        """A plain statement written as one word ("killmyself"), where that is long enough."""
        word = said.replace(" ", "").replace("'", "").lower()
        return self._grammar.phrase(word) if len(word) > 7 and word.isalpha() else None

    def _fault(self, at: Sequence[str | int], sentence: str) -> None:
        self._problems.append(self._document.problem(at, sentence))

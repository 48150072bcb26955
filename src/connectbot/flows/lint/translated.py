"""Translations: nothing missing, the same placeholders, short enough, options told apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from connectbot.flows import answers, words
from connectbot.flows.flow import Flow
from connectbot.flows.placeholders import ALL
from connectbot.flows.question import Question
from connectbot.flows.step import Said
from connectbot.model.message import Message
from connectbot.safety.reserved import provider_keyword
from connectbot.safety.screen import Screen
from connectbot.written.catalogue import Entry
from connectbot.written.problem import Problem
from connectbot.written.tongue import Tongue

MOST_TEXTS = 3
"""A language whose letters no plain text holds may take one text more than English."""

_BRACED = re.compile(r"\{([^{}]*)\}")
_GRAMMAR = frozenset({"end"})
"""What English alone needs."""
_ANY_DAY = date(2026, 1, 1)


def problems(
    needed: Sequence[Entry],
    own: Iterable[Entry],
    tongue: Tongue,
    file: str,
    helplines: Collection[str] = (),
) -> Iterator[Problem]:
    """What a language lacks, and where a translation has other placeholders than the English. The
    `helplines` named may be others: some speak the language."""
    for entry in needed:
        has = tongue.ways(entry.context) if entry.context else tongue.texts.get(entry.text)
        if not has:
            at, line = entry.where[0] if entry.where else (file, 1)
            start = entry.text if len(entry.text) < 50 else f"{entry.text[:47]}..."
            sentence = (
                f"`{start}` is not in the language `{tongue.code}` yet; add it to {file} "
                f"(connectbot flow words --language {tongue.code} -o {file} lists all)"
            )
            yield Problem(at, line, sentence, warning=True)
    for entry in own:
        english, theirs = (
            set(_BRACED.findall(text)).difference(helplines) for text in (entry.text, entry.own)
        )
        wrong, lost = sorted(theirs - english), sorted(english - theirs - _GRAMMAR)
        if entry.own and (wrong or lost):
            what = f"`{{{wrong[0]}}}` is not in" if wrong else f"`{{{lost[0]}}}` is only in"
            sentence = f"{what} the English `{entry.text[:40]}`; keep the braces as they are there"
            yield Problem(entry.file, entry.line, sentence, warning=True)


def of_flows(
    flows: Iterable[Flow], own: Iterable[Entry], tongue: Tongue, screen: Screen, file: str
) -> Iterator[Problem]:
    """Steps that are too long in this language, and options that cannot be told apart in it."""
    lines = {entry.text: (entry.file, entry.line) for entry in own}
    for flow in flows:
        for name, step in flow.steps.items():
            context = f"{flow.id}/{name}"
            for said in step.texts():
                at = lines.get(said.text, (file, 1))
                for sentence in _too_long(said, tongue, context):
                    yield Problem(*at, sentence, warning=True)
            if isinstance(step, Question):
                labels = tuple(tongue(label, context) for label in step.labels)
                at = lines.get(next(iter(step.labels), ""), (file, 1))
                for sentence in _options(labels, screen, context):
                    yield Problem(*at, sentence, warning=True)


def _too_long(said: Said, tongue: Tongue, where: str) -> Iterator[str]:
    text = tongue(said.text if said.sms is None else said.sms, where)
    longest = words.fill(text, {name: "x" * ALL[name].longest for name in ALL})
    options = tuple(tongue(option, where) for option in said.options)
    cost = words.cost(words.as_sms(Message(longest, options)) + "x" * said.extra)
    if cost.segments > MOST_TEXTS:
        yield f"in {where} this can take {cost.segments} texts in `{tongue.code}`; make it shorter"


def _options(labels: Sequence[str], screen: Screen, where: str) -> Iterator[str]:
    for number, label in enumerate(labels, start=1):
        if provider_keyword(label):
            yield f"phone companies take `{label}` ({where}) for opting in or out; say it otherwise"
        elif screen.look(label):
            yield f"`{label}` ({where}) would be taken for urgent words; word it otherwise"
        elif answers.understand("choice", label, options=labels, today=_ANY_DAY) != str(number):
            yield f"a reply of `{label}` ({where}) could be taken for another option"

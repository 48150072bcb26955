"""Words: placeholders that are filled, texts that are short, plain and cheap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectbot.flows import words
from connectbot.flows.flow import COMES_BACK, DID_IT_HELP, GROUP_ANSWERED, Flow
from connectbot.flows.lint.paths import edges, target
from connectbot.flows.placeholders import ALL
from connectbot.flows.step import Said
from connectbot.model.message import Message
from connectbot.written.problem import Problem
from connectbot.written.shaping import guess

MOST_TEXTS = 2
LONG_SENTENCE = 22
LONG_WORD = 13

_WITH_A_LISTING = frozenset({COMES_BACK, GROUP_ANSWERED, DID_IT_HELP})
"""What begins only where it is known of which listing."""

_SENTENCE = re.compile(r"[.?!:\n]+")
_SHOUTED = re.compile(r"\b(?:YES|CANCEL|END|QUIT|UNSUBSCRIBE|STOPALL|REVOKE|OPTOUT)\b")
_OURS_ALONE = re.compile(r"social prescrib|service user|signpost|referral", re.IGNORECASE)


def problems(flow: Flow) -> Iterator[Problem]:
    """What is wrong with the words of a flow, each step by itself."""
    for name, step in flow.steps.items():
        for said in step.texts():
            for sentence, warning in _faults(said, step.word):
                path = ("steps", name, said.word)
                yield flow.document.problem(path, sentence, warning=warning)


def _faults(said: Said, word: str) -> Iterator[tuple[str, bool]]:
    written = f"{said.text}\n{said.sms or ''}"
    for name in sorted(words.placeholders(written)):
        if name not in ALL:
            yield f"unknown placeholder `{{{name}}}`; {guess(name, sorted(ALL))}", False
        elif ALL[name].only not in ("", word):
            yield f"`{{{name}}}` is known only in a step with `{ALL[name].only}`", False
    if "{" in (left := words.fill(written, {})) or "}" in left:
        mend = "write a placeholder like `{area}`, and take any other brace out"
        yield f"there is a brace here that would be read out; {mend}", False
    if shouted := _SHOUTED.search(written):
        yield f"phone companies take {shouted[0]} for opting in or out; ask for another word", False
    if ours := _OURS_ALONE.search(written):
        yield (
            f"`{ours[0]}` is a word of ours, not of the people who read this; say it plainly",
            False,
        )
    yield from _price(said)
    yield from _reading(written)


def _price(said: Said) -> Iterator[tuple[str, bool]]:
    """What it costs as a text when every placeholder is as long as it can be."""
    written = _longest(said.text if said.sms is None else said.sms)
    text = words.as_sms(Message(written, said.options))
    cost = words.cost(text + "x" * said.extra)
    if cost.segments > MOST_TEXTS:
        yield f"this can take {cost.segments} texts; make it shorter, or add `sms:`", False
    if not words.is_gsm7(text):
        yield cost.why, True


def _longest(text: str) -> str:
    return words.fill(text, {name: "x" * ALL[name].longest for name in ALL})


def _reading(text: str) -> Iterator[tuple[str, bool]]:
    for sentence in _SENTENCE.split(text):
        count = len(sentence.split())
        if count > LONG_SENTENCE:
            start = " ".join(sentence.split()[:4])
            yield f"`{start} ...` has {count} words in one sentence; make two of it", True
    for word in re.findall(r"[^\W\d_]+", text):
        if len(word) >= LONG_WORD:
            yield f"`{word}` is a hard word to read; is there a shorter one?", True


def unfilled(flow: Flow) -> Iterator[Problem]:
    """Placeholders that some way through the flow leaves without a value."""
    filled = _filled(flow)
    for name, step in flow.steps.items():
        for said in step.texts():
            for wanted in sorted(words.placeholders(f"{said.text}\n{said.sms or ''}")):
                field = ALL[wanted].field if wanted in ALL else ""
                if field and name in filled and field not in filled[name]:
                    sentence = (
                        f"`{{{wanted}}}` may have no value here: one can come without `{field}` "
                        "being saved; ask for it first, or word it without"
                    )
                    yield flow.document.problem(("steps", name, said.word), sentence)


def _filled(flow: Flow) -> dict[str, frozenset[str]]:
    """For each step that can be reached, the fields surely filled by whoever comes to it."""
    known = frozenset({"listing"} if _WITH_A_LISTING.intersection(flow.occasions) else ())
    filled: dict[str, frozenset[str]] = {flow.first: known}
    ahead = [flow.first]
    while ahead:
        name = ahead.pop()
        for edge in edges(flow, name):
            to = target(flow, name, edge)
            if to is None:
                continue
            bring = filled[name] | edge.fills
            now = filled[to] & bring if to in filled else bring
            if to not in filled or now != filled[to]:
                filled[to] = now
                ahead.append(to)
    return filled

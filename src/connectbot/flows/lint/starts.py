"""How flows are called and started: each word and each occasion begins one, none is reserved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectbot.flows.flow import OWN_WORDS, Flow
from connectbot.flows.phrases import plain
from connectbot.safety.reserved import keyword, provider_keyword
from connectbot.written.problem import Problem


def problems(flows: Sequence[Flow]) -> Iterator[Problem]:
    """Start words that cannot work, flows that want the same one, names unlike their file's."""
    taken: dict[str, str] = {}
    for flow in flows:
        if flow.document.file.rsplit("/", 1)[-1] != f"{flow.id}.yaml":
            sentence = f"the flow `{flow.id}` belongs in a file called `{flow.id}.yaml`"
            yield flow.document.problem(("flow",), sentence)
        for start in (*flow.words, *(on for on in flow.occasions if on != OWN_WORDS)):
            place = ("starts",)
            if plain(start) in taken:
                other = taken[plain(start)]
                sentence = f"`{start}` already starts {other}; give one of them another word"
                yield flow.document.problem(place, sentence)
            taken[plain(start)] = f"`{flow.id}`"
        for word in flow.words:
            if keyword(word) or provider_keyword(word):
                sentence = f"`{word}` means something everywhere, so it cannot start a flow"
                yield flow.document.problem(("starts",), f"{sentence}; choose another word")
            elif not any(char.isalpha() for char in word):
                sentence = f"`{word}` would be taken for an answer; start with a word"
                yield flow.document.problem(("starts",), sentence)

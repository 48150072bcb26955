"""Everything read-only that a turn may look at; frozen, and swapped as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from connectbot.flows import wording
from connectbot.flows.bundle import Bundle
from connectbot.flows.flow import OWN_WORDS, Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.phrases import Phrase, Phrases, plain
from connectbot.written.reading import Unreadable
from connectbot.written.tongue import Tongue

_SENTENCE = re.compile(r"[.?!\n]+")
_GREETING = re.compile(r"^(?:(?:hi|hello|hiya|hey|sorry|excuse me|but|and|so|ok|also|erm|um) )+")


@dataclass(frozen=True, slots=True)
class World(Knowledge):
    """`flows` by id in file order; `current` flow -> revision; `bundles` by revision, the current
    ones and the old ones that somebody still stands in; `starts` plain start words -> flow."""

    flows: Mapping[str, Flow]
    current: Mapping[str, str]
    bundles: Mapping[str, Bundle]
    starts: Mapping[str, str]

    @classmethod
    def build(
        cls,
        knowledge: Knowledge,
        flows: Iterable[Flow],
        kept: Mapping[str, str] | None = None,
    ) -> Self:
        """A world of these flows; `kept` are earlier revisions (hash -> text), of which those that
        this engine cannot use are left out."""
        by_id = {flow.id: flow for flow in flows}
        now = {id: Bundle.of(id, by_id) for id in by_id}
        bundles = {bundle.revision: bundle for bundle in now.values()}
        for revision, text in (kept or {}).items():
            if revision not in bundles and (bundle := _usable(text)) is not None:
                bundles[revision] = bundle
        current = {id: bundle.revision for id, bundle in now.items()}
        return cls(
            knowledge.book,
            knowledge.needs,
            knowledge.districts,
            knowledge.safety,
            by_id,
            current,
            bundles,
            _starts(by_id, knowledge.tongues),
            phrases=Phrases(_heard(by_id, knowledge.tongues)),
            tongues=knowledge.tongues,
            measures=knowledge.measures,
        )

    def bundle(self, revision: str) -> Bundle | None:
        """The flows a conversation is pinned to; None where they are lost."""
        return self.bundles.get(revision)

    def bodies(self) -> dict[str, str]:
        """The current revisions as they are kept: hash -> text."""
        return {revision: self.bundles[revision].to_text() for revision in self.current.values()}

    def on(self, occasion: str) -> str | None:
        """The flow that starts on an occasion."""
        return next((f.id for f in self.flows.values() if occasion in f.occasions), None)

    def started_by(self, text: str) -> str | None:
        """The flow that starts with exactly these words."""
        return self.starts.get(plain(text))

    def told_by(self, text: str) -> Phrase | None:
        """The phrase among these words with which a flow begins that is for their own words."""
        heard = self.phrases.heard(text)
        return next((one for one in heard if OWN_WORDS in self.flows[one.flow].occasions), None)

    def answered_by(self, text: str) -> str | None:
        """The flow that answers the question asked first in a text, such as "is it free?"."""
        asked = next(filter(None, map(plain, _SENTENCE.split(text))), "")
        flow = self.started_by(_GREETING.sub("", asked))
        return flow if flow and self.flows[flow].answers else None


def _starts(flows: Mapping[str, Flow], tongues: Mapping[str, Tongue]) -> dict[str, str]:
    """Start words -> flow, in every language; of two the one that comes first."""
    every = list(flows.values())[::-1]
    own = {
        plain(word): flow.id
        for tongue in tongues.values()
        for flow in every
        for word in tongue.ways(wording.starts(flow.id))
    }
    return own | {plain(word): flow.id for flow in every for word in flow.words}


def _heard(flows: Mapping[str, Flow], tongues: Mapping[str, Tongue]) -> Iterator[Phrase]:
    """What questions hear in passing, in every language."""
    for flow in flows.values():
        yield from flow.hears()
        for tongue in tongues.values():
            for field, value, context in dict.fromkeys(wording.heard(flow)):
                for said in tongue.ways(context):
                    yield Phrase(plain(said), flow.id, field, value)


def _usable(text: str) -> Bundle | None:
    try:
        return Bundle.from_text(text)
    except Unreadable:
        return None

"""A flow with every flow it can call, under one hash: what a conversation is pinned to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from connectbot.flows.flow import Flow
from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable

FORMAT = 1
"""Goes up when the same words would mean something else to a new engine."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """`flows` by id, among them `root`; the same words give the same `revision`."""

    root: str
    flows: Mapping[str, Flow]
    revision: str

    @classmethod
    def of(cls, root: str, flows: Mapping[str, Flow]) -> Bundle:
        """The bundle of a flow; calls of flows that are not there are left out."""
        found: dict[str, Flow] = {}
        wanted = [root]
        while wanted:
            id = wanted.pop()
            if id in flows and id not in found:
                found[id] = flows[id]
                wanted += flows[id].calls()
        text = _text(root, found)
        return cls(root, found, hashlib.sha256(text.encode()).hexdigest())

    def to_text(self) -> str:
        """What `from_text` reads; notes and line breaks of the files are not in it."""
        return _text(self.root, self.flows)

    @classmethod
    def from_text(cls, text: str) -> Bundle:
        """A bundle kept earlier. Raises Unreadable where this engine cannot use it."""
        try:
            data = json.loads(text)
            root, written = data["root"], data["flows"]
            known = data["format"] == FORMAT and root in written
        except (ValueError, KeyError, TypeError):
            known = False
        if not known:
            raise Unreadable([Problem("kept flow", 1, "it was kept by another version")])
        flows = [Flow.of(Document(id, flow, {(): 1})) for id, flow in written.items()]
        return cls.of(root, {flow.id: flow for flow in flows})


def _text(root: str, flows: Mapping[str, Flow]) -> str:
    written = {id: flows[id].document.data for id in sorted(flows)}
    data = {"format": FORMAT, "root": root, "flows": written}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

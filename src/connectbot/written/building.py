"""Dicts, lists and text built from a YAML parser's events, with the line of each part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import yaml

from connectbot.written.explaining import BRACED, CUT, unprintable

Data = str | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]

DEEPEST = 20

_MARKED = "a text cannot start with `*`, `&` or `!`; put quotes round the whole text"


class Faulty(Exception):
    """There is no sense in reading on."""


@dataclass(slots=True)
class _Open:
    """A dict or list whose end has not come yet; `key` waits for its value."""

    data: dict[str, Data] | list[Data]
    path: Path
    flow: bool
    key: str | None = None


@dataclass(slots=True)
class Builder:
    """Takes events one by one.

    `source` are the lines of the text; `faults` are (line, sentence); `lines` holds path -> line.
    """

    source: Sequence[str]
    data: Data | None = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)

    def take(self, event: yaml.Event) -> None:
        """Use the next event. Raises Faulty where reading on would only mislead."""
        match event:
            case yaml.DocumentStartEvent():
                self._document(event)
            case yaml.AliasEvent():
                self._fault(event, _MARKED)
                self._put(event, "")
            case yaml.ScalarEvent():
                self._unmarked(event)
                self._scalar(event)
            case yaml.CollectionStartEvent():
                self._unmarked(event)
                self._begin(event)
            case yaml.CollectionEndEvent():
                self._open.pop()

    def _document(self, event: yaml.Event) -> None:
        if self.data is not None:
            self._stop(event, "a line of `---` would start a second file here; take it out")

    def _unmarked(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._fault(event, _MARKED)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if found := unprintable(event.value):
            self._fault(event, found[1])
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            self._key(event, top, top.data)
            return
        if top is not None and top.flow and top.key is not None and _unsaid(event):
            self._fault(event, BRACED)
        self._cut(event)
        self._put(event, event.value)

    def _key(self, event: yaml.ScalarEvent, top: _Open, data: dict[str, Data]) -> None:
        key = event.value
        if key in data:
            first = self.lines[(*top.path, key)]
            self._fault(
                event,
                f"`{key}` is here twice (first on line {first}); "
                "give one of them another name or take it out",
            )
        if not key:
            self._fault(event, "a word is missing before the colon")
        top.key = key
        self.lines.setdefault((*top.path, key), _line(event))

    def _cut(self, event: yaml.ScalarEvent) -> None:
        if event.style or not event.value:
            return
        line, column = _place(event.end_mark)
        if self.source[line][column:].lstrip(" ").startswith("#"):
            self.faults.append((line + 1, CUT))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            self._stop(event, "the word before a colon must be plain text, not a list or a map")
        if len(self._open) >= DEEPEST:
            self._stop(event, f"this is nested more than {DEEPEST} deep; make it flatter")
        data: dict[str, Data] | list[Data] = {}
        if isinstance(event, yaml.SequenceStartEvent):
            data = []
        path = self._put(event, data)
        self._open.append(_Open(data, path, bool(event.flow_style)))

    def _put(self, event: yaml.Event, value: Data) -> Path:
        """Place a value where it belongs; its path."""
        if not self._open:
            self.data = value
            self.lines[()] = _line(event)
            return ()
        top = self._open[-1]
        if isinstance(top.data, list):
            path: Path = (*top.path, len(top.data))
            self.lines[path] = _line(event)
            top.data.append(value)
            return path
        key, top.key = top.key or "", None
        top.data[key] = value
        return (*top.path, key)

    def _fault(self, event: yaml.Event, sentence: str) -> None:
        self.faults.append((_line(event), sentence))

    def _stop(self, event: yaml.Event, sentence: str) -> None:
        self._fault(event, sentence)
        raise Faulty


def _line(event: yaml.Event) -> int:
    return _place(event.start_mark)[0] + 1


def _place(mark: object) -> tuple[int, int]:
    """Line and column, from 0; the C parser's marks are not the class that the type stubs name."""
    return getattr(mark, "line", 0), getattr(mark, "column", 0)


def _unsaid(event: yaml.ScalarEvent) -> bool:
    """Whether there is nothing at all where a value should be; `""` is something."""
    return not event.value and not event.style

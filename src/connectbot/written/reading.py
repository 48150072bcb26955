"""YAML into plain data: each scalar stays text, each line is kept, each fault is a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from connectbot.written.building import Builder, Data, Faulty, Path
from connectbot.written.explaining import explain, unprintable
from connectbot.written.problem import Problem

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Unreadable(Exception):
    """A file that cannot be used as it is; `problems` says why, each with its line and its mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: dicts, lists and text, and the line (from 1) each part stands on."""

    file: str
    data: Data
    lines: dict[Path, int]

    def line(self, path: Sequence[str | int] = ()) -> int:
        """The line of the part at `path`, or of the nearest part around it that exists.

        Words in `path` that the file does not have are passed over, so that the places pydantic
        names (which hold the names of types too) can be asked for as they are.
        """
        known: Path = ()
        for word in path:
            if (*known, word) in self.lines:
                known = (*known, word)
        return self.lines[known]

    def problem(self, path: Sequence[str | int], text: str, *, warning: bool = False) -> Problem:
        """A problem with the part at `path`."""
        return Problem(self.file, self.line(path), text, warning)


def read(text: str | bytes, file: str) -> Document:
    """The document in a YAML text. Raises Unreadable, and never anything else, for any input."""
    decoded = _decoded(text, file).removeprefix("\ufeff")
    if found := unprintable(decoded):
        place, sentence = found
        raise Unreadable([Problem(file, _line_at(decoded, place), sentence)])
    source = _LINE_BREAK.split(decoded)
    builder = Builder(source)
    try:
        for event in yaml.parse(decoded, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        line, sentence = explain(error, source)
        builder.faults.append((line, sentence))
    except Faulty:
        pass  # the builder has noted why and would not go on
    if builder.faults:
        raise Unreadable([Problem(file, *fault) for fault in sorted(set(builder.faults))])
    if not isinstance(builder.data, dict | list):
        raise Unreadable([Problem(file, 1, "this file should hold lines like `word: value`")])
    return Document(file, builder.data, builder.lines)


def _decoded(text: str | bytes, file: str) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        line = 1 + text.count(b"\n", 0, error.start)
        sentence = "this file is not saved as UTF-8; save it again with UTF-8 as its encoding"
        raise Unreadable([Problem(file, line, sentence)]) from None


def _line_at(text: str, place: int) -> int:
    return 1 + len(_LINE_BREAK.findall(text, 0, place))

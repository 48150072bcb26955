"""The needs as people say them in Welsh: phrases alone, beside all that was learned of English."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from connectbot.directory import welsh
from connectbot.directory.likeness import Likeness, Reading
from connectbot.directory.plain import plain
from connectbot.written.problem import Problem
from connectbot.written.reading import Unreadable, read
from connectbot.written.shaping import guess

FILE = "directory/cy/needs.yaml"


class _Need(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def phrases(self) -> Sequence[str]: ...


class WelshNeeds:
    """Reads what is in Welsh, and leaves all else to those who read English."""

    __slots__ = ("_english", "_known", "_likeness")

    def __init__(self, phrases: Mapping[str, Sequence[str]], needs: Iterable[_Need]) -> None:
        needs = tuple(needs)
        said = {need.id: [welsh.telling(one) for one in phrases.get(need.id, ())] for need in needs}
        self._likeness = Likeness(said, None)
        self._known = frozenset(
            word for ones in said.values() for one in ones for word in one.split()
        )
        self._english = frozenset(
            word for need in needs for one in (need.title, *need.phrases) for word in plain(one)
        )

    def read(self, text: str) -> Reading | None:
        """What a text in Welsh sounds like; None for one that is not, or tells nothing.

        A word or two count as Welsh where the phrases hold them and no English phrase does.
        """
        telling = welsh.telling(text)
        if not telling or not (welsh.is_welsh(text) or self._is_ours(text, telling)):
            return None
        return self._likeness.read(telling)

    def _is_ours(self, text: str, telling: str) -> bool:
        said = welsh.words(text)
        return self._known.issuperset(telling.split()) and self._english.isdisjoint(
            word for word in said if welsh.telling(word)
        )


def welsh_phrases(
    text: str, ids: Collection[str]
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The phrases for each need in a YAML text, and what is wrong with it."""
    try:
        document = read(text, FILE)
    except Unreadable as error:
        return {}, list(error.problems)
    if not isinstance(document.data, dict):
        return {}, [document.problem((), "write each need as `id:` with its phrases below")]
    found: dict[str, tuple[str, ...]] = {}
    problems = []
    for id, said in document.data.items():
        if id not in ids:
            sentence = f"there is no need `{id}`; {guess(id, sorted(ids))}"
            problems.append(document.problem((id,), sentence))
        elif not isinstance(said, list) or not all(isinstance(one, str) for one in said):
            sentence = f"below `{id}` write a list: each phrase on a line of its own, after `- `"
            problems.append(document.problem((id,), sentence))
        else:
            found[id] = tuple(map(str, said))
    return found, problems

"""The languages of a community: its PO files, what they should hold, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from connectbot.desk import sentences as desk_sentences
from connectbot.directory import words as directory_words
from connectbot.files import Community, NoCommunity, community_at, starter
from connectbot.flows import sentences as flow_sentences
from connectbot.flows import wording
from connectbot.flows.flow import Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.lint import translated
from connectbot.written import Problem
from connectbot.written.catalogue import Entry, entries, tongue, written
from connectbot.written.tongue import Tongue

_SPOKEN_BY = (
    (flow_sentences, "Said by the bot itself, in every flow."),
    (desk_sentences, "Said by the bot itself, about people and times."),
    (directory_words, "A part of a listing, a time or a distance."),
)
_IN_ONE_PLACE = (
    Entry(directory_words.PM, context=directory_words.IN_THE_EVENING, note="From 6pm on."),
    Entry(directory_words.AND, context=directory_words.BEFORE_A_VOWEL, note="Before a vowel."),
)


def file_of(code: str) -> str:
    """Where a language has its words, below the folder of a community."""
    return f"flows/{code}/messages.po"


def tongues_of(community: Community) -> tuple[dict[str, Tongue], list[Problem]]:
    """Every language a community has a folder for, and PO files that cannot be read.

    What its own files lack is taken from the starter's, which has all that the bot itself says.
    """
    problems: list[Problem] = []
    found: dict[str, Tongue] = {}
    for code in _codes(community.translations):
        own, faults = _entries(community, code)
        problems += faults
        base = _entries(community_at(starter()), code)[0] if community.root != starter() else []
        found[code] = tongue(code, [*base, *own])
    return found, problems


def _codes(files: Iterable[str]) -> list[str]:
    return sorted({file.split("/")[-2] for file in files})


def _entries(community: Community, code: str) -> tuple[list[Entry], list[Problem]]:
    found: list[Entry] = []
    problems: list[Problem] = []
    for file, text in community.translations.items():
        if file.split("/")[-2] == code:
            some, faults = entries(text, file)
            found += some
            problems += faults
    return found, problems


def wanted(flows: Iterable[Flow], knowledge: Knowledge) -> list[Entry]:
    """Every text that a resident may read, each once, with where it stands."""
    return wording.together(
        [
            *wording.entries(flows),
            *_needs(knowledge),
            *_safety(knowledge),
            *_teams(knowledge),
            *_sentences(),
            *_IN_ONE_PLACE,
        ]
    )


def _sentences() -> Iterator[Entry]:
    for module, note in _SPOKEN_BY:
        for name, text in vars(module).items():
            if name.isupper() and isinstance(text, str) and text not in _PLACES:
                yield Entry(text, note=note)


_PLACES = frozenset({directory_words.IN_THE_EVENING, directory_words.BEFORE_A_VOWEL})


def _needs(knowledge: Knowledge) -> Iterator[Entry]:
    for id in knowledge.needs.ids:
        need = knowledge.needs.get(id)
        yield Entry(need.title, note=f"The need `{id}` as one of several to choose from.")
        yield Entry(need.warm, note=f"The first thing said to somebody with the need `{id}`.")


def _safety(knowledge: Knowledge) -> Iterator[Entry]:
    for said in knowledge.safety.wordings:
        yield Entry(said, note="About safety; the numbers of helplines stand in braces.")


def _teams(knowledge: Knowledge) -> Iterator[Entry]:
    for place in knowledge.book.places.values():
        if place.languages:
            yield Entry(place.team, note=f"Who answers in {place.name}.")


def problems(community: Community, flows: Iterable[Flow], knowledge: Knowledge) -> list[Problem]:
    """What is wrong with the translations, each as a warning: English stands in."""
    flows = tuple(flows)
    if not knowledge.tongues:
        return []
    needed = wanted(flows, knowledge)
    found: list[Problem] = []
    for code, spoken in knowledge.tongues.items():
        own, _ = _entries(community, code)
        lines = knowledge.safety.helplines
        found += translated.problems(needed, own, spoken, file_of(code), lines)
        found += translated.of_flows(flows, own, spoken, knowledge.safety.screen, file_of(code))
    return found


def template(
    community: Community, flows: Iterable[Flow], knowledge: Knowledge, code: str
) -> tuple[str, int]:
    """The PO text of a language as it should be now, with all that is known of it, and how many
    texts are still to be translated."""
    own, _ = _entries(community, code)
    known = {(entry.context, entry.text): entry.own for entry in own if entry.own}
    needed = wanted(flows, knowledge)
    still_open = sum((entry.context, entry.text) not in known for entry in needed)
    return written(code, needed, known), still_open


def taken_in(
    community: Community, code: str, text: str, file: str
) -> tuple[Community, list[Problem]]:
    """The community with a PO text that a translator sent back, in place of its own."""
    _, faults = entries(text, file)
    others = {f: t for f, t in community.translations.items() if f.split("/")[-2] != code}
    return replace(community, translations={**others, file_of(code): text}), faults


def text_of(file: Path) -> str:
    """What is in a file. Raises NoCommunity with the mend where it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoCommunity(f"{file}: I cannot read it ({error}). Give a PO file in UTF-8.") from None


def put(file: Path, text: str) -> None:
    """Write a file, and the folders it lies in. Raises NoCommunity where that cannot be done."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NoCommunity(f"{file}: I cannot write it ({error.strerror}).") from None

"""Where the words of a flow stand, for those who put them into another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectbot.flows.flow import Flow
from connectbot.flows.step import Step
from connectbot.written.catalogue import Entry

_STARTS = "Every way to say this, one on a line; each begins the flow {flow}."
_HEARD = "Every way to say this, one on a line; each means `{value}` in {flow}."


def starts(flow: str) -> str:
    """The context of the start words of a flow."""
    return f"{flow}.starts"


def heard(flow: Flow) -> Iterator[tuple[str, str, str]]:
    """For each phrase heard in passing: the field, the value, and the context of its phrases."""
    for name, step in flow.steps.items():
        for field, value, _ in step.hears():
            yield field, value, _heard(flow, name, value)


def entries(flows: Iterable[Flow]) -> Iterator[Entry]:
    """Every text of these flows that is to be put into another language, where it stands."""
    for flow in flows:
        yield _at(flow, flow.title, "title")
        if flow.words:
            note = _STARTS.format(flow=flow.id)
            yield _at(flow, flow.words[0], "starts", context=starts(flow.id), note=note)
        for name, step in flow.steps.items():
            yield from _texts(flow, name, step)
            yield from _hears(flow, name, step)


def _texts(flow: Flow, name: str, step: Step) -> Iterator[Entry]:
    for said in step.texts():
        for text in filter(None, (said.text, said.sms, *said.options)):
            yield _at(flow, text, "steps", name, said.word)


def _hears(flow: Flow, name: str, step: Step) -> Iterator[Entry]:
    """The first phrase for each value stands for all of them."""
    for value, phrase in {value: said for _, value, said in reversed([*step.hears()])}.items():
        note = _HEARD.format(value=value, flow=flow.id)
        yield _at(flow, phrase, "steps", name, "hear", context=_heard(flow, name, value), note=note)


def _heard(flow: Flow, step: str, value: str) -> str:
    return f"{flow.id}/{step}.{value}"


def _at(flow: Flow, text: str, *path: str, context: str = "", note: str = "") -> Entry:
    problem = flow.document.problem(path, "")
    where = ((problem.file, problem.line),)
    return Entry(text, context=context, where=where, note=note)


def together(found: Iterable[Entry]) -> list[Entry]:
    """Each text once, with all the lines in which it stands."""
    once: dict[tuple[str, str], Entry] = {}
    for entry in found:
        key = (entry.context, entry.text)
        if key in once:
            where = (*once[key].where, *entry.where)
            entry = Entry(entry.text, context=entry.context, where=where, note=once[key].note)
        once[key] = entry
    return list(once.values())

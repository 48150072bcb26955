"""A release as it is shown: one set of sections, for the page and for the printed file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from connectbot.measures.released.words import wave_title
from connectbot.measures.shown import sentences as say
from connectbot.measures.shown.laid import Chart, Report, Section
from connectbot.measures.shown.missing import when, why
from connectbot.measures.shown.told import Told

METHOD = (
    "Questions go out by text or chat at the hour people chose, and scores follow the published "
    "rules of each set of questions. Figures are released once a quarter, always the same tables, "
    "by the rules below; nobody can ask for other groups, not we either."
)


def report(artefact: Mapping[str, Any]) -> Report:
    """The report of a release (as `parsed` gives it): every figure is one of its figures."""
    told = Told(artefact)
    wave = _main(told)
    sections = (
        _answered(told, wave),
        *((_before_after(told, wave), _changed(told, wave)) if wave else ()),
        _stayed(told, wave),
        _reached(told),
        _needs(told),
        _introduced(told),
    )
    return Report(
        artefact["release"],
        f"{artefact['title']}, {told.quarter}",
        artefact["title"],
        told.quarter,
        _lead(told, wave),
        sections,
        _facts(told),
        _rules(told),
    )


def _main(told: Told) -> str:
    """The later round that is drawn: the one with the most people in it, the longer where two
    have the same."""
    waves = [id.removeprefix("before-after-") for id in told.starting("before-after-")]

    def people(wave: str) -> tuple[int, int]:
        printed = told.printed(f"before-after-{wave}")
        return max((row["n"] for row in printed), default=0), waves.index(wave)

    return max(waves, key=people, default="")


def _lead(told: Told, wave: str) -> str:
    """The report in one sentence."""
    if wave and told.printed(f"change-{wave}", "change"):
        return say.changes(told, wave)
    if told.printed("start"):
        return "Where people began can be told; how they changed cannot be printed yet."
    return "Too few people have answered for a figure of answers to be printed yet."


def _chart(told: Told, id: str, says: str, not_said: str, unit: str = "people") -> Chart:
    return Chart("counts", told.sheet(id), told.bars(id), unit, says, not_said)


def _others(told: Told, ids: Iterable[str], column: str = "n") -> tuple[Any, ...]:
    return tuple(told.sheet(id) for id in ids if told.printed(id, column))


def _answered(told: Told, wave: str) -> Section:
    ids = told.starting("funnel-")
    drawn = f"funnel-{wave}" if wave and told.printed(f"funnel-{wave}") else "funnel-baseline"
    charts: tuple[Chart, ...] = ()
    if told.printed(drawn):
        says = say.funnel(told, drawn.removeprefix("funnel-"))
        charts = (_chart(told, drawn, says, say.NOT_WHY_MISSING),)
    others = _others(told, [id for id in ids if id != drawn])
    return Section("answered", "Who answered", (), charts, others, why(told, ids))


def _before_after(told: Told, wave: str) -> Section:
    ids, id = told.starting("before-after-"), f"before-after-{wave}"
    charts: tuple[Chart, ...] = ()
    if told.printed(id, "before"):
        bars = told.bars(id, "before", later="after")
        series = ("at the start", wave_title(wave))
        says = say.pairs(told, wave)
        sheet = told.sheet(id)
        charts = (Chart("pairs", sheet, bars, "mean score", says, say.NOT_WHY_CHANGE, series),)
    others = _others(told, [one for one in ids if one != id])
    title = "Before and after"
    words = ("Each question has its own scale, so one is never added to another.",)
    return Section("before-after", title, words, charts, others, why(told, ids))


def _changed(told: Told, wave: str) -> Section:
    ids, id = told.starting("change-"), f"change-{wave}"
    charts: tuple[Chart, ...] = ()
    if told.printed(id, "change"):
        bars = told.bars(id, "change", low="low", high="high")
        says = say.changes(told, wave)
        sheet = told.sheet(id)
        charts = (Chart("changes", sheet, bars, "points", says, say.NOT_WHY_CHANGE),)
    others = _others(told, [one for one in ids if one != id])
    words = (told.note("interval"), told.note("missing"))
    return Section("change", "Change", words, charts, others, why(told, ids))


def _stayed(told: Told, wave: str) -> Section:
    again = sorted(told.starting("completers-"), key=lambda id: id != f"completers-{wave}")
    ids = ["start", *again, *told.starting("moves-")]
    words = (told.note("completers"),)
    return Section(
        "stayed", "Who stayed, and who did not", words, (), _others(told, ids), why(told, ids)
    )


def _reached(told: Told) -> Section:
    ids = told.starting("reach")
    drawn = [id for id in told.starting("reach-by-") if told.printed(id)]
    charts = tuple(
        _chart(told, id, say.reach(told, id.removeprefix("reach-by-")), say.NOT_ALL) for id in drawn
    )
    words = (told.note("reach"),)
    sheets = _others(told, [id for id in ids if id not in drawn])
    return Section("reach", "Who is reached, and who is not", words, charts, sheets, why(told, ids))


def _needs(told: Told) -> Section:
    ids = [*told.starting("sought-needs"), *told.starting("unmet-needs")]
    says = " ".join(say.looked_for(told, id) for id in say.SEARCHES if told.printed(id))
    charts: tuple[Chart, ...] = ()
    if told.printed("sought-needs"):
        sheet, bars = told.sheet("sought-needs"), told.bars("sought-needs", later="unmet")
        series = ("looked for", "found nothing")
        charts = (Chart("pairs", sheet, bars, "searches", says, say.NOT_PEOPLE, series),)
    elif told.printed("unmet-needs"):
        charts = (_chart(told, "unmet-needs", says, say.NOT_PEOPLE, "searches"),)
    # What was looked for has a column of what was not found.
    others = _others(told, [id for id in ids if id.endswith("-by-area")])[:1]
    title = "What people looked for, and what they did not find"
    return Section("needs", title, (), charts, others, why(told, ids))


def _introduced(told: Told) -> Section:
    charts: tuple[Chart, ...] = ()
    if told.printed("referrals"):
        charts = (_chart(told, "referrals", say.introductions(told), say.NOT_HELP),)
    words = (told.note("referrals"),)
    missing = why(told, told.starting("referrals"))
    return Section("introductions", "Introductions", words, charts, (), missing)


def _facts(told: Told) -> tuple[tuple[str, str], ...]:
    previous = told.told["previous"]
    return (
        ("Place", told.told["title"]),
        ("Quarter", told.quarter),
        ("Release", told.told["release"]),
        ("The release before", previous[:16] if previous else "this is the first"),
        ("Method", METHOD),
        ("What comes next", when(told)),
    )


def _rules(told: Told) -> tuple[str, ...]:
    few, pairs = told.limit("fewest_people"), told.limit("fewest_pairs")
    return (
        told.note("token"),
        told.note("rounded"),
        told.note("repeated"),
        f"Behind every figure stand {few} people or more, behind every change {pairs} or more who "
        "answered both times.",
        f"No figure tells of a group of whom more than {told.limit('most_alike'):.0%} said the "
        f"same, or of whom one of us enrolled more than {told.limit('most_of_one_referrer'):.0%}.",
        "Groups are told apart by one thing at a time, only by what people chose to say and by "
        "district, and never by who enrolled them.",
    )

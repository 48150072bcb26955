"""Instruments and plans written out for tests; the wording in them is invented."""

from __future__ import annotations

from pathlib import Path

from connectbot.measures.instrument import Instrument
from connectbot.measures.library import Library
from connectbot.measures.plan import Plan
from connectbot.written.reading import read
from connectbot.written.shaping import shaped

ROOT = Path(__file__).parents[2]

ASIDE = """
instrument: aside
title: Teapots
version: "1"
licence: Invented
source: Invented
"""
ADDED = (
    ASIDE
    + """
items:
  a: {text: How round is your teapot?, options: {1: Not, 2: More or less, 3: Very}}
  b: {text: How warm is your teapot?, options: {1: Not, 2: More or less, 3: Very}}
scores:
  total: {of: all}
examples:
  - answers: {a: 1, b: 3}
    scores: {total: 4}
"""
)
PLAN = """
plan: tea
title: Tea
instruments: [aside]
waves:
  baseline: {after: 0 days}
  later: {after: 6 weeks}
"""


def instrument(text: str) -> Instrument:
    """The instrument in a YAML text."""
    return shaped(Instrument, read(text, "aside.yaml"))


def plan(text: str) -> Plan:
    """The plan in a YAML text."""
    return shaped(Plan, read(text, "tea.yaml"))


def shipped() -> Library:
    """The instruments and plans of the starter."""
    texts = [
        {path.name: path.read_text("utf-8") for path in sorted((ROOT / folder).glob("*.yaml"))}
        for folder in ("flows/instruments", "flows/plans")
    ]
    library, problems = Library.parse(*texts)
    assert not problems, problems
    return library

"""Small communities with flows made for one test: a talk that counts, and what breaks it."""

from __future__ import annotations

from pathlib import Path

_PLACE = """\
id: testvale
name: Testvale
team: Testvale team
outcodes: [LS8]
numbers: ["+447700900000"]
timezone: Europe/London
staffed: Monday to Friday, 9am to 5pm
"""
ECHO = """\
flow: echo
title: Say it back
starts: [first message]
steps:
  first:
    ask: What is first?
    answer: text
    save: name
  more:
    ask: Noted {name}. What is next?
    answer: text
    save: name
    go: more
"""
BROKEN = ('"go":"more"', '"go":"nowhere"')
"""What breaks the flow above where it is kept: no file that leads nowhere would be taken."""


def made_community(folder: Path, flow: str) -> Path:
    """A community folder with one place and one flow."""
    place = folder / "directory/places/testvale/place.yaml"
    flows = folder / "flows"
    place.parent.mkdir(parents=True)
    flows.mkdir()
    place.write_text(_PLACE, "utf-8")
    (flows / "only.yaml").write_text(flow, "utf-8")
    return folder

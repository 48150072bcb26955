"""What was written of somebody for a group, as they read it themselves before they agree."""

from __future__ import annotations

import re
from itertools import chain

from connectbot.desk import sentences
from connectbot.flows.words import gsm7, segments
from connectbot.model.message import Message
from connectbot.model.referral import Details
from connectbot.written.tongue import Tongue

MOST = 2
"""Texts at most."""

_SENTENCE = re.compile(r"(?<=[.!?]) ")
_WORD = re.compile(r" ")


def told(details: Details, tongue: Tongue) -> Message:
    """All of it where it fits; else what fits, up to a sentence, and whom to ask for the rest."""
    said = ((sentences.HOPES, details.matters), (sentences.NEEDS, details.access))
    parts = (tongue(one).format(words=f"{words.rstrip('. ')}.") for one, words in said if words)
    whole, rest = gsm7(" ".join(parts)), _rest(details, tongue)
    shorter = (
        f"{whole[:cut]}{dots} {rest}"
        for ends, dots in ((_SENTENCE, ""), (_WORD, "..."))
        for cut in reversed([found.start() for found in ends.finditer(whole)])
    )
    return Message(next(one for one in chain([whole], shorter) if segments(one) <= MOST))


def _rest(details: Details, tongue: Tongue) -> str:
    name = details.sender or tongue(sentences.THE_TEAM)
    return tongue(sentences.THE_REST).format(name=name)

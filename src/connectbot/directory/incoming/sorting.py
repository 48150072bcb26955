"""Which needs a record is about: by what it is filed under, by its name, by its words."""

from __future__ import annotations

import re

from connectbot.directory.incoming.cleaning import clean
from connectbot.directory.incoming.facts import UNSORTED, Facts
from connectbot.directory.needs import Needs

_MOST = 3
_LONGEST = 240  # letters of a description that are looked at; the rest is about how, not what
_PARTS = re.compile(r"[;,|/]+|\s-\s")


def needs_of(facts: Facts, needs: Needs) -> tuple[str, ...]:
    """Its needs, best first; UNSORTED where its words do not tell, with a note."""
    filed = [part.strip() for part in _PARTS.split(clean(facts.take("needs"))) if part.strip()]
    ours = [one for one in filed if one in needs]
    if ours:
        return tuple(dict.fromkeys(ours))
    titles = {needs.get(id).title.lower(): id for id in needs.ids}
    found = [titles[one.lower()] for one in filed if one.lower() in titles]
    found += [id for one in filed if one.lower() not in titles for id in needs.confident(one)]
    found += _by_words(clean(facts.take("name")), clean(facts.take("description")), needs)
    if found:
        return tuple(dict.fromkeys(found))[:_MOST]
    facts.note("needs", "its words do not tell what it helps with",
               "found by its name only until you say it: edit ID needs=...", "look")  # fmt: skip
    return (UNSORTED,)


def _by_words(name: str, about: str, needs: Needs) -> list[str]:
    """The needs of which both the name and the description speak first of all: either alone is
    wrong too often. Of a name alone, those it clearly tells."""
    if not about:
        return list(needs.confident(name))
    about = about[:_LONGEST]
    texts = (f"{name}. {about}", name, about)
    clear = dict.fromkeys(id for text in texts for id in needs.confident(text))
    first, other = ({one.id for one in needs.match(text)[:2]} for text in (name, about))
    return [id for id in clear if id in first and id in other]

"""A number of something, and a score from nought to ten."""

from __future__ import annotations

import re
from decimal import Decimal

from connectbot.flows.answers.figures import Amounts, amounts, as_text
from connectbot.flows.answers.plain import plain, without_ifs, without_manners, words
from connectbot.flows.answers.stories import cut, is_aside

_NONE = frozenset(
    {
        "none",
        "none at all",
        "nowt",
        "nothing",
        "no one",
        "nobody",
        "not any",
        "nada",
        "zilch",
        "zip",
        "not a one",
        "none whatsoever",
        "naught",
    }
)

# Words beside a number that make it something else: a bound, a span, a doubt, the past, a refusal.
_TURNING = frozenset(
    """
    not no never dont doesnt didnt isnt arent wont cant couldnt shouldnt neither nor without except
    over under above below more less fewer than least most max maximum min minimum up nearly almost
    or and plus but between to from odd few couple several many some lots loads dozens hundreds
    thousands tens every each per was were used yesterday last ago back later wait hang sec brb busy
    how what why when who where which whats hows whos if unless depends after before until till by
    since st nd rd th past quarter oclock am pm minus half bit something dunno idea forget forgot
    neu efallai nowhere near sometimes usually point
    """.split()
)
_FILLERS = frozenset(
    """
    a an the about around roughly approx approximately ish say id i would its it is im ill probably
    prob maybe think guess reckon just only of us there theres here in all total altogether at on
    today now right really honestly tbh well um er erm so like please pls ta thanks thank you x xx
    number my we are were have got ive weve me for
    """.split()
)
_LOOSE = re.compile(r"\bor (?:so|thereabouts)\b|\bgive or take\b|\bfrom me\b|\bi am\b")
_OUT_OF_TEN = re.compile(
    r"(?: ?/ ?| out of | of | outta | outa | allan o | mas o )(?:10|ten|d?deg)\b(?![.,]?\d)"
)
_UNITS = frozenset(
    """
    hour hours hr hrs minute minutes min mins day days week weeks month months year years yr yrs
    kid kids child children people adults mile miles pound pounds quid p pence stone kg cats dogs
    time times bedroom bedrooms years old star stars
    """.split()
)
_MOST_OTHERS = 3
_ONE = re.compile(r"\bones?\b")
_NUMBER_ALONE = re.compile(
    r"(?:(?:a|an|about|around|only|just|maybe|its|it's|say) ){0,3}[\w\u2044 ]{1,20}"
)


def number(text: str, least: float | None, most: float | None) -> str | None:
    """How many: "about 10" is "10", "a dozen" is "12", "£1,250.50" is "1250.5"."""
    said = _without_story(_LOOSE.sub(" ", without_ifs(plain(text))))
    if " ".join(without_manners(words(said))) in _NONE:
        return _within(Decimal(0), least, most)
    value = _only(amounts(said), said, frozenset("%"))
    return None if value is None else _within(value, least, most)


def scale(text: str, least: float | None, most: float | None) -> str | None:
    """A whole number from nought to ten, or within the bounds given: "7/10" is "7"."""
    said = _LOOSE.sub(" ", without_ifs(plain(text)))
    if most is None or most == 10:
        said = _OUT_OF_TEN.sub("", said, count=1)
    said = _without_story(said)
    heard = amounts(said)
    if _UNITS.intersection(heard.others):
        return None
    value = _only(heard, said, frozenset("%£$€"))
    if value is None or value != int(value):
        return None
    return _within(value, 0 if least is None else least, 10 if most is None else most)


def _without_story(said: str) -> str:
    """The number alone where it comes first and the rest only says why: "2. bit lonely"."""
    parts = cut(said)
    if parts is None or amounts(_ONE.sub(" ", parts[1])).values or not is_aside(parts[1]):
        return said
    return parts[0] if _NUMBER_ALONE.fullmatch(parts[0]) else said


def _only(heard: Amounts, said: str, barred: frozenset[str]) -> Decimal | None:
    """The one number said, where nothing beside it turns it into something else."""
    if "?" in said or heard.broken or len(set(heard.values)) != 1:
        return None
    others = [other for other in heard.others if other not in _FILLERS]
    spoken = [other for other in others if other.isalpha()]
    if barred.union("+<>~*=#@&^").intersection(others) or _TURNING.intersection(spoken):
        return None
    if len(spoken) > _MOST_OTHERS or (heard.unsure and not _UNITS.issuperset(spoken)):
        return None
    value = heard.values[0]
    return -value if said.startswith("-") and said[1:2].isdigit() else value


def _within(value: Decimal, least: float | None, most: float | None) -> str | None:
    if (least is not None and value < least) or (most is not None and value > most):
        return None
    return as_text(value)

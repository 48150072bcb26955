"""A postcode or its first half, as typed, alone or inside a sentence."""

from __future__ import annotations

import re

from connectbot.flows.answers.figures import whole_number
from connectbot.flows.answers.plain import plain, without_manners, words

_AREAS = frozenset(
    """
    AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY
    E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL
    LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN
    SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """.split()
)
_LAST_LETTERS = dict.fromkeys(("E", "N", "W"), "ABCDEFGHJKPSTUW") | dict.fromkeys(
    ("EC", "NW", "SE", "SW", "WC"), "ABEHMNPRVWXY"
)
_DISTRICT_ZERO = frozenset("BL BS CM CR FY HA PR SL SS".split())
_DISTRICT = re.compile(r"(?P<zero>0)|[1-9][0-9]?|[1-9](?P<letter>[A-Z])")
_INWARD = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")
_LETTERS = str.maketrans("01", "OI")
_FIGURES = str.maketrans("OIL", "011")

_BEGUN = re.compile(r"(?<=\b[a-z]{2}[0-9]) [0-9]$|(?<=\b[a-z]{2}[0-9]{2}) [0-9]$")
"""The second half of a postcode, begun: "LS8 1"."""
_SPELLED = re.compile(
    r"\b(?P<area>[a-z]{2}) ?(?P<spelled>one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)$"
)
_SINGLES = re.compile(r"(?<=\b[^\W_]) (?=[^\W_]\b)")
_WHOLE = re.compile(
    r"\b(?P<out>[a-z][a-z01]? ?[0-9oil]{1,2}[a-z]?)[ .,/_-]{0,2}(?P<in>[0-9oil][a-z]{2})\b"
)
_HALF = re.compile(r"(?<![\w£$.:/@-])(?P<out>[a-z][a-z01]?[0-9oil]{1,2}[a-z]?)(?![\w@%]|[.:/-]\w)")
_APART = re.compile(r"\b(?P<out>[a-z]{2} [0-9]{1,2})(?![\w%]|[.:/-]\w)")

_DENIED = re.compile(
    r"\b(?:not|isnt|isn't|wasnt|wasn't|never|used to (?:live|be)|moved(?: away)? from|left|except)"
    r"(?: in| at| near| from)? $"
)
_OTHER_THING = re.compile(
    r"\b(?:flat|block|room|ward|unit|bus|buses|route|number|no|platform|gate|bay|apt|apartment|floor"
    r"|vitamin|vit|junction|channel|size|grade|band|tier|type|stage|road|disc|level) $"
)
_ROAD = re.compile(r"\bthe $")
_DISTRICT_WORD = re.compile(r" (?:area|postcode|post code|district|part|side|end)\b")
_LED = re.compile(
    r"\b(?:in|near|nr|at|around|from|by|is|its|it's|postcode|code|area|live|living|over)[ :]{1,2}$"
)

# What looks like a district in a text but is something else unless a place is being spoken of.
_CHATTED = frozenset(
    "b4 b12 co2 e10 e45 g2 g20 im2 im3 im4 im5 l4 l5 l8 m8 me2 n1 n95 s1 s8 so2 so4 w8 wd40".split()
)
_WORDS_LIKE_AREAS = frozenset("co de eh ha im la me no of ol ox pa pe po so st ta to yo".split())


def postcode(text: str) -> str | None:
    """A whole postcode like "LS6 2AB"; None for none, for two, or one asked about or denied."""
    said = plain(text)
    if "?" in said:
        return None
    typed = _together(said)
    alone = _whole(typed[:-3], typed[-3:], alone=True) if 5 <= len(typed) <= 7 else None
    return alone or _only(_wholes(said))


def outcode(text: str) -> str | None:
    """The first half of a postcode like "LS6", from the half or the whole."""
    said = _BEGUN.sub("", plain(text))
    if "?" in said:
        return None
    said = _SPELLED.sub(_in_figures, said)
    whole = postcode(text)
    alone = whole.split()[0] if whole else _half(_together(said))
    return alone or _only(_halves(said))


def overheard_postcode(text: str) -> str | None:
    """The one postcode in what they said about something else."""
    return _only(_wholes(plain(text)))


def overheard_outcode(text: str) -> str | None:
    """The one outcode in what they said about something else; "cheers m8" holds none."""
    said = plain(text)
    return _only(_halves(said))


def _together(said: str) -> str:
    """The whole reply as one run of letters and figures, where it may be nothing but a code."""
    spoken = without_manners(words(said))
    if len(spoken) == 2 and spoken[0] in _WORDS_LIKE_AREAS:
        return ""
    return "".join(spoken).upper()


def _in_figures(found: re.Match[str]) -> str:
    """ "ls six" as "ls6"; "so six" is no place."""
    number = whole_number([found["spelled"]])
    area = found["area"]
    return found[0] if area in _WORDS_LIKE_AREAS else f"{area}{number}"


def _only(found: set[str]) -> str | None:
    return found.pop() if len(found) == 1 else None


def _wholes(said: str) -> set[str]:
    joined = _SINGLES.sub("", said)
    codes = (
        _whole(found["out"].replace(" ", "").upper(), found["in"].upper())
        for found in _WHOLE.finditer(joined)
        if not _DENIED.search(joined, 0, found.start())
    )
    return {code for code in codes if code}


def _halves(said: str) -> set[str]:
    wholes = {code.split()[0] for code in _wholes(said)}
    joined = _SINGLES.sub("", said)
    found_halves = {
        _half(found["out"].replace(" ", "").upper())
        for pattern in (_HALF, _APART)
        for found in pattern.finditer(joined)
        if _is_place(joined, found)
    }
    return wholes | {code for code in found_halves if code}


def _is_place(said: str, found: re.Match[str]) -> bool:
    """Whether a code in a sentence is spoken of as a place: no road, no flat, no "m8"."""
    out = found["out"]
    before = said[max(0, found.start() - 40) : found.start()]
    if _DENIED.search(before) or _OTHER_THING.search(before):
        return False
    if _ROAD.search(before) and out[0] in "abm" and out[1].isdigit():
        return bool(_DISTRICT_WORD.match(said, found.end()))
    if " " in out:
        return bool(_LED.search(before)) and out[:2] not in _WORDS_LIKE_AREAS
    return out not in _CHATTED or bool(_LED.search(before))


def _whole(out: str, inward: str, *, alone: bool = False) -> str | None:
    half = _half(out, figureless=alone)
    figures = inward[:1].translate(_FIGURES) + inward[1:]
    return f"{half} {figures}" if half and _INWARD.fullmatch(figures) else None


def _half(code: str, *, figureless: bool = False) -> str | None:
    """The outcode typed, O and 0, I and 1 put right by where they stand; None for no such one.

    One without a single figure ("LSI") is read only with `figureless`: "all" is a word.
    """
    readings = [(code[:size], code[size:]) for size in (2, 1)]
    for area, district in readings:
        if _is_outcode(area, district):
            return area + district
    if code.isalpha() and not (figureless and code[-2:-1] not in "OIL"):
        return None
    mended = (
        (area.translate(_LETTERS), district.translate(_FIGURES)) for area, district in readings
    )
    return _only({area + district for area, district in mended if _is_outcode(area, district)})


def _is_outcode(area: str, district: str) -> bool:
    found = _DISTRICT.fullmatch(district)
    if found is None or area not in _AREAS:
        return False
    if found["zero"]:
        return area in _DISTRICT_ZERO
    return found["letter"] is None or found["letter"] in _LAST_LETTERS.get(area, "")

"""Short answers in Welsh put into English, for the readers that know English best."""

from __future__ import annotations

import re

_YES = "gwnaf|wna i|byddai|bydda i|bydd|siwr|cei|cewch|caf|ga i|dyna fo|dyna ni|plis|ar bob cyfri"
_NO = (
    "na fydd|na fydda i|na fyddai|na wnaf|na wna i|na chaf|na ddim|dim byd|dim rwan|dim nawr|"
    "dim heddiw|ddim rwan|ddim nawr|ddim heddiw|dim i mi|byth"
)
_HOURS = {
    "un": "one", "dau": "two", "ddau": "two", "dri": "three", "tri": "three", "thri": "three",
    "pedwar": "four", "bedwar": "four", "phedwar": "four", "pump": "five", "bump": "five",
    "phump": "five", "chwech": "six", "saith": "seven", "wyth": "eight", "naw": "nine",
    "deg": "ten", "ddeg": "ten", "un ar ddeg": "eleven", "deuddeg": "twelve", "ddeuddeg": "twelve",
    "dwy": "two", "ddwy": "two", "tair": "three", "thair": "three", "pedair": "four",
    "phedair": "four", "chwe": "six", "pum": "five", "pymtheg": "fifteen", "ugain": "twenty",
}  # fmt: skip
_MONTHS = {
    "ionawr": "january", "chwefror": "february", "mawrth": "march", "fawrth": "march",
    "ebrill": "april", "mai": "may", "fai": "may", "mehefin": "june", "fehefin": "june",
    "gorffennaf": "july", "orffennaf": "july", "awst": "august", "medi": "september",
    "fedi": "september", "hydref": "october", "tachwedd": "november", "dachwedd": "november",
    "rhagfyr": "december", "ragfyr": "december",
}  # fmt: skip
_DAYS = {
    "llun": "monday", "lun": "monday", "mawrth": "tuesday", "fawrth": "tuesday",
    "mercher": "wednesday", "fercher": "wednesday", "iau": "thursday", "gwener": "friday",
    "wener": "friday", "sadwrn": "saturday", "sul": "sunday",
}  # fmt: skip
_WHICH = {
    "cyntaf": "1st", "ail": "2nd", "trydydd": "3rd", "pedwerydd": "4th", "pumed": "5th",
    "chweched": "6th", "seithfed": "7th", "wythfed": "8th", "nawfed": "9th", "degfed": "10th",
}  # fmt: skip


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_HOUR = rf"(?P<hour>{_any(_HOURS)}|\d{{1,2}}(?:[.:]\d\d)?)"
_WHOLE = (
    (re.compile(rf"(?:{_YES})(?: plis| diolch)?"), "yes"),
    (re.compile(rf"(?:{_NO})(?: diolch)?"), "no"),
    (re.compile(r"dim un"), "none"),
    (re.compile(r"hanner cant"), "50"),
    (re.compile(r"cant"), "100"),
    (re.compile(r"mewn tridiau"), "in 3 days"),
)
_PARTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\by(?:r|n)? (?:bore|b)\b|(?<=\d)yb\b|\by\.?b\.?(?!\w)"), "am"),
    (re.compile(r"\byr? (?:prynhawn|pnawn|p|hwyr|h|nos)\b|(?<=\d)y[ph]\b"), "pm"),
    (re.compile(r"\by\.?[ph]\.?(?!\w)"), "pm"),
    (re.compile(r"\bo ?'?r gloch\b"), "o'clock"),
    (re.compile(rf"\b(?:ac?|neu) (?={_any(_HOURS)}|\d)"), "and "),
)  # fmt: skip
_PAST = re.compile(
    rf"\b(?P<many>pum|deg|ugain|chwarter|hanner)(?: munud| awr)? (?P<way>wedi|i) {_HOUR}\b"
)
_MANY = {"pum": "5", "deg": "10", "ugain": "20", "chwarter": "quarter", "hanner": "half"}
_NEXT = re.compile(rf"\b(?:dydd |nos )?(?P<day>{_any(_DAYS)}) nesaf\b")
_DATE = re.compile(rf"\b(?:yr? )?(?P<which>{_any(_WHICH)}) o (?P<month>{_any(_MONTHS)})\b")
_NUMBER = re.compile(rf"\b(?:{_any(_HOURS)})\b")


def english(text: str) -> str:
    """An answer in Welsh as it would be in English: "hanner awr wedi dau" is "half past two".

    What it does not know stays as it is.
    """
    said = " ".join(text.casefold().replace("\u2019", "'").replace("ŵ", "w").split()).strip(" .!")
    for whole, meant in _WHOLE:
        if whole.fullmatch(said):
            return meant
    said = _PAST.sub(_past, said)
    said = _NEXT.sub(lambda found: f"next {_DAYS[found['day']]}", said)
    said = _DATE.sub(lambda found: f"{_WHICH[found['which']]} {_MONTHS[found['month']]}", said)
    for part, meant in _PARTS:
        said = part.sub(meant, said)
    return _NUMBER.sub(lambda found: _HOURS[found.group()], said)


def _past(found: re.Match[str]) -> str:
    hour = _HOURS.get(found["hour"], found["hour"])
    return f"{_MANY[found['many']]} {'past' if found['way'] == 'wedi' else 'to'} {hour}"

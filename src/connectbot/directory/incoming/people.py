"""Ages, costs, phones, addresses, languages and doors of a record, as a listing says them."""

from __future__ import annotations

import re
from datetime import date

from connectbot.directory.checks import uk_phone
from connectbot.directory.incoming.cleaning import clean, shortened
from connectbot.directory.incoming.days import day_of
from connectbot.directory.incoming.facts import Facts, Row

ASK = "ask what it costs"
"""The cost of what says nothing of it: never "free" by itself."""

_NOTHING = frozenset({"none", "n/a", "na", "nil", "null", "-", "tbc", "unknown", "not known", "?"})
_FREE = re.compile(r"\b(?:free|no (?:charge|cost|fee)|am ddim)\b", re.IGNORECASE)
_NOT_FREE = re.compile(r"[£\d]|free(?:phone|post| parking| tea| trial)|\bnot free|\bunless", re.I)
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]+")
_PHONE = re.compile(r"(?:\+|\b)[\d][\d\s().-]{1,20}\d")
_RANGE = re.compile(r"\b(\d{1,3})\s*(?:-|–|to|and)\s*(\d{1,3})\b")
_LEAST = re.compile(
    r"\b(\d{1,3})s?\s*(?:\+|plus\b|(?:years? |yrs? )?(?:and|or|&) (?:over|above|older)\b)"
    r"|\b(?:over|from|above|min\w*)(?: age)?[ :-]*(\d{1,3})s?\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:under|up to|below|max\w*)(?: age)?[ :-]*(\d{1,3})s?\b"
    r"|\b(\d{1,3})s?\s*(?:years? |yrs? )?(?:and|or|&) (?:under|younger|below)\b",
    re.IGNORECASE,
)
_OLDEST = 100  # a limit from here on is none

_LANGUAGES = {
    "en": "English", "eng": "English", "en-gb": "English", "cy": "Welsh", "cym": "Welsh",
    "cymraeg": "Welsh", "pl": "Polish", "ur": "Urdu", "pa": "Punjabi", "bn": "Bengali",
    "ar": "Arabic", "ro": "Romanian", "gu": "Gujarati", "so": "Somali", "fr": "French",
    "es": "Spanish", "pt": "Portuguese", "uk": "Ukrainian", "bsl": "British Sign Language",
    "bfi": "British Sign Language",
}  # fmt: skip
_ACCESS = {
    "step_free": r"step[- ]?free|wheelchairs?(?: access\w*)?|level access|ramp(?:ed)?|no steps",
    "toilet": r"(?:accessible |disabled )?toilets?",
    "loop": r"(?:hearing|induction)[- ]loops?",
    "quiet": r"quiet(?: space| room)?",
    "parking": r"(?:disabled |blue badge )?parking",
}
_NO = r"\b(?:no|not|without|isn't|is not|are not|limited)\s+(?:a |an |any |fully |very )?"


def ages(facts: Facts) -> Row:
    """`ages`; what contradicts itself is left out."""
    found = _worded(clean(facts.take("ages")))
    for name in ("least", "most"):
        if said := clean(facts.take(name)):
            worded = _worded(said)
            number = re.match(r"-?\d+(?:\.\d+)?", said)
            if number is None or len(worded) > 1:
                found.update(worded)
                if not worded and said.lower() not in _NOTHING:
                    facts.note(name, f"{said[:20]!r} is no age", "left out")
            elif not 0 <= float(number[0]) <= 130:
                facts.note(name, f"nobody is {said[:12]}", "left out", "look")
            else:
                found[name] = int(float(number[0]))
                if said != number[0]:
                    facts.note(name, f"it says {said[:20]!r}", f"{found[name]} taken")
    least, most = found.get("least", 0), found.get("most", _OLDEST)
    if least > most:
        facts.note("ages", f"from {least} up to {most} is nobody", "left out; say which way round",
                   "look")  # fmt: skip
        return {}
    kept = {"least": least if least else None, "most": most if most < _OLDEST else None}
    return {name: value for name, value in kept.items() if value is not None}


def _worded(text: str) -> dict[str, int]:
    if found := _RANGE.search(text):
        return {"least": int(found[1]), "most": int(found[2])}
    if found := _LEAST.search(text):
        return {"least": int(found[1] or found[2])}
    if found := _MOST.search(text):
        return {"most": int(found[1] or found[2])}
    return {}


def cost(facts: Facts) -> str:
    """What it costs in at most 30 letters; what is not said is not free."""
    said = clean(facts.take("cost")).strip(" .")
    if not said or said.lower() in _NOTHING:
        return ASK
    if _FREE.search(said) and not _NOT_FREE.search(said):
        return "free"
    if re.fullmatch(r"£? ?0+(?:\.0+)?(?: ?(?:p|GBP))?", said):
        return "free"
    if found := re.fullmatch(r"(?:£|GBP)? ?(\d{1,4})(?:\.(\d)0?|\.(\d\d))?", said):
        pence = found[3] or (f"{found[2]}0" if found[2] else "")
        return f"£{found[1]}.{pence}" if pence.strip("0") else f"£{found[1]}"
    if len(said) > 30:
        facts.note("cost", "it is longer than 30 letters", "shortened", "told")
    return shortened(said, 30)


def reach(facts: Facts) -> Row:
    """`contact`: one phone and one e-mail address."""
    found: Row = {}
    said = clean(facts.take("email")).removeprefix("mailto:").strip()
    if mail := _EMAIL.search(facts.take("email").removeprefix("mailto:")):  # "Jo <jo@...>" too
        found["email"] = mail[0]
        if mail[0] != said:
            facts.note("email", f"it says {facts.take('email')[:40]!r}", f"{mail[0]} taken")
    elif said and said.lower() not in _NOTHING:
        facts.note("email", f"{said[:40]!r} is no e-mail address", "left out", "look")
    said = clean(facts.take("phone"))
    numbers = [_number(one[0]) for one in _PHONE.finditer(said)]
    good = [one for one in numbers if uk_phone(one)]
    if good:
        found["phone"] = good[0]
        if len(good) > 1:
            facts.note("phone", f"it has {len(good)} numbers", "the first is taken", "told")
    elif said and said.lower() not in _NOTHING:
        facts.note("phone", "it is no UK number", "left out; write like 07700 900123", "look")
    return found


def _number(text: str) -> str:
    digits = re.sub(r"[^\d+]", "", text.replace("(0)", ""))
    if re.fullmatch(r"0?044\d+", digits):
        digits = f"+44{digits.split('44', 1)[1]}"
    if digits.startswith("+440"):
        digits = f"+44{digits[4:]}"
    return " ".join(text.split())[:20] if digits == re.sub(r"\D", "", text) else digits[:20]


def languages(facts: Facts) -> tuple[str, ...]:
    """The languages spoken; English where nothing is said."""
    parts = re.split(r"[,;/&|]+|\band\b", clean(facts.take("languages")))
    named = [part.strip() for part in parts if 1 < len(part.strip()) <= 30]
    found = [_LANGUAGES.get(one.lower(), one[:1].upper() + one[1:]) for one in named]
    return tuple(dict.fromkeys(found)) or ("English",)


def access(facts: Facts) -> Row:
    """What can be counted on, of what its words say yes or no to."""
    said = clean(facts.take("access")).lower()
    found: Row = {}
    for name, words in _ACCESS.items():
        if re.search(rf"{_NO}(?:{words})\b", said) and not re.search(r"\bno steps\b", said):
            found[name] = False
        elif re.search(rf"\b(?:{words})\b", said):
            found[name] = True
    return found


def assured(facts: Facts, today: date) -> Row:
    """`assured`: the day on which somebody last said that it is so."""
    said = clean(facts.take("assured"))
    day = day_of(said) if said else None
    if said and day is None:
        facts.note(
            "assured", f"there is no day {said[:20]!r}", "left out; write like 2026-03-01", "look"
        )
    if day is not None and day > today:
        facts.note("assured", f"{day} is in the future", "left out", "look")
        return {}
    return {"on": day} if day else {}

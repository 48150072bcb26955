"""Words and phrases that say the same thing, in a reply and in an option."""

from __future__ import annotations

import re

SAME_PHRASES = (
    (re.compile(r"\bsome of the time\b"), "sometimes"),
    (re.compile(r"\b(?:every|each) (?:other|2nd) day\b"), "alternate"),
    (re.compile(r"\bless often\b"), "rarely"),
    (
        re.compile(r"\bat mine\b|\b(?:my|me) (?:place|own home)\b|\bcome to (?:mine|me)\b"),
        "housing",
    ),
    (
        re.compile(r"\bevery (?:2 weeks|other week)\b|\b(?:every|once a|a) fortnight\b"),
        "fortnightly",
    ),
    (re.compile(r"\b(?:once a|once every|every|each|one a) week\b|\bonce weekly\b"), "weekly"),
    (re.compile(r"\b(?:once a|once every|every|each) month\b"), "monthly"),
    (re.compile(r"\b(?:home|house|land) ?(?:phone|line)\b"), "landline"),
    (
        re.compile(r"\b(?:on|by) (?:my|me) (?:own|self|myself)\b|\bby (?:myself|meself|mesen)\b"),
        "alone",
    ),
    (re.compile(r"\bevery day\b|\beach day\b"), "daily"),
    (re.compile(r"\bhardly ever\b|\balmost never\b"), "rarely"),
    (re.compile(r"\b(?:on|by) foot\b"), "walk"),
    (re.compile(r"\bpub(?:lic)? transport\b"), "bus"),
    (re.compile(r"\be mail\b"), "email"),
    (re.compile(r"\bnone of (?:it|these|those|them|the above)\b"), "none"),
    (re.compile(r"\bonly i\b(?: (?:see|do|use|have))?"), "just me"),
    (re.compile(r"\b(?:no ?one|no ?body) else\b"), "just me"),
)
"""How a phrase is written -> the one word it is compared as."""

SAME = {
    word: same
    for same, said in {
        "rarely": "seldom hardly",
        "me": "mine myself meself",
        "walk": "walkies",
        "phone": "call ring telephone bell ffon ffonio phoning calling ringing",
        "text": "sms txt msg message tecst",
        "letter": "post llythyr",
        "car": "drive driving lift",
        "taxi": "cab uber",
        "morning": "am bore mornin",
        "afternoon": "prynhawn pnawn aft arvo",
        "evening": "night nos eve nighttime evenin",
        "money": "cash skint debt debts finances bills",
        "housing": "house flat home landlord rent",
        "loneliness": "lonely lonesome alone isolated company",
        "tomorrow": "tomoz tmrw tmw tmr tomo tomoro tomorra yfory",
        "today": "tday heddiw",
        "friend": "friends mate mates pal pals butty butties",
        "family": "relatives relations kin",
        "mobile": "moby cell",
        "singing": "choir",
        "surgery": "doctor doctors gp docs",
        "welsh": "cymraeg gymraeg",
        "english": "saesneg",
    }.items()
    for word in said.split()
}
"""A word -> the one it is compared as."""

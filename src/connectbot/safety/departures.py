"""How somebody else says that the person we write to has died, has moved, or is in hospital.

Somebody who has lost their own husband says nearly the same words, and needs company, not silence.
So it takes more than the news: they say whose phone it is, who they are to that person, or speak of
our texts; or they name the person by the name we know.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from connectbot.safety.plain import folded, words_of


class Departure(StrEnum):
    """Why somebody cannot be reached any more, or not for now."""

    DIED = "died"
    MOVED = "moved"
    HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class News:
    """What was told; `name` is which of the names we know, "" where none was said."""

    what: Departure
    name: str = ""


_LONGEST = 240
_BE = r"(?:(?:has|have|had|is|are|was|been|sadly|just|recently|now|unfortunately|only|already) )*"
_NEWS = {
    Departure.DIED: (
        rf"{_BE}(?:died|dead|deceased|passed(?: away| on)?|no longer (?:with us|alive)|"
        r"not with us any ?more)"
    ),
    Departure.HOSPITAL: (
        rf"{_BE}(?:(?:gone|went|going|back|still|taken|took|rushed|admitted|poorly|ill|very|too) )*"
        r"(?:in ?to|in|to|at)(?: the| a)? (?:hospital|hosp|hospice|infirmary|intensive care|icu|"
        r"a and e|rehab)"
    ),
    Departure.MOVED: (
        rf"{_BE}(?:moved(?: away| out| house| abroad| home| on| into| to| in with"
        r"|(?= stop| please| dont| do not| so |$))|"
        r"(?:does not|doesnt|dont|no longer) uses? this (?:phone|number|mobile)|"
        r"(?:does not|doesnt|dont|no longer) lives? (?:here|at this address)(?: any ?more)?|"
        r"(?:(?:gone|went) )?in ?(?:to)? (?:a )?(?:care|nursing|residential) home|"
        r"(?:got |has |have )?(?:a new|changed (?:her|his|their)) (?:number|phone|mobile)|"
        r"no longer (?:has|have|uses|on|at) this (?:phone|number|mobile)|"
        r"not (?:at|on|using) this (?:phone|number|mobile) any ?more)"
    ),
}
_REL = (
    r"(?:wife|husband|partner|mum|mam|mom|mother|dad|father|son|daughter|brother|sister|niece|"
    r"nephew|granddaughter|grandson|grandaughter|nan|nana|gran|grandma|grandad|grandpa|uncle|aunt|"
    r"auntie|carer|neighbour|friend)"
)
_NEAR = r"(?:mum|mam|mom|dad|nan|nana|gran|grandma|grandad|grandpa|my (?:late )?" + _REL + ")"
_PRONOUN = r"(?:he|she|they|hes|shes|theyre|theyve|hed|shed)"
_THEIRS = rf"(?:his|her|their|my {_REL}s|{_NEAR}s|\w{{2,12}}s)"
_PHONE = r"(?:phone|number|mobile|fone)"
_SOMEBODY = r"(?:person|man|woman|lady|gentleman|bloke|guy|owner|one|user)"
_TEXTING = r"(?:texting|txting|messaging|contacting|writing to|trying to (?:reach|contact|text))"
_TEXTS = r"(?:texts?|messages|msgs|txts?)"
_SPEAKER = re.compile(
    rf"\b(?:this is|its|it is|im|i am) (?:his|her|their|(?!my\b)\w{{2,12}}s) {_REL}\b"
    rf"|^(?:(?:hi|hello|hiya|sorry) )*(?:his|her|their|\w{{2,12}}s) {_REL}"
    r" (?:here|speaking|texting)\b"
    rf"|\b(?:answering|replying|texting|writing) (?:for|on behalf of) (?:my )?\w+"
)
_PHONE_OF = re.compile(
    r"\b(?:this (?:is|was|used to be)|thats|its|it was) (?:my (?:late )?)?"
    rf"{_THEIRS} (?:old )?{_PHONE}\b"
)
_OWNER = re.compile(
    rf"\b(?:i have|ive got|i got|got|have|answering|looking after) {_THEIRS} {_PHONE}\b"
    rf"|\b(?:used to|getting|gets?|got|had) (?:get |have )?(?:these|your|the) {_TEXTS}\b"
    rf"|\b(?:stop|dont|do not|no more|please)(?: \w+)? (?:text|texts|texting|message|messages|"
    rf"messaging|contacting|sending)\b(?: (?:him|her|them))?"
)
_NOT_TO_THEM = re.compile(
    r"\b(?:stop|quit|dont|do not)(?: \w+)? (?:text|texting|txt|txting|message|messaging|contact|"
    r"contacting|send|sending)(?: (?:texts|messages|them|these))?(?: to)? (?:him|her|them)\b"
)
_NAMED_OTHERWISE = (
    rf"\bthe {_SOMEBODY} (?:(?:that|who|whom) )?"
    rf"(?:(?:you|u)(?: are| r| were|re)? (?:been )?{_TEXTING}|"
    rf"(?:had|has|owned|owns|used|used to (?:have|own|use)) this {_PHONE}|of this {_PHONE})"
)
_FORMULA = (
    r"\b(?:sorry to (?:say|tell you|inform you|let you know)|"
    r"(?:just|writing|texting) to let you know|i regret to (?:say|inform you)|im afraid)"
    r"(?: that)? (?!my |i |im )\w+(?: \w+){0,2}?"
)
_FEELING = (
    r"(?:fair|easy|right|good|ok|okay|well|great|nice|fun|happy|alright|what|how|the|a|an|my|so|"
    r"very|too|really|me|it|\w+ing)"
)
_OPENING = (
    r"(?:(?:hi|hello|hiya|oh|no|sorry|im sorry(?: but)?|im afraid|sadly|unfortunately|"
    rf"wrong (?:person|number)|this (?:is not|isnt) (?!{_FEELING}\b)\w+) )*"
)
"""What an answer to us begins with, before its news: "this is not margaret. she died"."""
_OF_THEMSELVES = re.compile(r"\b(?:i|im|ive|id|ill|me|my|myself|we|us)\b")
_PARTS = re.compile(r"[.,;:!?\n]+|\b(?:and|but|because|cos|as)\b", re.IGNORECASE)
_HINT = re.compile(
    r"died|dead|deceas|passed|longer|not with|hosp|infirmary|intensive|icu\b|a and e|rehab|moved|"
    r"live|home|phone|number|mobile|not (?:at|on|using)"
)
_SAID = {
    what: (
        re.compile(rf"\b{_PRONOUN} {news_of}"),
        re.compile(rf"\b(?:{_NEAR}s?|{_PRONOUN}) {news_of}"),
        re.compile(rf"(?:{_NAMED_OTHERWISE}|{_FORMULA}) {news_of}"),
        re.compile(rf"{_OPENING}{_PRONOUN} {news_of}"),
    )
    for what, news_of in _NEWS.items()
}


def news(text: str, names: Collection[str] = (), *, unasked: bool = False) -> News | None:
    """What a message tells of the person at this number; None for everything else.

    `names` are the first names we know on it. `unasked` tells that we wrote first: then "she" can
    only be the one we wrote to.
    """
    if len(text) > _LONGEST:
        return None
    said = words_of(folded(text))
    if _HINT.search(said) is None:
        return None
    known = {words_of(folded(name)): name for name in names if name}
    for what, news_of in _NEWS.items():
        for plain, name in known.items():
            its = re.escape(plain)
            if re.search(rf"(?<!my )\b{its}s? {news_of}\b", said):
                return News(what, name)
            if re.search(rf"\b(?:not|isnt) {its}\b", said) and _SAID[what][0].search(said):
                return News(what)
        if _told(said, what, unasked):
            return News(what)
    return None


def besides(text: str) -> str:
    """What a message says beside the news and who tells it: "this is her son. She is in hospital,
    he hit her again" says that he hit her."""
    parts = (part for part in _PARTS.split(text) if part.strip())
    return ". ".join(part.strip() for part in parts if not _is_news(words_of(folded(part))))


def _is_news(said: str) -> bool:
    told = any(near.search(said) or other.search(said) for _, near, other, _ in _SAID.values())
    return told or any(of.search(said) for of in (_SPEAKER, _PHONE_OF, _OWNER))


def _told(said: str, what: Departure, unasked: bool) -> bool:
    they, near, otherwise, opening = _SAID[what]
    if _SPEAKER.search(said) or _PHONE_OF.search(said) or _NOT_TO_THEM.search(said):
        return near.search(said) is not None
    if _OWNER.search(said):
        return they.search(said) is not None
    if otherwise.search(said):
        return True
    opened = opening.match(said) if unasked else None
    return opened is not None and _OF_THEMSELVES.search(said, opened.end()) is None

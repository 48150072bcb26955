"""Who sees this phone: theirs alone only where nothing in the whole reply speaks against it."""

from __future__ import annotations

import re

from connectbot.flows.answers.plain import plain, words
from connectbot.flows.answers.slips import meant
from connectbot.flows.first_names import COMMON

MINE, SHARED = "mine", "shared"

_PEOPLE = frozenset(
    """
    husband hubby hubbie wife wifey partner spouse missus mrs mister fella bloke boyfriend
    girlfriend bf gf ex fiance fiancee mum mam mom mummy mother dad daddy father parents parent son
    sons daughter daughters kid kids child children brother sister brothers sisters sibling nan
    nana gran granny grandma grandad grandpa grandson granddaughter grandkids grandchildren niece
    nephew uncle aunt auntie aunty cousin inlaw family relatives carer carers nurse worker workers
    staff neighbour neighbours neighbor friend friends mates flatmate flatmates housemate housemates
    lodger landlord landlady tenant manager keyworker everyone everybody anyone anybody someone
    somebody others other people another he she they him her his them their hes shes theyre we us
    our ours were both share shares shared sharing joint half
    gwr ngwr gwraig ngwraig wraig partner mhartner mam fam tad nhad dad mab fab merch ferch
    plant mhlant teulu nheulu brawd mrawd frawd chwaer nain taid gofalwr ffrind ffrindiau pawb
    rhywun eraill rhannu ni nhw
    """.split()
)
_MY_THINGS = (
    "own|phone|fone|mobile|number|screen|tablet|computer|laptop|self|house|home|flat|place|room"
)
_THEIRS = re.compile(
    rf"\bmy (?!(?:{_MY_THINGS})\b)\w+|\b(?:me|myself|fi) (?:and|n|a|ac) "
    r"(?!(?:no|nobody|its|only|just|i|im|that|thats|neb|dim)\b)\w+"
)
_PETS = re.compile(r"\band (?:the|my|me|a) (?:cats?|dogs?|budgie|rabbit|parrot|telly|tv)\b")
_NOT_SHARED = re.compile(
    r"\b(?:i )?(?:dont|do not|never) share(?: (?:it|this|my|the))?(?: phone)?"
    r"(?: with (?:anyone|anybody|no ?one|nobody)(?: else)?)?$"
)
_NO_OTHERS = re.compile(r"\bno others?\b|\bnot anyone else$")
_BUT_ME = re.compile(r"\b(?:but|except|apart from|other than|bar) (?:just )?(?:me|myself)\b")
_NOT_ABOUT_IT = re.compile(
    r"\b(?:died|dead|passed|lost my|buried|marw|farw)\b|\b(?:its|is|this is|asking) for my\b"
    r"|\b(?:he|she|they|hes|shes|theyre) (?:cant|cannot|needs?|wants?|has no|lives|is lonely)\b"
)
"""Somebody who is gone, or for whom they write, is not said to see the phone."""

_NOT_MINE = re.compile(r"\bnot (?:really )?(?:my|mine)\b")

_ONLY_ME = re.compile(
    r"\b(?:just|jus|only|jest) (?:me|myself|mine|fi)\b|\b(?:me|mine) (?:only|alone)\b"
    r"|\bonly i\b|\bi alone\b|\b(?:nobody|no one|noone)\b|\bmyself\b|^me$"
    r"|\bneb (?:arall|ond fi)\b|\bdim ond (?:fi|i)\b|\bfi yn unig\b|\bond fi\b"
)
_SAYS_NO_MORE = frozenset(
    """
    1 one first option number top a yes yeah yep no nope its it is thats just jus only me mine
    myself my nobody noone else i im am on own alone live by do that this the who see sees seen look
    looks looking at read reads use uses has ever really honestly at all ok okay oh well
    um er hi hello thanks thank you ta cheers please pls love mate x xx xxx lol here in house flat
    home phone fone mobile screen tablet and definitely of course can could
    fi dim ond yn unig neb arall jest ie ydy mae sy n gweld ffon hwn y diolch i
    """.split()
)
_SLIPS = ("just", "only", "nobody", "myself", "husband", "daughter", "partner")


def whose(text: str) -> str | None:
    """MINE where the whole reply says that nobody else sees the phone, SHARED where it names
    anybody who may; None where neither is sure."""
    said = _written(text)
    said = _NOT_SHARED.sub("just me", _NO_OTHERS.sub("nobody", _PETS.sub("", said)))
    said = " ".join(_BUT_ME.sub(" ", said).split())
    spoken = said.split()
    if _NOT_ABOUT_IT.search(said):
        return None
    if _PEOPLE.intersection(spoken) or COMMON.intersection(spoken):
        return SHARED
    if _THEIRS.search(said) or _NOT_MINE.search(said):
        return SHARED
    return MINE if _ONLY_ME.search(said) and says_no_more(said) else None


def says_no_more(text: str) -> bool:
    """Whether every word of a reply is one of those that say "just me", or which option it is."""
    return _SAYS_NO_MORE.issuperset(_written(text).split())


def _written(text: str) -> str:
    """The words of a reply with the commonest slips of the hand mended."""
    return " ".join(meant(word, _SLIPS) or word for word in words(plain(text)))

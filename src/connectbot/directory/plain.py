"""What people type, in plain words: texting, dialect and slips brought to one spelling each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_SAME = {
    "u": "you", "ur": "your", "r": "are", "im": "i am", "ive": "i have", "id": "i would",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not",
    "cannot": "can not", "couldnt": "could not", "wont": "will not", "wouldnt": "would not",
    "isnt": "is not", "arent": "are not", "havent": "have not", "hasnt": "has not",
    "aint": "is not", "cos": "because", "coz": "because", "cuz": "because", "bc": "because",
    "pls": "please", "plz": "please", "ppl": "people", "sum1": "someone", "some1": "someone",
    "any1": "anyone", "ne1": "anyone", "no1": "no one", "noone": "no one", "summat": "something",
    "sumthing": "something", "smth": "something", "owt": "anything", "anythin": "anything",
    "nowt": "nothing", "nuffin": "nothing", "nuthin": "nothing", "nothin": "nothing",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "wiv": "with", "w": "with",
    "b4": "before", "2day": "today", "2moro": "tomorrow", "tmrw": "tomorrow", "l8": "late",
    "m8": "mate", "m8s": "mates", "gr8": "great", "luv": "love", "thru": "through",
    "leccy": "electric", "lecky": "electric", "lekky": "electric", "electricity": "electric",
    "skint": "no money", "brassic": "no money", "potless": "no money", "broke": "no money",
    "bairn": "child", "bairns": "children", "wean": "child", "weans": "children",
    "kid": "child", "kids": "children", "kiddies": "children", "littlun": "child",
    "littluns": "children", "nipper": "child", "nippers": "children",
    "mam": "mum", "mammy": "mum", "mummy": "mum", "mom": "mum", "mother": "mum", "ma": "mum",
    "da": "dad", "daddy": "dad", "father": "dad", "nan": "gran", "nana": "gran", "nanna": "gran",
    "grandma": "gran", "granny": "gran", "grandad": "grandfather", "grandpa": "grandfather",
    "hubby": "husband", "hubbie": "husband", "hub": "husband", "fella": "husband",
    "missus": "wife", "missis": "wife", "mrs": "wife", "bloke": "man", "lads": "men",
    "wee": "small", "tay": "tea", "cuppa": "tea", "brew": "tea", "brews": "tea",
    "knackered": "worn out", "shattered": "worn out", "exhausted": "worn out",
    "telly": "tv", "tele": "tv", "television": "tv", "hoose": "house", "hame": "home",
    "wi": "with", "nae": "no", "dinnae": "do not", "cannae": "can not", "didnae": "did not",
    "aye": "yes", "ken": "know", "gannin": "going", "gan": "go", "doon": "down", "oot": "out",
    "aboot": "about", "auld": "old", "wor": "our", "me": "my", "meself": "myself",
    "mi": "my", "hisself": "himself", "yersel": "yourself", "yous": "you", "youse": "you",
    "passed": "died", "deceased": "died", "popped": "died", "dead": "died", "dying": "died",
    "bf": "boyfriend", "gf": "girlfriend", "bestie": "friend", "pal": "friend",
    "pals": "friends", "mate": "friend", "mates": "friends", "mukka": "friend", "buddy": "friend",
    "feelin": "feeling", "goin": "going", "doin": "doing", "nothink": "nothing",
    "lonley": "lonely", "lonly": "lonely", "loneley": "lonely", "frends": "friends",
    "freinds": "friends", "freind": "friend", "frend": "friend", "borin": "boring",
    "hungary": "hungry", "hungrey": "hungry", "morgage": "mortgage", "landlady": "landlord",
    "gaffer": "boss", "bedsit": "flat",
}  # fmt: skip
"""One word as it is typed -> how it is read. Wrong or dialect on the left, plain on the right."""

_APOSTROPHES = re.compile(r"[’‘`´ʼ']")
_WORD = re.compile(r"[^\W_]+")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_SMALL = frozenset(
    _WORD.findall(
        "a an the i am is are was were be been being to of in on at it its this that these "
        "those and or but so my your you we us our he she him her his they them their do does "
        "did have has had with for from as by if then than just really very would could should "
        "will shall may might there here what when which how please thanks thank hi hello hey "
        "hiya yes ok oh well some any also too dear sorry love got get getting go going now me "
        "up s t m re ve ll d o n want need like know more help can not much way thing about out "
        "open today look looking nothing none see sees seen"
    )
)
LONGEST = 1600
"""Characters of a message that are looked at."""


def plain(text: str) -> list[str]:
    """The words of a text (its first 1,600 characters), lower case, in plain spelling."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    text = _LONG.sub(r"\1", _APOSTROPHES.sub("", text))
    words: list[str] = []
    for word in _WORD.findall(text):
        words.extend(_SAME.get(word, word).split())
    return words


def telling(words: Sequence[str]) -> list[str]:
    """The words that tell something, each cut to its stem: no small ones, no numbers, no codes,
    also where a code is written apart, as in "ls 8"."""
    return [stem(word) for word in spoken(words) if word not in _SMALL]


def spoken(words: Sequence[str]) -> list[str]:
    """The words without numbers and codes."""
    return [
        word
        for word, after in zip(words, [*words[1:], ""], strict=False)
        if word.isalpha() and not (len(word) < 3 and after[:1].isdigit())
    ]


_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "y", "e")


def stem(word: str) -> str:
    """A word without its ending, at least three letters long: lonely, loneliness -> lone."""
    if word.endswith("iness"):
        word = f"{word[:-5]}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        return word[:-1]
    return word

"""How a reply is made plain before it is read: one case, plain signs, no politeness."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1600
"""Only this many characters of a reply are read."""

MOST_WORDS = 60
"""A reply of more words than this is a story, and no number, time, date or choice."""

_QUOTES = "‘’‚‛′`´ʹʻʼʽ"
_DASHES = "‐‑‒–—―−"
_SIGNS = str.maketrans(
    dict.fromkeys(_QUOTES, "'") | dict.fromkeys(_DASHES, "-") | {"🔟": "10", "\u20e3": None}
)
_FRACTION = re.compile(r"(\d)(?=[¼½¾])")
_IF_YOU_PLEASE = re.compile(
    r"\bif (?:poss|possible|(?:you|i|we) can|you dont mind|you don't mind|you could|you would|i may"
    r"|thats? (?:ok|okay|alright|all right|fine)|that'?s (?:ok|okay|alright|all right|fine)"
    r"|im honest|i'm honest|anything|you must know|you like|you want|no bother"
    r"|its? (?:ok|okay|no trouble|no bother|not too much trouble)"
    r"|it'?s (?:ok|okay|no trouble|no bother))\b"
    r"|\bos gwelwch(?: yn dda)?\b|\bgod bless you\b|\bmy (?:love|lovely|dear|darling|friend)\b"
)
_WORD = re.compile(r"[^\W_]+")

_BEFORE = frozenset(
    "um umm er erm err hmm hm uh well oh ah so ok okay right hi hiya hello hey hallo hullo helo"
    " sorry please pls plz lol haha".split()
)
_AFTER = frozenset(
    "please pls plz plse plis x xx xxx xxxx ta thanks thank you thankyou thx thnx tnx tks cheers"
    " diolch love luv hun hon mate duck pet dear darling babe lol haha ha sorry then ok sir madam"
    " miss bye very much kindly regards god bless hen chuck pal petal flower sweetheart sweetie son"
    " lad lass bro bruv sis fam innit boss bud buddy cariad bach bab babes prosze merci".split()
)


def plain(text: str) -> str:
    """One line in lower case: wide, circled and foreign digits as 0-9, straight quotes, plain
    dashes, nothing invisible; ½ becomes " 1⁄2"."""
    spaced = _FRACTION.sub(r"\1 ", text[:LONGEST])
    signs = unicodedata.normalize("NFKC", spaced.translate(_SIGNS)).translate(_SIGNS)
    folded = signs[:LONGEST].casefold()
    return " ".join("".join(map(_visible, folded)).split())


def _visible(char: str) -> str:
    if char < "\x7f":
        return char if char >= " " else " "
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Cf", "Mn", "Me"}:
        return ""
    return " " if category in {"Cc", "Cs", "Co", "Cn"} else char


def without_ifs(said: str) -> str:
    """A plain text without "if that's ok" and "if poss", which are no conditions, and "my love"."""
    return _IF_YOU_PLEASE.sub(" ", said)


def words(text: str) -> list[str]:
    """The words of a plain text; "don't" is "dont", "twenty-one" is two words, é is e."""
    bare = unicodedata.normalize("NFD", text.replace("'", ""))
    return _WORD.findall("".join(char for char in bare if unicodedata.category(char) != "Mn"))


def without_manners(spoken: list[str]) -> list[str]:
    """The words without a hello before them and a thank-you after; never made empty."""
    start, end = 0, len(spoken)
    while start < end - 1 and spoken[start] in _BEFORE:
        start += 1
    while end > start + 1 and spoken[end - 1] in _AFTER:
        end -= 1
    return spoken[start:end]

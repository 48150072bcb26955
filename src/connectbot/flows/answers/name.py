"""What somebody wants to be called."""

from __future__ import annotations

import re
import unicodedata

from connectbot.flows.answers.plain import LONGEST, words

_QUOTES = str.maketrans(dict.fromkeys("‘’`´ʼ", "'") | dict.fromkeys("‐‑–—", "-"))
_HELLO = re.compile(
    r"(?:(?:hi there|hi|hiya|hello|hey|ey up|morning|yes|yeah|ok|okay|sure|sorry|well|um+|er+|erm"
    r"|oh|so|of course)(?:[ ,.!-]+|$))+",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:my|the|me) (?:full |first |real )?name(?: is| ?'?s|)|name(?: is| ?'?s|)"
    r"|it is|it'?s|i am|i'?m|this is|thats|that's|call me|you can call me|please call me"
    r"|(?:(?:all )?(?:my|me) )?(?:friends|mates|pals|family|people|folks?|they|everyone|everybody)"
    r"(?: all| just)? calls? me|known as|i go by|fy enw i yw|dwi'?n?)"
    r"(?: ?[:-] ?| )(?:called |just |known as )?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,.!-]+(?:here|speaking|please|pls|plz|thanks|thank you|thx|ta|cheers|diolch|lol|x{1,5})$",
    re.IGNORECASE,
)
_ENDEARMENT = re.compile(
    r"(?<=\w),? (?:my )?(?:love|luv|duck|hen|pet|dear|hun|mate|pal|chuck|bab|babe|flower|petal"
    r"|darling|sweetheart|cariad|bach|lovey|son|lad|lass)$"
)
_MOST_TAILS = 4
_SHAPE = re.compile(r"[^\W\d_]+(?:['.-]{1,2}[^\W\d_]+)*\.?")
_FIRST_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]")
_MOST_WORDS = 4
_LONGEST = 60

# Words no name is made of: a refusal, a question, a greeting, another answer.
_NO_NAME = frozenset(
    """
    no nope nah not none never dont wont cant want yes yeah yep ok okay hi hello hiya hey good
    morning afternoon evening stop help menu back start person human robot bot anonymous anon
    private nobody noone someone who what why when where how which whos whats is are was the a an
    my your you me it this that he she they we i im and or but rather prefer say tell know sure
    maybe later skip pass pls please thanks thank sorry lonely sad here there need looking fine old
    years name names need help ill well tired married called single mum dad wife husband same as
    before already told test asdf dunno idk lol haha wrong number secret business mind nothing x xx
    xxx above of in at from for with to do does did very just real really guess mr mrs miss ms
    """.split()
)
_TITLES = frozenset("mr mrs ms miss mx dr rev sir dame".split())
_SMALL = frozenset("de da di van von der den la le du ap ab bin ibn al el".split())


def name(text: str) -> str | None:
    """The name alone, written as names are: "its pat o'connor x" is "Pat O'Connor"."""
    said = _bare(text)
    if "?" in said or not said or len(said) > _LONGEST:
        return None
    parts = said.split(" ")
    if len(parts) > _MOST_WORDS or not all(_SHAPE.fullmatch(part) for part in parts):
        return None
    rest = parts[1:] if len(parts) > 1 and parts[0].casefold().rstrip(".") in _TITLES else parts
    if _NO_NAME.intersection(words(" ".join(rest).casefold())):
        return None
    return " ".join(_as_name(part, first=not at) for at, part in enumerate(parts))


def _bare(text: str) -> str:
    """The reply on one line, without greeting, lead-in, thanks, emoji and kisses."""
    shown = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_QUOTES)
    kept = "".join(char if _is_shown(char) else " " for char in shown)
    said = " ".join(kept.split()).strip(" ,.!:;-\"'()*")
    led = False
    for start in (_HELLO, _LEAD):
        found = start.match(said)
        led |= found is not None
        said = said[found.end() :] if found else said
    for _ in range(_MOST_TAILS):
        said = _TAIL.sub("", said)
    # "Joan Love" may be her name; "it's Joan love" and "Joan love" are not.
    if led or said[:1].isupper():
        said = _ENDEARMENT.sub("", said)
    return said.strip(" ,.!:;-\"'()*")


def _is_shown(char: str) -> bool:
    return char == " " or unicodedata.category(char)[0] in "LMNP"


def _as_name(part: str, *, first: bool) -> str:
    """One part of a name; capitals inside one ("McDonald") are theirs and stay, as "Mrs" has no
    stop."""
    if first and part.casefold().rstrip(".") in _TITLES:
        part = part.rstrip(".")
    if not (part.islower() or part.isupper()):
        return part
    lower = part.lower()
    if lower in _SMALL and not first:
        return lower
    return _FIRST_LETTERS.sub(lambda letter: letter[0].upper(), lower)

"""Words as people paste them made plain: markup, entities, shouting, what is too long."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,300}|!--.{0,2000}?--)>", re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^<>]{0,100}>", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b.{0,20000}?</\1>", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset("a an and at by for from in of on or the to with y yr ac".split())
_VOWEL = re.compile(r"[aeiouwyâêîôûŵŷAEIOUWY]")
_SHOUTED = 8  # letters: fewer in capitals may be a name
_GARBLED = ("â€™", "â€˜", "â€œ", "â€\x9d", "â€“", "â€”", "Ã©", "Ã¢", "Ã´", "Â£", "Â ")
_STOPS = re.compile(r"(?<=[.!?])\s")


def clean(text: str) -> str:
    """The words alone, on one line: no markup, no entities, no unseen letters."""
    if "&" in text:
        text = html.unescape(html.unescape(text))  # "&amp;amp;" is written by who escapes twice
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", _SCRIPT.sub(" ", text)))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ungarbled(text))
    if not text.isprintable():
        text = "".join(map(_seen, text))
    return " ".join(text.split())


def marked_up(text: str) -> bool:
    """Whether there is markup in it."""
    return bool(_TAG.search(html.unescape(text)))


def _seen(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char


def _ungarbled(text: str) -> str:
    """UTF-8 that was once read as Windows text, read as what it is."""
    if not any(pair in text for pair in _GARBLED):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def shouted(text: str) -> bool:
    """Whether it is written in capitals throughout."""
    letters = [char for char in text if char.isalpha()]
    loud = sum(char.isupper() for char in letters)
    return len(letters) >= _SHOUTED and loud >= 0.8 * len(letters)


def calm_name(text: str) -> str:
    """A name in capitals as one writes a name; what has no vowel stays (NHS)."""
    first = True

    def word(found: re.Match[str]) -> str:
        nonlocal first
        said, at_start, first = found[0], first, False
        if said[0].isdigit():
            return said.lower()
        if not _VOWEL.search(said):
            return said
        low = said.lower()
        return low if low in _SMALL and not at_start else low[0].upper() + low[1:]

    return _WORD.sub(word, text)


def calm_sentences(text: str) -> str:
    """Sentences in capitals as one writes sentences."""
    parts = _STOPS.split(text.lower())
    said = " ".join(part[:1].upper() + part[1:] for part in parts)
    return re.sub(r"\bi\b", "I", said)


def shortened(text: str, longest: int) -> str:
    """At most so many letters, ended where a sentence ends, or else a word."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    ends = [found.start() for found in _STOPS.finditer(cut)]
    if cut.endswith((".", "!", "?")):
        return cut
    if ends and ends[-1] >= longest // 2:
        return cut[: ends[-1]]
    cut = text[: longest - 3]
    return f"{cut.rpartition(' ')[0] or cut}...".replace(",...", "...")

"""An e-mail address, typed or spelled out."""

from __future__ import annotations

import re

from connectbot.flows.answers.plain import plain

_AT = re.compile(r" ?[(\[{] ?at ?[)\]}] ?| at ")
_DOT = re.compile(r" ?[(\[{] ?dot ?[)\]}] ?| dot | full stop ")
_SIGN = re.compile(r" (underscore|dash|hyphen) ")
_AROUND = re.compile(r" ?@ ?")
_ADDRESS = re.compile(
    r"[a-z0-9](?:[a-z0-9_%+'-]|\.(?=[a-z0-9_%+'-])){0,63}"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,18}"
)
_SLIPPED_ENDINGS = frozenset("con cim cmo ocm vom xom comm coom couk cpm cm og ogr nte".split())
_BEFORE = frozenset(
    """
    my email e-mail mail address adress addy is its it's it me at on to use try send that the hi
    hello yes yeah ok sure please best you can get reach contact thats that's a and sorry by
    personal work
    """.split()
)
_DENIED = re.compile(r"\b(?:not|isnt|isn't|old|wrong|no longer|dont|don't)\b")
_SIGNS = {"underscore": "_", "dash": "-", "hyphen": "-"}


def email(text: str) -> str | None:
    """One address in lower case; None for two, a broken one, or none."""
    said = plain(text)
    if "?" in said or _DENIED.search(said):
        return None
    if "@" not in said:
        said = _spelled(said)
    found = [part.strip("<>()[]{}\"',;:.! ") for part in _AROUND.sub("@", said).split(" ")]
    holding = [place for place, part in enumerate(found) if "@" in part]
    if len(holding) != 1 or not all(_goes_before(word) for word in found[: holding[0]]):
        return None
    address = found[holding[0]].rpartition("mailto:")[2].rpartition("email:")[2]
    if not _ADDRESS.fullmatch(address) or address.rpartition(".")[2] in _SLIPPED_ENDINGS:
        return None
    return address


def _spelled(said: str) -> str:
    """ "sue dot jones at example dot com" with its signs; as it is where there are two "at"s."""
    if len(_AT.findall(said)) != 1:
        return said
    signs = _SIGN.sub(lambda found: _SIGNS[found[1]], _DOT.sub(".", said))
    return _AT.sub("@", signs)


def _goes_before(word: str) -> bool:
    """Whether a word may stand before an address without being the front half of it."""
    return not word or word in _BEFORE

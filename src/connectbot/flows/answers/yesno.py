"""A yes or a no, as people here say it; anything between is asked again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectbot.flows.answers.agreeing import NEITHER, NO, WEAK, YES
from connectbot.flows.answers.plain import plain, without_ifs, words
from connectbot.flows.answers.slips import meant
from connectbot.flows.answers.stories import cut, is_reason

_SIGNS = {**dict.fromkeys("👍✅✔👌☑🆗", "yes"), **dict.fromkeys("👎❌✖🚫", "no")}

_ASIDES = re.compile(
    r"\b(?:(?:do )?you know what|tell you what|to be (?:fair|honest)|you know|as it happens"
    r"|from me)\b"
)
_CORRECTION = re.compile(r"\b(?:i mean|i meant|meant|no wait|wait|actually|oops|sorry)\b")
_SHORT = {
    "u": "you",
    "ur": "youre",
    "wud": "would",
    "cud": "could",
    "shud": "should",
    "nae": "no",
    **dict.fromkeys("yse eys yed yws yees yeas yesh yeap yews".split(), "yes"),
    **dict.fromkeys("wanna wana".split(), "want"),
}
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_FILLERS = frozenset(
    """
    um umm er erm err hmm well oh ah ooh so hi hello hiya hey now then thanks thank you ta
    cheers please pls plz plis x xx xxx xxxx diolch love luv hun hon mate pal duck pet dear
    darling babe lol haha thx thnx thanx ty tx tks hen chuck petal flower sweetheart man bro
    sorry eh bruv fam cuz bud buddy jose very much lad lass och aw bloody flippin flipping
    effing feckin fecking fucking boss cariad bach bab son lovey lovely dearie actually just
    really honestly tbh kindly sir madam miss god bless and go on
    """.split()
)
_DOUBT = frozenset(
    """
    maybe perhaps depends unsure dunno possibly efallai unless might mebbe maybes either neither if
    whether ask think later decide idk dno sure certain probably hopefully only sometimes what when
    where who why how which whats wheres whos hows
    """.split()
)
_STRONG = {
    **dict.fromkeys("yes yeah yep yup aye yea yeh yh ye y ie ydw oes".split(), "yes"),
    **dict.fromkeys("no nope nah na nay naw nac".split(), "no"),
}
_AFTER_NO = frozenset(
    """
    i im id ive ill its it thats that we weve my he hes she they not dont never cant wont youre
    your youve you there because cos cause honestly really sorry thanks thank ta but im for
    """.split()
)
# What only leans on the words around it, and stands inside a phrase: "not bloody likely".
_STRESSES = frozenset(
    """
    really bloody flippin flipping effing fecking fucking just quite absolutely totally honestly
    definitely certainly even most
    """.split()
)
_SAYING = re.compile(
    r"\b(?:(?:i(?:'?d| would|'?ll| will)(?: have to)?|i have to|i'?ve got to|i'?ve|i"
    r"|i'?m (?:gonna|going to))"
    r" (?:say|said) (?:a )?|(?:the|my) answer(?: is|'?s) (?:a )?)(?=(?:yes|no|yeah|nope|nah|aye)\b)"
)
_POLITE = re.compile(
    r"(?:that'?s|that is|it'?s) (?:ok|okay|alright|all right),? (?:thanks|thank you|ta|cheers)"
)
_EITHER = re.compile(r"\b(?:y|yes|yeah|aye) ?(?:/|or) ?(?:n|no|nah|nay)\b")
_LONGEST = 30
_LONGEST_PHRASE = 8
_SPOKEN = sorted(phrase[0] for phrase in YES | NO if len(phrase) == 1)


def yesno(text: str) -> str | None:
    """ "yes" or "no": "nah you're alright" is no; "yeah no" and "I'm ok thanks" are asked again."""
    typed = plain(text)
    bare = _SAYING.sub("", without_ifs(typed))
    said = bare if words(bare) else typed
    if "?" in said or _EITHER.search(said) or _POLITE.match(said):
        return None
    heard = words(_STRETCHED.sub(r"\1", _ASIDES.sub(" ", said.replace("'", ""))))
    spoken = [_SHORT.get(word, word) for word in heard]
    if not spoken:
        return _one({_SIGNS[char] for char in said if char in _SIGNS})
    if len(spoken) > _LONGEST:
        return None
    return (
        _corrected(spoken)
        or _plainly(spoken)
        or _plainly([word for word in spoken if word not in _STRESSES])
        or _strongly(spoken, said)
        or _before_story(said)
    )


def _one(meanings: set[str]) -> str | None:
    return meanings.pop() if len(meanings) == 1 else None


def _corrected(spoken: Sequence[str]) -> str | None:
    """What stands after "I mean": "no I mean yes" is yes."""
    parts = _CORRECTION.split(" ".join(spoken))
    if len(parts) < 2:
        return None
    return _plainly(parts[-1].split())


def _plainly(spoken: Sequence[str]) -> str | None:
    """Where the whole reply is made of things one says for yes, or all for no."""
    reached: list[set[frozenset[str]]] = [{frozenset()}, *(set() for _ in spoken)]
    for start in range(len(spoken)):
        for meant_so_far in reached[start]:
            for end, meaning in _steps(spoken, start):
                reached[end].add(meant_so_far | meaning)
    covers = [set(cover) for cover in reached[-1] if cover]
    return _one(min(covers, key=len)) if covers else None


def _steps(spoken: Sequence[str], start: int) -> list[tuple[int, frozenset[str]]]:
    """Where a phrase or a filler that starts here ends, and what it means."""
    steps: list[tuple[int, frozenset[str]]] = []
    if spoken[start] in _FILLERS:
        steps.append((start + 1, frozenset()))
    for end in range(start + 1, min(start + _LONGEST_PHRASE, len(spoken)) + 1):
        phrase = tuple(spoken[start:end])
        if end == start + 1:
            phrase = (meant(spoken[start], _SPOKEN) or spoken[start],)
        steps += [(end, frozenset({"yes"}))] if phrase in YES else []
        steps += [(end, frozenset({"no"}))] if phrase in NO else []
        steps += [(end, frozenset())] if phrase in NEITHER else []
    return steps


def _before_story(said: str) -> str | None:
    """A yes or no in the first clause, where the rest says why: "please do, I'm at my wits end".

    "ok" and "fine" may be said of anything, so that they need to stand alone.
    """
    parts = cut(said)
    if parts is None or not is_reason(parts[1]):
        return None
    head, story = (
        [_SHORT.get(word, word) for word in words(part.replace("'", ""))] for part in parts
    )
    if WEAK.issuperset(word for word in head if word not in _FILLERS):
        return None
    return None if (_DOUBT | _STRONG.keys()).intersection(story) else _plainly(head)


def _strongly(spoken: Sequence[str], said: str) -> str | None:
    """A plain yes or no with more behind it: "yes but not Mondays"."""
    while len(spoken) > 1 and spoken[0] in _FILLERS:
        spoken = spoken[1:]
    first, rest = _STRONG.get(spoken[0]), spoken[1:]
    if first is None and f", {spoken[-1]}" in said and _plainly(spoken[:-1]) is None:
        first, rest = _STRONG.get(spoken[-1]), spoken[:-1]
    if first is None or not rest or _DOUBT.intersection(rest) or _STRONG.keys() & set(rest):
        return None
    if first == "yes":
        return "yes"
    plainly_no = said.startswith(f"{spoken[0]},") or rest[0] in _AFTER_NO
    return "no" if plainly_no and "but" not in rest else None

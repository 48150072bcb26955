"""One of the options offered, by number, by place or by its words; or several of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectbot.flows.answers.labels import FAINT, Label, covered, heard, label, spoken
from connectbot.flows.answers.places import as_number, pointed
from connectbot.flows.answers.plain import MOST_WORDS, plain, without_ifs, without_manners, words
from connectbot.flows.answers.slips import alike
from connectbot.flows.answers.yesno import yesno

_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day|night)|bore da|p'?nawn da|prynhawn da|noswaith dda"
    r"|nos da)\b"
)
_ASKING = frozenset(
    "can could is are do does did what whats when where who why how which will am should".split()
)
# Words that turn a label said into something else, unless the label has them itself.
_TURNING = frozenset(
    """
    not no never dont doesnt isnt cant wont wouldnt nor neither except but without hate twice
    thrice times nothing anything instead apart ddim dim nid or both either any all whichever
    whatever whatsoever if unless depends dunno unsure was used were already stop neu than
    """.split()
)
_BOUNDS = frozenset("over under above below more less than least most nearly almost about".split())
_EVERY = re.compile(
    r"(?:all|all of (?:them|those|these|it|the above)|the lot|everything|every one|pob un)"
)
_CONTRASTS = (
    re.compile(
        r"(?:definitely )?not (?P<refused>[^,]{1,80}?)(?:,? but |, ?| - )(?P<wanted>[^,]{1,80})"
    ),
    re.compile(
        r"(?P<wanted>[^,]{1,80}?),? (?:(?:but|and) not|not|rather than|instead of|over) "
        r"(?P<refused>[^,]{1,80})"
    ),
)
_BETWEEN = re.compile(r"[,;/&+]| and (?:also )?| a(?:c)? (?=\S)| then | plus |\. ")


def choice(text: str, options: Sequence[str]) -> str | None:
    """The number of the option meant, from "1"; None where none is, or more than one may be."""
    found = _chosen(without_ifs(plain(text)), options)
    return str(found) if found else None


def many(text: str, options: Sequence[str]) -> str | None:
    """The numbers of all options meant, in their order: "1,3"; None where any part is unclear."""
    said = without_ifs(plain(text))
    places = _several(said, options)
    return ",".join(map(str, sorted(places))) if places else None


def _chosen(said: str, options: Sequence[str]) -> int | None:
    labels = [label(option) for option in options]
    every = words(said)
    if len(every) > MOST_WORDS or ("?" in said and not any("?" in one for one in options)):
        return None
    raw = without_manners(every)
    if not raw:
        return _by_sign(said, options) or _by_agreeing(said, options)
    exact = _exact(said, labels)
    if exact:
        return exact[0] if len(exact) == 1 else None
    place = pointed(raw, said, labels)
    if place is not None:
        return place.place
    slipped = [at for at, one in enumerate(labels, 1) if alike(raw, one.words)]
    if len(slipped) == 1:
        return slipped[0]
    if raw[0] in _ASKING and not any(raw[0] in one.typed for one in labels):
        return None
    return _contrasted(said, options) or _worded(said, raw, options, labels)


def _contrasted(said: str, options: Sequence[str]) -> int | None:
    """The option wanted where another is refused: "text not email", "not coffee, the walk"."""
    for pattern in _CONTRASTS:
        found = pattern.fullmatch(said)
        if found is not None:
            wanted, refused = (_chosen(found[part], options) for part in ("wanted", "refused"))
            return wanted if wanted and refused and wanted != refused else None
    return None


def _by_sign(said: str, options: Sequence[str]) -> int | None:
    """An option picked by the sign in it, as one picks "😀 Happy" with 😀."""
    places = [place for place, option in enumerate(options, 1) if said and said in plain(option)]
    return places[0] if len(places) == 1 else None


def _by_agreeing(said: str, options: Sequence[str]) -> int | None:
    """The one option that is a yes where they say yes, or a no where they say no."""
    meaning = yesno(said)
    places = [place for place, option in enumerate(options, 1) if yesno(option) == meaning]
    return places[0] if meaning and len(places) == 1 else None


def _exact(said: str, labels: Sequence[Label]) -> list[int]:
    """The places of options said word for word; a bare number is left to counting."""
    typed = spoken(said)
    if all(word.isdecimal() for word in typed):
        return []
    polite = tuple(without_manners([*typed]))
    joined = {"".join(typed), "".join(polite)}
    return [place for place, one in enumerate(labels, 1) if "".join(one.words) in joined]


def _worded(
    said: str, raw: Sequence[str], options: Sequence[str], labels: Sequence[Label]
) -> int | None:
    """The option whose words are in the reply."""
    typed = spoken(_GREETING.sub(" ", said))
    fits, strange = heard(typed, labels)
    odd = [word for word in strange if not word.isdecimal()]
    telling = [fit - FAINT for fit in fits]
    if any(telling) or odd:
        fits = telling
    best = _best(fits, labels, typed)
    if best is None:
        agreed = None if any(fits) else _by_agreeing(said, options)
        return agreed or _by_span(typed, labels)
    turned = _TURNING.intersection(typed) - (frozenset() if odd else labels[best - 1].typed)
    another = odd and "and" in typed and "and" not in labels[best - 1].words
    if turned or another or len(odd) > max(2, len(fits[best - 1])):
        return None
    foreign = {word for word in typed if word.isdecimal()} - set(labels[best - 1].words)
    if foreign and (any(one.numbers for one in labels) or _counts_another(raw, odd, best)):
        return None
    return best


def _best(
    fits: Sequence[frozenset[str]], labels: Sequence[Label], typed: Sequence[str]
) -> int | None:
    """The place of the option with all that fits any other and more, or alone said in full."""
    most = [
        place for place, fit in enumerate(fits, 1) if fit and all(other <= fit for other in fits)
    ]
    if len(most) > 1:
        most = [place for place in most if covered(labels[place - 1], typed)]
    return most[0] if len(most) == 1 else None


def _counts_another(raw: Sequence[str], odd: Sequence[str], best: int) -> bool:
    """Whether a number beside the label points at another option: "2 walking group"."""
    first, last = as_number(raw[0]), as_number(raw[-1])
    leading = first is not None and not odd and raw[1:2] != ["of"] and first != best
    trailing = raw[-1].isdecimal() and last != best and raw[-2:-1] not in (["number"], ["no"])
    return leading or trailing


def _by_span(typed: Sequence[str], labels: Sequence[Label]) -> int | None:
    """The option whose span holds the one number said: "im 82" is "80 or over"."""
    numbers = {int(word) for word in typed if word.isdecimal() and len(word) <= 4}
    if len(numbers) != 1 or (_TURNING | _BOUNDS).intersection(typed):
        return None
    number = numbers.pop()
    places = [place for place, one in enumerate(labels, 1) if one.spans(number)]
    largest = max((max(one.numbers, default=0) for one in labels), default=0)
    return places[0] if len(places) == 1 and number <= max(2 * largest, 10) else None


def _several(said: str, options: Sequence[str]) -> set[int]:
    every = words(said)
    if len(every) > MOST_WORDS:
        return set()
    raw = without_manners(every)
    if _EVERY.fullmatch(" ".join(raw)) or (raw[:1] == ["both"] and len(options) == 2):
        return set(range(1, len(options) + 1))
    if "?" in said or _TURNING.intersection(raw):
        return set()
    parts = [said] if _exact(said, [label(option) for option in options]) else _parts(said)
    places = [_chosen(part, options) for part in parts if words(part)]
    return {place for place in places if place} if all(places) else set()


def _parts(said: str) -> list[str]:
    """A reply cut where one lists things; figures alone are cut at every space."""
    listed = re.sub(r"(?<=\d) (?=\d)", ",", said)
    return _BETWEEN.split(listed)

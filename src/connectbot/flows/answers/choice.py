"""One of the options offered, by number, by place or by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectbot.flows.answers.labels import FAINT, Label, covered, heard, label, spoken
from connectbot.flows.answers.leading import in_short, is_wish, without_praise, without_wish
from connectbot.flows.answers.meanings import meaning_of
from connectbot.flows.answers.places import as_number, pointed
from connectbot.flows.answers.plain import MOST_WORDS, plain, without_ifs, without_manners, words
from connectbot.flows.answers.slips import alike
from connectbot.flows.answers.stories import cut, is_aside, is_reason
from connectbot.flows.answers.yesno import yesno

_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day|night)|bore da|p'?nawn da|prynhawn da|noswaith dda"
    r"|nos da)\b"
)
_ASKING = frozenset(
    "can could is are do does did what whats when where who why how which will am should".split()
)
TURNING = frozenset(
    """
    not no never dont doesnt isnt cant wont wouldnt nor neither except but without hate twice
    thrice times nothing anything instead apart ddim dim nid or both either any all whichever
    whatever whatsoever if unless depends dunno unsure was used were already stop neu than
    """.split()
)
"""Words that turn a label said into something else, unless the label has them itself."""

_BOUNDS = frozenset("over under above below more less than least most nearly almost".split())
_ROUGHLY = frozenset("about ish approx approximately roughly around circa".split())
_NEAR = 3
_CONTRASTS = (
    re.compile(
        r"(?:definitely )?not (?P<refused>[^,]{1,80}?)(?:,? but |, ?| - )(?P<wanted>[^,]{1,80})"
    ),
    re.compile(
        r"(?P<wanted>[^,]{1,80}?),? (?:(?:but|and) not|not|rather than|instead of|over) "
        r"(?P<refused>[^,]{1,80})"
    ),
)
_BESIDE_WHOLE = 6
_STOPS = " .,!"
# Words of a story about an option rather than a choice of it.
_TELLING = frozenset(
    """
    went hated tried been before ago last yesterday stopped closed shut full cancelled finished
    didnt left had done
    """.split()
)
_DENIALS = frozenset(
    "not no dont doesnt cant wont isnt never rather prefer none nor without".split()
)
_NOS = frozenset("no nope nah not".split())
_HOWEVER = re.compile(r"^(?:but|though|although) (?=(?:i|im|i'm|ive|i've|my|it|its|it's)\b)")


def choice(text: str, options: Sequence[str]) -> str | None:
    """The number of the option meant, from "1"; None where none is, or more than one may be."""
    said = plain(text)
    found = exact(said, options)
    if found is None:
        found = one_of(in_short(without_ifs(said)), options)
    return str(found) if found else None


def exact(said: str, options: Sequence[str]) -> int | None:
    """The one option that a plain text says word for word; a bare number is left to counting."""
    places = _typed(said, options) or _exact(said, [label(option) for option in options])
    return places[0] if len(places) == 1 and not _asks(said, options) else None


def _typed(said: str, options: Sequence[str]) -> list[int]:
    """The places of options typed letter by letter ("One."), bare figures aside."""
    bare = said.strip(_STOPS)
    if not bare or bare.isdecimal():
        return []
    return [at for at, option in enumerate(options, 1) if plain(option).strip(_STOPS) == bare]


def one_of(said: str, options: Sequence[str]) -> int | None:
    """The place of the option a plain text means, whatever story comes behind it."""
    if len(words(said)) > MOST_WORDS or _asks(said, options):
        return None
    wished = without_wish(said)
    return _chosen(wished, options) or _before_story(wished, options)


def _asks(said: str, options: Sequence[str]) -> bool:
    asked = "?" in said and not is_wish(said)
    return asked and not any("?" in one for one in options)


def _chosen(said: str, options: Sequence[str]) -> int | None:
    labels = [label(option) for option in options]
    raw = without_manners(words(without_praise(said)))
    if not raw:
        return _by_sign(said, options) or _by_agreeing(said, options)
    found = _exact(said, labels)
    if found:
        return found[0] if len(found) == 1 else None
    place = pointed(raw, said, labels)
    if place is not None:
        return place.place
    close = _slipped(raw, labels) or _begun(words(said), labels) or _by_meaning(said, options)
    if close:
        return close
    if len(raw) > 1 and raw[0] in _ASKING and not any(raw[0] in one.typed for one in labels):
        return _by_agreeing(said, options)
    return _contrasted(said, options) or _worded(without_praise(said), raw, options, labels)


def _before_story(said: str, options: Sequence[str]) -> int | None:
    """The option in the first clause, where the rest only says why and names no other."""
    parts = cut(said)
    if parts is None:
        return None
    head, story = parts
    labels = [label(option) for option in options]
    in_full = bool(_exact(head, labels)) or not words(head.strip("()0123456789. "))
    if in_full:
        story = _HOWEVER.sub("", story)
    if not (is_reason(story) or (in_full and is_aside(story))):
        return None
    found = _chosen(head, options)
    fits, _ = heard(spoken(story), labels)
    others = [fit for place, fit in enumerate(fits, 1) if place != found and fit - FAINT]
    return found if found and not others else None


def _slipped(raw: Sequence[str], labels: Sequence[Label]) -> int | None:
    places = [at for at, one in enumerate(labels, 1) if alike(raw, one.words)]
    return places[0] if len(places) == 1 else None


def _begun(raw: Sequence[str], labels: Sequence[Label]) -> int | None:
    """The one label that begins with these two words or more: "not very" of "Not very well"."""
    places = [at for at, one in enumerate(labels, 1) if one.words[: len(raw)] == tuple(raw)]
    return places[0] if len(raw) > 1 and len(places) == 1 else None


def _by_meaning(said: str, options: Sequence[str]) -> int | None:
    """The one option that keeps something private, or does not know, or is a word we always know
    ("Wrong person"), where the reply says that in other words."""
    meaning = meaning_of(said)
    places = [
        place for place, option in enumerate(options, 1) if meaning_of(plain(option)) == meaning
    ]
    return places[0] if meaning and len(places) == 1 else None


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
    if _ROUGHLY.intersection(typed) and any(one.numbers for one in labels):
        return _by_span(typed, labels)
    fits, strange = heard(typed, labels)
    odd = [word for word in strange if not word.isdecimal()]
    telling = [fit - FAINT for fit in fits]
    if any(telling) or odd:
        fits = telling
    best = _best(fits, labels, typed)
    if best is not None and not _denies_alike(fits[best - 1], options[best - 1], typed):
        best = None
    if best is None:
        agreed = None if any(fits) else _by_agreeing(said, options)
        return agreed or _by_span(typed, labels)
    turned = TURNING.intersection(typed) - (frozenset() if odd else labels[best - 1].typed)
    another = odd and "and" in typed and "and" not in labels[best - 1].words
    if turned or another:
        return None
    if len(odd) > _most_odd(labels[best - 1], typed):
        return _by_span(typed, labels) if len(odd) <= _BESIDE_WHOLE else None
    foreign = {word for word in typed if word.isdecimal()} - set(labels[best - 1].words)
    if foreign and (any(one.numbers for one in labels) or _counts_another(raw, odd, best)):
        return None
    return best


def _denies_alike(fit: frozenset[str], option: str, typed: Sequence[str]) -> bool:
    """Whether a "not" in the option is in the reply too ("sure" is not "Not sure"), and a "not" by
    itself picks nothing but a no."""
    if yesno(option) is not None:
        return True
    denied = _DENIALS.intersection(words(plain(option)))
    return not fit <= _NOS and bool(_DENIALS.intersection(typed) or not denied)


def _most_odd(best: Label, typed: Sequence[str]) -> int:
    """How many words may stand beside what was heard of a label: many, where it was said whole."""
    if _TELLING.intersection(typed):
        return 2
    if len(best.words) > 1 and f" {' '.join(best.words)} " in f" {' '.join(typed)} ":
        return _BESIDE_WHOLE
    return max(2, len(best.keys.intersection(typed)))


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
    if len(numbers) != 1 or (TURNING | _BOUNDS).intersection(typed):
        return None
    number = numbers.pop()
    near = _NEAR if _ROUGHLY.intersection(typed) else 0
    places = [
        place
        for place, one in enumerate(labels, 1)
        if one.spans(number - near) and one.spans(number + near)
    ]
    largest = max((max(one.numbers, default=0) for one in labels), default=0)
    return places[0] if len(places) == 1 and number <= max(2 * largest, 10) else None

"""Few listings, best first, each with its reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from heapq import nlargest
from itertools import islice

from connectbot.directory.assured import Age, age_since
from connectbot.directory.book import Book
from connectbot.directory.card import Card
from connectbot.directory.echoes import NONE as SILENT
from connectbot.directory.echoes import Echo, echoes
from connectbot.directory.hours import local
from connectbot.directory.listing import Listing
from connectbot.directory.named import tokens
from connectbot.directory.needs import Needs
from connectbot.directory.place import USUAL, Keeping
from connectbot.directory.postcodes import Districts, outcode_of
from connectbot.directory.rings import Candidate, placed, rings
from connectbot.directory.times import may_be_on
from connectbot.directory.weighing import SOONEST, Timed, fit, reasons, timed
from connectbot.directory.wishes import NONE, Wishes, left_out, on_when_wished
from connectbot.written.tongue import ENGLISH, Tongue

_A_MONTH = 30
_ENOUGH = 60  # listings weighed against each other for one need, the nearest first
_LOOKED_AT = 400  # listings asked whether they grant what must be, for one need
_A_FEW = 3  # telling words; with more it is a story, in which any word may stand
_LINE = 4.0  # miles that a national line stands behind what is there
_NAMED = Echo(named=True)  # asked for by its own words; it is for them
_WORDS = 20.0  # found in its name or only in its description: as much as these miles


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: `needs` most wanted first, `area` a district ("LS8"), a sector ("LS8 2")
    or None, `now` aware, `skip` ids not to show again, `most` how many; `words` what they wrote,
    where it may name a listing; `story` what they wrote, which lifts what is about the same;
    `pressing`, which `find` tells itself, that the first need cannot wait; `keeping`, which it
    tells itself, how long the place takes a listing at its word; `tongue` the language of the
    reasons."""

    place: str
    needs: tuple[str, ...]
    area: str | None
    now: datetime
    skip: tuple[str, ...] = ()
    most: int = 3
    wishes: Wishes = NONE
    words: str = ""
    story: str = ""
    pressing: bool = False
    keeping: Keeping = USUAL
    tongue: Tongue = ENGLISH


@dataclass(frozen=True, slots=True)
class Hit:
    """A listing that fits, with reasons: where, when and what it costs, then which wishes it
    grants and what to ask about ("in LS8", "today at 2pm", "free", "no steps").

    `near` tells that it is in the district asked for, comes there, or is reached from anywhere;
    `miles` how far one goes, None where one does not go anywhere or nobody said from where.
    """

    listing: Listing
    reasons: tuple[str, ...]
    near: bool
    miles: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first; `widened` tells that none of it is in the district asked for,
    `late` that nothing is on when they wished, and these are on at other times."""

    hits: tuple[Hit, ...]
    widened: bool
    late: bool = False


Scored = dict[str, tuple[float, Candidate]]
"""By id: how well a candidate fits, and the candidate."""

Way = Callable[[Book, Districts, Query], Scored]


def find(book: Book, districts: Districts, needs: Needs, query: Query) -> Found:
    """The best `query.most` listings of a place; national ones only where there is room left.

    One that their words name comes first. Needs that nobody knows are passed over; without any, or
    where nothing serves them, a few words alone are looked for. Where nothing is on when they
    wished, at other times.
    """
    known = tuple(need for need in query.needs if need in needs)
    wishes = NONE if query.wishes == NONE else query.wishes
    pressing = bool(known) and needs.cannot_wait(known[0])
    place = book.place(query.place)
    keeping = place.keeping if place is not None else query.keeping
    query = replace(query, needs=known, wishes=wishes, pressing=pressing, keeping=keeping)
    for attempt in _attempts(query):
        if hits := _found(book, districts, attempt):
            widened = query.area is not None and not any(hit.near for hit in hits)
            return Found(tuple(hits), widened, attempt.wishes is not wishes)
    return Found((), widened=False)


def _attempts(query: Query) -> Iterator[Query]:
    """As they asked; then by their words alone; then the same at any time."""
    asked = [query]
    if query.needs and 0 < len(tokens(query.words)) <= _A_FEW:
        asked.append(replace(query, needs=()))
    yield from asked
    if query.wishes.timed:
        yield from (replace(one, wishes=query.wishes.at_any_time()) for one in asked)


def _found(book: Book, districts: Districts, query: Query) -> list[Hit]:
    """What they name, then what serves their needs; without needs what has their words in it, where
    nothing is named."""
    hits: list[Hit] = []
    for way in _ways(query):
        if way is _worded and hits:
            break
        for place in dict.fromkeys((query.place, "")):
            shown = (*query.skip, *(hit.listing.id for hit in hits))
            there = replace(query, place=place, most=query.most - len(hits), skip=shown)
            if there.most > 0:
                hits += _best(book, way(book, districts, there), there)
    return hits


def _ways(query: Query) -> list[Way]:
    named: list[Way] = [_named] if query.words else []
    return [*named, _fitting if query.needs else _worded]


def _best(book: Book, found: Scored, query: Query) -> list[Hit]:
    # Only those that soonness could still lift among the best are asked when they are on.
    fits = nlargest(query.most, (score for score, _ in found.values()))
    least = fits[-1] - SOONEST if fits else 0.0
    close = [
        timed(score, one, query.wishes, query.now)
        for score, one in found.values()
        if score >= least
    ]
    best = nlargest(query.most, close, key=lambda one: one.score)
    return [_hit(book, one, query) for one in best]


def _hit(book: Book, one: Timed, query: Query) -> Hit:
    away = None if query.area is None else one.found.away
    card = book.cards[one.found.listing.id]
    old = _age(card, query, one.here.date()) == "check first"
    words = reasons(one, query.wishes, query.area, query.tongue, check_first=old)
    return Hit(card.whole(), words, one.found.near, away)


def _fitting(book: Book, districts: Districts, query: Query) -> Scored:
    """What serves one of their needs. A national line stands among it where it is about their own
    words, as one for gambling is."""
    own = _serving(book, districts, query)
    lines = _serving(book, districts, replace(query, place="")) if query.story else {}
    heard = echoes([one.listing for one in (own | lines).values()], query.story, query.needs)
    found = own | {id: one for id, one in lines.items() if heard.get(id, SILENT).named}
    return {
        id: (_fit(one, query, heard.get(id, SILENT)) - (_LINE if id not in own else 0.0), one)
        for id, one in found.items()
    }


def _serving(book: Book, districts: Districts, query: Query) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for need in query.needs:
        for one in islice(_nearest(book, districts, query, need), _ENOUGH):
            found.setdefault(one.listing.id, one)
    return found


def _fit(one: Candidate, query: Query, echo: Echo = SILENT) -> float:
    pressing = query.pressing
    return fit(one, query.needs, query.wishes, query.now, echo=echo, pressing=pressing)


def _named(book: Book, districts: Districts, query: Query) -> Scored:
    """What their words name for sure."""
    return _placed(book, districts, query, book.words(query.place).sure(query.words, _here(query)))


def _worded(book: Book, districts: Districts, query: Query) -> Scored:
    """What has their words in it."""
    return _placed(
        book, districts, query, book.words(query.place).search(query.words, _here(query))
    )


def _placed(
    book: Book, districts: Districts, query: Query, ranked: Iterable[tuple[float, str]]
) -> Scored:
    served, found = _served(book, query), {}
    for share, id in ranked:
        card = book.cards[id]
        one = placed(card, districts, query.area, served=served)
        if one is not None and id not in query.skip and _grants(card, query):
            score = _WORDS * share + _fit(one, query, _NAMED)
            found[id] = (score, one)
    return found


def _here(query: Query) -> str | None:
    return query.area and outcode_of(query.area)


def _nearest(book: Book, districts: Districts, query: Query, need: str) -> Iterator[Candidate]:
    shelf, skip, served = book.shelf(query.place, need), frozenset(query.skip), _served(book, query)
    own = query.place != ""
    nearest = (
        (miles, near, id)
        for miles, near, ids in rings(shelf, districts, query.area, served=served, own=own)
        for id in ids
        if id not in skip
    )
    for miles, near, id in islice(nearest, _LOOKED_AT):
        card = book.cards[id]
        if _grants(card, query):
            yield Candidate(card, miles, near)


def _grants(card: Card, query: Query) -> bool:
    """Whether it is known to be there, and has all that must be."""
    if _out(card, query):
        return False
    wishes = query.wishes
    if wishes is NONE:
        return True
    if left_out(card, wishes):
        return False
    if not wishes.timed:
        return True
    here = local(query.now, card.timezone)
    likely = may_be_on(card.hours, here, wishes.times, wishes.open_now)
    return likely and on_when_wished(card, wishes, here)


def _out(card: Card, query: Query) -> bool:
    """Whether nobody has said for too long that it is so."""
    today = query.now.date()
    if card.heard_on is not None and (today - card.heard_on).days <= _A_MONTH:
        return False  # no place leaves one out sooner; most are looked at no further
    return _age(card, query, today) == "out"


def _age(card: Card, query: Query, today: date) -> Age:
    return age_since(card.since, query.keeping, today, national=card.national)


def _served(book: Book, query: Query) -> bool:
    """Whether what serves the whole place serves this district."""
    place = book.place(query.place)
    return place is None or query.area is None or outcode_of(query.area) in place.outcodes

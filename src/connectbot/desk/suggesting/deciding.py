"""A maintainer decides about a suggestion: the listing changes, or it does not and they say why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.desk import Desk
from connectbot.desk.listings import changing
from connectbot.desk.listings.changing import Refused
from connectbot.desk.ports import Tx
from connectbot.desk.suggesting import telling
from connectbot.directory import proposing
from connectbot.directory.editing import anew
from connectbot.model.kept import Act, Body, Kept, State
from connectbot.model.suggested import Ending, Suggestion


def queue(tx: Tx, places: Collection[str] | None = None) -> list[Suggestion]:
    """What waits to be decided in these places (None: in all), the oldest first."""
    return list(tx.suggestions.open(places))


def proposed(tx: Tx, suggestion: Suggestion) -> Body | None:
    """What the words mean as a change of the listing; None where that cannot be told."""
    kept = tx.listings.get(suggestion.listing) if suggestion.listing else None
    return proposing.proposed(kept.body, suggestion.words) if kept else None


def accept(
    tx: Tx,
    id: str,
    act: Act,
    desk: Desk,
    now: datetime,
    *,
    seen: int,
    body: Body | None = None,
    state: State | None = None,
) -> Kept:
    """It was right: the listing says `body` from now on (None: what the words mean, where that can
    be told), or is `state` ("hidden", "removed"). Whoever suggested it is told.

    Raises Refused where it is decided already, where the listing was changed since revision `seen`,
    and where there is nothing to change.
    """
    suggestion = _open(tx, id)
    meant = proposed(tx, suggestion)
    wanted = body or meant
    kept = changing.standing(tx, suggestion.listing)
    if wanted is None and state is None:
        raise Refused(
            f"{id}: I cannot tell what to change from these words. Edit the listing, or decline it."
        )
    if wanted is not None:
        today = now.astimezone(desk.rota.zone).date()
        wanted = anew(kept.body, wanted, today)
        kept = changing.change(tx, kept.id, wanted, act, now, seen=seen)
    if state is not None:
        kept = changing.move(tx, kept.id, state, act, now)
    ending: Ending = "accepted" if body is None or body == meant else "amended"
    _close(tx, suggestion, ending, "", act, desk, now)
    return kept


def accept_new(tx: Tx, id: str, kept: Kept, act: Act, desk: Desk, now: datetime) -> Kept:
    """It was missing: here it is, as a new listing. Raises Refused where it is decided already, or
    where the id of the listing is taken."""
    suggestion = _open(tx, id)
    new = changing.add(tx, kept, act, now)
    _close(tx, suggestion, "accepted", "", act, desk, now)
    return new


def noted(tx: Tx, id: str, act: Act, desk: Desk, now: datetime) -> None:
    """It was dealt with otherwise, and nothing was wrong with what was said: they are thanked."""
    _close(tx, _open(tx, id), "accepted", "", act, desk, now)


def decline(tx: Tx, id: str, reason: str, act: Act, desk: Desk, now: datetime) -> None:
    """It stays as it is, and whoever suggested it is told why. Raises Refused without a reason, and
    where it is decided already."""
    suggestion = _open(tx, id)
    said = " ".join(reason.split())
    if not said:
        raise Refused("Say why: whoever suggested it reads your reason. One sentence is enough.")
    if len(said) > telling.LONGEST_REASON:
        raise Refused(
            f"That is longer than {telling.LONGEST_REASON} letters, and they read it as a text. "
            "Say it in a sentence or two."
        )
    _close(tx, suggestion, "declined", said, act, desk, now)


def _open(tx: Tx, id: str) -> Suggestion:
    suggestion = tx.suggestions.get(id)
    if suggestion is None:
        raise Refused(f"{id}: there is no such suggestion. `connectbot directory suggestions`.")
    if suggestion.state != "open":
        raise Refused(f"{id}: it was {suggestion.state} already. Look at the queue again.")
    return suggestion


def _close(
    tx: Tx,
    suggestion: Suggestion,
    ending: Ending,
    reason: str,
    act: Act,
    desk: Desk,
    now: datetime,
) -> None:
    tx.suggestions.close(suggestion.id, ending, act.who, reason, now)
    telling.tell(tx, suggestion, ending, reason, desk, now)
    audit.note(
        tx,
        "suggestion.decided",
        now,
        actor=act.kind,
        who=act.who,
        thing=f"suggestion:{suggestion.id}",
        place=suggestion.place,
        result=ending,
    )

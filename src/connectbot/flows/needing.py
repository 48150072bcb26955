"""What somebody needs, in their own words: a need, a listing by name, one of two, the closest."""

from __future__ import annotations

import re
from collections.abc import Callable

from connectbot.flows import choosing, hearing, passing, phrases, resting, sentences, words
from connectbot.flows.scene import Scene
from connectbot.flows.step import Go, Move, Wait

Take = Callable[[Scene, str], Move]
"""What the question does with an answer."""

_SAFETY = 1  # the first in the order of care
_A_STORY = 8  # words; with fewer it is kinder to ask than to guess
_PART = re.compile(r"[.,;!?\n]+| (?:and|but|cos|because|since) ")


def overheard(scene: Scene, field: str, named: str | None, take: Take) -> Move | None:
    """The answer in what they said before they were asked, or a closer question; None where there
    is neither."""
    heard = scene.conversation.heard
    calm = _calm(scene, heard)
    move = _told(scene, calm, field, named, take)
    if move is None and (_offer_either(scene, calm) or _told_a_story(scene, heard, calm)):
        move = Wait()
    if move is not None:
        hearing.used(scene, field)
    return move


def answered(scene: Scene, field: str, named: str | None, take: Take) -> Move | None:
    """The same for the reply to the question, which may choose from what was offered."""
    now = scene.conversation
    number = choosing.chosen(scene, now.options)
    if number is not None:
        return take(scene, now.shown[number])
    heard = f"{now.heard}\n{scene.said}" if now.tries else scene.said
    scene.change(heard=words.clean(heard), overheard=(field,))
    move = _told(scene, scene.said, field, named, take)
    if move is not None:
        return move
    first = now.tries == 0 and (_offer_either(scene, scene.said) or _offer_closest(scene))
    scene.change(tries=max(now.tries, int(first)))
    return Wait() if first else None


def listing(scene: Scene, text: str) -> str | None:
    """The one listing that a text calls by its name: by all of it, or where the text is about no
    need, by enough of it."""
    called = _called(scene, text)
    if len(called) != 1:
        return None
    found = scene.knowledge.book.listings[called[0]]
    whole = f" {phrases.plain(found.name)} " in f" {phrases.plain(text)} "
    return found.id if whole or not scene.knowledge.needs.confident(text) else None


def _called(scene: Scene, text: str) -> tuple[str, ...]:
    """The listings that a text names, where the search would look."""
    book = scene.knowledge.book
    area = scene.knowledge.districts.find(text) or scene.conversation.saved.get("area", "")
    serving = book.place_of_area(area)
    return book.named(serving.id if serving else scene.conversation.place, text)


def _told(scene: Scene, text: str, field: str, named: str | None, take: Take) -> Move | None:
    if named and (id := listing(scene, text)) is not None:
        first = scene.knowledge.book.listings[id].needs[0]
        known = first if first in scene.knowledge.needs else ""  # one may wait to be sorted
        scene.answered(**{field: known, "listing": id})
        return Go(named)
    sure = scene.knowledge.needs.confident
    needs = sure(passing.apart(scene, text)) or sure(text)
    # A name that several have is looked for by the words themselves.
    return take(scene, ",".join(needs)) if needs or (named and _called(scene, text)) else None


def _unsafe(scene: Scene, heard: str) -> bool:
    """Whether it is about being safe, on a phone nobody else sees: they want just that."""
    needs = scene.knowledge.needs
    now = scene.conversation
    mine = now.saved.get("phone") == "mine" and not resting.is_seen(now)
    return mine and any(needs.get(id).upstream == _SAFETY for id in needs.confident(heard))


def _told_a_story(scene: Scene, heard: str, calm: str) -> bool:
    """Offer the closest needs, where they said enough to guess from, and nothing urgent."""
    return len(heard.split()) >= _A_STORY and calm == heard and _offer_closest(scene, heard)


def _calm(scene: Scene, heard: str) -> str:
    """What they said without the parts that hold urgent words: "I want to die" is not about
    losing someone."""
    screen = scene.knowledge.safety.screen
    if not screen.look(heard) or _unsafe(scene, heard):
        return heard
    return ". ".join(part for part in _PART.split(heard) if not screen.look(part))


def _offer_closest(scene: Scene, text: str = "") -> bool:
    """Offer the needs that feel close, as options; False where none is."""
    closest = scene.knowledge.needs.closest(text or scene.said)
    if closest:
        _offer(scene, sentences.CLOSEST, closest)
    return bool(closest)


def _offer_either(scene: Scene, text: str) -> bool:
    """Where a text may be about one need or another, and about no third: ask which of the two, or
    both; False where it is not so."""
    pair = scene.knowledge.needs.two_close(text)
    if pair is not None:
        _offer(scene, sentences.EITHER, _upstream_first(scene, pair), both=True)
    return pair is not None


def _upstream_first(scene: Scene, needs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(needs, key=lambda id: scene.knowledge.needs.get(id).upstream))


def _offer(scene: Scene, question: str, needs: tuple[str, ...], *, both: bool = False) -> None:
    names = tuple(scene.knowledge.needs.get(id).title for id in needs)
    if both:
        names, needs = (*names, sentences.BOTH), (*needs, ",".join(needs))
    scene.change(shown=needs, options=names)
    scene.say(question, options=names)

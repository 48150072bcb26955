"""`find`: listings that fit, offered as options; the talk waits for a choice."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from connectbot.directory import shown
from connectbot.flows import choosing, liking, needing, passing, seeking, sentences
from connectbot.flows.question import Question
from connectbot.flows.scene import Scene
from connectbot.flows.step import Edge, Go, Move, Said, Text, Wait, onward
from connectbot.safety.reserved import Keyword


class Find(Question):
    """A search. A number or a name saves `listing`; MORE offers the next ones; `options` stand
    below the listings; with nothing found the talk goes to `none`. Other words for what or where
    are a new search."""

    word = "find"
    wanted: seeking.Wanted = Field(alias="find")
    say: Text
    none: str = Field(min_length=1)

    def enter(self, scene: Scene) -> Move:
        """Search from the beginning; where they come back for another one, without those they have
        looked at, as long as there are others."""
        passing.take_in(scene)
        if not scene.sent and liking.DAY in scene.conversation.saved:
            scene.keep(**{liking.DAY: ""})  # it was for an earlier search
        looked = scene.looked_at("listing") if scene.sent else ()
        if looked and not seeking.look(scene, self.wanted, looked).hits:
            self._offer(scene, ())
            scene.lead(sentences.NO_MORE)
            return Wait()
        return self._offer(scene, looked)

    def ask(self, scene: Scene) -> Move:
        """Offer the same ones again."""
        now = scene.conversation
        return self._offer(scene, tuple(id for id in now.seen if id not in now.shown))

    def _offer(self, scene: Scene, skip: tuple[str, ...]) -> Move:
        found = seeking.look(scene, self.wanted, skip)
        if not skip:
            seeking.count(scene, self.wanted, found=bool(found.hits))
        if not found.hits:
            return self._no_more(scene) if skip else Go(self.none)
        offered = found.hits[: self.wanted.most]
        beside = ((sentences.MORE,) if len(found.hits) > len(offered) else ()) + self.labels
        ids = tuple(hit.listing.id for hit in offered)
        scene.change(
            shown=ids,
            options=(*(hit.listing.name for hit in offered), *beside),
            seen=(*skip, *ids),
            tries=0,
        )
        lines = (*(shown.short(hit, scene.tongue) for hit in offered), *beside)
        where = {"where": seeking.headline(scene, self.wanted, found, more=bool(skip))}
        scene.say(self.say, sms=self.sms, options=lines, extra=where)
        return Wait()

    def _no_more(self, scene: Scene) -> Move:
        left = tuple(name for name in scene.conversation.options if name != sentences.MORE)
        scene.change(options=left)
        scene.say(sentences.NO_MORE, options=left)
        return Wait()

    def answer(self, scene: Scene) -> Move:
        """Take the choice, offer more, or say kindly that it was not understood."""
        now = scene.conversation
        named = self._named(scene)
        number = choosing.chosen(scene, now.options)
        if named is not None:
            return self._take(scene, named)
        more = {_plain(sentences.MORE), _plain(scene.tongue(sentences.MORE))}
        if number is None and _plain(scene.said) in more:
            return self._no_more(scene)
        if number is None:
            return self._anew(scene) or self.again(scene, now.options)
        if number < len(now.shown):
            return self._take(scene, now.shown[number])
        if now.options[number] == sentences.MORE:
            return self._offer(scene, now.seen)
        scene.answered()
        beside = len(now.options) - len(self.options)
        return onward(self.go, tuple(self.options)[number - beside])

    def _anew(self, scene: Scene) -> Move | None:
        """Another search, where they said in their own words what or where they want instead."""
        if named := needing.listing(scene, scene.said):
            return self._take(scene, named)
        need = ",".join(scene.knowledge.needs.confident(passing.apart(scene, scene.said)))
        area = scene.knowledge.districts.find(scene.said) or ""
        wanted = {self.wanted.need: need, self.wanted.near: area}
        anew = {field: value for field, value in wanted.items() if value}
        anew |= seeking.spot(scene, area, scene.said) if area else {}
        anew |= passing.wishes(scene, scene.said) | passing.day(scene.said)
        if not anew:
            return None
        scene.answered(**anew)
        return self._offer(scene, ())

    def _named(self, scene: Scene) -> str | None:
        """One offered in this search, now or earlier, called by its whole name, or by the line it
        stood in: a button says what stands on it."""
        said = f"{_plain(scene.said)},"
        for id in scene.conversation.seen:
            listing = scene.knowledge.book.listing(id)
            if listing is not None and said.startswith(f"{_plain(listing.name)},"):
                return id
        return None

    def _take(self, scene: Scene, id: str) -> Move:
        scene.answered(listing=id)
        return onward(self.go)

    def reserved(self, scene: Scene) -> Keyword | None:
        """What an option such as "Talk to a person" stands for."""
        if self._named(scene) is not None:
            return None
        return choosing.reserved(scene, self.options, scene.conversation.options)

    def texts(self) -> Iterator[Said]:
        """What stands above the listings, and what is said when the choice was not understood."""
        options = (sentences.MORE, *self.labels)
        yield Said("say", self.say, self.sms, options, extra=self.wanted.most * (shown.SHORT + 3))
        if self.retry.say:
            yield Said("retry", self.retry.say, None, options, extra=self.wanted.most * 43)

    def edges(self) -> Iterator[Edge]:
        """Where a chosen listing leads, where each option leads, and where nothing leads."""
        chosen = frozenset({"listing"})
        for value, step in self.go.items():
            yield Edge("go", step, frozenset() if value else chosen)
        if "" not in self.go:
            yield Edge("find", None, chosen)
        yield Edge("none", self.none)
        yield from self.unanswered()

    def asks_about(self) -> Iterator[tuple[str, str]]:
        """Where what they need, and where they are, stands."""
        yield "find", self.wanted.need
        yield "find", self.wanted.near


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .!").casefold()

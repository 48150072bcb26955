"""Two villages for tests: eight listings, one of them checked; the shipped needs; flows written
out in the test."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.postcodes import Districts
from connectbot.flows import engine, words
from connectbot.flows.flow import Flow
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.world import World
from connectbot.measures.library import Library
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import Effect
from connectbot.model.message import Address, Inbound
from connectbot.safety.book import SafetyBook

ROOT = Path(__file__).parents[2]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
ANNA = Address("sms", "+447700900123")

PLACE = """
name: Oakfield
team: Oakfield team
outcodes: [LS7, LS8]
staffed: weekdays
"""
ACROSS = """
name: Porth Derwen
team: Porth Derwen team
outcodes: [LL49]
staffed: weekdays
"""
LISTING = """
- id: {id}
  name: {name}
  needs: [{need}]
  where: {{venue: Oakfield Hall, address: 1 Green Lane, outcode: {outcode}}}
  when: [{{byday: TU, opens_at: "14:00", closes_at: "16:00"}}]
  door: {{ask_for: Jean}}
"""
CHECKED = """
- id: darts
  name: Darts Night
  needs: [active]
  where: {venue: The Plough, outcode: LS9}
  when: [{byday: TH, opens_at: "19:00", closes_at: "21:00"}]
  door: {ask_for: Dot, goes_with: Ann}
  contact: {phone: 07700 900210}
  checked: {on: 2026-11-02, by: Sam, how: visited}
"""
LISTINGS = (
    ("tea-and-talk", "Tea and Talk", "bereavement", "LS8"),
    ("slow-walk", "Slow walk", "bereavement", "LS8"),
    ("candles", "Candle evening", "bereavement", "LS8"),
    ("letters", "Letters to them", "bereavement", "LS7"),
    ("quiet-hour", "Quiet hour", "bereavement", "LS7"),
    ("clay", "Clay club", "creative", "LS7"),
)


def shipped(folder: str) -> dict[str, str]:
    """The shipped files right under a folder, by their path."""
    found = sorted((ROOT / folder).glob("*.yaml"))
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in found}


NEEDS = ("needs.yaml", "needs_model.json")


@cache
def measures() -> Library:
    """The shipped instruments and plans."""
    library, problems = Library.parse(shipped("flows/instruments"), shipped("flows/plans"))
    assert not problems, problems
    return library


@cache
def knowledge() -> Knowledge:
    """What the village knows."""
    listings = "".join(
        LISTING.format(id=id, name=name, need=need, outcode=outcode)
        for id, name, need, outcode in LISTINGS
    )
    listings += CHECKED
    across = LISTING.format(id="choir", name="Sea choir", need="creative", outcode="LL49")
    book, problems = Book.parse(
        {
            "oakfield/place.yaml": PLACE,
            "oakfield/all.yaml": listings,
            "porth-derwen/place.yaml": ACROSS,
            "porth-derwen/all.yaml": across,
        }
    )
    assert not problems, problems
    told, model = [(ROOT / f"directory/{file}").read_text("utf-8") for file in NEEDS]
    needs, _ = Needs.parse(told, "needs.yaml", model)
    table = (ROOT / "directory/postcodes/gb_districts.csv").read_text("utf-8")
    safety = SafetyBook.standing_in("safety.yaml")
    return Knowledge(book, needs, Districts.parse(table), safety, measures=measures())


def world(*flows: str, kept: dict[str, str] | None = None) -> World:
    """A world of these flows, each written out."""
    return World.build(knowledge(), [Flow.parse(text, "flow.yaml") for text in flows], kept)


@cache
def shipped_world() -> World:
    """The shipped flows in the village."""
    return World.build(knowledge(), [Flow.parse(t, f) for f, t in shipped("flows").items()])


@dataclass
class Talk:
    """Anna writes, and reads what comes back; time moves a minute with each message."""

    world: World
    conversation: Conversation
    turn: Turn
    now: datetime = NOON
    told: list[Effect] = field(default_factory=list)

    def take(self, turn: Turn) -> list[str]:
        """What one turn says, as texts."""
        self.turn, self.conversation = turn, turn.conversation
        self.told += turn.effects
        return [words.as_sms(message) for message in turn.replies]

    def say(self, text: str, **changes: object) -> list[str]:
        """Anna writes."""
        self.now += timedelta(minutes=1)
        inbound = Inbound(ANNA, self.now.isoformat(), text, self.now)
        inbound = replace(inbound, **changes)  # type: ignore[arg-type]
        return self.take(engine.advance(self.conversation, inbound, self.world, self.now))

    def begin(self, flow: str, heard: str = "") -> list[str]:
        """We begin a flow."""
        return self.take(engine.begin(flow, self.conversation, self.world, self.now, heard=heard))

    def wait(self, **time: float) -> list[str]:
        """Nobody writes, and we look once."""
        self.now += timedelta(**time)
        return self.take(engine.wake(self.conversation, self.world, self.now))

    @property
    def step(self) -> str:
        """Where the talk stands."""
        return self.conversation.frames[-1].step if self.conversation.frames else ""


def talk(*flows: str, **known: object) -> Talk:
    """A talk in a world of these flows; `known` are fields of the conversation before it."""
    conversation = Conversation("oakfield", **known)  # type: ignore[arg-type]
    there = world(*flows) if flows else shipped_world()
    return Talk(there, conversation, Turn(conversation))

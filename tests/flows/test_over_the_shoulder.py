"""Wherever a talk stands and nobody writes, what is said tells nothing of it (decision 8)."""

from datetime import timedelta
from itertools import product

import pytest

from connectbot.flows import engine, sentences
from connectbot.flows.question import Question
from connectbot.model.conversation import Conversation, Frame
from tests.desk.town import NOON, WORLD

STANDING = [
    (flow.id, name)
    for flow in WORLD.flows.values()
    for name, step in flow.steps.items()
    if isinstance(step, Question)
]
HELD = [(flow.id, name) for flow in WORLD.flows.values() for name in flow.steps]
LISTINGS = sorted(WORLD.book.listings)
NEEDS = sorted(WORLD.needs.ids)
PHONES = ("mine", "shared", "")
NEUTRAL = {sentences.NEUTRAL.format(place=place.name) for place in WORLD.book.places.values()}
DAYS = (0, 1, 2, 3, 8, 400)


def standing(flow, step, number, **more):
    """Somebody who has told us a great deal and stands at this step."""
    listing, need = LISTINGS[number % len(LISTINGS)], NEEDS[number % len(NEEDS)]
    saved = {"listing": listing, "meant": listing, "need": need, "area": "LS8", "how": "closed"}
    saved |= {"phone": PHONES[number % len(PHONES)], "name": "Joan", "message": "he hits me"}
    return Conversation(
        ("oakfield", "porth-derwen")[number % 2],
        revision=WORLD.current[flow],
        frames=(Frame(flow, step),),
        saved=saved,
        tags=frozenset({"welcomed"}),
        heard="im lonely since my husband died",
        options=(listing, need),
        shown=(listing,),
        seen=(listing,),
        awaiting=NOON,
        **more,
    )


def heard_later(conversation):
    """All that is said while time goes by and nobody writes."""
    said = []
    for days in DAYS:
        turn = engine.wake(conversation, WORLD, NOON + timedelta(days=days, minutes=1))
        conversation = turn.conversation
        said += turn.replies
        assert turn.effects == ()
    return said


@pytest.mark.parametrize("name", sorted(WORLD.flows))
def test_in_every_flow_at_every_question_and_for_every_listing_silence_is_met_neutrally(name):
    """One neutral line at most, with nothing but the place's own name in it, on every phone."""
    steps = [step for flow, step in STANDING if flow == name]
    for (number, _), step in product(enumerate(LISTINGS), steps):
        said = heard_later(standing(name, step, number))
        assert [one.text for one in said] in ([], *([line] for line in NEUTRAL))
        assert not any(one.options or one.links or one.sms for one in said)


@pytest.mark.parametrize(("flow", "step"), HELD)
def test_what_is_held_back_stays_held(flow, step):
    """A step that has not been said yet is not said unasked, however long nobody writes."""
    for number in range(len(PHONES)):
        assert heard_later(standing(flow, step, number, held=True)) == []


def test_some_questions_are_reminded_of():
    """The property above is not empty."""
    said = [heard_later(standing(flow, step, 0)) for flow, step in STANDING]
    assert 0 < sum(map(bool, said)) < len(said)

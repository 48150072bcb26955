"""What is held of somebody's check-ins is told to them, and to whoever looks for them."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from connectbot.desk import privacy
from connectbot.desk.reading_out import own_words, shown
from connectbot.model.message import Address
from tests.desk.checking.rounds import ONS4, answer, complete, consented, due, enrol
from tests.desk.town import JEAN

LONDON = ZoneInfo("Europe/London")
SAID = (("ethnicity", "mixed"), ("disability", "yes"))


async def looked(town):
    who = Address("sms", JEAN)
    return await town.store.run(privacy.look, who, "privacy.exported", town.now)


async def test_who_was_asked_and_has_not_answered_is_told_so(town):
    """Nothing is held in silence: that they were asked is held too."""
    await enrol(town)
    lines = shown(await looked(town), LONDON)
    assert "Check-ins, plan usual: invited, asked 2026-11-24" in lines


async def test_the_copy_holds_what_they_chose_said_and_answered(town):
    """With answers that wait to leave; on the screen only how many."""
    await consented(town, strata=SAID, hour="17:30", shows_to="sam")
    await due(town, "baseline")
    await complete(town, "baseline", ONS4)
    file = await looked(town)
    held = privacy.own_copy(file, town.now)["check_ins"]
    assert [(one["plan"], one["state"], one["hour"]) for one in held] == [
        ("usual", "consented", "17:30")
    ]
    assert held[0]["said_of_themselves"] == dict(SAID)
    assert sorted(held[0]["answers"]) == sorted(("baseline", *one) for one in ONS4)
    text, bare = own_words(file, LONDON), "\n".join(shown(file, LONDON))
    assert "You told us for check-ins: ethnicity: mixed" in text
    assert "One of our people sees a copy of your answers, as you wished." in text
    assert "Your answer, baseline, ons4, satisfied: 7" in text
    assert "Check-in baseline, meant for 2026-11-24T17:30 Europe/London: complete" in text
    assert "4 answers that have not left yet" in bare
    for private in ("mixed", "satisfied", "17:30"):
        assert private not in bare
    assert json.dumps(held)


async def test_erasing_says_that_they_went(town):
    """The plan, and the answers that had not left."""
    await consented(town)
    await due(town, "baseline")
    await answer(town, "baseline", ONS4)
    erased = await town.store.run(privacy.erase, Address("sms", JEAN), town.desk, town.now)
    assert "1 plans of check-ins they are in or were asked about" in erased.removed
    assert "4 answers of check-ins that have not left yet" in erased.removed

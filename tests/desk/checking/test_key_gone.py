"""The key of a quarter goes, or is another one, in the middle of a check-in: no answer is taken for
one to another question, and nothing that anybody writes is lost over it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.desk import privacy
from connectbot.store import cohorts
from tests.desk.checking.rounds import DAY, at, consented, due, waves
from tests.desk.town import JEAN

COHORT = "2026Q4"


@pytest.fixture
async def key(town):
    """Jean has answered two questions; the file of the key."""
    await consented(town)
    await due(town, "baseline")
    await says(town, "GO")
    await says(town, "7")
    await says(town, "8")
    return town.folder / "keys" / f"cohort-{COHORT}.key"


async def says(town, words):
    """What comes back within a minute."""
    town.later(minutes=1)
    return await town.say(words)


def _missing(key):
    key.unlink()


def _another(key):
    key.write_text("ab" * 32)


def _open_to_all(key):
    key.chmod(0o644)


async def _left(town):
    """What waits to cross, item by item."""
    found = await town.store.read(lambda tx: tx.checkins.leaving(COHORT))
    return [dict(part.values) for one in found for part in one.readings]


async def _told(town):
    """The texts in the inbox that are kept word by word."""
    return [one.text for one in (await _held(town)).messages if one.by == "them"]


async def _held(town):
    who = await town.resident(JEAN)
    return await town.store.read(lambda tx: tx.holding.all_of(who.id))


@pytest.mark.parametrize("goes", [_missing, _another, _open_to_all])
async def test_the_check_in_begins_anew_with_the_next_go(town, key, caplog, goes):
    """What comes next is scored as no question; GO asks the first one, and with the key back all
    are kept under what was asked."""
    saved = key.read_bytes()
    goes(key)
    (lost,) = await says(town, "1")
    assert "lost my place" in lost
    assert "Text GO" in lost
    assert str(key) in caplog.text + "".join(getattr(one, "reason", "") for one in caplog.records)
    talk = (await town.resident()).conversation
    assert (talk.checkin, talk.answers, talk.frames, talk.lost) == ("", (), (), False)
    assert "1" not in await _told(town)
    key.write_bytes(saved)
    key.chmod(0o600)
    asked = await says(town, "GO")
    assert "satisfied" in asked[-1]
    for number in range(3, 7):
        await says(town, str(number))
    kept = (await town.resident()).conversation.answers
    assert [value for _, _, value in kept] == [3, 4, 5, 6]
    assert [item for _, item, _ in kept] == ["satisfied", "worthwhile", "happy", "anxious"]


@pytest.mark.parametrize("goes", [_missing, _open_to_all])
async def test_without_the_key_nothing_is_kept_and_nothing_is_lost(town, key, goes):
    """GO, an answer, a need, STOP: each is answered and none is parked; no answer is kept anywhere
    that could be taken for one to another question."""
    goes(key)
    await says(town, "1")
    await says(town, "GO")
    assert await says(town, "2")
    assert (await town.resident()).conversation.lost
    assert "lost my place" in (await says(town, "3"))[0]
    assert await says(town, "im lonely")
    await says(town, "STOP")
    assert (await town.resident()).stopped
    assert {one.state for one in (await _held(town)).messages if one.by == "them"} == {"done"}
    assert await _left(town) == []


async def test_a_reserved_word_is_still_obeyed(town, key):
    """PAUSE is no answer whose place was lost."""
    _missing(key)
    assert "no check-ins for 4 weeks" in (await says(town, "PAUSE"))[0]


async def test_of_a_key_that_was_destroyed_the_check_in_is_over(town, key):
    """It says goodbye as it always does; GO brings nothing back, and no word of theirs is kept."""
    cohorts.destroy(key.parent, COHORT)
    said = await says(town, "1")
    assert said
    assert not any("?" in text and "satisfied" in text for text in said)
    talk = (await town.resident()).conversation
    assert (talk.checkin, talk.promised, talk.answers) == ("", "", ())
    assert "1" not in await _told(town)
    await says(town, "GO")
    assert (await town.resident()).conversation.checkin == ""
    assert await _left(town) == []


async def test_answers_wait_for_the_key_when_the_week_is_over(town, key):
    """Closed without the key they would be missed; once it is back they leave as they are."""
    saved = key.read_bytes()
    _missing(key)
    await at(town, town.now + 9 * DAY)
    wave = (await waves(town))["baseline"]
    assert (wave.state, wave.reason) == ("started", "no-key")
    key.write_bytes(saved)
    key.chmod(0o600)
    await at(town, town.now + timedelta(hours=1))
    assert (await waves(town))["baseline"].state == "partial"
    assert await _left(town) == [{"satisfied": 7, "worthwhile": 8}]


async def test_who_is_held_is_shown_and_erased_without_the_key(town, key):
    """Looking says what cannot be opened; erasing erases it."""
    _missing(key)
    who = (await town.resident()).id
    file = await town.store.run(privacy.look, who, "privacy.exported", town.now)
    assert privacy.own_copy(file, town.now)["check_ins_that_cannot_be_opened_now"] == {COHORT: 1}
    erased = await town.store.run(privacy.erase, who, town.desk, town.now)
    assert "1 check-ins whose answers cannot be opened now" in erased.removed
    assert await town.store.read(lambda tx: tx.checkins.sealed_of()) == []


async def test_put_aside_it_goes_on_with_the_open_question(town, key):
    """The answers so far wait with it, sealed; without their key it begins anew."""
    await says(town, "MENU")
    assert (await town.resident()).conversation.checkin == ""
    assert "happy" in (await says(town, "GO"))[-1]
    await says(town, "MENU")
    _missing(key)
    assert "satisfied" in (await says(town, "GO"))[-1]

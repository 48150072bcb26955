"""What the desk says to somebody who reads Welsh, and what it says to our own people of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from connectbot.flows import engine
from tests.desk.town import JEAN, LEE, SAM, rota


async def test_who_is_asked_and_when_is_said_in_welsh(town):
    """Our own people read English, and nothing of what was written."""
    await town.say("helo, dwi'n teimlo'n unig")
    await town.text("dwi isio siarad efo rhywun")
    read = await town.delivered()
    assert read[JEAN][0].startswith("Dwi'n dweud wrth Sam nawr.")
    assert read[SAM][0].startswith("Oakfield: someone would like a person")
    town.later(minutes=30)
    await town.chase()
    read = await town.delivered()
    assert read[JEAN] == ["Does neb wedi ateb eto, mae'n ddrwg gen i. Dwi'n gofyn hefyd i: Lee."]
    assert read[LEE][0].startswith("Oakfield: someone would like a person")
    town.later(minutes=30)
    await town.chase()
    assert (await town.delivered())[JEAN][0].startswith("Mae'n ddrwg gen i, does neb wedi gallu")


async def test_a_fault_of_ours_is_owned_up_to_in_welsh(town, monkeypatch):
    """The bot breaks over a message, and knows what they read."""
    await town.say("helo, dwi'n teimlo'n unig")
    with monkeypatch.context() as broken:
        broken.setattr(engine, "advance", lambda *_: 1 / 0)
        said = await town.say("1")
    assert said[0].startswith("Sori, aeth rhywbeth o'i le yma.")


async def test_the_language_goes_with_the_rest(town):
    """Who was forgotten is met anew, in English."""
    await town.say("helo, dwi'n teimlo'n unig")
    await town.say("anghofiwch fi")
    await town.say("1")
    said = await town.say("hello")
    assert "automatic helper" in said[0]


async def test_an_answer_that_comes_too_late_asks_for_go_in_welsh(town):
    """A neutral line, with nothing of what they wrote."""
    await town.say("helo, dwi'n teimlo'n unig")
    early = datetime(2026, 11, 24, 11, tzinfo=UTC)
    await town.text("1", received_at=early)
    said = [text for to, text in await town.leave() if to == JEAN]
    assert said == ["Sori i mi fod yn araf yn ateb. Atebwch GO pan fydd gennych funud."]


async def test_a_team_without_a_name_is_named_in_welsh(town):
    """Whoever is told has no name in the settings; nothing English is left in the sentence."""
    town.desk = replace(town.desk, rota=rota(SAM))
    await town.say("helo, dwi'n teimlo'n unig")
    assert (await town.say("dwi isio siarad efo rhywun"))[0].startswith("Dwi'n dweud wrth y criw")
    town.later(minutes=10)
    assert (await town.say("PERSON"))[0].startswith("Mae y criw yn gwybod")

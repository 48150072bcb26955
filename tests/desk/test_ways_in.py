"""Somebody comes by a leaflet, a waiting room or a screen, into the right place and talk."""

from __future__ import annotations

from dataclasses import replace

from connectbot.model.message import Address
from tests.desk.town import JEAN


async def come(town, *said: str) -> str:
    """They write one thing after the other, and read this."""
    read = []
    for words in said:
        town.later(minutes=1)
        read += await town.say(words)
    return " / ".join(read)


async def test_a_word_from_a_leaflet_leads_to_what_it_is_about(town) -> None:
    """Somebody new is welcomed, and then what stands on the leaflet is shown at once."""
    read = await come(town, "Tea room", "1", "1")
    assert "I'm Oakfield's automatic helper" in read
    assert "Ask for Jean." in read
    assert "What is on your mind" not in read


async def test_whoever_is_known_comes_in_as_well_but_not_in_the_middle_of_a_talk(town) -> None:
    """Where no question is open the word leads in; else it answers the question."""
    await come(town, "hello", "1", "1")
    assert "Whereabouts" in await come(town, "im lonely")
    assert "Ask for Jean." not in await come(town, "tea room")
    await come(town, "menu")
    resident = await town.resident()
    idle = resident.conversation.changed(frames=(), revision="", options=(), shown=())
    await town.store.run(lambda tx: tx.residents.keep(resident, idle, None))
    assert "Ask for Jean." in await come(town, "tea room")


async def test_a_link_opens_a_chat_in_its_place(town) -> None:
    """A code on a screen opens the chat of its place; whoever opens it again is known already."""
    town.desk = replace(
        town.desk, traits={**town.desk.traits, "telegram": town.desk.traits["webchat"]}
    )
    at = Address("telegram", "700000001")
    await town.text("", at=at, manner="opened", about="tea-room", place="porth-derwen")
    resident = await town.store.run(lambda tx: tx.residents.at(at, "porth-derwen", town.now))
    assert resident.conversation.place == "oakfield"
    said = " / ".join(text for _, text in await town.leave("telegram"))
    assert "Oakfield's automatic helper" in said


async def test_a_link_that_names_a_flow_leads_there_after_the_welcome(town) -> None:
    """On every door: the welcome, in the place of the link, then that flow and not another."""
    for number, channel in enumerate(("telegram", "webchat")):
        traits = {**town.desk.traits, "telegram": town.desk.traits["webchat"]}
        town.desk = replace(town.desk, traits=traits)
        at = Address(channel, f"70000000{number}")
        await town.text("", at=at, manner="opened", about="know-a-group", place="porth-derwen")
        resident = await town.store.run(lambda tx, at=at: tx.residents.at(at, "oakfield", town.now))
        assert resident.conversation.place == "porth-derwen"
        said = []
        for words in ("1", "menu", "1", "1"):  # MENU begins the welcome anew, for the same thing
            town.later(minutes=1)
            await town.text(words, at=at)
            said += [text for _, text in await town.leave(channel)]
        assert "What would you like to tell me?" in said[-1]
        assert "What is on your mind" not in " / ".join(said)


async def test_whoever_says_no_to_the_welcome_is_led_nowhere(town) -> None:
    """What they came for is forgotten with their no, and leaves no trace."""
    read = await come(town, "suggest a group", "1", "no")
    assert "What would you like to tell me?" not in read
    assert "came_for" not in (await town.resident()).conversation.saved


async def test_stop_is_never_a_way_in_and_who_stopped_stays_so(town) -> None:
    """A way in wakes nobody who has opted out."""
    await come(town, "hello", "stop")
    assert await come(town, "tea room") == ""
    assert (await town.resident(JEAN)).stopped

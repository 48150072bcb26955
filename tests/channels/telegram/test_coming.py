"""Updates that are brought: buttons, comings and goings, groups, commands of our own people."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from connectbot.channels.base import Command
from connectbot.channels.telegram.wording import PASSED
from connectbot.fakes.telegram import Shown, TelegramFault
from connectbot.model.message import Address, Message
from tests.channels.bench import NOW, claimed
from tests.channels.benches.telegram import CHAT, THEM, TelegramBench
from tests.e2e.service import until

TO = Address("telegram", THEM)
GROUP = "-100900"


async def asked(bench: TelegramBench, *options: str) -> Shown:
    """The bot asks, and its chat shows it."""
    await bench.channel.send(claimed(TO, Message("Who?", options or ("Just me", "Others too"))))
    return bench.telegram.last(THEM)


async def bring(bench: TelegramBench) -> int:
    """Everything that waits is brought once, in its order; the last answer's status."""
    status = 0
    for number in sorted(bench.telegram.pending.waiting):
        update = bench.telegram.pending.waiting.pop(number)
        status, _ = await bench.request({"update": {}, "raw": _json(update)})
    return status


def _json(update: dict[str, Any]) -> str:
    import json

    return json.dumps(update)


async def test_a_button_reaches_the_desk_as_its_option(bench: TelegramBench) -> None:
    """Which option of which message: the same message has the same id, however often pressed."""
    shown = await asked(bench)
    query = bench.telegram.people.press(THEM, shown, "Others too")
    assert await bring(bench) == 200
    (pressed,) = bench.presses
    assert (pressed.manner, pressed.about, pressed.text) == ("pressed", "0f" * 16, "2")
    assert pressed.provider_id == f"900:button:{'0f' * 16}"
    assert (pressed.sender, pressed.received_at) == (TO, NOW)
    await until(lambda: bench.telegram.answered == {query: ""}, "the press was answered")


async def test_after_a_press_the_choice_stands_in_place_of_the_buttons(
    bench: TelegramBench,
) -> None:
    """What was asked and what was chosen; nothing is left to press."""
    shown = await asked(bench)
    bench.telegram.people.press(THEM, shown, "Just me")
    await bring(bench)
    await until(lambda: not shown.keys, "the buttons went")
    assert shown.text == "Who?\n\n> Just me"


async def test_a_button_of_a_question_that_has_passed_says_so(bench: TelegramBench) -> None:
    """They read it at once, and the old buttons go."""
    shown = await asked(bench)
    bench.words = None
    query = bench.telegram.people.press(THEM, shown, "Just me")
    await bring(bench)
    await until(lambda: not shown.keys, "the buttons went")
    assert shown.text == "Who?"
    assert bench.telegram.answered == {query: PASSED}


async def test_pressed_a_second_time_nothing_is_said(bench: TelegramBench) -> None:
    """It was taken before: the waiting ends, and no more."""
    shown = await asked(bench)
    bench.words = ""
    query = bench.telegram.people.press(THEM, shown, "Just me")
    await bring(bench)
    await until(lambda: query in bench.telegram.answered, "the press was answered")
    assert bench.telegram.answered[query] == ""
    assert shown.keys


async def test_whoever_presses_is_answered_also_where_it_cannot_be_kept(
    bench: TelegramBench,
) -> None:
    """The press comes again; the circle on the button does not turn meanwhile."""
    shown = await asked(bench)
    bench.broken = True
    query = bench.telegram.people.press(THEM, shown, "Just me")
    assert await bring(bench) == 500
    await until(lambda: query in bench.telegram.answered, "the press was answered")
    assert shown.keys


async def test_a_press_is_taken_whatever_telegram_says_to_the_answer(
    bench: TelegramBench,
) -> None:
    """An answer that comes too late is refused, and that is all."""
    shown = await asked(bench)
    bench.telegram.people.press(THEM, shown, "Just me")
    bench.telegram.people.queries.clear()
    assert await bring(bench) == 200
    assert len(bench.presses) == 1


async def test_a_made_up_button_is_answered_and_does_nothing(bench: TelegramBench) -> None:
    """Also one of ours from another chat."""
    shown = await asked(bench)
    query = bench.telegram.people.press("900124", shown, "Just me")
    await bring(bench)
    await until(lambda: query in bench.telegram.answered, "the press was answered")
    assert bench.presses == []
    assert bench.channel.dropped == {"not-our-button": 1}


async def test_who_blocks_and_comes_back_is_told_to_the_desk(bench: TelegramBench) -> None:
    """In its order, also where older news is brought once more after newer news."""
    people = bench.telegram.people
    people.block(THEM)
    people.unblock(THEM)
    await bring(bench)
    assert bench.presences == [(THEM, False), (THEM, True)]
    news = people.presence(THEM, "member", "kicked")
    bench.telegram.pending.repeat(701, "my_chat_member", news)
    await bring(bench)
    assert bench.presences == [(THEM, False), (THEM, True)]


async def test_news_that_could_not_be_kept_is_taken_when_it_comes_again(
    bench: TelegramBench,
) -> None:
    """It is done with only once the desk has it."""
    news = bench.telegram.people.presence(THEM, "member", "kicked")
    for broken in (True, False):
        bench.broken = broken
        bench.telegram.pending.repeat(701, "my_chat_member", news)
        assert await bring(bench) == (500 if broken else 200)
    assert bench.presences == [(THEM, False)]


async def named(bench: TelegramBench) -> None:
    """The channel has told Telegram where to bring updates, and knows its own name."""
    bench.channel.start()
    await until(lambda: bool(bench.telegram.pending.url), "the webhook was set")
    await bench.telegram.pending.close()


async def test_a_group_is_asked_to_talk_privately_once_an_hour(bench: TelegramBench) -> None:
    """One line with a link, nothing of anybody, and nothing of theirs goes further."""
    await named(bench)
    bench.telegram.people.put_in_group(GROUP)
    for text in ("/start", "im lonely"):
        bench.telegram.people.write(GROUP, text)
    await bring(bench)
    await until(lambda: GROUP in bench.telegram.said, "the group was answered")
    private = "Let's talk privately: https://t.me/pretend_bot"
    bench.later = timedelta(minutes=61)
    bench.telegram.people.write(GROUP, "again")
    await bring(bench)
    await until(lambda: len(bench.telegram.said[GROUP]) > 1, "an hour later it was answered again")
    assert bench.telegram.said[GROUP] == [private, private]
    assert (bench.inbound, bench.presences) == ([], [])


async def test_put_out_of_a_group_nothing_is_said(bench: TelegramBench) -> None:
    """There is nobody to say it to."""
    bench.telegram.chats.groups.add(GROUP)
    news = bench.telegram.people.presence(GROUP, "member", "left")
    bench.telegram.pending.repeat(701, "my_chat_member", news)
    await bring(bench)
    assert bench.channel.dropped == {"nothing": 1}


@pytest.mark.parametrize("staff", [True, False])
async def test_a_command_of_our_own_people_is_theirs(bench: TelegramBench, staff: bool) -> None:
    """Whose account is linked to one of us asks the desk; anybody else has only said words."""
    bench.staff = staff
    await bench.request({"update": {"message": {"text": "/listing tea-and-talk"}}})
    at = bench.commands[0].received_at
    assert bench.commands == [Command(TO, "900:701", "listing", "tea-and-talk", at)]
    assert [one.text for one in bench.inbound] == ([] if staff else ["listing tea-and-talk"])


async def test_a_message_from_the_future_came_now(bench: TelegramBench) -> None:
    """Two clocks are never quite the same."""
    date = int((NOW + timedelta(minutes=5)).timestamp())
    await bench.request({"update": {"message": {"text": "hello", "date": date, "chat": CHAT}}})
    assert bench.inbound[0].received_at == NOW


async def test_telegram_is_told_where_to_bring_updates(
    bench: TelegramBench, caplog: pytest.LogCaptureFixture
) -> None:
    """With the secret and without dropping what waits; tried again until it has heard."""
    bench.telegram.people.write(THEM, "while you were away")
    bench.telegram.faults.append(TelegramFault(502, "Bad Gateway", method="setWebhook"))
    channel = bench.make(mode="webhook", public_url=f"{bench.address}/")
    channel.start()
    await until(lambda: bool(bench.telegram.pending.url), "the webhook was set")
    assert bench.telegram.pending.url == f"{bench.address}/telegram"
    await until(lambda: bool(bench.inbound), "what waited was brought")
    assert "cannot be reached just now" in caplog.text
    assert "Telegram answers again." in caplog.text
    await asyncio.wait_for(channel.close(), 5)
    assert [one.text for one in bench.inbound] == ["while you were away"]

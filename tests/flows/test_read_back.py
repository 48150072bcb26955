"""Words that anybody holding the phone can send: none of them reads back what is held."""

from __future__ import annotations

import pytest

from connectbot.safety.reserved import Keyword
from tests.flows.test_shipped import community
from tests.flows.village import Talk, talk

HELD = {
    "name": "Marjorie",
    "area": "LS14",
    "need": "abuse,bereavement",
    "listing": "tea-and-talk",
    "times": "evening",
    "access": "step_free",
    "languages": "Punjabi",
    "message": "he must not know",
    "ring": "07700 900555",
}
STARTS = sorted(word for flow in community().flows.values() for word in flow.words)
WORDS = sorted({*STARTS, *(word.value for word in Keyword)})


@pytest.mark.parametrize("phone", ["shared", "mine", ""])
@pytest.mark.parametrize("word", WORDS)
def test_a_word_reads_nothing_back(word: str, phone: str) -> None:
    """Neither a start word nor a reserved word answers with what we know of somebody."""
    assert secrets_in(" ".join(known(phone).say(word))) == []


def secrets_in(told: str) -> list[str]:
    """What is held of them that stands in a text."""
    titles = [community().needs.get(need).title for need in ("abuse", "bereavement")]
    secret = [HELD["name"], HELD["area"], HELD["message"], HELD["ring"], "Tea and Talk", *titles]
    return [value for value in secret if value.casefold() in told.casefold()]


def known(phone: str) -> Talk:
    """Somebody of whom a great deal is held, at no question."""
    anna = talk(saved={**HELD, "phone": phone}, tags=frozenset({"welcomed"}))
    anna.world = community()
    return anna


def menu() -> tuple[str, ...]:
    """What the menu offers."""
    anna = known("shared")
    anna.say("MENU")
    return anna.conversation.options


def test_there_is_a_menu() -> None:
    """The property below is not empty."""
    assert len(menu()) >= 4


@pytest.mark.parametrize("title", menu())
def test_the_menu_reads_nothing_back(title: str) -> None:
    """What is chosen from the menu begins without a word of what is held."""
    anna = known("shared")
    anna.say("MENU")
    told = anna.say(title)
    assert told
    assert secrets_in(" ".join(told)) == []

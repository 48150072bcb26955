"""Words that anybody holding the phone can send: none of them reads back what is held."""

from __future__ import annotations

import pytest

from connectbot.safety.reserved import Keyword
from tests.flows.test_shipped import community
from tests.flows.village import talk

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
    anna = talk(saved={**HELD, "phone": phone}, tags=frozenset({"welcomed"}))
    anna.world = community()
    told = " ".join(anna.say(word)).casefold()
    known = community()
    titles = [known.needs.get(need).title for need in ("abuse", "bereavement")]
    secret = [HELD["name"], HELD["area"], HELD["message"], HELD["ring"], "Tea and Talk", *titles]
    assert [value for value in secret if value.casefold() in told] == []


@pytest.mark.parametrize("title", [flow.title for flow in community().flows.values()])
def test_the_menu_reads_nothing_back(title: str) -> None:
    """What is chosen from the menu begins without a word of what is held."""
    anna = talk(saved={**HELD, "phone": "shared"}, tags=frozenset({"welcomed"}))
    anna.world = community()
    if title not in "".join(anna.say("MENU")):
        return
    told = " ".join(anna.say(title))
    assert "Marjorie" not in told
    assert "Tea and Talk" not in told
    assert "LS14" not in told

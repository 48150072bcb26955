"""Who says that they are writing: heard where it opens a message, and never in anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.flows.speaker import Speaker, first_name, speaker


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("this is Ted now", Speaker("Ted", "", True)),
        ("hello, its ted now", Speaker("Ted", "", True)),
        ("IT'S TED NOW", Speaker("Ted", "", True)),
        ("this is Zbigniew now. I need food", Speaker("Zbigniew", "I need food", True)),
        ("it's not Joan, it's Ted", Speaker("Ted", "", True, "Joan")),
        ("its not joan its ted here", Speaker("Ted", "", True, "Joan")),
        ("Not Joan, this is Ted now, can you help", Speaker("Ted", "can you help", True, "Joan")),
        ("i'm not joan im ted", Speaker("Ted", "", True, "Joan")),
        ("Ted here now", Speaker("Ted", "", True)),
        ("Ted here", Speaker("Ted", "", False)),
        ("hi this is Ted. I need food", Speaker("Ted", "I need food", False)),
        ("its grace now", Speaker("Grace", "", True)),
    ],
)
def test_somebody_says_their_name(text: str, who: Speaker) -> None:
    """Their first name, what else they wrote, and whether another had the phone before."""
    assert speaker(text, ["Grace"]) == who


@pytest.mark.parametrize(
    "text",
    [
        "its cold now",
        "Its Cold now",
        "this is urgent",
        "im alone now",
        "it's me",
        "this is great",
        "its may now",
        "It's Monday now",
        "its over now",
        "this is mint",
        "I live with Ted now",
        "its will now",
        "is this Ted?",
        "IT'S FREEZING NOW",
        "this is Ted now " + "and so on " * 50,
    ],
)
def test_other_words_name_nobody(text: str) -> None:
    """Weather, feelings and days are no names."""
    assert speaker(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("Ted", "Ted"), ("its ted smith", "Ted"), ("mary-jane x", "Mary-Jane"), ("why?", None)],
)
def test_a_first_name_is_taken_from_an_answer(text: str, name: str | None) -> None:
    """Of a whole name the first is kept, and a question is no name."""
    assert first_name(text) == name


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=450))
def test_any_text_has_an_answer(text: str) -> None:
    """No text breaks it, and a name is never empty."""
    found = speaker(text, ["Joan"])
    assert found is None or found.name

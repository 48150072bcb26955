"""What is heard in passing: which phrases, in which words, and what turns them round."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.flows import liking, passing
from connectbot.flows.phrases import Phrase, Phrases, plain
from connectbot.flows.scene import Scene
from tests.flows.village import talk

HEARD = Phrases(
    [
        Phrase(plain("can't do stairs"), "likes", "access", "step_free"),
        Phrase(plain("no stairs"), "likes", "access", "step_free"),
        Phrase(plain("evenings only"), "likes", "times", "evening"),
        Phrase(plain("was shut"), "was", "how", "closed"),
    ]
)


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("No stairs please!", ["step_free"]),
        ("i cant do stairs and it was shut", ["step_free", "closed"]),
        ("I can\u2019t do stairs", ["step_free"]),
        ("EVENINGS ONLY", ["evening"]),
        ("not evenings only", []),
        ("i am not a morning person so evenings only", ["evening"]),
        ("not on tuesdays. evenings only", ["evening"]),
        ("i cant, but evenings only would do", ["evening"]),
        ("evenings", []),
        ("no stairsomething", []),
        ("", []),
    ],
)
def test_phrases_are_heard(said: str, values: list[str]) -> None:
    """Whole words in one piece, in any letters, and not where a "not" stands just before."""
    assert [phrase.value for phrase in HEARD.heard(said)] == values


def test_a_text_without_what_was_heard() -> None:
    """Phrases for some fields are taken out, and a text that has none stays as it is."""
    fields = {"access"}
    assert HEARD.without("Food, and I can't do stairs!", fields) == "food. i"
    assert HEARD.without("No stairs please. Evenings only.", fields) == "please. evenings only"
    assert HEARD.without("It was SHUT, sadly.", fields) == "It was SHUT, sadly."
    assert HEARD.without("no stairs", fields) == ""
    assert Phrases([Phrase("", "f", "access", "x")]).heard("anything") == ()


@given(st.text(max_size=200))
def test_any_text_can_be_listened_to(said: str) -> None:
    """Whatever they write, hearing it breaks nothing, and hears only what is there."""
    for phrase in HEARD.heard(said):
        assert phrase.says.replace(" ", "") in plain(said).replace(" ", "")


def test_a_sentence_stands_behind_what_was_said_or_alone() -> None:
    """In the short wording as well; where nothing was said it is all there is."""
    anna = talk()
    scene = Scene(anna.conversation, anna.world, anna.now)
    scene.follow("Later.")
    assert [one.text for one in scene.replies] == ["Later."]
    scene.follow("Or not.")
    assert [one.text for one in scene.replies] == ["Later. Or not."]


def test_what_is_known_already_changes_nothing() -> None:
    """The same said again is no new wish; another time of day takes the place of the one before."""
    anna = talk(saved={"access": "loop,step_free", "times": "morning"})
    scene = Scene(anna.conversation, anna.world, anna.now)
    assert passing.wishes(scene, "no stairs please") == {}
    assert passing.wishes(scene, "mornings only") == {}
    assert passing.wishes(scene, "evenings only") == {"times": "evening"}
    assert passing.wishes(scene, "somewhere quiet") == {"access": "loop,step_free,quiet"}


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("anything on saturday?", "SA"),
        ("whats on tonight", "today"),
        ("is anything open now", "now"),
        ("Tuesdays!", "TU"),
        ("saturday or sunday", None),
        ("my mum died on a saturday in june and i miss her", None),
        ("something else", None),
    ],
)
def test_a_day_is_heard_in_a_few_words(said: str, day: str | None) -> None:
    """One day in a short question; in a story a day is when something happened."""
    assert passing.day(said) == ({"day": day} if day else {})
    assert liking.wishes(passing.day(said)).open_now is (day == "now")


def test_what_is_saved_makes_wishes() -> None:
    """Values no search knows ask for nothing; an age is a number; other needs are wishes."""
    saved = {
        "times": "evening,any,whenever",
        "access": "step_free,wings",
        "languages": "Urdu,any",
        "interests": "creative",
        "age": "67",
    }
    made = liking.wishes(saved, ["company"])
    assert made.times == {"evening"}
    assert made.access == {"step_free"}
    assert made.languages == ("Urdu",)
    assert made.interests == {"creative", "company"}
    assert made.age == 67
    assert liking.wishes({"age": "old"}).age is None

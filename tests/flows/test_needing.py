"""What somebody needs: two things at once, one thing or another, and things called by a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.directory.needs import Needs
from tests.flows.village import ROOT, Talk, talk

FIND = """
flow: look
title: Look
starts: [LOOK, anything else]
no_reply: {after: 1 day}
steps:
  need:
    ask: What would help?
    answer: need
    save: need
    named: one
    retry: {times: 3, go: lost}
  near:
    find: {need: need, near: area, most: 2}
    say: "{where}:"
    none: lost
  one:
    end: "{listing} it is."
  lost:
    end: Nothing.
"""
UNDECIDED = "it could be the one or the other"


class Undecided(Needs):
    """The shipped needs, to whom one sentence may as well mean two of them."""

    def two_close(self, text: str) -> tuple[str, str] | None:
        """The pair, for that sentence alone."""
        return ("creative", "bereavement") if UNDECIDED in text else None


class Deaf(Needs):
    """The shipped needs, which hear nothing clearly."""

    def confident(self, text: str) -> tuple[str, ...]:
        """None."""
        return ()


def hearing(kind: type[Needs], **saved: str) -> Talk:
    """A talk in which needs are heard by these."""
    anna = talk(FIND, saved=saved, tags=frozenset({"welcomed"}))
    text = (ROOT / "directory/needs.yaml").read_text("utf-8")
    needs, _ = kind.parse(text, "needs.yaml")
    anna.world = replace(anna.world, needs=needs)
    return anna


@pytest.mark.parametrize(
    ("reply", "need"),
    [
        ("1", "bereavement"),
        ("the second one", "creative"),
        ("arts and crafts", "creative"),
        ("both", "bereavement,creative"),
        ("3", "bereavement,creative"),
    ],
)
def test_one_thing_or_another_is_asked(reply: str, need: str) -> None:
    """Where it may as well be the one as the other, they say which, or both: what cannot wait
    stands first."""
    anna = hearing(Undecided)
    (asked,) = anna.say(UNDECIDED)
    assert asked.startswith(
        "Is it more about one of these? Or say it your own way.\n1 Coping after"
    )
    assert asked.endswith("3 Both of them")
    anna.say(reply)
    assert anna.conversation.saved["need"] == need


def test_one_thing_or_another_said_at_the_question() -> None:
    """It is asked in the same way where the question came first, and once only."""
    anna = hearing(Undecided)
    anna.say("look")
    assert "Both of them" in anna.say(UNDECIDED)[0]
    assert "Both of them" in anna.say(UNDECIDED)[0]  # the options again, after a "sorry"
    assert anna.conversation.tries == 2
    anna.say("both of them")
    assert anna.conversation.saved["need"] == "bereavement,creative"


def test_a_name_goes_straight_there() -> None:
    """Somebody who knows what they are looking for is not asked what they need."""
    anna = talk(FIND, saved={"area": "LS8"})
    assert anna.say("quiet hour") == ["Quiet hour it is."]
    assert anna.conversation.saved == {
        "area": "LS8",
        "need": "bereavement",
        "listing": "quiet-hour",
    }


def test_a_need_with_a_name_in_it_is_a_need_unless_the_whole_name_is_said() -> None:
    """What they need goes first; half a name within it does not lead anywhere."""
    anna = talk(FIND, saved={"area": "LS8"})
    assert "it is." not in anna.say("my husband died and i cannot talk to anyone")[0]
    assert anna.say("i lost my wife, is tea and talk still on") == ["Tea and Talk it is."]


def test_a_name_that_several_have_is_looked_for_by_its_words() -> None:
    """Where two listings are called so, both are offered, and no need is guessed or counted."""
    anna = hearing(Deaf, area="LS8")
    (found,) = anna.say("the quiet hour or candle evening")
    assert anna.conversation.saved["need"] == ""
    assert found.startswith("Near LS8:\n1 Candle evening")
    assert "2 Quiet hour" in found


def test_what_is_found_by_no_word_is_not_counted_as_a_need() -> None:
    """Words that name nothing are asked again."""
    anna = talk(FIND)
    assert anna.say("dragon riding") != ["Nothing."]
    assert anna.told == []

"""A search in the place that serves a district, and while the directory changes under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from connectbot.directory.book import Book
from connectbot.flows import sentences
from connectbot.model.effect import Met, Unmet
from tests.flows.village import ROOT, Talk, knowledge, talk

FIND = (ROOT / "tests/flows/kinds/find.yaml").read_text("utf-8")


def test_a_district_of_another_place_of_ours_is_looked_for_there() -> None:
    """Whoever wrote to the one place and lives in the other is shown what is on where they live."""
    anna = talk(FIND, saved={"need": "creative", "area": "LL49"})
    (found,) = anna.begin("find")
    assert found.startswith("Near LL49:\n1 Sea choir")
    assert anna.say("1") == ["Sea choir it is."]


def test_the_other_place_is_known_by_name_there() -> None:
    """A name is looked for where they say that they are."""
    anna = talk(FIND, saved={"need": "creative", "area": "LS7"})
    (found,) = anna.begin("find")
    assert "Clay club" in found
    assert anna.say("is sea choir on in LL49") == ["Sea choir it is."]
    assert anna.conversation.saved["listing"] == "choir"


def test_a_district_of_nobody_is_looked_for_at_home() -> None:
    """Far from every place of ours there is nothing, and it is not the other place's nothing."""
    anna = talk(FIND, saved={"need": "creative", "area": "AB10"})
    assert anna.begin("find") == ["Nothing."]


def test_more_that_is_gone_meanwhile_is_said_to_be_gone() -> None:
    """MORE was offered, but what it would show was taken out: what is left can still be chosen."""
    anna = talk(FIND, saved={"need": "bereavement", "area": "LS8"})
    (offered,) = anna.begin("find")
    assert "\n3 More\n" in offered
    book = knowledge().book
    left = [book.listings[id] for id in anna.conversation.shown]
    anna.world = replace(anna.world, book=Book(book.places.values(), left))
    (answer,) = anna.say("3")
    assert answer.startswith(f"{sentences.NO_MORE}\n1 {left[0].name}\n2 {left[1].name}\n3 Another")
    assert anna.say("1") == [f"{left[0].name} it is."]


def test_a_need_is_counted_once_a_month_for_each_of_them() -> None:
    """As it first came out: more of the same, another district and another beginning count nothing;
    another need and another month do. Only the month's own needs are remembered, and no more."""
    anna = talk(FIND, saved={"need": "creative", "area": "LS7"})
    anna.begin("find")
    assert counted(anna) == [Met("creative", "LS7")]
    for said in ("more", "in LL49", "in AB10"):
        anna.say(said)
        assert counted(anna) == []
    anna.begin("find")
    assert counted(anna) == []
    anna.conversation = anna.conversation.changed(saved={"need": "money", "area": "LS8"})
    anna.begin("find")
    assert counted(anna) == [Unmet("money", "LS8")]
    assert [one[8:] for one in anna.conversation.counted] == ["creative", "money"]
    anna.now += timedelta(days=31)
    anna.begin("find")
    assert counted(anna) == [Unmet("money", "LS8")]
    assert [one[8:] for one in anna.conversation.counted] == ["money"]


def counted(anna: Talk) -> list[Met | Unmet]:
    """What the last turn counted."""
    return [one for one in anna.turn.effects if isinstance(one, Met | Unmet)]

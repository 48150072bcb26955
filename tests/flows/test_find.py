"""A search while the directory changes under it."""

from __future__ import annotations

from dataclasses import replace

from connectbot.directory.book import Book
from connectbot.flows import sentences
from tests.flows.village import ROOT, knowledge, talk

FIND = (ROOT / "tests/flows/kinds/find.yaml").read_text("utf-8")


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

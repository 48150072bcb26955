"""No text says that somebody was told unless somebody was."""

import re

import pytest

from connectbot.desk import receive, sentences
from connectbot.desk.rota import Rota
from tests.desk.town import JEAN, LONDON, SAM

CLAIM = re.compile(
    r"has been told|am telling|am asking|was told|will be told|can read what|have told|knows? now",
    re.IGNORECASE,
)
ASKED_FOR = [("PERSON", 0), ("", 1), ("im 12", 0), ("no mobile", 0), ("talk to someone", 0)]
URGENT = ["i want to kill myself", "he hits me", "he reads my texts and i want to die"]
GONE = ["WRONG PERSON", "he has died, this is his phone"]


@pytest.mark.parametrize(("words", "media"), ASKED_FOR)
async def test_the_same_true_sentence_whatever_a_person_is_needed_for(town, words, media):
    """After a photo, a child's words or a wish for a person: they read that Sam is told."""
    await town.text(words, media=media)
    read = await town.delivered()
    assert len(read[SAM]) == 1
    assert sentences.asking("Sam", town.desk.promise) in read[JEAN]
    assert "would like a person" not in str(read[JEAN])


async def test_after_a_fault_of_ours_it_is_true_as_well(town, monkeypatch):
    """They never asked for a person, and nothing says that they did."""
    monkeypatch.setattr(receive.engine, "advance", None)
    await town.text("hello")
    read = await town.delivered()
    assert read[JEAN] == [sentences.SORRY, sentences.asking("Sam", town.desk.promise)]
    assert len(read[SAM]) == 1


@pytest.mark.parametrize(
    ("words", "media"), [*ASKED_FOR, *((words, 0) for words in (*URGENT, *GONE))]
)
async def test_where_nobody_can_be_told_nothing_says_so(town, words, media):
    """A place without people: none of our sentences claims one."""
    town.changed(rota=Rota(LONDON))
    await town.text(words, media=media)
    for text in (await town.delivered())[JEAN]:
        assert CLAIM.search(text) is None, text


@pytest.mark.parametrize("words", URGENT)
async def test_urgent_words_are_answered_without_saying_who_reads_them(town, words):
    """The alert is between us and the lead: whoever holds the phone reads nothing of it."""
    await town.text(words)
    for text in (await town.delivered())[JEAN]:
        assert CLAIM.search(text) is None, text
        assert "Lee" not in text

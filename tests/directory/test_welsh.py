"""Welsh as people text it: when a message is in it, and what it is about."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from connectbot.directory.needs import Needs
from connectbot.directory.needs_welsh import FILE, welsh_phrases
from connectbot.directory.welsh import is_welsh, stemmed

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "text",
    [
        "dwi'n unig",
        "Dwi\u2019n unig ers colli'r gŵr",
        "helo, oes rhywun yna?",
        "mae'n oer yma",
        "lle ga i fwyd",
        "dwi isio help with the bills",
        "sut mae cael lifft i'r ysbyty",
        "peidiwch â thecstio",
    ],
)
def test_a_few_words_of_welsh_are_welsh(text: str) -> None:
    """As people write it, with English in it or without accents."""
    assert is_welsh(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2",
        "LL48",
        "Llanfair PG",
        "Rhys ap Gwilym",
        "Ty Gwyn, Penrhyndeudraeth",
        "bore da",
        "diolch yn fawr iawn",
        "nos da cariad",
        "my nain lives in Porth Derwen",
        "i want to learn welsh",
        "dad died",
    ],
)
def test_names_places_and_greetings_are_not(text: str) -> None:
    """English speakers in Wales write these too."""
    assert not is_welsh(text)


def test_no_english_message_is_taken_for_welsh() -> None:
    """Of all messages about needs that are labelled here, and those with nothing urgent in them,
    none in English is."""
    taken = []
    for name in ("scores/needs.csv", "scores/needs_second.csv", "tests/safety/hard_negatives.csv"):
        with (ROOT / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if "welsh" not in row.values() and is_welsh(row["text"]):
                    taken.append(row["text"])
    assert taken == []


@pytest.mark.parametrize(
    ("words"),
    [
        "bwyd fwyd mwyd",
        "cartref gartref nghartref chartref",
        "tad dad nhad thad",
        "pen ben mhen phen",
        "gwaith waith ngwaith",
        "llyfr lyfr",
        "rhent rent",
        "dyled ddyled nyled",
    ],
)
def test_a_word_is_one_whatever_its_mutation(words: str) -> None:
    """What comes before a word in Welsh changes how it begins, not what it is."""
    first, *others = map(stemmed, words.split())
    assert others == [first] * len(others)


@cache
def needs() -> Needs:
    """The shipped needs with their Welsh."""
    text, model, welsh = (
        (ROOT / name).read_text("utf-8")
        for name in ("directory/needs.yaml", "directory/needs_model.json", FILE)
    )
    found, problems = Needs.parse(text, "needs.yaml", model, welsh)
    assert not problems
    return found


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("dwi angen bwyd at fory", "food"),
        ("fwyd", "food"),
        ("mi gollais i mam llynedd", "bereavement"),
        ("sgen i'm pres ac mae gen i ddyled", "money"),
        ("dwi mor unig ers symud yma", "company"),
        ("lifft i'r ysbyty dydd Iau", "transport"),
        ("help i lenwi'r ffurflen pip", "benefits"),
        ("dwi'n yfed gormod a dwi isio stopio", "addiction"),
        ("dwi'n licio canu, oes côr yma?", "creative"),
        ("dwi'n gofalu am mam ac wedi blino", "carers"),
        ("isio dysgu defnyddio'r cyfrifiadur", "digital"),
        ("o'n i yn y fyddin", "veterans"),
    ],
)
def test_what_they_need_is_understood(text: str, need: str) -> None:
    """By a sentence with its mutations, or by one word that is no English one."""
    assert needs().confident(text) == (need,)


@pytest.mark.parametrize("text", ["helo", "ie plis", "dydd Mawrth", "dwi ddim yn gwybod", "LL48"])
def test_what_tells_no_need_is_about_none(text: str) -> None:
    """An answer to something else is not taken for a need."""
    assert needs().confident(text) == ()


def test_every_need_has_its_welsh() -> None:
    """Each with enough ways to say it."""
    found, problems = welsh_phrases((ROOT / FILE).read_text("utf-8"), needs().ids)
    assert not problems
    assert {id for id in needs().ids if len(found.get(id, ())) < 8} == set()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- food", "write each need as"),
        ("foood:\n  - bwyd\n", "food"),
        ("food: bwyd\n", "write a list"),
        ("food:\n  - [bwyd]\n", "write a list"),
        ("food: [", "directory/cy/needs.yaml"),
    ],
)
def test_a_faulty_file_is_named_with_the_mend(text: str, sentence: str) -> None:
    """And the needs are understood in English all the same."""
    found, problems = Needs.parse(
        "- {id: food, title: Food, warm: Ah, confirm: Oh, upstream: 3, phrases: [hungry]}",
        "needs.yaml",
        welsh=text,
    )
    assert any(sentence in str(problem) for problem in problems)
    assert found.ids == ("food",)

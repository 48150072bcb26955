"""The six answers of a new community: what is taken, and what is told to ask again."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from connectbot.app.starting import answers
from connectbot.app.starting.questions import districts, questions
from connectbot.desk.rota import contacts_of, hours_of
from connectbot.directory.ids import id_of
from connectbot.directory.listing import Id

KNOWN = districts()
ID: TypeAdapter[str] = TypeAdapter(Id)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LS8", "LS8"),
        ("ls8, ls7", "LS7 LS8"),
        ("LS7 LS8 LS7", "LS7 LS8"),
        ("LS8 2AA", "LS8"),
        ("LS82AA", "LS8"),
        ("LS7-LS9", "LS7 LS8 LS9"),
        ("LS7 - 9", "LS7 LS8 LS9"),
        ("LS9 to LS11", "LS9 LS10 LS11"),
        ("ZE", "ZE1 ZE2 ZE3"),
        ("W1A; E1W", "E1W W1A"),
    ],
)
def test_postcodes_are_taken_as_people_write_them(text: str, codes: str) -> None:
    """Districts, ranges, whole areas and whole postcodes, in the order one counts in."""
    assert " ".join(answers.outcodes(text, KNOWN)) == codes


def test_an_area_is_all_of_it_and_nothing_else() -> None:
    """`L` is Liverpool and neither Leeds nor Leicester."""
    found = answers.outcodes("L", KNOWN)
    assert len(found) > 30
    assert all(re.fullmatch(r"L\d+", code) for code in found)


@pytest.mark.parametrize("text", ["", " , ", "XX1", "LS77", "BT1", "here", "LS9-LS7", "LS7-M9"])
def test_a_postcode_nobody_has_is_asked_again(text: str) -> None:
    """The sentence shows how one is written."""
    with pytest.raises(answers.Wrong, match=r"LS8, or LS1-LS17, or LS for all"):
        answers.outcodes(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "contact", "words"),
    [
        ("Mon-Fri 9am-5pm", "Mon-Fri 09:00-17:00", "Monday to Friday, 9am to 5pm"),
        ("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00", "Monday to Friday, 9am to 5pm"),
        ("mon - fri 9-5", "Mon-Fri 09:00-17:00", "Monday to Friday, 9am to 5pm"),
        (
            "Monday to Thursday, 9.30am to 4pm",
            "Mon-Thu 09:30-16:00",
            "Monday to Thursday, 9.30am to 4pm",
        ),
        ("every day 10am-10pm", "Mon-Sun 10:00-22:00", "every day, 10am to 10pm"),
        ("Tuesdays 12pm to 2pm", "Tue 12:00-14:00", "Tuesday, noon to 2pm"),
    ],
)
def test_hours_are_taken_as_people_say_them(text: str, contact: str, words: str) -> None:
    """Once as a contact's hours, once as a resident reads them."""
    found = answers.opening(text)
    assert (found.contact, found.words) == (contact, words)
    assert hours_of(found.contact) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "teatime",
        "9-5",
        "Mon-Fri",
        "Mon-Fry 9-5",
        "Mon 25-26",
        "Mon 5pm-9am",
        "Mon 9-99",
        "1st Mon 9-5",
        "Mon, Wed 9-5",
        "Mon-Fri 9-5, Sat 10-1",
    ],
)
def test_hours_nobody_keeps_are_asked_again(text: str) -> None:
    """The sentence shows how they are written."""
    with pytest.raises(answers.Wrong, match="Mon-Fri 9am-5pm"):
        answers.opening(text)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("", ""),
        ("nobody yet", ""),
        ("Sam 07700 900999", "Sam +447700900999"),
        ("Sam Lee +447700900999", "Sam Lee +447700900999"),
        ("Jo jo@oakfield.example", "Jo mailto:jo@oakfield.example"),
        ("Jo mailto:jo@oakfield.example", "Jo mailto:jo@oakfield.example"),
        ("Jo telegram:12345", "Jo telegram:12345"),
    ],
)
def test_who_answers_is_taken_as_people_say_it(text: str, contact: str) -> None:
    """A name with a mobile or an e-mail, as the settings read it; or nobody yet."""
    assert answers.contact(text) == contact
    assert len(contacts_of(contact)) == bool(contact)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sam", "one name and one mobile"),
        ("07700", "one name and one mobile"),
        ("Sam 07700900999; Jo 07700900998", "more people are added in connectbot.toml"),
        ("Sam 07700900999 Mon", "one name and one mobile"),
        ("Sam +33700900999", "no UK mobile"),
        ("Sam 077009009", "one name and one mobile"),
    ],
)
def test_nobody_who_cannot_be_told_is_taken(text: str, said: str) -> None:
    """A text has to reach them; the sentence says what would."""
    with pytest.raises(answers.Wrong, match=said):
        answers.contact(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("webchat", ("webchat",)),
        ("web chat and texts", ("sms", "webchat")),
        ("Telegram, SMS & web", ("sms", "telegram", "webchat")),
    ],
)
def test_channels_are_taken_by_what_people_call_them(text: str, names: tuple[str, ...]) -> None:
    """In the one order they are kept in."""
    assert answers.channels(text) == names


def test_languages_always_hold_english() -> None:
    """The starter's own texts are English, so nothing is ever without words."""
    assert answers.languages("Cymraeg") == ("English", "Welsh")
    assert answers.languages("") == ("English",)


def test_every_default_is_an_answer() -> None:
    """Enter alone answers every question."""
    assert [one.read(one.default) is not None for one in questions("oak-field")] == [True] * 6


@given(st.text(max_size=40))
def test_a_place_name_makes_a_folder_or_a_sentence(text: str) -> None:
    """Whatever is written, the folder's name is one that places may have."""
    with suppress(answers.Wrong):
        name = answers.place_name(text)
        ID.validate_python(id_of(name))  # raises where it is none


@given(st.text(max_size=30))
def test_any_answer_is_taken_or_told_the_mend(text: str) -> None:
    """No answer breaks a question."""
    for one in questions("oakfield"):
        with suppress(answers.Wrong):
            one.read(text)

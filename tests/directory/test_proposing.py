"""What somebody's words about a listing mean as a change of it, and what is left to a person."""

import pytest

from connectbot.directory.body import body_of, fields_of, listing_of
from connectbot.directory.proposing import proposed
from connectbot.directory.saying import whole
from connectbot.model.kept import Body
from tests.directory.making import listing

TEA = body_of(
    listing("tea", when="Tuesdays 2pm to 4pm", contact={"phone": "07700 900333", "email": "a@b.cd"})
)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("Thursdays 10am to 12", "when", "Thu 10am to noon"),
        ("Hello. It was Tuesdays 2pm to 4pm. Fridays 1pm to 3pm", "when", "Fri 1pm to 3pm"),
        ("the number is 07700 900444 now", "contact.phone", "07700 900444"),
        ("Ring +44 7700 900555", "contact.phone", "+44 7700 900555"),
        ("write to tea@hall.example.", "contact.email", "tea@hall.example"),
    ],
)
def test_a_time_a_number_or_a_mail_is_read(words, field, value) -> None:
    """Each is put beside what stands there, and nothing else is touched."""
    new = proposed(TEA, words)
    assert new is not None
    changed = {k for k, v in fields_of(new).items() if fields_of(TEA).get(k) != v}
    assert changed == {field}
    told = whole(listing_of(new).when) if field == "when" else fields_of(new)[field]
    assert told == value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "ask for Bert, Jean has left",
        "it is not Thursdays 10am to 12",
        "it used to be on 07700 900444",
        "07700 900444 or 07700 900555",
        "Thursdays 10am to 12. Fridays 1pm to 3pm",
        "Tuesdays 2pm to 4pm",
        "07700 900333",
        "0770",
        "x" * 5000,
    ],
)
def test_what_is_not_sure_is_left_to_a_person(words) -> None:
    """What was, two of a kind, what stands there already, and what nobody could read."""
    assert proposed(TEA, words) is None


def test_what_would_not_hold_together_is_not_proposed() -> None:
    """A mail that gives a confidential address away, and a listing that a newer program wrote."""
    where = {"venue": "Nook", "address": "1 Elm Way", "outcode": "LS8", "confidential": True}
    assert proposed(body_of(listing("safe", where=where)), "mail nook@b.example") is None
    assert proposed(Body("{}"), "07700 900444") is None

"""Who is written back to, and what an error code means in words."""

from __future__ import annotations

import random

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType

from connectbot.channels.sms import SmsSettings
from connectbot.channels.sms.codes import CODES, in_callback, in_words, on_create
from connectbot.channels.sms.form import read_form
from connectbot.channels.sms.inbound import Dropped, refused_sender, to_inbound, to_receipt
from connectbot.channels.sms.served import is_served
from connectbot.model.delivery import Meaning
from connectbot.model.message import Inbound
from tests.channels.bench import NOW

ACCOUNT = SmsSettings("AC1", ("token",), "https://bot.example", from_number="+447700900000")


def test_every_sender_we_answer_is_a_mobile_of_the_mainland() -> None:
    """Of 3,000 numbers under +447 we answer none that is dear, a pager or an island's."""
    chance = random.Random(1)
    answered = 0
    for _ in range(3_000):
        number = f"+447{chance.randrange(10**9):09d}"
        if is_served(number, ACCOUNT.allowed_prefixes):
            parsed = phonenumbers.parse(number)
            answered += 1
            if phonenumbers.is_valid_number(parsed):
                assert phonenumbers.number_type(parsed) is PhoneNumberType.MOBILE, number
                assert phonenumbers.region_code_for_number(parsed) == "GB", number
    assert answered > 2_000


@pytest.mark.parametrize(
    ("number", "prefixes", "served"),
    [
        ("+447700900123", ("+447",), True),
        ("+447700900123", ("+4477009", "+353"), True),
        ("+447700900123", ("+353",), False),
        ("+4477970000", ("+447",), False),
        ("+4477970000", ("+447", "+447797"), True),
        ("+4477970000", ("+44779",), False),
    ],
)
def test_a_phone_is_served_or_not(number: str, prefixes: tuple[str, ...], served: bool) -> None:
    """One under an allowed prefix is; an island's only where its own prefix is named."""
    assert is_served(number, prefixes) is served


@pytest.mark.parametrize(
    ("sender", "why"),
    [
        ("+447700900123", None),
        ("+9990000000", None),
        ("60777", Dropped.NOT_A_PHONE),
        ("Parcels", Dropped.NOT_A_PHONE),
        ("07700900123", Dropped.NOT_A_PHONE),
        ("+447700900123 ", Dropped.NOT_A_PHONE),
        ("+٤٤٧٧٠٠٩٠٠١٢٣", Dropped.NOT_A_PHONE),
        ("+447700900000", Dropped.OURSELVES),
    ],
)
def test_what_is_no_phone_is_never_taken(sender: str, why: Dropped | None) -> None:
    """Short codes, letters and ourselves; of a phone that we do not serve the desk decides."""
    assert refused_sender(sender, ACCOUNT) is why


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes_are_understood_or_dropped(body: bytes) -> None:
    """No form breaks the reading of it, and no text holds half a letter."""
    form = read_form(b"From=%2B447700900123&Body=" + body)
    inbound = to_inbound(form, ACCOUNT, lambda number: None, NOW)
    assert isinstance(inbound, Inbound)
    inbound.text.encode()
    assert inbound.provider_id
    to_receipt(form, "").status.encode()


def test_the_same_form_without_an_id_is_the_same_message() -> None:
    """Where the provider's id is missing, a repeat is still seen to be one."""
    ids = [
        inbound.provider_id
        for body in (b"From=%2B447700900123&Body=a", b"Body=a&From=%2B447700900123", b"Body=b")
        if isinstance(
            inbound := to_inbound(
                read_form(body if b"From" in body else body + b"&From=%2B447700900123"),
                ACCOUNT,
                lambda number: None,
                NOW,
            ),
            Inbound,
        )
    ]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_meaning_and_a_sentence(code: str) -> None:
    """A code means the same at once and later, and its sentence ends like one."""
    meaning, sentence = CODES[code]
    assert on_create(code, 400) is meaning
    assert in_callback(code) is meaning
    assert in_words(code) == sentence
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (400, Meaning.MESSAGE),
        (422, Meaning.MESSAGE),
        (401, Meaning.HALT),
        (403, Meaning.HALT),
        (404, Meaning.HALT),
        (302, Meaning.HALT),
    ],
)
def test_an_unknown_code_goes_by_its_status(status: int, meaning: Meaning) -> None:
    """What is wrong with one message fails it; what is wrong with us halts the channel."""
    assert on_create("99999", status) is meaning
    assert in_callback("99999") is Meaning.MESSAGE
    assert "99999" in in_words("99999")


@pytest.mark.parametrize(
    ("tokens", "number", "service", "named"),
    [
        ((), "+447700900000", "", "TWILIO_AUTH_TOKEN"),
        (("",), "+447700900000", "", "TWILIO_AUTH_TOKEN"),
        (("token",), "", "", "TWILIO_FROM"),
    ],
)
def test_settings_that_cannot_work_name_themselves(
    tokens: tuple[str, ...], number: str, service: str, named: str
) -> None:
    """Nothing starts without a token and something to send from."""
    with pytest.raises(ValueError, match=named):
        SmsSettings("AC1", tokens, "https://bot.example", number, service)


def test_settings_show_no_token() -> None:
    """What they look like in an error holds no secret."""
    assert "s3cret" not in repr(SmsSettings("AC1", ("s3cret",), "https://bot.example", "+447"))

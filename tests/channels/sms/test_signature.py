"""Signatures: ours and the library's are of one mind, on forms that nobody would think of."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from connectbot.channels.sms.form import read_form
from connectbot.channels.sms.signature import is_signed

TOKENS = ("current", "tøken")
NAMES = ["Body", "From", "ünknown", "", "ToCity", "A", "a", "Body=", "AA"]
VALUES = ["", " ", "a", "A", "Aa", "a b ", "+447700900123", "😀" * 9, "%2B", "a&b=c", "\0\r\n", "ŵ"]
HOSTS = ["bot.example", "bot.example:443", "bot.example:8443", "BOT.example"]
PATHS = [
    "/twilio/sms",
    "/oakfield/twilio/sms",
    "/twilio/status?m=0f",
    "/twilio/sms?",
    "/a?b=c&b=d%20",
]


def body_of(pairs: list[tuple[str, str]]) -> str:
    """A form's body."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)


def library_says(url: str, body: str, signature: str) -> bool:
    """What the library says about a request, with either token."""
    form = MultiDict(parse_qsl(body, keep_blank_values=True))
    return any(RequestValidator(token).validate(url, form, signature) for token in TOKENS)


def ours_says(url: str, body: str, signature: str) -> bool:
    """What we say about it."""
    return is_signed(url, read_form(body.encode()), signature, TOKENS)


def spoiled(chance: random.Random, body: str, signature: str, url: str) -> tuple[str, str, str]:
    """A request that is true, or is not any more."""
    return chance.choice(
        [
            (body, signature, url),
            (body, signature, url),
            (body + "&Extra=1", signature, url),
            (body[: len(body) // 2], signature, url),
            (body, signature[:-2] + "A=", url),
            (body, signature.lower(), url),
            (body, signature, url.replace("https", "http")),
            (body, signature, url.replace(":8443", "").replace(":443", "")),
            (body, signature, url.replace(".example/", ".example:443/")),
            ("&".join(reversed(body.split("&"))), signature, url),
            (body + "&" + body.split("&")[0], signature, url),
        ]
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_library_agrees_on_five_hundred_requests(seed: int) -> None:
    """Blank values, names that come twice, unknown parameters, ports, emoji: the same are true."""
    chance = random.Random(seed)
    agreed = {True: 0, False: 0}
    for _ in range(500):
        url = f"https://{chance.choice(HOSTS)}{chance.choice(PATHS)}"
        pairs = [(chance.choice(NAMES), chance.choice(VALUES)) for _ in range(chance.randint(0, 9))]
        signing = RequestValidator(chance.choice([*TOKENS, *TOKENS, "stranger"]))
        true = signing.compute_signature(url, MultiDict(pairs))
        body, signature, url = spoiled(chance, body_of(pairs), true, url)
        wanted = library_says(url, body, signature)
        assert ours_says(url, body, signature) is wanted, (url, body)
        agreed[wanted] += 1
    assert min(agreed.values()) > 100


@settings(max_examples=80, deadline=None)
@given(
    pairs=st.lists(st.tuples(st.text(max_size=8), st.text(max_size=40)), max_size=6),
    token=st.sampled_from([*TOKENS, "stranger"]),
)
def test_any_form_that_can_be_signed_is_judged_as_the_library_judges_it(
    pairs: list[tuple[str, str]], token: str
) -> None:
    """Whatever the names and values hold, a true signature is true and another is not."""
    url = "https://bot.example/twilio/sms"
    pairs = [(name, value) for name, value in pairs if name or value]
    signature = RequestValidator(token).compute_signature(url, MultiDict(pairs))
    assert ours_says(url, body_of(pairs), signature) is (token in TOKENS)


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=200), signature=st.text(max_size=40))
def test_no_bytes_break_the_check(body: bytes, signature: str) -> None:
    """Any bytes are some form, and a made-up signature is simply not true."""
    assert is_signed("https://bot.example/", read_form(body), signature, TOKENS) is False


@pytest.mark.parametrize("at", ["address", "signature"])
def test_letters_that_cannot_be_written_are_not_signed(at: str) -> None:
    """A lone surrogate in the address or in the header is refused, and breaks nothing."""
    url = "https://bot.example/\udc80" if at == "address" else "https://bot.example/"
    assert (
        is_signed(url, read_form(b"a=b"), "\udc80" if at == "signature" else "x", TOKENS) is False
    )


def test_a_request_line_that_is_no_path_is_not_signed() -> None:
    """A proxy's request line holds a whole address, which makes no address with ours before it."""
    url = "https://bot.example:8443" + "http://evil.example/twilio/sms"
    assert is_signed(url, read_form(b"a=b"), "x", TOKENS) is False

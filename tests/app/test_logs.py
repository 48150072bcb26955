"""A log line carries an event and allowed fields, never anybody's words."""

import json
import logging

import pytest

from connectbot.logs import Lines, redacted


def record(message, *args, exc_info=None, **extra):
    """A record as the logging library makes it."""
    made = logging.LogRecord("connectbot.desk", logging.INFO, "f.py", 1, message, args, exc_info)
    vars(made).update(extra)
    return made


def test_only_allowed_fields_are_written():
    """A field that is not on the list is dropped, whoever passes it."""
    line = json.loads(Lines(as_json=True).format(record("a turn", resident=7, words="hello")))
    assert line["resident"] == 7
    assert "words" not in line


def test_an_exception_is_its_type_and_place_without_its_message():
    """What an exception says may be what somebody wrote."""
    try:
        raise ValueError("im lonely")
    except ValueError as error:
        exc_info = (type(error), error, error.__traceback__)
    line = Lines(as_json=False).format(record("it broke", exc_info=exc_info))
    assert "ValueError at test_logs.py" in line
    assert "lonely" not in line


@pytest.mark.parametrize(
    "private",
    ["+447700900123", "07700 900123", "sam@oakfield.example", "c2VjcmV0LXRva2VuLTEyMzQ1Njc4"],
)
def test_numbers_addresses_and_tokens_are_taken_out(private):
    """Other libraries' messages lose what could tell who somebody is."""
    assert private not in redacted(f"sending to {private} now")


def test_an_ordinary_sentence_stays():
    """Words without private things stay as they are."""
    assert redacted("listening on 127.0.0.1:8080") == "listening on 127.0.0.1:8080"


def test_what_others_show_below_their_first_line_is_left_out():
    """asyncio writes an exception, and what it says, below "never retrieved"."""
    said = "Task exception was never retrieved\nfuture: <Task exception=ValueError('im lonely')>"
    made = record(said)
    made.name = "asyncio"
    line = Lines(as_json=False).format(made)
    assert "never retrieved" in line
    assert "lonely" not in line


def test_a_long_line_takes_no_time():
    """A hundred thousand letters from outside hold nothing up; the first thousand say enough."""
    assert len(redacted("1," * 50_000)) == 1_000

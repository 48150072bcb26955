"""Whole messages that mean STOP, START, HELP, MENU, BACK, PERSON, FORGET ME and so on."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.safety.reserved import Keyword, keyword, provider_keyword

with Path(__file__).with_name("reserved.csv").open(encoding="utf-8", newline="") as _rows:
    ROWS = [(row["text"], row["means"]) for row in csv.DictReader(_rows)]


@pytest.mark.parametrize(("text", "means"), ROWS)
def test_a_message_means_its_keyword_or_nothing(text: str, means: str) -> None:
    """Plain ways to say a keyword mean it; the same word inside another sentence means nothing."""
    assert (keyword(text) or "") == means


def test_the_table_is_large() -> None:
    """The table holds every keyword, many ways to opt out, and many messages that mean nothing."""
    meanings = [means for _, means in ROWS]
    assert set(meanings) == {*Keyword, ""}
    assert len(ROWS) >= 150
    assert meanings.count("STOP") >= 50
    assert meanings.count("") >= 50


@pytest.mark.parametrize("key", list(Keyword))
@pytest.mark.parametrize(
    "dress", ["{}", " {} ", "{}.", "{}!!!", "{} please", "{} x", "{} 😀", "“{}”"]
)
def test_dressing_changes_nothing(key: Keyword, dress: str) -> None:
    """Case, spaces, punctuation, emoji, quotes, please and kisses do not matter."""
    assert keyword(dress.format(key.value)) is key
    assert keyword(dress.format(key.value.lower())) is key


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("STOP", Keyword.STOP),
        (" stop ", Keyword.STOP),
        ("StopAll", Keyword.STOP),
        ("UNSUBSCRIBE", Keyword.STOP),
        ("CANCEL", Keyword.STOP),
        ("END", Keyword.STOP),
        ("QUIT", Keyword.STOP),
        ("REVOKE", Keyword.STOP),
        ("OPTOUT", Keyword.STOP),
        ("START", Keyword.START),
        ("YES", Keyword.START),
        ("UNSTOP", Keyword.START),
        ("HELP", Keyword.HELP),
        ("INFO", Keyword.HELP),
        ("stop please", None),
        ("yes please", None),
        ("stop.", None),
        ("person", None),
        ("", None),
    ],
)
def test_the_provider_answers_single_words_only(text: str, means: Keyword | None) -> None:
    """The SMS provider answers a bare word by itself; everything else reaches us alone."""
    assert provider_keyword(text) is means


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    """No text breaks the look for keywords, and a long message never is one."""
    found = keyword(text)
    assert found is None or len(text) <= 120


def test_a_long_message_is_no_keyword() -> None:
    """A message longer than any plain way to say a keyword is not one, whatever it holds."""
    assert keyword("please " * 30 + "stop") is None

"""Words: what a text costs to the segment, and how a message becomes one text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.flows.words import (
    as_sms,
    clean,
    cost,
    fill,
    gsm7,
    is_gsm7,
    placeholders,
    segments,
    unreadable,
)
from connectbot.model.message import Link, Message

anything = st.text(
    alphabet=st.one_of(
        st.characters(codec=None),
        st.characters(categories=["Cs"]),
        st.sampled_from("aé€^{}[]~|\\\f\r\nŵŷ’“–…\u00a0😀\u200d\ufe0f\u0301½"),
    ),
    max_size=400,
)
plain_text = st.text(alphabet="ab €^{}~|\\[]\f\n'", max_size=700)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("€" * 152, 2),  # 76 to a segment: the 153rd place stays empty
        ("€" * 153, 3),
        ("€" * 228, 3),
        ("€" * 229, 4),
        ("a" * 158 + "€", 1),
        ("a" * 159 + "€", 2),
        ("€" + "a" * 158, 1),
        ("€" + "a" * 159, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("a" * 151 + "€" + "a" * 153, 2),
        ("a" * 151 + "€" + "a" * 154, 3),
        ("a" * 153 + "€" + "a" * 151, 2),
        ("a" * 153 + "€" + "a" * 152, 3),
        ("a" * 152 + "€", 1),
        ("a" * 152 + "€" + "a" * 7, 2),
        ("a" * 152 + "^" + "a" * 151, 2),
        ("a" * 152 + "^" + "a" * 151 + "a", 3),
        ("a" * 152 + "{" + "a" * 150 + "}", 3),
        ("a" * 151 + "{}" + "a" * 151, 2),
        ("[" * 76 + "a" + "]" * 76, 2),
        ("[" * 76 + "]" * 76 + "a", 2),
        ("[" * 76 + "a" * 3 + "]" * 76, 3),
        ("\\" * 77 + "a" * 151, 2),
        ("~" * 76 + "|" + "a" * 152, 3),
        ("\f" + "a" * 158, 1),
        ("\f" * 80 + "a", 2),
        ("a" * 305 + "€", 3),
        ("a" * 304 + "€", 2),
        ("a" * 305 + "€" + "a" * 152, 4),
        ("a" * 152 + "€" + "a" * 150 + "€" + "a" * 151, 3),
        ("a" * 152 + "€" + "a" * 150 + "€" + "a" * 152, 4),
        (("a" * 152 + "€") * 3, 4),
    ],
)
def test_an_extension_character_counts_twice_and_never_straddles(text: str, expected: int) -> None:
    """Of ^{}\\[~]|€ and form feed each takes two places, both in the same segment."""
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà" * 3, 1),
        ("ŵ" * 70, 1),
        ("ŵ" * 71, 2),
        ("ŵ" * 134, 2),
        ("ŵ" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("😀" * 66, 2),  # 33 to a segment: no emoji is cut in half
        ("😀" * 67, 3),
        ("ŵ" * 66 + "😀" + "ŵ" * 66, 3),
        ("ŵ" * 65 + "😀" + "ŵ" * 67, 2),
        ("it’s " * 14, 1),
        ("it’s " * 15, 2),
        ("`" * 71, 2),
        ("ç" * 71, 2),
        ("\ud800" * 71, 2),
    ],
)
def test_segments_are_counted_as_they_are_billed(text: str, expected: int) -> None:
    """160 characters alone and 153 each in several; 70 and 67 where one is not in GSM-7."""
    assert segments(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it’s", "it's"),
        ("“Tea and Talk”", '"Tea and Talk"'),
        ("2–4pm — free", "2-4pm - free"),
        ("well…", "well..."),
        ("LS8\u00a04HT", "LS8 4HT"),
        ("tab\tbed", "tab bed"),
        ("zero\u200bwidth", "zerowidth"),
        ("one\u2028two", "one\ntwo"),
        ("1½ hours", "1 1/2 hours"),
        ("½ price", "1/2 price"),
        ("2 × tea", "2 x tea"),
        ("ＦＲＥＥ", "FREE"),
        ("cafe\u0301", "café"),
        ("café £5 Ünder", "café £5 Ünder"),
        ("Llŷn, dŵr, tŷ", "Llŷn, dŵr, tŷ"),
        ("👨‍👩‍👧 ☺️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "👨‍👩‍👧 ☺️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿"),
        ("مرحبا", "مرحبا"),
        ("{name} [x] €", "{name} [x] €"),
    ],
)
def test_look_alikes_become_gsm7_and_letters_and_emoji_stay(text: str, expected: str) -> None:
    """Quotes, dashes and odd spaces cost nothing extra; Welsh letters and emoji are never lost."""
    assert gsm7(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Nothing to send."),
        ("Hello", "1 text: 5 characters; one text holds 160, each of several 153."),
        ("€5", "1 text: 2 characters (1 of them, like €, count twice); one text holds 160"),
        (
            "it’s " * 15,
            "2 texts: ’ makes a text hold 70 characters, each of several 67; this has 75.",
        ),
        ("it’s " * 15, "With plain quotes and dashes it would be 1."),
        ("dŵr", "1 text: ŵ makes a text hold 70 characters"),
        ("a\u200db", "a hidden character makes a text hold 70"),
    ],
)
def test_the_cost_of_a_text_is_said_in_words(text: str, expected: str) -> None:
    """A volunteer reads why a text costs what it costs, and what would make it cheaper."""
    assert expected in cost(text).why


def test_cost_counts_units_and_names_the_encoding() -> None:
    """Units are septets in GSM-7 and UTF-16 units in UCS-2."""
    plain, wide = cost("a€"), cost("a😀")
    assert (plain.segments, plain.units, plain.encoding) == (1, 3, "GSM-7")
    assert (wide.segments, wide.units, wide.encoding) == (1, 3, "UCS-2")


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("Near {area}: {groups}", {"area": "LS8", "groups": "two"}, "Near LS8: two"),
        ("Thank you, {name}.", {"name": "Jean"}, "Thank you, Jean."),
        ("Thank you, {name}.", {}, "Thank you."),
        ("{kind_line} I'm a helper.", {"kind_line": ""}, "I'm a helper."),
        ("{kind_line} I'm a helper.", {"kind_line": "I'm sorry."}, "I'm sorry. I'm a helper."),
        ("Hi {name}", {"name": "{area}", "area": "LS8"}, "Hi {area}"),
        ("Keep {This} and { this }", {}, "Keep {This} and { this }"),
    ],
)
def test_placeholders_are_filled_once(text: str, values: dict[str, str], expected: str) -> None:
    """A value is never read again for placeholders; a missing one leaves no gap behind."""
    assert fill(text, values) == expected


def test_placeholders_are_listed() -> None:
    """The names a text asks for, each once."""
    assert placeholders("Near {area}: {groups} in {area}, {Not}") == {"area", "groups"}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message("Hello"), "Hello"),
        (Message("Hello", sms="Hi"), "Hi"),
        (
            Message("Is this phone", options=("Just mine", "Seen by others")),
            "Is this phone\n1 Just mine\n2 Seen by others",
        ),
        (
            Message("Here — ", links=(Link("Map", "https://map.example"),)),
            "Here -\nMap: https://map.example",
        ),
        (Message("", links=(Link("", "https://map.example"),)), "https://map.example"),
    ],
)
def test_a_message_becomes_one_text(message: Message, expected: str) -> None:
    """Options are numbered lines, links come last, and everything is GSM-7 where it can be."""
    assert as_sms(message) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("  \n\t", True),
        ("\0\0", True),
        ("\ud800\udfff", True),
        ("\u200b\u200d\ufe0f", True),
        ("\u3164\u2800", True),
        ("\ufffd \ufffd", True),
        ("?", False),
        ("👍", False),
        ("\0a", False),
        ("ŵ", False),
        ("٣", False),
    ],
)
def test_only_what_nobody_could_have_meant_is_unreadable(text: str, expected: bool) -> None:
    """Empty, control signs, lone surrogates and invisible signs; an emoji or a "?" is an answer."""
    assert unreadable(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\0b", "ab"),
        ("a\ud800b", "ab"),
        ("\udc00", ""),
        ("\ud83d\ude00", "😀"),
        ("a\r\nb\x07", "a\r\nb\x07"),
        ("مرحبا 😀 ŵ", "مرحبا 😀 ŵ"),
    ],
)
def test_clean_drops_nul_and_lone_surrogates_alone(text: str, expected: str) -> None:
    """Everything else that was typed is kept; halves of one emoji are put together."""
    assert clean(text) == expected


def test_clean_keeps_no_more_than_the_limit() -> None:
    """A text message in several parts is at most 1,600 characters."""
    assert len(clean("😀" * 3000)) == 1600
    assert clean("abc", limit=2) == "ab"


@settings(max_examples=150, deadline=None)
@given(anything)
def test_segments_hold_all_units(text: str) -> None:
    """A text never costs less than its units divided by what a segment holds."""
    price = cost(text)
    alone, joined = (160, 153) if price.encoding == "GSM-7" else (70, 67)
    assert price.segments >= math.ceil(price.units / (alone if price.segments <= 1 else joined))
    assert price.segments <= price.units
    assert (price.encoding == "GSM-7") == is_gsm7(text)


@settings(max_examples=150, deadline=None)
@given(plain_text, plain_text)
def test_a_longer_text_never_costs_less(one: str, other: str) -> None:
    """Adding words never takes a segment away."""
    assert segments(one + other) >= max(segments(one), segments(other))


@settings(max_examples=150, deadline=None)
@given(anything)
def test_gsm7_and_clean_change_nothing_twice(text: str) -> None:
    """What is downgraded or cleaned once stays as it is, and can be encoded."""
    assert gsm7(gsm7(text)) == gsm7(text)
    assert clean(clean(text)) == clean(text)
    clean(text).encode()

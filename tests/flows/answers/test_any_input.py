"""Answers for all inputs: whatever is typed gives a well-formed value or none, and soon."""

from __future__ import annotations

import re
from datetime import date
from datetime import time as Clock
from time import perf_counter

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from connectbot.flows.answers import KINDS, overhear, understand
from connectbot.flows.answers.labels import label

OPTIONS = ("Walking group", "2 miles", "Under 50", "Second floor", "Tea & talk", "No thanks")
SHAPES = {
    "text": r"(?s:.+)",
    "number": r"-?\d+(\.\d+)?",
    "scale": r"10|\d",
    "yesno": r"yes|no",
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"([01]\d|2[0-3]):[0-5]\d",
    "hour": r"(09|1\d):[0-5]\d",
    "hours": r"any|([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d",
    "postcode": r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}",
    "outcode": r"[A-Z]{1,2}\d[A-Z\d]?",
    "phone": r"\+\d{7,15}",
    "email": r"[^@\s]+@[a-z0-9.-]+\.[a-z]+",
    "name": r"[^\d@]{1,60}",
    "choice": r"[1-6]",
    "many": r"[1-6](,[1-6])*",
}
TODAY = date(2026, 11, 21)

words = st.sampled_from(
    """
    1 2 10 half past to quarter the second one next week on friday tomorrow march 3rd 7:30 am pm
    not no yes but or and maybe LS8 4HT 07700 900123 jo @ example . org two hundred a dozen £5 ½
    walking miles under floor tea first last ? 👍 i'm it's please oclock in days fortnight x 12/5
    dau ddeg thousand k oh double seven 3️⃣ \u202e \ud800 \0 ﷺ ٣ ＬＳ８ mawrth 2026 31 feb
    """.split()
)
typed = st.one_of(
    st.lists(words, max_size=12).map(" ".join),
    st.text(st.characters(), max_size=60),
    st.text(st.sampled_from("0123456789oilOIL /:.,-+()@£?'s"), max_size=40),
)


@settings(max_examples=400, deadline=None)
@given(typed, st.sampled_from(sorted(SHAPES)))
def test_anything_gives_a_well_formed_value_or_none(text: str, kind: str) -> None:
    """No input makes a reader raise, and what it gives has the shape of its kind."""
    value = understand(kind, text, options=OPTIONS, today=TODAY)
    assert value is None or re.fullmatch(SHAPES[kind], value)
    assert value is None or kind != "date" or date.fromisoformat(value)


@settings(max_examples=100, deadline=None)
@given(typed)
def test_overhearing_never_raises(text: str) -> None:
    """An outcode or postcode is heard, or nothing."""
    for kind in ("outcode", "postcode"):
        found = overhear(kind, text)
        assert found is None or re.fullmatch(SHAPES[kind], found)


labels = st.lists(
    st.lists(
        st.sampled_from(
            """Tea coffee Walking group Men's shed Not sure Prefer to say yes no thanks first second
            One two miles Under 50 Monday morning 2pm Help with money or food All of them & a the
            Last None every day Sometimes Very well badly Cymraeg choir (free) My GP's""".split()
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
    min_size=1,
    max_size=6,
    unique_by=str.casefold,
)


def said_alike(options: list[str], chosen: str) -> bool:
    """Whether another label is the same but for its figures and signs, or is a bare number."""
    return (
        chosen.isdecimal() or [label(one).words for one in options].count(label(chosen).words) > 1
    )


@settings(max_examples=400, deadline=None)
@given(labels, st.data())
def test_a_label_typed_is_that_option(options: list[str], data: st.DataObject) -> None:
    """An option typed as it stands, in capitals or with thanks, is that option, alone or in a
    list."""
    place = data.draw(st.integers(1, len(options)))
    typed = options[place - 1]
    assume(not said_alike(options, typed))
    for style in (typed, typed.upper(), f" {typed}. "):
        assert understand("choice", style, options=options, today=TODAY) == str(place)
        assert understand("many", style, options=options, today=TODAY) == str(place)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["{}", "{}.", "no {}", "{} please"]))
def test_a_number_counts_the_options(among: int, place: int, style: str) -> None:
    """A number picks the option in that place, and one beyond the last picks none."""
    options = ["Tea", "Bowls", "Choir", "Film", "Art", "Darts", "Yoga", "Chess", "Pottery"][:among]
    expected = str(place) if place <= among else None
    assert understand("choice", style.format(place), options=options, today=TODAY) == expected


@given(st.dates(date(1920, 1, 1), date(2027, 12, 31)))
def test_a_date_in_full_is_that_day(day: date) -> None:
    """Day, month and year, in figures or with the month in letters, are that very day."""
    for style in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", day.isoformat()):
        assert understand("date", style, today=TODAY) == day.isoformat()


@given(st.times())
def test_a_time_on_the_24_hour_clock_is_that_time(time: Clock) -> None:
    """Four figures with a colon after noon, and any hour with am or pm, are that very time."""
    written = f"{time:%H:%M}"
    if time.hour > 12:
        assert understand("time", written, today=TODAY) == written
    assert understand("time", f"{time:%I:%M} {time:%p}".lower(), today=TODAY) == written


PIECES = """1_ a o not_ and_ hundred_ k_ @ a@ a. ( 0o ls 1/ half_ yes_no_ in_a_week_on_ dau_ddeg_ ﷺ
the_second_one_ um,_ x_ - ,_ 1,_ all_but_ first_two_and_ is_good_ than_before_ from_the_bottom_
but_i_ because_ a.b nineteen_fifty_ ls_six_""".split()


@pytest.mark.parametrize("piece", [piece.replace("_", " ") for piece in PIECES])
def test_long_replies_are_read_in_no_time(piece: str) -> None:
    """A reply of 1,600 characters, however odd, takes a few milliseconds for all kinds together."""
    text = (piece * 1600)[:1600]
    started = perf_counter()
    for kind in SHAPES:
        understand(kind, text, options=OPTIONS, today=TODAY)
        overhear(kind, text)
    assert perf_counter() - started < 1.5


def test_every_kind_has_a_shape() -> None:
    """Every kind of answer is tried above, except "need", which the directory understands."""
    assert set(SHAPES) | {"need"} == KINDS

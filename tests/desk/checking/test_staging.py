"""A table of people: everything that is wrong with it is said at once, with its line."""

from datetime import date

import pytest

from connectbot.desk.checking.enrolling import Wanted
from connectbot.desk.checking.staging import Usual, staged
from connectbot.desk.people_sheet import BadSheet
from connectbot.model.message import Address
from tests.desk.town import desk_for_tests

DESK = desk_for_tests()
USUAL = Usual("usual", "oakfield", referrer="sam")
TODAY = date(2026, 11, 22)
JEAN = Address("sms", "+447700900123")


def id_of(name):
    if name != "Ada":
        raise ValueError(f"nobody here is called {name}")
    return "ada"


def test_everybody_in_a_table_is_read() -> None:
    """A phone as people write it; what a line leaves out is as it is for all."""
    text = "\ufeffPhone,from,plan,by\n07700 900123,,,\n+447700900124,2026-12-01,usual,Ada\n"
    first, second = staged(text, USUAL, DESK, TODAY, id_of)
    assert first == Wanted(JEAN, "usual", "oakfield", None, "sam")
    assert (second.start, second.referrer) == (date(2026, 12, 1), "ada")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            "",
            ["Line 1: the heading phone is missing. There is phone, and where you like plan"],
        ),
        ("phone,colour\n", ["Line 1: there is no heading 'colour'; it is one of phone, plan"]),
        ("phone\n", ["There is nobody in it"]),
        (
            f"phone\n0{'1' * 10}\n",
            ["Line 2: this is no mobile that takes texts; ring them instead."],
        ),
        ("phone;plan\n", ["Line 1: semicolons stand between the headings: save it with commas."]),
        ("phone\n12\n", ["Line 2: the phone cannot be read; write it like 07700 900123."]),
        (
            "phone,plan,place\n07700900123,x,\n07700900124,,mars\n",
            [
                "Line 2: there is no plan `x`; there are: usual.",
                "Line 3: there is no place `mars`; there are:",
            ],
        ),
        (
            "phone,from\n07700900123,tomorrow\n07700900124\n07700 900 124\n",
            [
                "Line 2: `tomorrow` is no day; write it like 2026-12-01.",
                "Line 4: this phone stands in line 3 already.",
            ],
        ),
        (
            "phone,from,by\n07700900123,2026-11-21,\n07700900124,2036-01-01,\n07700900125,,Bob\n",
            [
                "Line 2: 2026-11-21 is over; leave it out",
                "Line 3: 2036-01-01 is more than 28 days ahead; enrol them nearer to it",
                "Line 4: nobody here is called Bob.",
            ],
        ),
        ("phone\n07700900123,usual\n", ["Line 2: it has more cells than headings."]),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, faults) -> None:
    """Every fault there is, so that all are mended at once; and then nobody is enrolled."""
    with pytest.raises(BadSheet) as wrong:
        staged(text, USUAL, DESK, TODAY, id_of)
    assert len(wrong.value.faults) == len(faults)
    for said, expected in zip(wrong.value.faults, faults, strict=True):
        assert said.startswith(expected)

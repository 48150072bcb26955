"""Several people from one CSV: all of it holds together, or nobody is asked."""

from __future__ import annotations

import pytest

from connectbot.desk.people_sheet import BadSheet
from connectbot.desk.referring.staging import MOST, staged
from connectbot.model.message import Address

HEAD = "first_name,phone,listing"


def test_everybody_in_a_file() -> None:
    """In its order, with what is said of each; empty lines and a byte order mark are no matter."""
    text = (
        f"\ufeff{HEAD.title()},Matters,Under_18,shared,urgency\r\n"
        'Jean,07700 900101,tea-and-talk,"tea, and company",no,yes,soon\r\n'
        ",,,,,,\r\n"
        " Joe ,+447700900102,choir,,,,\r\n"
    )
    jean, joe = staged(text)
    assert (jean.line, joe.line) == (2, 4)
    assert jean.new.to == Address("sms", "+447700900101")
    assert (jean.new.matters, jean.new.shared, jean.new.under_18, jean.new.urgency) == (
        "tea, and company",
        True,
        False,
        "soon",
    )
    assert (joe.new.first_name, joe.new.listing, joe.new.urgency) == ("Joe", "choir", "routine")


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["Line 1: the headings first_name, phone, listing are missing. There is first_name"]),
        ("first_name,phone\nJean,1", ["Line 1: the heading listing is missing"]),
        (f"{HEAD.replace(',', ';')}\n", ["Line 1: semicolons stand between the headings: save it"]),
        (
            f"{HEAD},under_18\nJean,07700900101,tea,yes\n",
            ["Line 2: Nobody under 18 is introduced to a group here"],
        ),
        (f"{HEAD}\n=cmd(),07700900101,tea\n", ["Line 2: A first name is made of letters: leave"]),
        (f"{HEAD}\nJean,0{'1' * 10},tea\n", ["Line 2: This is no mobile that takes texts. Ring"]),
        (
            f"{HEAD},shared\nJean,07700900101,tea,\nJean,07700900101,choir,\n"
            "Joe,07700900101,tea,\nAnn,07700900101,tea,yes\n",
            ["Line 4: the number of line 2, with another first name. If they"],
        ),
        (f"{HEAD},nhs_number\n", ["Line 1: there is no heading 'nhs_number'; it is one of first"]),
        (
            f'{HEAD},matters\nJean,07700900101,tea,"company\nJoe,07700900102,tea,\n',
            ["Line 3: from here on it is no CSV (unexpected end of data)."],
        ),
        (f"{HEAD},matters,Matters\n", ["Line 1: the heading matters is there twice"]),
        (f"{HEAD}\n", ["There is nobody in it: put one person on each line"]),
        (
            f"{HEAD}\n,0770,\nJean,07700900101,tea,more\n",
            [
                "Line 2: first_name is empty.",
                "Line 2: listing is empty.",
                "Line 2: phone is no number that can be texted; write it like 07700 900123.",
                "Line 3: it has more cells than headings; put words with a comma in quotes.",
            ],
        ),
        (
            f"{HEAD},under_18,urgency\nJean,07700900101,tea,maybe,now\n",
            [
                "Line 2: under_18 is yes or no, not 'maybe'.",
                "Line 2: urgency is one of routine, soon, urgent, not 'now'.",
            ],
        ),
        (
            f"{HEAD}\nJean,07700900101,tea\njean,07700 900101,tea\n",
            ["Line 3: the same as line 2; take one of them out."],
        ),
        (
            f"{HEAD}\n" + "".join(f"J,07700900101,tea{n}\n" for n in range(MOST + 1)),
            ["There are 501 people in it; 500 are the most: split the file."],
        ),
    ],
)
def test_what_is_wrong_names_the_line_and_the_mend(text, faults) -> None:
    """All faults at once, and nobody is taken."""
    with pytest.raises(BadSheet) as wrong:
        staged(text)
    said = wrong.value.faults
    assert len(said) == len(faults)
    for line, fault in zip(said, faults, strict=True):
        assert line.startswith(fault)

"""`connectbot staff`: who is invited, who is here, who is sent away."""

from __future__ import annotations

import json
import re

import pytest

from tests.cli.typed import typed

JO = ("staff", "invite", "Jo Bell", "--role", "maintainer", "--place", "oakfield")


def test_somebody_is_invited_listed_and_sent_away() -> None:
    """A link and a code that are in no list; a new link by the name alone; gone is gone."""
    assert typed("staff", "list").out.startswith("Nobody is here yet")
    ended = typed(
        *JO, "--place", "national", "--to", "07700 900321", "--hours", "Mon-Fri 09:00-17:00"
    )
    assert ended.out.startswith("Jo Bell, maintainer of oakfield, national.\n")
    link = re.search(r"http://127\.0\.0\.1:8080/console/sign-in/(\S{32})\n", ended.out)
    code = re.search(r"/link ([A-Z2-9]{10})\n", ended.out)
    assert link
    assert code
    again = json.loads(typed("staff", "invite", "jo bell", "--json").out)
    assert (again["name"], again["role"], again["places"]) == (
        "Jo Bell",
        "maintainer",
        ["oakfield", "national"],
    )
    assert not again["link"].endswith(link[1])
    listed = typed("staff", "list").out
    assert listed == f"Jo Bell  maintainer  oakfield, national  ({again['id']})\n"
    assert typed("staff", "revoke", "Jo Bell").out.startswith("Jo Bell is signed out everywhere")
    assert "sent away 20" in typed("staff", "list").out
    assert json.loads(typed("staff", "list", "--json").out)["revoked"]
    told = typed("audit", "list").out
    assert told.count("was sent a code to sign in with") == 2
    assert "Jo" not in told


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("staff", "invite", "Jo"), 1, "No place is named; give --place with one of national, oak"),
        ((*JO, "--place", "mars"), 1, "There is no place 'mars'"),
        ((*JO, "--to", "nowhere"), 2, "--to: I cannot find whom to tell in 'nowhere'"),
        ((*JO, "--hours", "later"), 2, "--hours: "),
        ((*JO[:-1], "--role", "king"), 2, "king"),
        (
            ("staff", "revoke", "Nobody"),
            1,
            "Nobody here is called 'Nobody'. `connectbot staff list`",
        ),
    ],
)
def test_what_cannot_be_says_the_mend(command: tuple[str, ...], code: int, words: str) -> None:
    """One sentence."""
    ended = typed(*command)
    assert ended.code == code
    assert words in ended.err

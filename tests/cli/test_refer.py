"""`connectbot refer`: somebody is referred, looked at, moved and written to a file."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.cli.typed import typed

pytestmark = pytest.mark.usefixtures("database")

JEAN = ("refer", "new", "07700 900101", "tea-and-talk", "--name", "Jean")


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """This service can send texts."""
    for name, value in {
        "CONNECTBOT_TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
        "CONNECTBOT_TWILIO_AUTH_TOKEN": "t" * 32,
        "CONNECTBOT_TWILIO_FROM": "+447700900000",
        "CONNECTBOT_PUBLIC_URL": "https://bot.oakfield.example",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("texts")
def test_somebody_is_referred_and_followed(here: Path) -> None:
    """From the first command to the file for the surgery; no list names anybody."""
    assert typed("refer", "list").out.startswith("There are none")
    assert typed("staff", "invite", "Sam Lee", "--role", "link-worker", "--place", "oakfield")
    made = typed(*JEAN, "--by", "sam lee", "--matters", "company", "--area", "LS8")
    found = re.fullmatch(r"([a-z]{12}): they are (?:being asked|asked when the.*)\.\n", made.out)
    assert found, made
    id = found[1]
    listed = typed("refer", "list", "--by", "Sam Lee", "--state", "awaiting_consent").out
    assert re.fullmatch(rf"{id}  20..-..-..  tea-and-talk  awaiting consent\n", listed)
    assert json.loads(typed("refer", "list", "--json").out)["id"] == id
    shown = typed("refer", "show", id).out
    assert "made by: Sam Lee\n" in shown
    assert "first name: Jean\nmatters: company\n" in shown
    assert "link-worker  draft -> awaiting_consent" in shown
    assert json.loads(typed("refer", "show", id, "--json").out)["log"][0]["who"] == "link-worker"
    moved = typed("refer", "move", id, "declined_by_person", "--reason", "not-now", "--note", "ill")
    assert moved.out == f"{id} is declined by person now.\n"
    over = typed("refer", "move", id, "lapsed", "--reason", "other")
    assert over.err.startswith(f"{id} is over: declined by person since 20")
    assert "declined by person (not-now)" in typed("refer", "list").out
    _exported(id)
    told = typed("audit", "list").out
    assert told.count("a referral was written to a file") == 6
    assert "Jean" not in told


def _exported(id: str) -> None:
    bare = typed("refer", "export").out
    assert bare.splitlines()[0].startswith("id,place,listing,")
    assert "Jean" not in bare
    assert "Jean" in typed("refer", "export", "--names", "--place", "oakfield").out
    assert "Jean" not in typed("refer", "export", "--format", "json").out
    record = typed("refer", "export", id, "--format", "record").out
    assert "Tea and Talk; nothing was shared" in record
    assert typed("refer", "export", "-o", "all.csv").out == "1 written to all.csv.\n"
    assert oct(Path("all.csv").stat().st_mode)[-3:] == "600"
    bundle = json.loads(typed("refer", "export", id, "--format", "fhir").out)
    assert bundle["resourceType"] == "Bundle"


@pytest.mark.usefixtures("texts")
def test_several_from_a_file(here: Path) -> None:
    """Each is asked for themselves; who cannot be is told by the line; nobody where the file is
    wrong."""
    people = here / "people.csv"
    people.write_text("first_name,phone,listing\nJean,0770,tea-and-talk\n", encoding="utf-8")
    wrong = typed("refer", "new", "--file", str(people))
    assert wrong.code == 1
    assert wrong.err.startswith("Line 2: phone is no number")
    assert wrong.err.endswith("people.csv: nobody was asked. Mend it and try again.\n")
    people.write_text(
        "first_name,phone,listing\nJean,07700900101,tea-and-talk\nJoe,07700900102,nowhere\n",
        encoding="utf-8",
    )
    ended = typed("refer", "new", "--file", str(people))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("Line 3: There is no listing 'nowhere'")
    text = people.read_text(encoding="utf-8").replace("nowhere", "tea-and-talk")
    people.write_text(text.replace("Joe,07700900102", "Jean,07700900103"), encoding="utf-8")
    first, second, third = typed("refer", "new", "--file", str(people)).out.splitlines()
    assert re.match(r"Line 2: [a-z]{12}: they are ", first)
    assert re.match(r"Line 3: [a-z]{12}: they are ", second)
    assert third == "2 asked, 0 not."
    with sqlite3.connect(here / "connectbot-data" / "connectbot.db") as database:
        assert database.execute("SELECT count(*) FROM referrals").fetchone() == (2,)
    database.close()


def test_a_system_is_let_in_and_sent_away() -> None:
    """Its token is shown once and kept as a hash; a second is given after the first is revoked."""
    made = typed("refer", "token", "Oakfield Surgery", "--place", "oakfield")
    token = re.search(r"Token, shown once: (\S{40,})\n", made.out)
    assert token
    assert "may send referrals for oakfield." in made.out
    assert "may send already" in typed("refer", "token", "oakfield surgery").err
    assert token[1] not in typed("refer", "token").out
    assert json.loads(typed("refer", "token", "--json").out)["name"] == "Oakfield Surgery"
    assert typed("refer", "token", "Oakfield Surgery", "--revoke").out.endswith("any more.\n")
    assert typed("refer", "token").out == ""
    again = typed("refer", "token", "Oakfield Surgery", "--place", "oakfield", "--json")
    assert json.loads(again.out)["token"] != token[1]


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("refer", "new"), 2, "Give a phone and a listing"),
        (("refer", "new", "nobody", "choir", "--name", "Jo"), 2, "'nobody' is no phone"),
        (("refer", "new", "--file", "x.csv", "--name", "Jo"), 2, "stands in the file"),
        (("refer", "new", "--file", "x.csv"), 1, "x.csv: there is no such file"),
        ((*JEAN, "--by", "Nobody"), 1, "Nobody here is called 'Nobody'"),
        (JEAN, 1, "sms here: it needs TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN"),
        (("refer", "list", "--state", "gone"), 2, "There is no state 'gone'"),
        (("refer", "list", "--by", "Nobody"), 1, "Nobody here is called 'Nobody'"),
        (("refer", "list", "--place", "zzz"), 2, "There is no place 'zzz'; there is oakfield"),
        (("refer", "list", "--listing", "zzz"), 1, "There is no listing 'zzz': `connectbot"),
        (("refer", "show", "xyz"), 1, "There is no referral 'xyz'"),
        (("refer", "move", "xyz", "gone"), 2, "There is no state 'gone'"),
        (("refer", "move", "xyz", "sent"), 1, "There is no referral 'xyz'"),
        (("refer", "export", "--format", "fhir"), 2, "give its id"),
        (("refer", "export", "--format", "record", "--names"), 2, "--names goes with"),
        (("refer", "export", "-o", "no/such.csv"), 1, "nothing could be written there"),
        (("refer", "export", "xyz"), 1, "There is no referral 'xyz'"),
        (("refer", "token", "Surgery", "--place", "mars"), 1, "There is no place 'mars'; give"),
        (("refer", "token", "Surgery", "--revoke"), 1, "No system is called 'Surgery'; there is"),
        (("refer", "token", "--revoke"), 2, "--revoke goes with a name"),
        (("refer", "token", " "), 1, "A system's name has 1 to 60 letters"),
    ],
)
def test_what_cannot_be_says_the_mend(command: tuple[str, ...], code: int, words: str) -> None:
    """One sentence."""
    ended = typed(*command)
    assert (ended.code, words in ended.err) == (code, True), ended

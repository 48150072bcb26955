"""`connectbot checkin`: enrolled, listed, due, paused."""

from __future__ import annotations

import json

import pytest

from tests.cli.typed import typed

JEAN = "07700900123"


def test_somebody_is_enrolled_listed_and_paused(tmp_path) -> None:
    """They are invited, and nothing more until they said yes; a file is written whole or not."""
    assert typed("checkin", "list").out.startswith("Nobody is enrolled yet")
    assert typed("checkin", "due").out == "Nobody is due.\n".replace("Nobody", "Nothing")
    ended = typed("checkin", "enrol", JEAN)
    assert ended.out.startswith("1 enrolled; each is asked by a text whether they want it.\n")
    assert "Of 1 it is not said who of your people sent them" in ended.out
    file = tmp_path / "people.csv"
    file.write_text(f"phone\n{JEAN}\n07700 900124\n", encoding="utf-8")
    again = typed("checkin", "enrol", "--file", str(file), "--json")
    assert json.loads(again.out) == {"enrolled": 1, "left": 1}
    assert "1 left as they are" in typed("checkin", "enrol", JEAN).out
    assert typed("checkin", "list").out == "usual  oakfield  invited  2\n"
    row = json.loads(typed("checkin", "list", "--json").out)
    assert row == {"plan": "usual", "place": "oakfield", "state": "invited", "people": 2}
    assert typed("checkin", "due", "--at", "2099-01-01").out == "2  usual  oakfield  consent\n"
    assert json.loads(typed("checkin", "due", "--at", "2099-01-01", "--json").out)["due"] == 2
    held = typed("checkin", "pause", JEAN, "--until", "2099-12-31").out
    assert held == "No check-ins for them: over when 2099-12-31 is.\n"
    shown = typed("checkin", "list", "--who", JEAN).out
    assert shown.startswith("usual  oakfield  invited  no more until 2100-01-01\n  20")
    assert json.loads(typed("checkin", "pause", JEAN, "--resume", "--json").out) == {
        "plans": 1,
        "resumed": True,
    }
    assert typed("checkin", "pause", JEAN, "--resume").out == "They are not paused.\n"
    assert typed("checkin", "pause", JEAN).out.endswith("until `--resume`.\n")
    assert typed("checkin", "pause", JEAN, "--resume").out == "Check-ins go on.\n"
    one = json.loads(typed("checkin", "list", "--who", JEAN, "--json").out)
    assert [wave["wave"] for wave in one["waves"]] == ["consent"]
    told = typed("audit", "list").out
    assert "people were enrolled in a plan of check-ins" in told
    assert "900123" not in told


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("enrol",), 2, "Give a phone like 07700900123, or --file with many."),
        (("enrol", JEAN, "--file", "x.csv"), 2, "Give a phone"),
        (("enrol", "--file", "x.csv"), 1, "x.csv: there is no such file; name the CSV"),
        (("enrol", "12"), 1, "The phone cannot be read; write it like 07700 900123."),
        (("enrol", JEAN, "--plan", "x"), 1, "There is no plan `x`; there are: usual."),
        (("enrol", JEAN, "--by", "Nobody"), 1, "Nobody here is called 'Nobody'."),
        (("list", "--who", JEAN), 1, "Nobody is known there"),
        (("pause", JEAN), 1, "Nobody is known there"),
        (("pause", JEAN, "--resume", "--until", "2026-12-01"), 2, "not both"),
    ],
)
def test_what_cannot_be_says_the_mend(command, code, words) -> None:
    """One sentence."""
    ended = typed("checkin", *command)
    assert ended.code == code
    assert words in ended.err


def test_every_fault_of_a_file_is_told(tmp_path) -> None:
    """With its line; of very many the first twenty, and then nobody was enrolled."""
    file = tmp_path / "people.csv"
    file.write_text("phone\n" + "12\n" * 25, encoding="utf-8")
    said = typed("checkin", "enrol", "--file", str(file)).err
    assert f"{file}: Line 2: the phone cannot be read" in said
    assert "... and 5 more." in said
    assert "Nobody was enrolled." in said
    file.write_bytes(b"phone\n\xff\n")
    assert "it is not UTF-8" in typed("checkin", "enrol", "--file", str(file)).err

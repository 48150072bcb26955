"""`connectbot directory` changes listings: shown first, with a history, undone by one command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_directory import LISTINGS, NEEDS, PLACE
from tests.cli.typed import Typed, typed

ALL = "directory/places/hillside/all.yaml"


@pytest.fixture
def hillside(tmp_path: Path) -> Path:
    """A community with one place and three listings."""
    folder = tmp_path / "hillside"
    (folder / "directory/places/hillside").mkdir(parents=True)
    (folder / "directory/needs.yaml").write_text(NEEDS)
    (folder / "directory/places/hillside/place.yaml").write_text(PLACE)
    (folder / ALL).write_text(LISTINGS)
    return folder


def do(hillside: Path, *command: str, code: int = 0) -> Typed:
    """Type a command about the directory of Hillside."""
    ended = typed("directory", *command, "--community", str(hillside))
    assert ended.code == code, ended.out + ended.err
    return ended


def asked(hillside: Path, *command: str) -> Any:
    """The same for a program."""
    return json.loads(do(hillside, *command, "--json").out)


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *steps: str) -> Path:
    """An editor that runs one sed script each time it is opened, and keeps what it was shown."""
    script = tmp_path / "editor.sh"
    lines = [f'{n}) sed -i {step!r} "$1";;' for n, step in enumerate(steps, 1)]
    seen = tmp_path / "seen"
    script.write_text(
        f"#!/bin/sh\nn=$(cat {tmp_path}/n 2>/dev/null || echo 0); n=$((n+1)); echo $n > "
        f'{tmp_path}/n\ncat "$1" > {seen}$n\ncase $n in\n' + "\n".join(lines) + "\nesac\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setenv("VISUAL", str(script))
    return seen


def test_fields_are_set_and_shown(hillside: Path) -> None:
    """Each field that changes is shown before and after; the next look has it, with its history."""
    change = ("when=Tuesdays 2pm to 4pm", "where.postcode=LS8 2AB", "languages=English, Urdu, BSL")
    out = do(hillside, "edit", "tea", *change, "--why", "they rang", "--yes").out
    assert "when:\n  - any time\n  + Tue 2pm to 4pm\n" in out
    assert "where.sector:\n  + LS8 2\n" in out
    assert out.endswith("Kept: tea, revision 2.\n")
    row = asked(hillside, "show", "tea")
    assert (row["where"]["sector"], row["languages"]) == ("LS8 2", ["English", "Urdu", "BSL"])
    assert set(row["assured"].values()) - {None} != set()
    last, first = asked(hillside, "history", "tea")
    assert (last["why"], last["by"], last["door"]) == ("they rang", "operator", "cli")
    assert (first["revision"], first["door"], first["changes"]) == (1, "file", ["new"])
    assert "they rang" in do(hillside, "history", "tea").out


@pytest.mark.parametrize(
    ("fields", "code", "sentence"),
    [
        (["cost"], 2, "cost: write FIELD=VALUE, like cost=free"),
        (["nam=x"], 1, "unknown word `nam`; did you mean `name`?"),
        (["needs=flying"], 1, "there is no need `flying`"),
        (["contact.phone=12"], 1, "the phone is no UK number; write it like 07700 900123"),
        (["where.postcode=Leeds"], 2, "this is no postcode; write one like LS8 2AB or LS8"),
        (["name.x=1"], 2, "`name` has no parts; write name=..."),
        (["closed=in summer"], 2, "write days like 2026-08-01 to 2026-08-31 summer break"),
        (["place=mars"], 1, "`place` cannot be changed; take the line out"),
        (["when=now and then"], 1, "`when`"),
    ],
)
def test_a_mistake_is_told_with_its_mend(
    hillside: Path, fields: list[str], code: int, sentence: str
) -> None:
    """Nothing is changed, and the sentence says what to write."""
    assert sentence in do(hillside, "edit", "tea", *fields, "--yes", code=code).err
    assert len(asked(hillside, "history", "tea")) == 1


def test_nobody_there_to_be_asked(hillside: Path) -> None:
    """Without a terminal it changes only what --yes was said to; what is so already is told."""
    ended = do(hillside, "edit", "tea", "cost=£1", code=1)
    assert "  + £1" in ended.out
    assert "Say --yes to keep it." in ended.err
    assert "It says that already" in do(hillside, "edit", "tea", "name=Tea and Talk", "--yes").out


def test_closed_days_and_an_empty_field(hillside: Path) -> None:
    """Days are said ahead; nothing after the = takes a field out."""
    days = "closed=2030-08-01 to 2030-08-31 summer; 2030-12-25"
    changed = asked(hillside, "edit", "tea", days, "ages.least=", "capacity=2", "--yes")
    assert (changed["id"], changed["revision"], changed["state"]) == ("tea", 2, "active")
    row = asked(hillside, "show", "tea")
    assert row["closed"][0] == {"from": "2030-08-01", "to": "2030-08-31", "why": "summer"}
    assert row["closed"][1]["to"] == "2030-12-25"
    assert row["ages"]["least"] is None
    out = do(hillside, "show", "tea").out
    assert "closed: 2030-08-01 to 2030-08-31 (summer); 2030-12-25 to 2030-12-25" in out
    assert "takes: 2 new people a month" in out


def test_the_editor_keeps_what_was_written(
    hillside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every mistake comes back at the top with its line and its mend, until none is left."""
    seen = editor(tmp_path, monkeypatch, "s/^cost.*//; $a cots: free", "s/^cots: free/cost: 50p/")
    assert "Kept: tea, revision 2." in do(hillside, "edit", "tea", "--yes").out
    again = Path(f"{seen}2").read_text().splitlines()
    assert again[0].startswith("#! line ")
    assert "unknown word `cots`; did you mean `cost`?" in again[0]
    at = int(again[0].split()[2].rstrip(":"))
    assert again[at - 1] == "cots: free"
    assert asked(hillside, "show", "tea")["cost"] == "50p"


def test_an_editor_left_without_saving(
    hillside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was changed."""
    editor(tmp_path, monkeypatch)
    assert do(hillside, "edit", "tea").out == "Nothing was changed.\n"


def test_a_secret_address_stays_secret_while_it_is_edited(
    hillside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is neither in the editor nor in the diff nor in the history, and it is not lost."""
    seen = editor(tmp_path, monkeypatch, "$a cost: 50p")
    out = do(hillside, "edit", "safe-house", "--yes").out
    moved = do(hillside, "edit", "safe-house", "where.venue=Quagga Lodge", "--yes").out
    told = do(hillside, "history", "safe-house").out
    shown = Path(f"{seen}1").read_text()
    assert "Its address is confidential" in shown
    assert not [one for one in (out, shown, moved, told) if "Lodge" in one]
    assert "where.address, confidential:" in moved
    assert "confidential" not in out


def test_undo_and_remove(hillside: Path) -> None:
    """What was changed comes back, what was removed too, and an undo is undone."""
    do(hillside, "edit", "tea", "cost=£1", "--yes")
    assert "Undone; it is active: tea, revision 3." in do(hillside, "undo", "tea").out
    do(hillside, "undo", "tea", "3")
    assert asked(hillside, "show", "tea")["cost"] == "£1"
    do(hillside, "remove", "tea", "--why", "it has stopped")
    gone = do(hillside, "show", "tea", code=1).err
    assert "it is removed. `connectbot directory history tea` tells why, `undo`" in gone
    assert do(hillside, "find", "tea and talk").out.find("(tea)") == -1
    assert asked(hillside, "undo", "tea")["state"] == "active"
    assert "it is removed" in do(hillside, "history", "tea").out
    assert "there is no such listing" in do(hillside, "undo", "coffee", code=1).err
    assert "there are 1 to 6" in do(hillside, "undo", "tea", "9", code=1).err


def test_add(hillside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From fields or in the editor; what is there already under such a name is told."""
    new = ("add", "name=Tea & Talk", "needs=company", "where.postcode=LS8", "--yes")
    ended = do(hillside, *new)
    assert "There is Tea and Talk (tea) already. Is it the same?" in ended.err
    assert "Added: tea-talk, revision 1." in ended.out
    assert "Added: tea-talk-hillside" in do(hillside, *new).out
    assert "written in: no file" in do(hillside, "show", "tea-talk").out
    assert (
        "already. Give another id."
        in do(hillside, "add", "name=X y", "needs=company", "--id", "tea", "--yes", code=1).err
    )
    editor(tmp_path, monkeypatch, "s/^name:.*/name: Darts night/; s/^  venue:.*//")
    assert "Added: darts-night" in do(hillside, "add", "--yes").out
    assert asked(hillside, "show", "darts-night")["assured"]["on"] is not None
    assert "There is no place 'mars'" in do(hillside, "add", "--place", "mars", code=2).err


def test_add_needs_to_know_where(tmp_path: Path) -> None:
    """With more than one place it has to be said."""
    ended = typed("directory", "add", "name=Darts")
    assert (ended.code, "--place oakfield or porth-derwen" in ended.err) == (2, True)


def test_confirm_and_stale(hillside: Path) -> None:
    """What nobody said for long is listed, until it is said to be right; one thing or all."""
    stale = asked(hillside, "stale")
    assert {row["id"] for row in stale} == {"tea", "loft", "safe-house"}
    assert {row["age"] for row in stale} == {"check first"}
    assert "never said" in do(hillside, "stale", "--place", "hillside").out
    out = do(hillside, "confirm", "tea", "when", "cost").out
    assert out == "when, cost is still right: tea, revision 2.\n"
    row = next(row for row in asked(hillside, "stale") if row["id"] == "tea")
    assert row["fields"]["when"] is not None
    assert row["assured_on"] is None
    for id in ("tea", "loft", "safe-house"):
        do(hillside, "confirm", id)
    assert do(hillside, "stale").out == "Everything was said to be right lately.\n"
    assert "no 'colour' to confirm" in do(hillside, "confirm", "tea", "colour", code=2).err
    assert "There is no place 'mars'" in do(hillside, "stale", "--place", "mars", code=2).err


def test_review(hillside: Path) -> None:
    """A file that says something else than an edit of ours is shown beside it; either is taken."""
    assert do(hillside, "review").out == "No file says anything else than we do.\n"
    do(hillside, "edit", "tea", "ages.least=60", "--yes")
    (hillside / ALL).write_text(LISTINGS.replace("least: 50", "least: 55"))
    out = do(hillside, "review").out
    assert f"tea ages.least: ours 60; {ALL}:1 55\n" in out
    (row,) = asked(hillside, "review")
    assert (row["ours"], row["theirs"], row["file"]) == ("60", "55", f"{ALL}:1")
    assert do(hillside, "review", "take", "tea", "file").out == "tea: the file is followed.\n"
    assert asked(hillside, "show", "tea")["ages"]["least"] == 55
    assert "says nothing else" in do(hillside, "review", "take", "tea", "ours", code=1).err
    assert "Write `review`" in do(hillside, "review", "give", code=2).err

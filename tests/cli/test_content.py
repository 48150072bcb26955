"""`connectbot check` and `connectbot flow`: is a community in order, and does it talk?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from connectbot.cli.flow import WOULD
from connectbot.model.effect import Effect
from tests.cli.typed import typed


def change(file: Path, before: str, after: str) -> None:
    """Change one thing in a file of the copy."""
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def test_the_starter_is_in_order() -> None:
    """Without a fault; in time some helpline wants to be looked at again, which is a warning."""
    assert typed("check").code == 0
    assert all(row["warning"] for row in json.loads(typed("check", "--json").out))


def test_a_fault_is_named_by_file_and_line(starter_copy: Path) -> None:
    """`file:line: what is wrong`, one line a fault, how many there are, and exit code 1."""
    welcome = starter_copy / "flows/welcome.yaml"
    change(welcome, "expires: 2 days\n", "expires: soon\n")
    line = welcome.read_text("utf-8").splitlines().index("expires: soon") + 1
    change(starter_copy / "directory/needs.yaml", "- id: company", "- idd: company")
    ended = typed("check", "--community", str(starter_copy))
    assert ended.code == 1
    *faults, summary = ended.out.splitlines()
    assert any(fault.startswith(f"flows/welcome.yaml:{line}: ") for fault in faults)
    assert any(fault.startswith("directory/needs.yaml:") for fault in faults)
    rows = json.loads(typed("check", "--json", "--community", str(starter_copy)).out)
    errors = sum(not row["warning"] for row in rows)
    assert summary.startswith(f"{errors} to mend")
    said = [f"{row['file']}:{row['line']}: {row['text']}" for row in rows]
    assert [fault.removesuffix(" (warning)") for fault in faults] == said


def test_a_warning_is_an_error_only_strictly(starter_copy: Path) -> None:
    """A helpline that was last checked long ago may be used, and is looked at."""
    change(starter_copy / "directory/safety.yaml", "checked: 2026-", "checked: 2020-")
    ended = typed("check", "--community", str(starter_copy))
    assert ended.code == 0
    assert "(warning)" in ended.out
    assert ended.out.splitlines()[-1].endswith("to look at.")
    assert typed("check", "--strict", "--community", str(starter_copy)).code == 1


def test_the_talks_of_the_starter_go_as_written() -> None:
    """Every talk, every step; or those about one flow."""
    ended = typed("flow", "test")
    assert ended.code == 0, ended.out
    assert ended.out.splitlines()[-1].endswith("talks went as written, every step walked.")
    found = json.loads(typed("flow", "test", "welcome", "--json").out)
    assert found["talks"]
    assert {talk["fault"] for talk in found["talks"]} == {""}


def test_a_talk_that_goes_differently_is_named(starter_copy: Path) -> None:
    """By file and line, with exit code 1."""
    change(starter_copy / "flows/tests/about.yaml", "- us: ", "- us: Never said. ")
    ended = typed("flow", "test", "--community", str(starter_copy))
    assert ended.code == 1
    assert ended.out.startswith("flows/tests/about.yaml:")


def test_trying_a_flow_keeps_nothing(here: Path) -> None:
    """Lines are piped in, answers printed, effects only told; no data folder is made."""
    ended = typed("flow", "try", "find-support", stdin="lonely\nLS8\n1\nPERSON\n")
    assert ended.code == 0
    assert ended.out.startswith("bot: What is on your mind")
    assert "bot: Near LS8." in ended.out
    assert "\n  1 Tea and Talk" in ended.out or "\n  1 " in ended.out
    assert "(a person would be told now)" in ended.out
    assert list(here.iterdir()) == []


def test_trying_a_check_in_asks_its_questions(here: Path) -> None:
    """What waits for a promise of ours is tried as if that had been made; nothing is kept."""
    ended = typed("flow", "try", "check-in", stdin="7\nskip\nPAUSE\n")
    assert ended.code == 0
    assert "bot: Overall, how happy did you feel yesterday?" in ended.out
    assert "(the answers so far would be kept, sealed)" in ended.out
    assert list(here.iterdir()) == []


def test_whatever_a_flow_asks_for_is_told() -> None:
    """Each effect has its sentence for whoever only tries a flow."""
    assert {kind.__name__ for kind in Effect.__subclasses__()} == set(WOULD)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("flow test welcom", "welcom: there is no such flow; there are about, "),
        ("flow try welcom", "welcom: there is no such flow; there are about, "),
        ("flow try welcome --place nowhere", "nowhere: there is no such place; there are oakfield"),
    ],
)
def test_a_name_that_is_not_there_is_told(command: str, said: str) -> None:
    """A slip in a name never passes for a flow without faults."""
    ended = typed(*command.split())
    assert ended.code == 1
    assert ended.err.startswith(said)


@pytest.mark.parametrize("command", ["chat", "flow test", "flow try welcome"])
def test_an_empty_community_is_taken_as_it_is(here: Path, command: str) -> None:
    """A folder that is named is never replaced by the starter: there is nothing to talk with."""
    (here / "empty").mkdir()
    ended = typed(*command.split(), "--community", "empty")
    assert ended.code == 1
    assert "empty: there is nothing to talk with yet. Put a flow into flows/" in ended.err


def test_needs_that_are_not_written_are_told(here: Path) -> None:
    """Nothing can be explained of needs that are not there."""
    (here / "empty").mkdir()
    ended = typed("explain", "need", "x", "--community", "empty")
    assert ended.code == 1
    assert "There are no needs yet" in ended.err


def test_the_folder_stood_in_counts_where_it_is_one(here: Path, starter_copy: Path) -> None:
    """`flows/` or `directory/` here makes this folder the community; else it is the starter."""
    assert "there are about, " in typed("flow", "try", "nothing").err
    starter_copy.joinpath("flows/about.yaml").unlink()
    starter_copy.joinpath("flows").rename(here / "flows")
    starter_copy.joinpath("directory").rename(here / "directory")
    ended = typed("flow", "try", "nothing")
    assert "there is no such flow; there are " in ended.err
    assert " about, " not in ended.err

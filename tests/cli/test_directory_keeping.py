"""Commands by which a group is checked, stopped and looked after."""

from __future__ import annotations

import json

from tests.cli.typed import typed


def test_a_group_is_checked_stopped_and_let_on() -> None:
    """Each command says what it did, and whether a person's name may be given."""
    by = ("--by", "Sam Bell", "--how", "visited")
    done = typed("directory", "check", "tea-and-talk", *by, "--safeguarding", "2026-01-05")
    assert done.code == 0, done.err
    assert "by Sam Bell, revision 2.\nIt may be given a person's name." in done.out
    done = typed("directory", "suspend", "tea-and-talk", "--why", "a complaint")
    assert "nobody is introduced to it from now on, revision 3" in done.out
    assert "is not given to them since" in typed("directory", "show", "tea-and-talk").out
    done = typed("directory", "check", "tea-and-talk", *by)
    assert "not given a person's name yet" in done.out
    assert typed("directory", "resume", "tea-and-talk", "--why", "all is well").code == 0
    assert typed("directory", "suspend", "nobody", "--why", "x").code == 1
    late = typed("directory", "check", "tea-and-talk", *by, "--on", "2999-01-01")
    assert (late.code, "still to come" in late.err) == (2, True)


def test_what_waits_is_listed_without_a_word_of_it() -> None:
    """In words and for programs; nothing waits in a new directory."""
    assert typed("directory", "suggestions").out == "Nothing waits.\n"
    assert json.loads(typed("directory", "suggestions", "--place", "oakfield", "--json").out) == []

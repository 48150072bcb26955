"""A community's texts made into a world, whole or half written."""

from datetime import date

import pytest

from connectbot.app.worlds import BadCommunity, faults, world_of
from connectbot.files import community_at, starter

TODAY = date(2026, 11, 22)
FLOW = """\
flow: hello
title: Hello
no_reply: {after: 1 day, remind: no}
steps:
  bye:
    end: Hi.
"""


def community(folder, **files):
    """A community of these files."""
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_name(f"{path.name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return community_at(folder)


def test_flows_can_be_tried_before_a_place_is_written(tmp_path):
    """Without a place a stand-in serves, and `check` says what is missing, as a warning."""
    made = community(tmp_path, flows__hello=FLOW)
    assert list(world_of(made).book.places) == ["here"]
    missing = [p for p in faults(made, TODAY) if p.file == "directory/places"]
    assert [p.warning for p in missing] == [True]


def test_nothing_at_all_is_told_as_such(tmp_path):
    """An empty folder is taken as it is: there is nothing to talk with."""
    made = community_at(tmp_path)
    with pytest.raises(BadCommunity, match="nothing to talk with yet"):
        world_of(made)
    assert [p.file for p in faults(made, TODAY)] == ["directory/places", "flows"]


def test_two_flows_of_one_name_are_told_apart(tmp_path):
    """The second one is named with its file."""
    made = community(tmp_path, flows__a=FLOW, flows__b=FLOW)
    with pytest.raises(BadCommunity, match=r"flows/b\.yaml:1: there are two flows called `hello`"):
        world_of(made)


def test_a_fault_stops_the_start_with_its_line(tmp_path):
    """What is not only a warning is told with file, line and mend."""
    made = community(tmp_path, flows__a=FLOW.replace("end: Hi.", "edn: Hi."))
    with pytest.raises(BadCommunity, match=r"flows/a\.yaml:[56]"):
        world_of(made)


def test_a_go_that_leads_nowhere_stops_the_start_as_check_tells_it(tmp_path):
    """Nobody is to walk into a step or a flow that is not there: the same sentence as `check`."""
    lost = FLOW.replace("end: Hi.", "call: nobody\n  on:\n    go: by")
    made = community(tmp_path, flows__hello=lost)
    with pytest.raises(BadCommunity) as refused:
        world_of(made)
    told = str(refused.value).splitlines()
    assert "flows/hello.yaml:8: there is no step `by`; did you mean `bye`?" in told
    assert any("there is no flow `nobody`" in line for line in told)
    assert set(told) <= {str(problem) for problem in faults(made, TODAY)}


def test_the_starter_is_in_order():
    """What is shipped has no fault."""
    assert [p for p in faults(community_at(starter()), TODAY) if not p.warning] == []

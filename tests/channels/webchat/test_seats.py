"""Who may open a socket when there are many."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.channels.webchat.seats import Seats


def filled(*visitors: str, most: int = 6, each: int = 4) -> Seats[str]:
    """Seats that these asked for, as far as they were let in; guests are a1, a2, b1 ..."""
    seats = Seats[str](most, each)
    came: dict[str, int] = {}
    for visitor in visitors:
        came[visitor] = came.get(visitor, 0) + 1
        if seats.admits(visitor):
            seats.enter(visitor, f"{visitor}{came[visitor]}")
    return seats


def test_one_visitor_cannot_take_all_seats(caplog: pytest.LogCaptureFixture) -> None:
    """Two thousand lines from one address leave room; the log says so once, without the address."""
    with caplog.at_level(logging.WARNING):
        seats = filled(*["203.0.113.7"] * 2_000, most=2_000, each=100)
    assert len(seats) == 100
    assert seats.admits("b")
    (said,) = caplog.messages
    assert "CONNECTBOT_TRUSTED_PROXIES" in said
    assert "203" not in said


def test_when_all_is_taken_the_crowd_makes_room() -> None:
    """The oldest of whoever has most goes; who has as many already is told to come back."""
    seats = filled(*"aaaabb")
    assert seats.admits("c")
    assert seats.enter("c", "c1") == "a1"
    assert sorted(seats.guests()) == ["a2", "a3", "a4", "b1", "b2", "c1"]
    assert not seats.admits("b")
    assert not filled(*"abcdef").admits("g")


def test_who_leaves_is_counted_no_more() -> None:
    """A place is free again, also where the guest had been shown out before."""
    seats = filled(*"aaaabb")
    seats.enter("c", "c1")
    for guest in ("a1", "a2", "a2"):
        seats.leave("a", guest)
    assert len(seats) == 5
    for visitor, guest in (("a", "a3"), ("a", "a4"), ("b", "b1"), ("b", "b2"), ("c", "c1")):
        seats.leave(visitor, guest)
    assert (len(seats), seats.guests()) == (0, [])


@given(st.lists(st.sampled_from("aaaabcdefgh"), max_size=80))
def test_no_bound_is_ever_passed_and_the_first_is_always_let_in(visitors: list[str]) -> None:
    """Never more than all places, nor one visitor more than its share; and while anybody has
    three, somebody who has none comes in."""
    seats = filled(*visitors)
    held = [sum(guest[0] == name for guest in seats.guests()) for name in "abcdefgh"]
    assert len(seats) == sum(held) <= 6
    assert max(held) <= 4
    if len(seats) < 6 or max(held) >= 3:
        assert seats.admits("somebody new")

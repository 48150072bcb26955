"""Whom a request is counted for, whatever somebody writes into its headers."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.channels.webchat.visitor import visitor

TRUSTED = (ip_network("127.0.0.1"), ip_network("172.18.0.0/16"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "counted"),
    [
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.9"], "203.0.113.7"),  # a stranger's word for it
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["198.51.100.9, 203.0.113.7"], "203.0.113.7"),  # the first is invented
        ("127.0.0.1", ["198.51.100.9", "203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["203.0.113.7, 172.18.0.3"], "203.0.113.7"),  # two proxies of ours
        ("172.18.0.3", ["203.0.113.7:51234"], "203.0.113.7"),
        ("172.18.0.3", ['"[2001:db8::1]:443"'], "2001:db8::/64"),
        ("127.0.0.1", ["2001:db8:0:0:1:2:3:4"], "2001:db8::/64"),
        ("127.0.0.1", ["2001:db8::ffff"], "2001:db8::/64"),
        ("127.0.0.1", ["::ffff:203.0.113.7"], "203.0.113.7"),
        ("::ffff:127.0.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("127.0.0.1", ["unknown"], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.7, "], "127.0.0.1"),
        ("fe80::1%eth0", [], "fe80::/64"),
        (None, ["203.0.113.7"], ""),
    ],
)
def test_the_last_address_that_is_no_proxy_of_ours_is_counted(
    peer: str | None, forwarded: list[str], counted: str
) -> None:
    """What the header says is believed of our own proxies alone, and from its end."""
    assert visitor(peer, forwarded, TRUSTED) == counted


@settings(max_examples=200, deadline=None)
@given(lines=st.lists(st.text(max_size=60), max_size=4))
def test_nobody_else_writes_whom_they_are(lines: list[str]) -> None:
    """Whatever a visitor sends in front of it, the proxy's own word stands."""
    assert visitor("127.0.0.1", [*lines, "203.0.113.7"], TRUSTED) == "203.0.113.7"
    assert visitor("203.0.113.7", lines, TRUSTED) == "203.0.113.7"

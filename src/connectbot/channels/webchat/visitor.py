"""Which visitor a request comes from: an address to count by, never to keep."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Networks = Sequence[IPv4Network | IPv6Network]

_ONE_HOME = 64
"""Bits of an IPv6 address that one line has; the rest is its own to change a thousand times."""


def visitor(peer: str | None, forwarded: Sequence[str], trusted: Networks) -> str:
    """The visitor behind a connection from `peer`; "" where there is no address to tell.

    `forwarded` are the X-Forwarded-For lines in their order. Each proxy writes at the end whom it
    heard, so the last address that is no proxy of ours is the visitor, and what stands before it
    anybody may have written.
    """
    found = _address(peer or "")
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    while found is not None and hops and any(found in network for network in trusted):
        named = _address(hops.pop())
        if named is None:
            break
        found = named
    return "" if found is None else _counted(found)


def _address(words: str) -> IPv4Address | IPv6Address | None:
    bare = words.strip('"').partition("%")[0]
    if bare.startswith("["):  # some proxies write the port as well
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def _counted(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address, _ONE_HOME), strict=False))

"""A load client in a process of its own: N connections, each with one text on its way at a time.

Prints one JSON object: messages a second, p50 and p99 in milliseconds, the server's CPU time in
microseconds a message, and how busy this client was itself (near 1 it would be the bottleneck).
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import secrets
import selectors
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import texts

HEAD_END = b"\r\n\r\n"
LENGTH = b"content-length:"
NUMBERS = itertools.count(1_000)
TICKS = os.sysconf("SC_CLK_TCK")


class Refused(Exception):
    """The server did not answer 200."""


@dataclass
class Connection:
    """One connection with some residents of its own; `sent_at` is when its text went."""

    channel: socket.socket
    host: str
    residents: list[str]
    telegram: bool = False
    talks: list[object] = field(init=False)
    heard: bytes = b""
    sent_at: float = 0.0
    turn: int = 0

    def __post_init__(self) -> None:
        self.talks = [texts.talk(texts.number(one)) for one in self.residents]

    def send(self) -> None:
        """The next text of the next resident, with an id never used before."""
        who = self.turn % len(self.residents)
        self.turn += 1
        said = next(self.talks[who])  # type: ignore[call-overload]
        asked = self._request(self.residents[who], str(said))
        self.sent_at = time.perf_counter()
        self.channel.sendall(asked)

    def _request(self, resident: str, said: str) -> bytes:
        if self.telegram:
            return texts.update(resident, said, next(NUMBERS), self.host)
        return texts.request(resident, said, "SM" + secrets.token_hex(16), self.host)

    def answered(self) -> bool:
        """Whether the whole answer is here; Refused where it is not a 200."""
        self.heard += self.channel.recv(65536)
        head, end, body = self.heard.partition(HEAD_END)
        if not end or len(body) < _length(head):
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise Refused(self.heard[:300].decode("latin-1"))
        self.heard = b""
        return True


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(LENGTH):
            return int(line[len(LENGTH) :])
    return 0


def connections(host: str, port: int, clients: int, *, telegram: bool) -> list[Connection]:
    """Open them; residents are dealt out so that each resident's texts keep their order."""
    made = []
    for number in range(clients):
        channel = socket.create_connection((host, port), timeout=30)
        channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        whose = [texts.resident(n) for n in range(number, texts.RESIDENTS, clients)]
        made.append(Connection(channel, f"{host}:{port}", whose, telegram))
    return made


def load(made: list[Connection], selector: selectors.BaseSelector, seconds: float) -> list[float]:
    """Keep every connection busy for so long; how long each answer took."""
    took: list[float] = []
    until = time.perf_counter() + seconds
    busy = len(made)
    for connection in made:
        connection.send()
    while busy:
        for key, _ in selector.select():
            connection = key.data
            if not connection.answered():
                continue
            now = time.perf_counter()
            took.append(now - connection.sent_at)
            if now < until:
                connection.send()
            else:
                busy -= 1
    return took


def cpu_seconds(pid: int) -> float:
    """CPU time of a process and its threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measured(
    address: str, clients: int, seconds: float, warm_up: float, pid: int, *, telegram: bool = False
) -> dict[str, float]:
    """One measurement after a warm-up on the same connections."""
    host, _, port = address.rpartition(":")
    made = connections(host, int(port), clients, telegram=telegram)
    selector = selectors.DefaultSelector()
    for connection in made:
        selector.register(connection.channel, selectors.EVENT_READ, connection)
    load(made, selector, warm_up)
    server, own, began = cpu_seconds(pid), time.process_time(), time.perf_counter()
    took = sorted(load(made, selector, seconds))
    lasted = time.perf_counter() - began
    own_share = (time.process_time() - own) / lasted
    server_used = cpu_seconds(pid) - server
    for connection in made:
        connection.channel.close()
    return {
        "per_second": len(took) / lasted,
        "p50_ms": took[len(took) // 2] * 1000,
        "p99_ms": took[min(len(took) - 1, len(took) * 99 // 100)] * 1000,
        "cpu_us": server_used / len(took) * 1e6,
        "client_busy": own_share,
    }


def main() -> None:
    """Run one measurement from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address", help="host:port of the server")
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--warm-up", type=float, default=1.0)
    parser.add_argument("--pid", type=int, required=True, help="the server's process")
    parser.add_argument("--telegram", action="store_true", help="bring updates in place of texts")
    given = parser.parse_args()
    how = (given.address, given.clients, given.seconds, given.warm_up, given.pid)
    print(json.dumps(measured(*how, telegram=given.telegram)))


if __name__ == "__main__":
    main()

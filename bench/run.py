"""`make bench`: the limit, the turn and the usual way side by side; a table and latest.json.

Loopback only. Servers on one core, the client on the other; each round starts fresh servers and
runs every measurement once, so that a noisy minute hurts all alike; medians are reported.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "latest.json"
STOP_SECONDS = 15
BUSY = 0.9

OUTBOX = "outbox_claim_settle"
TELEGRAM = "telegram_turn"
START = "start_ready"
MEMORY = "memory_10k_listings"
CHECKINS, AT_START = "checkins", "checkins_at_start"
PAGES = "console_pages"
SEARCH, SERVED = "search_100k", "memory_30k_listings"
LIMIT, TURN, ASYNC = "limit", "inbound_sms_turn", "async_sqlmodel"
MODULES = {LIMIT: "bench.limit", TURN: "bench.turn_server", ASYNC: "bench.async_sqlmodel"}
CLIENTS = {LIMIT: (1, 16, 64), TURN: (1, 16, 64), ASYNC: (64,)}

Figures = dict[str, float]


@dataclass(frozen=True)
class Server:
    """A server that listens."""

    address: str
    pid: int


def cores() -> tuple[set[int], set[int]]:
    """The server's core and the client's; the same where there is only one."""
    free = sorted(os.sched_getaffinity(0))
    return {free[0]}, {free[-1]}


@contextmanager
def serving(name: str, core: set[int]) -> Iterator[Server]:
    """A fresh server on its own core with an empty folder."""
    with tempfile.TemporaryDirectory(prefix="connectbot-bench-") as data:
        process = subprocess.Popen(
            [sys.executable, "-m", MODULES[name], data],
            stdout=subprocess.PIPE,
            stderr=(Path(data) / "log").open("w"),
            text=True,
            cwd=HERE.parent,
            preexec_fn=lambda: os.sched_setaffinity(0, core),
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address:
                raise SystemExit(f"{name} did not start:\n{(Path(data) / 'log').read_text()}")
            yield Server(address, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def measure(server: Server, clients: int, seconds: float, core: set[int], *more: str) -> Figures:
    """One run of the client in its own process on its own core."""
    how = ["--clients", str(clients), "--seconds", str(seconds), "--pid", str(server.pid), *more]
    return told("bench.client", [server.address, *how], core)


def emptied(core: set[int]) -> Figures:
    """One run of the way out, on the servers' core."""
    return in_folder("bench.outbox", core)


def in_folder(module: str, core: set[int]) -> Figures:
    """One run of a module in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="connectbot-bench-") as data:
        return told(module, [data], core)


def told(module: str, arguments: list[str], core: set[int]) -> Figures:
    """The JSON that a module prints when it is run on one core."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        cwd=HERE.parent,
        check=False,
        preexec_fn=lambda: os.sched_setaffinity(0, core),
    )
    if done.returncode:
        raise SystemExit(f"{module} failed:\n{done.stderr[-2000:]}")
    figures: Figures = json.loads(done.stdout)
    return figures


def rounds(number: int, seconds: float, console: Console) -> dict[str, list[Figures]]:
    """Every measurement `number` times, interleaved: name_clients -> figures of each round."""
    found: dict[str, list[Figures]] = {}
    server_core, client_core = cores()
    for turn in range(number):
        for name, counts in CLIENTS.items():
            with serving(name, server_core) as server:
                for clients in counts:
                    figures = measure(server, clients, seconds, client_core)
                    found.setdefault(f"{name}_{clients}", []).append(figures)
                if name == TURN:
                    figures = measure(server, 1, seconds, client_core, "--telegram")
                    found.setdefault(TELEGRAM, []).append(figures)
        found.setdefault(OUTBOX, []).append(emptied(server_core))
        found.setdefault(START, []).append(told("bench.starting", [], server_core | client_core))
        console.print(f"round {turn + 1} of {number} done", style="dim")
    return found


def middle(found: dict[str, list[Figures]]) -> dict[str, Figures]:
    """The median of each figure over the rounds."""
    return {
        name: {key: median(one[key] for one in runs) for key in runs[0]}
        for name, runs in found.items()
    }


def ratio(found: dict[str, list[Figures]], above: str, below: str) -> float:
    """How many times `below` `above` is: the median over rounds that ran side by side."""
    pairs = zip(found[above], found[below], strict=True)
    return median(one["per_second"] / other["per_second"] for one, other in pairs)


def limit_of(name: str) -> str:
    """The limit at the same number of clients; of Telegram's turn there is one client."""
    return f"{LIMIT}_{1 if name == TELEGRAM else name.rsplit('_', 1)[1]}"


def row(value: float, unit: str, times: float | None = None, against: str = "") -> dict[str, Any]:
    """One row of latest.json."""
    rounded = None if times is None else round(times, 3)
    return {"value": round(value, 4), "unit": unit, "ratio": rounded, "against": against}


def of_checkins(alone: Figures, start: Figures) -> dict[str, dict[str, Any]]:
    """The rows of check-ins."""
    return {
        "claims_500": row(alone["claims_500"], "s", alone["ratio"], "bare_sql_500"),
        "apscheduler_500": row(alone["apscheduler_500"], "s"),
        "enrol_100k": row(alone["enrol_written"], "s"),
        "enrol_100k_made_ready": row(alone["enrol_ready"], "s"),
        "checkins_at_start_ready": row(start["ready"], "s"),
        "checkins_at_start_longest_wait": row(start["longest_wait"], "s"),
        "checkins_at_start_all_claimed": row(start["all_claimed"], "s"),
    }


def results(found: dict[str, list[Figures]]) -> dict[str, dict[str, Any]]:
    """The rows of latest.json."""
    rows: dict[str, dict[str, Any]] = {}
    middles = middle(found)
    start = middles.pop(START)
    rows[START] = row(start["seconds"], "s")
    rows["start_up"] = row(start["up"], "s")
    rows["start_help"] = row(start["help"], "s")
    memory = middles.pop(MEMORY)
    rows[MEMORY] = row(memory["mb"], "MB")
    rows[f"{MEMORY}_ready"] = row(memory["ready"], "s")
    search, served = middles.pop(SEARCH), middles.pop(SERVED)
    for part in ("p50", "p99"):
        times = search[f"{part}_ms"] / search[f"fts_{part}_ms"]
        rows[f"{SEARCH}_{part}"] = row(search[f"{part}_ms"], "ms", times, "fts5_bounding_box")
    rows[f"{SEARCH}_edit"] = row(search["edit_ms"], "ms")
    rows[SERVED] = row(served["mb"], "MB")
    rows |= of_checkins(middles.pop(CHECKINS), middles.pop(AT_START))
    pages = middles.pop(PAGES)
    rows[PAGES] = row(pages["median_ms"], "ms")
    rows[f"{PAGES}_slowest"] = row(pages["slowest_ms"], "ms")
    rows[OUTBOX] = row(middles.pop(OUTBOX)["per_second"], "messages/s")
    for name, figures in middles.items():
        limit = limit_of(name)
        times = None if name == limit else ratio(found, name, limit)
        against = "" if name == limit else limit
        rows[name] = row(figures["per_second"], "messages/s", times, against)
        rows[f"{name}_p50"] = row(figures["p50_ms"], "ms")
        rows[f"{name}_p99"] = row(figures["p99_ms"], "ms")
        rows[f"{name}_cpu"] = row(figures["cpu_us"], "us CPU/message")
    turn, usual = f"{TURN}_64", f"{ASYNC}_64"
    times = ratio(found, turn, usual)
    rows["turn_over_async_sqlmodel_64"] = row(times, "times", times, usual)
    return rows


def show(found: dict[str, list[Figures]], console: Console) -> None:
    """The table a person reads."""
    table = Table(title="median of the rounds", title_justify="left")
    for heading in ("", "messages/s", "p50 ms", "p99 ms", "CPU us/message", "of the limit"):
        table.add_column(heading, justify="right" if heading else "left")
    middles = middle(found)
    start, memory = middles.pop(START), middles.pop(MEMORY)
    search, served = middles.pop(SEARCH), middles.pop(SERVED)
    out = middles.pop(OUTBOX)["per_second"]
    alone, at_start, pages = middles.pop(CHECKINS), middles.pop(AT_START), middles.pop(PAGES)
    for name, figures in middles.items():
        limit = limit_of(name)
        table.add_row(
            name,
            f"{figures['per_second']:,.0f}",
            f"{figures['p50_ms']:.2f}",
            f"{figures['p99_ms']:.2f}",
            f"{figures['cpu_us']:,.0f}",
            "" if name == limit else f"{ratio(found, name, limit):.2f}",
        )
    console.print(table)
    times = ratio(found, f"{TURN}_64", f"{ASYNC}_64")
    console.print(
        f"the turn is {times:.1f} times one async SQLModel session a message (64 clients)"
    )
    console.print(f"claimed and settled by the way out alone: {out:,.0f} messages/s")
    console.print(
        f"up {start['up']:.2f} s and ready {start['seconds']:.2f} s after its start; "
        f"--help {start['help']:.2f} s"
    )
    console.print(
        f"with 10,000 listings {memory['mb']:.0f} MB, ready after {memory['ready']:.1f} s"
    )
    console.print(
        f"100,000 listings searched in {search['p50_ms']:.1f} ms (p99 {search['p99_ms']:.1f}), "
        f"FTS5 with a box {search['fts_p50_ms']:.1f} (p99 {search['fts_p99_ms']:.1f}); "
        f"30,000 served in {served['mb']:.0f} MB"
    )
    console.print(
        f"500 check-ins claimed in {alone['claims_500'] * 1000:.0f} ms, {alone['ratio']:.1f} times "
        f"bare SQL (APScheduler's store: {alone['apscheduler_500'] * 1000:.0f}); 100,000 enrolled "
        f"in {alone['enrol_written']:.1f} s"
    )
    console.print(
        f"10,000 due at start: ready in {at_start['ready']:.1f} s, a text waits "
        f"{at_start['longest_wait']:.2f} s at most, all claimed in {at_start['all_claimed']:.0f} s"
    )
    console.print(
        f"a page of the console, 10,000 residents and 5,000 referrals: "
        f"{pages['median_ms']:.0f} ms, the slowest {pages['slowest_ms']:.0f} ms"
    )
    busiest = max(figures["client_busy"] for figures in middles.values())
    if busiest > BUSY:
        console.print(f"the client was {busiest:.0%} busy: the fastest figures are too low")


def main() -> None:
    """Measure, write latest.json, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each measurement")
    given = parser.parse_args()
    console = Console(width=100, highlight=False)
    found = rounds(given.rounds, given.seconds, console)
    found[MEMORY] = [told("bench.listings", [], set.union(*cores()))]
    found[SEARCH] = [told("bench.bigger", ["search"], cores()[0])]
    found[CHECKINS] = [in_folder("bench.checkins", cores()[0])]
    found[AT_START] = [in_folder("bench.checkins_at_start", set.union(*cores()))]
    found[PAGES] = [in_folder("bench.console_pages", cores()[0])]
    found[SERVED] = [told("bench.bigger", ["served"], set.union(*cores()))]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results(found), indent=1) + "\n", encoding="utf-8")
    show(found, console)


if __name__ == "__main__":
    main()

"""How long a start takes: `connectbot --help`, then `serve` until it is up, and until it is ready.

Prints JSON: seconds from the exec of each process. Every start has an empty folder, so the first
migration and the first look at the whole community are in it.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

GIVE_UP = 60.0
SETTINGS = {
    "CONNECTBOT_PUBLIC_URL": "https://bot.oakfield.example",
    "CONNECTBOT_CHANNELS": "webchat,sms,telegram",
    "CONNECTBOT_HANDOVER_TO": "Sam +447700900999",
    "CONNECTBOT_SAFEGUARDING_TO": "Lee +447700900998",
    "CONNECTBOT_TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "CONNECTBOT_TWILIO_AUTH_TOKEN": "0123456789abcdef",
    "CONNECTBOT_TWILIO_FROM": "+447700900000",
    "CONNECTBOT_TWILIO_API_URL": "http://127.0.0.1:9",
    "CONNECTBOT_TELEGRAM_TOKEN": "1:0123456789abcdef",
    "CONNECTBOT_TELEGRAM_SECRET": "0123456789abcdef",
    "CONNECTBOT_TELEGRAM_API_URL": "http://127.0.0.1:9",
    "CONNECTBOT_LOG_LEVEL": "ERROR",
}


@contextmanager
def served(data: Path, port: int, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """`connectbot serve` with every channel on, and nobody at the providers' addresses."""
    command = [sys.executable, "-m", "connectbot", "serve", "--data", str(data / "data"), *more]
    environment = {**os.environ, **SETTINGS, "CONNECTBOT_PORT": str(port)}
    with (data / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


def answers(port: int, path: str, since: float) -> float:
    """Seconds since then until an address answers 200."""
    while time.perf_counter() - since < GIVE_UP:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()
            return time.perf_counter() - since
        except OSError:
            time.sleep(0.01)
    raise SystemExit(f"{path} did not answer within {GIVE_UP:.0f} s")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Measure once."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "connectbot", "--help"], check=True, capture_output=True)
    help_seconds = time.perf_counter() - began
    with tempfile.TemporaryDirectory(prefix="connectbot-bench-") as folder:
        port, began = free_port(), time.perf_counter()
        with served(Path(folder), port):
            up = answers(port, "/healthz", began)
            ready = answers(port, "/readyz", began)
    print(json.dumps({"help": help_seconds, "up": up, "seconds": ready}))


if __name__ == "__main__":
    main()

"""The real process, `connectbot serve`, on a free port here: started, killed, stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import aiohttp
from aiohttp.test_utils import unused_port

OURS = "+447700900000"
SAM = "+447700900999"
JO = "+447700900998"
ACCOUNT = "AC" + "0a" * 16
TOKEN = "pretend-token-of-these-tests"

PATIENCE_SECONDS = 30.0


class NotReady(AssertionError):
    """The service ended, or was not ready in time; the message is its log."""


class RealService:
    """One deployment: its folder, its settings, and the process while there is one.

    Starting it again goes on with the same data. Everything it prints is in `log`.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = unused_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.settings = {
            "DATA": str(folder / "data"),
            "KEYRING": str(folder / "keys"),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            "CHANNELS": "webchat,sms",
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": OURS,
            "TWILIO_HELP_SET": "yes",
            "SMS_SEGMENTS_PER_SECOND": "500",
            "QUIET_HOURS": "03:00-03:00",  # never: these tests run at any hour
            "HANDOVER_TO": f"Sam {SAM}",
            "SAFEGUARDING_TO": f"Jo {JO}",
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def log(self) -> str:
        """All that it has printed, in every run."""
        printed = self.folder / "log"
        return printed.read_text("utf-8", "replace") if printed.exists() else ""

    @property
    def environment(self) -> dict[str, str]:
        """What the process gets: this one's environment, with these settings and no others."""
        return environment(self.settings)

    async def start(self) -> None:
        """Start it, and wait until it is ready."""
        self.launch()
        await self.ready()

    def launch(self, *command: str) -> None:
        """Start it without waiting; another command than `serve` may be given."""
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "connectbot", *(command or ("serve",))],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def ready(self) -> None:
        """Wait until /readyz says so. Raises NotReady."""
        end = perf_counter() + PATIENCE_SECONDS
        async with aiohttp.ClientSession() as session:
            while perf_counter() < end:
                if self.process is None or self.process.poll() is not None:
                    raise NotReady(f"It ended before it was ready:\n{self.log}")
                if await _says_ready(session, f"{self.url}/readyz"):
                    return
                await asyncio.sleep(0.04)
        raise NotReady(f"It was not ready in {PATIENCE_SECONDS:.0f} seconds:\n{self.log}")

    async def kill(self) -> None:
        """kill -9: nothing is finished, nothing is said."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> tuple[int, float]:
        """SIGTERM: its exit code, and the seconds it took."""
        started = perf_counter()
        code = await self._end(signal.SIGTERM)
        return code, perf_counter() - started

    async def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(how)
        try:
            return await asyncio.to_thread(self.process.wait, PATIENCE_SECONDS)
        finally:
            if self.process.poll() is None:
                self.process.kill()
            self.process = None


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with these settings (names without CONNECTBOT_) and no others."""
    bare = {name: text for name, text in os.environ.items() if not name.startswith("CONNECTBOT_")}
    # Compiling every library again at every start would take longer than all the rest of it.
    bare.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**bare, **{f"CONNECTBOT_{name}": text for name, text in settings.items()}}


async def _says_ready(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except (aiohttp.ClientError, OSError):
        return False


async def until(so: Callable[[], bool], what: str, seconds: float = 15.0) -> None:
    """Wait until something is so; `what` is said where it never is."""
    end = perf_counter() + seconds
    while not so():
        assert perf_counter() < end, f"{seconds:.0f} seconds went by and not: {what}"
        await asyncio.sleep(0.02)


async def run_beside(service: RealService, *command: str) -> tuple[str, float]:
    """Run another command on a service's data: what it printed, and the seconds it took."""
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "connectbot",
        *command,
        cwd=service.folder,
        env=service.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0, printed.decode()
    return printed.decode(), perf_counter() - started

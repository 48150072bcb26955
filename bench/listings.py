"""The memory of a service with 10,000 listings, after its start and after 200 talks.

Prints JSON: MB resident, and seconds until it was ready. The listings are the starter's own, again
and again under other names and in other districts.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from bench.starting import answers, free_port, served
from connectbot.files import starter

LISTINGS, TALKS = 10_000, 200
SAID = ("hello", "just me", "im lonely since my husband died, LS{district}", "1", "1")


def community(folder: Path, count: int) -> Path:
    """A copy of the starter with so many listings."""
    here = folder / "community"
    for part in ("flows", "directory"):
        shutil.copytree(starter() / part, here / part)
    place = sorted(path.parent for path in here.glob("directory/places/*/place.yaml"))[0]
    files = {path: path.read_text(encoding="utf-8") for path in sorted(place.glob("*.yaml"))}
    models = [(path, text) for path, text in files.items() if text.startswith("- id:")]
    made = 0
    while made < count:
        _, text = models[made % len(models)]
        made += text.count("\n- id: ") + 1
        (place / f"made-{made:05}.yaml").write_text(_again(text, made), encoding="utf-8")
    return here


def _again(text: str, number: int) -> str:
    """The same listings under other names, in another district."""
    text = re.sub(r"^(- id: \S+)$", rf"\1-{number}", text, flags=re.M)
    text = re.sub(r"^ +sector: .+\n", "", text, flags=re.M)
    text = re.sub(r"^(  name: .+)$", rf"\1 {number}", text, flags=re.M)
    return re.sub(r"outcode: ([A-Z]+)[0-9]+", rf"outcode: \g<1>{1 + number % 29}", text)


async def talks(port: int, count: int) -> None:
    """So many people find something, one after the other."""
    async with aiohttp.ClientSession() as session:
        for number in range(count):
            visitor = {"X-Forwarded-For": f"198.51.100.{number % 250}"}
            url = f"http://127.0.0.1:{port}/chat/ws"
            async with session.ws_connect(url, headers=visitor) as socket:
                await socket.send_json({"type": "hello", "session": None, "after": 0})
                for turn, words in enumerate(SAID):
                    text = words.format(district=1 + number % 29)
                    id = f"a{number:04}{turn:04}"
                    await socket.send_json({"type": "say", "id": id, "text": text})
                    while (await socket.receive_json(timeout=10)).get("type") != "ack":
                        pass


def resident_mb(pid: int) -> float:
    """What is in memory now."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def main() -> None:
    """Measure once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LISTINGS
    with tempfile.TemporaryDirectory(prefix="connectbot-bench-") as name:
        folder, port = Path(name), free_port()
        here = community(folder, count)
        began = time.perf_counter()
        with served(folder, port, "--community", str(here)) as process:
            ready = answers(port, "/readyz", began)
            first = resident_mb(process.pid)
            asyncio.run(talks(port, TALKS))
            last = resident_mb(process.pid)
        if errors := (folder / "log").read_text(encoding="utf-8").splitlines()[1:]:
            print("\n".join(errors[:5]), file=sys.stderr)
    print(json.dumps({"mb": last, "mb_at_start": first, "ready": ready}))


if __name__ == "__main__":
    main()

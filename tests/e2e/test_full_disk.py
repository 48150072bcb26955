"""A full disk: the provider is told to come again, and nothing that got a 200 is lost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.conftest import in_one_loop
from tests.e2e.ledger import kept_in
from tests.e2e.street import Street

pytestmark = in_one_loop

HER = "+447700900141"
SIZE_KB = 3072


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, with room for little more than the tables."""
    data = tmp_path / "data"
    data.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KB}k,mode=0700", "tmpfs", str(data)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield data
    subprocess.run(["umount", str(data)], check=True)


def fill(filler: Path) -> None:
    """Write to this file until there is no room left."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * 512):
            pass


async def test_a_full_disk_is_never_a_200(tmp_path: Path, small_disk: Path) -> None:
    """While the disk is full a text gets a 503; with room again it is taken and answered."""
    async with Street(tmp_path, LOG_LEVEL="WARNING") as street:
        await street.ask(HER, "before")
        filler = small_disk / "filler"
        fill(filler)
        taken = ["before"]
        refused = 0
        for n in range(40):
            posted = await street.twilio.text_in(HER, f"while full {n}", tries=1)
            assert posted.status in (200, 503)
            refused += posted.status == 503
            if posted.status == 200:
                taken.append(f"while full {n}")
        assert refused > 20, "the disk was not full"
        assert posted.status == 503
        filler.unlink()
        await street.ask(HER, "after")
        await street.service.stop()
        assert kept_in(tmp_path)[HER].heard == [*taken, "after"]
        assert "Traceback" not in street.service.log

"""The console that its tests share: an office over a real store, and Jo who works there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.web.office import Office, Person, open_office


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """The starter's directory."""
    async with open_office(tmp_path) as office:
        yield office


@pytest.fixture
async def jo(office: Office) -> Person:
    """Jo, who keeps Oakfield and what is national, signed in."""
    return await Person(office).sign_in()

"""`connectbot practise`: what it prints is enough for `connectbot serve` to start."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from connectbot.app.practising import instructions
from connectbot.settings import load, unsafe_to_serve
from tests.cli.typed import typed


def test_what_it_prints_is_all_that_serve_needs(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lines, set in the other terminal, leave nothing missing or unsafe."""
    printed = instructions("http://127.0.0.1:8090", "http://127.0.0.1:8080")
    for name, value in re.findall(r'^export (\w+)="(.*)"$', printed, flags=re.M):
        monkeypatch.setenv(name, value)
    settings = load(data=here / "data")
    assert unsafe_to_serve(settings) == []
    assert settings.port == 8080
    assert settings.twilio_api_url == "http://127.0.0.1:8090/demo/twilio"
    assert "http://127.0.0.1:8090/demo/phones" in printed


@pytest.mark.parametrize("service", ["https://bot.example", "http://10.0.0.1:80", "8080"])
def test_it_texts_nothing_beyond_this_machine(service: str) -> None:
    """A service elsewhere is refused before anything starts."""
    ended = typed("practise", "--service", service)
    assert ended.code == 2
    assert "it is an address on this machine, like http://127.0.0.1:8080." in ended.err

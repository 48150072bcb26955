"""The image: what its recipe promises, read off the recipe. tools/image.sh builds and runs it."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT

RECIPE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
STEPS = [
    re.sub(r"\s*\\\n\s*", " ", step)
    for step in re.findall(r"^[A-Z]+ (?:.*\\\n)*.*$", RECIPE, flags=re.M)
]


def steps(kind: str) -> list[str]:
    """The steps of one kind, in their order, on one line each."""
    return [step.partition(" ")[2].strip() for step in STEPS if step.startswith(f"{kind} ")]


def test_every_stage_stands_on_the_base_that_is_given() -> None:
    """One argument chooses it, so an image can be built where no registry is reached."""
    assert steps("ARG") == ["BASE=python:3.11-slim"]
    stages = steps("FROM")
    assert len(stages) > 1
    assert {stage.split(" ")[0] for stage in stages} == {"${BASE}"}


def test_it_installs_what_the_lock_names() -> None:
    """Every package by its hash, and ours without asking any registry."""
    (locked, ours) = (step for step in steps("RUN") if " install " in step and "pip" in step)
    assert "--require-hashes --requirement requirements/runtime.txt" in locked
    assert "--no-deps --no-index --no-build-isolation ." in ours


def test_it_runs_as_nobody_in_particular() -> None:
    """A number, so that an engine can see that it is not root; and the last word on it."""
    users = steps("USER")
    assert users == ["10001:10001"]
    assert STEPS.index("USER 10001:10001") > STEPS.index(f"FROM {steps('FROM')[-1]}")


def test_data_and_keys_lie_apart() -> None:
    """A volume each, which the settings name."""
    assert steps("VOLUME") == ['["/data"]', '["/keys"]']
    settings = " ".join(steps("ENV"))
    assert "CONNECTBOT_DATA=/data " in settings
    assert "CONNECTBOT_KEYRING=/keys " in settings


def test_it_can_be_asked_for_its_health_and_told_to_stop() -> None:
    """By what is in the image anyhow."""
    (health,) = steps("HEALTHCHECK")
    assert '"python3"' in health
    assert "/healthz" in health
    assert steps("STOPSIGNAL") == ["SIGTERM"]
    assert steps("CMD")[-1] == '["connectbot", "serve"]'


@pytest.mark.parametrize("file", ["Dockerfile", ".dockerignore", "tools/image.sh"])
def test_no_address_of_a_registry_is_in_it(file: str) -> None:
    """What a machine needs to reach its registries is that machine's."""
    text = (ROOT / file).read_text(encoding="utf-8")
    hosts = re.findall(r"https?://([\w.-]+)", text)
    assert [h for h in hosts if h not in ("127.0.0.1", "bot.oakfield.example")] == []
    assert not re.search(r"(?:index-url|find-links)[ =]\S*://", text)


def test_only_what_is_built_from_goes_to_the_builder() -> None:
    """Everything is left out but what the recipe copies: no data, no key, no settings."""
    kept = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    copied = {
        name
        for step in steps("COPY")
        if not step.startswith("--from")
        for name in step.split(" ")[:-1]
    }
    assert kept == copied

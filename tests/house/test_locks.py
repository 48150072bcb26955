"""The lock files: every package pinned and hashed, no address, and all that pyproject asks for."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCKS = ("requirements/runtime.txt", "requirements/dev.txt")


def pinned(lock: str) -> dict[str, str]:
    """Package -> version, as a lock file pins them."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", text, flags=re.M))


def asked(*extras: str) -> set[str]:
    """The packages that pyproject.toml names, with those of these extras and the build's own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in extras:
        named += project["project"]["optional-dependencies"][extra]
    return {re.match(r"[\w.-]+", name)[0].lower().replace("_", "-") for name in named}  # type: ignore[index]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_its_hashes(lock: str) -> None:
    """Each entry of a lock file is one exact version with at least one hash."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.M)[1:]
    assert entries
    assert [e.split()[0] for e in entries if "==" not in e or "--hash=sha256:" not in e] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_no_address(lock: str) -> None:
    """A lock file says what, never from where."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|index-url|find-links| @ ", text)


@pytest.mark.parametrize(("lock", "extras"), [(LOCKS[0], ()), (LOCKS[1], ("dev",))])
def test_a_lock_file_holds_all_that_is_asked_for(lock: str, extras: tuple[str, ...]) -> None:
    """What pyproject.toml names is locked; if not, `make lock` was forgotten."""
    assert asked(*extras) - set(pinned(lock)) == set()


def test_both_lock_files_agree() -> None:
    """What runs is what was tested: the same versions in both."""
    dev = pinned(LOCKS[1])
    assert {p: v for p, v in pinned(LOCKS[0]).items() if dev.get(p) != v} == {}

"""What an import reads is told apart by what it is; what cannot be read has its sentence."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectbot.app import gathering
from connectbot.app.gathering import Source, gathered
from connectbot.directory.incoming.opening import NoDirectory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SERVICE = '{"id": "1", "name": "Tea"}'


def say(done: int, total: int | None) -> None:
    raise AssertionError("nothing is fetched")


async def read(path: Path) -> Source:
    return await gathered(str(path), path, NOW, say, apply=False)


WRONG = [
    ({"b.json": '{"version": 1}'}, "there are no services in it"),
    ({"c.xlsx": "PK\x03\x04"}, "Excel file"),
    ({"a.json": SERVICE, "b.yaml": "- {id: x}"}, "JSON and YAML; import one at a time"),
    ({"a.csv": "Name\nTea", "b.csv": "Name\nWalk"}, "it holds 2 tables"),
    ({"a.pdf": "%PDF"}, "there is no JSON, CSV or YAML"),
]


@pytest.mark.parametrize(("files", "why"), WRONG)
async def test_what_is_no_directory(tmp_path: Path, files: dict[str, str], why: str) -> None:
    """Nothing is guessed, and the sentence names the folder and the mend."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(NoDirectory, match=why):
        await read(tmp_path)


async def test_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON by its look where its name does not tell; of a community's folder only its places; no
    more than fits."""
    (tmp_path / "page").write_text(f" [{SERVICE}, {SERVICE}]")
    page = await read(tmp_path / "page")
    assert [one["name"] for one in page.services] == ["Tea"]
    assert page.notes == ["1 stand there more than once; of each the fullest is taken"]
    there = tmp_path / "form/directory/places/here"
    there.mkdir(parents=True)
    (tmp_path / "form/directory/needs.yaml").write_text("[]")
    (there / "place.yaml").write_text("name: Here")
    (there / "tea.yaml").write_text("- {id: tea}")
    assert list((await read(tmp_path / "form")).texts) == ["directory/places/here/tea.yaml"]
    monkeypatch.setattr(gathering, "LARGEST", 5)
    with pytest.raises(NoDirectory, match="import it in parts"):
        await read(tmp_path / "page")
    with pytest.raises(NoDirectory, match="no such file or folder"):
        await read(tmp_path / "nowhere")

"""`connectbot directory import`: reported first, then done alike, from files and from a feed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import pytest

from connectbot.app.gathering import Source
from connectbot.cli import directory_import
from connectbot.directory.incoming.headings import Guess
from tests.cli.test_directory_edit import asked, do, hillside

__all__ = ["hillside"]  # a fixture of theirs

CSV = """Group name,What happens,Postcode,When,Cost,Category
Walk and talk,Company on a slow walk,LS8 2AB,Tuesdays 2pm to 4pm,free,Company things
Knit together,Company and wool,LS8 1,Mondays 10am to 11am,£1,Company things
,Nobody knows,,,,
"""
SERVICE = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Tea and chat",
           "description": "Company and a chat.", "minimum_age": 60, "maximum_age": 5,
           "attributes": [{"taxonomy_term": {"name": "Company things"}}]}  # fmt: skip


def test_a_spreadsheet(hillside: Path, tmp_path: Path) -> None:
    """It reports and ends with 1 where there is something to look at; --apply does it; the same
    again changes nothing, and the map is remembered."""
    sheet = tmp_path / "groups.csv"
    sheet.write_text(CSV)
    said = do(hillside, "import", str(sheet), code=1)
    assert "2 new" in said.out
    assert "row 4: left out\n    name: it has no name" in said.out
    assert "Group name: name (what it is called)" in said.err
    assert "Nothing was changed" in said.out
    assert "Done." in do(hillside, "import", str(sheet), "--apply").out
    assert "Walk and talk" in do(hillside, "find", "walk and talk").out
    sheet.write_text(CSV.replace("£1", "£2").split("\n,")[0])
    row = asked(hillside, "import", str(sheet))
    assert [one["id"] for one in row["changed"]] == ["knit-together"]
    assert row["changed"][0]["fields"] == [{"field": "cost", "ours": "£1", "theirs": "£2"}]
    assert do(hillside, "import", str(sheet)).err == ""  # it knows these headings now


def test_what_is_not_sure_is_asked(
    hillside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a terminal a map is written to be edited, and the command ends with 1."""
    monkeypatch.chdir(tmp_path)
    Path("odd.csv").write_text("Zork,Where is the venue located\nWalk and talk,Village hall\n")
    said = do(hillside, "import", "odd.csv", code=1)
    assert "I wrote what I think into odd.map.yaml" in said.err
    text = Path("odd.map.yaml").read_text()
    assert '"Where is the venue located": venue  # ?' in text
    Path("odd.map.yaml").write_text(text.replace('"Zork": -', '"Zork": name'))
    done = do(hillside, "import", "odd.csv", "--map", "odd.map.yaml", "--apply", "--json")
    assert [one["name"] for one in json.loads(done.out)["new"]] == ["Walk and talk"]
    Path("odd.map.yaml").write_text("Zork: banana\n")
    wrong = do(hillside, "import", "odd.csv", "--map", "odd.map.yaml", code=1)
    assert "odd.map.yaml: Zork: there is no field 'banana'" in wrong.err


def test_the_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal each column that is not sure is asked about, the guess offered; one is the
    name, or nothing is done."""
    answers = iter(["venue", "name", "-", "-"])
    monkeypatch.setattr(click, "prompt", lambda *words, **more: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    found = [Guess("Where", "venue", 0.7), Guess("Zork", "", 0.0), Guess("Cost", "cost", 1.0)]
    settled = directory_import._asked(Source("odd.csv"), found, tmp_path)
    assert [one.field for one in settled] == ["venue", "name", "cost"]
    with pytest.raises(click.ClickException, match="No column is the name"):
        directory_import._asked(Source("odd.csv"), found, tmp_path)


def test_saved_pages(hillside: Path, tmp_path: Path) -> None:
    """A folder of saved pages; --all shows every record."""
    (tmp_path / "1.json").write_text(json.dumps({"contents": [SERVICE]}))
    said = do(hillside, "import", str(tmp_path / "1.json"), "--all", code=1)
    assert "ages: from 60 up to 5 is nobody" in said.out


def test_wrong_usage(hillside: Path) -> None:
    """Each with its sentence."""
    assert "--gone hides listings" in do(hillside, "import", "x.csv", "--gone", code=2).err
    assert "no place 'x'" in do(hillside, "import", "x.csv", "--place", "x", code=2).err
    assert "no such file" in do(hillside, "import", "nowhere.csv", code=1).err


class _Feed(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"contents": [{**SERVICE, "maximum_age": 90, "schedules": []}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def feed() -> Iterator[str]:
    """A feed of one service."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feed)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()
    server.server_close()


def test_a_feed(hillside: Path, feed: str) -> None:
    """Read over HTTP; what was reported is what --apply takes, and then the reading is let go."""
    row = asked(hillside, "import", feed)
    assert [one["name"] for one in row["new"]] == ["Tea and chat"]
    done = asked(hillside, "import", feed, "--apply")
    assert (done["applied"], len(done["new"])) == (True, 1)
    assert not list(Path("connectbot-data/imports").glob("*.jsonl"))
    assert asked(hillside, "import", feed)["unchanged"] == ["tea-and-chat"]


@pytest.mark.parametrize("kind", ["oruk", "yaml"])
def test_there_and_back(hillside: Path, tmp_path: Path, kind: str) -> None:
    """What is exported, imported into an empty store and exported again is the same, byte for
    byte."""
    one, again = tmp_path / "one.json", tmp_path / "again.json"
    do(hillside, "export", "--format", "oruk", "-o", str(one))
    source = one
    if kind == "yaml":
        source = tmp_path / "form"
        do(hillside, "export", "--format", "yaml", "-o", str(source))
    empty = tmp_path / "empty"
    place = "directory/places/hillside/place.yaml"
    (empty / place).parent.mkdir(parents=True)
    (empty / place).write_text((hillside / place).read_text())
    needs = "directory/needs.yaml"
    (empty / needs).write_text((hillside / needs).read_text())
    data = ("--data", str(tmp_path / "other"))
    do(empty, "import", str(source), "--apply", *data)
    do(empty, "export", "--format", "oruk", "-o", str(again), *data)
    assert again.read_bytes() == one.read_bytes()

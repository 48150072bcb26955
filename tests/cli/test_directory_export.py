"""`connectbot directory export`: files to keep, to move and to give away, and back again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from connectbot.directory.oruk.ids import uid
from tests.cli.test_directory import LISTINGS, NEEDS, PLACE
from tests.cli.typed import Typed, typed

TOLD = "1 listing left out: the address is confidential.\n"


@pytest.fixture
def hillside(tmp_path: Path) -> Path:
    """A community with one place and three listings, of which one is nobody's business."""
    return _community(tmp_path / "hillside", LISTINGS)


def _community(folder: Path, listings: str) -> Path:
    (folder / "directory/places/hillside").mkdir(parents=True)
    (folder / "directory/needs.yaml").write_text(NEEDS)
    (folder / "directory/places/hillside/place.yaml").write_text(PLACE)
    (folder / "directory/places/hillside/all.yaml").write_text(listings)
    return folder


def export(community: Path, *command: str, code: int = 0, data: str = "data") -> Typed:
    """Type the command."""
    where = ("--community", str(community), "--data", str(community.parent / data))
    ended = typed("directory", "export", *command, *where)
    assert ended.code == code, ended.out + ended.err
    return ended


def test_open_referral_goes_to_stdout_or_into_a_file(hillside: Path, tmp_path: Path) -> None:
    """The same letters each time; what is confidential is told of and is not in it."""
    ended = export(hillside, "--format", "oruk")
    told = json.loads(ended.out)
    assert [row["id"] for row in told["contents"]] == [uid("service", id) for id in ("loft", "tea")]
    assert ended.err == TOLD
    assert "Zebulon" not in ended.out
    assert "safe" not in ended.out
    file = tmp_path / "new/folder/feed.json"
    into = export(hillside, "--format", "oruk", "-o", str(file))
    assert (into.out, into.err) == ("", f"{file}: 2 listings.\n{TOLD}")
    assert file.read_text() == ended.out
    assert [one.name for one in file.parent.iterdir()] == ["feed.json"]


def test_what_left_comes_back_the_same(hillside: Path, tmp_path: Path) -> None:
    """Exported, taken into an empty store, exported again: the same bytes."""
    out = export(hillside, "--format", "oruk").out
    (tmp_path / "feed.json").write_text(out)
    empty = _community(tmp_path / "empty", "[]")
    where = ("--community", str(empty), "--data", str(tmp_path / "other"))
    done = typed("directory", "import", str(tmp_path / "feed.json"), "--apply", *where)
    assert done.code == 0, done.out + done.err
    assert export(empty, "--format", "oruk", data="other").out == out


def test_for_others_only_what_the_feed_tells(tmp_path: Path) -> None:
    """Who checked it stays here, and what nobody has spoken for in long."""
    checked = (
        "- id: {id}\n  name: Tea\n  needs: [company]\n  checked: {{on: {on}, by: Sam, how: s}}\n"
    )
    listings = checked.format(id="new", on="2099-01-01") + checked.format(id="old", on="2020-01-01")
    hillside = _community(tmp_path / "hillside", listings)
    whole, public = (export(hillside, "--format", "oruk", *more) for more in ((), ("--public",)))
    assert "Sam" in whole.out
    assert len(json.loads(whole.out)["contents"]) == 2
    assert "Sam" not in public.out
    assert len(json.loads(public.out)["contents"]) == 1
    assert public.err == "1 listing left out: nobody has spoken for it in long.\n"


def test_a_table_for_a_spreadsheet(hillside: Path, tmp_path: Path) -> None:
    """One line for each listing, with the mark that Excel wants."""
    file = tmp_path / "all.csv"
    export(hillside, "--format", "csv", "-o", str(file))
    assert file.read_bytes().startswith(b"\xef\xbb\xbfID,Name,")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    assert [row["Name"] for row in rows] == ["The Loft", "Tea and Talk"]


def test_tables_as_a_zip_or_a_folder(hillside: Path, tmp_path: Path) -> None:
    """The same tables in both; the same directory makes the same zip."""
    one, two, folder = tmp_path / "1.zip", tmp_path / "2.zip", tmp_path / "tables"
    for output in (one, two, folder):
        export(hillside, "--format", "hsds-csv", "-o", str(output))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as zip:
        assert "services.csv" in zip.namelist()
        for name in zip.namelist():
            assert zip.read(name) == (folder / name).read_bytes()
    again = export(hillside, "--format", "hsds-csv", "-o", str(folder), code=1)
    assert "it is there already; name a folder that is not." in again.err


def test_a_folder_of_yaml_is_a_community(hillside: Path, tmp_path: Path) -> None:
    """`connectbot check` finds nothing wrong in it, and it exports as the first one did."""
    folder = tmp_path / "moved"
    export(hillside, "--format", "yaml", "-o", str(folder))
    checked = typed("check", "--community", str(folder))
    assert checked.code == 0, checked.out + checked.err
    first = export(hillside, "--format", "oruk").out
    assert export(folder, "--format", "oruk", data="moved-data").out == first
    one = tmp_path / "all.yaml"
    export(hillside, "--format", "yaml", "-o", str(one))
    assert one.read_text() == export(hillside, "--format", "yaml").out


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("--format", "csv", "--public"), "--public goes with --format oruk."),
        (
            ("--format", "csv", "--place", "x"),
            "There is no place 'x'; there is hillside, national.",
        ),
        (("--format", "pdf"), "'pdf' is not one of"),
        ((), "Missing option '--format'"),
    ],
)
def test_what_cannot_be_asked_for(hillside: Path, command: tuple[str, ...], sentence: str) -> None:
    """Each refusal says what there is."""
    assert sentence in export(hillside, *command, code=2).err

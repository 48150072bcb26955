"""`connectbot init`: six answers, and a community that is in order and finds a listing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from aiohttp import ClientSession

from connectbot.app.demo import demonstrating
from connectbot.settings import load
from tests.cli.typed import Typed, typed

GIVEN = (
    "--place",
    "St Mary's Cross",
    "--postcodes",
    "LS7 LS8",
    "--hours",
    "Mon-Thu 10am-4pm",
    "--who",
    "Sam 07700 900999",
    "--channels",
    "texts and web chat",
    "--languages",
    "English and Welsh",
)
PLACE = Path("cross/directory/places/st-marys-cross")


def test_a_new_community_is_in_order_and_finds_a_listing(here: Path) -> None:
    """What init leaves passes check and its own talks, and the bot there shows a group nearby."""
    made = typed("init", "cross", *GIVEN)
    assert made.code == 0, made.err
    assert "cd cross" in made.out
    os.chdir("cross")
    checked = typed("check", "--strict")
    assert (checked.code, checked.out) == (0, "All in order.\n")
    talk = typed("chat", stdin="im lonely, LS8\n1\n1\n1\n")
    assert "I'm St Mary's Cross's automatic helper" in talk.out
    assert "bot: Near LS8. Which would you like to know more about?" in talk.out
    assert "Ask for Jean." in talk.out


async def test_a_new_community_runs_as_a_whole_service() -> None:
    """The demo of it is ready, and its web chat bears its name."""
    assert typed("init", "cross", *GIVEN).code == 0
    settings = load(community=Path("cross"), data=Path("data"), port=0)
    async with demonstrating(settings) as demo, ClientSession() as session:
        async with session.get(f"{demo.address}/readyz") as ready:
            assert ready.status == 200, await ready.text()
        async with session.get(demo.address) as page:
            assert "St Mary&#39;s Cross team" in await page.text()


def test_the_answers_stand_where_they_belong() -> None:
    """The place, its districts and hours in place.yaml, the people in the settings."""
    assert typed("init", "cross", *GIVEN).code == 0
    place = (PLACE / "place.yaml").read_text()
    assert "outcodes: [LS7, LS8]" in place
    assert "staffed: Monday to Thursday, 10am to 4pm" in place
    assert "languages: [cy]" in place
    settings = load(community=Path("cross"))
    assert settings.place == "st-marys-cross"
    assert settings.handover_to == "Sam +447700900999 Mon-Thu 10:00-16:00"
    assert settings.safeguarding_to == "Sam +447700900999"
    assert settings.switched_on == ("sms", "webchat")
    assert "connectbot-keys/" in Path("cross/.gitignore").read_text()


def test_answers_can_be_piped_in() -> None:
    """One a line; an empty one takes the default, a wrong one is told the mend and asked again."""
    made = typed("init", "oakfield", stdin="\nZZ99\nLS8\n\nSam 0113\nSam 07700 900999\n\n\n")
    assert made.code == 0, made.err
    assert "[Oakfield]" in made.out
    assert "ZZ99: there is no such postcode district" in made.out
    assert "give one name and one mobile or e-mail" in made.out
    assert "[webchat]" in made.out
    assert "id: oakfield" in Path("oakfield/directory/places/oakfield/place.yaml").read_text()


def test_with_yes_nothing_is_asked_and_nobody_is_made_up() -> None:
    """Defaults alone make a community, with nobody to be told until somebody is named."""
    made = typed("init", "new-town", "--yes")
    assert made.code == 0
    assert "of 6" not in made.out
    assert "languages: []" in Path("new-town/directory/places/new-town/place.yaml").read_text()
    settings = load(community=Path("new-town"))
    assert (settings.place, settings.handover_to, settings.safeguarding_to) == ("new-town", "", "")


@pytest.mark.parametrize("languages", ["English", "English and Welsh"])
def test_its_talks_all_go_as_they_are_written(languages: str) -> None:
    """Whatever the place and its languages, the copied talks hold on the first day."""
    assert (
        typed("init", "st-ives", "--postcodes", "TR26", "--languages", languages, "--yes").code == 0
    )
    os.chdir("st-ives")
    held = typed("flow", "test")
    assert held.code == 0, held.out
    assert (Path("flows/cy").is_dir(), Path("directory/cy").is_dir()) == ("Welsh" in languages,) * 2
    assert typed("check", "--strict").out == "All in order.\n"


def test_answers_that_end_too_early_make_nothing(here: Path) -> None:
    """The sentence names the option for the answer that is missing."""
    ended = typed("init", "oakfield", stdin="Oakfield\n")
    assert ended.code == 1
    assert "nothing was made. Give it as --postcodes" in ended.err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--place=national", "Invalid value for --place: the folder `national` is for lines"),
        ("--postcodes=XX1", "Invalid value for --postcodes: XX1: there is no such postcode"),
        ("--hours=teatime", "Invalid value for --hours: I cannot read these hours"),
        ("--who=Sam", "Invalid value for --who: give one name and one mobile or e-mail"),
        ("--channels=pigeon", "Invalid value for --channels: 'pigeon' is no channel"),
        ("--languages=Elvish", "Invalid value for --languages: 'elvish' is not there yet"),
    ],
)
def test_a_wrong_option_is_wrong_usage(here: Path, option: str, said: str) -> None:
    """It names the option and the mend, and makes nothing."""
    ended = typed("init", "oakfield", "--yes", option)
    assert ended.code == 2
    assert said in ended.err
    assert list(here.iterdir()) == []


def test_nothing_is_overwritten(here: Path) -> None:
    """A folder with something in it, and a file, are refused; a bare repository is taken."""
    (here / "full").mkdir()
    (here / "full" / "notes.txt").write_text("mine")
    refused(typed("init", "full", "--yes"), "full: there is already something in it (notes.txt)")
    refused(typed("init", "full/notes.txt", "--yes"), "this is a file; name a new folder.")
    (here / "bare" / ".git").mkdir(parents=True)
    (here / "bare" / ".gitignore").write_text("mine\n")
    assert typed("init", "bare", "--yes").code == 0
    assert (here / "bare" / ".gitignore").read_text() == "mine\n"


def test_a_folder_that_cannot_be_written_is_a_sentence() -> None:
    """It names the place and the mend, and leaves nothing half made."""
    refused(typed("init", "/proc/oakfield", "--yes"), "Name a folder that this user may write to.")


def test_what_is_left_as_an_example_is_told_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """`serve` warns while an invented group could still be shown to real people."""
    from connectbot.cli.running import examples_left
    from connectbot.files import community_at, starter

    assert typed("init", "cross", *GIVEN).code == 0
    warning = examples_left(community_at(Path("cross")))
    assert warning.startswith("directory/places/st-marys-cross/examples.yaml")
    assert examples_left(community_at(starter())) == ""


def refused(ended: Typed, said: str) -> None:
    """It was not done, and the sentence says why."""
    assert ended.code == 1
    assert said in ended.err
    assert "Traceback" not in ended.err

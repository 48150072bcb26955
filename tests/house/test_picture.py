"""The conversation in the README is one that the bot really holds."""

from docs import data_flow
from docs.picture import PICTURE, SAID, drawn, transcript
from tests.house.tree import ROOT


def test_the_picture_shows_what_the_bot_says() -> None:
    """The picture is the one the bot would draw today; after an edit, `make picture`."""
    assert PICTURE.read_text(encoding="utf-8") == drawn(transcript())


def test_the_picture_of_data_is_the_one_that_is_drawn() -> None:
    """After an edit, `python docs/data_flow.py`; docs/privacy.md shows it, and says it in words."""
    assert data_flow.PICTURE.read_text(encoding="utf-8") == data_flow.drawn()
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert f"]({data_flow.PICTURE.name})" in page


def test_the_readme_shows_the_picture() -> None:
    """The README shows it, and tells those who cannot see it how it begins."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"](docs/{PICTURE.name})" in readme
    assert SAID[0] in readme

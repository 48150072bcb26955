"""The conversation in the README is one that the bot really holds."""

from docs.picture import PICTURE, SAID, drawn, transcript
from tests.house.tree import ROOT


def test_the_picture_shows_what_the_bot_says() -> None:
    """The picture is the one the bot would draw today; after an edit, `make picture`."""
    assert PICTURE.read_text(encoding="utf-8") == drawn(transcript())


def test_the_readme_shows_the_picture() -> None:
    """The README shows it, and tells those who cannot see it how it begins."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"](docs/{PICTURE.name})" in readme
    assert SAID[0] in readme

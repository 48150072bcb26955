"""Docs and code hold each other: what there is has a heading, and a heading has what it names."""

import pkgutil
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
from pydantic import SecretStr

import connectbot.cli
from connectbot.cli.root import root
from connectbot.flows import answers
from connectbot.flows.kinds import KINDS
from connectbot.settings.reading import CHANNELS, Settings
from tests.house.tree import ROOT, files, headings, section

EVERY_COMMAND = {"--data", "--community", "--json", "--help", "--debug"}


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command under a group, by what one types."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


for found in pkgutil.iter_modules(connectbot.cli.__path__):
    import_module(f"connectbot.cli.{found.name}")
COMMANDS = dict(commands(root, "connectbot"))
STEPS = sorted(KINDS)
SETTINGS = {name.upper(): field for name, field in Settings.model_fields.items()}


def test_there_is_something_to_document() -> None:
    """The walk over commands, settings and step kinds finds them."""
    assert {"connectbot demo", "connectbot check"} <= set(COMMANDS)
    assert {"ask", "say", "find"} <= set(STEPS)
    assert {"KEYRING", "HANDOVER_TO"} <= set(SETTINGS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_its_heading_and_its_options(command: str) -> None:
    """Each command has a heading in docs/commands.md, and its options are named under it."""
    assert command in headings("commands.md")
    options = {
        name
        for option in COMMANDS[command].params
        if isinstance(option, click.Option)
        for name in option.opts
        if name.startswith("--")
    }
    text = section("commands.md", command)
    assert {option for option in options - EVERY_COMMAND if option not in text} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_helps_with_an_example(command: str) -> None:
    """Each command's --help ends with an example that begins with the command."""
    help_text = COMMANDS[command].help or ""
    assert re.search(rf"Example:\n\s+.*{command}", help_text), help_text


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_setting_has_its_heading_and_its_default(setting: str) -> None:
    """Each setting has a heading in docs/settings.md, and a default is said under it."""
    assert setting in headings("settings.md")
    default = SETTINGS[setting].default
    if default not in ("", None, SecretStr("")):
        said = str(default).lower() if isinstance(default, bool) else str(default)
        assert f"Default: `{said}`" in section("settings.md", setting)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_channel_has_its_heading(channel: str) -> None:
    """Each channel has a heading in docs/settings.md, over its settings."""
    assert channel in headings("settings.md")


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_kind_has_its_heading(kind: str) -> None:
    """Each kind of step has a heading in docs/flows.md."""
    assert kind in headings("flows.md")


@pytest.mark.parametrize("kind", sorted(answers.KINDS))
def test_an_answer_kind_has_its_heading(kind: str) -> None:
    """Each kind of answer has a heading in docs/flows.md."""
    assert f"answer: {kind}" in headings("flows.md")


def test_no_heading_names_what_is_gone() -> None:
    """A heading that looks like a command, a setting or an answer kind names one that exists."""
    named = {h for h in headings("commands.md") if h.startswith("connectbot ")}
    assert named - set(COMMANDS) == set()
    assert {h for h in headings("settings.md") if re.fullmatch(r"[A-Z_]+", h)} == set(SETTINGS)
    kinds = {h for h in headings("flows.md") if h.startswith("answer: ")}
    assert kinds == {f"answer: {kind}" for kind in answers.KINDS}


def test_the_two_commands_of_the_readme_work() -> None:
    """README names `make run` and `make test`, and the Makefile has both."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("run", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, flags=re.M)


def test_every_make_target_that_a_page_names_exists() -> None:
    """A page never tells anybody to make something that the Makefile does not know."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    known = set(re.findall(r"^([a-z]+):", makefile, flags=re.M))
    named = {
        target
        for page in pages()
        for target in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))
    }
    assert named - known == set()


def test_every_link_between_pages_leads_somewhere() -> None:
    """A relative link names a file that exists, and a # one of its headings."""
    broken = []
    for page in pages():
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (page.parent / name).resolve() if name else page
            if not file.exists() or (anchor and anchor not in anchors(file)):
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_every_page_can_be_found_in_the_site() -> None:
    """The pages as a site have each page of docs/ in their list, and none that is not there."""
    site = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    listed = set(_named(site["nav"])) - {"CONTRIBUTING.md", "CHANGELOG.md"}
    docs = ROOT / "docs"
    assert listed == {
        page.relative_to(docs).as_posix() for page in pages() if page.is_relative_to(docs)
    }


def _named(nav: object) -> Iterator[str]:
    """The files in a list of titles and files, however deep."""
    if isinstance(nav, str):
        yield nav
    else:
        for part in nav.values() if isinstance(nav, dict) else nav:  # type: ignore[attr-defined]
            yield from _named(part)


def pages() -> list[Path]:
    """Every page of prose in the tree."""
    return [path for path in files() if path.suffix == ".md"]


def anchors(page: Path) -> set[str]:
    """What the headings of a page can be linked by."""
    found = headings(page)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}

"""Writes a new community: the starter's conversations and needs, and a place of six answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from connectbot.app.starting.answers import Answers
from connectbot.files import NoCommunity, starter

_TEMPLATES = Path(__file__).with_name("templates")
_CODES = {"Welsh": "cy"}  # offered besides English
_PLACES = Path("directory/places")
_MAY_BE_THERE = {".git", ".gitignore", "LICENSE"}  # what a new repository begins with


def refuse_full(folder: Path) -> None:
    """Raises NoCommunity where the folder already holds something, or is none."""
    if folder.is_dir():
        try:
            held = sorted({path.name for path in folder.iterdir()} - _MAY_BE_THERE)
        except OSError as error:
            raise NoCommunity(f"{folder}: I cannot look into it ({error.strerror}).") from None
        if held:
            raise NoCommunity(
                f"{folder}: there is already something in it ({held[0]}), and I overwrite nothing. "
                "Name a new folder."
            )
    elif folder.exists() or folder.is_symlink():
        raise NoCommunity(f"{folder}: this is a file; name a new folder.")


def make(folder: Path, answers: Answers) -> None:
    """Fill the folder. Raises NoCommunity where it cannot be written; then nothing is left there
    that was not there before."""
    refuse_full(folder)
    new = not folder.is_dir()
    try:
        _fill(folder, answers)
    except OSError as error:
        if new:
            shutil.rmtree(folder, ignore_errors=True)
        raise NoCommunity(
            f"{error.filename or folder}: I cannot write it ({error.strerror}). Name a folder that "
            "this user may write to."
        ) from None


def _fill(folder: Path, answers: Answers) -> None:
    place = folder / _PLACES / answers.id
    place.mkdir(parents=True)
    _copy("flows", folder / "flows")
    # The talks name groups of the starter's own town, so it goes with them.
    _copy(_PLACES, folder / "flows/tests/places")
    _copy(_PLACES / "national", folder / _PLACES / "national")
    for name in ("needs.yaml", "needs_model.json"):
        shutil.copyfile(starter() / "directory" / name, folder / "directory" / name)
    said = _said(answers)
    _write(folder / "connectbot.toml", "connectbot.toml", said)
    _write(folder / "README.md", "README.md", said)
    if not (folder / ".gitignore").exists():
        _write(folder / ".gitignore", "gitignore", said)
    _write(place / "place.yaml", "place.yaml", said)
    _write(place / "examples.yaml", "examples.yaml", said)
    if "Welsh" in answers.languages:
        _copy("directory/cy", folder / "directory/cy")
        with (folder / "flows/cy/messages.po").open("a", encoding="utf-8") as file:
            file.write(f"\nmsgid {said['team']}\nmsgstr {_quoted(f'criw {answers.name}')}\n")
    else:
        # Else every sentence that is changed would be asked for in Welsh as well.
        shutil.rmtree(folder / "flows/cy")
        (folder / "flows/tests/cymraeg.yaml").unlink()


def _copy(name: str | Path, to: Path) -> None:
    shutil.copytree(starter() / name, to, copy_function=shutil.copyfile, dirs_exist_ok=True)


def _write(path: Path, template: str, said: Mapping[str, str]) -> None:
    text = (_TEMPLATES / template).read_text(encoding="utf-8")
    path.write_text(Template(text).substitute(said), encoding="utf-8")


def _said(answers: Answers) -> dict[str, str]:
    outcodes = answers.outcodes
    hours = answers.hours.contact
    who = answers.who
    return {
        "title": answers.name,
        "id": answers.id,
        "name": _quoted(answers.name),
        "team": _quoted(f"{answers.name} team"),
        "staffed": answers.hours.words,
        "outcodes": ", ".join(outcodes),
        "languages": ", ".join(_CODES[name] for name in answers.languages if name in _CODES),
        "districts": _few(outcodes),
        "first": outcodes[0],
        "second": outcodes[min(1, len(outcodes) - 1)],
        "channels": ",".join(answers.channels),
        "handover": f"handover_to = {_quoted(f'{who} {hours}')}"
        if who
        else f'# handover_to = "Sam +447700900999 {hours}"',
        "safeguarding": f"safeguarding_to = {_quoted(who)}"
        if who
        else '# safeguarding_to = "Jo +447700900998"',
    }


def _quoted(text: str) -> str:
    """As YAML and TOML both read it."""
    return json.dumps(text, ensure_ascii=False)


def _few(codes: Sequence[str]) -> str:
    return ", ".join(codes) if len(codes) < 5 else f"{codes[0]} to {codes[-1]}"

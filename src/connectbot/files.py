"""Reads community folders, and finds the starter in the package or in the checkout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("flows", "directory")
_PACKAGE = Path(__file__).parent


class NoCommunity(Exception):
    """A folder that cannot be read; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Community:
    """The texts of a community folder, each under its path below the folder.

    `talks` are the transcripts in flows/tests, and `talk_places` the pretend town they take place
    in, where there is one; `translations` are PO files, a folder for each language; `districts`
    and `sectors` the postcode tables; `instruments` and `plans` what is asked in check-ins, the
    starter's among them.
    """

    root: Path
    flows: dict[str, str]
    talks: dict[str, str]
    talk_places: dict[str, str]
    translations: dict[str, str]
    places: dict[str, str]
    needs: str | None
    needs_welsh: str | None
    needs_model: str | None
    safety: str
    safety_model: str
    districts: str
    sectors: str
    instruments: dict[str, str]
    plans: dict[str, str]


def starter() -> Path:
    """The folder of the starter community: in the wheel, or at the top of the checkout."""
    inside = _PACKAGE / "starter"
    return inside if inside.is_dir() else _PACKAGE.parents[1]


def is_community(folder: Path) -> bool:
    """True where flows/ or directory/ is in it."""
    return any((folder / name).is_dir() for name in FOLDERS)


def community_at(folder: Path | None) -> Community:
    """The community in `folder`, taken as it is; for None the one here, or else the starter.

    What a community may leave out (safety wording, postcode districts, what check-ins ask) is
    the starter's.
    """
    if folder is None:
        folder = Path() if is_community(Path()) else starter()
    elif not folder.is_dir():
        raise NoCommunity(
            f"{folder}: there is no such folder. Give --community a folder with flows/ and "
            "directory/ in it."
        )
    return Community(
        root=folder,
        flows=_texts(folder, "flows", "*.yaml"),
        talks=_texts(folder, "flows/tests", "*.yaml"),
        talk_places=_texts(folder, "flows/tests/places", "**/*.yaml"),
        translations=_texts(folder, "flows", "*/*.po"),
        places=_texts(folder, "directory/places", "**/*.yaml"),
        needs=_text(folder / "directory/needs.yaml"),
        needs_welsh=_text(folder / "directory/cy/needs.yaml"),
        needs_model=_text(folder / "directory/needs_model.json"),
        safety=_or_starter(folder, "directory/safety.yaml"),
        safety_model=_or_starter(folder, "directory/safety_model.json"),
        districts=_or_starter(folder, "directory/postcodes/gb_districts.csv"),
        sectors=_or_starter(folder, "directory/postcodes/gb_sectors.csv"),
        instruments=_with_starter(folder, "flows/instruments"),
        plans=_with_starter(folder, "flows/plans"),
    )


def _texts(folder: Path, below: str, pattern: str) -> dict[str, str]:
    found = sorted((folder / below).glob(pattern))
    return {str(path.relative_to(folder)): _read(path) for path in found}


def _text(path: Path) -> str | None:
    return _read(path) if path.is_file() else None


def _or_starter(folder: Path, name: str) -> str:
    own = _text(folder / name)
    return own if own is not None else _read(starter() / name)


def _with_starter(folder: Path, below: str) -> dict[str, str]:
    """The files of the starter, and in place of one or besides them those of the community."""
    return {**_texts(starter(), below, "*.yaml"), **_texts(folder, below, "*.yaml")}


def _read(path: Path) -> str:
    # A byte that is no UTF-8 stays visible as a lone surrogate: the reader names its line.
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise NoCommunity(f"{path}: I cannot read it ({error.strerror}).") from None

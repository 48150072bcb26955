"""A folder of keys: made on first run, readable by its owner alone, never beside the data."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

RETIRED = "retired"
"""The folder in a keyring of keys that nothing in the database needs any more."""

_LENGTH = 32
_LOOKUP = "lookup.key"
_FIRST_SEAL = "seal-0001.key"
_SEALS, _LOOKUPS = "seal-*.key", "lookup*.key"
_TOUCH_SECONDS = 0.05  # longer than the clock that stamps folders stands still


class KeyringError(Exception):
    """The keyring cannot be used; the sentence names the folder and the mend."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The keys of one deployment, 32 bytes each.

    `seals` are the keys for encryption, oldest first: the last seals, all open. `lookup` is the
    key for finding an address again; `older` are those by which some may still have to be found,
    oldest first. `folder` is only for telling people where to look.
    """

    folder: str
    seals: tuple[bytes, ...]
    lookup: bytes
    older: tuple[bytes, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Tells two keyrings apart without telling anything about their keys."""
        return key_id(self.lookup).hex()

    @property
    def fingerprints(self) -> frozenset[str]:
        """The fingerprint now, and those of the lookup keys before it."""
        return frozenset(key_id(key).hex() for key in (self.lookup, *self.older))


def key_id(key: bytes) -> bytes:
    """Four bytes that name a key."""
    return hashlib.sha256(b"connectbot key id" + key).digest()[:4]


def open_keyring(folder: Path, *, data: Path | None, make: bool) -> Keyring:
    """Read the keyring in a folder; with `make`, create what is missing first.

    `data` is the folder of the database, None where it is on a server.
    """
    folder = folder.absolute()
    if data is not None:
        _refuse_near(folder.resolve(), data.resolve())
    if make:
        _make(folder)
    elif not _names(folder, _LOOKUPS):
        raise KeyringError(
            f"There are no keys in {folder}, but the database was written with some: put back "
            "the keyring that belongs to it, or set CONNECTBOT_KEYRING to where it is."
        )
    return read_keyring(folder)


def read_keyring(folder: Path) -> Keyring:
    """The keys in a folder as they are now; KeyringError where one is missing or open to others."""
    _refuse_open(folder, 0o700)
    seals, lookups = _names(folder, _SEALS), _names(folder, _LOOKUPS)
    for names, kind in ((seals, _SEALS), (lookups, _LOOKUPS)):
        if not names:
            raise KeyringError(
                f"The keyring {folder} has no {kind}: put back the keyring that belongs to this "
                "database."
            )
    *older, lookup = (read_key(folder / name) for name in lookups)
    return Keyring(
        str(folder), tuple(read_key(folder / name) for name in seals), lookup, tuple(older)
    )


def key_names(folder: Path, *, retired: bool = False) -> dict[str, str]:
    """The id (8 hex) of every key file, by its name, seals before lookups, oldest first."""
    where = folder / RETIRED if retired else folder
    names = [*_names(where, _SEALS), *_names(where, _LOOKUPS)]
    return {name: key_id(read_key(where / name)).hex() for name in names}


def add_key(folder: Path, kind: str) -> str:
    """Make the next key of a kind ("seal" or "lookup"); its file's name.

    Every process looks at the folder's time before it writes; the time is set once more because
    two changes within a few milliseconds may leave it the same.
    """
    taken = [*_names(folder, f"{kind}*.key"), *_names(folder / RETIRED, f"{kind}*.key")]
    name = f"{kind}-{max([_number(one) for one in taken], default=0) + 1:04}.key"
    write_key(folder, name)
    touch(folder)
    return name


def retire(folder: Path, names: list[str]) -> None:
    """Move keys that nothing needs into the keyring's own folder for them."""
    (folder / RETIRED).mkdir(mode=0o700, exist_ok=True)
    for name in names:
        (folder / name).rename(folder / RETIRED / name)
    to_disk(folder / RETIRED)
    touch(folder)


def _names(folder: Path, kind: str) -> list[str]:
    return sorted((path.name for path in folder.glob(kind)), key=_number)


def _number(name: str) -> int:
    digits = name.removesuffix(".key").rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 1  # lookup.key is the first of its kind


def touch(folder: Path) -> None:
    """Let every process see that the folder has changed."""
    time.sleep(_TOUCH_SECONDS)
    os.utime(folder)
    to_disk(folder)


def _refuse_near(folder: Path, data: Path) -> None:
    if folder.is_relative_to(data):
        raise KeyringError(
            f"The keyring {folder} lies inside the data folder {data}, where one backup would "
            "hold both: set CONNECTBOT_KEYRING to a folder outside it."
        )
    if data.is_relative_to(folder):
        raise KeyringError(
            f"The data folder {data} lies inside the keyring {folder}, where one backup would "
            "hold both: set CONNECTBOT_KEYRING to a folder of its own."
        )


def _make(folder: Path) -> None:
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_open(folder, 0o700)
        for name, kind in ((_FIRST_SEAL, _SEALS), (_LOOKUP, _LOOKUPS)):
            if not _names(folder, kind):
                write_key(folder, name)
    except OSError as error:
        raise KeyringError(
            f"The keyring {folder} could not be made ({error.strerror}): let this user write "
            "there, or set CONNECTBOT_KEYRING to another folder."
        ) from error


def write_key(folder: Path, name: str) -> None:
    """Make a new key under this name, whole or not at all; one that is there stays."""
    # Linked into place whole, so that of two processes starting at once both use the same key.
    draft = folder / f".{name}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_hex(_LENGTH).encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, folder / name)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    to_disk(folder)


def to_disk(folder: Path) -> None:
    """What was named or taken away in a folder stays so after a power cut."""
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def read_key(path: Path) -> bytes:
    """The 32 bytes of a key file; KeyringError where it is missing, broken or open to others."""
    try:
        _refuse_open(path, 0o600)
        key = bytes.fromhex(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise KeyringError(
            f"The key {path} cannot be read: put back the file from the keyring's own backup, "
            "and let this user read it."
        ) from error
    if len(key) != _LENGTH:
        raise KeyringError(
            f"The key {path} is {len(key)} bytes long and not {_LENGTH}: put back the file from "
            "the keyring's own backup."
        )
    return key


def _refuse_open(path: Path, mode: int) -> None:
    found = path.stat().st_mode & 0o777
    if found & 0o077:
        raise KeyringError(
            f"Other people on this machine can get at {path} (mode {found:o}): run "
            f"chmod {mode:o} {path}"
        )

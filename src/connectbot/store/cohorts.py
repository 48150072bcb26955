"""The keys that lead from an enrolment to its readings, and that seal what was answered until it
has left: one for each quarter, destroyed in time.

A mark stays in the keyring where a key was destroyed, so that it is never made again.
"""

from __future__ import annotations

import hmac
import os
import re
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from connectbot.store.keyring import KeyringError, key_id, read_key, to_disk, touch, write_key

_KEY = re.compile(r"cohort-([0-9]{4}Q[1-4])\.key")
_MARK = re.compile(r"cohort-([0-9]{4}Q[1-4])\.destroyed")
_NONCE = 12
_BLOCK = 2048  # the length of a seal tells nothing of how much was answered


def names(folder: Path) -> tuple[str, ...]:
    """The cohorts whose key lies there, whether or not it can be used, oldest first."""
    return tuple(_of(folder, _KEY))


def usable(folder: Path) -> dict[str, bytes]:
    """Every cohort's key that can be used, by the cohort, oldest first."""
    found = {cohort: _read(folder, cohort) for cohort in names(folder)}
    return {cohort: key for cohort, key in found.items() if isinstance(key, bytes)}


def unusable(folder: Path) -> dict[str, str]:
    """Why a cohort's key that lies there cannot be used, and the mend."""
    found = {cohort: _read(folder, cohort) for cohort in names(folder)}
    return {cohort: str(why) for cohort, why in found.items() if isinstance(why, KeyringError)}


def cohort_keys(folder: Path) -> dict[str, str]:
    """The id (8 hex) of every cohort's key that can be used, by the cohort, oldest first."""
    return {cohort: key_id(key).hex() for cohort, key in usable(folder).items()}


def destroyed(folder: Path) -> tuple[str, ...]:
    """The cohorts whose key was destroyed, or is being destroyed, oldest first."""
    return tuple(_of(folder, _MARK))


def is_over(folder: Path, cohort: str) -> bool:
    """Whether its key was destroyed, or is being destroyed."""
    return _mark(folder, cohort).exists()


def cohort_key(folder: Path, cohort: str) -> bytes:
    """The key of a cohort, made where it never was: only for whoever knows that nothing was sealed
    with it yet. KeyringError where it was destroyed: what it led to is not led to again."""
    path = _path(folder, cohort)
    if not path.exists() and not is_over(folder, cohort):
        write_key(folder, path.name)
        touch(folder)
        if is_over(folder, cohort):  # it was destroyed as it was made
            destroy(folder, cohort)
    return key_of(folder, cohort)


def key_of(folder: Path, cohort: str) -> bytes:
    """The key of a cohort, never made; KeyringError where it is missing, cannot be used, or was
    destroyed."""
    try:
        key = read_key(_path(folder, cohort))
    except KeyringError:
        _refuse_over(folder, cohort)
        raise
    _refuse_over(folder, cohort)  # what was read as the mark was made is used no more
    return key


def _refuse_over(folder: Path, cohort: str) -> None:
    if is_over(folder, cohort):
        raise KeyringError(
            f"The key of the cohort {cohort} was destroyed, as it should be: nothing more can be "
            f"added to its readings. {_mark(folder, cohort)} says so."
        )


def _read(folder: Path, cohort: str) -> bytes | KeyringError:
    try:
        return read_key(_path(folder, cohort))
    except KeyringError as error:
        return error


def seal(folder: Path, cohort: str, bound: str, text: str) -> str:
    """Seal some JSON with the key of a cohort, so that no copy of it outlives that key;
    KeyringError where it cannot be used."""
    nonce = os.urandom(_NONCE)
    padded = text.ljust(-(-len(text) // _BLOCK) * _BLOCK)
    sealed = _cipher(key_of(folder, cohort)).encrypt(nonce, padded.encode(), bound.encode())
    return b64encode(nonce + sealed).decode()


def unseal(folder: Path, cohort: str, bound: str, sealed: str) -> str:
    """What was sealed so; KeyringError where the key was destroyed, is missing, or is another."""
    whole, key = b64decode(sealed), key_of(folder, cohort)
    try:
        return _cipher(key).decrypt(whole[:_NONCE], whole[_NONCE:], bound.encode()).decode()
    except InvalidTag as error:
        raise KeyringError(
            f"What was answered in {cohort} was sealed with another key than "
            f"{_path(folder, cohort)}: put back the file from the keyring's own backup."
        ) from error


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(hmac.digest(key, b"seal-v1", "sha256"))


def destroy(folder: Path, cohort: str) -> bool:
    """Overwrite and remove the key of a cohort; whether one was there. Killed anywhere, do it
    again: the mark comes first, and from then on nobody uses the key.

    What a disk keeps of overwritten blocks, and copies of the keyring, are not ours to reach.
    """
    mark, key = _mark(folder, cohort), _path(folder, cohort)
    os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600))
    to_disk(folder)
    was_there = key.exists()
    if was_there:
        _overwrite(key)
        key.unlink()
    touch(folder)
    return was_there


def _overwrite(path: Path) -> None:
    handle = os.open(path, os.O_WRONLY)
    try:
        os.write(handle, b"0" * path.stat().st_size)
        os.fsync(handle)
    finally:
        os.close(handle)


def _path(folder: Path, cohort: str) -> Path:
    return folder / f"cohort-{cohort}.key"


def _mark(folder: Path, cohort: str) -> Path:
    return folder / f"cohort-{cohort}.destroyed"


def _of(folder: Path, kind: re.Pattern[str]) -> list[str]:
    matches = (kind.fullmatch(path.name) for path in folder.glob("cohort-*"))
    return sorted(match[1] for match in matches if match)

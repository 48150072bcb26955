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


def cohort_keys(folder: Path) -> dict[str, str]:
    """The id (8 hex) of every cohort's key that is there, by the cohort, oldest first."""
    found = {cohort: folder / f"cohort-{cohort}.key" for cohort in _of(folder, _KEY)}
    return {cohort: key_id(read_key(path)).hex() for cohort, path in found.items()}


def destroyed(folder: Path) -> tuple[str, ...]:
    """The cohorts whose key was destroyed, or is being destroyed, oldest first."""
    return tuple(_of(folder, _MARK))


def cohort_key(folder: Path, cohort: str) -> bytes:
    """The key of a cohort, made where it never was.

    KeyringError where it was destroyed: what it led to is not led to again.
    """
    if cohort in destroyed(folder):
        raise KeyringError(
            f"The key of the cohort {cohort} was destroyed, as it should be: nothing more can be "
            f"added to its readings. {folder / f'cohort-{cohort}.destroyed'} says so."
        )
    name = f"cohort-{cohort}.key"
    if not (folder / name).exists():
        write_key(folder, name)
        touch(folder)
    return read_key(folder / name)


def seal(folder: Path, cohort: str, bound: str, text: str) -> str:
    """Seal some JSON with the key of a cohort, so that no copy of it outlives that key."""
    nonce = os.urandom(_NONCE)
    padded = text.ljust(-(-len(text) // _BLOCK) * _BLOCK)
    sealed = _cipher(cohort_key(folder, cohort)).encrypt(nonce, padded.encode(), bound.encode())
    return b64encode(nonce + sealed).decode()


def unseal(folder: Path, cohort: str, bound: str, sealed: str) -> str:
    """What was sealed so; KeyringError where the key was destroyed, is missing, or is another."""
    path, whole = folder / f"cohort-{cohort}.key", b64decode(sealed)
    key = cohort_key(folder, cohort) if cohort in destroyed(folder) else read_key(path)
    try:
        return _cipher(key).decrypt(whole[:_NONCE], whole[_NONCE:], bound.encode()).decode()
    except InvalidTag as error:
        raise KeyringError(
            f"What was answered in {cohort} was sealed with another key than {path}: put back the "
            "file from the keyring's own backup."
        ) from error


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(hmac.digest(key, b"seal-v1", "sha256"))


def destroy(folder: Path, cohort: str) -> bool:
    """Overwrite and remove the key of a cohort; whether one was there. Killed anywhere, do it
    again: the mark comes first, and from then on nobody uses the key.

    What a disk keeps of overwritten blocks, and copies of the keyring, are not ours to reach.
    """
    mark, key = folder / f"cohort-{cohort}.destroyed", folder / f"cohort-{cohort}.key"
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


def _of(folder: Path, kind: re.Pattern[str]) -> list[str]:
    matches = (kind.fullmatch(path.name) for path in folder.glob("cohort-*"))
    return sorted(match[1] for match in matches if match)

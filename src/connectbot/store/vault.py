"""What may not be read from the database is sealed; what must be found again has a keyed hash."""

from __future__ import annotations

import hmac
import os
import threading
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from connectbot.store.keyring import Keyring, KeyringError, key_id, read_keyring

_ID, _NONCE = 4, 12
_REMEMBERED = 1024  # one turn asks for the hash of the same address three times


class VaultError(Exception):
    """Something sealed cannot be opened; the sentence says where and what to do."""


class Vault:
    """Seals with AES-256-GCM: key id (4 bytes), nonce (12), ciphertext and tag.

    A seal is bound to where it was made ("table:column" and the row's own key): moved to another
    row it does not open.

    With `watch` the keyring's folder is looked at whenever `refresh` is called, which every
    transaction does as it begins: a key added by another process is known before anything that
    process makes with it can be seen. Keys once known are kept until the end, to open what a
    transaction that began earlier still reads.
    """

    def __init__(self, keyring: Keyring, *, watch: bool = False) -> None:
        self._folder = keyring.folder
        self._watched = Path(keyring.folder) if watch else None
        self._lock = threading.Lock()
        self._ciphers: dict[bytes, AESGCM] = {}
        self._seen = self._changed_at()
        self._take(keyring)

    def _take(self, keyring: Keyring) -> None:
        # What is looked up under older keys is there before the newest is used.
        self._older = tuple(partial(_hash, key) for key in keyring.older)
        self.lookup: Callable[..., bytes] = lru_cache(_REMEMBERED)(partial(_hash, keyring.lookup))
        """32 bytes by which the same texts are found again, and which tell nothing about them."""
        self._ciphers = {**self._ciphers, **{key_id(key): AESGCM(key) for key in keyring.seals}}
        self._sealing = key_id(keyring.seals[-1])
        self.keyring = keyring

    def refresh(self) -> None:
        """Take the keys that lie in the folder now, where it has changed; else the same as before.

        A folder that cannot be read (a mount that is gone) changes nothing.
        """
        if self._changed_at() == self._seen:
            return
        with self._lock:
            at = self._changed_at()
            if at == self._seen or self._watched is None:
                return
            try:
                self._take(read_keyring(self._watched))
            except (KeyringError, OSError):
                return
            self._seen = at

    def _changed_at(self) -> int | None:
        if self._watched is None:
            return None
        try:
            return self._watched.stat().st_mtime_ns
        except OSError:
            return None

    @property
    def sealing(self) -> bytes:
        """The id of the key that seals now."""
        return self._sealing

    def older(self, *parts: str) -> tuple[bytes, ...]:
        """What `lookup` was under the keys before this one; usually there are none."""
        return tuple(hash(*parts) for hash in self._older)

    def seal(self, column: str, row: str, text: str) -> bytes:
        """Seal a text for a column ("outbox:sealed") of the row with this key."""
        nonce = os.urandom(_NONCE)
        id = self._sealing
        sealed = self._ciphers[id].encrypt(nonce, _bytes(text), _bytes(f"{column}:{row}"))
        return id + nonce + sealed

    def open(self, column: str, row: str, sealed: bytes) -> str:
        """The text sealed there; VaultError where this keyring cannot open it."""
        cipher = self._ciphers.get(sealed[:_ID])
        if cipher is None:
            self.refresh()
            cipher = self._ciphers.get(sealed[:_ID])
        if cipher is None:
            raise VaultError(
                f"A value in {column} was sealed with the key {sealed[:_ID].hex()}, which the "
                f"keyring {self._folder} does not have: put back the keyring that belongs to "
                "this database."
            )
        nonce, ciphertext = sealed[_ID : _ID + _NONCE], sealed[_ID + _NONCE :]
        try:
            plain = cipher.decrypt(nonce, ciphertext, _bytes(f"{column}:{row}"))
        except InvalidTag as error:
            raise VaultError(
                f"A value in {column} has been changed or moved since it was sealed: restore the "
                "database from a backup."
            ) from error
        return plain.decode("utf-8", "surrogatepass")


def _hash(key: bytes, *parts: str) -> bytes:
    return hmac.digest(key, _bytes("\x1f".join(parts)), "sha256")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

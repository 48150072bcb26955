"""What may not be read from the database is sealed; what must be found again has a keyed hash."""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from connectbot.store.keyring import Keyring, key_id

_ID, _NONCE = 4, 12
_REMEMBERED = 1024  # one turn asks for the hash of the same address three times


class VaultError(Exception):
    """Something sealed cannot be opened; the sentence says where and what to do."""


class Vault:
    """Seals with AES-256-GCM: key id (4 bytes), nonce (12), ciphertext and tag.

    A seal is bound to where it was made ("table:column" and the row's own key): moved to another
    row it does not open.
    """

    def __init__(self, keyring: Keyring) -> None:
        self._folder = keyring.folder
        self._ciphers = {key_id(key): AESGCM(key) for key in keyring.seals}
        self._current = key_id(keyring.seals[-1])
        self._cipher = self._ciphers[self._current]
        self._lookup_key = keyring.lookup
        self.lookup: Callable[..., bytes] = lru_cache(_REMEMBERED)(self._hash)
        """32 bytes by which the same texts are found again, and which tell nothing about them."""

    def seal(self, column: str, row: str, text: str) -> bytes:
        """Seal a text for a column ("outbox:sealed") of the row with this key."""
        nonce = os.urandom(_NONCE)
        sealed = self._cipher.encrypt(nonce, _bytes(text), _bytes(f"{column}:{row}"))
        return self._current + nonce + sealed

    def open(self, column: str, row: str, sealed: bytes) -> str:
        """The text sealed there; VaultError where this keyring cannot open it."""
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

    def _hash(self, *parts: str) -> bytes:
        return hmac.digest(self._lookup_key, _bytes("\x1f".join(parts)), "sha256")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")

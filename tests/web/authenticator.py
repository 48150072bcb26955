"""A device that makes passkeys and signs with them, as a browser hands its answers on."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

VERIFIED, ATTESTED = 0b101, 0b1000000  # somebody was there and proved who they are


def encoded(value: bytes) -> str:
    """As the web writes bytes."""
    return urlsafe_b64encode(value).decode().rstrip("=")


class Authenticator:
    """One key on one device, for pages from `origin`."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.id = secrets.token_bytes(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.signs = 0

    def make(self, asked: dict[str, Any]) -> str:
        """What a browser answers where it was asked to make a passkey."""
        public = self.key.public_key().public_numbers()
        point = {-2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        cose = cbor2.dumps({1: 2, 3: -7, -1: 1, **point})
        data = self._data(asked["rp"]["id"], VERIFIED | ATTESTED)
        data += bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = {
            "clientDataJSON": self._client("webauthn.create", asked["challenge"]),
            "attestationObject": encoded(made),
        }
        return self._answer(said)

    def use(self, asked: dict[str, Any], *, flags: int = VERIFIED) -> str:
        """What a browser answers where it was asked to sign in."""
        self.signs += 1
        data = self._data(asked["rpId"], flags)
        client = self._client("webauthn.get", asked["challenge"])
        raw = self._raw("webauthn.get", asked["challenge"])
        signed = self.key.sign(data + hashlib.sha256(raw).digest(), ec.ECDSA(SHA256()))
        said = {
            "clientDataJSON": client,
            "authenticatorData": encoded(data),
            "signature": encoded(signed),
        }
        return self._answer(said)

    def _data(self, name: str, flags: int) -> bytes:
        return (
            hashlib.sha256(name.encode()).digest() + bytes([flags]) + self.signs.to_bytes(4, "big")
        )

    def _raw(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _client(self, kind: str, challenge: str) -> str:
        return encoded(self._raw(kind, challenge))

    def _answer(self, response: dict[str, str]) -> str:
        id = encoded(self.id)
        return json.dumps({"id": id, "rawId": id, "type": "public-key", "response": response})

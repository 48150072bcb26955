"""What is sealed opens only where it was sealed, and only with its own keys."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.store.keyring import Keyring
from connectbot.store.vault import Vault, VaultError

KEYS = Keyring("/keys", (b"a" * 32,), b"l" * 32)
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@settings(max_examples=60)
@given(ANY, ANY)
def test_what_is_sealed_comes_back(text, row) -> None:
    """Any text, lone surrogates and NUL among it, comes back as it was."""
    vault = Vault(KEYS)
    sealed = vault.seal("outbox:sealed", row, text)
    assert vault.open("outbox:sealed", row, sealed) == text


def test_nothing_shows() -> None:
    """A sealed text is not in its seal, and the same text is sealed differently each time."""
    vault = Vault(KEYS)
    one, two = (vault.seal("a:b", "1", "+447700900123") for _ in range(2))
    assert b"7700900123" not in one
    assert one != two
    assert len(one) == 4 + 12 + 13 + 16


@pytest.mark.parametrize(("column", "row"), [("outbox:sealed", "2"), ("inbox:sealed", "1")])
def test_a_seal_does_not_open_elsewhere(column, row) -> None:
    """Moved to another row or column a seal does not open."""
    vault = Vault(KEYS)
    sealed = vault.seal("outbox:sealed", "1", "text")
    with pytest.raises(VaultError, match="changed or moved"):
        vault.open(column, row, sealed)


def test_a_changed_seal_does_not_open() -> None:
    """One changed bit is noticed."""
    vault = Vault(KEYS)
    sealed = bytearray(vault.seal("a:b", "1", "text"))
    sealed[-1] ^= 1
    with pytest.raises(VaultError, match="changed or moved"):
        vault.open("a:b", "1", bytes(sealed))


def test_an_unknown_key_is_named() -> None:
    """What another keyring sealed names the key and the folder it is missing from."""
    sealed = Vault(replace(KEYS, seals=(b"b" * 32,))).seal("a:b", "1", "text")
    with pytest.raises(VaultError, match=f"{sealed[:4].hex()}.*/keys.*put back"):
        Vault(KEYS).open("a:b", "1", sealed)


def test_old_keys_still_open() -> None:
    """After a key is added the newest seals, and what the old one sealed still opens."""
    old = Vault(KEYS).seal("a:b", "1", "old")
    both = Vault(replace(KEYS, seals=(*KEYS.seals, b"b" * 32)))
    new = both.seal("a:b", "1", "new")
    assert [both.open("a:b", "1", one) for one in (old, new)] == ["old", "new"]
    assert old[:4] != new[:4]


def test_a_lookup_finds_the_same_again() -> None:
    """The same parts give the same hash, others another, and another key all others."""
    vault, other = Vault(KEYS), Vault(replace(KEYS, lookup=b"m" * 32))
    parts = [("sms", "+447700900123"), ("sms", "+447700900124"), ("telegram", "+447700900123")]
    hashes = [v.lookup("address", *part) for v in (vault, other) for part in parts]
    assert len(set(hashes)) == 6
    assert all(len(one) == 32 for one in hashes)
    assert vault.lookup("address", *parts[0]) == hashes[0]

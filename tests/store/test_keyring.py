"""The folder of keys: made once, kept apart, and refused where others can read it."""

import os
import threading

import pytest

from connectbot.store.keyring import KeyringError, open_keyring


def mode(path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


def test_keys_are_made_once(tmp_path) -> None:
    """On first run the folder and its keys are made for their owner alone; later they are read."""
    folder = tmp_path / "a" / "keys"
    made = open_keyring(folder, data=tmp_path / "data", make=True)
    assert mode(folder) == "700"
    assert {(path.name, mode(path)) for path in folder.iterdir()} == {
        ("lookup.key", "600"),
        ("seal-0001.key", "600"),
    }
    assert len({*made.seals, made.lookup}) == 2
    assert all(len(key) == 32 for key in (*made.seals, made.lookup))
    for make in (True, False):
        assert open_keyring(folder, data=None, make=make) == made


def test_two_keyrings_differ(tmp_path) -> None:
    """Every deployment has keys of its own, told apart without showing them."""
    one, two = (open_keyring(tmp_path / name, data=None, make=True) for name in "ab")
    assert one.fingerprint != two.fingerprint
    assert one.lookup.hex() not in repr(one)


def test_many_that_start_at_once_use_the_same_keys(tmp_path) -> None:
    """Processes that make the keyring at the same time all end with the same keys."""
    found = []
    start = threading.Barrier(8)

    def make():
        start.wait()
        found.append(open_keyring(tmp_path / "keys", data=None, make=True))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({keys.fingerprint for keys in found}) == 1
    assert len(list((tmp_path / "keys").iterdir())) == 2


def test_a_second_seal_is_the_newest(tmp_path) -> None:
    """Keys for encryption are in the order of their names: the last one seals."""
    first = open_keyring(tmp_path / "keys", data=None, make=True)
    second = tmp_path / "keys" / "seal-0002.key"
    second.write_text("ab" * 32 + "\n")
    second.chmod(0o600)
    both = open_keyring(tmp_path / "keys", data=None, make=True)
    assert both.seals == (*first.seals, bytes.fromhex("ab" * 32))


@pytest.mark.parametrize(
    ("keys", "data", "says"),
    [
        ("data/keys", "data", "lies inside the data folder"),
        ("data", "data", "lies inside the data folder"),
        ("keys", "keys/data", "lies inside the keyring"),
        ("here/../data/keys", "data", "lies inside the data folder"),
    ],
)
def test_keys_do_not_lie_with_the_data(tmp_path, keys, data, says) -> None:
    """A keyring in the data folder, or around it, is refused before anything is made."""
    with pytest.raises(KeyringError, match=f"{says}.*CONNECTBOT_KEYRING"):
        open_keyring(tmp_path / keys, data=tmp_path / data, make=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "wrong", "mend"),
    [(".", 0o755, "chmod 700"), (".", 0o710, "chmod 700"), ("lookup.key", 0o640, "chmod 600")],
)
def test_keys_others_can_read_are_refused(tmp_path, name, wrong, mend) -> None:
    """A folder or key that others can get at is refused, with the command that mends it."""
    folder = tmp_path / "keys"
    open_keyring(folder, data=None, make=True)
    (folder / name).chmod(wrong)
    with pytest.raises(KeyringError, match=f"{mend} {folder}"):
        open_keyring(folder, data=None, make=False)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("lookup.key", None, "There are no keys"),
        ("seal-0001.key", None, "has no seal"),
        ("seal-0001.key", "not hex", "cannot be read"),
        ("lookup.key", "é", "cannot be read"),
        ("lookup.key", "abcd", "2 bytes long"),
    ],
)
def test_a_broken_keyring_is_said_plainly(tmp_path, name, content, says) -> None:
    """A key that is missing or damaged is named, and is not replaced by another."""
    folder = tmp_path / "keys"
    open_keyring(folder, data=None, make=True)
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_text(content)
        (folder / name).chmod(0o600)
    with pytest.raises(KeyringError, match=says) as caught:
        open_keyring(folder, data=None, make=False)
    assert str(folder) in str(caught.value)


def test_a_keyring_that_cannot_be_made_is_said_plainly(tmp_path) -> None:
    """Where the folder cannot be made the sentence names it and the setting."""
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyringError, match=r"could not be made.*CONNECTBOT_KEYRING"):
        open_keyring(tmp_path / "file" / "keys", data=None, make=True)


def test_the_mask_does_not_open_keys(tmp_path) -> None:
    """Whatever the user's mask, the keys are their own."""
    os.umask(0)
    open_keyring(tmp_path / "keys", data=None, make=True)
    assert {mode(tmp_path / "keys"), mode(tmp_path / "keys" / "lookup.key")} == {"700", "600"}

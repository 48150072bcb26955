"""`connectbot privacy` and `connectbot audit`, as they are typed."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address, Inbound
from tests.cli.typed import done, typed

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WHO = "07700 900123"
JOAN = Address("sms", "+447700900123")


def _joan(tx: Any) -> int:
    joan = tx.residents.at(JOAN, "oakfield", NOON)
    tx.inbox.add(Inbound(JOAN, "SM1", "im lonely since he died", NOON), joan.id, state="done")
    talk = Conversation("oakfield", saved={"name": "Joan", "area": "LS8"})
    tx.residents.keep(joan, talk, None, heard_at=NOON)
    return int(joan.id)


def _ted_too(tx: Any) -> None:
    ted = Conversation("oakfield", saved={"name": "Ted"})
    tx.residents.beside(tx.residents.get(1), ted, NOON)


@pytest.fixture
def joan() -> int:
    """Joan has written from that number; which number she has here."""
    return int(done(_joan))


def test_what_is_held_is_shown_without_the_words(joan: int) -> None:
    """By her phone however it is written, and by her number; with --words all of it."""
    shown = [
        typed("privacy", "show", who) for who in (WHO, "sms:+447700900123", f"resident:{joan}")
    ]
    assert {one.code for one in shown} == {0}
    bare = shown[0].out
    assert "Of themselves they told us: a first name; area" in bare
    for private in ("lonely", "Joan", "LS8", "+447700900123"):
        assert private not in bare
    assert bare.count("Audit: ") == 1
    assert shown[2].out.count("Audit: ") == 3
    full = typed("privacy", "show", WHO, "--words").out
    assert "im lonely since he died" in full
    assert "+447700900123" in full
    copy = json.loads(typed("privacy", "show", WHO, "--json").out)
    assert copy["conversation"]["saved"] == {"name": "Joan", "area": "LS8"}


def test_their_own_copy_is_written_for_the_operator_alone(joan: int, here: Path) -> None:
    """The same as JSON and as text, and nobody else on the machine reads it."""
    ended = typed("privacy", "export", WHO)
    assert ended.code == 0
    assert "Be sure who asked" in ended.out
    folder = here / f"resident-{joan}"
    assert folder.stat().st_mode & 0o777 == 0o700
    for name in ("copy.json", "copy.txt"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600
        assert "im lonely since he died" in (folder / name).read_text("utf-8")
    (here / "a-file").write_text("x", "utf-8")
    refused = typed("privacy", "export", WHO, "-o", "a-file")
    assert refused.code == 1
    assert refused.err.startswith("a-file: nothing could be written there")


def test_erasing_asks_first_and_says_what_stays(joan: int) -> None:
    """A no changes nothing; a yes leaves nobody, and the log tells of it."""
    no = typed("privacy", "erase", WHO, stdin="n\n")
    assert no.code == 1
    assert f"Erase resident:{joan}" in no.out
    assert typed("privacy", "show", WHO).code == 0
    yes = typed("privacy", "erase", WHO, stdin="y\n")
    assert yes.code == 0
    assert "Removed:" in yes.out
    assert "1 messages they wrote" in yes.out
    assert "What stays, and why:" in yes.out
    gone = typed("privacy", "erase", WHO, "--yes")
    assert (gone.code, gone.err) == (1, "Nobody is known there: nothing is held.\n")
    acts = [
        json.loads(line)["action"] for line in typed("audit", "list", "--json").out.splitlines()
    ]
    assert "privacy.erased" in acts
    assert "privacy.erased" in typed("audit", "list", "--json", "--limit", "1").out


def test_erasing_as_json(joan: int) -> None:
    """For programs: what went and what stays, as lists."""
    found = json.loads(typed("privacy", "erase", f"resident:{joan}", "--yes", "--json").out)
    assert found["removed"][-1].startswith("the person")
    assert len(found["stays"]) > 3


def test_on_a_shared_phone_it_asks_which_one(joan: int) -> None:
    """Each by first name and number; nothing is shown of either before."""
    done(_ted_too)
    for command in ("show", "export", "erase"):
        ended = typed("privacy", command, WHO)
        assert ended.code == 1
        assert "resident:1 (Joan), resident:2 (Ted)" in ended.err
        assert "lonely" not in ended.out + ended.err
    assert "resident:2" in typed("privacy", "show", "resident:2").out


@pytest.mark.parametrize("who", ["somebody", "resident:one", "telegram:", "0770", "resident:"])
def test_who_that_is_nobody_is_a_sentence(who: str) -> None:
    """It says how to write one."""
    ended = typed("privacy", "show", who)
    assert ended.code == 1
    assert ended.err.startswith(f"{who!r} says nobody: write a phone number")


def test_a_telegram_account_is_looked_up_as_it_is(joan: int) -> None:
    """Somebody who writes there is found there, and nobody else."""
    ended = typed("privacy", "show", "telegram:123456789")
    assert (ended.code, ended.err) == (1, "Nobody is known there: nothing is held.\n")


def test_the_pack_is_written_and_says_what_is_open(here: Path) -> None:
    """Six pages; each choice of the operator's is printed, open until it is made."""
    (here / "connectbot.toml").write_text('lawful_basis = "public-task"\n', "utf-8")
    ended = typed("privacy", "pack", "-o", "pack", "--community", str(here))
    assert ended.code == 0
    assert "CONNECTBOT_LAWFUL_BASIS: public-task" in ended.out
    assert "CONNECTBOT_SPECIAL_CATEGORY: open; the choice is yours" in ended.out
    assert len(list((here / "pack").iterdir())) == 6


def test_a_wrong_basis_is_a_sentence(here: Path) -> None:
    """It names the setting and what may stand there."""
    (here / "connectbot.toml").write_text('lawful_basis = "love"\n', "utf-8")
    ended = typed("privacy", "pack", "--community", str(here))
    assert ended.code == 1
    assert ended.err.startswith("CONNECTBOT_LAWFUL_BASIS: 'love' is not one of consent, contract")


def test_the_log_is_verified(joan: int, here: Path) -> None:
    """Empty, whole, and touched: each said in words and as JSON, with its exit code."""
    empty = typed("audit", "verify")
    assert empty.code == 1
    assert empty.out.startswith("The audit log is empty.")
    typed("privacy", "show", WHO)
    assert typed("audit", "verify").out == "The audit log is whole: 1 entry.\n"
    typed("privacy", "show", WHO)
    whole = typed("audit", "verify", "--json")
    assert whole.code == 0
    assert json.loads(whole.out)["good"]
    with sqlite3.connect(here / "connectbot-data/connectbot.db") as database:
        database.execute("DROP TRIGGER audit_log_no_update")
        database.execute("UPDATE audit_log SET actor = 'service' WHERE seq = 2")
    database.close()
    touched = typed("audit", "verify")
    assert touched.code == 1
    assert touched.out.startswith("The audit log is not whole: entry 2: it was changed.")
    assert json.loads(typed("audit", "verify", "--json").out)["bad"] == 2


def test_the_log_is_listed(joan: int) -> None:
    """The newest first, each as a line: when, who, what, about whom as a random id."""
    typed("privacy", "show", WHO)
    typed("privacy", "export", WHO)
    first, second = typed("audit", "list").out.splitlines()
    assert first.startswith("2 ")
    assert "operator: what is held of a resident was written to a file; about " in first
    assert first.rpartition("about ")[2].split()[0] in second
    assert second.endswith("(oakfield, done)")

"""The audit log: append-only by triggers, a chain by hashes, people in it by random ids."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_REFUSED = "the audit log is append-only"
_LET_GO = "OLD.seq > coalesce((SELECT max(kept_after) FROM audit_head), 0)"

_SQLITE = (
    f"""CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    f"""CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log WHEN {_LET_GO}
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    # REPLACE deletes without asking the trigger above.
    f"""CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log
    WHEN EXISTS (SELECT 1 FROM audit_log WHERE seq >= NEW.seq)
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",  # noqa: S608
    f"""CREATE TRIGGER audit_head_one BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
)
_POSTGRES = (
    f"""CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$""",
    f"""CREATE FUNCTION audit_log_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF {_LET_GO} THEN RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN OLD; END $$""",
    """CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_refuse()""",
    """CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_let_go()""",
    """CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse()""",
    """CREATE TRIGGER audit_head_one BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_log_refuse()""",
)


def upgrade() -> None:
    """Make the tables, the head of an empty chain, and what refuses changes."""
    op.create_table(
        "audit_log",
        _big("seq"),
        _big("at"),
        *(_text(name) for name in ("actor", "actor_id", "action", "subject", "thing")),
        *(_text(name) for name in ("place", "result")),
        _bytes("hash"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_log")),
    )
    op.create_table(
        "audit_subjects",
        _text("id"),
        _big("resident_id", nullable=True),
        _bytes("contact", nullable=True),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_audit_subjects_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_subjects")),
    )
    op.create_index("ix_audit_subjects_resident_id", "audit_subjects", ["resident_id"])
    op.create_index("ix_audit_subjects_contact", "audit_subjects", ["contact"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _big("seq"),
        _bytes("hash"),
        _big("kept_after"),
        _bytes("kept_hash"),
        _bytes("signed"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    nothing = {"hash": bytes(32), "kept_after": 0, "kept_hash": bytes(32), "signed": b""}
    op.bulk_insert(head, [{"id": 1, "seq": 0, **nothing}])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)

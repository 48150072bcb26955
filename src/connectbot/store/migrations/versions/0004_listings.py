"""The directory moves in: listings with revisions, and what their files said."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables, empty; the first start fills them from the files."""
    _listings()
    _revisions()
    _files()


def _number(name: str = "id") -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _big(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def _int(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=True)


def _listings() -> None:
    op.create_table(
        "listings",
        _number("seq"),
        *_texts("id", "place", "state", "merged_into"),
        _int("number"),
        _big("version"),
        *_texts("body"),
        _bytes("sealed"),
        *_texts("source"),
        _bytes("base"),
        _bytes("offer"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_listings")),
        sa.UniqueConstraint("id", name=op.f("uq_listings_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_listings_version", "listings", ["version"])
    offered = sa.text("offer IS NOT NULL")
    op.create_index(
        "ix_listings_offered",
        "listings",
        ["seq"],
        sqlite_where=offered,
        postgresql_where=offered,
    )


def _revisions() -> None:
    op.create_table(
        "listing_revisions",
        *_texts("listing"),
        _int("number"),
        _big("at"),
        *_texts("actor_kind", "actor", "door", "why", "state", "merged_into", "body"),
        _bytes("sealed"),
        sa.PrimaryKeyConstraint("listing", "number", name=op.f("pk_listing_revisions")),
    )


def _files() -> None:
    op.create_table(
        "listing_files",
        *_texts("name", "hash"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_listing_files")),
    )
    op.create_table(
        "listing_clock",
        _int("id"),
        _big("version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_clock")),
    )

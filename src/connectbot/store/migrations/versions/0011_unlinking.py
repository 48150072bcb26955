"""Unlinking moves in: readings that are to go from the other database, and who stands behind what
was released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "readings_erasing",
        *_texts("enrolment", "cohort"),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("enrolment", name=op.f("pk_readings_erasing")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contributors",
        *_texts("release", "place"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("release", name=op.f("pk_contributors")),
        sqlite_with_rowid=False,
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]

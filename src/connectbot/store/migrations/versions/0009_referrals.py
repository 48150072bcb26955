"""Referrals: an introduction of one person to one listing, and the log of who said what of it."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables, empty."""

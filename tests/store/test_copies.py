"""Which copies of the databases lie about for too long."""

from datetime import UTC, date, datetime

import pytest

from connectbot.store.copies import LIVE, SEALED, beside, name_of, too_old

TODAY = date(2026, 11, 22)
NAMES = {
    "connectbot-2026-11-22-0300.db": False,
    "connectbot-2026-11-15-0300.db": False,
    "connectbot-2026-11-14-0300.db": True,
    "connectbot-2026-11-14-0300.measures.db": True,
    "old-20251201.dump": True,
    "connectbot-2026-02-31.db": False,
    "connectbot.db": False,
    "minutes-2026-01-01.txt": False,
}


@pytest.mark.parametrize(("name", "old"), NAMES.items())
def test_a_copy_is_old_by_the_day_in_its_name(tmp_path, name, old) -> None:
    """After a week; files that are no copies are nobody's business."""
    (tmp_path / name).touch()
    assert bool(too_old(tmp_path, TODAY)) is old


def test_a_folder_that_is_gone_has_none(tmp_path) -> None:
    """It may be a disk that is not there just now."""
    assert too_old(tmp_path / "gone", TODAY) == []


def test_copies_live_shorter_than_the_seal() -> None:
    """Or sealed answers would outlive it in them."""
    assert LIVE < SEALED


def test_a_copy_is_named_after_its_minute(tmp_path) -> None:
    """And the readings' beside it."""
    file = tmp_path / name_of(datetime(2026, 11, 22, 3, 5, tzinfo=UTC))
    assert file.name == "connectbot-2026-11-22-0305.db"
    assert beside(file).name == "connectbot-2026-11-22-0305.measures.db"

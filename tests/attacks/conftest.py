"""Each attack writes down how far it got; tests/conftest.py prints the table when all are done."""

from __future__ import annotations

import pytest

from tests.attacks.ledger import KNOWN, PROPERTY


@pytest.fixture
def record(record_property):
    """Write down the result of an attack of the list."""

    def write(id: str, result: object) -> None:
        if id not in KNOWN:
            raise AssertionError(f"tests/attacks/ledger.py has no attack {id}")
        record_property(PROPERTY, f"{id} {result}")

    return write

"""Phone numbers of kinds we may not write down here: the library's own examples of them."""

from __future__ import annotations

from datetime import date

import phonenumbers
import pytest
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from connectbot.flows.answers import understand


def example(region: str, kind: int) -> phonenumbers.PhoneNumber:
    found = phonenumbers.example_number_for_type(region, kind)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("region", "kind", "style", "taken"),
    [
        ("GB", PhoneNumberType.FIXED_LINE, PhoneNumberFormat.NATIONAL, True),
        ("GB", PhoneNumberType.FIXED_LINE, PhoneNumberFormat.INTERNATIONAL, True),
        ("IE", PhoneNumberType.MOBILE, PhoneNumberFormat.INTERNATIONAL, True),
        ("GB", PhoneNumberType.PREMIUM_RATE, PhoneNumberFormat.NATIONAL, False),
    ],
)
def test_numbers_one_can_ring_are_taken(region: str, kind: int, style: int, taken: bool) -> None:
    """A landline, or a phone from abroad with its +, is a number; one that costs extra is not."""
    number = example(region, kind)
    expected = phonenumbers.format_number(number, PhoneNumberFormat.E164) if taken else None
    typed = phonenumbers.format_number(number, style)
    assert understand("phone", f"ring {typed} ta", today=date(2026, 3, 10)) == expected

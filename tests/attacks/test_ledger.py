"""The list of attacks is whole: each is tried, and docs/privacy.md tells of each with its bar."""

import re
from pathlib import Path

from tests.attacks.ledger import ATTACKS, KNOWN

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "privacy.md"


def test_every_attack_is_tried() -> None:
    """A line of the list that no test writes a result for would be a promise alone."""
    tests = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py"))
    assert set(re.findall(r'record\(\s*"(T\d+a?)"', tests)) == set(KNOWN)


def test_the_page_names_every_attack_and_its_bar() -> None:
    """docs/privacy.md has a row for each: the attack, its bar, and what was measured."""
    page = PAGE.read_text("utf-8")
    for attack in ATTACKS:
        row = re.search(
            rf"^\| {attack.id} \| {re.escape(attack.what)} \| {re.escape(attack.bar)} \| (.+) \|$",
            page,
            re.M,
        )
        assert row, (
            f"docs/privacy.md: the row of {attack.id} is not that of tests/attacks/ledger.py"
        )
        assert row[1].strip()

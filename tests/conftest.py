"""What several suites start from."""

import pytest

from tests.attacks.ledger import PROPERTY, table
from tests.tables import lay


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "connectbot.db"
    lay(path)
    return path


def pytest_terminal_summary(terminalreporter) -> None:
    """Attack, bar and result, also where the tests ran in several processes."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)]
    said = [
        value
        for report in reports
        if report.when == "call"
        for name, value in report.user_properties
        if name == PROPERTY
    ]
    if said:
        terminalreporter.section("attacks: bar, result")
        for line in table([tuple(one.split(" ", 1)) for one in said]):
            terminalreporter.write_line(line)

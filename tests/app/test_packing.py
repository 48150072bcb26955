"""The privacy pack: made from the live settings, open where the choice is the operator's."""

import re
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest

from connectbot.app.packing import pack, processors, retention_table
from connectbot.desk.retention import APART, RETENTION, Keep
from connectbot.files import community_at, starter
from connectbot.settings import Settings
from connectbot.settings.lawful import LAWFUL_BASES, SPECIAL_CONDITIONS

DOCS = Path(__file__).parents[2] / "docs/privacy.md"
TODAY = date(2026, 11, 22)
SECRETS = ("pretend-auth-token", "42:pretend-telegram-token", "smtp://me:pretend@mail.example")


def settings(**given):
    """Settings with every secret there is."""
    return Settings(
        twilio_account_sid="AC" + "0a" * 16,
        twilio_auth_token=SECRETS[0],
        telegram_token=SECRETS[1],
        smtp_url=SECRETS[2],
        database_url="postgresql://me:pretend@db.example/connectbot",
        handover_to="Sam +447700900999",
        **given,
    )


def test_the_page_has_the_table_as_it_is() -> None:
    """docs/privacy.md says what the code does, with the settings as they come."""
    text = DOCS.read_text("utf-8")
    table = re.search(r"<!-- retention: .*? -->\n(.*)\n<!-- retention ends -->", text, re.S)
    assert table is not None
    expected = retention_table(Keep())
    assert table[1] == expected, f"write this into docs/privacy.md:\n{expected}"


def test_the_page_has_the_table_of_the_readings() -> None:
    """The other database's too."""
    text = DOCS.read_text("utf-8")
    table = re.search(r"<!-- readings: .*? -->\n(.*)\n<!-- readings end -->", text, re.S)
    assert table is not None
    expected = retention_table(Keep(), APART)
    assert table[1] == expected, f"write this into docs/privacy.md:\n{expected}"


def test_the_table_follows_the_settings() -> None:
    """Every table has its row, with the operator's own times."""
    made = pack(settings(keep_words_days=30, keep_silent_months=6), TODAY)
    rows = [line for line in made["retention.md"].splitlines() if line.startswith("| `")]
    assert len(rows) == len(RETENTION) + len(APART)
    assert "the words 30 days" in made["retention.md"]
    assert "after 6 months of silence" in made["retention.md"]
    assert "90 days" not in made["retention.md"]


def test_no_secret_and_nobody_of_ours_is_in_it() -> None:
    """Whoever reads the pack learns no token, no password, no number of one of our people."""
    whole = "\n".join(pack(settings(channels="sms,telegram,webchat"), TODAY).values())
    for secret in (*SECRETS, "pretend", "AC0a", "+447700900999", "db.example", "Sam"):
        assert secret not in whole


@pytest.mark.parametrize(
    ("channels", "smtp", "named", "flows"),
    [
        ("webchat", "", set(), {"web chat, TLS"}),
        ("sms", "", {"Twilio"}, {"Twilio"}),
        ("sms,telegram", SECRETS[2], {"Twilio", "Telegram", "Your e-mail provider"}, {"Telegram"}),
    ],
)
def test_only_what_is_switched_on_is_named(channels, smtp, named, flows) -> None:
    """A processor that nothing goes to is not in the pack."""
    chosen = Settings(channels=channels, smtp_url=smtp)
    found = {one.name for one in processors(chosen)}
    assert found - {"Whoever runs the machine and its backups"} == named
    picture = pack(chosen, TODAY)["data-flows.md"]
    assert all(flow in picture for flow in flows)
    assert ("Telegram" in picture) == ("telegram" in channels)
    assert ("E-mail" in picture) == bool(smtp)


def test_what_it_says_of_the_software_is_so() -> None:
    """Who signs it learns of the model beside the rules, of what is not sealed, and of every text
    that we begin; none of them is told away by a rounder sentence."""
    made = {name: " ".join(text.split()) for name, text in pack(Settings(), TODAY).items()}
    assert ("a small model" in made["dpia.md"]) == bool(community_at(starter()).safety_model)
    assert "but for a reminder that somebody asked for" in made["dpia.md"]
    assert "times, channels and states" in made["data-flows.md"]
    assert "the published contact of a group" in made["data-flows.md"]
    assert "one line in a talk that fell silent" in made["lawful-basis.md"]


def test_what_is_not_chosen_is_open() -> None:
    """All options are printed and none is taken; nothing is left of the template's own marks."""
    made = pack(Settings(), TODAY)
    page = made["lawful-basis.md"]
    for name in (*LAWFUL_BASES, *SPECIAL_CONDITIONS):
        assert f"* `{name}`: " in page
    assert "Chosen" not in page
    assert "CONNECTBOT_CONTROLLER" in made["README.md"]
    assert made["dpia.md"].count("**open**") > 15
    for text in made.values():
        assert "{{" not in text
        assert "{%" not in text


@pytest.mark.parametrize(
    ("basis", "condition"),
    [*zip_longest(LAWFUL_BASES, SPECIAL_CONDITIONS, fillvalue="public-health")],
)
def test_what_is_chosen_is_printed(basis, condition) -> None:
    """With what it means, and without the others."""
    given = {"lawful_basis": basis, "special_category": condition, "controller": "Oakfield Friends"}
    made = pack(Settings(**given), TODAY)
    assert f"**{basis}**. {LAWFUL_BASES[basis]}" in made["lawful-basis.md"]
    assert f"**{condition}**. {SPECIAL_CONDITIONS[condition]}" in made["lawful-basis.md"]
    assert "* `" not in made["lawful-basis.md"]
    assert "Controller: Oakfield Friends" in made["README.md"]

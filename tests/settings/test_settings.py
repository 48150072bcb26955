"""What an operator may turn, and what stops a start."""

from pathlib import Path

import pytest

from connectbot.settings import BadSettings, Settings, load, misspelt, unsafe_to_serve

GOOD = {
    "handover_to": "Sam +447700900999",
    "safeguarding_to": "mailto:lead@oakfield.example",
    "public_url": "https://bot.oakfield.example",
    "smtp_url": "smtp://mail.oakfield.example",
    "twilio_account_sid": "AC" + "0" * 32,
    "twilio_auth_token": "a-token-that-is-long-enough",
    "twilio_from": "+447700900000",
}

BOT = {
    "channels": "telegram",
    "telegram_token": "900:good-enough",
    "telegram_secret": "a-secret-of-these_tests",
}


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """Each test starts in an empty folder without settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CONNECTBOT_{name.upper()}", raising=False)


def test_a_fresh_start_has_sensible_settings():
    """With nothing set, both databases lie in the data folder and the keys beside it."""
    settings = load()
    assert settings.database == "sqlite:///connectbot-data/connectbot.db"
    assert settings.measures == "sqlite:///connectbot-data/measures.db"
    assert settings.keys == Path.cwd() / "connectbot-keys"
    assert settings.switched_on == ("webchat",)
    assert settings.web_address == "http://127.0.0.1:8080"


def test_data_moves_both_databases_and_explicit_settings_win(tmp_path):
    """--data moves what is not set; a URL that is set stays."""
    moved = load(data=tmp_path)
    assert moved.database == f"sqlite:///{tmp_path}/connectbot.db"
    assert moved.measures == f"sqlite:///{tmp_path}/measures.db"
    assert load(data=tmp_path, measures_url="sqlite:///m.db").measures == "sqlite:///m.db"


@pytest.mark.parametrize(
    ("name", "value", "mend"),
    [
        ("port", "eighty", "write it in figures"),
        ("port", "70000", "the most is 65535"),
        ("handover_minutes", "0", "the least is 1"),
        ("sms_segments_per_second", "fast", "write it in figures"),
        ("sms_segments_per_second", "0", "more than 0"),
        ("twilio_help_set", "perhaps", "neither yes nor no"),
        ("trusted_proxies", "127.0.0.1, proxy", "write them like 127.0.0.1"),
        ("sent_to_received", "0.5", "the least is 1"),
        ("sms_elsewhere_a_day", "-1", "the least is 0"),
    ],
)
def test_a_value_that_is_none_is_told_with_its_mend(name, value, mend):
    """What is wrong with a number is said in words that an operator can act on."""
    with pytest.raises(BadSettings, match=mend):
        load(**{name: value})


def test_the_environment_sets(monkeypatch):
    """CONNECTBOT_<NAME> sets it."""
    monkeypatch.setenv("CONNECTBOT_PORT", "9000")
    monkeypatch.setenv("CONNECTBOT_CHANNELS", "webchat, sms")
    settings = load()
    assert (settings.port, settings.switched_on) == (9000, ("webchat", "sms"))


def test_the_file_of_the_community_sets_and_the_environment_wins(tmp_path, monkeypatch):
    """connectbot.toml in the community folder sets; the environment wins over it."""
    (tmp_path / "connectbot.toml").write_text('port = 9000\nplace = "oakfield"\n')
    monkeypatch.setenv("CONNECTBOT_PORT", "9001")
    settings = load(community=tmp_path)
    assert (settings.port, settings.place) == (9001, "oakfield")


def test_a_secret_may_lie_in_a_file(tmp_path, monkeypatch):
    """CONNECTBOT_<NAME>_FILE names a file that holds the value."""
    (tmp_path / "token").write_text("a-secret-token-in-a-file\n")
    monkeypatch.setenv("CONNECTBOT_TWILIO_AUTH_TOKEN_FILE", str(tmp_path / "token"))
    assert load().auth_tokens == ("a-secret-token-in-a-file",)


def test_a_secret_file_that_is_missing_is_named(tmp_path, monkeypatch):
    """A file that cannot be read stops the start with the name of the setting."""
    monkeypatch.setenv("CONNECTBOT_TELEGRAM_TOKEN_FILE", str(tmp_path / "none"))
    with pytest.raises(BadSettings, match="CONNECTBOT_TELEGRAM_TOKEN_FILE"):
        load()


def test_contacts_for_each_place_are_a_table(monkeypatch):
    """A table names contacts for each place; it may come as JSON in the environment."""
    words = '{"oakfield": "Sam +447700900999", "seacroft": "Jo +447700900998"}'
    monkeypatch.setenv("CONNECTBOT_HANDOVER_TO", words)
    assert sorted(load().rota.handover) == ["oakfield", "seacroft"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timezone", "Mars/Base"),
        ("quiet_hours", "late"),
        ("handover_to", "Bob"),
        ("safeguarding_to", {"oakfield": "Bob"}),
        ("channels", "pigeon"),
        ("public_url", "bot.oakfield.example"),
        ("public_url", "https://a:b@bot.oakfield.example"),
        ("port", "99999"),
        ("log_level", "LOUD"),
        ("log_format", "xml"),
        ("telegram_mode", "pigeon"),
        ("segments_per_day", "0"),
        ("public_url", "https://bot.oakfield.example:99999"),
        ("public_url", "https://bot.oakfield.example:0"),
        ("leave_url", "javascript:alert(1)"),
        ("sms_allowed_prefixes", ""),
        ("sms_allowed_prefixes", "+447,"),
        ("sms_allowed_prefixes", "447"),
        ("sms_segments_per_second", "inf"),
    ],
)
def test_a_wrong_value_stops_the_start_and_is_named(name, value):
    """A wrong value is refused with a sentence that names the setting."""
    with pytest.raises(BadSettings, match=f"CONNECTBOT_{name.upper()}: "):
        load(**{name: value})


def test_an_unknown_word_in_the_file_is_named(tmp_path):
    """A misspelt setting in connectbot.toml is not passed over."""
    (tmp_path / "connectbot.toml").write_text("prot = 9000\n")
    with pytest.raises(BadSettings, match="PROT: there is no such setting"):
        load()


def test_good_settings_may_serve():
    """Nothing is missing: production starts."""
    assert unsafe_to_serve(load(**GOOD)) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"handover_to": ""}, "HANDOVER_TO"),
        ({"safeguarding_to": ""}, "SAFEGUARDING_TO"),
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"smtp_url": ""}, "SMTP_URL"),
        ({"handover_to": "telegram:5"}, "TELEGRAM_TOKEN"),
        ({"twilio_auth_token": "changeme"}, "TWILIO_AUTH_TOKEN"),
        ({"twilio_auth_token": ""}, "TWILIO_AUTH_TOKEN"),
        ({"twilio_from": ""}, "TWILIO_FROM"),
        ({"twilio_account_sid": "", "channels": "sms"}, "TWILIO_ACCOUNT_SID"),
        ({"twilio_account_sid": "", "channels": "webchat"}, "TWILIO_ACCOUNT_SID"),
        ({"channels": "telegram"}, "TELEGRAM_TOKEN"),
        ({"channels": "telegram", "telegram_token": "900:good-enough"}, "TELEGRAM_SECRET"),
        ({**BOT, "telegram_secret": "not quite as it should be"}, "TELEGRAM_SECRET"),
        ({**BOT, "telegram_secret": "short"}, "TELEGRAM_SECRET"),
        ({**BOT, "telegram_token": "changeme"}, "TELEGRAM_TOKEN"),
        ({"twilio_api_url": "http://twilio.example"}, "TWILIO_API_URL"),
        ({"twilio_api_url": ""}, "TWILIO_API_URL"),
        ({"telegram_api_url": "ftp://127.0.0.1"}, "TELEGRAM_API_URL"),
    ],
)
def test_production_does_not_start_without(change, named):
    """What is missing or unsafe is named, each in one sentence."""
    assert any(named in fault for fault in unsafe_to_serve(load(**{**GOOD, **change})))


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
def test_a_pretend_provider_on_this_machine_needs_no_https(host):
    """What tests and demos use: nothing leaves the machine."""
    assert unsafe_to_serve(load(**GOOD, twilio_api_url=f"http://{host}/pretend")) == []


def test_a_secret_file_that_is_no_text_is_named(tmp_path, monkeypatch):
    """Bytes that are no text are told as the fault of that file."""
    (tmp_path / "token").write_bytes(b"\xd0\xff")
    monkeypatch.setenv("CONNECTBOT_TELEGRAM_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(BadSettings, match="CONNECTBOT_TELEGRAM_TOKEN_FILE"):
        load()


def test_no_secret_is_in_what_settings_look_like():
    """A log or an error that shows the settings shows none of their secrets."""
    secret = "hunter2-hunter2-hunter2"
    given = {
        "twilio_auth_token": secret,
        "telegram_token": secret,
        "smtp_url": f"smtps://bot:{secret}@mail.oakfield.example",
        "database_url": f"postgresql://bot:{secret}@db.oakfield.example/connectbot",
    }
    assert secret not in repr(load(**{**GOOD, **given}))


def test_channels_follow_credentials_where_they_are_not_named():
    """Without CHANNELS, web chat is on, and whatever has its credentials."""
    settings = load(**GOOD, telegram_token="12345:a-long-telegram-token")
    assert settings.switched_on == ("webchat", "sms", "telegram")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("CONNECTBOT_TWILO_FROM", "did you mean CONNECTBOT_TWILIO_FROM?"),
        ("CONNECTBOT_SMTP_URL_FIEL", "did you mean CONNECTBOT_SMTP_URL_FILE?"),
        ("CONNECTBOT_ZZZZZZ", "docs/settings.md lists them."),
    ],
)
def test_a_misspelt_setting_is_told_with_the_nearest_one(name, said):
    """A setting nobody reads would leave the operator thinking that it holds."""
    assert misspelt([name, "CONNECTBOT_PORT", "CONNECTBOT_PORT_FILE", "PATH"]) == [
        f"{name}: there is no such setting; {said}"
    ]


@pytest.mark.parametrize("change", [{}, {"telegram_mode": "polling", "telegram_secret": ""}])
def test_a_bot_may_be_brought_its_updates_or_ask_for_them(change):
    """Only what is brought needs a secret."""
    assert unsafe_to_serve(load(**{**GOOD, **BOT, **change})) == []

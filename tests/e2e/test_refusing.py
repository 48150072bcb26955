"""`connectbot serve` will not start unsafely: one sentence, the setting's name, exit code 1."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.service import RealService


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("HANDOVER_TO", "", "CONNECTBOT_HANDOVER_TO: nobody is named."),
        ("SAFEGUARDING_TO", "", "CONNECTBOT_SAFEGUARDING_TO: nobody is named."),
        ("HANDOVER_TO", "Sam", "CONNECTBOT_HANDOVER_TO: I cannot find whom to tell in 'Sam'"),
        ("SAFEGUARDING_TO", "Jo mailto:jo@oakfield.example", "CONNECTBOT_SMTP_URL: "),
        ("HANDOVER_TO", '{"oakfeild": "+447700900999"}', "HANDOVER_TO: there is no place 'oakf"),
        ("TWILIO_AUTH_TOKEN", "changeme", "CONNECTBOT_TWILIO_AUTH_TOKEN: give the real token"),
        ("TWILIO_AUTH_TOKEN", "", "CONNECTBOT_TWILIO_AUTH_TOKEN: give the real token"),
        ("TWILIO_FROM", "", "CONNECTBOT_TWILIO_FROM: "),
        ("PUBLIC_URL", "", "CONNECTBOT_PUBLIC_URL: say the address people reach us at"),
        ("CHANNELS", "sms,pigeon", "CONNECTBOT_CHANNELS: 'pigeon' is no channel"),
        ("PORT", "99999", "CONNECTBOT_PORT: "),
        (
            "PLACE",
            "nowhere",
            "CONNECTBOT_PLACE: there is no place 'nowhere'; try oakfield, porth-derwen.",
        ),
        ("DATABASE_URL", "mysql://there", "CONNECTBOT_DATABASE_URL must begin with"),
        ("KEYRING", "data/keys", "lies inside the data folder"),
    ],
)
def test_an_unsafe_start_is_refused(tmp_path: Path, setting: str, value: str, said: str) -> None:
    """The sentence says what is missing or wrong, on stderr, without a traceback."""
    service = RealService(tmp_path, **{setting: value})
    ended = subprocess.run(
        [sys.executable, "-m", "connectbot", "serve"],
        cwd=tmp_path,
        env=service.environment,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert said in ended.stderr

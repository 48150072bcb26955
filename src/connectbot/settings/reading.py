"""What an operator may turn: read once, frozen, and refused with a sentence when it is unsafe."""

from __future__ import annotations

import re
import tomllib
from datetime import time
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from connectbot.desk.rota import QuietHours, Rota, contacts_of
from connectbot.model.resident import Contact
from connectbot.settings.faults import PREFIX, BadSettings, sentence
from connectbot.settings.lawful import LAWFUL_BASES, SPECIAL_CONDITIONS
from connectbot.settings.mounted import FileSecrets

CHANNELS = ("sms", "telegram", "webchat")
Places = dict[str, str]
Networks = tuple[IPv4Network | IPv6Network, ...]
_PREFIX_OF_A_NUMBER = re.compile(r"\+[1-9][0-9]{0,14}")


class Settings(BaseSettings):
    """Every setting of CONTRACT.md; names are CONNECTBOT_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data: Path = Path("connectbot-data")
    community: Path | None = None

    database_url: str = Field(default="", repr=False)  # it may hold a password
    measures_url: str = Field(default="", repr=False)
    keyring: Path | None = None
    place: str = ""
    timezone: str = "Europe/London"
    keep_words_days: int = Field(default=90, ge=7, le=3650)
    keep_silent_months: int = Field(default=24, ge=3, le=120)
    controller: str = ""
    privacy_contact: str = ""
    lawful_basis: str = ""
    special_category: str = ""
    quiet_hours: str = "20:00-09:00"
    segments_per_day: int | None = Field(default=None, ge=1)
    handover_to: str | Places = ""
    safeguarding_to: str | Places = ""
    handover_minutes: int = Field(default=30, ge=1, le=24 * 60)
    channels: str = ""
    public_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    smtp_url: SecretStr = SecretStr("")
    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_from: str = ""
    twilio_messaging_service_sid: str = ""
    twilio_api_url: str = "https://api.twilio.com"
    twilio_help_set: bool = False
    sms_segments_per_second: float = Field(default=1.0, gt=0, allow_inf_nan=False)
    sms_allowed_prefixes: str = "+447"
    sms_elsewhere_a_day: int = Field(default=30, ge=0)
    sent_to_received: float = Field(default=5.0, ge=1, allow_inf_nan=False)
    trusted_proxies: str = "127.0.0.1,::1"
    telegram_token: SecretStr = SecretStr("")
    telegram_secret: SecretStr = SecretStr("")
    telegram_api_url: str = "https://api.telegram.org"
    telegram_mode: str = "webhook"
    metrics_token: SecretStr = SecretStr("")
    feed_licence: str = ""
    leave_url: str = "https://www.bbc.co.uk/weather"
    log_level: str = "INFO"
    log_format: str = "text"

    @field_validator("timezone")
    @classmethod
    def _a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{value!r} is no time zone; write it like Europe/London") from None
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _two_times(cls, value: str) -> str:
        quiet_hours(value, "Europe/London")
        return value

    @field_validator("handover_to", "safeguarding_to")
    @classmethod
    def _contacts(cls, value: str | Places) -> str | Places:
        for words in value.values() if isinstance(value, dict) else (value,):
            contacts_of(words)
        return value

    @field_validator("channels")
    @classmethod
    def _known_channels(cls, value: str) -> str:
        for name in _names(value):
            if name not in CHANNELS:
                raise ValueError(f"{name!r} is no channel; choose from {', '.join(CHANNELS)}")
        return value

    @field_validator("public_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise ValueError("write it like https://bot.oakfield.example")
        if parts.username or parts.query or parts.fragment:
            raise ValueError("leave out user names, ? and #")
        if parts.port == 0:
            raise ValueError("a port is 1 to 65535")
        return value.rstrip("/")

    @field_validator("leave_url")
    @classmethod
    def _a_page(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("write it like https://www.bbc.co.uk/weather")
        return value

    @field_validator("sms_allowed_prefixes")
    @classmethod
    def _prefixes(cls, value: str) -> str:
        # An empty one would be the beginning of every number there is, however dear.
        if not all(_PREFIX_OF_A_NUMBER.fullmatch(part.strip()) for part in value.split(",")):
            raise ValueError(f"{value!r} are no beginnings of numbers; write them like +447,+353")
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        networks(value)
        return value

    @field_validator("log_level")
    @classmethod
    def _a_level(cls, value: str) -> str:
        return _one_of(value.upper(), ("DEBUG", "INFO", "WARNING", "ERROR"))

    @field_validator("log_format")
    @classmethod
    def _a_format(cls, value: str) -> str:
        return _one_of(value.lower(), ("text", "json"))

    @field_validator("lawful_basis")
    @classmethod
    def _a_basis(cls, value: str) -> str:
        return _one_of(value, ("", *LAWFUL_BASES))

    @field_validator("special_category")
    @classmethod
    def _a_condition(cls, value: str) -> str:
        return _one_of(value, ("", *SPECIAL_CONDITIONS))

    @field_validator("telegram_mode")
    @classmethod
    def _a_mode(cls, value: str) -> str:
        return _one_of(value.lower(), ("webhook", "polling"))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Given values, then the environment, then files it names, then connectbot.toml."""
        given = init_settings()
        toml = Path(given.get("community") or ".") / "connectbot.toml"
        return (
            init_settings,
            env_settings,
            FileSecrets(settings_cls),
            TomlConfigSettingsSource(settings_cls, toml_file=toml),
        )

    @property
    def zone(self) -> ZoneInfo:
        """The wall clock of this deployment."""
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        """Where contacts are kept."""
        return self.database_url or f"sqlite:///{self.data / 'connectbot.db'}"

    @property
    def measures(self) -> str:
        """Where readings are kept, apart from contacts."""
        return self.measures_url or f"sqlite:///{self.data / 'measures.db'}"

    @property
    def keys(self) -> Path:
        """Where the keyring lies: beside the data folder, never in it."""
        return self.keyring or self.data.absolute().parent / "connectbot-keys"

    @property
    def web_address(self) -> str:
        """The address people reach us at: PUBLIC_URL, or the one we listen on."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def switched_on(self) -> tuple[str, ...]:
        """CHANNELS; where it is not set, web chat and whatever has its credentials."""
        if self.channels:
            return tuple(dict.fromkeys(_names(self.channels)))
        have = {"sms": self.twilio_account_sid, "telegram": self.telegram_token.get_secret_value()}
        return ("webchat", *(name for name, value in have.items() if value))

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """Twilio's tokens, the current one first."""
        return tuple(_names(self.twilio_auth_token.get_secret_value()))

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The beginnings of the numbers that we serve."""
        return tuple(_names(self.sms_allowed_prefixes))

    @property
    def proxies(self) -> Networks:
        """Where requests come from whose X-Forwarded-For is believed."""
        return networks(self.trusted_proxies)

    @property
    def quiet(self) -> QuietHours:
        """When nothing that we begin is sent."""
        return quiet_hours(self.quiet_hours, self.timezone)

    @property
    def rota(self) -> Rota:
        """Who is told when a person is needed."""
        return Rota(self.zone, _by_place(self.handover_to), _by_place(self.safeguarding_to))

    def told(self) -> tuple[Contact, ...]:
        """Everybody who may be told, for any reason, in any place."""
        rota = self.rota
        lists = (*rota.handover.values(), *rota.safeguarding.values())
        return tuple(contact for contacts in lists for contact in contacts)


def load(**given: object) -> Settings:
    """Settings from what was given, the environment and connectbot.toml; BadSettings if wrong."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"connectbot.toml cannot be read: {error}. Mend it there.") from None
    except ValidationError as error:
        lines = [sentence(dict(fault)) for fault in error.errors()]
        raise BadSettings("\n".join(dict.fromkeys(lines))) from None


def quiet_hours(words: str, zone: str) -> QuietHours:
    """`20:00-09:00` as quiet hours; ValueError with a sentence where it is not that."""
    try:
        starts, ends = (time.fromisoformat(part.strip()) for part in words.split("-"))
    except ValueError:
        raise ValueError(f"{words!r} is not two times; write it like 20:00-09:00") from None
    return QuietHours(starts, ends, ZoneInfo(zone))


def networks(words: str) -> Networks:
    """`127.0.0.1, 10.0.0.0/8` as networks; ValueError with a sentence where one is none."""
    try:
        return tuple(ip_network(name) for name in _names(words))
    except ValueError:
        raise ValueError(
            f"{words!r} are no addresses; write them like 127.0.0.1,172.18.0.0/16"
        ) from None


def _names(words: str) -> list[str]:
    return [part.strip() for part in words.split(",") if part.strip()]


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is not one of {', '.join(filter(None, allowed))}")
    return value


def _by_place(value: str | Places) -> dict[str, tuple[Contact, ...]]:
    places = value if isinstance(value, dict) else {"": value}
    return {place: contacts_of(words) for place, words in places.items() if words.strip()}

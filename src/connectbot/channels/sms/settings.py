"""What the SMS channel must be told before it can work."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SmsSettings:
    """An account with the provider and how we use it.

    `auth_tokens` has the current one first; a second one is good for signatures while tokens are
    being rotated. Either `from_number` (+44...) or `messaging_service_sid` (MG...), or both.
    `public_url` is what the provider was told, without a slash at its end; signatures are over it.
    `patience` is how many seconds one request to the provider may take.
    """

    account_sid: str
    auth_tokens: tuple[str, ...] = field(repr=False)
    public_url: str
    from_number: str = ""
    messaging_service_sid: str = ""
    api_url: str = "https://api.twilio.com"
    segments_per_second: float = 1.0
    allowed_prefixes: tuple[str, ...] = ("+447",)
    patience: float = 10.0

    def __post_init__(self) -> None:
        if not self.auth_tokens or not all(self.auth_tokens):
            raise ValueError("TWILIO_AUTH_TOKEN is empty: copy it from the Twilio console.")
        if not (self.from_number or self.messaging_service_sid):
            raise ValueError(
                "Neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set: set one of them."
            )
        object.__setattr__(self, "public_url", self.public_url.rstrip("/"))
        object.__setattr__(self, "api_url", self.api_url.rstrip("/"))

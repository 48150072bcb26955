"""What an operator may turn about the web chat."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebChatSettings:
    """How the page introduces itself, and how much one talk may take.

    `team` is who people know, as in "the Oakfield team"; `text_number` a number to text instead
    ("" where there is none); `leave_to` the harmless page that "Leave quickly" opens; `place`
    the place whose page this is, None where there is only one.
    """

    team: str = "Oakfield team"
    public_url: str = ""
    place: str | None = None
    text_number: str = ""
    leave_to: str = "https://www.bbc.co.uk/weather"
    language: str = "en-GB"
    text_limit: int = 10_000
    messages_a_minute: int = 20
    sockets_each: int = 4
    sockets: int = 2_000

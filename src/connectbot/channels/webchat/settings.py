"""What an operator may turn about the web chat."""

from __future__ import annotations

from dataclasses import dataclass

from connectbot.channels.webchat.visitor import Networks


@dataclass(frozen=True, slots=True)
class WebChatSettings:
    """How the page introduces itself, and how much one talk may take.

    `team` is who people know, as in "the Oakfield team"; `text_number` a number to text instead
    ("" where there is none); `leave_to` the harmless page that "Leave quickly" opens; `place`
    the place whose page this is, None where there is only one. A visitor is an address, which a
    whole library may share; `proxies` are those whose word is taken for it.
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
    sockets_of_visitor: int = 100
    messages_of_visitor: int = 200
    messages_of_all: int = 3_000
    proxies: Networks = ()

"""How messages are written down inside their seals, and what plain columns can hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from connectbot.model.message import Address, Inbound, Link, Message


def message_to_text(message: Message) -> str:
    """A message, written down; empty parts are left out."""
    out: dict[str, Any] = {"text": message.text}
    if message.options:
        out["options"] = message.options
    if message.links:
        out["links"] = [[link.title, link.url] for link in message.links]
    if message.sms is not None:
        out["sms"] = message.sms
    if message.several:
        out["several"] = True
    return json.dumps(out)


def message_from_text(text: str) -> Message:
    """The message that was written down."""
    data = json.loads(text)
    return Message(
        text=data["text"],
        options=tuple(data.get("options", ())),
        links=tuple(Link(title, url) for title, url in data.get("links", ())),
        sms=data.get("sms"),
        several=data.get("several", False),
    )


def inbound_to_text(inbound: Inbound) -> str:
    """What came in, written down, but for its channel and when it came: those are columns."""
    out: dict[str, Any] = {
        "from": inbound.sender.value,
        "id": inbound.provider_id,
        "text": inbound.text,
    }
    for name in ("place", "media", "provider_said", "about"):
        if value := getattr(inbound, name):
            out[name] = value
    if inbound.manner != "said":
        out["manner"] = inbound.manner
    return json.dumps(out)


def inbound_from_text(text: str, channel: str, received_at: datetime) -> Inbound:
    """What came in."""
    data = json.loads(text)
    inbound = Inbound(
        Address(channel, data["from"]),
        data["id"],
        data["text"],
        received_at,
        place=data.get("place"),
        media=data.get("media", 0),
    )
    others = ("provider_said", "manner", "about")
    rest = {name: data[name] for name in others if name in data}
    return replace(inbound, **rest) if rest else inbound


def plain(text: str) -> str:
    """Text from outside as both databases can hold it: no NUL, no lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

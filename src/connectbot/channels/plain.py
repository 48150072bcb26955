"""How a message looks where there is nothing but plain text."""

from __future__ import annotations

from connectbot.model.message import Message


def plain(message: Message) -> str:
    """The text, then its options as numbered lines, then its links."""
    lines = [message.text]
    lines += [f"{number} {option}" for number, option in enumerate(message.options, start=1)]
    lines += [f"{link.title}: {link.url}" if link.title else link.url for link in message.links]
    return "\n".join(lines)

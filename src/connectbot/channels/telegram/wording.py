"""How a message looks on Telegram: plain text, links below it, options as buttons."""

from __future__ import annotations

from connectbot.channels.telegram import buttons
from connectbot.channels.telegram.buttons import Choice
from connectbot.model.message import Message

LONGEST_TEXT = 4096
LONGEST_LABEL = 40
"""Letters of a button that a small phone shows; longer options stand in the text with numbers."""

IN_A_ROW = 5
"""Buttons that hold only numbers stand side by side."""

PASSED = "That question is over. You can just write to me."
_CUT = " ..."


def text_of(message: Message) -> str:
    """The text, at most as long as Telegram takes: links and numbers stay whole."""
    lines = [f"{link.title}: {link.url}" if link.title else link.url for link in message.links]
    if _numbered(message):
        numbers = enumerate(message.options, start=1)
        lines = [*(f"{number} {option}" for number, option in numbers), *lines]
    below = "".join(f"\n{line}" for line in lines).encode("utf-8", "replace").decode()
    above = message.text.encode("utf-8", "replace").decode()
    return cut(above, LONGEST_TEXT - _length(below)) + below


def keys_of(message: Message, outbox_id: str, chat: str, key: bytes) -> list[list[tuple[str, str]]]:
    """A button for each option, in rows: what stands on it, and what is behind it."""
    numbered = _numbered(message)
    keys = [
        (
            str(number) if numbered else option.encode("utf-8", "replace").decode(),
            buttons.data_of(Choice(outbox_id, number), chat, key),
        )
        for number, option in enumerate(buttons.shown(message.options), start=1)
    ]
    side = IN_A_ROW if numbered else 1
    return [keys[first : first + side] for first in range(0, len(keys), side)]


def chosen(text: str, words: str) -> str | None:
    """A question with the answer they chose; None where both are too long to be shown."""
    told = f"{text}\n\n> {words}"
    return told if text and _length(told) <= LONGEST_TEXT else None


def in_private(name: str) -> str:
    """What a group reads: nothing about anybody."""
    return f"Let's talk privately: https://t.me/{name}"


def cut(text: str, most: int) -> str:
    """At most so many letters as Telegram counts them, ending after a whole word."""
    if _length(text) <= most:
        return text
    whole = text.encode("utf-16-le")[: 2 * max(0, most - len(_CUT))].decode("utf-16-le", "ignore")
    words = whole.rsplit(None, 1)
    return (words[0] if len(words) > 1 else whole) + _CUT


def _numbered(message: Message) -> bool:
    """Whether the options stand in the text: too long for buttons, or to be written together, as
    a button can be only one of them."""
    return message.several or any(len(option) > LONGEST_LABEL for option in message.options)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2

"""What stands in each chat, and who may be written to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connectbot.fakes.telegram.refusals import BLOCKED, NOT_FOUND, NOT_MODIFIED, Refusal


@dataclass
class Shown:
    """A message of the bot as its chat shows it: `keys` are the buttons, label -> what is behind;
    `at` is when it came, on the clock that the pace is measured by."""

    id: int
    text: str
    keys: dict[str, str] = field(default_factory=dict)
    at: float = 0.0


class Chats:
    """The chats of one bot. Those in `blocked` refuse it, those in `unknown` do not exist."""

    def __init__(self, me: Mapping[str, Any], clock: Callable[[], datetime]) -> None:
        self.me, self._clock = me, clock
        self.blocked: set[str] = set()
        self.unknown: set[str] = set()
        self.groups: set[str] = set()
        self.shown: defaultdict[str, list[Shown]] = defaultdict(list)
        self._count = 0

    def say(self, given: Mapping[str, str], at: float) -> dict[str, Any]:
        """The bot says something. Raises Refusal."""
        chat = given["chat_id"]
        if chat in self.unknown:
            raise NOT_FOUND
        if chat in self.blocked:
            raise BLOCKED
        message = Shown(self.next_id(), given["text"], _keys(given), at)
        self.shown[chat].append(message)
        return self.as_message(chat, message)

    def edit(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The bot changes something that it said. Raises Refusal."""
        chat, id = given["chat_id"], int(given["message_id"])
        message = self.find(chat, id)
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        text, keys = given.get("text", message.text), _keys(given)
        if (text, keys) == (message.text, message.keys):
            raise NOT_MODIFIED
        message.text, message.keys = text, keys
        return self.as_message(chat, message)

    def find(self, chat: str, id: int) -> Shown | None:
        """A message of the bot, as it stands there now."""
        return next((one for one in self.shown[chat] if one.id == id), None)

    def next_id(self) -> int:
        """A number for a message."""
        self._count += 1
        return self._count

    def chat(self, chat: str) -> dict[str, Any]:
        """A chat as updates tell of it."""
        if chat in self.groups:
            return {"id": int(chat), "type": "supergroup", "title": "Everybody"}
        return {"id": int(chat), "type": "private", "first_name": "Someone"}

    def user(self, chat: str, *, bot: bool = False) -> dict[str, Any]:
        """Whoever writes there; in a private chat both have one number."""
        id = 1000 if chat in self.groups else int(chat)
        return {"id": id, "is_bot": bot, "first_name": "Someone", "language_code": "en"}

    def date(self) -> int:
        """Now, as Telegram writes it."""
        return int(self._clock().timestamp())

    def as_message(self, chat: str, message: Shown) -> dict[str, Any]:
        """A message of the bot as answers and updates tell of it."""
        told = {
            "message_id": message.id,
            "date": self.date(),
            "chat": self.chat(chat),
            "from": dict(self.me),
            "text": message.text,
        }
        if message.keys:
            rows = [[{"text": text, "callback_data": data}] for text, data in message.keys.items()]
            told["reply_markup"] = {"inline_keyboard": rows}
        return told


def _keys(given: Mapping[str, str]) -> dict[str, str]:
    markup = json.loads(given.get("reply_markup", "{}"))
    rows = markup.get("inline_keyboard", ())
    return {key["text"]: key["callback_data"] for row in rows for key in row}

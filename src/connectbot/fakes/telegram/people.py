"""The people at the other end: they write, press, change what they wrote, block and come back."""

from __future__ import annotations

from typing import Any

from connectbot.fakes.telegram.chats import Chats, Shown
from connectbot.fakes.telegram.pending import Pending

_MEDIA: dict[str, Any] = {
    "voice": {"file_id": "v", "file_unique_id": "v", "duration": 3},
    "photo": [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}],
    "sticker": {
        "file_id": "s",
        "file_unique_id": "s",
        "type": "regular",
        "width": 90,
        "height": 90,
        "is_animated": False,
        "is_video": False,
    },
    "document": {"file_id": "d", "file_unique_id": "d"},
    "location": {"latitude": 53.8, "longitude": -1.5},
    "contact": {"phone_number": "+447700900150", "first_name": "Someone"},
    "video_note": {"file_id": "n", "file_unique_id": "n", "length": 9, "duration": 3},
}


class People:
    """Each method is something that somebody does; the number of the update it makes comes back.

    `queries` are the presses that wait for an answer.
    """

    def __init__(self, chats: Chats, pending: Pending) -> None:
        self._chats, self._pending = chats, pending
        self.queries: set[str] = set()

    def write(self, chat: str, text: str, **more: Any) -> int:
        """They write; `media` is a kind of thing they send, and then the text is its caption."""
        return self._pending.add("message", self.message(chat, text, **more))

    def edit(self, chat: str, text: str) -> int:
        """They change what they wrote."""
        changed = {**self.message(chat, text), "edit_date": self._chats.date()}
        return self._pending.add("edited_message", changed)

    def message(
        self, chat: str, text: str, *, media: str = "", album: str = "", bot: bool = False
    ) -> dict[str, Any]:
        """A message of theirs."""
        told: dict[str, Any] = {
            "message_id": self._chats.next_id(),
            "date": self._chats.date(),
            "chat": self._chats.chat(chat),
            "from": self._chats.user(chat, bot=bot),
        }
        if text:
            told["caption" if media else "text"] = text
        if media:
            told[media] = _MEDIA[media]
        if album:
            told["media_group_id"] = album
        return told

    def press(self, chat: str, message: Shown, label: str, *, data: str | None = None) -> str:
        """They press a button, also one that stood there before; the query to be answered."""
        query = f"q{self._chats.next_id()}"
        behind = message.keys[label] if data is None else data
        self.queries.add(query)
        told = {
            "id": query,
            "from": self._chats.user(chat),
            "chat_instance": "1",
            "data": behind,
            "message": self._chats.as_message(chat, message),
        }
        self._pending.add("callback_query", told)
        return query

    def block(self, chat: str) -> int:
        """They block the bot."""
        self._chats.blocked.add(chat)
        return self._presence(chat, "member", "kicked")

    def unblock(self, chat: str) -> int:
        """They let it in again."""
        self._chats.blocked.discard(chat)
        return self._presence(chat, "kicked", "member")

    def put_in_group(self, chat: str) -> int:
        """Somebody puts the bot into a group."""
        self._chats.groups.add(chat)
        return self._presence(chat, "left", "member")

    def _presence(self, chat: str, before: str, after: str) -> int:
        return self._pending.add("my_chat_member", self.presence(chat, before, after))

    def presence(self, chat: str, before: str, after: str) -> dict[str, Any]:
        """The news that the bot was let in or put out."""
        return {
            "chat": self._chats.chat(chat),
            "from": self._chats.user(chat),
            "date": self._chats.date(),
            "old_chat_member": self._member(before),
            "new_chat_member": self._member(after),
        }

    def _member(self, status: str) -> dict[str, Any]:
        told = {"user": dict(self._chats.me), "status": status}
        return {**told, "until_date": 0} if status == "kicked" else told

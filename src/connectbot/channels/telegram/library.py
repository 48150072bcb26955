"""Telegram's own library, on our loop and in our words: the one file that imports it, when needed.

Its Application keeps updates in memory, where a kill loses what Telegram has been told is taken;
so only its Bot and its way of reading an update are used.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import urlencode

from connectbot.channels.telegram.settings import TelegramSettings
from connectbot.channels.telegram.updates import (
    Happening,
    InGroup,
    Nothing,
    Presence,
    Pressed,
    Said,
)
from connectbot.model.delivery import Lost, Meaning, Refused

if TYPE_CHECKING:
    import telegram
    from telegram.request import HTTPXRequest

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we handle; Telegram sends no others."""

Keys = Sequence[Sequence[tuple[str, str]]]
"""Rows of buttons: what stands on each, and what is behind it."""

_GONE = frozenset({"left", "kicked"})


class BotApi:
    """What we ask of Telegram. Each call is one request, once; what goes wrong is raised."""

    def __init__(self, settings: TelegramSettings) -> None:
        # Asked for by the library: without it every time span it hands out comes with a warning.
        os.environ.setdefault("PTB_TIMEDELTA", "1")
        import telegram
        from telegram.request import HTTPXRequest

        # Its HTTP library writes every address at INFO, and the token is in the address.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        patience = settings.patience
        self._asking: HTTPXRequest = HTTPXRequest(
            connect_timeout=min(3.0, patience), read_timeout=patience, write_timeout=patience
        )
        base = f"{settings.api_url.rstrip('/')}/bot"
        self._updates = f"{base}{settings.token}/getUpdates"
        self._patience = patience
        self._bot: telegram.Bot = telegram.Bot(
            settings.token, base_url=base, request=self._asking, get_updates_request=self._asking
        )
        self._library = telegram

    async def name(self) -> str:
        """The bot's own name, as in t.me/name."""
        return (await self._bot.get_me()).username or ""

    async def say(self, chat: str, text: str, keys: Keys = ()) -> str:
        """Say something; the message's id. Links show no preview: that would open them."""
        said = await self._bot.send_message(
            chat_id=chat,
            text=text,
            reply_markup=self._keyboard(keys),
            link_preview_options=self._library.LinkPreviewOptions(is_disabled=True),
        )
        return str(said.message_id)

    def _keyboard(self, keys: Keys) -> telegram.InlineKeyboardMarkup | None:
        one = self._library.InlineKeyboardButton
        rows = [[one(label, callback_data=data) for label, data in row] for row in keys]
        return self._library.InlineKeyboardMarkup(rows) if rows else None

    async def answer(self, query: str, text: str) -> None:
        """End the waiting of whoever pressed a button, perhaps with a line."""
        await self._bot.answer_callback_query(query, text=text or None)

    async def take_keys(self, chat: str, message: int, text: str | None) -> None:
        """Take the buttons from a message, and show this text in its place where there is one."""
        if text is None:
            await self._bot.edit_message_reply_markup(chat_id=chat, message_id=message)
        else:
            await self._bot.edit_message_text(text, chat_id=chat, message_id=message)

    async def bring_updates(self, url: str, secret: str) -> None:
        """From now on updates are brought to this address; those that wait come too."""
        await self._bot.set_webhook(
            url, secret_token=secret, allowed_updates=WANTED, drop_pending_updates=False
        )

    async def keep_updates(self) -> None:
        """From now on updates wait until they are asked for; none is dropped."""
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def webhook(self) -> tuple[str, int, str]:
        """Where updates are brought ("": nowhere), how many wait, and what last went wrong."""
        found = await self._bot.get_webhook_info()
        return found.url, found.pending_update_count, found.last_error_message or ""

    async def updates(self, after: int | None, seconds: int) -> list[dict[str, Any]]:
        """The updates after this one, oldest first, as they came: those up to it are done with.

        Asked for beneath the library's own method, which gives none of a hundred where it can make
        nothing of one.
        """
        asked = {"timeout": str(seconds), "allowed_updates": json.dumps(WANTED)}
        if after is not None:
            asked["offset"] = str(after + 1)
        found = await self._asking.post(
            f"{self._updates}?{urlencode(asked)}", read_timeout=self._patience + seconds
        )
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def read(self, raw: object) -> Happening:
        """What an update tells. Anything at all gives an answer."""
        number = raw.get("update_id") if isinstance(raw, Mapping) else None
        if not isinstance(raw, Mapping) or type(number) is not int:
            return Nothing(-1)
        try:
            return _happening(self._library.Update.de_json(dict(raw), None))
        except Exception as broken:  # whatever it is, it would be brought to us for ever
            log.warning("An update could not be read: %s", type(broken).__name__)
            return Nothing(number)

    async def close(self) -> None:
        """Let go of connections."""
        await self._asking.shutdown()


log = logging.getLogger("connectbot.telegram")


def _happening(update: telegram.Update) -> Happening:
    number, chat = update.update_id, update.effective_chat
    if chat is None:
        return Nothing(number)
    where, private = str(chat.id), chat.type == "private"
    if update.callback_query is not None:
        return _pressed(update.callback_query, number, where) if private else Nothing(number)
    if update.my_chat_member is not None:
        here = update.my_chat_member.new_chat_member.status not in _GONE
        if private:
            return Presence(number, where, here)
        return _in_group(number, chat) if here else Nothing(number, where)
    message, edited = update.message or update.edited_message, update.message is None
    if message is None or (message.from_user is not None and message.from_user.is_bot):
        return Nothing(number, where)
    return _said(message, number, where, edited) if private else _in_group(number, chat)


def _in_group(number: int, chat: telegram.Chat) -> Happening:
    where = str(chat.id)
    return InGroup(number, where) if "group" in chat.type else Nothing(number, where)


def _said(message: telegram.Message, number: int, chat: str, edited: bool) -> Happening:
    # Nothing is checked by the library, and what cannot be kept would be brought for ever.
    text = next((one for one in (message.text, message.caption) if _is_words(one)), "")
    media = message.effective_attachment is not None
    if not (text or media):
        return Nothing(number, chat)
    at = message.edit_date if edited else None
    album = message.media_group_id or ""
    return Said(number, chat, text, at or message.date, media, edited, album)


def _pressed(query: telegram.CallbackQuery, number: int, chat: str) -> Happening:
    text = getattr(query.message, "text", None) or ""
    message = query.message.message_id if query.message else 0
    data = query.data if _is_words(query.data) else ""
    return Pressed(number, chat, query.id, data, message, text)


def _is_words(given: object) -> TypeGuard[str]:
    return isinstance(given, str) and given != ""


def outcome_of(broken: Exception) -> Refused | Lost:
    """What an error during a send means: certainly not sent, or not known."""
    from telegram import error

    if isinstance(broken, error.RetryAfter):
        return Refused("429", Meaning.RETRY, wait_of(broken))
    if isinstance(broken, error.Forbidden):
        return Refused("403", Meaning.STOPPED)
    if isinstance(broken, error.ChatMigrated):
        return Refused("migrated", Meaning.ADDRESS)
    if isinstance(broken, error.InvalidToken | error.Conflict):
        return Refused("401", Meaning.HALT)
    if isinstance(broken, error.BadRequest):
        gone = "not found" in broken.message.lower()
        return Refused("400", Meaning.ADDRESS if gone else Meaning.MESSAGE)
    return _unreached(broken)


def wait_of(broken: Exception) -> timedelta | None:
    """How long Telegram asked us to wait, where it did."""
    wait = getattr(broken, "retry_after", None)
    return wait if isinstance(wait, timedelta | None) else timedelta(seconds=wait)


def _unreached(broken: Exception) -> Refused | Lost:
    import httpx

    never_left = httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout
    if isinstance(broken.__cause__, never_left):
        return Refused("unreachable", Meaning.RETRY)
    return Lost(type(broken).__name__)


def in_a_sentence(broken: Exception) -> str:
    """Why updates do not come, and the mend; nothing of an address, which holds the token."""
    from telegram import error

    if isinstance(broken, error.InvalidToken):
        return "Telegram does not know CONNECTBOT_TELEGRAM_TOKEN: copy it again from BotFather."
    if isinstance(broken, error.Conflict) and "webhook" in broken.message.lower():
        return (
            "Somebody has set a webhook for this bot, so updates cannot be asked for: stop the "
            "other program, or set CONNECTBOT_TELEGRAM_MODE=webhook here."
        )
    if isinstance(broken, error.Conflict):
        return (
            "Another program asks Telegram for this bot's updates: stop it, or give this one a "
            "bot of its own with BotFather."
        )
    if isinstance(broken, error.BadRequest):
        return (
            f"Telegram does not take our webhook ({broken.message}): CONNECTBOT_PUBLIC_URL must "
            "be an https address that it can reach, and CONNECTBOT_TELEGRAM_SECRET made of "
            "letters, figures, _ and -."
        )
    return f"Telegram cannot be reached just now ({type(broken).__name__}); I go on trying."

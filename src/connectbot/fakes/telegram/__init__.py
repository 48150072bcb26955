"""A stand-in for Telegram: its Bot API, the chats behind it, and how it brings updates."""

from connectbot.fakes.telegram.chats import Shown
from connectbot.fakes.telegram.fake import FakeTelegram
from connectbot.fakes.telegram.refusals import TelegramFault

__all__ = ["FakeTelegram", "Shown", "TelegramFault"]

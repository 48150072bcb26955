"""Telegram, by way of its Bot API: what comes in by its webhook or by asking, what goes out."""

from connectbot.channels.telegram.channel import TelegramChannel
from connectbot.channels.telegram.settings import TelegramSettings
from connectbot.channels.telegram.taking import Takers

__all__ = ["Takers", "TelegramChannel", "TelegramSettings"]

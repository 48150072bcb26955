"""The web chat: a page, a socket, and a button for partners' sites."""

from connectbot.channels.webchat.channel import Forget, WebChatChannel
from connectbot.channels.webchat.listeners import Replay
from connectbot.channels.webchat.settings import WebChatSettings

__all__ = ["Forget", "Replay", "WebChatChannel", "WebChatSettings"]

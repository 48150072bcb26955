"""Texts, by way of Twilio: what comes in by its webhooks, what goes out by its API."""

from connectbot.channels.sms.channel import SmsChannel
from connectbot.channels.sms.settings import SmsSettings

__all__ = ["SmsChannel", "SmsSettings"]

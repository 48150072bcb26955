"""A stand-in for Twilio that remembers: pretend phones, REST paths, webhooks and faults."""

from connectbot.fakes.twilio.fake import FakeTwilio, Receipts
from connectbot.fakes.twilio.faults import Fault
from connectbot.fakes.twilio.ledger import Phone, Text
from connectbot.fakes.twilio.webhooks import NotLoopback, Posted

__all__ = ["FakeTwilio", "Fault", "NotLoopback", "Phone", "Posted", "Receipts", "Text"]

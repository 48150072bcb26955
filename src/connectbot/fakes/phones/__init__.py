"""The page of pretend phones: anyone can text as any pretend number, and see who is told."""

from connectbot.fakes.phones.page import PhonesPage

__all__ = ["PhonesPage"]

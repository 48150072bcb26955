"""What a resident's reply means, given what was asked: a value, or None for "ask again"."""

from connectbot.flows.answers.face import KINDS, overhear, understand

__all__ = ["KINDS", "overhear", "understand"]

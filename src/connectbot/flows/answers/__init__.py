"""What a resident's reply means, given what was asked: a value, or None for "ask again".

One reader for each kind of answer; nothing here guesses, and no input makes it raise.
"""

from connectbot.flows.answers.readers import KINDS, overhear, understand

__all__ = ["KINDS", "overhear", "understand"]

"""connectbot: a chat and SMS bot that introduces people to what is near them."""

__version__ = "0.1.0"

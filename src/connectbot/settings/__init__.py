"""What an operator may turn."""

from connectbot.settings.faults import BadSettings
from connectbot.settings.reading import Settings, load
from connectbot.settings.safe import misspelt, unsafe_to_serve

__all__ = ["BadSettings", "Settings", "load", "misspelt", "unsafe_to_serve"]

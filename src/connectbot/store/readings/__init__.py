"""The second database: readings, without whoever gave them."""

from connectbot.store.readings.file import ReadingsFile
from connectbot.store.readings.opening import open_readings

__all__ = ["ReadingsFile", "open_readings"]

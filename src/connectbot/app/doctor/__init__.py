"""Whether everything is as it should be: each thing looked at, with its place and its mend."""

from connectbot.app.doctor.examining import examine
from connectbot.app.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine"]

"""What people write by hand: YAML text read safely, and its faults in words with their mend."""

from connectbot.written.problem import Problem
from connectbot.written.reading import Document, Unreadable, read
from connectbot.written.shaping import guess, problems_of, shaped

__all__ = ["Document", "Problem", "Unreadable", "guess", "problems_of", "read", "shaped"]

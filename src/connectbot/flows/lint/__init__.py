"""What is wrong with flows before anybody walks them."""

from connectbot.flows.lint.check import problems
from connectbot.flows.lint.paths import nowhere

__all__ = ["nowhere", "problems"]

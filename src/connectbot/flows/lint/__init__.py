"""What is wrong with flows before anybody walks them."""

from connectbot.flows.lint.check import problems

__all__ = ["problems"]

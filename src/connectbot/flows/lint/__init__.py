"""What is wrong with flows before anybody walks them."""

from connectbot.flows.lint.check import problems
from connectbot.flows.lint.kept_for import problems as kept_for
from connectbot.flows.lint.measured import problems as measured
from connectbot.flows.lint.paths import nowhere

__all__ = ["kept_for", "measured", "nowhere", "problems"]

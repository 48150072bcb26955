"""The command line: one small file for each group of commands."""

from connectbot.cli.root import main

__all__ = ["main"]

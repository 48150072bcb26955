"""What is wrong with a setting, as a sentence that names it and the mend."""

from __future__ import annotations

from typing import Any

PREFIX = "CONNECTBOT_"

_MENDS = {
    "int_parsing": "this is no whole number; write it in figures, like 30",
    "float_parsing": "this is no number; write it in figures, like 0.5",
    "bool_parsing": "this is neither yes nor no; write one of them",
    "greater_than_equal": "this is too small; the least is {ge}",
    "less_than_equal": "this is too large; the most is {le}",
    "greater_than": "this is too small; it has to be more than {gt}",
}
"""What pydantic calls a fault -> what an operator reads, with the bounds filled in."""


class BadSettings(Exception):
    """Settings that cannot be used; each line names the setting and the mend."""


def sentence(fault: dict[str, Any]) -> str:
    """One fault that pydantic found, in our words."""
    name = PREFIX + str(fault["loc"][0]).upper() if fault["loc"] else "connectbot.toml"
    if fault["type"] == "extra_forbidden":
        return f"{name}: there is no such setting; docs/settings.md lists them all."
    said = str(fault["msg"]).removeprefix("Value error, ").rstrip(".")
    return f"{name}: {_MENDS.get(fault['type'], said).format(**fault.get('ctx', {}))}."

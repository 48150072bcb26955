"""How an effect of a turn is carried out: each function takes the kind of effect that it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.effect import Effect
from connectbot.model.message import Message
from connectbot.model.resident import Resident

E = TypeVar("E", bound=Effect)

Done: TypeAlias = Message | None
"""What carrying out an effect adds to what is said."""

Carry: TypeAlias = Callable[[Tx, Resident, E, Desk, datetime], Done]
"""Carries out one kind of effect."""

Line: TypeAlias = tuple[type[Effect], Carry[Any]]
Table: TypeAlias = Mapping[type[Effect], Carry[Any]]
"""Which function each kind has; only `carries` makes its lines, so the two always fit."""


def carries(kind: type[E], function: Carry[E]) -> Line:
    """A line of the table."""
    return kind, function

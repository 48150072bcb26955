"""`connectbot refer new --file`: a file with people, looked at whole before anybody is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from connectbot.cli.root import Failure

if TYPE_CHECKING:
    from datetime import datetime

    from connectbot.app.service import Service


def staged_in(text: str, file: Path) -> Any:
    """Everybody in a file. Raises Failure with all that is wrong in it."""
    from connectbot.desk.people_sheet import BadSheet
    from connectbot.desk.referring.staging import staged

    try:
        return staged(text)
    except BadSheet as wrong:
        raise _nobody(wrong.faults, file) from None


def _nobody(faults: list[str], file: Path) -> Failure:
    return Failure("\n".join((*faults[:20], f"{file}: nobody was asked. Mend it and try again.")))


async def all_tried(
    service: Service, people: Any, maker: Any, now: datetime, file: Path | None
) -> None:
    """Nobody of a file is asked before all that is wrong is told. Raises Failure."""
    from connectbot.desk.referring.staging import Tried, tried

    if file is None:
        return
    try:
        await service.store.run(tried, people, maker, service.desk, now)
    except Tried as seen:
        faults = [f"Line {line}: {why}" for line, why in seen.refused.items()]
        if faults:
            raise _nobody(faults, file) from None

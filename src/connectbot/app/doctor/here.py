"""What lies on this machine: settings, who is told, the community, the disk."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from connectbot.app.building import default_place, refuse_untold
from connectbot.app.doctor.finding import Finding, broken, good, look
from connectbot.app.worlds import world_of
from connectbot.files import community_at
from connectbot.settings import Settings, misspelt, unsafe_to_serve

FULL_BYTES = 200 * 1024**2
NARROW_BYTES = 2 * 1024**3


def settings_of(settings: Settings, environment: Mapping[str, str]) -> list[Finding]:
    """Everything that `serve` would refuse, and names that are no setting."""
    found = [broken("settings", sentence) for sentence in unsafe_to_serve(settings)]
    found += [look("settings", sentence) for sentence in misspelt(environment)]
    channels = ", ".join(settings.switched_on)
    return found or [good("settings", f"Nothing unsafe; channels: {channels}.")]


def people(settings: Settings) -> list[Finding]:
    """How many are told, without their numbers."""
    rota = settings.rota
    found = []
    for name, lists in (("HANDOVER_TO", rota.handover), ("SAFEGUARDING_TO", rota.safeguarding)):
        count = {len(contacts) for contacts in lists.values()}
        if count and min(count) < 2:
            found.append(
                look(
                    "who is told",
                    f"CONNECTBOT_{name} names one person somewhere: add a second, for when the "
                    "first does not come.",
                )
            )
    counts = len({contact.address for contact in settings.told()})
    return found or [good("who is told", f"{counts} addresses, two or more in every list.")]


def community(settings: Settings) -> list[Finding]:
    """Whether flows, needs, directory and the safety screen load whole."""
    try:
        world = world_of(community_at(settings.community))
        place = default_place(settings, world)
        refuse_untold(settings.rota, world.book.places)
    except Exception as error:  # whatever is wrong with it, that is what is to be told
        return [
            broken("community", f"{error} (`connectbot check` tells all of it.)"),
        ]
    flows, places = len(world.flows), len(world.book.places)
    found = [good("community", f"{flows} flows, {places} places; {place} is the first.")]
    if why := world.safety.broken:
        found.append(
            broken(
                "safety screen",
                f"A plain word list stands in for it ({why}): mend directory/safety.yaml, see "
                "`connectbot check`, and start again.",
            )
        )
    else:
        found.append(good("safety screen", "Whole: every rule loads."))
    return found


def disk(settings: Settings) -> list[Finding]:
    """Room where the database lies."""
    folder = settings.data.absolute()
    while not folder.exists():
        folder = folder.parent
    return [_room(folder, shutil.disk_usage(folder).free)]


def _room(folder: Path, free: int) -> Finding:
    said = f"{free / 1024**3:.1f} GB free at {folder}"
    if free < FULL_BYTES:
        return broken("disk", f"{said}: make room now, or messages will be refused.")
    if free < NARROW_BYTES:
        return look("disk", f"{said}: make room soon.")
    return good("disk", f"{said}.")

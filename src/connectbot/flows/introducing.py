"""Whether a group may be told of whoever is in this talk, and whether somebody can go with them."""

from __future__ import annotations

from connectbot.directory.listing import Listing
from connectbot.flows import resting
from connectbot.flows.scene import Scene
from connectbot.model.conversation import Conversation

YOUNG = "young"
"""The tag of somebody who said that they are under 18."""

TELL, COMPANY = "tell", "company"
"""What can be offered besides a reminder: to tell the group, and to find somebody to go with."""


def may(scene: Scene, listing: Listing | None) -> bool:
    """Whether this group may be given their name, and they can hear what becomes of it. Whoever is
    under 18 is given no adult's contact, nor an adult theirs."""
    if listing is None or scene.fleeting or YOUNG in scene.conversation.tags:
        return False
    reached = listing.contact.phone or listing.contact.email
    return bool(reached) and listing.may_introduce(scene.today)


def offered(scene: Scene, listing: Listing | None) -> frozenset[str]:
    """Which of these can be kept for this listing."""
    if listing is None or not may(scene, listing):
        return frozenset()
    return frozenset({TELL, COMPANY} if listing.door.goes_with else {TELL})


def number_is_safe(scene: Scene) -> bool:
    """Whether a group may have the number: others could read its answer on a phone they see."""
    return theirs_alone(scene.conversation)


def theirs_alone(talk: Conversation) -> bool:
    """Whether they said that nobody else sees this phone, and never said otherwise."""
    return talk.saved.get("phone") == "mine" and not resting.is_seen(talk)

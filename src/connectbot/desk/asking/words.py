"""What the published contact of a group is asked and answered; they are no resident."""

from __future__ import annotations

RIGHT = "Thank you, that helps people find you. Text us here whenever something changes."
CHANGED = "Thank you. What has changed? Please write it here in one message."
STOPPED = (
    "Thank you for telling us. It is not shown any more, and one of our team makes sure of it."
)
WORDS = "Thank you. One of our team looks at it and puts it right."
IN_DANGER = "If anybody is in danger, ring 999."
NOT_UNDERSTOOD = "Sorry, I did not get that. 1 it is right, 2 something changed, 3 it has stopped."


def code(place: str, group: str, figures: str) -> str:
    """To the published contact of a group, when somebody says that they run it."""
    return (
        f"{place}: {figures} is the code to look after {group} in our list. If nobody of yours "
        "asked for it, do nothing."
    )


def asked_right(place: str, group: str) -> str:
    """To the published contact of a group."""
    return (
        f"{place} directory: {group}. Is this still right? Reply 1 right, 2 something changed, "
        "3 it has stopped. STOP ends these texts."
    )


def asked_by_mail(place: str, group: str, says: str, link: str) -> str:
    """The same in a mail, with what the directory says and a page to answer on."""
    return (
        f"{place} keeps a list of what is on nearby. This is what it says of {group}:\n\n"
        f"{says}\n\nIs this still right? Please tell us here, it takes a minute: {link}\n\n"
        "If this is not your group, choose Something changed and say so."
    )


def told_right(place: str) -> str:
    """To the contact of a group who told us what changed."""
    return f"{place}: your details are put right in our list. Thank you for telling us."


def told_declined(place: str, reason: str) -> str:
    """The same, where it was not changed."""
    return f"{place}: thank you for what you told us. It stays as it is for now: {reason}"

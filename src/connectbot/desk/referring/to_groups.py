"""What a small group reads of somebody who would like to come, and what it can answer."""

from __future__ import annotations

from collections.abc import Sequence

SOMEBODY = "Somebody"

NOT_KNOWN = "Sorry, I do not know that code. Please look at our text again, or ring the team."
"""Whoever writes a code that is not theirs: the same words whether there is one or not."""

WHICH = "Thank you. Please write the code as well, like YES {code}: {all}."
NOT_THEIRS = "I'm sorry, and thank you for telling us. We will not text this number about it again."
AFTER_YES = "You get the number once you can welcome them: please reply YES {code}."
CLOSED = "Thank you for telling us. That one is closed now, so there is nothing more to do."
LATER = "Thank you. One of our team will be in touch with you about it."
FULL = "Thank you for telling us. We take it from here."
WAITS = "Thank you. They are on your list. When there is a place, please reply YES {code}."
MET = "Thank you, that is good to hear."
THANKED = "You're welcome. There is nothing more to do just now."
TRY_AGAIN = (
    "Thank you. Please try them, or look out for them, once more on another day. "
    "Then reply MET {code} or NO ANSWER {code}."
)
GIVEN_UP = (
    "Thank you for trying three times. You need do nothing more, one of our team looks in on them."
)
_LISTED = 5

IN_DANGER = "If anybody is in danger, ring 999."
WORRIED = (
    "Thank you for telling us about them. If they are in danger now, ring 999. "
    "Please do not wait for us."
)


def introduced(place: str, name: str, group: str, code: str, *, company: bool = False) -> str:
    """The first text: a first name, nothing to reach them by, and what to answer. `company`: they
    would like somebody to go with."""
    also = " and hopes for somebody to go with" if company else ""
    return (
        f"{place}: {name} would like to come to {group}{also}. Can you welcome them? "
        f"Reply YES {code}, FULL {code} or NO {code}."
    )


def chased(place: str, name: str, group: str, code: str) -> str:
    """Once more, where nobody answered."""
    return (
        f"{place}: {name} still hopes to hear about {group}. "
        f"Reply YES {code}, FULL {code} or NO {code}. It takes one text."
    )


def came(place: str, name: str, group: str, code: str) -> str:
    """A week after they said yes."""
    return f"{place}: did {name} come to {group}? Reply MET {code} if so, NO ANSWER {code} if not."


def welcomed(name: str, number: str, code: str) -> str:
    """They said yes: how to reach them, as far as they agreed to it."""
    how = f"The number is {number}: please ring or text." if number else "Please look out for them."
    return f"Thank you. {name} is expecting you. {how} Then reply MET {code} or NO ANSWER {code}."


def hopes(matters: str, access: str) -> str:
    """What they agreed to tell besides; "" nothing."""
    told = [
        f"They hope for: {matters}" if matters else "",
        f"They need: {access}" if access else "",
    ]
    return " ".join(one.rstrip(".") + "." for one in told if one)


def taken_back(place: str, name: str, group: str) -> str:
    """They changed their mind: nothing more is told."""
    return (
        f"{place}: {name} is not coming to {group} after all. Please do not ring or text them, "
        "and rub out what you wrote down. Thank you."
    )


def thanks(place: str, name: str, group: str, *, a_bit: bool = False) -> str:
    """They asked us to say so; `a_bit` is how much it helped."""
    helped = "It helped a bit" if a_bit else "It helped"
    return f"{place}: {name} says thank you to everybody at {group}. {helped}."


def which(waiting: Sequence[tuple[str, str]]) -> str:
    """Several of theirs wait, with these first names and codes: of whom was it said?"""
    some = ", ".join(f"{name} {code}" for name, code in waiting[:_LISTED])
    all = f"{some} or another in our texts" if waiting[_LISTED:] else some
    return WHICH.format(code=waiting[0][1], all=all)


def not_understood(codes: Sequence[str], *, expected: bool = False) -> str:
    """What can be answered, with the code where there is one. `expected`: they said yes before."""
    code = codes[0] if len(codes) == 1 else "and the code"
    can = (
        f"MET {code}, NO ANSWER {code}, or YES {code} to read again how to reach them"
        if expected
        else f"YES {code}, FULL {code} or NO {code}"
    )
    return (
        f"Sorry, I'm an automatic helper and did not get that. Reply {can}. "
        "Text PERSON for a person, MENU for yourself."
    )


def with_page(text: str, link: str) -> str:
    """The same in a mail, with a page to answer on."""
    return (
        f"{text}\n\nYou need no account. Answer here with one press, or leave it to a colleague: "
        f"{link}\n\nThe page works once. After your answer we write to you again."
    )


def team_stopped(place: str, group: str, link: str) -> str:
    """To one of our people: a group wants no texts, and somebody hoped to go there."""
    return (
        f"{place}: {group} sent STOP, and somebody was introduced to them. Nothing more goes "
        f"there. Please ring the group today: {link}"
    )


def team_silent(place: str, group: str, link: str) -> str:
    """To one of our people: ten days, and no answer."""
    return (
        f"{place}: {group} has not answered about somebody you sent for ten days. "
        f"Please ring: {link}"
    )


def team_look(place: str, group: str, why: str, link: str) -> str:
    """To one of our people: something about a referral needs a person."""
    return f"{place}: {group}, somebody you sent: {why}. Please look: {link}"


def team_gone(place: str, group: str) -> str:
    """To one of our people: nothing is left of somebody they sent."""
    return (
        f"{place}: somebody you sent to {group} is forgotten here, by a text from their phone or "
        "because they asked us. Ask, where that is safe, whether it was them."
    )


YOUNG = "they say that they are under 18, so no group of grown-ups is told of them"
YOUNG_AFTER = "they say that they are under 18, so it has ended; speak to them yourself"
UNTOLD = "there is no phone or mail of theirs that takes texts, so please ring them"
UNCHECKED = "nobody is introduced to it just now, as it needs to be checked first"
UNDELIVERED = "our message to them did not arrive"
NOT_THEIR_NUMBER = (
    "somebody texted that their number is wrong, so nobody is introduced to them until it is "
    "put right and checked"
)
STOPPED = "they texted STOP, so they cannot be told what the group says; ring, if that is safe"
NOT_REACHED = "they tried three times and could not reach them"
NEVER_ANSWERED = "they did not answer for six weeks, so it has ended; look for something else"
AFTER_ALL_NOT = "they told us that they met, and now that they cannot have them"
STILL_WAITS = "still on their waiting list after four weeks"
NOT_HEARD = "they said yes two weeks ago, and nobody told us whether they met"

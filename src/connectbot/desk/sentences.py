"""What the desk itself says to a resident and to the people who help; facts only the desk knows."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from connectbot.directory.saying import dated, moment
from connectbot.written.tongue import ENGLISH, Tongue

SORRY = (
    "Sorry, something went wrong at our end. It is not you. "
    "Text MENU to start again, or PERSON for a person."
)
SLOW = "Sorry I was slow to answer. Reply GO when you have a minute."
HANDED_BACK = "This is the automatic helper again. Text MENU to carry on, or PERSON for a person."
NOBODY_LEFT = (
    "I'm sorry, nobody has been able to answer yet. We have not forgotten you. "
    "Text PERSON and I will try again."
)
BUSY = (
    "A lot of people are writing just now. Someone will be told of you as soon as can be. "
    "If it cannot wait ring 111, or 999 in danger."
)
NOBODY_KNOWN = "I'm sorry, I have nobody I can ask just now. If it is urgent ring 111, or 999."
CHECKIN_READY = "Your check-in is ready. Reply GO when you have a minute. STOP ends these texts."
CHECKIN_STILL = "Your check-in is still here. Reply GO when you have a minute."
CHECKIN_CARRY_ON = "Shall we carry on? Reply GO when you have a minute."
PASSED_ON = "Thank you, I will tell them. In a week or two I will ask how it went."
NOT_PASSED_ON = (
    "I'm sorry, I can't pass that on just now. Nothing has been shared. Text PERSON for a person."
)
HOPES = "It says what you hope for: {words}"
NEEDS = "It says what you need: {words}"
THE_REST = "There is more. Ask {name} for the rest before you say yes."
NOT_TO_READ = "I'm sorry, I can't show you that just now. Text PERSON to ask a person."
NEVER_FIRST = (
    "I never text first at night, so I will only answer you now. Text MY DETAILS to change that."
)
TOO_SOON = "It is on so soon that a text from me would come too late. I hope it goes well."
CODE = "{place}: {figures} is your code. If you did not ask for one, do nothing."
ASKING = (
    "I am telling {name} now, and they try to answer here within {minutes} minutes. "
    "In danger, ring 999."
)
ASKING_LATER = (
    "Nobody is here just now. {name} will be told {when}. "
    "If it cannot wait ring 111, or 999 in danger."
)
ASKED_BEFORE = "{name} has been told, and can read what you write here. In danger, ring 999."
ASKING_NEXT = "Nobody has answered yet, I'm sorry. I am asking {name} as well."
ASKING_NEXT_LATER = "Nobody has answered yet, I'm sorry. {name} will be told {when}."
THEIRS_TO_KEEP = (
    "Thank you, that is right. Tell me here whenever something about your group changes."
)
NOT_THE_CODE = "That is not the code I sent, or it is too old. Text SUGGEST to try again."
TOLD_PUT_RIGHT = "Hello from {place}. We have put right what you told us. Thank you."
TOLD_NEW = "Hello from {place}. What you told us of is in our list now. Thank you."
TOLD_LOOKED = "Hello from {place}. We have looked into what you told us. Thank you."
THE_TEAM = "the team"
WILL_WRITE = "I will text you {when}."
WILL_SAY_HELLO = "I will text you {when}. It will only say hello. Reply GO to it for the rest."


def code(place: str, figures: str, tongue: Tongue = ENGLISH) -> str:
    """The code that joins two ways to write; it tells nothing but that somebody asked for one."""
    return tongue(CODE).format(place=place, figures=figures)


def asking(name: str, promise: timedelta, tongue: Tongue = ENGLISH) -> str:
    """Said while the first person is being told, whatever it is that they are needed for."""
    minutes = int(promise.total_seconds() // 60)
    return _naming(ASKING, name, tongue).format(minutes=minutes)


def asking_later(
    name: str, at: datetime, now: datetime, zone: ZoneInfo, tongue: Tongue = ENGLISH
) -> str:
    """Said when nobody is on duty: who will be told, and when."""
    return _naming(ASKING_LATER, name, tongue).format(when=_when(at, now, zone, tongue))


def asked_before(name: str, tongue: Tongue = ENGLISH) -> str:
    """Said when they ask again while somebody was told already."""
    return _naming(ASKED_BEFORE, name, tongue).format()


def asking_next(name: str, tongue: Tongue = ENGLISH) -> str:
    """Said when the promised time went by; nothing in it tells what about."""
    return _naming(ASKING_NEXT, name, tongue).format()


def asking_next_later(
    name: str, at: datetime, now: datetime, zone: ZoneInfo, tongue: Tongue = ENGLISH
) -> str:
    """Said when the promised time went by and the next one is not there yet."""
    return _naming(ASKING_NEXT_LATER, name, tongue).format(when=_when(at, now, zone, tongue))


def will_write(
    at: datetime, now: datetime, zone: ZoneInfo, tongue: Tongue = ENGLISH, *, openly: bool
) -> str:
    """Said when we promise to write again; a text that others may see is told about beforehand."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    far = local.date() - today > timedelta(days=1)
    when = dated(local, tongue) if far else moment(local, today, tongue)
    return tongue(WILL_WRITE if openly else WILL_SAY_HELLO).format(when=when)


def _naming(sentence: str, name: str, tongue: Tongue) -> str:
    """The sentence with a name in it; whoever has none is the team, also where it begins."""
    said = tongue(sentence)
    name = tongue(name).replace("{", "{{").replace("}", "}}")
    begun = said.replace(". {name}", ". " + _begun(name))
    begun = _begun(name) + begun.removeprefix("{name}") if begun.startswith("{name}") else begun
    return begun.replace("{name}", name)


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _when(at: datetime, now: datetime, zone: ZoneInfo, tongue: Tongue) -> str:
    return moment(at.astimezone(zone), now.astimezone(zone).date(), tongue)


def told_handover(place: str, link: str) -> str:
    """To the person asked: no name, no number, no words of theirs."""
    return f"{place}: someone would like a person to answer them. Read and reply: {link}"


def told_news(place: str, link: str) -> str:
    """The same, where they asked for nobody: what they wrote is news of somebody."""
    return f"{place}: someone wrote something that one of us should know. Please read it: {link}"


def told_safeguarding(place: str, link: str) -> str:
    """To the safeguarding lead: that urgent words came, and where to read them."""
    return f"{place}: a message with urgent words came in. Please read it now: {link}"


def told_forgotten(place: str) -> str:
    """To whoever has the talk of somebody who asked to be forgotten."""
    return f"{place}: someone asked us to forget them. The talk you had with them is over and gone."


def told_forgotten_after(place: str) -> str:
    """The same, where urgent words are still looked after: that goes first."""
    return (
        f"{place}: someone asked us to forget them. Your page stays open for what must be done. "
        "It goes for good when you give the talk back."
    )


def told_more(place: str) -> str:
    """To one of our people who was told of many web chats within an hour."""
    return (
        f"{place}: more people are waiting in web chat. You will get their links as the hour goes "
        "on. If this looks like mischief, tell whoever runs this."
    )


def told_alarm(place: str) -> str:
    """To a lead: the screen for urgent words is broken, and a short list of words stands in."""
    return (
        f"{place}: the safety screen is not whole. Plain danger words are still seen, others may "
        "be missed. Please tell whoever runs this today."
    )


def told_unreachable(place: str, link: str) -> str:
    """To the safeguarding lead, when the safety reply itself did not go."""
    return (
        f"{place}: our reply to a message with urgent words could NOT be delivered. "
        f"Please ring or write: {link}"
    )

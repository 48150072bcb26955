"""The six answers a community begins with: how each is read, and what is said to a wrong one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from connectbot.desk.rota import BadContact, contacts_of, hours_of
from connectbot.directory.ids import id_of
from connectbot.directory.opening.reading import read_hours
from connectbot.directory.saying import clock
from connectbot.directory.words import LONG_DAYS
from connectbot.settings.reading import CHANNELS

LANGUAGES = ("English", "Welsh")

_NATIONAL = "national"  # the folder of what is for everybody, so no place can be called so
_AREA = re.compile(r"[A-Z]{1,2}")
_DISTRICT = re.compile(r"([A-Z]{1,2})(\d{1,2})([A-Z]?)")
_RANGE = re.compile(r"([A-Z]{1,2})(\d{1,2})-([A-Z]{0,2})(\d{1,2})")
_UNIT = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}")
_SAID_BY_A_CONTACT = {"byday", "opens_at", "closes_at"}  # days of every week, and two times
_HOURS_LIKE = "write them like Mon-Fri 9am-5pm"
_CALLED = {
    "text": "sms",
    "texts": "sms",
    "web": "webchat",
    "chat": "webchat",
    "web chat": "webchat",
}
_TONGUES = {"cymraeg": "Welsh", "welsh": "Welsh", "english": "English", "saesneg": "English"}


class Wrong(ValueError):
    """An answer that cannot be taken; the sentence says what is wrong, and the mend."""


@dataclass(frozen=True, slots=True)
class Open:
    """When somebody answers: `contact` as a contact's hours, `words` as a resident reads them."""

    contact: str
    words: str


@dataclass(frozen=True, slots=True)
class Answers:
    """All six. `who` is "" while nobody is named."""

    name: str
    outcodes: Sequence[str]
    hours: Open
    who: str
    channels: Sequence[str]
    languages: Sequence[str]

    @property
    def id(self) -> str:
        """The name of the place's folder."""
        return id_of(self.name)


def place_name(text: str) -> str:
    """What residents call the place. Raises Wrong."""
    name = " ".join(text.split())
    if not 2 <= len(name) <= 30 or not name.isprintable():
        raise Wrong("a place has a name of 2 to 30 letters; write it like Oakfield")
    if not id_of(name):
        raise Wrong(f"{name!r} has no letter from a to z, which its folder needs; add one")
    if id_of(name) == _NATIONAL:
        raise Wrong("the folder `national` is for lines that serve everybody; add the town's name")
    return name


def outcodes(text: str, known: Collection[str]) -> tuple[str, ...]:
    """`LS`, `LS7 LS8`, `LS1-LS17` or a whole postcode as districts, as `known` orders them.

    Raises Wrong.
    """
    words = re.sub(r"\s*(?:-| to )\s*", "-", text.upper().replace(" TO ", "-"))
    words = re.sub(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b", r"\1\2", words)
    parts = [part for part in re.split(r"[\s,;]+", words) if part]
    if not parts:
        raise Wrong("write the beginnings of postcodes, like LS8, or LS1-LS17, or LS for all")
    found = {code for part in parts for code in _districts(part, known)}
    return tuple(sorted(found, key=_order))


def _districts(part: str, known: Collection[str]) -> Collection[str]:
    if ranged := _RANGE.fullmatch(part):
        area, first, again, last = ranged.groups()
        numbers = range(int(first), int(last) + 1)
        wanted = {f"{area}{number}" for number in numbers} if again in ("", area) else set()
        found = [code for code in known if code in wanted]
    elif _AREA.fullmatch(part):
        found = [code for code in known if re.match(r"[A-Z]+", code)[0] == part]  # type: ignore[index]
    else:
        unit = _UNIT.fullmatch(part)
        found = [code for code in known if code == (unit[1] if unit else part)]
    if not found:
        raise Wrong(
            f"{part}: there is no such postcode district in Great Britain; write them like "
            "LS8, or LS1-LS17, or LS for all that begin so"
        )
    return found


def _order(code: str) -> tuple[str, int, str]:
    shape = _DISTRICT.fullmatch(code)
    return (shape[1], int(shape[2]), shape[3]) if shape else (code, 0, "")


def opening(text: str) -> Open:
    """`Mon-Fri 9-5`, `Monday to Thursday, 9am to 4pm`, `every day 10am-10pm`. Raises Wrong."""
    said = read_hours(text).schedules
    days = [day for _, day in said[0].weekdays] if len(said) == 1 else []
    together = bool(days) and days == list(range(days[0], days[-1] + 1))
    if not together or said[0].model_dump(exclude_defaults=True).keys() != _SAID_BY_A_CONTACT:
        raise Wrong(f"I cannot read these hours as one time on days in a row; {_HOURS_LIKE}")
    contact = (
        f"{_span([LONG_DAYS[day][:3] for day in days], '-')} {said[0].opens_at}-{said[0].closes_at}"
    )
    try:
        hours_of(contact)
    except BadContact as bad:
        raise Wrong(f"{str(bad).rstrip('.')}; {_HOURS_LIKE}") from None
    spoken = "every day" if len(days) == 7 else _span([LONG_DAYS[day] for day in days], " to ")
    return Open(contact, f"{spoken}, {clock(said[0].opens or 0)} to {clock(said[0].closes or 0)}")


def _span(days: Sequence[str], between: str) -> str:
    return between.join(dict.fromkeys((days[0], days[-1])))


def contact(text: str) -> str:
    """`Sam 07700 900999` or `Jo jo@oakfield.example` as one who is told; "" for nobody yet.

    Raises Wrong.
    """
    said = " ".join(text.split())
    if said.lower() in ("", "nobody", "nobody yet"):
        return ""
    said = re.sub(r"(?<!\S)(?!mailto:)(\S+@\S+\.\S+)", r"mailto:\1", said)
    try:
        told = contacts_of(said)
    except BadContact:
        told = ()
    if len(told) != 1 or told[0].hours:
        raise Wrong(
            "give one name and one mobile or e-mail, like Sam 07700 900999 or "
            "Sam sam@oakfield.example; more people are added in connectbot.toml"
        )
    address = told[0].address
    if address.channel == "sms" and not re.fullmatch(r"\+447\d{9}", address.value):
        raise Wrong(
            "this is no UK mobile, and texts go to mobiles alone; write eleven digits like "
            "07700 900999, or an e-mail address"
        )
    scheme = {"email": "mailto:", "telegram": "telegram:"}.get(address.channel, "")
    return f"{told[0].name} {scheme}{address.value}"


def channels(text: str) -> tuple[str, ...]:
    """`webchat, sms` in the one order they are kept in. Raises Wrong."""
    named = _listed(text, _CALLED)
    for name in named:
        if name not in CHANNELS:
            raise Wrong(f"{name!r} is no channel; choose from {', '.join(CHANNELS)}")
    if not named:
        raise Wrong(f"name at least one of {', '.join(CHANNELS)}")
    return tuple(name for name in CHANNELS if name in named)


def languages(text: str) -> tuple[str, ...]:
    """`English`, or `English and Welsh`: English is always there. Raises Wrong."""
    for name in (named := _listed(text, _TONGUES)):
        if name not in LANGUAGES:
            raise Wrong(f"{name!r} is not there yet; choose English, or English and Welsh")
    return tuple(name for name in LANGUAGES if name in named or name == LANGUAGES[0])


def _listed(text: str, called: dict[str, str]) -> list[str]:
    parts = re.split(r"\s*(?:,|;|&|\+|\band\b)\s*", text.strip().lower())
    return [called.get(part, part) for part in parts if part]

"""A telephone number, as +44...; the library that knows them is loaded when first asked."""

from __future__ import annotations

import re

from connectbot.flows.answers.plain import plain

_RUN = re.compile(r"\+?[\d(][\d() .+/-]*")
_O_AMONG_DIGITS = re.compile(r"(?<=[\d(+ ])o{1,3}(?=[\d ])|\bo{1,3}(?=\d)|(?<=\d)o{1,3}")
_NOT_THIS = re.compile(r"\b(?:not|isnt|isn't|old|wrong|never|dont|don't|no longer)\b")
_SPOKEN = {
    word: str(value)
    for value, said in enumerate(
        "zero oh o nought|one|two|three|four|five|six|seven|eight|nine".split("|")
    )
    for word in said.split()
}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_SHORTEST = 9
_BRITISH = re.compile(r"[123]\d{9}|7[1-57-9]\d{8}")  # the library knows no numbers kept for drama


def phone(text: str) -> str | None:
    """A number one can ring in this country or from it, as "+447700900123"; None for two, too
    short, too long or none."""
    said = plain(text)
    if "?" in said or "@" in said or _NOT_THIS.search(said):
        return None
    figures = _O_AMONG_DIGITS.sub(lambda found: "0" * len(found[0]), _figures(said))
    runs = [run for run in _RUN.findall(figures) if sum(map(str.isdigit, run)) >= _SHORTEST]
    numbers = {_number(run) for run in runs}
    return numbers.pop() if len(numbers) == 1 else None


def _figures(said: str) -> str:
    """Spoken figures as figures: "oh seven double seven" is "0 7 77"; typed ones stay alone."""
    if sum(map(str.isdigit, said)) >= _SHORTEST:
        return said
    spoken: list[str] = []
    times = 1
    for word in said.replace(",", " ").split():
        digit = word if len(word) == 1 and word.isdecimal() else _SPOKEN.get(word)
        spoken.append(digit * times if digit else word)
        times = _TIMES.get(word, 1)
        if times > 1:
            spoken.pop()
    return " ".join(spoken)


def _number(run: str) -> str | None:
    import phonenumbers  # slow to load, and few talks need it

    try:
        number = phonenumbers.parse(run, "GB")
    except phonenumbers.NumberParseException:
        return None
    british = number.country_code == 44 and _BRITISH.fullmatch(str(number.national_number))
    if not (british or phonenumbers.is_valid_number(number)):
        return None
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def takes_texts(number: str) -> bool:
    """Whether a number as +44... may be a mobile: one of another country is looked at elsewhere."""
    return not number.startswith("+44") or number.startswith("+447")

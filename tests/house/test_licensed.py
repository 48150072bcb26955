"""Wording that belongs to others stands nowhere in the project; only hashes of it stand here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from tests.house.tree import texts

Hashed = tuple[str, str, int, int, str]
"""Whose it is; the hash of its rarest word, where that stands in it, how many words it has; the
hash of all of it."""

HELD: tuple[Hashed, ...] = (
    ("Warwick-Edinburgh", "cd276e62b8300b1603962755", 3, 7, "174fcf2425e881b6323143a7"),
    ("Warwick-Edinburgh", "d1b77f3a03629835d3fb4339", 3, 4, "4391dc368b00afacf66d0d82"),
    ("Warwick-Edinburgh", "0118c4c7245a37f7c9a737fb", 3, 4, "e7186d7e8cbb13c0119caa8e"),
    ("Warwick-Edinburgh", "f16337a1c60bcebe25bd32e2", 2, 6, "1e68ab3cb3902dff5ea28883"),
    ("Warwick-Edinburgh", "01caddfcdd694481d4e954e5", 3, 4, "b199c571c3b89283a1a5aa37"),
    ("Warwick-Edinburgh", "4b2c8d1336d95563543e69b1", 2, 7, "39d72296118fef9f7bb97aa0"),
    ("Warwick-Edinburgh", "b49360cc3b9164ef96029e7c", 2, 11, "7f2810855d5fa8d8fd3cf633"),
    ("Warwick-Edinburgh", "43a4051d653a9f675c8f10e6", 3, 7, "233c5b1fbeb7533e05c62a5b"),
    ("Warwick-Edinburgh", "44e375138202d1aaa22c9f64", 2, 5, "3717c5a121e91905a1a8ebf3"),
    ("Warwick-Edinburgh", "4b2c8d1336d95563543e69b1", 2, 6, "786be57b239861e1edbc044b"),
    ("Warwick-Edinburgh", "5a62810bb78b49e6e0a2351c", 3, 4, "bcfdfab561ab5ab2bb404439"),
    ("Warwick-Edinburgh", "4ab23542d909e999f105e775", 3, 4, "585012bf078e775ec6a322d6"),
    ("Warwick-Edinburgh", "43a4051d653a9f675c8f10e6", 2, 6, "1f5b0ed80318aed865b13721"),
    ("Warwick-Edinburgh", "4be12ac0dd6ebc77e46bd094", 3, 4, "2dc2535358a9c56253537c8a"),
    ("De Jong Gierveld", "b507e7bfa4f13110b2df110a", 6, 7, "3cc8992c2d46dacfa31b2b53"),
    ("De Jong Gierveld", "bc430fa97831cb84255e66cc", 7, 13, "a84df2a6c8a139fe6dc318ed"),
    ("De Jong Gierveld", "d043a8b54daecc42cba99de8", 7, 8, "dca199f297d0f5c8fa715919"),
    ("De Jong Gierveld", "4d054d38b27c720d684929b0", 2, 8, "6f2b1a3b92ddef75769f354c"),
    ("De Jong Gierveld", "1288d5deee0c101bb5e78697", 2, 5, "9b57949022b9b1dc6b5deab1"),
    ("De Jong Gierveld", "3df2370072c588a37a183da2", 3, 4, "b0f2ca296934292a52505dbe"),
    ("De Jong Gierveld", "5ab4c787fc3e77e721f0b8f0", 2, 14, "73e33ca3737ebf16f19e8590"),
    ("De Jong Gierveld", "1288d5deee0c101bb5e78697", 2, 7, "31003c5df0b229c8a546fa10"),
    ("De Jong Gierveld", "314babbd4b6395fcbe0bc7a9", 3, 9, "b081caaa576163d6901a0bd0"),
    ("De Jong Gierveld", "6205058e42aa63f72ecc6788", 7, 10, "78f292c9b3293ac81be4663f"),
    ("De Jong Gierveld", "68f7ae51292b250eaeb4e4d2", 6, 10, "fef8e1d03cc246b8af315f83"),
    ("MYCaW", "f7e26d8f5c3a0d9a82a95077", 6, 19, "c8488d217dd253134e67b695"),
    ("MYCaW", "f7e26d8f5c3a0d9a82a95077", 6, 16, "302583d3f286aa98a743d674"),
    ("MYCaW", "1d7df85e8ff706076264ebca", 5, 10, "abfc59d28221ce522bf07d9d"),
    ("MYCaW", "b4f18bf61858e61152379900", 2, 5, "d9f4af12c790cacd4e88df70"),
    ("MYCaW", "f6f92dccaddbd6574c52a44f", 4, 7, "96c7be8caabdf7fab3b12959"),
    ("WHO-5", "4be12ac0dd6ebc77e46bd094", 3, 8, "d24cab5c30aa73fe0bfbecef"),
    ("WHO-5", "0118c4c7245a37f7c9a737fb", 5, 6, "56129b88d0637c23b321fe35"),
    ("WHO-5", "c5d9636b4cefab4af569d86c", 5, 6, "52be40828f1d9f5874b67ee3"),
    ("WHO-5", "f55d5110fae5a253d0f67886", 1, 7, "30cf4de6588bcc0f20333cb6"),
    ("WHO-5", "df45376264a867767bd11716", 9, 11, "f91692a37d7a57fad169a4c5"),
    ("Personal Wellbeing Score", "75125d2a75774e86ae18b452", 2, 6, "e71eeb5cafa80cb45bc81e15"),
    ("Personal Wellbeing Score", "c9ac16db4a99041db281646d", 7, 8, "3308a41a604b4d1f6d4439a9"),
    ("Personal Wellbeing Score", "c70b18b66b4962bc6476bd3b", 3, 4, "b3e5a00bf92bdc185a80f196"),
    ("Personal Wellbeing Score", "b0d27dfe5e4d50537330f608", 3, 5, "5e905f2ff54190119cd98df2"),
)
"""Questions whose owners license them to one organisation at a time, or not for profit alone."""

_NO_WORDS = ("postcodes/", "_model.json", ".svg", "requirements/")
"""Files of names and numbers, in which no question can stand."""


def plain(text: str) -> list[str]:
    """The words of a text, in small letters, without apostrophes; "I have been" as "I've been"."""
    small = text.casefold().replace("\u2019", "'").replace("'", "")
    found = " ".join(re.findall(r"[a-z0-9]+", small))
    return re.sub(r"\bi have been\b", "ive been", found).split()


def hashed(text: str) -> str:
    """What stands here of a text."""
    return hashlib.sha256(f"measures:{text}".encode()).hexdigest()[:24]


def held_in(words: list[str], held: Iterable[Hashed]) -> Iterator[str]:
    """Whose wording stands among these words."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    rare = {hashed(word): word for word in places}
    for whose, marker, offset, length, whole in held:
        for place in places.get(rare.get(marker, ""), ()):
            first = place - offset
            if first >= 0 and hashed(" ".join(words[first : first + length])) == whole:
                yield whose


def test_no_file_holds_a_question_that_is_not_free() -> None:
    """Of the Warwick-Edinburgh scales, De Jong Gierveld's, MYCaW, WHO-5 and the Personal Wellbeing
    Score no question stands in any file, however it is quoted."""
    found = {
        (name, whose)
        for name, text in texts().items()
        if not any(part in name for part in _NO_WORDS)
        for whose in held_in(plain(text), HELD)
    }
    assert found == set()


def test_such_a_question_would_be_found() -> None:
    """An invented one, hashed in the same way, is found in capitals, over lines and with any
    apostrophe, but not in other words."""
    question = plain("I've been drinking tea from a round pot")
    row = ("Potters", hashed("round"), 6, 8, hashed(" ".join(question)))
    for text in (
        "# I've been drinking tea\n# from a round pot.",
        'text: "I HAVE BEEN drinking tea, from a ROUND pot"',
        "Often, I\u2019ve been drinking tea from a round pot, he said",
    ):
        assert list(held_in(plain(text), [row])) == ["Potters"]
    assert not list(held_in(plain("I've been drinking tea from a square pot, round"), [row]))
    assert not list(held_in(["round", "pot"], [row]))

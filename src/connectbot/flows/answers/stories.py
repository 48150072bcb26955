"""Where a reply ends and the story behind it begins: "never, I've a houseful"."""

from __future__ import annotations

import re

from connectbot.flows.answers.plain import words

_CUT = re.compile(
    r"(?<=[^\s,;.!:-])[,;.!:-]*(?:(?<=[,;.!:-])\s+-*|\s+-+|\s+(?=(?:because|cos|cause|coz|cus|cuz|but|though|although)\b))"
)
_OPENERS = frozenset(
    """
    i im ive id ill my me its it thats that we weve were our he she hes shes they theres there been
    because cos cause coz cus cuz as since so the this love always bit a too bad rough not
    had been feeling
    """.split()
)
# Words that take back what was said, or hang it on something.
_TAKES_BACK = frozenset(
    """
    or maybe perhaps wait actually mean meant sorry instead if unless depends provided no nope nah
    but although though then only except otherwise ask think whether probably unsure oops scrap
    plus minus sometimes usually half nearly almost more less and question wrong know
    understand sure
    """.split()
)
_DENIES = frozenset(
    "not no never dont doesnt didnt cant wont wouldnt couldnt isnt hate hated".split()
)
_POINTS_BACK = frozenset(
    """
    that it this those them these one want wanted like fancy do need go going try really always
    exactly
    """.split()
)


def cut(said: str) -> tuple[str, str] | None:
    """The first clause and all behind it; None for a reply of one clause, or one that asks."""
    found = _CUT.search(said)
    if found is None or "?" in said:
        return None
    return said[: found.start()], said[found.end() :]


def is_aside(story: str) -> bool:
    """Whether these words take nothing back of an answer in full before them."""
    spoken = set(words(story))
    return not spoken & _TAKES_BACK and not (spoken & _DENIES and spoken & _POINTS_BACK)


def is_reason(story: str) -> bool:
    """Whether these words tell about the one who answers and take nothing back."""
    spoken = words(story)
    return bool(spoken) and spoken[0] in _OPENERS and is_aside(story)

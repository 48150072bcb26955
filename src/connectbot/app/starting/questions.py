"""The six questions of `connectbot init`: what is asked, the answer that is taken for none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from connectbot.app.starting import answers
from connectbot.files import community_at, starter


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `name` is also its option and the field of Answers; `read` raises Wrong."""

    name: str
    asks: str
    default: str
    read: Callable[[str], Any]


def questions(folder_name: str) -> tuple[Question, ...]:
    """All six, in order, for a folder of this name."""
    name = folder_name.replace("-", " ").replace("_", " ").title()
    try:
        answers.place_name(name)
    except answers.Wrong:
        name = "Our Place"
    read_outcodes = partial(answers.outcodes, known=districts())
    return (
        Question("name", "1 of 6  What do people call the place?", name, answers.place_name),
        Question(
            "outcodes",
            "2 of 6  Which postcodes does it serve? Like LS7 LS8, or LS1-LS17, or LS for all",
            "LS8",
            read_outcodes,
        ),
        Question("hours", "3 of 6  When does a person answer?", "Mon-Fri 9am-5pm", answers.opening),
        Question(
            "who",
            "4 of 6  Who is that? A name and a mobile or an e-mail, like Sam 07700 900999",
            "nobody yet",
            answers.contact,
        ),
        Question(
            "channels",
            "5 of 6  How do people write to it? webchat, sms, telegram; one or more",
            "webchat",
            answers.channels,
        ),
        Question(
            "languages",
            "6 of 6  In which languages? English, or English and Welsh",
            "English",
            answers.languages,
        ),
    )


def districts() -> Collection[str]:
    """Every postcode district of Great Britain, as the starter's table orders them."""
    table = community_at(starter()).districts.splitlines()[1:]
    return dict.fromkeys(line.split(",", 1)[0] for line in table)

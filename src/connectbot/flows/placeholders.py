"""The names that may stand in braces in a text: a closed list, and where each value comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from connectbot.flows import resting, sentences
from connectbot.flows.knowledge import Knowledge
from connectbot.flows.sending import Sending
from connectbot.model.conversation import Conversation
from connectbot.written.tongue import ENGLISH


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`field` is the saved field it needs, "" where it always has a value; `only` the one kind of
    step that knows it, "" for all; `longest` the most characters it stands for."""

    value: Callable[[Conversation, Knowledge], str]
    longest: int
    field: str = ""
    only: str = ""


def _saved(field: str) -> Callable[[Conversation, Knowledge], str]:
    return lambda conversation, knowledge: conversation.saved.get(field, "")


def _place(conversation: Conversation, knowledge: Knowledge) -> str:
    return knowledge.place(conversation.place).name


def _team(conversation: Conversation, knowledge: Knowledge) -> str:
    return knowledge.tongue(conversation)(knowledge.place(conversation.place).team)


def _kind_line(conversation: Conversation, knowledge: Knowledge) -> str:
    """The warm line for what they said, a grave one first; else a hello, but not after urgent
    words. It is said once."""
    heard = conversation.heard
    if conversation.awaiting is not None or (heard and knowledge.safety.screen.look(heard)):
        return ""
    needs = [knowledge.needs.get(id) for id in knowledge.needs.confident(heard)] if heard else []
    if needs:
        warm = next((need for need in needs if need.grave), needs[0]).warm
        return knowledge.tongue(conversation)(warm)
    return knowledge.tongue(conversation)(sentences.HELLO)


def _listing(conversation: Conversation, knowledge: Knowledge) -> str:
    listing = knowledge.book.listing(conversation.saved.get("listing", ""))
    return listing.name if listing else ""


def _sender(conversation: Conversation, knowledge: Knowledge) -> str:
    sending = Sending.of(conversation)
    return (sending.sender if sending else "") or _team(conversation, knowledge)


def _group(conversation: Conversation, knowledge: Knowledge) -> str:
    sending = Sending.of(conversation)
    listing = knowledge.book.listing(sending.listing) if sending else None
    return listing.name if listing else ""


def _need(conversation: Conversation, knowledge: Knowledge) -> str:
    """The first need in words, as it stands within a sentence."""
    first = conversation.saved.get("need", "").split(",")[0]
    if first not in knowledge.needs:
        return ""
    title = knowledge.tongue(conversation)(knowledge.needs.get(first).title)
    return title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def _languages(conversation: Conversation, knowledge: Knowledge) -> str:
    """How to go on in a language of the place; "" where they read it already, and elsewhere."""
    offered = (
        knowledge.tongues.get(code) for code in knowledge.place(conversation.place).languages
    )
    read = knowledge.tongue(conversation)
    return " ".join(one(sentences.OFFER) for one in offered if one and read is ENGLISH)


def _worker(conversation: Conversation, knowledge: Knowledge) -> str:
    """Who enrolled them, while they are asked about check-ins; else the team."""
    return conversation.saved.get(resting.WORKER) or _team(conversation, knowledge)


def _helplines(conversation: Conversation, knowledge: Knowledge) -> str:
    """The numbers that HELP gives, in the same words."""
    safety = knowledge.safety.speaking(knowledge.tongue(conversation).code)
    return safety.help_text(_team(conversation, knowledge))


def _given(conversation: Conversation, knowledge: Knowledge) -> str:
    return ""


ALL: Mapping[str, Placeholder] = {
    "name": Placeholder(_saved("name"), 20, field="name"),
    "area": Placeholder(_saved("area"), 4, field="area"),
    "listing": Placeholder(_listing, 40, field="listing"),
    "place": Placeholder(_place, 20),
    "team": Placeholder(_team, 25),
    "kind_line": Placeholder(_kind_line, 69),
    "languages": Placeholder(_languages, 26),
    "need": Placeholder(_need, 45, field="need"),
    "sender": Placeholder(_sender, 20, only="agree"),
    "group": Placeholder(_group, 40, only="agree"),
    "worker": Placeholder(_worker, 20),
    "helplines": Placeholder(_helplines, 170),
    "where": Placeholder(_given, 46, only="find"),
}


def values(names: set[str], conversation: Conversation, knowledge: Knowledge) -> dict[str, str]:
    """The value of each of these placeholders; unknown names have none."""
    return {name: ALL[name].value(conversation, knowledge) for name in names & ALL.keys()}

"""A tiny desk: it answers each message once with its own words, and keeps all it said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from connectbot.channels.webchat import WebChatChannel, WebChatSettings
from connectbot.model.delivery import Claimed
from connectbot.model.message import Address, Inbound, Link, Message, MessageClass

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

Answer = Callable[[str], Message]


def say_back(text: str) -> Message:
    """ "options" brings buttons, "several" some to be put together, "link" a link, anything else
    its own words."""
    if text == "options":
        return Message("Which feels closest?", options=("Company", "Things to do", "Neither"))
    if text == "several":
        return Message("When? One number or more.", ("Mornings", "Evenings"), several=True)
    if text == "link":
        return Message("Here it is.", links=(Link("Tea and Talk", "https://tea.example/"),))
    return Message(f"You said: {text[:200]}")


class EchoDesk:
    """Stands where receive, replay and forget of the real desk would be.

    `breaks` makes that many of the next messages fail before they are kept; while `unreadable`
    nothing can be read back.
    """

    def __init__(self, settings: WebChatSettings | None = None, answer: Answer = say_back) -> None:
        self.received: list[Inbound] = []
        self.forgotten: list[Address] = []
        self.breaks = 0
        self.unreadable = False
        self._answer = answer
        self._said: dict[Address, list[tuple[int, Claimed]]] = {}
        self._seq = 0
        self.channel = WebChatChannel(self.receive, self.replay, self.forget, lambda: NOW, settings)

    async def receive(self, inbound: Inbound) -> None:
        if self.breaks:
            self.breaks -= 1
            raise OSError("disk full")
        if inbound.provider_id in [one.provider_id for one in self.received]:
            return
        self.received.append(inbound)
        await self.say(inbound.sender, self._answer(inbound.text))

    async def say(self, address: Address, message: Message) -> None:
        self._seq += 1
        claimed = Claimed(
            id=f"{self._seq:032x}",
            address=address,
            message=message,
            kind=MessageClass.REPLY,
            segments=0,
            attempt=1,
            created_at=NOW,
            send_before=NOW + timedelta(minutes=15),
        )
        self._said.setdefault(address, []).append((self._seq, claimed))
        await self.channel.send(claimed)

    async def replay(self, address: Address, after: int) -> Sequence[tuple[int, Claimed]]:
        if self.unreadable:
            raise OSError("disk gone")
        # Two at a time, so that whoever asks has to ask again.
        return [pair for pair in self._said.get(address, ()) if pair[0] > after][:2]

    async def forget(self, address: Address) -> None:
        self.forgotten.append(address)
        self._said.pop(address, None)
        self.received = [one for one in self.received if one.sender != address]

    @property
    def texts(self) -> list[str]:
        """What was received, in order."""
        return [inbound.text for inbound in self.received]

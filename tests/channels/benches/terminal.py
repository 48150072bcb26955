"""The terminal channel: there is nobody between it and the screen."""

from connectbot.channels.terminal import TerminalChannel
from tests.channels.bench import Bench


class TerminalBench(Bench):
    """A screen."""

    async def open(self) -> None:
        self.channel: TerminalChannel = TerminalChannel()

    def arrived(self) -> list[str]:
        return [message.text for message in self.channel.take()]


BENCH = TerminalBench

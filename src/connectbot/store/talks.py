"""How a conversation is sealed: what was answered in a check-in so far is sealed with the key of
its quarter first, as answers are that wait."""

from __future__ import annotations

import json
from typing import Any

from connectbot.model.conversation import Conversation
from connectbot.store.link import Link
from connectbot.store.quarter_seal import QuarterSeal
from connectbot.store.vault import Vault

_write = json.JSONEncoder(separators=(",", ":")).encode
_THERE, _WITHIN = "conversations:sealed", "conversations:answers"


class Talks:
    """Seals and opens where somebody stands."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._vault = vault
        self._quarters = QuarterSeal(link, vault)

    def seal(self, resident_id: int, conversation: Conversation) -> bytes:
        """Seal it; without its answers, which are then lost, where they cannot be sealed."""
        state, who = conversation.to_json(), str(resident_id)
        if answers := state.pop("answers", None):
            promise = conversation.checkin or conversation.promised  # put aside, it waits for a GO
            cohort = self._quarters.of("".join(promise.split()[1:2]))
            bound = f"{_WITHIN}:{who}"
            sealed = self._quarters.seal(cohort, bound, _write(answers)) if cohort else None
            if sealed is None:
                self._lose(state, cohort)
            else:
                state["within"] = [cohort, sealed]
        return self._vault.seal(_THERE, who, _write(state))

    def open(self, resident_id: int, sealed: bytes) -> Conversation:
        """What was sealed so; without its answers, which are then lost, where their key does not
        open them."""
        state = json.loads(self._vault.open(_THERE, str(resident_id), sealed))
        if within := state.pop("within", None):
            text = self._quarters.open(within[0], f"{_WITHIN}:{resident_id}", within[1])
            if text is None:
                self._lose(state, within[0])
            else:
                state["answers"] = json.loads(text)
        return Conversation.from_json(state)

    def _lose(self, state: dict[str, Any], cohort: str) -> None:
        """Without what was answered nobody knows which question is open: the flows are told. Where
        nothing more can be kept of it the check-in is over."""
        if "checkin" not in state:
            return  # it waits for a GO, and begins anew
        state["lost"] = True
        if not cohort or self._quarters.is_over(cohort):
            del state["checkin"]

"""How a conversation is sealed: what was answered in a check-in so far is sealed with the key of
its cohort first, as answers are that wait."""

from __future__ import annotations

import json
from pathlib import Path

from connectbot.model.conversation import Conversation
from connectbot.store import cohorts
from connectbot.store.answered import COHORT_OF
from connectbot.store.keyring import KeyringError
from connectbot.store.link import Link
from connectbot.store.vault import Vault

_write = json.JSONEncoder(separators=(",", ":")).encode
_THERE, _WITHIN = "conversations:sealed", "conversations:answers"


class Talks:
    """Seals and opens where somebody stands."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def seal(self, resident_id: int, conversation: Conversation) -> bytes:
        """Seal it; answers that can never leave any more are not kept."""
        state, who = conversation.to_json(), str(resident_id)
        if answers := state.pop("answers", None):
            enrolment = conversation.checkin.split()[1:2]
            row = self._link.row(COHORT_OF, enrolment="".join(enrolment))
            if row is not None and row[0] not in cohorts.destroyed(self._keys):
                bound = f"{_WITHIN}:{who}"
                state["within"] = [row[0], cohorts.seal(self._keys, row[0], bound, _write(answers))]
        return self._vault.seal(_THERE, who, _write(state))

    def open(self, resident_id: int, sealed: bytes) -> Conversation:
        """What was sealed so; without its answers where their key is not there any more."""
        state = json.loads(self._vault.open(_THERE, str(resident_id), sealed))
        if within := state.pop("within", None):
            cohort, text = within
            try:
                text = cohorts.unseal(self._keys, cohort, f"{_WITHIN}:{resident_id}", text)
                state["answers"] = json.loads(text)
            except KeyringError:
                pass  # they are asked again
        return Conversation.from_json(state)

    @property
    def _keys(self) -> Path:
        return Path(self._vault.keyring.folder)

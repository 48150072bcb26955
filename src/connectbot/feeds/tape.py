"""What a feed has answered so far, on disk: a reading that stopped goes on, and what was reported
is what is taken over."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

GOES_ON = timedelta(days=1)
"""A reading that stopped longer ago begins anew."""

AS_SHOWN = timedelta(hours=2)
"""A whole reading younger than this is what --apply takes over: the one that was reported."""


class Tape:
    """The answers of one feed, by address; each is on disk before the next is asked for."""

    def __init__(self, folder: Path, root: str, now: datetime, *, apply: bool) -> None:
        self._path = folder / f"{sha256(root.encode()).hexdigest()[:16]}.jsonl"
        self._now = now
        self._answers: dict[str, Any] = {}
        self.whole = False
        self._load(apply)

    def get(self, url: str) -> Any:
        """What it answered at this address; None where it was not asked."""
        return self._answers.get(url)

    def add(self, url: str, answer: Any) -> None:
        """Keep an answer."""
        self._answers[url] = answer
        self._write({"url": url, "answer": answer})

    def finish(self) -> None:
        """All of it was read."""
        if not self.whole:
            self.whole = True
            self._write({"whole": True})

    def forget(self) -> None:
        """It was taken over."""
        self._path.unlink(missing_ok=True)

    def _load(self, apply: bool) -> None:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
            began = datetime.fromisoformat(json.loads(lines[0])["began"])
            rows = [json.loads(line) for line in lines[1:]]
        except (FileNotFoundError, IndexError, KeyError, ValueError):
            return self._begin()  # none, or one that was cut off in the middle of a line
        whole = any(row.get("whole") for row in rows)
        age = self._now - began
        if age > (AS_SHOWN if whole else GOES_ON) or (whole and not apply):
            return self._begin()
        self.whole = whole
        self._answers = {row["url"]: row["answer"] for row in rows if "url" in row}
        return None

    def _begin(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.unlink(missing_ok=True)
        self._write({"began": self._now.isoformat()})

    def _write(self, row: dict[str, Any]) -> None:
        with os.fdopen(
            os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a"
        ) as tape:
            tape.write(f"{json.dumps(row)}\n")

"""The turns of long polls: one for each session, at most one answer a second."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

ANSWER_EVERY_S = 1.0
KEPT = 10_000


@dataclass(slots=True)
class Turn:
    """One call's turn; `over` is set when a newer call of the session came."""

    over: asyncio.Event = field(default_factory=asyncio.Event)


class Polls:
    """Who waits now and who was answered when. Used on the event loop only."""

    def __init__(self) -> None:
        self._waiting: dict[int, Turn] = {}
        self._answered: dict[int, float] = {}

    def begin(self, session_id: int) -> Turn:
        """Take the session's turn; the call that had it ends."""
        older = self._waiting.get(session_id)
        if older is not None:
            older.over.set()
        turn = self._waiting[session_id] = Turn()
        return turn

    def pause_s(self, session_id: int) -> float:
        """Return how long the next answer to the session must wait."""
        answered = self._answered.get(session_id)
        if answered is None:
            return 0.0
        return max(0.0, answered + ANSWER_EVERY_S - asyncio.get_running_loop().time())

    def end(self, session_id: int, turn: Turn) -> None:
        """Note the answer and give the turn back, if it is still this call's."""
        if self._waiting.get(session_id) is turn:
            del self._waiting[session_id]
        self._answered.pop(session_id, None)
        self._answered[session_id] = asyncio.get_running_loop().time()
        while len(self._answered) > KEPT:
            del self._answered[next(iter(self._answered))]

"""The outbox: what may become of an order on its way to the gateway."""

from __future__ import annotations

from typing import Literal

OutboxState = Literal[
    "queued",
    "sending",
    "unknown",
    "needs_review",
    "blocked",
    "accepted",
    "rejected",
    "withdrawn",
]

OPEN_STATES: frozenset[OutboxState] = frozenset(
    {"queued", "sending", "unknown", "needs_review", "blocked"}
)
FINAL_STATES: frozenset[OutboxState] = frozenset({"accepted", "rejected", "withdrawn"})

_NEXT: dict[OutboxState, frozenset[OutboxState]] = {
    "queued": frozenset({"sending", "needs_review", "withdrawn"}),
    "sending": frozenset(
        {"accepted", "rejected", "unknown", "blocked", "needs_review", "withdrawn"}
    ),
    "unknown": frozenset({"sending", "accepted", "rejected", "withdrawn", "needs_review"}),
    "needs_review": frozenset({"queued", "withdrawn", "accepted", "rejected"}),
    "blocked": frozenset({"sending", "withdrawn", "accepted", "rejected"}),
    "accepted": frozenset(),
    "rejected": frozenset(),
    "withdrawn": frozenset(),
}

RETRY_AFTER_S = (2, 5, 15, 30, 60, 120, 300, 900)
"""How long to wait before the same bytes go again; the last one repeats."""

NOT_SENT = "not_sent"
"""The error of an unknown order that surely has not left this computer yet."""

STALE_AFTER_S = 15 * 60
"""An order older than this is asked for by key and verified before it is sent."""


def may_become(now: OutboxState, then: OutboxState) -> bool:
    """Return whether the state machine allows the step."""
    return then in _NEXT[now]


def retry_delay_s(attempts: int) -> int:
    """Return the pause after the given number of failed attempts (1 or more)."""
    return RETRY_AFTER_S[min(max(attempts, 1), len(RETRY_AFTER_S)) - 1]

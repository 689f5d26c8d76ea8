"""Waiting for changes: GET /changes (long poll)."""

from __future__ import annotations

from typing import Literal

from contract.base import Answer, Line, Time


class OnecState(Answer):
    """Whether the supplier's 1C comes as often as expected."""

    state: Literal["ok", "late", "silent"]
    last_seen: Time | None


class Changes(Answer):
    """Which kinds changed after `since`; comes also when the wait ended empty.

    `kinds` holds feed kinds and profile, finance, delivery. `seq` goes into the next call.
    """

    epoch: Line
    seq: int
    kinds: list[str]
    as_of: dict[str, Time]
    onec: OnecState
    end: bool = True

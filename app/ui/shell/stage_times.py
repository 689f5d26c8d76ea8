"""How long the stages of the first sync took, and how long the rest may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ETA_AFTER_S: Final = 3.0
_LEAST_SHARE: Final = 0.02
_LONGER: Final = 1.5


class Left(NamedTuple):
    """The seconds that are left; `longer`: it takes longer than was told."""

    seconds: int
    longer: bool


@dataclass(slots=True)
class _Stage:
    began: float
    last: float
    before: int = 0
    done: int = 0
    total: int = 0


class StageTimes:
    """Counts and times of stages, by a clock in seconds that only goes forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = clock()
        self._stages: dict[str, _Stage] = {}
        self._ends: float | None = None

    def note(self, stage: str, done: int, total: int) -> None:
        """Take how far a stage is; one that counts anew has gone on to its next part."""
        now = self._clock()
        known = self._stages.setdefault(stage, _Stage(now, now))
        if done < known.done:
            known.before += known.done
        known.done, known.total, known.last = done, total, now

    def count(self, stage: str) -> tuple[int, int]:
        """Return what a stage has brought, and how much it is to bring (0 = nobody knows)."""
        known = self._stages.get(stage)
        return (0, 0) if known is None else (known.before + known.done, known.total)

    def stage_s(self, stage: str, *, done: bool, total: int) -> int | None:
        """Return how long a stage took, or may take yet; None while nobody can say."""
        known = self._stages.get(stage)
        if known is None:
            return None
        if done:
            return round(known.last - known.began)
        came = known.before + known.done
        spent = self._clock() - known.began
        if not total or not 0 < came < total or spent < 1.0:
            return None
        return round(spent * (total - came) / came)

    def left_s(self, share: float) -> Left | None:
        """Return what is left when this share is done; the end that was told never moves away.

        None at the beginning, and while nobody can say.
        """
        now = self._clock()
        spent = now - self._began
        if spent < ETA_AFTER_S or not _LEAST_SHARE < share < 1.0:
            return None
        likely = now + spent * (1 - share) / share
        ends = self._ends = min(likely, self._ends) if self._ends is not None else likely
        told, really = max(ends - now, 1.0), likely - now
        longer = really > _LONGER * told
        return Left(round(really if longer else told), longer)

    def a_second(self, received_bytes: int) -> int | None:
        """Return the bytes a second since the beginning; None in its first second."""
        spent = self._clock() - self._began
        return round(received_bytes / spent) if spent >= 1.0 and received_bytes else None

"""Measurements: each module here but those with an underscore is one bench with run(options)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, smaller is better.

    `against` is the same work done the plain way in the same run, in the same unit; then `bar`
    is the greatest allowed ratio value / against. Without `against` it is the greatest value.
    """

    name: str
    value: float
    unit: str
    bar: float | None = None
    against: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the plain way this takes; None when nothing was compared."""
        return None if self.against is None else self.value / self.against

    @property
    def is_met(self) -> bool:
        """Tell whether the figure keeps within its bar (a figure without one always does)."""
        judged = self.value if self.ratio is None else self.ratio
        return self.bar is None or judged <= self.bar

    def as_json(self) -> str:
        """Return the figure as one line."""
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 4),
                "unit": self.unit,
                "bar": self.bar,
                "against": None if self.against is None else round(self.against, 4),
                "ratio": None if self.ratio is None else round(self.ratio, 3),
            },
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for: how much data, how many repeats, where to put it."""

    products: int
    repeats: int
    folder: Path

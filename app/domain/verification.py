"""What the gateway said when the cart was checked: prices, stock and documents to be made."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import Problem, Severity

if TYPE_CHECKING:
    from app.domain.cart import DraftLine


@dataclass(frozen=True, slots=True)
class VerifiedLine:
    """A line as it is now. `shown_price_e4` is what the user saw; None = unknown."""

    n: int
    line: DraftLine
    shown_price_e4: int | None
    price_e4: int | None
    free_milli: int | None
    sum_e4: int
    vat_e4: int
    problems: tuple[Problem, ...]

    @property
    def has_error(self) -> bool:
        """Whether the line cannot be ordered as it is."""
        return any(problem.severity == Severity.ERROR for problem in self.problems)

    @property
    def price_fell(self) -> bool:
        """Whether only the price changed, and for the better."""
        return (
            not self.has_error
            and self.price_e4 is not None
            and self.shown_price_e4 is not None
            and self.price_e4 < self.shown_price_e4
        )


@dataclass(frozen=True, slots=True)
class PartPreview:
    """A document that 1C will make of the order."""

    warehouse: str
    organisation: str
    vat: str
    lines: tuple[int, ...]
    weight_g: int | None
    sum_e4: int
    ship_on: dt.date | None


@dataclass(frozen=True, slots=True)
class SimilarOrder:
    """An alike order that was placed lately."""

    key: str
    number: str
    placed_at: dt.datetime
    placed_by: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The gateway's answer to a check of the cart; `total_e4` is what the buyer pays."""

    quote: str
    contract: str
    currency: str
    as_of: dt.datetime
    lines: tuple[VerifiedLine, ...]
    problems: tuple[Problem, ...]
    parts: tuple[PartPreview, ...]
    total_e4: int
    vat_e4: int
    minimum_need_e4: int | None
    minimum_have_e4: int | None
    limit_after_e4: int | None
    pay_to_release_e4: int | None
    reserved_until: dt.datetime | None
    similar: tuple[SimilarOrder, ...]
    valid_until: dt.datetime

    @property
    def changed(self) -> tuple[VerifiedLine, ...]:
        """Lines that differ from what the user saw."""
        return tuple(line for line in self.lines if line.problems)

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs, so that checkout opens without a question."""
        return not self.changed and not any(
            problem.severity == Severity.ERROR for problem in self.problems
        )

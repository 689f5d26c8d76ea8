"""Stock at a warehouse: what the cell says, and the difference between none and unknown."""

from typing import NamedTuple


class StockExtra(NamedTuple):
    """What some products have beside the free quantity; quantities in thousandths.

    `at_least`: the free quantity is capped by the supplier and there may be more.
    `expected_on` is an ISO date.
    """

    at_least: bool = False
    reserved_mine_milli: int | None = None
    expected_on: str | None = None
    expected_milli: int | None = None
    expected_note: str = ""


NO_EXTRA = StockExtra()


class StockCell(NamedTuple):
    """A product at a warehouse; `free_milli` in thousandths of the base unit, None = unknown."""

    free_milli: int | None
    extra: StockExtra = NO_EXTRA

    @property
    def known(self) -> bool:
        """Say whether the supplier told a quantity, zero included."""
        return self.free_milli is not None

    @property
    def available(self) -> bool:
        """Say whether something is surely free."""
        return self.free_milli is not None and self.free_milli > 0

"""What `ordering` measures, in a process of its own: a window is made once in a process."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench import Figure
from tools.bench._trade import Trade, use_screen
from tools.demo import DemoSupplier, Supply

if TYPE_CHECKING:
    from collections.abc import Iterator

INVOICE_S = 1.0
QUOTE_S = 0.5


def figures(folder: Path, repeats: int) -> Iterator[Figure]:
    """Yield the times of a clean check and of placing, each the median of the orders."""
    use_screen(folder)
    quoted: list[float] = []
    numbered: list[float] = []
    shown: list[float] = []
    with DemoSupplier(folder / "supplier", Supply()) as supplier:
        trade = Trade(supplier, folder)
        try:
            trade.open()
            for _ in range(repeats):
                trade.fill_cart()
                quoted.append(trade.quote())
                trade.checkout_is_filled()
                number, invoice = trade.place()
                numbered.append(number)
                shown.append(invoice)
        finally:
            trade.window.close()
    yield Figure("ordering.quote", statistics.median(quoted), "s", bar=QUOTE_S)
    yield Figure("ordering.number_on_screen", statistics.median(numbered), "s")
    yield Figure("ordering.invoice_on_screen", statistics.median(shown), "s", bar=INVOICE_S)
    # The first of a program: its render child has to start.
    yield Figure("ordering.invoice_on_screen.first", shown[0], "s", bar=INVOICE_S)


if __name__ == "__main__":
    for figure in figures(Path(sys.argv[1]), int(sys.argv[2])):
        print(figure.as_json(), flush=True)

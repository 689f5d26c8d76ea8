"""The default demo with real windows, for the benches that time what a dealer waits for.

The gateway, the imitated 1C, the sync, render and print children are real processes; the windows
are driven by the same means as the story that the demo plays.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from tests.end2end.hands import CTRL, Key
from tests.end2end.ordering import Ordering
from tests.end2end.window import ClientWindow, offscreen

if TYPE_CHECKING:
    from app.domain.product import ProductRow
    from tools.demo import DemoSupplier

BEFORE_GOODS = (
    "onec_loads_goods",
    "invitation_says_who",
    "first_sync_shows_progress",
    "catalogue_has_permitted_groups",
)
OTHER_LOGIN = "a.sydorenko"


def use_screen(folder: Path) -> None:
    """Give the offscreen platform a usual screen, before the application is made."""
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = offscreen(folder)


class Trade(Ordering):
    """A dealer at work: the story's acts as often as the bench wants them."""

    def open(self) -> None:
        """From the start to goods on the screen."""
        for act in BEFORE_GOODS:
            getattr(self, act)()

    def fill_cart(self) -> None:
        """Four lines from three warehouses, and their sums."""
        window = self.window
        window.press(Key.Key_1, CTRL, on=window.frame)
        self.quantities_are_typed()
        self.far_warehouses_are_chosen()
        self.cart_counts_by_warehouse()

    def quote(self) -> float:
        """Ctrl+Enter in the cart: seconds until the answer to the check is on the screen.

        A cart like one of today's orders is asked about once more, which is answered with yes.
        """
        window = self.window
        began = time.perf_counter()
        window.press(Key.Key_Return, CTRL, on=window.frame)
        window.wait(lambda: window.pages.at_checkout or self._asks(), "the check", step_ms=1)
        taken = time.perf_counter() - began
        if self._asks():
            window.wait(lambda: window.user.order.verification.can_go_on, "nothing to decide")
            window.press(Key.Key_Return, CTRL, on=window.frame)
            window.wait(lambda: window.pages.at_checkout, "checkout")
        window.wait(lambda: window.pages.checkout._options, "dates and costs of the methods")
        return taken

    def place(self) -> tuple[float, float]:
        """Ctrl+Enter at checkout: seconds until our number is shown, and until the invoice is."""
        window = self.window
        known = window.thank_you
        last = None if known is None else (known._order or {}).get("key")
        old = None if known is None or known.stored is None else known.stored.sha256
        began = time.perf_counter()
        window.press(Key.Key_Return, CTRL, on=window.frame)
        window.wait(lambda: self._new_order(last), "the new order's number", step_ms=1)
        numbered = time.perf_counter() - began
        window.wait(lambda: self._new_invoice(old), "the invoice on the screen", step_ms=1)
        return numbered, time.perf_counter() - began

    def _asks(self) -> bool:
        page = self.window.user.order.verification
        return page is not None and self.window.pages.currentWidget() is page

    def _new_order(self, last: str | None) -> bool:
        page = self.window.thank_you
        if page is None or self.window.pages.currentWidget() is not page:
            return False
        order: dict[str, Any] = page._order or {}
        return bool(order.get("number")) and order.get("key") != last

    def _new_invoice(self, old: str | None) -> bool:
        page = self.window.thank_you
        stored = page.stored
        return stored is not None and stored.sha256 != old and bool(page.pages._pages.get(0))


def other_dealer(supplier: DemoSupplier) -> ClientWindow:
    """Open the window of the other dealer, up to his goods."""
    invited = next(one for one in supplier.invitations if one.login == OTHER_LOGIN)
    window = ClientWindow(supplier.folder / "profile-other", supplier.url)
    window.open_start()
    window.wait(lambda: window.dialog._view.name, "the supplier's name in the dialog")
    window.sign_up(invited.code)
    window.start_working()
    return window


def shared_product(window: ClientWindow) -> tuple[ProductRow, str, int]:
    """Return goods of the window's first rows, a warehouse and how much of it is free there."""
    # The list is shown before its prices and stock have come.
    found: tuple[ProductRow, str, int] = window.wait(
        lambda: _dear_and_plenty(window), "goods that both dealers may take"
    )
    return found


def _dear_and_plenty(window: ClientWindow) -> tuple[ProductRow, str, int] | None:
    model = window.catalogue.model
    for number in range(min(model.rowCount(), 60)):
        row = model.prepared(number)
        if row is None or not row.may_order or not row.price_e4:
            continue
        for warehouse in window.user.terms.profile.warehouses:
            cell = window.user.goods.stock_cell(warehouse.guid, row.product.id)
            free = 0 if cell is None else cell.free_milli or 0
            if free >= 50_000 and free * row.price_e4 >= 3 * 50_000_000 * 1_000:
                return row.product, warehouse.guid, free
    return None

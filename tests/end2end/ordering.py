"""The main job, second part: check, checkout and placing."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit

from tests.end2end.hands import CTRL, Key
from tests.end2end.story import FAR, HOME, OTHER_BASE, Story


class Ordering(Story):
    """The acts from the cart to the thank-you page."""

    _seen: dict[tuple[str, str], list[int | None]]
    _before: dict[tuple[str, str], int | None]
    order: dict[str, Any]
    placed_in_s: float

    def clean_check_opens_checkout(self) -> None:
        """Nothing differs from what is on the screen: checkout opens without a question."""
        window = self.window
        window.press(Key.Key_Return, CTRL, on=window.frame)
        window.wait(lambda: window.pages.at_checkout, "checkout after a clean check")
        assert window.user.order.verification is None
        window.wait(lambda: window.pages.checkout._options, "dates and costs of the methods")

    def changed_price_is_shown_once(self) -> None:
        """1C raises a price while the cart is open: the difference is shown, and accepted."""
        window = self.window
        window.press(Key.Key_F9, on=window.frame)
        if window.pages.at_checkout:
            window.pages.checkout.left.emit()
        window.wait(lambda: window.pages.currentWidget() is window.pages.cart, "the cart")
        line = next(one for one in window.user.drafts.active.lines if one.article == HOME[0][0])
        before = len(self.onec.said("pushed", account="1c-main"))
        self.onec.tell(do="price", guid=line.product, price_type="opt1", price="168.90")
        self.onec.tell(do="push")
        # The window stands still until 1C's file is in the gateway: it could not know yet.
        while len(self.onec.said("pushed", account="1c-main")) == before:
            window.check()
            time.sleep(0.02)
        window.press(Key.Key_Return, CTRL, on=window.frame)
        window.wait(lambda: window.user.order.verification, "the verification screen")
        page = window.user.order.verification
        window.wait(lambda: window.pages.currentWidget() is page, "the verification screen")
        assert page.model.rowCount() == 1, "one line has changed"
        row = page.model.row(0)
        assert (row.article, row.price) == (HOME[0][0], "168,90"), row
        assert row.price_was == "166,25", row

    def difference_is_accepted(self) -> None:
        """One key accepts the line, Ctrl+Enter goes on to checkout."""
        window = self.window
        page = window.user.order.verification
        window.press(Key.Key_A, on=page.table)
        window.wait(lambda: page.can_go_on, "everything decided")
        window.press(Key.Key_Return, CTRL, on=window.frame)
        window.wait(lambda: window.pages.at_checkout, "checkout after the decisions")

    def delivery_terms_are_shown(self) -> None:
        """Company transport with an address; the supplier's terms in a pop-up."""
        window = self.window
        checkout = window.pages.checkout
        row = checkout.methods._rows["company"]
        window.click(row)
        assert checkout.methods.current == "company"
        window.press(Key.Key_I, on=row)
        popup = window.wait(QApplication.activePopupWidget, "the terms")
        texts = [label.text() for label in popup.findChildren(type(popup._title))]
        assert any("20 000" in text for text in texts), texts

    def checkout_is_filled(self) -> None:
        """Pickup needs a recipient; what was typed stays while the method changes."""
        window = self.window
        popup = QApplication.activePopupWidget()
        if popup is not None:
            window.press(Key.Key_Escape)
        checkout = window.pages.checkout
        window.wait(lambda: QApplication.activePopupWidget() is None, "the pop-up closed")
        window.click(checkout.methods._rows["pickup"])
        assert checkout.methods.current == "pickup"
        for name, text in (
            ("recipient_name", "Олена Коваленко"),
            ("recipient_phone", "+380 00 555 04 17"),
        ):
            self._type_into(checkout.findChild(QLineEdit, f"delivery-{name}"), text)
        self._type_into(checkout.comment, "Зателефонуйте за годину до видачі")
        self._type_into(checkout.customer_number, "МД-2026/41")

    def order_is_placed(self) -> None:
        """Ctrl+Enter: our number, what is held, and the invoice drawn by the render child."""
        window = self.window
        self._watch_stock()
        window.activate()
        began = time.monotonic()
        window.press(Key.Key_Return, CTRL, on=window.pages.checkout)
        window.wait(lambda: window.thank_you, "the thank-you page", step_ms=1)
        page = window.thank_you
        window.wait(lambda: page.pages._pages.get(0), "the invoice on the screen", step_ms=1)
        self.placed_in_s = time.monotonic() - began
        self.order = page._order
        assert self.order["number"], self.order
        assert page._number.text().endswith(self.order["number"])
        assert page._held._title.text() or page._held._text.text()
        assert len(self.order["parts"]) == 3, [part["warehouse"] for part in self.order["parts"]]
        assert all(part["held"] for part in self.order["parts"]), "goods are not held"
        assert page.stored is not None
        assert hashlib.sha256(page.stored.path.read_bytes()).hexdigest() == page.stored.sha256
        assert not window.user.drafts.active.lines, "the cart was not emptied"
        assert self.placed_in_s < 30

    def _type_into(self, field: Any, text: str) -> None:
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.clear()
        self.window.type(text, field)

    def _watch_stock(self) -> None:
        """Remember every value that the ordered goods' cells show from now on."""
        window = self.window
        self._lines = [
            (line.article, line.quantity_milli) for line in window.user.drafts.active.lines
        ]
        keys = [(article, "Київ") for article, _ in HOME] + [FAR, OTHER_BASE]
        self._before = {key: window.free(*key) for key in keys}
        self._seen = {key: [] for key in keys}
        places = {
            key: (window.warehouse(key[1]).guid, window.product_of(key[0]).id) for key in keys
        }

        def note(_ids: object = None) -> None:
            for key, (warehouse, product) in places.items():
                cell = window.user.goods.stock_cell(warehouse, product)
                self._seen[key].append(None if cell is None else cell.free_milli)

        window.user.goods.stock_changed.connect(note)
        window.user.goods.opened.connect(note)

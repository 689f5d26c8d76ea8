"""The main job, second half: check, checkout, placing, the invoice, paper, and 1C's answers."""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.end2end.story import FAR, HOME, OTHER_BASE, Story
from tests.end2end.window import CTRL, Key, client_children

THEIRS = "Рахунок із 1С постачальника"


class Ordering(Story):
    """The acts after the cart."""

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

    def invoice_is_printed(self) -> None:
        """The printer is chosen once with «always here»; then Ctrl+P prints without a dialog."""
        window, box = self.window, self.window.thank_you.print_box
        window.wait(lambda: box.printers.count() and box.button.isEnabled(), "the printer")
        assert box.printers.currentText() == "Бухгалтерія"
        window.click(box.always)
        window.click(box.button)
        window.wait(lambda: len(self._printed()) == 1, "the first paper")
        window.wait(lambda: "Бухгалтерія" in box.result.text(), "what the printer said")
        window.press(Key.Key_P, CTRL, on=window.frame)
        window.wait(lambda: len(self._printed()) == 2, "the second paper")
        assert QApplication.activeModalWidget() is None
        window.wait(lambda: "передано" in box.result.text(), "what became of the paper")
        first, second = self._printed()
        stored = window.thank_you.stored
        assert first.read_bytes() == second.read_bytes() == stored.path.read_bytes()

    def invoice_is_saved(self) -> None:
        """Ctrl+S asks where to, and the bytes are those of the invoice."""
        window = self.window
        target = self.out / "invoice-saved.pdf"
        target.unlink(missing_ok=True)
        answered: list[str] = []
        clock = QTimer(window)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog) and not answered:
                field = dialog.findChild(QLineEdit, "fileNameEdit")
                field.setText(str(target))
                answered.append(dialog.windowTitle())
                dialog.accept()

        clock.timeout.connect(answer)
        clock.start(50)
        try:
            window.press(Key.Key_S, CTRL, on=window.frame)
            window.wait(target.exists, "the saved file")
        finally:
            clock.stop()
        assert answered == ["Зберегти рахунок"], answered
        assert target.read_bytes() == window.thank_you.stored.path.read_bytes()

    def stock_is_already_less(self) -> None:
        """Before 1C has seen the order the table shows less of what was taken."""
        window = self.window
        for (article, warehouse), before in self._before.items():
            taken = self._taken(article)
            window.wait(
                lambda article=article, warehouse=warehouse, before=before, taken=taken: (
                    window.free(article, warehouse) == before - taken
                ),
                f"less of {article} at {warehouse}",
            )
        window.find(HOME[0][0])

    def onec_takes_the_order(self) -> None:
        """Each account of 1C has loaded its own parts, under our numbers."""
        numbers = {part["number"] for part in self.order["parts"]}
        self.window.press(Key.Key_2, CTRL, on=self.window.frame)
        self.window.wait(
            lambda: numbers <= {one["number"] for one in self.onec.said("loaded")},
            f"1C loads {numbers}",
            120,
        )
        accounts = {one["number"]: one["account"] for one in self.onec.said("loaded")}
        poltava = self.window.warehouse(OTHER_BASE[1]).guid
        for part in self.order["parts"]:
            wanted = "1c-poltava" if part["warehouse"] == poltava else "1c-main"
            assert accounts[part["number"]] == wanted, accounts

    def onec_numbers_come_by_themselves(self) -> None:
        """The manager posts, and 1C's numbers are on the thank-you page."""
        window, page = self.window, self.window.thank_you
        window.wait(
            lambda: all((part.get("onec") or {}).get("number") for part in page._order["parts"]),
            "1C's numbers",
            180,
        )
        posted = {one["number"]: one["onec_number"] for one in self.onec.said("posted")}
        for part in page._order["parts"]:
            assert part["onec"]["number"] == posted[part["number"]], part
        shown = " ".join(f"{step.title} {step.detail}" for step in page._timeline._steps)
        assert all(part["onec"]["number"] in shown for part in page._order["parts"]), shown
        self.order = page._order

    def onec_invoice_replaces_ours(self) -> None:
        """1C's own PDF takes the place of the one that the gateway drew."""
        window, page = self.window, self.window.thank_you

        def current() -> list[dict[str, Any]]:
            return [one for one in page.viewer._invoices if one["state"] == "ready"]

        window.wait(
            lambda: current() and all(one["source"] == "onec" for one in current()),
            "1C's invoices instead of ours",
            180,
        )
        window.wait(
            lambda: page.stored and page.viewer.state.text() == THEIRS,
            "1C's invoice on the screen",
        )
        window.wait(lambda: page.pages._pages.get(0), "its first page")
        folder = self.supplier.dataset / "invoices"
        theirs = {hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.glob("*.pdf")}
        assert page.stored.sha256 in theirs

    def stock_is_not_subtracted_twice(self) -> None:
        """1C's next stock file knows the order: stock stays less exactly once, all the time."""
        window = self.window
        self.onec.tell(do="push")
        window.wait(
            lambda: not any(part["held"] for part in window.thank_you._order["parts"]),
            "the holds end",
            120,
        )
        # Another file about the same goods: each of its rows tells their stock once more.
        accounts = ("1c-main", "1c-poltava")
        told = {account: len(self.onec.said("pushed", account=account)) for account in accounts}
        for article, _quantity in (*HOME, FAR, OTHER_BASE):
            guid = window.product_of(article).guid
            self.onec.tell(do="price", guid=guid, price_type="opt3", price="999.10")
        self.onec.tell(do="push")
        window.wait(
            lambda: all(len(self.onec.said("pushed", account=one)) > told[one] for one in accounts),
            "1C's next files",
            180,
        )
        deferral = next(one for one in window.user.terms.profile.contracts if one.short == "В30")
        product = window.product_of(HOME[0][0])
        window.wait(
            lambda: (
                window.user.goods.prices(deferral.id).price(product.id, product.group_id)
                == 9_991_000
            ),
            "the next file in the window",
        )
        for key, before in self._before.items():
            after = before - self._taken(key[0])
            seen = self._seen[key]
            assert window.free(*key) == after, (key, before, window.free(*key))
            first = seen.index(after) if after in seen else len(seen)
            wrong = {value for value in seen[:first] if value != before}
            wrong |= {value for value in seen[first:] if value != after}
            assert not wrong, f"{key}: {before} → {seen}"
        window.find(HOME[0][0])

    def program_ends_with_its_children(self) -> None:
        """Closing the window ends its children."""
        assert client_children(), "the window had no children at all"
        self.window.close()
        deadline = time.monotonic() + 20
        while client_children() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not client_children(), client_children()

    def facts(self) -> dict[str, Any]:
        """What story.json tells of the order, its invoice and what the printer got."""
        page = self.window.thank_you
        stored = page.stored
        invoice = self.out / "invoice.pdf"
        shutil.copyfile(stored.path, invoice)
        source = next(
            one["source"] for one in page.viewer._invoices if one["sha256"] == stored.sha256
        )
        return {
            "order": {
                "key": self.order["key"],
                "number": self.order["number"],
                "total": self.order["total"],
                "currency": self.order["currency"],
                "parts": [
                    {
                        "number": part["number"],
                        "onec_number": (part.get("onec") or {}).get("number"),
                    }
                    for part in page._order["parts"]
                ],
            },
            "invoice": {
                "sha256": stored.sha256,
                "path": invoice.name,
                "source": source,
            },
            "printed": self._printed_facts(),
            "placed_to_invoice_s": round(self.placed_in_s, 3),
        }

    def _printed_facts(self) -> dict[str, Any] | None:
        if not self._printed():
            return None
        printed = self._printed()[-1]
        with pypdfium2.PdfDocument(printed) as document:
            pages = len(document)
        return {
            "path": str(printed.relative_to(self.out)),
            "sha256": hashlib.sha256(printed.read_bytes()).hexdigest(),
            "pages": pages,
        }

    def _printed(self) -> list[Path]:
        return sorted(self.printer.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)

    def _type_into(self, field: Any, text: str) -> None:
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.clear()
        self.window.type(text, field)

    def _taken(self, article: str) -> int:
        return sum(
            line_milli for line_article, line_milli in self._lines if line_article == article
        )

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

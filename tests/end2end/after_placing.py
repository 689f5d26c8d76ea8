"""The main job, last part: the invoice on paper, what 1C answers, and the end of the program."""

from __future__ import annotations

import hashlib
import shutil
import time
from pathlib import Path
from typing import Any

import pypdfium2
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.end2end.hands import CTRL, Key
from tests.end2end.ordering import Ordering
from tests.end2end.story import FAR, HOME, OTHER_BASE
from tests.end2end.window import client_children

THEIRS = "Рахунок із 1С постачальника"


class AfterPlacing(Ordering):
    """The acts after the thank-you page has come."""

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

    def _taken(self, article: str) -> int:
        return sum(
            line_milli for line_article, line_milli in self._lines if line_article == article
        )

"""The line for quick adding: an article and a quantity, Enter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.cart import DraftLine
from app.domain.quantity import parse_quantity, round_up_to_pack
from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.notices import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

    from app.domain.product import ProductRow
    from app.storage.cache.reader import CacheReader
    from app.ui.cart.valuation import Valuation
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_LONGEST = 200
_CHOICES = 12


class Reading(NamedTuple):
    """One way to read the typed text; the quantity None = one pack."""

    code: str
    quantity_milli: int | None


class Found(NamedTuple):
    """Products of the first reading that found any."""

    rows: list[ProductRow]
    quantity_milli: int | None


def readings_of(text: str) -> list[Reading]:
    """Return how "article, quantity" may be read, the likeliest first.

    An article may hold spaces and commas itself, so the whole text is tried too.
    """
    plain = " ".join(text[:_LONGEST].split(" ")).strip()
    found = []
    for pattern in (r"(.+)[;\t]\s*(\S+)", r"(.+),\s+(\S+)", r"(.+),(\S+)"):
        match = re.fullmatch(pattern, plain)
        quantity = parse_quantity(match.group(2)) if match else None
        if match and quantity:
            found.append(Reading(match.group(1).strip(), quantity))
            break
    found.append(Reading(plain, None))
    match = re.fullmatch(r"(.+?)\s+[xх×*]?\s*(\S+)", plain)
    quantity = parse_quantity(match.group(2)) if match else None
    if match and quantity:
        found.append(Reading(match.group(1), quantity))
    return found


class QuickAdd(LineEdit):
    """Finds the article in the cache and puts it into the active draft."""

    added = Signal(object, str)
    """The line's id and a note about a rounded quantity, '' for none."""
    left = Signal()
    """Esc in the empty line or the down arrow: back to the table."""

    def __init__(self, theme: Theme, valuation: Valuation, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            name=translate("Cart", "Add by article and quantity"),
            hint=translate("Cart", "Article, quantity"),
            size="tool",
            icon="plus",
            parent=parent,
        )
        self._valuation = valuation
        self._asked = ""
        self._found = Found([], None)
        self.setMaxLength(_LONGEST)
        self.returnPressed.connect(self._ask)
        self.textEdited.connect(self._forgive)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._forgive()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down) or (
            event.key() == Qt.Key.Key_Backspace and not self.text()
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def begin(self, text: str) -> None:
        """Start with a letter that was typed in the table."""
        self.setFocus()
        self.setText(text)
        self._forgive()

    @Slot()
    def _ask(self) -> None:
        text = self.text().strip()
        if not text:
            return
        self._asked = text
        readings = readings_of(text)

        def look(reader: CacheReader) -> Found:
            for reading in readings:
                ids = reader.find_code(reading.code)
                if ids:
                    return Found(reader.rows(ids[:_CHOICES]), reading.quantity_milli)
            return Found([], None)

        self._valuation.goods.ask(look, self._take, owner=self, key="quick add")

    def _take(self, found: Found) -> None:
        if self.text().strip() != self._asked:
            return
        self._found = found
        if not found.rows:
            self.set_wrong(wrong=True)
            text = translate(
                "Cart", "No product with the article “{text}” in your catalogue"
            ).format(text=self._asked)
            self.setAccessibleDescription(text)
            self.setToolTip(plain_tooltip(text))
            announce(self, text, urgent=True)
        elif len(found.rows) == 1:
            self._put(found.rows[0])
        else:
            self._choose()

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(translate("Cart", "Several products have this article"))
        for number, row in enumerate(self._found.rows, start=1):
            text = translate("Cart", "{article} · {name}").format(
                article=row.article, name=row.name
            )
            action = menu.addAction(
                f"&{number}  " + text.replace("&", "&&") if number < 10 else text
            )
            action.setData(number - 1)
        menu.triggered.connect(self._take_choice)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot(object)
    def _take_choice(self, action: QAction) -> None:
        self._put(self._found.rows[int(action.data())])

    def _put(self, row: ProductRow) -> None:
        valuation = self._valuation
        contract, place = valuation.contract, valuation.home()
        if contract is None or place is None:
            return
        typed = self._found.quantity_milli
        wanted = typed if typed is not None else row.pack_milli or 1000
        drafts = valuation.drafts
        prices = valuation.goods.prices(contract.id)
        line = DraftLine(
            product=row.guid,
            variant=row.variant,
            warehouse=place,
            quantity_milli=round_up_to_pack(wanted, row.pack_milli),
            article=row.article,
            name=row.name,
            unit=row.unit,
            seen_price_e4=prices.price(row.id, row.group_id) if prices else None,
            seen_currency=contract.currency,
            seen_at=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        )
        note = ""
        if line.quantity_milli != wanted and row.pack_milli:
            note = rounded_text(wanted, line.quantity_milli, row.pack_milli)
        present = drafts.active.line(line.id)
        if present is not None:
            total = present.quantity_milli + line.quantity_milli
            line = replace(present, quantity_milli=total)
        drafts.put(line)
        self.clear()
        self._forgive()
        self.added.emit(line.id, note)

    @Slot()
    def _forgive(self) -> None:
        self.set_wrong(wrong=False)
        self.setToolTip("")
        self.setAccessibleDescription("")


def rounded_text(typed_milli: int, became_milli: int, pack_milli: int) -> str:
    """Return "55 → 60, packs of 20"."""
    return translate("Cart", "{a} → {b}, packs of {p}").format(
        a=formats.quantity(typed_milli),
        b=formats.quantity(became_milli),
        p=formats.quantity(pack_milli),
    )

"""The row of filter chips under the search: what narrows the list, and how much is left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.domain.product import BRAND, WAREHOUSE
from app.ui import formats
from app.ui.catalogue.facet_words import chip_text, filter_title, value_title
from app.ui.catalogue.filters import NEW, PRICE, Filters
from app.ui.overriding import override
from app.ui.widgets.buttons import Button
from app.ui.widgets.chips import Chip
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from app.domain.product import FacetCounts, FacetValue
    from app.ui.catalogue.facet_popup import FacetPopup
    from app.ui.catalogue.filters import Chosen, PriceBounds
    from app.ui.catalogue.price_popup import PricePopup
    from app.ui.theme.theme import Theme

_GAP = 8


class FacetBar(QWidget):
    """Chips in one line: those that do not fit hide behind "more", active ones never do."""

    changed = Signal()
    """Other filters: the list is to be asked anew."""
    counting_asked = Signal(object)
    """Filters that are being tried in a popup: how many products would they leave?"""
    counts_asked = Signal()
    """A popup was opened: fresh counts are wanted."""
    placed = Signal()
    """There are other chips."""
    typed_asked = Signal()
    """The words are to be searched exactly as typed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filters = Filters()
        self._facets: dict[str, FacetCounts] = {}
        self._chips: dict[str, Chip] = {}
        self._currency = ""
        self._popup: FacetPopup | None = None
        self._price_popup: PricePopup | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._more = Chip(theme, "", icon="sliders-horizontal")
        self._reset = Button(theme, self.tr("Reset"), kind="link", size="small")
        self.reading = Label(theme, role="small", colour="warn")
        self._as_typed = Button(theme, self.tr("search as typed"), kind="link", size="small")
        self.count = Label(theme, role="small-number", colour="text3")
        for widget in (self._more, self._reset, self.reading, self._as_typed):
            self._row.addWidget(widget)
            widget.hide()
        self._row.addStretch(1)
        self._row.addWidget(self.count)
        # The chips give way to the window, never the window to the chips.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._more.clicked.connect(self._open_more)
        self._reset.clicked.connect(self._reset_all)
        self._as_typed.clicked.connect(self.typed_asked)
        for key in (WAREHOUSE, BRAND, PRICE, NEW):
            self._add_chip(key)
        self._show()

    @property
    def filters(self) -> Filters:
        """What the user chose."""
        return self._filters

    def set_filters(self, filters: Filters) -> None:
        """Take other filters and tell."""
        if filters != self._filters:
            self._filters = filters
            self._show()
            self.changed.emit()

    def show_currency(self, currency: str) -> None:
        """Take the contract's currency; bounds of a price in another one mean nothing."""
        if currency != self._currency:
            self._currency = currency
            if self._filters.price_e4 is not None:
                self.set_filters(self._filters.without(PRICE))

    def show_counts(self, facets: Sequence[FacetCounts]) -> None:
        """Take the facets of the present result with their counts."""
        self._facets = {one.key: one for one in facets}
        for key in [one for one in self._chips if one not in self._facets]:
            gone = key not in (WAREHOUSE, BRAND, PRICE, NEW) and not self._filters.values(key)
            if gone:
                chip = self._chips.pop(key)
                self._row.removeWidget(chip)
                chip.deleteLater()
        new = [key for key in self._facets if key not in self._chips]
        for key in new:
            self._add_chip(key)
        popup = self._popup
        if popup is not None and popup.isVisible() and popup.key in self._facets:
            popup.values.recount(self._facets[popup.key].values)
        self._show()
        if new:
            self.placed.emit()

    def show_left(self, left: int) -> None:
        """Say in the open popup how many products its ticks would leave."""
        if self._popup is not None:
            self._popup.show_left(left)

    def show_found(self, found: int, of: int) -> None:
        """Show "n of m"."""
        text = _found_text(found, of)
        if text != self.count.text():
            self.count.setText(text)
            self._fit()

    def show_reading(self, text: str, *, as_typed: bool) -> None:
        """Show how the words were read, and the way to the exact ones."""
        if text == self.reading.text() and as_typed != self._as_typed.isHidden():
            return
        self.reading.setText(text)
        self.reading.setVisible(bool(text))
        self._as_typed.setVisible(as_typed)
        self._fit()

    def chip_text(self, key: str) -> str:
        """What the chip of a filter says: its name, the first value and how many more."""
        return chip_text(key, self._filters, self._facets.get(key))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _add_chip(self, key: str) -> None:
        chip = Chip(self._theme, filter_title(key, self._facets.get(key)))
        chip.setObjectName(key)
        chip.clicked.connect(self._open)
        chip.cleared.connect(self._clear)
        self._chips[key] = chip
        self._row.insertWidget(self._place(key), chip)

    def _place(self, key: str) -> int:
        """Return where a chip stands: warehouses, brand, properties, price, novelty."""
        order = [WAREHOUSE, BRAND, *(one for one in self._facets if one not in (WAREHOUSE, BRAND))]
        order += [PRICE, NEW]
        before = order[: order.index(key)] if key in order else order
        return sum(1 for one in before if one in self._chips and one != key)

    def _show(self) -> None:
        active = set(self._filters.active)
        for key, chip in self._chips.items():
            text = self.chip_text(key)
            if chip.text() != text or chip.active != (key in active):
                chip.show_value(text, active=key in active)
        self._reset.setVisible(bool(active))
        self._fit()

    def _fit(self) -> None:
        """Hide what there is no room for; the rest is behind "more"."""
        room = self.width()
        for widget in (self.count, self._reset, self.reading, self._as_typed):
            if not widget.isHidden():
                room -= widget.sizeHint().width() + _GAP
        active = set(self._filters.active)
        wanted = [key for key in self._chips if key in active]
        offered = [WAREHOUSE, BRAND, PRICE, NEW]
        offered += [key for key in self._facets if key not in offered]
        wanted += [key for key in offered if key in self._chips and key not in active]
        more = self._theme.px(100) + _GAP
        shown: set[str] = set()
        for number, key in enumerate(wanted):
            width = self._chips[key].sizeHint().width() + _GAP
            last = number == len(wanted) - 1
            if key not in active and room - width < (0 if last else more):
                break
            room -= width
            shown.add(key)
        hidden = len(wanted) - len(shown)
        for key, chip in self._chips.items():
            chip.setVisible(key in shown)
        self._more.setVisible(hidden > 0)
        text = self.tr("%n more", "", hidden)
        if self._more.text() != text:
            self._more.show_value(text, active=False)
        if self._row.indexOf(self._more) != len(self._chips):
            self._row.removeWidget(self._more)
            self._row.insertWidget(len(self._chips), self._more)

    @Slot()
    def _open(self) -> None:
        self.open_filter(self.sender().objectName())

    def open_filter(self, key: str, under: QWidget | None = None) -> None:
        """Open the popup of a filter; novelty is switched at once."""
        chip = under or self._chips[key]
        if key == NEW:
            self.set_filters(replace(self._filters, new=not self._filters.new))
        elif key == PRICE:
            self._prices().open_for(chip, self._currency, self._filters.price_e4)
        else:
            self._values().open_for(
                chip,
                key,
                filter_title(key, self._facets.get(key)),
                self._ordered(key),
                self._filters.values(key),
            )
            self.counts_asked.emit()

    def _ordered(self, key: str) -> list[FacetValue]:
        facet = self._facets.get(key)
        values = [
            one._replace(title=value_title(one.value, one.title))
            for one in (facet.values if facet else ())
        ]
        # Brands by size: the supplier's main ones first. Sizes and currents stay in their order.
        return sorted(values, key=lambda one: -one.found) if key == BRAND else values

    def _values(self) -> FacetPopup:
        if self._popup is None:
            from app.ui.catalogue.facet_popup import FacetPopup

            self._popup = FacetPopup(self._theme, self)
            self._popup.applied.connect(self._take)
            self._popup.ticked.connect(self._try)
        return self._popup

    def _prices(self) -> PricePopup:
        if self._price_popup is None:
            from app.ui.catalogue.price_popup import PricePopup

            self._price_popup = PricePopup(self._theme, self)
            self._price_popup.applied.connect(self._take_price)
        return self._price_popup

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, chip in self._chips.items():
            if chip.isHidden():
                action = menu.addAction(filter_title(key, self._facets.get(key)).replace("&", "&&"))
                action.setObjectName(key)
                action.triggered.connect(self._open_hidden)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    @Slot()
    def _open_hidden(self) -> None:
        self.open_filter(self.sender().objectName(), self._more)

    @Slot()
    def _clear(self) -> None:
        self.set_filters(self._filters.without(self.sender().objectName()))

    @Slot()
    def _reset_all(self) -> None:
        self.set_filters(Filters())

    @Slot(str, object)
    def _take(self, key: str, values: Chosen) -> None:
        self.set_filters(self._filters.with_values(key, values))

    @Slot(str, object)
    def _try(self, key: str, values: Chosen) -> None:
        self.counting_asked.emit(self._filters.with_values(key, values))

    @Slot(object)
    def _take_price(self, bounds: PriceBounds | None) -> None:
        self.set_filters(replace(self._filters, price_e4=bounds))


def _found_text(found: int, of: int) -> str:
    if found == of:
        return QCoreApplication.translate("FacetBar", "%Ln product(s)", "", found)
    text = QCoreApplication.translate("FacetBar", "{n} of {m}")
    return text.format(n=formats.count(found), m=formats.count(of))

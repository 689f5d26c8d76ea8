"""The second page of the card: every attribute, and the analogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.catalogue.product_card.small_table import Cell, SmallColumn, SmallTable
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.chips import Segments
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.domain.product import ProductRow
    from app.ui.theme.theme import Theme


class CardDetails(QWidget):
    """Two tabs: attributes and analogues; Esc or the arrow goes back."""

    left = Signal()
    product_chosen = Signal(object)
    """An analogue (ProductRow) was opened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._analogues: dict[str, ProductRow] = {}
        self._tabs = Segments(
            theme,
            [("values", self.tr("Attributes")), ("analogues", self.tr("Analogues"))],
            name=self.tr("Pages of the card"),
        )
        self._tabs.choose("values")
        back = IconButton(theme, "arrow-left", self.tr("Back to the card"), side=28, flat=True)
        self.values = SmallTable(
            theme,
            (SmallColumn("", 0, LEFT), SmallColumn("", 150, RIGHT)),
            name=self.tr("Attributes"),
            row_height=sizes.CONTRACT_PRICE_ROW,
            selects=False,
        )
        self.analogues = SmallTable(
            theme,
            (SmallColumn("", 78, LEFT), SmallColumn("", 0, LEFT), SmallColumn("", 84, RIGHT)),
            name=self.tr("Analogues"),
            row_height=sizes.WAREHOUSE_ROW,
        )
        self._none = Label(theme, self.tr("The supplier names no analogues."), colour="text3")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(back)
        top.addWidget(self._tabs)
        top.addStretch(1)
        second = QWidget()
        inner = QVBoxLayout(second)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.analogues)
        inner.addWidget(self._none)
        inner.addStretch(1)
        first = QWidget()
        outer = QVBoxLayout(first)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.values)
        outer.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(first)
        self._pages.addWidget(second)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(back)
        back.clicked.connect(self.left)
        self._tabs.chosen.connect(self._turn)
        self.analogues.activated_row.connect(self._open)

    def show_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Show names and values."""
        rows = [
            (Cell(name, colour="text2"), Cell(value, "small-medium", said=f"{name}: {value}"))
            for name, value in values
        ]
        self.values.rows.show([name for name, _value in values], rows)

    def show_analogues(self, rows: Sequence[tuple[ProductRow, int | None]]) -> None:
        """Show analogues with their prices under the current contract."""
        self._analogues = {str(row.id): row for row, _price in rows}
        self.analogues.rows.show(
            list(self._analogues),
            [
                (
                    Cell(row.article, colour="text2"),
                    Cell(row.name, "small-medium"),
                    Cell(formats.amount(price), "small-strong"),
                )
                for row, price in rows
            ],
        )
        self.analogues.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def turn_to(self, key: str) -> None:
        """Show a tab: `values` or `analogues`."""
        self._tabs.choose(key)
        self._turn(key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _turn(self, key: str) -> None:
        self._pages.setCurrentIndex(1 if key == "analogues" else 0)

    @Slot(str)
    def _open(self, key: str) -> None:
        self.product_chosen.emit(self._analogues[key])

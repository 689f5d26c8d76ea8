"""The popup of the price filter: from and to, in the contract's currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui import formats
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import PopupFrame
from app.ui.widgets.inputs import LineEdit
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from app.ui.catalogue.filters import PriceBounds
    from app.ui.theme.theme import Theme

_ROOM = 104


class PricePopup(PopupFrame):
    """Two sums, either may be empty; a wrong one is marked and nothing is applied."""

    applied = Signal(object)
    """(from, to) in ten-thousandths, or None for any price."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self._title = Label(theme, role="small-strong")
        self._least = LineEdit(theme, name=self.tr("Price from"), hint=self.tr("from"), size="tool")
        self._most = LineEdit(theme, name=self.tr("Price to"), hint=self.tr("to"), size="tool")
        self._wrong = Label(theme, role="caption", colour="err")
        self._wrong.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for edit in (self._least, self._most):
            edit.setFixedWidth(theme.px(_ROOM))
            edit.setMaxLength(20)
            edit.returnPressed.connect(self._apply)
            row.addWidget(edit)
        inner = QWidget()
        footer = QFrame()
        footer.setObjectName("Footer")
        buttons = QHBoxLayout(footer)
        buttons.setContentsMargins(10, 8, 10, 8)
        reset = Button(theme, self.tr("Reset"), size="small")
        show = Button(theme, self.tr("Show"), kind="primary", size="small")
        buttons.addStretch(1)
        buttons.addWidget(reset)
        buttons.addWidget(show)
        body = QHBoxLayout(inner)
        body.setContentsMargins(10, 4, 10, 10)
        body.addLayout(row)
        title = QHBoxLayout()
        title.setContentsMargins(10, 10, 10, 2)
        title.addWidget(self._title)
        wrong = QHBoxLayout()
        wrong.setContentsMargins(10, 0, 10, 6)
        wrong.addWidget(self._wrong)
        self.column.addLayout(title)
        self.column.addWidget(inner)
        self.column.addLayout(wrong)
        self.column.addWidget(footer)
        self.setFocusProxy(self._least)
        reset.clicked.connect(self._reset)
        show.clicked.connect(self._apply)

    def open_for(self, chip: QWidget, currency: str, bounds: PriceBounds | None) -> None:
        """Show the bounds under the chip."""
        self._title.setText(self.tr("Price, {currency}").format(currency=formats.sign(currency)))
        for edit, bound in zip((self._least, self._most), bounds or (None, None), strict=True):
            edit.setText("" if bound is None else formats.amount(bound))
            edit.set_wrong(wrong=False)
        self._wrong.hide()
        self.open_under(chip)
        self._least.setFocus()
        self._least.selectAll()

    @Slot()
    def _reset(self) -> None:
        self.close()
        self.applied.emit(None)

    @Slot()
    def _apply(self) -> None:
        bounds: list[int | None] = []
        wrong = False
        for edit in (self._least, self._most):
            text = edit.text().strip()
            bound = formats.parse_amount(text) if text else None
            bad = bool(text) and (bound is None or bound < 0)
            edit.set_wrong(wrong=bad)
            wrong = wrong or bad
            bounds.append(bound)
        least, most = bounds
        if not wrong and least is not None and most is not None and least > most:
            self._most.set_wrong(wrong=True)
            wrong = True
        self._wrong.setText(self.tr("Two sums, the smaller one first") if wrong else "")
        self._wrong.setVisible(wrong)
        if wrong:
            return
        self.close()
        self.applied.emit(None if least is None and most is None else (least, most))

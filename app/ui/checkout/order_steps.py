"""Under the sections: how far the order is, from the cart to its invoice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import SectionCaption
from app.ui.widgets.painting import LEFT, box, elided, picture, words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.theme.theme import Theme

CART, CHECK, DELIVERY, INVOICE = range(4)
_ICONS = {"done": "circle-check", "now": "circle-dot", "later": "circle"}


class OrderSteps(QWidget):
    """Four steps; the current one is marked, those before it are done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        caption = SectionCaption(theme, self.tr("Steps of the order"))
        self._rows = _Steps(
            theme,
            (
                self.tr("Cart"),
                self.tr("Check"),
                self.tr("Delivery and recipient"),
                self.tr("Invoice"),
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(4)
        holder = QVBoxLayout()
        holder.setContentsMargins(8, 0, 8, 0)
        holder.addWidget(caption)
        column.addLayout(holder)
        column.addWidget(self._rows)
        column.addStretch(1)

    @property
    def current(self) -> int:
        """The step that is marked."""
        return self._rows.current

    def show_step(self, step: int) -> None:
        """Mark a step as the current one."""
        self._rows.show_step(step)


class _Steps(QWidget):
    def __init__(self, theme: Theme, titles: tuple[str, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._titles = titles
        self.current = CART
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, step: int) -> None:
        self.current = step
        number = f"{step + 1}/{len(self._titles)}"
        self.setAccessibleName(f"{number}: {self._titles[step]}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, self._theme.px(sizes.TREE_ROW) * len(self._titles))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        height = theme.px(sizes.TREE_ROW)
        for number, title in enumerate(self._titles):
            rect = QRect(0, number * height, self.width(), height)
            state = "done" if number < self.current else "later"
            if number == self.current:
                state = "now"
                box(painter, QRectF(rect).adjusted(0, 1, 0, -1), 5, fill=theme.color("sel"))
            colour = "accent-text" if state == "now" else "text2"
            icon = theme.pixmap(_ICONS[state], colour, 14)
            picture(painter, QRect(8, rect.top(), 14, height), icon)
            role = "small-strong" if state == "now" else "small"
            place = rect.adjusted(30, 0, -8, 0)
            shown = elided(theme, role, title, place.width(), middle=False)
            colour = "accent-text" if state == "now" else "text"
            words(painter, theme, place, shown, role=role, colour=colour, align=LEFT)

"""The delivery methods as rows: what each offers, when, for how much, and its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.frames import Tinted
from app.ui.widgets.painting import LEFT, RIGHT, box, elided, picture, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.ui.theme.theme import Theme

ROW = 45
TERMS_WIDTH = 76
ICONS = {
    "pickup": "store",
    "company_transport": "truck",
    "carrier": "package",
    "dropship": "user-check",
    "other": "ellipsis",
}


class MethodView(NamedTuple):
    """A method as its row shows it; `closed` says why it is not possible for this cart."""

    code: str
    kind: str
    name: str
    offers: str
    when: str
    cost: str
    closed: str


class MethodList(Tinted):
    """One choice of several methods. Digits choose, I opens the terms."""

    chosen = Signal(str)
    terms_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._rows: dict[str, MethodRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self.setAccessibleName(self.tr("Delivery method"))

    @property
    def current(self) -> str:
        """The code of the chosen method, or ''."""
        return next((code for code, row in self._rows.items() if row.isChecked()), "")

    @property
    def rows(self) -> tuple[MethodRow, ...]:
        """The methods' rows in their order."""
        return tuple(self._rows.values())

    def show_methods(self, views: Sequence[MethodView], chosen: str) -> None:
        """Show methods in the supplier's order; rows that stay keep the focus."""
        if list(self._rows) != [view.code for view in views]:
            for row in self._rows.values():
                self._group.removeButton(row)
                row.setParent(None)
                row.deleteLater()
            self._rows = {}
            for view in views:
                row = MethodRow(self._theme, self, last=view is views[-1])
                row.clicked.connect(self._choose)
                row.terms_clicked.connect(self.terms_requested)
                self._group.addButton(row)
                self._column.addWidget(row)
                self._rows[view.code] = row
        for view in views:
            self._rows[view.code].show_method(view)
        wanted = self._rows.get(chosen)
        if wanted is not None and wanted.isEnabled():
            wanted.setChecked(True)
            self.setFocusProxy(wanted)

    def choose_number(self, number: int) -> None:
        """Choose the row with this number, if it is possible."""
        rows = list(self._rows.values())
        if 1 <= number <= len(rows) and rows[number - 1].isEnabled():
            rows[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)
            rows[number - 1].click()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        fill, edge = theme.color("surface"), theme.color("border-2")
        box(painter, self.rect(), sizes.RADIUS_BUTTON, fill=fill, edge=edge)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.current)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isascii() and text.isdigit() and text != "0":
            self.choose_number(int(text))
        elif event.key() in (Qt.Key.Key_I, ord("Ш")):
            self.terms_requested.emit(self.current)
        else:
            super().keyPressEvent(event)


class MethodRow(QAbstractButton):
    """A row: radio, icon, name over what it offers, date over cost, terms."""

    terms_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget, *, last: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._last = last
        self._view = MethodView("", "other", "", "", "", "", "")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_method(self, view: MethodView) -> None:
        """Show a method."""
        self._view = view
        self.setEnabled(not view.closed)
        self.setObjectName(f"method-{view.code}")
        said = (view.name, view.closed or view.offers, view.when, view.cost)
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setToolTip("")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, self._theme.px(ROW))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._terms_rect().contains(event.position().toPoint()):
            self.terms_clicked.emit(self._view.code)
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, view, rect = self._theme, self._view, self.rect()
        if self.isChecked():
            painter.fillRect(rect, theme.brush("sel"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(rect, theme.brush("hover"))
        if not self._last:
            painter.fillRect(QRect(0, rect.bottom(), rect.width(), 1), theme.brush("border"))
        middle = rect.height() // 2
        radio = QRectF(12, middle - 8, 16, 16)
        edge = "accent" if self.isChecked() else "bstrong" if self.isEnabled() else "dis"
        width = 5 if self.isChecked() else 1
        box(painter, radio, 8, fill=theme.color("surface"), edge=theme.color(edge), width=width)
        colour = "text2" if self.isEnabled() else "dis"
        picture(painter, QRect(38, middle - 8, 16, 16), theme.pixmap(ICONS[view.kind], colour))
        right = self._terms_rect().left() - 10
        when = QRect(right - 160, 4, 160, middle - 3)
        cost = QRect(right - 160, middle, 160, middle - 4)
        left_width = when.left() - 64 - 8
        upper = QRect(64, 4, left_width, middle - 3)
        lower = QRect(64, middle, left_width, middle - 4)
        text = "text" if self.isEnabled() else "dis"
        second = view.closed or view.offers
        second_colour = "warn" if view.closed else "text3"
        self._say(painter, upper, view.name, "medium", text, LEFT)
        self._say(painter, lower, second, "caption", second_colour, LEFT)
        self._say(painter, when, view.when or "—", "small-number", text, RIGHT)
        self._say(painter, cost, view.cost, "caption-number", "text3", RIGHT)
        terms = self._terms_rect()
        picture(
            painter,
            QRect(terms.left(), middle - 7, 14, 14),
            theme.pixmap("info", "accent-text", 14),
        )
        link = terms.adjusted(19, 0, 0, 0)
        self._say(painter, link, self.tr("Terms"), "small-medium", "accent-text", LEFT)
        if self.hasFocus():
            box(painter, rect.adjusted(1, 1, -1, -1), 5, edge=theme.color("focus"), width=2)

    def _terms_rect(self) -> QRect:
        width = self._theme.px(TERMS_WIDTH)
        return QRect(self.width() - width - 6, 0, width, self.height())

    def _say(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: str,
        colour: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        shown = elided(self._theme, role, text, rect.width(), middle=False)
        words(painter, self._theme, rect, shown, role=role, colour=colour, align=align)

"""The table of changed lines: was and now, and a row of choices in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from app.ui.cart.columns import Column, Header
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import CENTRE, LEFT, RIGHT, box, elided, picture, words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from app.ui.cart.verification_model import VerifyModel, VerifyRow
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_SELECTED = QStyle.StateFlag.State_Selected
_ACTIVE = QStyle.StateFlag.State_Active
_NAME_LEAST = 115
_ACCEPT, _REMOVE, _NEXT = ("a", "ф"), ("r", "к"), ("n", "т")
"""Letters by the key they stand on: Latin, then the Cyrillic layouts."""


class VerifyTable(QTableView):
    """A accepts, R removes, digits choose, N goes to the next that waits."""

    next_asked = Signal()

    def __init__(self, theme: Theme, model: VerifyModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header = Header(theme, self._columns, self)
        self.setHorizontalHeader(self._header)
        self.setModel(model)
        self._cells = _VerifyDelegate(theme, model, self)
        self.setItemDelegate(self._cells)
        model.modelReset.connect(self.fit)
        theme.changed.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Take the row height and column widths from the theme."""
        height = self._theme.px(sizes.VERIFY_ROW)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._header.fit(self.viewport().width(), _NAME_LEAST)

    def go_to(self, row: int) -> None:
        """Make a row current."""
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, len(self._model.columns) - 1))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit(self.viewport().width(), _NAME_LEAST)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters decide here."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, text = self.currentIndex().row(), event.text().lower()
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if not plain or not text:
            super().keyPressEvent(event)
            return
        if text in _ACCEPT:
            self._model.choose_kind(row, removing=False)
        elif text in _REMOVE:
            self._model.choose_kind(row, removing=True)
        elif text in _NEXT:
            self.next_asked.emit()
        elif text.isdecimal() and text.isascii():
            self._model.choose(row, int(text) - 1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        row = self.indexAt(at).row()
        choice = self._choice_at(row, at)
        if choice is not None and event.button() == Qt.MouseButton.LeftButton:
            self._model.choose(row, choice)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        hand = self._choice_at(self.indexAt(at).row(), at) is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def choice_boxes(self, row: int) -> list[QRect]:
        """Where the choices of a row are, in the viewport."""
        prepared = self._model.row(row)
        if prepared is None:
            return []
        index = self._model.index(row, len(self._model.columns) - 1)
        return self._cells.choice_places(self.visualRect(index), prepared)

    def _choice_at(self, row: int, at: QPoint) -> int | None:
        places = self.choice_boxes(row)
        return next((n for n, place in enumerate(places) if place.contains(at)), None)

    def _columns(self) -> list[Column]:
        return self._model.columns


class _VerifyDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: VerifyModel, view: VerifyTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, sizes.VERIFY_ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        theme, row = self._theme, self._model.row(index.row())
        if option.state & _SELECTED:
            painter.fillRect(rect, theme.brush("sel" if option.state & _ACTIVE else "sel-in"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if row is None:
            return
        key = self._model.columns[index.column()].key
        inner = rect.adjusted(sizes.CELL_PADDING, 0, -sizes.CELL_PADDING, -1)
        if key == "name":
            self._two_lines(painter, inner, row.name, "medium", row.second, "text3", LEFT)
        elif key == "price":
            self._change(painter, inner, row.price_was, row.price, row.price_note, row.price_tint)
        elif key == "quantity":
            self._change(painter, inner, row.quantity_was, row.quantity, row.quantity_note, "err")
        elif key == "choice":
            self._choices(painter, rect, row)
        else:
            self._plain(painter, inner, row, key)

    def choice_places(self, rect: QRect, row: VerifyRow) -> list[QRect]:
        """Where the choices are painted: joined boxes at the right."""
        theme = self._theme
        metrics = theme.metrics("small-strong")
        widths = [round(metrics.horizontalAdvance(text)) + 23 for text in row.texts]
        if row.chosen is not None:
            widths[row.chosen] += 19
        room = rect.width() - 12
        if sum(widths) > room:
            widths = [max(30, width * room // sum(widths)) for width in widths]
        height = theme.px(28)
        left = rect.right() - sizes.CELL_PADDING - sum(widths)
        top = rect.top() + (rect.height() - height) // 2
        places = []
        for width in widths:
            places.append(QRect(left, top, width, height))
            left += width
        return places

    def _choices(self, painter: QPainter, rect: QRect, row: VerifyRow) -> None:
        theme = self._theme
        places = self.choice_places(rect, row)
        whole = QRect(places[0].topLeft(), places[-1].bottomRight())
        edge = theme.color("bstrong" if theme.name == "contrast" else "border-2")
        box(painter, whole, sizes.RADIUS_BUTTON, fill=theme.color("raised"), edge=edge)
        for number, (place, text) in enumerate(zip(places, row.texts, strict=True)):
            chosen = number == row.chosen
            inner = QRect(place)
            if chosen:
                ground = place.adjusted(1 if number else 0, 0, 0, 0)
                box(
                    painter,
                    ground,
                    sizes.RADIUS_BUTTON
                    if len(places) == 1 or number in (0, len(places) - 1)
                    else 1,
                    fill=theme.color("accent-soft"),
                    edge=theme.color("accent-line"),
                )
                pixmap = theme.pixmap("check", "accent-text", 13, self._view.devicePixelRatioF())
                picture(painter, QRect(place.left() + 9, place.top(), 14, place.height()), pixmap)
                inner.setLeft(place.left() + 26)
            elif number and number - 1 != row.chosen:
                painter.setPen(QPen(edge, 1))
                painter.drawLine(place.left(), place.top() + 1, place.left(), place.bottom() - 1)
            role = "small-strong" if chosen else "small"
            shown = elided(theme, role, text, inner.width() - 4)
            words(
                painter,
                theme,
                inner,
                shown,
                role=role,
                colour="accent-text" if chosen else "text",
                align=LEFT if chosen else CENTRE,
            )

    def _change(
        self, painter: QPainter, rect: QRect, was: str, now: str, note: str, tint: str
    ) -> None:
        """Was struck through, an arrow, now; under it why."""
        theme = self._theme
        upper, lower = _halves(rect) if note else (rect, rect)
        role = "price" if was else "number"
        colour = ("err" if tint == "err" else "text") if was else "text2"
        words(painter, theme, upper, now, role=role, colour=colour, align=RIGHT)
        if was:
            right = upper.right() - round(theme.metrics(role).horizontalAdvance(now)) - 5
            arrow = QRect(upper.left(), upper.top(), right - upper.left(), upper.height())
            words(painter, theme, arrow, "→", role="number", colour="text3", align=RIGHT)
            right -= round(theme.metrics("number").horizontalAdvance("→")) + 5
            old = QRect(upper.left(), upper.top(), right - upper.left(), upper.height())
            words(painter, theme, old, was, role="number", colour="text3", align=RIGHT)
            width = round(theme.metrics("number").horizontalAdvance(was))
            middle = old.center().y() + 1
            painter.drawLine(old.right() - width, middle, old.right(), middle)
        if note:
            shown = elided(theme, "caption-number", note, lower.width(), middle=False)
            words(painter, theme, lower, shown, role="caption-number", colour=tint, align=RIGHT)

    def _plain(self, painter: QPainter, rect: QRect, row: VerifyRow, key: str) -> None:
        text, role, colour, align = {
            "number": (str(row.number), "caption-number", "text3", RIGHT),
            "article": (row.article, "number", "text2", LEFT),
            "sum": (row.sum, "price", row.sum_tint, RIGHT),
        }[key]
        shown = elided(self._theme, role, text, rect.width() + 1)
        words(painter, self._theme, rect, shown, role=role, colour=colour, align=align)

    def _two_lines(
        self,
        painter: QPainter,
        rect: QRect,
        first: str,
        role: str,
        second: str,
        colour: str,
        align: Qt.AlignmentFlag,
    ) -> None:
        theme = self._theme
        upper, lower = _halves(rect)
        shown = elided(theme, role, first, rect.width())
        words(painter, theme, upper, shown, role=role, align=align)
        shown = elided(theme, "caption", second, rect.width(), middle=False)
        words(painter, theme, lower, shown, role="caption", colour=colour, align=align)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    half = rect.height() // 2
    upper = QRect(rect.left(), rect.top() + 6, rect.width(), half - 5)
    lower = QRect(rect.left(), rect.top() + half + 1, rect.width(), half - 6)
    return upper, lower

"""Edits a quantity in its cell: digits, minus and plus by packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.cart import one_pack_less, one_pack_more
from app.domain.quantity import parse_quantity
from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.painting import box, picture

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.domain.product import ProductRow
    from app.ui.theme.theme import Theme

SIDE = 22


class QuantityEditor(QWidget):
    """A number between − and +. Wrong text is kept and marked until it is a quantity."""

    committed = Signal(QWidget)
    given_up = Signal(QWidget)

    def __init__(self, theme: Theme, product: ProductRow | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pack_milli = product.pack_milli if product else None
        self._wrong = False
        self._ended = False
        self._edit = _Digits(self)
        self._edit.setFrame(False)
        self._edit.setFont(theme.font("price"))
        self._edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._edit.setMaxLength(14)
        self._edit.setAccessibleName(self.tr("Quantity"))
        self._edit.textEdited.connect(self._note_edit)
        self._edit.ended.connect(self._end)
        self._edit.stepped.connect(self._step)
        self.setFocusProxy(self._edit)
        self.setAutoFillBackground(False)

    def begin(self, quantity_milli: int) -> None:
        """Start with the present quantity, selected."""
        self._edit.setText(formats.quantity(quantity_milli) if quantity_milli else "")
        self._edit.selectAll()

    def value(self) -> int | None:
        """The quantity in thousandths; empty is 0, no quantity is None."""
        text = self._edit.text()
        return 0 if not text.strip() else parse_quantity(text)

    def type_first(self, text: str) -> None:
        """Replace what is there by the first typed character."""
        self._edit.setText(text)
        self._note_edit(text)

    @override
    def resizeEvent(self, event: object) -> None:
        self._edit.setGeometry(self.rect().adjusted(SIDE, 1, -SIDE, -1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self._theme.color("err-fill" if self._wrong else "focus")
        box(painter, self.rect(), 5, fill=self._theme.color("surface"), edge=edge, width=2)
        picture(painter, QRect(0, 0, SIDE, self.height()), self._theme.pixmap("minus", "text2", 12))
        right = QRect(self.width() - SIDE, 0, SIDE, self.height())
        picture(painter, right, self._theme.pixmap("plus", "text2", 12))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place: QPoint = event.position().toPoint()
        if place.x() < SIDE:
            self.step(up=False)
        elif place.x() > self.width() - SIDE:
            self.step(up=True)

    def step(self, *, up: bool) -> None:
        """One pack more or less."""
        now = self.value() or 0
        step = one_pack_more if up else one_pack_less
        self._edit.setText(formats.quantity(step(now, self._pack_milli)) or "0")
        self._edit.selectAll()
        self._note_edit(self._edit.text())

    @Slot(bool)
    def _step(self, up: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.step(up=up)

    def _note_edit(self, _text: str) -> None:
        self._wrong = self.value() is None
        self.update()

    @Slot(bool)
    def _end(self, keep: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if self._ended:
            return
        if keep and self.value() is None:
            self._wrong = True
            self.update()
            return
        self._ended = True
        (self.committed if keep else self.given_up).emit(self)


class _Digits(QLineEdit):
    """The text between − and +; tells how editing ended."""

    ended = Signal(bool)
    """True: keep what was typed."""
    stepped = Signal(bool)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.stepped.emit(key == Qt.Key.Key_Plus)
        elif key == Qt.Key.Key_Escape:
            self.ended.emit(False)  # noqa: FBT003 - a signal has no keywords
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.ended.emit(True)  # noqa: FBT003 - a signal has no keywords
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ended.emit(True)  # noqa: FBT003 - a signal has no keywords

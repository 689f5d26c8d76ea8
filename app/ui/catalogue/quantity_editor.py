"""Edits a quantity in its cell: digits, minus and plus by packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.cart import one_pack_less, one_pack_more
from app.domain.quantity import parse_quantity
from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.painting import box, picture

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

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
        self._edit = QLineEdit(self)
        self._edit.setFrame(False)
        self._edit.setFont(theme.font("price"))
        self._edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._edit.setMaxLength(14)
        self._edit.setAccessibleName(self.tr("Quantity"))
        self._edit.setStyleSheet("QLineEdit { background: transparent; border: none; }")
        self._edit.textEdited.connect(self._note_edit)
        self._edit.installEventFilter(self)
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
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            return self._key(event)  # type: ignore[arg-type]  # the type says it is a QKeyEvent
        if event.type() == QEvent.Type.FocusOut and self.value() is not None:
            self.committed.emit(self)
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: object) -> None:
        self._edit.setGeometry(self.rect().adjusted(SIDE, 1, -SIDE, -1))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtGui import QPainter

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

    def _note_edit(self, _text: str) -> None:
        self._wrong = self.value() is None
        self.update()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Plus:
            self.step(up=True)
            return True
        if key == Qt.Key.Key_Minus:
            self.step(up=False)
            return True
        if key == Qt.Key.Key_Escape:
            self.given_up.emit(self)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            if self.value() is None:
                self._wrong = True
                self.update()
                return True
            self.committed.emit(self)
            return False
        return False

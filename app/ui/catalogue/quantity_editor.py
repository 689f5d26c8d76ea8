"""Edits a quantity in its cell: digits, minus and plus by packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from app.domain.cart import one_pack_less, one_pack_more
from app.domain.quantity import parse_quantity
from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.painting import box, picture

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

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
        self._names = _unit_names(product)
        self._in_packs = False
        self.way = ""
        """Where the user goes on after the quantity: down, up, right, or '' (nowhere)."""
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
        self._edit.unit_asked.connect(self.switch_unit)
        if self._names[1]:
            hint = self.tr("Ctrl+U: in {unit}").format(unit=self._names[1])
            self._edit.setToolTip(plain_tooltip(hint))
        self.setFocusProxy(self._edit)
        self.setAutoFillBackground(False)

    def begin(self, quantity_milli: int) -> None:
        """Start with the present quantity, selected."""
        self._edit.setText(formats.quantity(quantity_milli) if quantity_milli else "")
        self._edit.selectAll()

    def value(self) -> int | None:
        """The quantity in thousandths of the base unit; empty is 0, no quantity is None."""
        text = self._edit.text()
        if not text.strip():
            return 0
        typed = parse_quantity(text)
        if typed is None or not self._in_packs:
            return typed
        whole, rest = divmod(typed * (self._pack_milli or 1000), 1000)
        return None if rest else whole

    @Slot()
    def switch_unit(self) -> None:
        """Ctrl+U: count packs instead of the base unit, or back; the quantity stays."""
        if not self._names[1]:
            return
        now = self.value()
        self._in_packs = not self._in_packs
        if now:
            pack = self._pack_milli or 1000
            shown = -(-now * 1000 // pack) if self._in_packs else now
            if self._in_packs:
                shown = -(-shown // 1000) * 1000
            self._edit.setText(formats.quantity(shown))
        self._edit.setPlaceholderText(self._names[int(self._in_packs)])
        self._edit.setAccessibleDescription(self._names[int(self._in_packs)])
        self._edit.selectAll()
        self._note_edit(self._edit.text())
        QToolTip.showText(
            self.mapToGlobal(self.rect().bottomLeft()),
            plain_tooltip(self._names[int(self._in_packs)]),
            self,
        )

    def type_first(self, text: str) -> None:
        """Replace what is there by the first typed character."""
        self._edit.setText(text)
        self._note_edit(text)

    @override
    def resizeEvent(self, event: object) -> None:
        self._edit.setGeometry(self.rect().adjusted(SIDE, 2, -SIDE, -2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = self._theme.color("err-fill" if self._wrong else "focus")
        box(painter, self.rect(), 5, fill=self._theme.color("surface"), edge=edge, width=2)
        picture(painter, QRect(0, 0, SIDE, self.height()), self._theme.pixmap("minus", "text2", 12))
        right = QRect(self.width() - SIDE, 0, SIDE, self.height())
        picture(painter, right, self._theme.pixmap("plus", "text2", 12))
        for left in (SIDE - 1, self.width() - SIDE):
            painter.fillRect(left, 2, 1, self.height() - 4, self._theme.brush("border"))
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
        quantity = step(now, self._pack_milli)
        if self._in_packs:
            quantity = quantity * 1000 // (self._pack_milli or 1000)
        self._edit.setText(formats.quantity(quantity) or "0")
        self._edit.selectAll()
        self._note_edit(self._edit.text())

    @Slot(bool)
    def _step(self, up: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.step(up=up)

    def _note_edit(self, _text: str) -> None:
        self._wrong = self.value() is None
        self.update()

    @Slot(bool, str)
    def _end(self, keep: bool, move: str) -> None:  # noqa: FBT001 - a Qt signal's value
        if self._ended:
            return
        self.way = move
        if keep and self.value() is None:
            self._wrong = True
            self.update()
            return
        self._ended = True
        (self.committed if keep else self.given_up).emit(self)


class _Digits(QLineEdit):
    """The text between − and +; tells how editing ended."""

    ended = Signal(bool, str)
    """True: keep what was typed; then where the user goes: down, up, right or ''."""
    unit_asked = Signal()
    stepped = Signal(bool)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.stepped.emit(key == Qt.Key.Key_Plus)
        elif key == Qt.Key.Key_Escape:
            self.ended.emit(False, "")  # noqa: FBT003 - a signal has no keywords
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            up = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.ended.emit(True, "up" if up else "down")  # noqa: FBT003 - a signal has no keywords
        elif _is_switch(event):
            self.unit_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # Qt moves the focus for Tab before keyPressEvent hears of it.
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Tab:  # type: ignore[attr-defined]  # a QKeyEvent
            self.ended.emit(True, "right")  # noqa: FBT003 - a signal has no keywords
            return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.ended.emit(True, "")  # noqa: FBT003 - a signal has no keywords


def _is_switch(event: QKeyEvent) -> bool:
    """Whether it is Ctrl+U, under a Cyrillic layout too."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and (event.key() == Qt.Key.Key_U or event.text().lower() == "г")


def _unit_names(product: ProductRow | None) -> tuple[str, str]:
    """Return the base unit and the pack's name; '' for goods without a pack."""
    if product is None or not product.pack_milli or product.pack_milli == 1000:
        return (product.unit if product else "", "")
    pack = product.pack_name or QCoreApplication.translate("Catalogue", "pack")
    return product.unit, f"{pack} ({formats.quantity(product.pack_milli)} {product.unit})"

"""Fields for text: plain, search, password; and a list to choose from."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.painting import box, elided, key_cap, key_cap_width, picture, words

_ICON_ROOM: Final = 25


class LineEdit(QLineEdit):
    """One line of text; with an icon before it and room for a button after it."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        hint: str = "",
        size: str = "normal",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._icon = icon
        self._room = 0
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._dress()
        theme.changed.connect(self._dress)

    def set_wrong(self, *, wrong: bool) -> None:
        """Draw the edge of an error, or take it away."""
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_room(self, width: int) -> None:
        """Keep the last `width` pixels free of text."""
        self._room = width
        self.setTextMargins(_ICON_ROOM if self._icon else 0, 0, width, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            pixmap = self._theme.pixmap(self._icon, "text2", 16, self.devicePixelRatioF())
            picture(QPainter(self), QRectF(9, 0, 18, self.height()), pixmap)

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        self.setFixedHeight(self._theme.px(sizes.INPUT[self._size]))
        self.set_room(self._room)


class SearchEdit(LineEdit):
    """The search box: an icon, the key that leads here, and a cross when there is text."""

    left = Signal()
    """Backspace in the empty box, or the down arrow: the user wants back to the table."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        hint: str,
        key: str = "",
        clear_name: str = "",
        size: str = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, hint=hint, size=size, icon="search", parent=parent)
        self._key = key
        self._cross = IconButton(
            theme, "x", clear_name or name, side=22, icon_size=14, flat=True, parent=self
        )
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        self.textChanged.connect(self._follow_text)
        self.set_room(max(26, key_cap_width(theme, key) + 6 if key else 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._cross.sizeHint().height()
        self._cross.setGeometry(self.width() - side - 5, (self.height() - side) // 2, side, side)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down or (
            event.key() == Qt.Key.Key_Backspace and not self.text()
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._key and not self.text():
            width, height = key_cap_width(self._theme, self._key), self._theme.px(sizes.KEY_CAP)
            place = QRectF(self.width() - width - 9, (self.height() - height) / 2, width, height)
            key_cap(QPainter(self), self._theme, place, self._key)

    def _follow_text(self, text: str) -> None:
        self._cross.setVisible(bool(text))


class PasswordEdit(LineEdit):
    """A password with an eye to look at it; notices that CapsLock is on."""

    caps_lock_noticed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        show_name: str,
        size: str = "large",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, size=size, parent=parent)
        self._eye = IconButton(
            theme, "eye", show_name, side=26, icon_size=16, flat=True, parent=self
        )
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_text)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.set_room(30)

    def set_show_name(self, name: str) -> None:
        """Take another accessible name for the eye."""
        self._eye.set_name(name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._eye.sizeHint().height()
        self._eye.setGeometry(self.width() - side - 6, (self.height() - side) // 2, side, side)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if len(text) == 1 and text.isalpha() and text.lower() != text.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock_noticed.emit(text.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            # Its new state is not known before the next letter.
            self.caps_lock_noticed.emit(False)  # noqa: FBT003 - a Qt signal has no keywords
        super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.caps_lock_noticed.emit(False)  # noqa: FBT003 - a Qt signal has no keywords
        super().focusOutEvent(event)

    def _show_text(self, checked: bool) -> None:  # noqa: FBT001 - a slot of `toggled`
        mode = QLineEdit.EchoMode.Normal if checked else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.set_icon("eye-off" if checked else "eye")


class PlainTextEdit(QPlainTextEdit):
    """Several lines of plain text; Tab leaves the field."""

    def __init__(
        self, theme: Theme, *, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))


class ComboBox(QComboBox):
    """A list of which one is chosen, in the look of a field."""

    def __init__(
        self, theme: Theme, *, name: str, size: str = "normal", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._dress()
        theme.changed.connect(self._dress)

    @override
    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics("body")
        texts = [self.itemText(at) for at in range(min(self.count(), 200))]
        width = max((metrics.horizontalAdvance(text) for text in texts), default=60)
        return QSize(min(420, round(width) + 40), self._theme.px(sizes.INPUT[self._size]))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(64, self._theme.px(sizes.INPUT[self._size]))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        focused = self.hasFocus()
        enabled = self.isEnabled()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver) and enabled
        box(
            painter,
            rect,
            sizes.RADIUS_BUTTON,
            fill=theme.color("hover" if hover else "surface" if enabled else "sunken"),
            edge=theme.color("focus" if focused else "bstrong" if enabled else "border-2"),
            width=2 if focused else 1,
        )
        colour = "text" if enabled else "dis"
        text = elided(theme, "body", self.currentText(), rect.width() - 36)
        words(painter, theme, rect.adjusted(10, 0, -26, 0), text, colour=colour)
        arrow = theme.pixmap(
            "chevron-down", "text2" if enabled else "dis", 14, self.devicePixelRatioF()
        )
        picture(painter, QRectF(rect.right() - 23, 0, 14, rect.height()), arrow)

    def _dress(self) -> None:
        self.setFont(self._theme.font("body"))
        self.setFixedHeight(self._theme.px(sizes.INPUT[self._size]))
        self.updateGeometry()

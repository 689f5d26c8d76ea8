"""Labels: always plain text, a role of type and a token for colour."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme.theme import Theme
from app.ui.widgets.painting import LEFT, elided, words


class Label(QLabel):
    """Plain text in a role and colour of the theme."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        colour: str = "text",
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._colour = colour
        # Names come from 1C and files: a "<b>" in them is letters, never mark-up.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)
        self._dress()
        theme.changed.connect(self._dress)

    def set_colour(self, colour: str) -> None:
        """Take another token for the text's colour."""
        if colour != self._colour:
            self._colour = colour
            self._dress()

    def set_role(self, role: str) -> None:
        """Take another role of type."""
        if role != self._role:
            self._role = role
            self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._colour))
        self.setPalette(palette)


class ElideLabel(QWidget):
    """One line that gives way when there is no room; its tooltip has the full text."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        role: str = "body",
        colour: str = "text",
        middle: bool = True,
        align: Qt.AlignmentFlag = LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._colour = colour
        self._middle = middle
        self._align = align
        self._text = ""
        self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The full text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        plain = " ".join(text.split())
        if plain == self._text:
            return
        self._text = plain
        self.setAccessibleName(self._text)
        self._fit()
        self.updateGeometry()

    def set_colour(self, colour: str) -> None:
        """Take another token for the text's colour."""
        self._colour = colour
        self.update()

    def set_role(self, role: str) -> None:
        """Take another role of type."""
        self._role = role
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics(self._role)
        return QSize(round(metrics.horizontalAdvance(self._text)) + 2, round(metrics.height()) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words(
            painter,
            self._theme,
            self.rect(),
            self._shown,
            role=self._role,
            colour=self._colour if self.isEnabled() else "dis",
            align=self._align,
        )

    def _fit(self) -> None:
        self._shown = elided(self._theme, self._role, self._text, self.width(), middle=self._middle)
        # A tooltip is rich text when it looks like mark-up, so it gets the escaped spelling.
        self.setToolTip(plain_tooltip(self._text) if self._shown != self._text else "")
        self.update()

    def _dress(self) -> None:
        self._fit()
        self.updateGeometry()


def plain_tooltip(text: str) -> str:
    """The text as a tooltip that shows every sign of it as it is."""
    if "<" not in text and "&" not in text:
        return text
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{safe}</span>"


class SectionCaption(QWidget):
    """The small caption above a group: capitals, and a plain remark after them."""

    def __init__(
        self, theme: Theme, text: str, *, remark: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._remark = remark
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_text(self, text: str, remark: str = "") -> None:
        """Show another caption and remark."""
        if (text, remark) == (self._text, self._remark):
            return
        self._text = text
        self._remark = remark
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = self._theme.metrics("caption-strong")
        width = metrics.horizontalAdvance(self._line())
        return QSize(round(width) + 2, round(metrics.height()) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = elided(self._theme, "caption-strong", self._line(), self.width(), middle=False)
        words(painter, self._theme, self.rect(), line, role="caption-strong", colour="text3")

    def _line(self) -> str:
        caption = self._text.upper()
        return f"{caption} · {self._remark}" if self._remark else caption

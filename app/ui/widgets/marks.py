"""Small marks: tag, badge, key cap, initials."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.painting import CENTRE, box, elided, key_cap, key_cap_width, picture, words

_TINTS: Final = {
    "neutral": ("sel-in", "text2", "bstrong"),
    "accent": ("accent-soft", "accent-text", "accent-line"),
    "ok": ("ok-bg", "ok", "ok-line"),
    "warn": ("warn-bg", "warn", "warn-line"),
    "err": ("err-bg", "err", "err-line"),
    "info": ("info-bg", "info", "info-line"),
}


def paint_tag(painter: QPainter, theme: Theme, rect: QRectF, text: str, tint: str) -> None:
    """A tag inside `rect`; in high contrast its tint becomes an outline."""
    fill, colour, edge = _TINTS[tint]
    outlined = theme.name == "contrast"
    box(
        painter,
        rect,
        sizes.RADIUS_TAG,
        fill=theme.color(fill),
        edge=theme.color(edge) if outlined else None,
    )
    words(painter, theme, rect, text, role="caption-strong", colour=colour, align=CENTRE)


def tag_width(theme: Theme, text: str) -> int:
    """Width of a tag with this text."""
    return round(theme.metrics("caption-strong").horizontalAdvance(text)) + 14


class Mark(QWidget):
    """A widget of a fixed size that follows the theme."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class Tag(Mark):
    """A word in a tinted box: price type, state, property of goods."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        tint: str = "neutral",
        icon: str = "",
        most: int = 240,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._most = most
        self._icon = icon
        self.set_text(text, tint)

    def set_icon(self, icon: str) -> None:
        """Show another icon before the word, none for an empty name."""
        self._icon = icon
        self._dress()

    def set_text(self, text: str, tint: str = "neutral") -> None:
        """Show another word in a tint: neutral, accent, ok, warn, err or info."""
        self._text = " ".join(text.split())
        self._tint = tint
        self.setAccessibleName(self._text)
        self._dress()

    @override
    def sizeHint(self) -> QSize:
        width = tag_width(self._theme, self._text) + (17 if self._icon else 0)
        return QSize(min(self._most, width), self._theme.px(sizes.TAG))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        icon = 17 if self._icon else 0
        text = elided(self._theme, "caption-strong", self._text, self.width() - 12 - icon)
        if not icon:
            paint_tag(painter, self._theme, rect, text, self._tint)
            return
        paint_tag(painter, self._theme, rect, "", self._tint)
        colour = _TINTS[self._tint][1]
        pixmap = self._theme.pixmap(self._icon, colour, 12, self.devicePixelRatioF())
        picture(painter, rect.adjusted(5, 0, 17 - rect.width() + 2, 0), pixmap)
        words(
            painter,
            self._theme,
            rect.adjusted(22, 0, 0, 0),
            text,
            role="caption-strong",
            colour=colour,
        )


def paint_badge(painter: QPainter, theme: Theme, rect: QRectF, text: str, tint: str) -> None:
    """A rounded count inside `rect`: accent is filled, the others are tinted."""
    fill, colour, edge = _TINTS[tint]
    if tint == "accent":
        fill, colour = "accent", "on-accent"
    outlined = theme.name == "contrast" or tint == "warn"
    box(
        painter,
        rect,
        rect.height() / 2,
        fill=theme.color(fill),
        edge=theme.color(edge) if outlined and tint != "accent" else None,
    )
    words(painter, theme, rect, text, role="caption-strong", colour=colour, align=CENTRE)


def badge_width(theme: Theme, text: str) -> int:
    """Width of a badge with this count; never narrower than high."""
    advance = round(theme.metrics("caption-strong").horizontalAdvance(text))
    return max(theme.px(sizes.BADGE) + 2, advance + 11)


class KeyCap(Mark):
    """The name of a key."""

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.show_key(key)

    def show_key(self, key: str) -> None:
        """Name another key."""
        self._key = key
        self.setAccessibleName(key)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(key_cap_width(self._theme, self._key), self._theme.px(sizes.KEY_CAP))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        key_cap(QPainter(self), self._theme, QRectF(self.rect()), self._key)


class Avatar(Mark):
    """A person's initials in a circle, with a dot while he can be reached."""

    def __init__(self, theme: Theme, side: int = 34, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._side = side
        self._initials = ""
        self._present = False

    def set_person(self, name: str, *, present: bool) -> None:
        """Show the first letters of a name; `present` shows the dot."""
        self._initials = "".join(word[0] for word in name.split()[:2]).upper()
        self._present = present
        self.setAccessibleName(name)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        box(painter, rect, self._side / 2, fill=theme.color("avatar"))
        words(
            painter,
            theme,
            rect,
            self._initials,
            role="small-strong",
            colour="on-avatar",
            align=CENTRE,
        )
        if self._present:
            dot = QRectF(rect.right() - 10, rect.bottom() - 10, 10, 10)
            box(painter, dot, 5, fill=theme.color("ok-fill"), edge=theme.color("surface"), width=2)


class Icon(Mark):
    """An icon that stands alone and says nothing to a screen reader."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        colour: str = "text2",
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._name = name
        self._colour = colour
        self._size = size

    def set_icon(self, name: str, colour: str) -> None:
        """Show another icon in a token's colour."""
        self._name = name
        self._colour = colour
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = self._theme.pixmap(self._name, self._colour, self._size, self.devicePixelRatioF())
        picture(QPainter(self), self.rect(), pixmap)

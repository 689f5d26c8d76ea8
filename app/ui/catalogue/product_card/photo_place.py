"""The product's photo in the card: arrows go through its photos, a click enlarges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.painting import CENTRE, box, picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from app.ui.live.photos import Album
    from app.ui.theme.theme import Theme

SIDE = 96


class PhotoPlace(QAbstractButton):
    """A square photo of fixed size; a neutral tile as long as there is none."""

    view_asked = Signal(int)
    """Enlarge the photo of this number."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._album: Album | None = None
        self._images: tuple[str, ...] = ()
        self._known = True
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._ask_view)
        self._dress()

    @property
    def shown(self) -> str:
        """The hash of the photo that stands here, '' for none."""
        return self._images[self._at] if self._images else ""

    def use(self, album: Album) -> None:
        """Take where photos come from."""
        self._album = album
        album.arrived.connect(self._note)
        album.came_back.connect(self.update)
        self.update()

    def clear(self) -> None:
        """Another product: nobody knows yet whether it has photos."""
        self.show_images(())
        self._known = False

    def show_images(self, images: Sequence[str]) -> None:
        """Show the first of other photos; the same ones stay as they are."""
        self._known = True
        self.update()
        if tuple(images) != self._images:
            self._images = tuple(images)
            self._at = 0
            self._dress()

    def go_to(self, at: int) -> None:
        """Show the photo of this number."""
        if 0 <= at < len(self._images) and at != self._at:
            self._at = at
            self._dress()

    @override
    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and len(self._images) > 1:
            self.go_to((self._at + step) % len(self._images))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._images:
            self._ask_view()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ratio = self.devicePixelRatioF()
        edge = theme.color("border") if theme.name == "contrast" else None
        box(painter, rect, sizes.RADIUS_BUTTON, fill=theme.color("photo"), edge=edge)
        tile = None
        if self.shown and self._album is not None:
            ground = theme.color("photo").rgb()
            tile = self._album.tile(self.shown, SIDE, sizes.RADIUS_BUTTON, ground, ratio)
        if tile is not None:
            painter.drawPixmap(self.rect(), tile)
        elif self._known and (not self.shown or self._lacks()):
            # The ground of photos is light in every theme, so the glyph is the paper's own grey.
            glyph = "border" if theme.name == "contrast" else "map-line"
            picture(painter, rect, theme.pixmap("package", glyph, 40, ratio))
        if len(self._images) > 1:
            self._paint_count(painter)
        if self.hasFocus():
            box(painter, rect, sizes.RADIUS_BUTTON, edge=theme.color("focus"), width=2)
        elif self.underMouse() and self._images:
            box(painter, rect, sizes.RADIUS_BUTTON, edge=theme.color("border-2"))

    def _lacks(self) -> bool:
        return self._album is not None and self._album.lacks(self.shown)

    def _paint_count(self, painter: QPainter) -> None:
        """Paint which of how many photos it is, on a dark strip that any photo leaves readable."""
        text = f"{self._at + 1} / {len(self._images)}"
        width = self._theme.metrics("micro").horizontalAdvance(text) + 10
        height = self._theme.metrics("micro").height() + 2
        place = QRectF(self.width() - width - 4, self.height() - height - 4, width, height)
        box(painter, place, height / 2, fill=QColor(22, 26, 33, 190))
        painter.setFont(self._theme.font("micro"))
        painter.setPen(QColor("white"))
        painter.drawText(place, CENTRE.value, text)

    def _dress(self) -> None:
        if self._images:
            name = self.tr("Photo {n} of {m}: enlarge")
            self.setAccessibleName(name.format(n=self._at + 1, m=len(self._images)))
        else:
            self.setAccessibleName(self.tr("No photo"))
        self.setToolTip(self.tr("Enlarge the photo") if self._images else "")
        there = bool(self._images)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if there else Qt.FocusPolicy.NoFocus)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if there else arrow)
        self.update()

    @Slot(str)
    def _note(self, sha256: str) -> None:
        if sha256 == self.shown:
            self.update()

    @Slot()
    def _ask_view(self) -> None:
        if self._images:
            self.view_asked.emit(self._at)

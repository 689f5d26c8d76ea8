"""The photo viewer: a dialog over the window, all of it by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.catalogue.product_card.photo_view import PAN, STEP, PhotoView
from app.ui.overriding import override
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.frames import Veil
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QShowEvent

    from app.ui.live.photos import Album
    from app.ui.theme.theme import Theme

PREVIEW, WHOLE = 480, 1600
"""The card's copy shows at once; the sharp one takes its place."""
_SHARE = 0.86
"""How much of the window the viewer takes."""
_ARROWS = {
    Qt.Key.Key_Left: (-PAN, 0),
    Qt.Key.Key_Right: (PAN, 0),
    Qt.Key.Key_Up: (0, -PAN),
    Qt.Key.Key_Down: (0, PAN),
}


class PhotoViewer(QDialog):
    """Photos of one product. Arrows go through them, or over one that is enlarged."""

    gone_to = Signal(int)
    """The number of the photo that is shown now."""

    def __init__(self, theme: Theme, album: Album, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._album = album
        self._images: tuple[str, ...] = ()
        self._at = 0
        self._have = 0
        """The size of the copy that is shown, 0 for none."""
        self._offline = False
        self._veil = Veil(theme, parent.window())
        self.view = PhotoView(theme)
        self._count = Label(theme, role="number", colour="text2")
        self._note = Label(theme, role="small", colour="text3")
        self._percent = Label(theme, role="small-number", colour="text3")
        self._percent.setMinimumWidth(44)
        self._previous = self._button("chevron-left", self.tr("Previous photo"))
        self._next = self._button("chevron-right", self.tr("Next photo"))
        self._smaller = self._button("zoom-out", self.tr("Smaller"))
        self._larger = self._button("zoom-in", self.tr("Larger"))
        self._close = self._button("x", self.tr("Close the photo"))
        self._build()
        self._previous.clicked.connect(self._go_back)
        self._next.clicked.connect(self._go_on)
        self._smaller.clicked.connect(self._shrink)
        self._larger.clicked.connect(self._grow)
        self._close.clicked.connect(self.reject)
        self.view.zoomed.connect(self._dress)
        album.opened.connect(self._take)
        album.missing.connect(self._note_missing)
        album.came_back.connect(self._ask)

    def show_images(self, name: str, images: Sequence[str], at: int) -> None:
        """Open on the photo of this number; `name` is the product's."""
        self.setWindowTitle(" ".join(name.split()))
        self._images = tuple(images)
        self._at = at
        parent = self.parentWidget()
        if parent is not None:
            self.resize(parent.window().size() * _SHARE)
        self._load()
        self.open()
        self.view.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._veil.cover()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._veil.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS and not self.view.fits:
            self.view.pan(*_ARROWS[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self._go_back()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self._go_on()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._grow()
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._shrink()
        elif key == Qt.Key.Key_0:
            self.view.fit()
        elif key == Qt.Key.Key_Home:
            self._go_to(0)
        elif key == Qt.Key.Key_End:
            self._go_to(len(self._images) - 1)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_back(self) -> None:
        self._go_to((self._at - 1) % max(1, len(self._images)))

    @Slot()
    def _go_on(self) -> None:
        self._go_to((self._at + 1) % max(1, len(self._images)))

    @Slot()
    def _grow(self) -> None:
        self.view.zoom(STEP)

    @Slot()
    def _shrink(self) -> None:
        self.view.zoom(1 / STEP)

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self._images) and at != self._at:
            self._at = at
            self._load()
            self.gone_to.emit(at)

    def _load(self) -> None:
        self._have = 0
        self._offline = False
        self.view.say(self.tr("Loading the photo…"))
        self._ask()

    @Slot()
    def _ask(self) -> None:
        if not self._images or self._have == WHOLE:
            return
        self._dress()
        shown = self._images[self._at]
        if not self._have:
            self._album.open(shown, PREVIEW)
        self._album.open(shown, WHOLE)

    @Slot(str, int, object)
    def _take(self, sha256: str, size: int, image: QImage) -> None:
        if self._images and sha256 == self._images[self._at] and size > self._have:
            self._have = size
            self.view.show_photo(image)

    @Slot(str, bool)
    def _note_missing(self, sha256: str, offline: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if not self._images or sha256 != self._images[self._at]:
            return
        self._offline = offline
        if not self._have:
            self.view.say(
                self.tr("No connection. The photo will come when it is back.")
                if offline
                else self.tr("The supplier does not have this photo any more.")
            )
        self._dress()

    @Slot()
    def _dress(self) -> None:
        several = len(self._images) > 1
        for button in (self._previous, self._next):
            button.setVisible(several)
        self._count.setText(f"{self._at + 1} / {len(self._images)}" if several else "")
        self._percent.setText(f"{self.view.percent}\u00a0%" if self._have else "")
        for button in (self._smaller, self._larger):
            button.setEnabled(bool(self._have))
        name = self.tr("Photo {n} of {m}: {product}")
        self.view.setAccessibleName(
            name.format(n=self._at + 1, m=len(self._images), product=self.windowTitle())
        )
        if self._have and self._have < WHOLE and self._offline:
            self._note.setText(self.tr("No connection: the sharp photo will come when it is back"))
        elif not self.view.fits:
            self._note.setText(self.tr("arrows move · 0 shows the whole photo · Esc closes"))
        elif several:
            self._note.setText(self.tr("← → other photos · + − size · Esc closes"))
        else:
            self._note.setText(self.tr("+ − size · Esc closes"))

    def _button(self, icon: str, name: str) -> IconButton:
        button = IconButton(self._theme, icon, name, side=30, icon_size=16, flat=True)
        # The keys of the viewer are its own: Tab has nowhere to go.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _build(self) -> None:
        foot = QFrame()
        foot.setObjectName("Footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self._previous)
        row.addWidget(self._count)
        row.addWidget(self._next)
        row.addSpacing(8)
        row.addWidget(self._note, 1)
        row.addWidget(self._percent)
        row.addWidget(self._smaller)
        row.addWidget(self._larger)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(foot)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.view)

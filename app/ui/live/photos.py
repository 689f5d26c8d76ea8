"""Photos of goods on the screen: asked for when looked at, fetched and decoded in a lane.

At most two are on their way, the newest wish first: an order never waits behind thumbnails, and a
fast scroll leaves nothing behind that nobody looks at any more.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from app.domain.errors import AppError, Offline, ProtocolBroken, StorageFailed
from app.services.photos import size_for
from app.storage.photos import is_photo_hash
from app.ui.live.photo_decoding import Tile, decoded, tile

if TYPE_CHECKING:
    from app.services.photos import Photos
    from app.ui.tasks import Tasks

AT_ONCE = 2
WAITING = 120
TILES_KEPT = 1_500
"""A thumbnail of 28 pixels takes 3 KB, at double scale 12."""
AGAIN_AFTER_S = 20.0
"""How long nobody is asked after the gateway was silent."""

Key = tuple[str, Tile]


class _Wish(NamedTuple):
    sha256: str
    size: int
    look: Tile | None
    """None = the photo itself, for a viewer."""


class Album(QObject):
    """Keeps ready tiles in memory and gets what is missing. Made and asked on the main thread."""

    arrived = Signal(str)
    """A photo's hash: it is here or cannot come, ask again for what shows it."""
    came_back = Signal()
    """Photos that could not be got may come now: ask again for all."""
    opened = Signal(str, int, QImage)
    """A whole photo by hash and size, for the viewer."""
    missing = Signal(str, bool)
    """A whole photo cannot be shown; True = only because there is no connection."""

    def __init__(self, tasks: Tasks, photos: Callable[[], Photos]) -> None:
        super().__init__()
        self._tasks = tasks
        self._photos = photos
        self._tiles: OrderedDict[Key, QPixmap] = OrderedDict()
        self._waiting: OrderedDict[_Wish, None] = OrderedDict()
        self._going: set[_Wish] = set()
        self._absent: set[str] = set()
        self._later: set[_Wish] = set()
        self._silent_until = 0.0
        self._frugal = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.try_again)

    def tile(
        self, sha256: str, side: int, radius: float, ground: int, ratio: float
    ) -> QPixmap | None:
        """Return a square photo of `side` logical pixels, or None while it is not here.

        `arrived` follows unless there is none; `ground` is the RGB of what lies under the photo.
        """
        look = Tile(round(side * ratio), radius * ratio, ground)
        found = self._tiles.get((sha256, look))
        if found is not None:
            self._tiles.move_to_end((sha256, look))
            return found
        if sha256 not in self._absent and is_photo_hash(sha256):
            self._want(_Wish(sha256, size_for(look.side_px), look))
        return None

    def lacks(self, sha256: str) -> bool:
        """Whether a photo cannot be shown now, for whatever reason; False while it may come."""
        return (
            sha256 in self._absent
            or not is_photo_hash(sha256)
            or any(wish.sha256 == sha256 for wish in self._later)
        )

    def open(self, sha256: str, size: int) -> None:
        """Get a whole photo; `opened` or `missing` follows."""
        if sha256 in self._absent or not is_photo_hash(sha256):
            self.missing.emit(sha256, False)  # noqa: FBT003 - a signal's value
            return
        wish = _Wish(sha256, size, None)
        self._later.discard(wish)
        self._want(wish)

    @Slot()
    def forget_tiles(self) -> None:
        """The screen looks different now: tiles are made anew from the disk."""
        self._tiles.clear()
        # Whole photos look the same, and a viewer is told of each that it has asked for.
        self._waiting = OrderedDict((wish, None) for wish in self._waiting if wish.look is None)

    @Slot(int)
    def spare_line(self, every_min: int) -> None:
        """On a metered line (not 0) only photos that the user opens are fetched."""
        self._frugal = every_min > 0
        if not self._frugal:
            self.try_again()

    @Slot()
    def try_again(self) -> None:
        """The gateway may answer again."""
        self._again.stop()
        self._silent_until = 0.0
        if self._later:
            self._later.clear()
            self.came_back.emit()

    @Slot()
    def forget_absent(self) -> None:
        """Goods changed: what the supplier did not have may be there now."""
        self._absent.clear()

    def _want(self, wish: _Wish) -> None:
        if wish in self._going or wish in self._later:
            return
        self._waiting[wish] = None
        self._waiting.move_to_end(wish)
        while len(self._waiting) > WAITING:
            self._waiting.popitem(last=False)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and len(self._going) < AT_ONCE:
            wish, _none = self._waiting.popitem(last=True)
            self._going.add(wish)
            self._get(wish)

    def _get(self, wish: _Wish) -> None:
        photos, online = self._photos, time.monotonic() >= self._silent_until
        spared = self._frugal and wish.look is not None

        def work() -> QImage | None:
            content = photos().get(wish.sha256, wish.size, online=online and not spared)
            if content is None:
                return None
            return decoded(content) if wish.look is None else tile(content, wish.look)

        def done(image: QImage | None) -> None:
            self._going.discard(wish)
            if image is None:
                self._note_absent(wish)
            else:
                self._show(wish, image)
            self._go_on()

        def failed(error: Exception) -> None:
            self._going.discard(wish)
            self._note_failed(wish, error)
            self._go_on()

        self._tasks.fetch(work, done, failed, owner=self)

    def _show(self, wish: _Wish, image: QImage) -> None:
        if wish.look is None:
            self.opened.emit(wish.sha256, wish.size, image)
            return
        pixmap = QPixmap.fromImage(image, Qt.ImageConversionFlag.NoFormatConversion)
        self._tiles[(wish.sha256, wish.look)] = pixmap
        while len(self._tiles) > TILES_KEPT:
            self._tiles.popitem(last=False)
        self.arrived.emit(wish.sha256)

    def _note_absent(self, wish: _Wish) -> None:
        self._absent.add(wish.sha256)
        if wish.look is None:
            self.missing.emit(wish.sha256, False)  # noqa: FBT003 - a signal's value
        else:
            self.arrived.emit(wish.sha256)

    def _note_failed(self, wish: _Wish, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
        if isinstance(error, ProtocolBroken | StorageFailed):
            # Nothing that the user could do about one photo; the place stays empty.
            self._note_absent(wish)
            return
        if self._frugal and wish.look is not None:
            # It is not the gateway that is silent: the rest need not wait.
            self._later.add(wish)
            self.arrived.emit(wish.sha256)
            return
        if not self._again.isActive():
            self._again.start(round(AGAIN_AFTER_S * 1000))
            if isinstance(error, Offline):
                self._silent_until = time.monotonic() + AGAIN_AFTER_S
        self._later.add(wish)
        if wish.look is None:
            self.missing.emit(wish.sha256, True)  # noqa: FBT003 - a signal's value
        else:
            self.arrived.emit(wish.sha256)

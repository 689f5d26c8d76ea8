"""Pages of a PDF as pictures from the render child: fit to width, zoom, a skeleton meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.ui.overriding import override
from app.ui.widgets.painting import CENTRE, words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.ui.live.papers import PageRenderer
    from app.ui.theme.theme import Theme

MARGIN = 14
A4 = (595.3, 841.9)
ZOOMS = (50, 75, 100, 125, 150, 200, 300)
SETTLE_MS = 120
MOST_PIXELS = 24_000_000
"""The render child draws no more, and an A4 page needs less on any screen."""
LONGEST_PX = 20_000


class PageView(QAbstractScrollArea):
    """Shows one document exactly as it is."""

    shown = Signal()
    """The first page is on the screen."""
    failed = Signal(str)

    def __init__(self, theme: Theme, renderer: PageRenderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._renderer = renderer
        self._sizes: list[tuple[float, float]] = []
        self._pages: dict[int, QPixmap] = {}
        self._asked: dict[int, int] = {}
        self._broken: set[int] = set()
        self._opened = False
        self._trouble = ""
        self._zoom = 0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._render_visible)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(self.tr("Document"))
        renderer.opened.connect(self._take_document)
        renderer.rendered.connect(self._take_page)
        renderer.page_failed.connect(self._take_broken_page)
        renderer.failed.connect(self._take_trouble)
        self.verticalScrollBar().valueChanged.connect(self._settle.start)

    def open(self, path: Path, sha256: str) -> None:
        """Show a document in place of the one before."""
        self._forget()
        self._renderer.open(path, sha256)
        self._fit()

    def close_document(self) -> None:
        """Show a document that is still to come."""
        self._forget()
        self._renderer.close()
        self._fit()

    def _forget(self) -> None:
        self._sizes, self._pages, self._asked, self._broken = [], {}, {}, set()
        self._opened, self._trouble = False, ""
        self.setAccessibleDescription("")
        self.verticalScrollBar().setValue(0)

    @property
    def page_count(self) -> int:
        """How many pages the document has, 0 before it is open."""
        return len(self._sizes)

    @property
    def current_page(self) -> int:
        """The page at the top, from 1."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        for number, rect in enumerate(self._rects(), start=1):
            if rect.bottom() >= top:
                return number
        return max(1, self.page_count)

    def zoom(self, *, closer: bool) -> None:
        """One step closer or farther."""
        now = self._zoom or self._fitting_zoom()
        steps = [z for z in ZOOMS if (z > now if closer else z < now)]
        if steps:
            self._zoom = steps[0] if closer else steps[-1]
            self._fit()
            self._render_visible()

    def fit_width(self) -> None:
        """As wide as the room."""
        self._zoom = 0
        self._fit()
        self._render_visible()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._settle.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._theme
        painter.fillRect(self.viewport().rect(), theme.brush("desk"))
        if self._trouble:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text2"))
            room = self.viewport().rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._trouble_words())
            return
        shift = -self.verticalScrollBar().value()
        side = -self.horizontalScrollBar().value()
        for number, rect in enumerate(self._rects()):
            place = rect.translated(side, shift)
            if not place.intersects(self.viewport().rect()):
                continue
            painter.fillRect(place, theme.brush("paper"))
            page = self._pages.get(number)
            if page is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(place, page)
            elif number in self._broken:
                painter.fillRect(place, theme.brush("surface"))
                text = self.tr("This page does not open.")
                words(painter, theme, place, text, colour="text2", align=CENTRE)
            else:
                self._paint_skeleton(painter, place)

    def _paint_skeleton(self, painter: QPainter, place: QRect) -> None:
        left = place.left() + place.width() // 10
        width = place.width() * 8 // 10
        for row in range(14):
            top = place.top() + place.height() * (8 + row * 5) // 100
            share = (90, 40, 65, 100, 80)[row % 5]
            bar = QRect(left, top, width * share // 100, max(6, place.height() // 90))
            painter.fillRect(bar, self._theme.brush("skel" if row % 2 else "skel2"))

    def _rects(self) -> list[QRect]:
        pages = self._sizes or [A4]
        room = self.viewport().width() - 2 * MARGIN
        rects: list[QRect] = []
        top = MARGIN
        for width_pt, height_pt in pages:
            width = room if not self._zoom else round(width_pt * self._zoom / 75)
            width = max(60, min(width, 3_000))
            height = round(width * height_pt / width_pt)
            left = max(MARGIN, (self.viewport().width() - width) // 2)
            rects.append(QRect(left, top, width, height))
            top += height + MARGIN
        return rects

    def _fitting_zoom(self) -> int:
        width_pt = (self._sizes or [A4])[0][0]
        return round((self.viewport().width() - 2 * MARGIN) * 75 / width_pt)

    def _fit(self) -> None:
        rects = self._rects()
        whole = QSize(max(rect.right() for rect in rects) + MARGIN, rects[-1].bottom() + MARGIN)
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().setRange(0, max(0, whole.height() - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, whole.width() - view.width()))
        self.viewport().update()

    @Slot()
    def _render_visible(self) -> None:
        if not self._opened:
            return
        ratio = self.devicePixelRatioF()
        view = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        for number, rect in enumerate(self._rects()):
            wanted = _drawable(rect.size(), ratio)
            if rect.intersects(view) and self._asked.get(number) != wanted:
                self._asked[number] = wanted
                self._renderer.render(number, wanted)

    @Slot(str, int, object)
    def _take_document(
        self, _sha256: str, pages: int, page_sizes: list[tuple[float, float] | None]
    ) -> None:
        self._sizes = [(float(one[0]), float(one[1])) if one else A4 for one in page_sizes[:pages]]
        self._opened = True
        self._fit()
        self._render_visible()

    @Slot(int, QImage)
    def _take_page(self, page: int, image: QImage) -> None:
        first = not self._pages
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._pages[page] = pixmap
        self.viewport().update()
        if first:
            self.shown.emit()

    @Slot(str)
    def _take_trouble(self, reason: str) -> None:
        self._trouble = reason
        self._opened = False
        self.setAccessibleDescription(self._trouble_words())
        self.viewport().update()
        self.failed.emit(reason)

    @Slot(int, str)
    def _take_broken_page(self, page: int, reason: str) -> None:
        if page in self._pages:
            return
        self._broken.add(page)
        if len(self._broken) == len(self._sizes):
            self._take_trouble(reason)
        self.viewport().update()

    def _trouble_words(self) -> str:
        return self.tr("The PDF does not open. Save it or open it in another program.")

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 800)

    @override
    def viewportSizeHint(self) -> QSize:
        return self.sizeHint()


def _drawable(size: QSize, ratio: float) -> int:
    """The width in device pixels to draw a page of this size at, within the child's limits."""
    width, height = size.width() * ratio, size.height() * ratio
    most = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5, LONGEST_PX / max(width, height))
    return max(1, int(width * most))

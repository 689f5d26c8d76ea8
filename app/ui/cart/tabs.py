"""The tabs of the open drafts: name, tag of a pinned contract, count of lines that stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.marks import badge_width, paint_badge, paint_tag, tag_width
from app.ui.widgets.painting import box, elided, picture, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.ui.theme.theme import Theme

_SIDE = 12
_GAP = 8
_CROSS = 22
_NAME_MOST = 190


class TabView(NamedTuple):
    """A draft's tab; `tag` is the pinned contract's short name, '' while it follows."""

    id: str
    name: str
    tag: str
    errors: int
    lines: int
    spoken: str


class DraftTabs(QTabBar):
    """Painted tabs; a click on the cross or Delete closes, F2 or a double click renames."""

    chosen = Signal(str)
    closing = Signal(str)
    renaming = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tabs: list[TabView] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._tell)
        theme.changed.connect(self._dress)

    def show_tabs(self, tabs: Sequence[TabView], current: str) -> None:
        """Show these drafts."""
        if list(tabs) == self._tabs and self.current_id == current:
            return
        blocked = QSignalBlocker(self)
        self._tabs = list(tabs)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        while self.count() < len(tabs):
            self.addTab("")
        for number, tab in enumerate(tabs):
            # The text is for screen readers and for the width; painting is our own.
            self.setTabText(number, tab.name.replace("&", "&&"))
            self.setAccessibleTabName(number, tab.spoken)
            self.setTabToolTip(number, plain_tooltip(tab.name))
            if tab.id == current:
                self.setCurrentIndex(number)
        blocked.unblock()
        self._dress()

    @property
    def current_id(self) -> str:
        """The id of the current tab's draft."""
        at = self.currentIndex()
        return self._tabs[at].id if 0 <= at < len(self._tabs) else ""

    @override
    def tabSizeHint(self, index: int) -> QSize:
        height = self._theme.px(38)
        if index >= len(self._tabs):
            return QSize(40, height)
        return QSize(self._width_of(self._tabs[index]), height)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.brush("window"))
        for number, tab in enumerate(self._tabs):
            self._paint_tab(
                painter, self.tabRect(number), tab, current=number == self.currentIndex()
            )

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        number = self.tabAt(at)
        left = event.button() == Qt.MouseButton.LeftButton
        current = number == self.currentIndex() and 0 <= number < len(self._tabs)
        if left and current and self._cross_of(self.tabRect(number)).contains(at):
            self.closing.emit(self._tabs[number].id)
            return
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self.tabAt(event.position().toPoint())
        if 0 <= number < len(self._tabs):
            self.renaming.emit(self._tabs[number].id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.current_id:
            self.renaming.emit(self.current_id)
        elif event.key() == Qt.Key.Key_Delete and self.current_id:
            self.closing.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def _paint_tab(self, painter: QPainter, rect: QRect, tab: TabView, *, current: bool) -> None:
        theme = self._theme
        hover = rect.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        if current:
            shape = QRectF(rect.adjusted(0, 0, 0, 8))
            box(painter, shape, 6, fill=theme.color("surface"), edge=theme.color("border"))
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), theme.brush("accent"))
        elif hover:
            painter.fillRect(rect.adjusted(0, 3, 0, 0), theme.brush("hover"))
        if current and self.hasFocus():
            box(painter, rect.adjusted(3, 5, -3, -4), 4, edge=theme.color("focus"), width=2)
        role = "strong" if current else "body"
        name = elided(theme, role, tab.name, theme.px(_NAME_MOST))
        left = rect.left() + _SIDE
        width = round(theme.metrics(role).horizontalAdvance(name)) + 2
        place = QRect(left, rect.top(), width, rect.height())
        words(painter, theme, place, name, role=role, colour="text" if current else "text2")
        left += width + _GAP
        if tab.tag:
            height, wide = theme.px(sizes.TAG), tag_width(theme, tab.tag)
            place = QRect(left, rect.top() + (rect.height() - height) // 2, wide, height)
            paint_tag(painter, theme, place.toRectF(), tab.tag, "neutral")
            left += wide + _GAP
        if tab.errors:
            height, wide = theme.px(sizes.BADGE), badge_width(theme, str(tab.errors))
            place = QRect(left, rect.top() + (rect.height() - height) // 2, wide, height)
            paint_badge(painter, theme, place.toRectF(), str(tab.errors), "err")
        elif not current and tab.lines:
            place = QRect(left, rect.top(), 60, rect.height())
            words(painter, theme, place, str(tab.lines), role="caption-number", colour="text3")
        if current:
            pixmap = theme.pixmap("x", "text2", 13, self.devicePixelRatioF())
            picture(painter, self._cross_of(rect), pixmap)

    def _width_of(self, tab: TabView) -> int:
        theme = self._theme
        most = theme.px(_NAME_MOST)
        name = min(most, round(theme.metrics("strong").horizontalAdvance(tab.name))) + 2
        width = 2 * _SIDE + name
        if tab.tag:
            width += tag_width(theme, tab.tag) + _GAP
        if tab.errors:
            width += badge_width(theme, str(tab.errors)) + _GAP
        elif tab.lines:
            advance = theme.metrics("caption-number").horizontalAdvance(str(tab.lines))
            width += round(advance) + _GAP
        return width + _CROSS

    def _cross_of(self, rect: QRect) -> QRect:
        return QRect(rect.right() - _CROSS - 5, rect.center().y() - 11, _CROSS, _CROSS)

    def _tell(self) -> None:
        if self.current_id:
            self.chosen.emit(self.current_id)

    def _dress(self) -> None:
        # QTabBar measures its tabs again only when one of them is told anew.
        for number in range(self.count()):
            self.setTabText(number, self.tabText(number))
        self.updateGeometry()
        self.update()

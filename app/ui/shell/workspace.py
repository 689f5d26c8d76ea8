"""The body of the window: side bar, screens made on first visit, side panels, undo bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from app.ui.overriding import override
from app.ui.shell.panes import parts_of
from app.ui.shell.side_bar import SideBar
from app.ui.theme import sizes

if TYPE_CHECKING:
    from app.ui.shell.floating_side import FloatingSide
    from app.ui.shell.nav_list import Section
    from app.ui.theme.theme import Theme
    from app.ui.widgets.notices import UndoBar

ScreenSource = QWidget | Callable[[], QWidget]


class _Screen:
    """A registered screen with what stands around it."""

    def __init__(
        self,
        source: ScreenSource,
        context: QWidget | None,
        side: QWidget | None,
        side_width: int,
        *,
        side_gives_way: bool,
    ) -> None:
        self.source = source
        self.widget = source if isinstance(source, QWidget) else None
        self.context = context
        self.side = side
        self.side_width = side_width
        self.side_gives_way = side_gives_way
        self.side_wanted = True


class Workspace(QWidget):
    """Holds the registered screens and shows one of them."""

    section_chosen = Signal(str)
    undone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._screens: dict[str, _Screen] = {}
        self._current = ""
        self._narrow = False
        self._floating: FloatingSide | None = None
        self.side_bar = SideBar(theme)
        self.side_bar.nav.section_chosen.connect(self.show_screen)
        self._screen_stack = QStackedWidget()
        self._screen_stack.setObjectName("Screen")
        self._screen_stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side_stack = QStackedWidget()
        self._side_stack.setObjectName("SidePanel")
        self._side_stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._screen_stack)
        self._splitter.addWidget(self._side_stack)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._side_stack.hide()
        self._undo: UndoBar | None = None
        self._screen_stack.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addWidget(self._splitter, 1)

    @property
    def current(self) -> str:
        """The key of the open screen, empty before the first."""
        return self._current

    @property
    def keys(self) -> list[str]:
        """The keys of the screens in their order."""
        return list(self._screens)

    @property
    def screen_widget(self) -> QWidget | None:
        """The open screen."""
        return self._screens[self._current].widget if self._current else None

    @property
    def side_panel(self) -> QWidget | None:
        """The visible side panel."""
        return self._side_stack.currentWidget() if self._side_stack.isVisible() else None

    def add(
        self,
        section: Section,
        source: ScreenSource,
        *,
        context: QWidget | None,
        side: QWidget | None,
        side_width: int,
        side_gives_way: bool,
    ) -> None:
        """Register a screen; a callable is called on the first visit.

        ValueError for a key that is there already.
        """
        if section.key in self._screens:
            raise ValueError(f"there is a screen {section.key!r} already")
        screen = _Screen(source, context, side, side_width, side_gives_way=side_gives_way)
        self._screens[section.key] = screen
        if screen.widget is not None:
            self._screen_stack.addWidget(screen.widget)
        if side is not None:
            self._side_stack.addWidget(side)
        self.side_bar.nav.add_section(section)

    def attach(
        self, key: str, *, context: QWidget | None = None, side: QWidget | None = None
    ) -> None:
        """Give a screen its context or side panel later; KeyError for an unknown screen."""
        screen = self._screens[key]
        screen.context = context or screen.context
        if side is not None:
            screen.side = side
            self._side_stack.addWidget(side)
        if key == self._current:
            self._show_around(screen)

    def set_side(self, key: str, side: QWidget | None, width: int) -> None:
        """Give a screen another side panel, or none; KeyError for an unknown screen."""
        screen = self._screens[key]
        screen.side = side
        screen.side_width = width
        if side is not None and self._side_stack.indexOf(side) < 0:
            self._side_stack.addWidget(side)
        if key == self._current:
            self._show_side(screen, forced=False)

    def show_screen(self, key: str) -> None:
        """Open a screen; KeyError for an unknown one."""
        screen = self._screens[key]
        if screen.widget is None:
            source = screen.source
            screen.widget = source if isinstance(source, QWidget) else source()
            self._screen_stack.addWidget(screen.widget)
        changed = key != self._current
        self._current = key
        self._screen_stack.setCurrentWidget(screen.widget)
        self.side_bar.nav.show_section(key)
        self._show_around(screen)
        if changed:
            screen.widget.setFocus()
            self.section_chosen.emit(key)

    def toggle_side(self) -> None:
        """Show or hide the side panel of the open screen."""
        if self._current:
            screen = self._screens[self._current]
            screen.side_wanted = not self._side_stack.isVisible()
            self._show_side(screen, forced=screen.side_wanted)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take side panels that give way off the window, or bring them back."""
        if narrow != self._narrow:
            self._narrow = narrow
            if self._current:
                self._show_side(self._screens[self._current], forced=False)

    def say_undo(self, text: str) -> None:
        """Show the undo bar over the lower edge of the screen."""
        if self._undo is None:
            from app.ui.widgets.notices import UndoBar

            self._undo = UndoBar(self._theme, self.tr("Undo"), self._screen_stack)
            self._undo.undone.connect(self.undone)
        self._place_undo(self._undo)
        self._undo.say(text)

    def end_undo(self) -> None:
        """Take the undo bar away."""
        if self._undo is not None:
            self._undo.end()

    def retranslate(self) -> None:
        """Take all texts anew; screens hear of another language by themselves."""
        self.side_bar.retranslate()
        if self._undo is not None:
            self._undo.set_undo_text(self.tr("Undo"))

    def panes(self) -> list[QWidget]:
        """The visible parts of the body in the order of F6, the screen first."""
        screen, side = self.screen_widget, self.side_panel
        own = [] if screen is None else parts_of(screen)
        return [*own, *([] if side is None else [side])]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        undo = self._undo
        if undo is not None and event.type() == QEvent.Type.Resize:
            self._place_undo(undo)
        return False

    def _show_around(self, screen: _Screen) -> None:
        self.side_bar.show_context(screen.context)
        self._show_side(screen, forced=False)

    def _show_side(self, screen: _Screen, *, forced: bool) -> None:
        fits = not (self._narrow and screen.side_gives_way)
        shown = screen.side is not None and screen.side_wanted and (fits or forced)
        if screen.side is not None:
            self._side_stack.setCurrentWidget(screen.side)
            least = min(screen.side_width, sizes.PRODUCT_CARD_LEAST)
            self._side_stack.setMinimumWidth(least)
            self._side_stack.setMaximumWidth(max(screen.side_width, sizes.PRODUCT_CARD_MOST))
        if shown and not fits:
            self._float().raise_over(screen.side_width)
            return
        if self._floating is not None:
            self._floating.put_back()
        self._side_stack.setVisible(shown)
        if shown:
            rest = max(1, self._splitter.width() - screen.side_width)
            self._splitter.setSizes([rest, screen.side_width])

    def _float(self) -> FloatingSide:
        if self._floating is None:
            # Only narrow windows need it, and only once the panel is asked for there.
            from app.ui.shell.floating_side import FloatingSide

            self._floating = FloatingSide(self._side_stack, self._splitter, self)
        return self._floating

    def _place_undo(self, undo: UndoBar) -> None:
        width = min(560, self._screen_stack.width() - 32)
        height = self._theme.px(42)
        left = (self._screen_stack.width() - width) // 2
        top = self._screen_stack.height() - height - 14
        undo.setGeometry(left, top, max(120, width), height)

"""The left side: sections, what belongs to the open one, the manager."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.ui.shell.manager_card import ManagerCard
from app.ui.shell.nav_list import NavList
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.frames import Line


class SideBar(QFrame):
    """Sections above, the context of the open screen in the middle, the manager below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted: bool | None = None
        self.setObjectName("SideBar")
        self._theme = theme
        self.collapsed = False
        self.nav = NavList(theme)
        self.nav.setAccessibleName(self.tr("Sections"))
        self.context = QStackedWidget()
        self._empty = QWidget()
        self.context.addWidget(self._empty)
        self.manager = ManagerCard(theme)
        self._line = Line()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addSpacing(8)
        column.addWidget(self.nav)
        column.addSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self.context, 1)
        column.addWidget(self.manager, 0, Qt.AlignmentFlag.AlignBottom)
        theme.changed.connect(self._dress)
        self._dress()

    def show_context(self, widget: QWidget | None) -> None:
        """Show what belongs to the open screen, nothing for None."""
        shown = widget if widget is not None else self._empty
        if self.context.indexOf(shown) < 0:
            self.context.addWidget(shown)
        self.context.setCurrentWidget(shown)
        self._line.setVisible(widget is not None)

    def fit(self, *, narrow: bool) -> None:
        """Give way in a narrow window, unless the user wants it otherwise."""
        self.set_collapsed(collapsed=narrow if self._wanted is None else not self._wanted)

    def toggle(self, *, narrow: bool) -> None:
        """The user wants it the other way; what is usual anyway needs no wish."""
        opened = self.collapsed
        self._wanted = None if opened is not narrow else opened
        self.fit(narrow=narrow)

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Become 52 pixels wide, with icons alone."""
        self.collapsed = collapsed
        self.nav.set_collapsed(collapsed=collapsed)
        self.manager.set_collapsed(collapsed=collapsed)
        self.context.setVisible(not collapsed)
        self._dress()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.nav.setAccessibleName(self.tr("Sections"))
        self.manager.retranslate()

    def _dress(self) -> None:
        width = sizes.SIDE_BAR_COLLAPSED if self.collapsed else self._theme.px(sizes.SIDE_BAR)
        self.setFixedWidth(width)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            # The context takes the free room; when it is hidden a stretch must.
            layout.setStretch(layout.indexOf(self.manager), 1 if self.collapsed else 0)

"""The parts of the main window in their places; made after the first page is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.shell.banner_stack import BannerStack
from app.ui.shell.choices import Choices
from app.ui.shell.pages import Pages
from app.ui.shell.status_bar import StatusBar
from app.ui.shell.sync_state import SyncButton
from app.ui.shell.top_bar import TopBar
from app.ui.shell.view import SyncState
from app.ui.shell.workspace import Workspace
from app.ui.widgets.progress import SyncLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.ui.shell.main_window import MainWindow
    from app.ui.shell.view import SyncView
    from app.ui.theme.theme import Theme


class Parts:
    """Bars, screens and what opens over them; `whole` holds what is always in sight."""

    def __init__(self, theme: Theme, now: Callable[[], datetime], window: MainWindow) -> None:
        self.top_bar = TopBar(theme, SyncButton(theme, now))
        self.banners = BannerStack(theme)
        self.workspace = Workspace(theme)
        self.status = StatusBar(theme)
        self.choices = Choices(theme, now, window, self.top_bar)
        work = QWidget()
        self.pages = Pages(theme, work)
        self.sync_line = SyncLine(theme, work)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.banners)
        column.addWidget(self.workspace, 1)
        self.whole = QWidget()
        outer = QVBoxLayout(self.whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.pages, 1)
        outer.addWidget(self.status)

    def show_progress(self, view: SyncView) -> None:
        """Show the line under the top bar while data comes."""
        if view.state == SyncState.RUNNING:
            self.sync_line.run(view.done / view.total if view.total else None)
        else:
            self.sync_line.end()

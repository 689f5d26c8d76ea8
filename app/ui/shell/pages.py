"""What the whole window shows: the screens, the first sync, or that the access is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from app.ui.shell.closed_screen import AccessClosedScreen
    from app.ui.shell.first_run import FirstRunScreen
    from app.ui.shell.view import BrandView
    from app.ui.theme.theme import Theme


class Pages(QStackedWidget):
    """The screens come first; the other two pages are made when they are asked for."""

    def __init__(self, theme: Theme, work: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._work = work
        self._brand: BrandView | None = None
        self._first_run: FirstRunScreen | None = None
        self._access_closed: AccessClosedScreen | None = None
        self.addWidget(work)

    @property
    def working(self) -> bool:
        """True while the screens are in sight."""
        return self.currentWidget() is self._work

    @property
    def first_run(self) -> FirstRunScreen:
        """The page of the first sync."""
        if self._first_run is None:
            from app.ui.shell.first_run import FirstRunScreen

            self._first_run = FirstRunScreen(self._theme)
            if self._brand is not None:
                self._first_run.show_brand(self._brand)
            self.addWidget(self._first_run)
        return self._first_run

    @property
    def access_closed(self) -> AccessClosedScreen:
        """The page of a closed access."""
        if self._access_closed is None:
            from app.ui.shell.closed_screen import AccessClosedScreen

            self._access_closed = AccessClosedScreen(self._theme)
            self.addWidget(self._access_closed)
        return self._access_closed

    def show_work(self) -> None:
        """Show the screens."""
        self.setCurrentWidget(self._work)

    def show_brand(self, view: BrandView) -> None:
        """Take the supplier's name."""
        self._brand = view
        if self._first_run is not None:
            self._first_run.show_brand(view)

    def retranslate(self) -> None:
        """Say everything in the language of now."""
        for page in (self._first_run, self._access_closed):
            if page is not None:
                page.retranslate()

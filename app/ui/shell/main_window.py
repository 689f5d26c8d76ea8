"""The main window: puts the parts together, shows values, tells what the user asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.ui.shell.banner_stack import BannerStack
    from app.ui.shell.choices import Choices
    from app.ui.shell.dispatch import Dispatcher
    from app.ui.shell.pages import Pages
    from app.ui.shell.parts import Parts
    from app.ui.shell.status_bar import StatusBar
    from app.ui.shell.top_bar import TopBar
    from app.ui.shell.view import (
        BrandView,
        CartButtonView,
        ContractView,
        CounterpartyView,
        FirstRunView,
        KeyHint,
        ManagerView,
        SyncView,
    )
    from app.ui.shell.workspace import ScreenSource, Workspace
    from app.ui.theme.theme import Theme


class MainWindow(QMainWindow):
    """Values come in through `show_...`, wishes go out as signals; nothing is fetched here.

    It has nothing in it until `build`: the first page is shown in the bare window meanwhile.
    """

    top_bar: TopBar
    banners: BannerStack
    workspace: Workspace
    status: StatusBar
    pages: Pages
    _choices: Choices
    _dispatcher: Dispatcher

    contract_requested = Signal(str)
    counterparty_requested = Signal(str)
    compare_requested = Signal()
    sync_requested = Signal()
    log_requested = Signal()
    cart_opened = Signal()
    section_chosen = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    draft_stepped = Signal(int)
    draft_created = Signal()
    list_pasted = Signal()
    news_opened = Signal()
    error_opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme = theme
        self._now = now
        self._brand: BrandView | None = None
        self._parts: Parts | None = None
        self.setMinimumSize(*sizes.WINDOW_LEAST)
        self.resize(1440, 900)

    def build(self) -> None:
        """Make the parts of the window; they come into sight with `reveal`."""
        from app.ui.shell.dispatch import Dispatcher
        from app.ui.shell.parts import Parts

        self._parts = parts = Parts(self._theme, self._now, self)
        self.top_bar, self.banners, self.workspace = parts.top_bar, parts.banners, parts.workspace
        self.status, self.pages = parts.status, parts.pages
        self._choices = parts.choices
        self._dispatcher = Dispatcher(self._theme, self, self._choices)
        self._connect()
        self._fit()

    def reveal(self) -> None:
        """Show the parts instead of the first page."""
        if self._parts is not None and self.centralWidget() is not self._parts.whole:
            self.setCentralWidget(self._parts.whole)
            # Else a frame without either is painted before Qt shows it.
            self._parts.whole.show()

    @property
    def working(self) -> bool:
        """True while screens are in sight, neither the first sync nor a closed access."""
        return self.pages.working

    def add_screen(
        self,
        key: str,
        title: str,
        icon: str,
        widget: ScreenSource,
        context: QWidget | None = None,
        side: QWidget | None = None,
        *,
        side_width: int = sizes.PRODUCT_CARD,
        side_gives_way: bool = True,
    ) -> None:
        """Register a section; a callable `widget` is called on the first visit.

        `context` goes under the sections, `side` to the right with `side_width` pixels; one that
        gives way is hidden in windows under 1360 pixels.
        """
        from app.ui.shell.nav_list import Section

        section = Section(key, title, icon)
        self.workspace.add(
            section,
            widget,
            context=context,
            side=side,
            side_width=side_width,
            side_gives_way=side_gives_way,
        )

    def come_forward(self) -> None:
        """Show the window over the others, after a second start."""
        # As it stood before: a window that filled the screen goes on filling it.
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_screen(self, key: str) -> None:
        """Open a section; KeyError for one that was not registered."""
        self.pages.show_work()
        self.workspace.show_screen(key)

    @Slot()
    def show_hints(self) -> None:
        """Show the keys of the open screen in the status bar: its `key_hints`, if it has them."""
        hints: Sequence[KeyHint] = getattr(self.workspace.screen_widget, "key_hints", ())
        self.status.hints.show_hints(hints)

    def set_badge(self, key: str, text: str, tint: str = "neutral") -> None:
        """Show a badge on a section, or none for an empty text; nothing before it is added."""
        nav = self.workspace.side_bar.nav
        if any(section.key == key for section in nav.sections):
            nav.set_badge(key, text, tint)

    def show_brand(self, view: BrandView) -> None:
        """Show supplier and dealer, and take the supplier's accent."""
        self._brand = view
        self._theme.brand(view.accent)
        self.top_bar.brand.show_brand(view)
        self.pages.show_brand(view)
        self._show_title()

    def show_contracts(self, contracts: Sequence[ContractView], current: str) -> None:
        """Show the contracts the user may choose from; `current` is one of their keys or empty."""
        self._choices.offer_contracts(contracts, current)
        view = next((one for one in contracts if one.key == current), None)
        self.top_bar.contract.show_contract(view, several=len(contracts) > 1)

    def show_counterparties(self, views: Sequence[CounterpartyView], current: str) -> None:
        """Offer a choice of the dealer's companies when there are two or more."""
        self._choices.offer_counterparties(views, current)
        self.top_bar.counterparty.setVisible(len(views) > 1)

    def show_sync(self, view: SyncView) -> None:
        """Show how old the data is, and the line under the top bar while it comes."""
        self._choices.offer_history(view.history)
        self.top_bar.sync.show_sync(view)
        if self._parts is not None:
            self._parts.show_progress(view)

    def show_cart(self, view: CartButtonView | None) -> None:
        """Show the active draft."""
        self.top_bar.cart.show_cart(view)

    def show_manager(self, view: ManagerView | None) -> None:
        """Show the account manager."""
        self.workspace.side_bar.manager.show_manager(view)

    def show_first_run(self, view: FirstRunView) -> None:
        """Show the first sync instead of the screens, until `show_screen`."""
        page = self.pages.first_run
        page.show_progress(view)
        if self.pages.currentWidget() is not page:
            self.pages.setCurrentWidget(page)
            page.setFocus()

    def show_access_closed(self, reason: str, manager: ManagerView | None) -> None:
        """Hide everything behind the news that access is closed, until `show_screen`."""
        page = self.pages.access_closed
        page.show_closed(reason, manager)
        self.pages.setCurrentWidget(page)

    def run(self, name: str) -> None:
        """Do a command: the open screen's action first, else the window's own."""
        self._dispatcher.run(name)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc comes here when nobody below had a use for it.
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._parts is not None:
            for part in (
                self.top_bar,
                self._choices,
                self.banners,
                self.workspace,
                self.status,
                self.pages,
            ):
                part.retranslate()
            self.show_hints()
            self._show_title()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self.closed.emit()

    def _connect(self) -> None:
        bar = self.top_bar
        self.pages.currentChanged.connect(self._note_page)
        bar.brand.clicked.connect(self.news_opened)
        bar.contract.clicked.connect(self._choices.open_contracts)
        bar.counterparty.clicked.connect(self._choices.open_counterparties)
        bar.sync.clicked.connect(self._choices.open_sync)
        bar.refresh.clicked.connect(self.sync_requested)
        bar.cart.clicked.connect(self.cart_opened)
        self._choices.contract_chosen.connect(self.contract_requested)
        self._choices.counterparty_chosen.connect(self.counterparty_requested)
        self._choices.compare_requested.connect(self.compare_requested)
        self._choices.log_requested.connect(self.log_requested)
        self.workspace.section_chosen.connect(self.section_chosen)
        self.workspace.section_chosen.connect(self.show_hints)
        self.workspace.undone.connect(self.undo_requested)
        self.status.help_requested.connect(self._dispatcher.open_help)
        self.status.error_opened.connect(self.error_opened)

    @Slot()
    def _note_page(self) -> None:
        self.status.set_working(working=self.working)

    def _show_title(self) -> None:
        supplier, dealer = (self._brand.supplier, self._brand.dealer) if self._brand else ("", "")
        title = self.tr("%1 — dealer’s cabinet · %2")
        title = title.replace("%1", supplier).replace("%2", dealer)
        self.setWindowTitle(title)

    def _fit(self) -> None:
        if self._parts is None:
            return
        width = self.width()
        self.workspace.side_bar.fit(narrow=width < sizes.SIDE_BAR_COLLAPSES_UNDER)
        self.workspace.set_narrow(narrow=width < sizes.CARD_HIDES_UNDER)
        self.top_bar.give_way(width, collapsed=self.workspace.side_bar.collapsed)
        self._parts.sync_line.setGeometry(0, self.top_bar.height() - 3, width, 3)
        self._parts.sync_line.raise_()

    def toggle_side_bar(self) -> None:
        """Collapse the side bar or open it; in a narrow window its lists are reached so."""
        self.workspace.side_bar.toggle(narrow=self.width() < sizes.SIDE_BAR_COLLAPSES_UNDER)
        self._fit()

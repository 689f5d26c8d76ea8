"""What the top bar opens: contracts, companies, the last syncs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.ui.shell.contract_popup import ContractPopup
    from app.ui.shell.sync_state import SyncPopup
    from app.ui.shell.top_bar import TopBar
    from app.ui.shell.view import ContractView, CounterpartyView, SyncEntry
    from app.ui.theme.theme import Theme


class Choices(QObject):
    """Keeps what can be chosen and opens it under its button; popups are made on first use."""

    contract_chosen = Signal(str)
    """Another contract than the current one."""
    counterparty_chosen = Signal(str)
    compare_requested = Signal()
    log_requested = Signal()

    def __init__(
        self, theme: Theme, now: Callable[[], datetime], window: QWidget, bar: TopBar
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._now = now
        self._window = window
        self._bar = bar
        self._contracts: tuple[ContractView, ...] = ()
        self._contract = ""
        self._counterparties: tuple[CounterpartyView, ...] = ()
        self._counterparty = ""
        self._history: tuple[SyncEntry, ...] = ()
        self._contract_popup: ContractPopup | None = None
        self._sync_popup: SyncPopup | None = None

    def offer_contracts(self, views: Sequence[ContractView], current: str) -> None:
        """Take the contracts to choose from."""
        self._contracts, self._contract = tuple(views), current

    def offer_counterparties(self, views: Sequence[CounterpartyView], current: str) -> None:
        """Take the companies to choose from."""
        self._counterparties, self._counterparty = tuple(views), current

    def offer_history(self, history: tuple[SyncEntry, ...]) -> None:
        """Take the last syncs."""
        changed, self._history = history != self._history, history
        if changed and self._sync_popup is not None and self._sync_popup.isVisible():
            self._sync_popup.show_history(history)

    def open_contracts(self) -> None:
        """Open the contracts; one alone is no choice."""
        if len(self._contracts) > 1:
            if self._contract_popup is None:
                self._contract_popup = self._make_contract_popup()
            self._contract_popup.open_for(self._bar.contract, self._contracts, self._contract)

    def open_counterparties(self) -> None:
        """Open the companies; one alone is no choice."""
        if len(self._counterparties) < 2:
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in self._counterparties:
            # A single & would become an underlined letter.
            action = menu.addAction(f"{view.name} · {view.edrpou}".replace("&", "&&"))
            action.setObjectName(view.key)
            action.setCheckable(True)
            action.setChecked(view.key == self._counterparty)
            action.triggered.connect(self._choose_counterparty)
        button = self._bar.counterparty
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def open_sync(self) -> None:
        """Open the last syncs."""
        if self._sync_popup is None:
            self._sync_popup = self._make_sync_popup()
        self._sync_popup.open_for(self._bar.sync, self._history)

    def retranslate(self) -> None:
        """Forget the popups: the next are made in the other language."""
        for popup in (self._contract_popup, self._sync_popup):
            if popup is not None:
                popup.close()
                popup.deleteLater()
        self._contract_popup = None
        self._sync_popup = None

    def _make_contract_popup(self) -> ContractPopup:
        from app.ui.shell.contract_popup import ContractPopup

        popup = ContractPopup(self._theme, self._window)
        popup.chosen.connect(self._choose_contract)
        popup.compare_requested.connect(self.compare_requested)
        return popup

    def _make_sync_popup(self) -> SyncPopup:
        from app.ui.shell.sync_state import SyncPopup

        popup = SyncPopup(self._theme, self._now, self._window)
        popup.log_requested.connect(self.log_requested)
        return popup

    def _choose_contract(self, key: str) -> None:
        if key != self._contract:
            self.contract_chosen.emit(key)

    def _choose_counterparty(self) -> None:
        key = self.sender().objectName()
        if key != self._counterparty:
            self.counterparty_chosen.emit(key)

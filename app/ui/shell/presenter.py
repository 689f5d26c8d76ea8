"""Shows the live objects in the window's frame: contracts, cart, ages, manager, banners."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.ui.shell.contract_views import contract_views, draft_total, manager_view
from app.ui.shell.freshness import Freshness
from app.ui.shell.view import (
    BrandView,
    CartButtonView,
    CounterpartyView,
    PrinterView,
)

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.domain.terms import Contract
    from app.ui.cart.valuation import Valuation
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.print_jobs import PrintJobs
    from app.ui.live.sending import Sending
    from app.ui.live.sync_log import SyncLog
    from app.ui.live.syncing import Syncing
    from app.ui.live.terms import Terms
    from app.ui.shell.banners import Message
    from app.ui.shell.main_window import MainWindow

READY_MS = 200
"""The screens stand then; nobody switches a contract sooner after the start."""


class ShellPresenter(QObject):
    """Keeps the frame of the window up to date, and answers its wishes."""

    staleness_changed = Signal(bool)
    """True: prices and stock are old (no connection, or 1C is late) and are to look so."""

    def __init__(
        self,
        window: MainWindow,
        terms: Terms,
        goods: Goods,
        drafts: Drafts,
        valuation: Valuation,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._terms = terms
        self._goods = goods
        self._drafts = drafts
        self._valuation = valuation
        self._brand = BrandView("", "")
        self.freshness = Freshness(window, terms, goods, self)
        self.freshness.staleness_changed.connect(self.staleness_changed)
        self._before: Contract | None = None
        self._began_s = 0.0
        self._told_contract: Contract | None = None
        terms.profile_changed.connect(self._show_profile)
        terms.contract_changed.connect(self._show_switch)
        valuation.changed.connect(self.show_contracts)
        drafts.listed.connect(self.show_contracts)
        drafts.failed.connect(self.show_error)
        window.contract_requested.connect(self._choose)
        window.draft_created.connect(self._add_draft)
        window.draft_stepped.connect(self._step_draft)
        window.undo_requested.connect(self._undo)
        window.banners.action_chosen.connect(self._act)
        window.banners.closed.connect(self._note_closed)
        window.section_chosen.connect(self.end_switch)

    def follow(
        self, syncing: Syncing, sending: Sending, jobs: PrintJobs, sync_log: SyncLog
    ) -> None:
        """Show what the sync child, the outbox and the printers tell, and pass F5 on."""
        sending.waiting_changed.connect(self._window.status.show_queue)
        jobs.presets_changed.connect(self.show_printer)
        self._jobs = jobs
        self.freshness.follow(syncing, sync_log)
        self.show_printer()
        QTimer.singleShot(READY_MS, self, self._make_ready)

    def show_brand(self, brand: BrandView) -> None:
        """Show the supplier; the dealer's name comes with the profile."""
        self._brand = brand
        counterparty = self._terms.counterparty
        dealer = counterparty.short_name if counterparty else brand.dealer
        self._window.show_brand(
            BrandView(brand.supplier, dealer, brand.logo, brand.accent, brand.server, brand.news)
        )

    @Slot(object)
    def show_error(self, error: AppError) -> None:
        """Show an error in the banner, in the user's words."""
        from app.ui.shell.banners import message_of

        message = message_of(error)
        if message is not None:
            self._window.banners.post(message)

    @Slot()
    def _make_ready(self) -> None:
        """Make what the first contract switch would have to make within a frame."""
        contract = self._terms.contract
        self._window.banners.make_ready(self._told(contract, contract) if contract else None)

    @Slot()
    def show_contracts(self) -> None:
        """Show the contracts with what the active draft costs under each, and the cart button."""
        profile = self._terms.profile
        if profile is None or not self._drafts.ready:
            return
        draft, contract = self._valuation.draft, self._valuation.contract
        current = self._told_contract = self._terms.contract
        views = contract_views(profile, self._valuation)
        self._window.show_contracts(views, current.id if current else "")
        total = draft_total(self._valuation)
        if draft is not None and contract is not None:
            view = CartButtonView(draft.name, len(draft.lines), total, contract.currency)
            self._window.show_cart(view)
        badge = str(len(draft.lines)) if draft is not None and draft.lines else ""
        self._window.set_badge("cart", badge, "accent")

    @Slot()
    def show_ages(self) -> None:
        """Show how old prices are and whether that is late."""
        self.freshness.show_ages()

    @Slot()
    def show_printer(self) -> None:
        """Show where invoices are printed."""
        preset = self._jobs.presets.get("invoice")
        ready = self.tr("ready")
        view = (
            None
            if preset is None
            else PrinterView(self._jobs.shown_name(preset.printer), ready, ready=True)
        )
        self._window.status.show_printer(view)

    @Slot()
    def _show_profile(self) -> None:
        profile = self._terms.profile
        if profile is None:
            return
        views = [CounterpartyView(x.id, x.short_name, x.edrpou) for x in profile.counterparties]
        counterparty = self._terms.counterparty
        self._window.show_counterparties(views, counterparty.id if counterparty else "")
        self.show_brand(self._brand)
        self._show_manager()
        self.show_contracts()
        self.show_ages()

    def _show_manager(self) -> None:
        profile = self._terms.profile
        manager = profile.manager_for(self._terms.contract) if profile else None
        if manager is None:
            self._window.show_manager(None)
            return
        self._window.show_manager(manager_view(manager, dt.datetime.now().astimezone()))

    @Slot(object, object)
    def _show_switch(self, before: Contract | None, now: Contract | None) -> None:
        self._show_manager()
        if self._told_contract is not now:
            # Else the cart has been valued anew by now and they have been shown with that.
            self.show_contracts()
        if before is None or now is None or before.id == now.id:
            # The same contract with another limit or debt: nothing was switched.
            return
        self._before = before
        # Its way back would be the switch's now, not that of what it names.
        self._window.workspace.end_undo()
        # The list and the cart have been recalculated before: they heard of it first.
        took_s = time.perf_counter() - self._began_s if self._began_s else None
        self._window.banners.post(self._told(before, now, took_s))

    def _told(self, before: Contract, now: Contract, took_s: float | None = None) -> Message:
        # Here, as nobody switches before the first paint.
        from app.ui.shell.switch_banner import switch_message

        count = sum(one.count_below for one in self._goods.groups if one.parent is None)
        return switch_message(before, now, count, self._valuation, took_s)

    @Slot(str, str)
    def _act(self, key: str, action: str) -> None:
        if (key, action) == ("contract", "contract_back"):
            self._undo_contract()
        elif (key, action) == ("contract", "compare"):
            self._window.run("compare")

    @Slot(str)
    def _choose(self, contract: str) -> None:
        self._began_s = time.perf_counter()
        self._terms.choose(contract)
        self._began_s = 0.0

    @Slot()
    def end_switch(self) -> None:
        """The user has gone on: the switch is taken for meant; Ctrl+Z is the cart's again."""
        self._before = None
        self._window.banners.withdraw("contract")

    @Slot(str)
    def _note_closed(self, key: str) -> None:
        if key == "contract":
            self.end_switch()

    def _undo_contract(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            self._choose(before.id)
            self._before = None
            self._window.banners.withdraw("contract")

    @Slot()
    def _undo(self) -> None:
        if self._before is not None:
            self._undo_contract()
        elif self._drafts.ready:
            # What the bar offers is done now; pressed again it would take back what came before.
            self._window.workspace.end_undo()
            self._drafts.undo()

    @Slot()
    def _add_draft(self) -> None:
        if self._drafts.ready:
            self._drafts.add()

    @Slot(int)
    def _step_draft(self, step: int) -> None:
        ids = [draft.id for draft in self._drafts.all]
        if ids:
            at = ids.index(self._drafts.active_id)
            self._drafts.activate(ids[(at + step) % len(ids)])

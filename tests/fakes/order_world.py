"""A window's order pages over a real journal and cache, with a gateway in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.services.checkout import Checkout
from app.services.documents import Documents
from app.services.outbox import Outbox
from app.storage.journal.start import read_start
from app.storage.journal.stored_files import StoredFiles
from app.ui.cart.screen import CartScreen
from app.ui.checkout.flow import OrderFlow
from app.ui.checkout.order_steps import OrderSteps
from app.ui.checkout.pages import OrderPages
from app.ui.checkout.screen import CheckoutScreen
from app.ui.checkout.thank_you import ThankYouScreen
from app.ui.live.papers import PageRenderer, Papers
from app.ui.live.print_jobs import PrintJobs
from app.ui.live.sending import Sending
from tests.fakes.papers import FakePapers
from tests.fakes.world import World

if TYPE_CHECKING:
    from app.domain.cart import Draft, DraftLine
    from app.domain.printing import PrintPreset
    from app.services.delivery import DeliveryOption
    from app.ui.theme.theme import Theme
    from tests.fakes.ordering import FakeOrdering


class OrderWorld(World):
    """World, and what leads an order from the checked cart to the thank-you page."""

    def __init__(
        self,
        folder: Path,
        theme: Theme,
        gateway: FakeOrdering,
        *,
        print_folders: tuple[Path, ...] = (),
    ) -> None:
        super().__init__(folder)
        self.readers.open(folder / "1-1.db")
        self.theme = theme
        self.gateway = gateway
        self.pdfs = FakePapers()
        self.options: dict[str, DeliveryOption] = {}
        self.outbox = Outbox(self.journal, gateway)
        self.checkout = Checkout(self.journal, gateway)
        self.documents = Documents(self.journal, StoredFiles(folder / "files"), self.pdfs.fetch)
        self.sending = Sending(self.tasks, lambda: self.outbox, lambda: self.checkout)
        presets: dict[str, PrintPreset] = read_start(folder / "journal.db").presets
        self.jobs = PrintJobs(self.tasks, lambda: self.journal, "folder", presets, print_folders)
        self.papers = Papers(self.tasks, self.goods, lambda: self.documents)
        self.renderer: PageRenderer | None = None
        self.cart = CartScreen(theme, self.terms, self.goods, self.drafts)
        self.steps = OrderSteps(theme)
        self.pages = OrderPages(self.cart, self._make_checkout, self._make_thank_you, self.steps)
        self.frame = QWidget()
        self._sides = QStackedWidget()
        row = QHBoxLayout(self.frame)
        row.addWidget(self.steps)
        row.addWidget(self.pages, 1)
        row.addWidget(self._sides)
        self._show_side(self.cart.side, 0)
        self.pages.side_changed.connect(self._show_side)
        self.flow = OrderFlow(
            self.tasks,
            self.terms,
            self.goods,
            self.drafts,
            self.sending,
            self.pages,
            lambda: self.checkout,
            lambda: self.outbox,
            lambda _contract, _draft: self.options,
        )
        self.messages: dict[str, Any] = {}
        self.errors: list[Any] = []
        self.rechecked: list[Draft] = []
        self.flow.message_posted.connect(self._post)
        self.flow.message_withdrawn.connect(self._withdraw)
        self.flow.failed.connect(self.errors.append)
        self.flow.check_needed.connect(self.rechecked.append)

    def start(self) -> None:
        """Begin as the window does after its first paint."""
        self.flow.start()
        self.sending.start()

    def fill(self, *lines: DraftLine) -> Draft:
        """Put lines into the active draft."""
        from dataclasses import replace

        draft = replace(self.drafts.active, lines=lines)
        self.drafts.change(draft)
        return draft

    def open_checkout(self, draft: Draft) -> CheckoutScreen:
        """Check the draft with the gateway and open checkout."""
        contract = self.terms.contract
        assert contract is not None
        shown = {line.id: line.seen_price_e4 for line in draft.lines}
        verification = self.checkout.verify(draft, contract, shown)
        self.flow.open_checkout(verification, draft, contract)
        return self.pages.checkout

    def open_offline(self, draft: Draft) -> CheckoutScreen:
        """Open checkout by the cache alone."""
        contract = self.terms.contract
        assert contract is not None
        appraisal = self.cart.valuation.appraise(draft, contract)
        verification = self.checkout.local(draft, contract, appraisal, dt.datetime.now(tz=dt.UTC))
        self.flow.open_checkout(verification, draft, contract)
        return self.pages.checkout

    def close(self) -> None:
        if self.renderer is not None:
            self.renderer.finish()
        self.jobs.finish()
        super().close()

    def _show_side(self, side: QWidget | None, _width: int) -> None:
        self._sides.setVisible(side is not None)
        if side is not None:
            self._sides.addWidget(side)
            self._sides.setCurrentWidget(side)

    def _post(self, message: Any) -> None:
        self.messages[message.key] = message

    def _withdraw(self, key: str) -> None:
        self.messages.pop(key, None)

    def _make_checkout(self) -> CheckoutScreen:
        page = CheckoutScreen(self.theme)
        page.placed.connect(self.flow.place)
        page.left.connect(self.pages.open_cart)
        page.outdated.connect(self.rechecked.append)
        return page

    def _make_thank_you(self) -> ThankYouScreen:
        self.renderer = PageRenderer(self)
        return ThankYouScreen(self.theme, self.tasks, self.papers, self.jobs, self.renderer)


Make = Callable[..., OrderWorld]

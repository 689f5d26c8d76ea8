"""The cart's section: cart, verification, checkout, thank-you page, and what leads through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from app.ui.cart.screen import CartScreen
from app.ui.cart.verification import VerificationScreen
from app.ui.cart.verifying import Verifying
from app.ui.checkout.flow import OrderFlow
from app.ui.checkout.order_steps import OrderSteps
from app.ui.checkout.pages import OrderPages
from app.ui.checkout.screen import CheckoutScreen
from app.ui.checkout.thank_you import ThankYouScreen
from app.ui.live.papers import PageRenderer, Papers
from app.ui.theme import sizes

if TYPE_CHECKING:
    from app.bootstrap.user_window import UserWindow
    from app.domain.cart import Draft
    from app.domain.terms import Contract
    from app.domain.verification import Verification

WARM_UP_MS = 300


class OrderSection(QObject):
    """Made after the first paint; its pages are made when they are first shown."""

    def __init__(self, user: UserWindow) -> None:
        super().__init__(user)
        self._user = user
        theme, frame, services = user.frame_theme, user.frame, user.services
        self.cart = CartScreen(theme, user.terms, user.goods, user.drafts, user.valuation)
        steps = OrderSteps(theme)
        self.pages = OrderPages(self.cart, self._make_checkout, self._make_thank_you, steps)
        self.verifying = Verifying(user.tasks, services.checkout, user.valuation)
        self.verification: VerificationScreen | None = None
        self.papers = Papers(user.tasks, user.goods, services.documents)
        self.renderer: PageRenderer | None = None
        self.flow = OrderFlow(
            user.tasks,
            user.terms,
            user.goods,
            user.drafts,
            user.sending,
            self.pages,
            services.checkout,
            services.outbox,
            services.delivery_options,
        )
        frame.add_screen(
            "cart",
            self.tr("Cart"),
            "shopping-cart",
            self.pages,
            context=steps,
            side=self.cart.side,
            side_width=sizes.CART_SUMMARY,
            side_gives_way=False,
        )
        self.pages.side_changed.connect(self._show_side)
        self._connect()
        self.flow.start()

    def set_online(self, *, online: bool) -> None:
        """Offline, an order waits in the queue."""
        self.cart.set_online(online)
        self.verifying.set_online(online)
        self.pages.set_queued(queued=not online)

    def finish(self) -> None:
        """End the render child."""
        if self.renderer is not None:
            self.renderer.finish()

    @Slot()
    def open_cart(self) -> None:
        """F9: the cart; from the cart back to the catalogue."""
        frame = self._user.frame
        if frame.workspace.current == "cart" and self.pages.currentWidget() is self.cart:
            frame.show_screen("catalogue")
            return
        if frame.workspace.current != "cart":
            frame.show_screen("cart")
        if not self.pages.at_checkout:
            self.pages.open_cart()

    def _connect(self) -> None:
        frame = self._user.frame
        frame.cart_opened.connect(self.open_cart)
        self.cart.verify_requested.connect(self.verifying.check)
        self.cart.catalogue_requested.connect(self._open_catalogue)
        self.cart.contract_requested.connect(self._open_contracts)
        self.cart.doing.contract_taken.connect(self._note_contract)
        frame.compare_requested.connect(self._compare)
        self.verifying.busy_changed.connect(self._show_busy)
        self.verifying.verified.connect(self.flow.open_checkout)
        self.verifying.differs.connect(self._open_verification)
        self.verifying.failed.connect(self.cart.say)
        self.verifying.unexplained.connect(self._user.show_error)
        self.flow.failed.connect(self._user.show_error)
        self.flow.message_posted.connect(frame.banners.post)
        self.flow.message_withdrawn.connect(frame.banners.withdraw)
        self.flow.order_opened.connect(self._show_section)
        self.flow.documents_told.connect(self.papers.take_answer)
        self.flow.check_needed.connect(self.verifying.check)
        frame.banners.action_chosen.connect(self._act)
        self.set_online(online=self._user.syncing.connection.online)

    @Slot(object, object, object)
    def _open_verification(
        self, verification: Verification, draft: Draft, contract: Contract
    ) -> None:
        page = self.verification
        if page is None:
            user = self._user
            page = VerificationScreen(user.frame_theme, user.terms, user.goods)
            page.resolved.connect(self._take_decisions)
            page.left.connect(self.pages.open_cart)
            page.kept.connect(self._keep_decisions)
            self.verification = page
        # Its own header has the sums: the cart's panel and its button would say other things.
        self.pages.open_page(page, None, 0)
        page.show_check(verification, draft, contract)

    @Slot(object, bool)
    def _take_decisions(self, draft: Draft, holds: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        if self.verification is not None:
            prices = self.verification.accepted_prices()
            self.verifying.take(draft, holds=holds, prices=prices)

    @Slot(object)
    def _keep_decisions(self, draft: Draft) -> None:
        self._user.drafts.change(draft)
        self.pages.open_cart()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self.cart.set_busy(busy=busy)

    @Slot()
    def _open_catalogue(self) -> None:
        self._user.frame.show_screen("catalogue")

    @Slot()
    def _open_contracts(self) -> None:
        self._user.frame.run("contract")

    @Slot()
    def _compare(self) -> None:
        """F8 outside the cart: compare it without leaving what is open."""
        if self._user.drafts.ready and self._user.drafts.active.lines:
            self.cart.compare_over(self._user.frame)
        else:
            self._user.frame.status.say(self.tr("The cart is empty: there is nothing to compare."))

    @Slot(str)
    def _note_contract(self, text: str) -> None:
        if self._user.frame.workspace.current != "cart":
            # There the undo bar says it.
            self._user.frame.status.say(text)
            if self._user.shell is not None:
                self._user.shell.end_switch()

    @Slot()
    def _show_section(self) -> None:
        self._user.frame.show_screen("cart")

    @Slot(str, str)
    def _act(self, key: str, action: str) -> None:
        if action == "open_order":
            self.flow.show_order(key.removeprefix("accepted-"))
            self._user.frame.banners.withdraw(key)

    @Slot(object, int)
    def _show_side(self, side: object, width: int) -> None:
        from PySide6.QtWidgets import QWidget

        panel = side if isinstance(side, QWidget) else None
        self._user.frame.workspace.set_side("cart", panel, width)
        self._user.frame.show_hints()

    def _make_checkout(self) -> CheckoutScreen:
        page = CheckoutScreen(self._user.frame_theme)
        page.placed.connect(self.flow.place)
        page.left.connect(self.pages.open_cart)
        page.outdated.connect(self.verifying.check)
        self._user.jobs.presets_changed.connect(self._offer_printing)
        self._offer_printing(page)
        QTimer.singleShot(WARM_UP_MS, self, self._warm_up)
        return page

    @Slot()
    def _warm_up(self) -> None:
        """What shows the invoice starts while the user fills in where to, not after placing."""
        self._renderer().warm_up()
        documents = self._user.services.documents
        self._user.tasks.write(lambda: documents(), _nothing, owner=self)

    def _renderer(self) -> PageRenderer:
        if self.renderer is None:
            self.renderer = PageRenderer(self)
        return self.renderer

    @Slot()
    def _offer_printing(self, page: CheckoutScreen | None = None) -> None:
        jobs = self._user.jobs
        preset = jobs.presets.get("invoice")
        name = jobs.shown_name(preset.printer) if preset else ""
        (page or self.pages.checkout).show_printer(name, preset.copies if preset else 1)

    def _make_thank_you(self) -> ThankYouScreen:
        user = self._user
        renderer = self._renderer()
        page = ThankYouScreen(user.frame_theme, user.tasks, self.papers, user.jobs, renderer)
        page.catalogue_requested.connect(self._open_catalogue)
        page.noticed.connect(user.frame.status.say)
        page.failed.connect(user.show_error)
        return page


def _nothing(_result: object) -> None:
    pass

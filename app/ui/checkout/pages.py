"""The pages of an order in the cart's section: cart, verification, checkout, thank-you."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.checkout.order_steps import CART, CHECK, DELIVERY, INVOICE
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from app.ui.cart.screen import CartScreen
    from app.ui.checkout.order_steps import OrderSteps
    from app.ui.checkout.screen import CheckoutScreen
    from app.ui.checkout.thank_you import ThankYouScreen
    from app.ui.shell.view import KeyHint


class OrderPages(QStackedWidget):
    """One page at a time; its actions are those of the page, its side panel too."""

    side_changed = Signal(object, int)
    """The side panel of the page (QWidget or None) and its width."""

    def __init__(
        self,
        cart: CartScreen,
        make_checkout: Callable[[], CheckoutScreen],
        make_thank_you: Callable[[], ThankYouScreen],
        steps: OrderSteps | None = None,
    ) -> None:
        super().__init__()
        self._steps = steps
        self.cart = cart
        self._make_checkout = make_checkout
        self._make_thank_you = make_thank_you
        self._checkout: CheckoutScreen | None = None
        self._thank_you: ThankYouScreen | None = None
        self._queued = False
        self.addWidget(cart)

    @override
    def actions(self) -> list[QAction]:
        """The actions of the page that is shown."""
        page = self.currentWidget()
        return page.actions() if page is not None else []

    @property
    def key_hints(self) -> Sequence[KeyHint]:
        """The keys of the page that is shown."""
        hints: Sequence[KeyHint] = getattr(self.currentWidget(), "key_hints", ())
        return hints

    @property
    def at_checkout(self) -> bool:
        """Whether the checkout page is shown."""
        return self._checkout is not None and self.currentWidget() is self._checkout

    @property
    def checkout(self) -> CheckoutScreen:
        """The checkout page, made on first use."""
        if self._checkout is None:
            self._checkout = self._make_checkout()
            self.addWidget(self._checkout)
            self._checkout.summary.show_queued(queued=self._queued)
        return self._checkout

    def set_queued(self, *, queued: bool) -> None:
        """Say on the checkout page that an order will wait for the connection."""
        self._queued = queued
        if self._checkout is not None:
            self._checkout.summary.show_queued(queued=queued)

    @property
    def thank_you_or_none(self) -> ThankYouScreen | None:
        """The thank-you page if there has been an order."""
        return self._thank_you

    @Slot()
    def open_cart(self) -> None:
        """Back to the cart."""
        self.open_page(self.cart, self.cart.side, sizes.CART_SUMMARY)

    def open_checkout(self) -> CheckoutScreen:
        """Open checkout."""
        page = self.checkout
        self.open_page(page, page.summary, page.summary_width)
        return page

    def open_thank_you(self) -> ThankYouScreen:
        """Open the thank-you page."""
        if self._thank_you is None:
            self._thank_you = self._make_thank_you()
            self.addWidget(self._thank_you)
        self.open_page(self._thank_you, None, 0)
        return self._thank_you

    def open_page(self, page: QWidget, side: QWidget | None, width: int) -> None:
        """Show a page with its side panel and give it the focus."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        self._show_step(page)
        self.side_changed.emit(side, width)
        page.setFocus()

    def _show_step(self, page: QWidget) -> None:
        steps: dict[QWidget | None, int] = {
            self.cart: CART,
            self._checkout: DELIVERY,
            self._thank_you: INVOICE,
        }
        if self._steps is not None:
            self._steps.show_step(steps.get(page, CHECK))

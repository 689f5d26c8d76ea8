"""Checkout: method, place, recipient, comment, documents. One press = one order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.checkout.columns import CheckoutColumns, part
from app.ui.checkout.method_list import MethodList
from app.ui.checkout.method_views import method_view
from app.ui.checkout.numbered_title import NumberedTitle
from app.ui.checkout.place_form import PlaceForm
from app.ui.checkout.summary import CheckoutSummary
from app.ui.checkout.terms_popup import TermsComparison, TermsPopup, text_of
from app.ui.shell.commands import add_action
from app.ui.shell.view import KeyHint
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Line, ScrollPage
from app.ui.widgets.inputs import LineEdit, PlainTextEdit
from app.ui.widgets.labels import ElideLabel, Label, SectionCaption
from app.ui.widgets.switches import CheckBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.cart import Draft
    from app.domain.delivery import DeliveryChoice
    from app.domain.terms import Contract, DeliveryMethod, Profile, Warehouse
    from app.domain.verification import Verification
    from app.services.delivery import DeliveryOption
    from app.ui.theme.theme import Theme

COMMENT_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class Placement:
    """What the user confirmed by pressing the button."""

    draft: Draft
    verification: Verification
    contract: Contract
    delivery: DeliveryChoice
    comment: str
    customer_number: str
    email_copy_to: str
    print_at_once: bool


class CheckoutScreen(QWidget):
    """Takes a verified cart to its order."""

    placed = Signal(object)
    """A Placement."""
    left = Signal()
    """Back to the cart."""
    outdated = Signal(object)
    """The check of this Draft is no longer valid: verify again first."""

    def __init__(self, theme: Theme, language: str = "uk") -> None:
        super().__init__()
        self._theme = theme
        self._language = language
        self._order: tuple[Draft, Verification, Contract] | None = None
        self._methods: tuple[DeliveryMethod, ...] = ()
        self._warehouses: list[Warehouse] = []
        self._options: Mapping[str, DeliveryOption] = {}
        self._since: dt.datetime | None = None
        self.summary = CheckoutSummary(theme)
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._clock.timeout.connect(self._tick)
        self._build()
        self.summary.placed.connect(self.place)
        self.methods.chosen.connect(self._choose)
        self.methods.terms_requested.connect(self._open_terms)
        add_action(self, "primary", self.place, self.tr("Place order"))

    @property
    def key_hints(self) -> tuple[KeyHint, ...]:
        """Keys for the status bar."""
        return (
            KeyHint("1…9", self.tr("method")),
            KeyHint("I", self.tr("terms")),
            KeyHint("Tab", self.tr("further")),
            KeyHint("Ctrl+Enter", self.tr("place")),
        )

    @property
    def summary_width(self) -> int:
        """How wide the sums are in the user's text size."""
        return self._theme.px(sizes.CHECKOUT_SUMMARY)

    def show_order(
        self, draft: Draft, verification: Verification, contract: Contract, profile: Profile
    ) -> None:
        """Show a verified cart."""
        self._order = (draft, verification, contract)
        used = {line.warehouse for line in draft.lines}
        self._warehouses = [one for one in profile.warehouses if one.guid in used]
        self._methods = profile.delivery_methods
        self._options = {}
        self._title.set_text(self.tr("Delivery and recipient · {cart}").format(cart=draft.name))
        until = formats.clock(verification.valid_until.astimezone())
        self._valid.setText(self.tr("The check is valid until {time}").format(time=until))
        self.summary.show_order(verification, contract, profile)
        self.summary.show_sending(None)
        chosen = self.methods.current or (self._methods[0].code if self._methods else "")
        self._show_methods(chosen)
        self._choose(chosen)
        self._clock.start()

    def show_options(self, options: Mapping[str, DeliveryOption]) -> None:
        """Dates and costs have come from the gateway."""
        self._options = options
        self._show_methods(self.methods.current)
        self._leave_closed_method()

    def show_printer(self, printer: str, copies: int) -> None:
        """Offer to print the invoice there at once; no printer is remembered for ''."""
        self._print.setVisible(bool(printer))
        text = self.tr("Print %n copies on {printer}", "", copies)
        self._print.setText(text.format(printer=printer))
        self._print.setChecked(bool(printer))

    def show_sending(self) -> None:
        """The order is on its way."""
        self._since = dt.datetime.now(tz=dt.UTC)
        self._tick()

    def show_not_sent(self) -> None:
        """The order did not leave: the button works again."""
        self._since = None
        self.summary.show_sending(None)

    @Slot()
    def place(self) -> None:
        """Check what was typed and tell the placement; nothing happens while one is on its way."""
        choice = self.form.choice()
        if self._order is None or self._since is not None or choice is None:
            return
        missing = choice.missing()
        self.form.mark_missing(missing)
        self._trouble.hide()
        if self._closed(choice.method):
            self._trouble.setText(self.tr("This method is not possible for this cart."))
            self._trouble.show()
            return
        if missing:
            self._trouble.setText(self.tr("Fill in the marked fields: the carrier needs them."))
            self._trouble.show()
            return
        draft, verification, contract = self._order
        if dt.datetime.now(tz=dt.UTC) > verification.valid_until:
            self.outdated.emit(draft)
            return
        self.placed.emit(
            Placement(
                draft=draft,
                verification=verification,
                contract=contract,
                delivery=choice,
                comment=self.comment.toPlainText().strip()[:COMMENT_LENGTH],
                customer_number=self.customer_number.text().strip(),
                email_copy_to="",
                print_at_once=self._print.isVisible() and self._print.isChecked(),
            )
        )

    def _leave_closed_method(self) -> None:
        """Go to the first method that is possible for this cart."""
        closed = {code for code, option in self._options.items() if not option.available}
        if self.methods.current not in closed:
            return
        possible = next((one.code for one in self._methods if one.code not in closed), "")
        if possible:
            self._show_methods(possible)
            self._choose(possible)

    def _closed(self, code: str) -> bool:
        option = self._options.get(code)
        return option is not None and not option.available

    def _show_methods(self, chosen: str) -> None:
        currency = self._order[2].currency if self._order else "UAH"
        places = ", ".join(one.name for one in self._warehouses)
        views = [
            method_view(one, self._options.get(one.code), places, currency, self._language)
            for one in self._methods
        ]
        self.methods.show_methods(views, chosen)
        self._order_focus()

    def _order_focus(self) -> None:
        """Tab goes as the page is filled in: method, where to, documents, remarks."""
        stops = [
            *self.methods.rows,
            *self.form.fields,
            self._print,
            self.customer_number,
            self.comment,
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @Slot(str)
    def _choose(self, code: str) -> None:
        method = next((one for one in self._methods if one.code == code), None)
        if method is not None:
            name = text_of(method.name, self._language)
            self._where.set_text(self.tr("Where to: {method}").format(method=name))
            self.form.show_method(method, self._warehouses)

    @Slot(str)
    def _open_terms(self, code: str) -> None:
        method = next((one for one in self._methods if one.code == code), None)
        if method is not None:
            popup = TermsPopup(self._theme, self, self._language)
            popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            popup.comparison_requested.connect(self._open_comparison)
            popup.show_method(method)
            popup.open_under(self._where)

    @Slot()
    def _open_comparison(self) -> None:
        popup = TermsComparison(self._theme, self, self._language)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.show_methods(self._methods)
        popup.open_under(self._title)

    @Slot()
    def _tick(self) -> None:
        if self._since is not None:
            waited = dt.datetime.now(tz=dt.UTC) - self._since
            self.summary.show_sending(int(waited.total_seconds()))

    def _build(self) -> None:
        theme = self._theme
        self._title = ElideLabel(theme, role="h2", middle=False)
        self._valid = Label(theme, role="small", colour="text3")
        back = Button(theme, self.tr("To the cart"), icon="arrow-left")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setContentsMargins(18, 9, 12, 9)
        head.addWidget(self._title, 1)
        head.addWidget(self._valid)
        head.addSpacing(10)
        head.addWidget(back)
        self.methods = MethodList(theme)
        self.comment = PlainTextEdit(
            theme, name=self.tr("Comment"), hint=self.tr("For the manager and the warehouse")
        )
        self.comment.setFixedHeight(theme.px(64))
        self.customer_number = LineEdit(theme, name=self.tr("Your order number"))
        self.customer_number.setMaxLength(100)
        left = part(NumberedTitle(theme, 1, self.tr("Delivery method")), self.methods)
        remarks = part(NumberedTitle(theme, 3, self.tr("Comment to the order")), self.comment)
        self._where = NumberedTitle(theme, 2)
        self.form = PlaceForm(theme)
        self._trouble = Label(theme, role="small", colour="err", wrap=True)
        self._trouble.hide()
        invoice = CheckBox(theme, self.tr("Invoice right after the order, PDF"))
        invoice.setChecked(True)
        invoice.setEnabled(False)
        self._print = CheckBox(theme)
        self._print.hide()
        right = part(
            self._where,
            self.form,
            self._trouble,
            Line(),
            SectionCaption(theme, self.tr("Documents")),
            invoice,
            self._print,
            Label(theme, self.tr("Your order number"), role="small-medium", colour="text2"),
            self.customer_number,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(ScrollPage(CheckoutColumns(theme, left, remarks, right)), 1)
        self.setFocusProxy(self.methods)

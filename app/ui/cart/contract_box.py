"""The contract of the cart beside it: pay terms, the limit before and after."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.cart.checks import over_limit, payment_text, vat_text
from app.ui.cart.summary_parts import LimitBar, Pair
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import ElideLabel, Label, SectionCaption

if TYPE_CHECKING:
    from app.domain.cart import Appraisal
    from app.domain.terms import Contract
    from app.ui.cart.valuation import Valuation
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate


class ContractBox(QWidget):
    """Which contract the draft is bought under."""

    contract_requested = Signal()

    def __init__(self, theme: Theme, valuation: Valuation) -> None:
        super().__init__()
        self._valuation = valuation
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(SectionCaption(theme, translate("Cart", "Contract of this cart")), 1)
        self._change = Button(theme, translate("Cart", "Change F4"), kind="link", size="small")
        self._change.clicked.connect(self.contract_requested)
        head.addWidget(self._change)
        column.addLayout(head)
        self._contract = ElideLabel(theme, role="strong")
        self._terms = ElideLabel(theme, role="small", colour="text3", middle=False)
        self._left = Pair(theme, translate("Cart", "Limit left"))
        self._after = Pair(theme, translate("Cart", "After the order"))
        self._bar = LimitBar(theme, translate("Cart", "Limit before and after the order"))
        self._pay = Label(theme, role="small-strong", colour="err", wrap=True)
        for widget in (
            self._contract,
            self._terms,
            self._left,
            self._after,
            self._bar,
            self._pay,
        ):
            column.addWidget(widget)

    def show_contract(self, appraisal: Appraisal, contract: Contract) -> None:
        """Show the contract and what the order does to its limit."""
        name = translate("Cart", "{name} · No. {number}").format(
            name=contract.name, number=contract.number
        )
        self._contract.set_text(name)
        profile = self._valuation.terms.profile
        kind = profile.price_types.get(contract.price_type) if profile else None
        today = dt.datetime.now().astimezone().date()
        parts = [vat_text(contract), payment_text(contract, today)]
        prices = translate("Cart", "{name}, {currency}").format(
            name=kind.name if kind else "—", currency=contract.currency
        )
        self._terms.set_text(" · ".join(filter(None, [prices, *parts])))
        left, currency = contract.limit_left_e4, contract.currency
        for widget in (self._left, self._after, self._bar):
            widget.setVisible(left is not None)
        over = over_limit(self._valuation)
        self._pay.setVisible(over > 0)
        if left is None:
            return
        after = left - appraisal.totals.payable_e4
        self._left.say(formats.money(left, currency))
        self._after.say(formats.money(after, currency), "err" if over else "text")
        limit = contract.limit_e4 or max(left, 1)
        self._bar.show_shares(1 - left / limit, appraisal.totals.payable_e4 / limit, over=over > 0)
        if over:
            text = translate("Cart", "Over the limit. Pay {sum} or remove lines.").format(
                sum=formats.money(over, currency)
            )
            self._pay.setText(text)

"""The right side of checkout: sums, contract, parts, what happens next, the one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.shell.commands import shown_key
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Line, ScrollPage
from app.ui.widgets.labels import Label, SectionCaption
from app.ui.widgets.marks import Icon

if TYPE_CHECKING:
    from app.domain.terms import Contract, Profile
    from app.domain.verification import PartPreview, Verification
    from app.ui.theme.theme import Theme

LARGEST_SCALE = 115
"""The text size in per cent up to which a large sum fits beside its name."""


class CheckoutSummary(QWidget):
    """What is ordered and for how much; the documents 1C will make."""

    placed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._idle_text = self.tr("Place order")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        self.button = Button(
            theme,
            self.tr("Place order"),
            kind="primary",
            size="large",
            key=shown_key("primary"),
        )
        self.button.setObjectName("place-order")
        self.button.clicked.connect(self.placed)
        self._once = Label(
            theme,
            self.tr("Pressing again will not create a second order"),
            role="caption",
            colour="text3",
            wrap=True,
        )
        self._once.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.addWidget(self.button)
        foot.addWidget(self._once)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ScrollPage(self._body), 1)
        layout.addLayout(foot)

    def show_order(self, verification: Verification, contract: Contract, profile: Profile) -> None:
        """Show what was verified."""
        _empty(self._column)
        currency = contract.currency
        self._column.addWidget(SectionCaption(self._theme, self.tr("Order")))
        lines = self.tr("%n lines", "", len(verification.lines))
        sums = [
            (lines, formats.money(verification.total_e4, currency)),
            (_vat_words(contract), formats.money(verification.vat_e4, currency)),
        ]
        weights = [part.weight_g for part in verification.parts if part.weight_g]
        if weights:
            kilograms = formats.quantity(sum(weights))
            sums.append((self.tr("Weight"), self.tr("{n} kg").format(n=kilograms)))
        self._column.addLayout(self._pairs(sums))
        self._column.addWidget(Line())
        total = QHBoxLayout()
        total.addWidget(Label(self._theme, self.tr("To the invoice"), role="strong"))
        total.addStretch(1)
        amount = formats.money(verification.total_e4, currency)
        role = "h0" if self._theme.scale <= LARGEST_SCALE else "h2"
        total.addWidget(Label(self._theme, amount, role=role))
        self._column.addLayout(total)
        self._column.addWidget(Line())
        self._column.addWidget(SectionCaption(self._theme, self.tr("Contract")))
        self._column.addWidget(
            Label(self._theme, f"{contract.name} · №{contract.number}", role="strong", wrap=True)
        )
        if verification.limit_after_e4 is not None:
            left = formats.money(verification.limit_after_e4, currency)
            text = self.tr("limit left after the order: {sum}").format(sum=left)
            self._column.addWidget(Label(self._theme, text, role="small", colour="text2"))
        self._column.addWidget(Line())
        self._show_parts(verification, profile, currency)
        self._show_next(verification)
        self._column.addStretch(1)

    def show_sending(self, seconds: int | None) -> None:
        """Show how long the order has been on its way, or that it is not (None)."""
        self.button.set_busy(busy=seconds is not None)
        self.button.setEnabled(seconds is None)
        text = self._idle_text
        if seconds is not None:
            text = self.tr("Placing… {n} s").format(n=seconds)
        self.button.setText(text)

    def show_queued(self, *, queued: bool) -> None:
        """Offline: the order will wait in the queue."""
        self._idle_text = self.tr("Queue order") if queued else self.tr("Place order")
        if not self.button.busy:
            self.button.setText(self._idle_text)

    def _show_parts(self, verification: Verification, profile: Profile, currency: str) -> None:
        if not verification.parts:
            return
        title = self.tr("%n documents in the supplier’s books", "", len(verification.parts))
        self._column.addWidget(SectionCaption(self._theme, title))
        pairs = [
            (self._part_name(part, profile), formats.money(part.sum_e4, currency))
            for part in verification.parts
        ]
        self._column.addLayout(self._pairs(pairs))
        self._column.addWidget(Line())

    def _part_name(self, part: PartPreview, profile: Profile) -> str:
        warehouse = profile.warehouse_by_guid.get(part.warehouse)
        name = warehouse.name if warehouse else part.warehouse
        count = self.tr("%n lines", "", len(part.lines))
        if part.ship_on:
            day = formats.day_short(part.ship_on)
            return self.tr("{name}: {lines}, leaves {day}").format(name=name, lines=count, day=day)
        return f"{name}: {count}"

    def _show_next(self, verification: Verification) -> None:
        self._column.addWidget(SectionCaption(self._theme, self.tr("What happens")))
        until = verification.reserved_until
        reserved = (
            self.tr("Goods are reserved until {day}").format(day=formats.day(until.date()))
            if until
            else self.tr("Goods are reserved for this order at once")
        )
        for icon, text in (
            ("file-check-2", self.tr("The order gets into the supplier’s books")),
            ("lock", reserved),
            ("receipt-text", self.tr("The invoice appears here at once")),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Icon(self._theme, icon, "text3", 15), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(self._theme, text, role="small", wrap=True), 1)
            self._column.addLayout(row)

    def _pairs(self, pairs: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for row, (name, value) in enumerate(pairs):
            grid.addWidget(
                Label(self._theme, name, role="small", colour="text2", wrap=True), row, 0
            )
            number = Label(self._theme, value, role="number")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(number, row, 1)
        return grid


def _vat_words(contract: Contract) -> str:
    from PySide6.QtCore import QCoreApplication

    translate = QCoreApplication.translate
    if contract.vat == "on_top":
        return translate("CheckoutSummary", "VAT on top")
    if contract.vat == "none":
        return translate("CheckoutSummary", "VAT (the contract is without VAT)")
    return translate("CheckoutSummary", "VAT inside")


def _empty(layout: QVBoxLayout | QHBoxLayout | QGridLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout | QGridLayout):
            _empty(inner)

"""The panel beside the cart: what it comes to, under which contract, and what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.cart.checks import Check, checks_of
from app.ui.cart.contract_box import ContractBox
from app.ui.cart.rows import weight_text
from app.ui.cart.summary_parts import Other, Pair, Point, vat_line, volume_text
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Line
from app.ui.widgets.labels import ElideLabel, Label, SectionCaption

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.domain.cart import Appraisal
    from app.domain.terms import Contract
    from app.ui.cart.valuation import Valuation
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_PENDING_MS = 100
_OTHERS = 4
_CHECKS = 6


class CartSummary(QFrame):
    """Sums of the active draft. Everything in it comes from the valuation."""

    ordered = Signal()
    """The primary button."""
    contract_requested = Signal()
    jumped = Signal(object)
    """The id of a line to go to."""

    def __init__(self, theme: Theme, valuation: Valuation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._valuation = valuation
        self._online = True
        self._checks: list[Check] = []
        self._due = True
        """The valuation has changed since it was shown."""
        self.setObjectName("SidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PENDING_MS)
        self._slow.timeout.connect(self._grey)
        self._build()
        valuation.changed.connect(self.renew)
        valuation.pending_changed.connect(self._note_pending)
        theme.changed.connect(self._dress)
        self._dress()
        self._renew_due()

    @property
    def checks(self) -> list[Check]:
        """What stands before the order now."""
        self._renew_due()
        return self._checks

    @property
    def button(self) -> Button:
        """The primary button, as the draft is now."""
        self._renew_due()
        return self._order

    def set_online(self, *, online: bool) -> None:
        """Say whether ordering checks now or waits in the queue."""
        self._online = online
        self._show_button()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._renew_due()
        super().showEvent(event)

    @Slot()
    def renew(self) -> None:
        """Show what the draft comes to now; on a page that is not shown, when it is."""
        self._due = True
        if self.isVisibleTo(self.window()):
            self._renew_due()

    def _renew_due(self) -> None:
        if not self._due:
            return
        self._due = False
        valuation = self._valuation
        appraisal, contract = valuation.appraisal, valuation.contract
        if appraisal is None or contract is None:
            self._body.setEnabled(False)
            self._order.setEnabled(False)
            return
        self._body.setEnabled(True)
        self._show_totals(appraisal, contract)
        self._contract.show_contract(appraisal, contract)
        self._show_others(contract)
        self._checks = checks_of(valuation)
        self._show_checks()
        self._show_button()

    def _build(self) -> None:
        theme = self._theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QWidget()
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(16, 14, 16, 10)
        column.setSpacing(6)
        self._caption = SectionCaption(theme, "")
        self._total = Label(theme, role="total")
        self._vat = ElideLabel(theme, role="small-number", colour="text3", middle=False)
        self._weight = Pair(theme, translate("Cart", "Weight"))
        self._volume = Pair(theme, translate("Cart", "Volume"))
        self._minimum = Pair(theme, translate("Cart", "Minimum order"))
        self._unpriced = Pair(theme, translate("Cart", "Without a price"))
        for widget in (self._caption, self._total, self._vat):
            column.addWidget(widget)
        for pair in (self._weight, self._volume, self._minimum, self._unpriced):
            column.addWidget(pair)
        self._divide(column)
        self._contract = ContractBox(theme, self._valuation)
        self._contract.contract_requested.connect(self.contract_requested)
        column.addWidget(self._contract)
        self._divide(column)
        others = translate("Cart", "This cart under other contracts")
        self._others_caption = SectionCaption(theme, others)
        column.addWidget(self._others_caption)
        self._others = [Other(theme) for _ in range(_OTHERS)]
        for other in self._others:
            column.addWidget(other)
        self._divide(column)
        column.addWidget(SectionCaption(theme, translate("Cart", "Before ordering")))
        self._points = [Point(theme) for _ in range(_CHECKS)]
        for point in self._points:
            point.jumped.connect(self.jumped)
            column.addWidget(point)
        column.addStretch(1)
        area.setWidget(self._body)
        # The scroll area makes its widget opaque; the panel's own ground has to be seen.
        self._body.setAutoFillBackground(False)
        outer.addWidget(area, 1)
        outer.addWidget(self._build_footer())

    def _build_footer(self) -> QWidget:
        theme = self._theme
        footer = QFrame(self)
        footer.setObjectName("CartFooter")
        column = QVBoxLayout(footer)
        column.setContentsMargins(16, 0, 16, 12)
        column.setSpacing(7)
        column.addWidget(Line(parent=footer))
        column.addSpacing(3)
        self._order = Button(theme, kind="primary", size="large", key="Ctrl+Enter")
        self._order.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._order.clicked.connect(self.ordered)
        self._hint = Label(theme, role="caption", colour="text3", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._order)
        column.addWidget(self._hint)
        return footer

    def _divide(self, column: QVBoxLayout) -> None:
        column.addSpacing(4)
        column.addWidget(Line(parent=self._body))
        column.addSpacing(4)

    def _show_totals(self, appraisal: Appraisal, contract: Contract) -> None:
        lines = len(appraisal.lines)
        items = translate("Cart", "%n item(s)", "", lines)
        groups, unpriced = len(appraisal.groups), appraisal.unpriced
        places = translate("Cart", "%n warehouse(s)", "", groups)
        remark = translate("Cart", "{items}, {places}").format(items=items, places=places)
        self._caption.set_text(translate("Cart", "Total"), remark if lines else "")
        total = appraisal.totals
        self._total.setText(formats.money(total.payable_e4, contract.currency))
        self._total.setAccessibleName(formats.money_words(total.payable_e4, contract.currency))
        self._total.set_colour("text")
        self._vat.set_text(vat_line(appraisal, contract))
        self._weight.say(weight_text(appraisal.weight_g) if appraisal.weight_g else "—")
        self._volume.say(volume_text(appraisal.volume_cm3))
        self._unpriced.setVisible(appraisal.unpriced > 0)
        self._unpriced.say(translate("Cart", "%n item(s)", "", unpriced), "warn")
        need = contract.minimum_order_e4
        self._minimum.setVisible(bool(need))
        if need:
            have = self._valuation.minimum_have()
            if have >= need:
                text = translate("Cart", "{sum} reached").format(
                    sum=formats.round_money(need, contract.currency)
                )
                self._minimum.say(text, "ok")
            else:
                text = translate("Cart", "{sum} missing").format(
                    sum=formats.money(need - have, contract.currency)
                )
                self._minimum.say(text, "err" if lines else "text3")

    def _show_others(self, contract: Contract) -> None:
        found = self._valuation.elsewhere()
        self._others_caption.setVisible(bool(found))
        total = len(self._valuation.draft.lines) if self._valuation.draft else 0
        for number, row in enumerate(self._others):
            row.setVisible(number < len(found))
            if number >= len(found):
                continue
            other = found[number]
            sum_text = formats.amount(other.payable_e4)
            if other.contract.currency != contract.currency:
                sum_text = formats.money(other.payable_e4, other.contract.currency)
            remark, colour = formats.difference(other.difference_e4), "text3"
            if other.difference_e4 is not None and other.difference_e4 < 0:
                colour = "ok"
            if other.unpriced and total:
                remark = translate("Cart", "{n} of {total}").format(
                    n=total - other.unpriced, total=total
                )
                colour = "warn"
            row.say(other.contract.name, sum_text, remark, colour)

    def _show_checks(self) -> None:
        for number, point in enumerate(self._points):
            point.setVisible(number < len(self._checks))
            if number < len(self._checks):
                point.show_check(self._checks[number])

    def _show_button(self) -> None:
        draft = self._valuation.draft
        stop = next((check for check in self._checks if check.stops), None)
        empty = draft is None or not draft.lines
        self._order.setEnabled(not empty and stop is None)
        if self._online:
            self._order.setText(translate("Cart", "Check and order"))
            hint = translate("Cart", "Prices and stock are checked with the server next")
        else:
            self._order.setText(translate("Cart", "Queue order"))
            hint = translate("Cart", "We check prices and stock before sending")
        if stop is not None and not empty:
            hint = translate("Cart", "First: {what}").format(what=stop.text)
        self._hint.setText(hint)
        self._hint.set_colour("err" if stop is not None and not empty else "text3")
        self._order.setAccessibleDescription(hint)
        self._order.updateGeometry()
        self._order.update()

    @Slot(bool)
    def _note_pending(self, pending: bool) -> None:  # noqa: FBT001 - a slot of a Qt signal
        if pending:
            self._slow.start()
        else:
            self._slow.stop()

    @Slot()
    def _grey(self) -> None:
        self._total.set_colour("text3")

    @Slot()
    def _dress(self) -> None:
        self.setFixedWidth(min(420, self._theme.px(sizes.CART_SUMMARY)))

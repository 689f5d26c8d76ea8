"""The check before ordering: only what changed, a decision for each, the order's own problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Severity
from app.ui import formats
from app.ui.cart.verification_choices import Sums, decide, resolved, sums_of
from app.ui.cart.verification_model import VerifyModel
from app.ui.cart.verification_parts import FigureStrip, OrderNotes, VerifyFoot, ask_rise, facts_text
from app.ui.cart.verification_table import VerifyTable
from app.ui.overriding import override
from app.ui.shell.commands import add_action, under_layouts
from app.ui.shell.view import KeyHint
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Line
from app.ui.widgets.labels import ElideLabel, Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.domain.cart import Draft, LineId
    from app.domain.terms import Contract, Warehouse
    from app.domain.verification import Verification, VerifiedLine
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
CONFIRM_RISE_E4 = 500
"""Accepting everything asks once when the total rises by more than this share (5 %)."""


class VerificationScreen(QWidget):
    """Shows a Verification that is not clean; `resolved` when everything is decided."""

    resolved = Signal(object, bool)
    """The Draft as decided, and whether it is the same draft with changed prices accepted (so
    that this check still holds; otherwise it must be checked again)."""
    left = Signal()
    """Back to the cart; nothing is changed."""
    kept = Signal(object)
    """The Draft with what has been decided so far, to be kept; back to the cart."""

    def __init__(
        self, theme: Theme, terms: Terms, goods: Goods, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._terms = terms
        self._goods = goods
        self._verification: Verification | None = None
        self._draft: Draft | None = None
        self._contract: Contract | None = None
        self.model = VerifyModel()
        self.table = VerifyTable(theme, self.model)
        self.table.setAccessibleName(translate("Cart", "Changed lines"))
        self._build()
        self.model.decided.connect(self._renew)
        self.table.next_asked.connect(self.show_next)
        add_action(self, "primary", self.go_on, translate("Cart", "Go on"))
        accepting = QShortcut(self)
        accepting.setKeys([QKeySequence(keys) for keys in under_layouts("Ctrl+Shift+A")])
        accepting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        accepting.activated.connect(self.accept_all)
        self.setFocusProxy(self.table)

    def show_check(self, verification: Verification, draft: Draft, contract: Contract) -> None:
        """Show a check; focus goes to the first line that waits for a decision."""
        self._verification, self._draft, self._contract = verification, draft, contract
        decisions = decide(verification, self._goods_of)
        names = {one.guid: one.name for one in self._places()}
        self.model.show(decisions, contract, names)
        same = len(verification.lines) - len(decisions)
        at = verification.as_of.astimezone()
        self._title.set_text(
            translate("Cart", "Check before ordering · {name}").format(name=draft.name)
        )
        count = len(decisions)
        changes = translate("Cart", "%n change(s)", "", count)
        rest = translate("Cart", "%n line(s) unchanged", "", same)
        self._subtitle.set_text(
            translate("Cart", "Checked with the server at {time}: {changes}, {rest}").format(
                time=formats.clock(at), changes=changes, rest=rest
            )
        )
        self._notes.show_check(verification, contract)
        self.table.setVisible(bool(decisions))
        facts = facts_text(verification, contract)
        if same and decisions:
            unchanged = translate("Cart", "Unchanged: %n line(s)", "", same)
            facts = translate("Cart", "{first} · {rest}").format(first=unchanged, rest=facts)
        self._facts.setText(facts)
        self._renew()
        waiting = self.model.open_rows
        self.table.go_to(waiting[0] if waiting else 0)
        self.table.setFocus()

    @property
    def key_hints(self) -> tuple[KeyHint, ...]:
        """Keys of the table for the status bar."""
        return (
            KeyHint("A", translate("Cart", "accept")),
            KeyHint("R", translate("Cart", "remove")),
            KeyHint("N", translate("Cart", "the next to decide")),
        )

    def accepted_prices(self) -> dict[LineId, int | None]:
        """The prices that the user has seen and accepted here, by line."""
        return {
            one.line.line.id: one.line.price_e4
            for one in self.model.decisions
            if one.chosen is not None and one.choice.kind != "remove"
        }

    @property
    def can_go_on(self) -> bool:
        """Whether everything is decided and the order as a whole may go."""
        verification, draft = self._verification, self._draft
        if verification is None or draft is None or self.model.open_rows:
            return False
        after = resolved(draft, self.model.decisions)
        # An order's problem may be solved by the decisions; then the next check tells.
        return bool(after.lines) and (after != draft or not self._stopped())

    @Slot()
    def go_on(self) -> None:
        """Hand over what was decided, if everything is; else go to what waits."""
        if self._draft is None:
            return
        if not self.can_go_on:
            self.show_next()
            return
        after = resolved(self._draft, self.model.decisions)
        self.resolved.emit(after, after == self._draft)

    @Slot()
    def accept_all(self) -> None:
        """Decide all that waits; a rise of the total over 5 % is asked about once."""
        sums = self._sums()
        if sums is None or not self.model.open_rows:
            return
        if (sums.now_e4 - sums.was_e4) * 10_000 > sums.was_e4 * CONFIRM_RISE_E4:
            currency = self._contract.currency if self._contract else ""
            ask_rise(self, sums, currency, self._accept)
            return
        self._accept()

    @Slot()
    def show_next(self) -> None:
        """Go to the next line that waits."""
        waiting, row = self.model.open_rows, self.table.currentIndex().row()
        if waiting:
            self.table.go_to(next((one for one in waiting if one > row), waiting[0]))
            self.table.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._notes.fit()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(Line(parent=self))
        self._figures = FigureStrip(self._theme, self)
        column.addWidget(self._figures)
        self._notes = OrderNotes(self._theme, self)
        column.addWidget(self._notes)
        self.table.setMinimumHeight(self._theme.px(sizes.TABLE_HEADER + sizes.VERIFY_ROW))
        column.addWidget(self.table, 1)
        self._facts = Label(self._theme, role="small", colour="text2", wrap=True)
        self._facts.setContentsMargins(20, 8, 20, 8)
        column.addWidget(self._facts)
        column.addStretch(0)
        self._foot = VerifyFoot(self._theme, self)
        self._foot.next_asked.connect(self.show_next)
        self._foot.kept.connect(self._keep_so_far)
        self._foot.went_on.connect(self.go_on)
        column.addWidget(self._foot)

    def _build_head(self) -> QWidget:
        theme = self._theme
        head = QWidget(self)
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(10)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        self._title = ElideLabel(theme, role="h2")
        self._subtitle = ElideLabel(theme, role="small", colour="text3", middle=False)
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        row.addLayout(texts, 1)
        self._back = Button(theme, translate("Cart", "To the cart"), icon="arrow-left", key="Esc")
        self._back.clicked.connect(self.left)
        self._all = Button(
            theme, translate("Cart", "Accept all"), icon="check-check", key="Ctrl+Shift+A"
        )
        self._all.clicked.connect(self.accept_all)
        row.addWidget(self._back)
        row.addWidget(self._all)
        return head

    @Slot()
    def _renew(self) -> None:
        sums, contract = self._sums(), self._contract
        if sums is None or contract is None:
            return
        rows, waiting = self.model.rowCount(), self.model.open_rows
        self._figures.show_sums(sums, contract.currency, rows - len(waiting), rows)
        self._show_footer(waiting)

    def _show_footer(self, waiting: list[int]) -> None:
        text, colour = "", "warn"
        if waiting:
            numbers = ", ".join(str(one + 1) for one in waiting[:6])
            count = len(waiting)
            text = translate("Cart", "%n line(s) to decide: {numbers}", "", count)
            text = text.format(numbers=numbers + ("…" if len(waiting) > 6 else ""))
        elif self._stopped() and not self.can_go_on:
            text, colour = translate("Cart", "The order cannot go on as it is"), "err"
        elif self.can_go_on:
            text, colour = translate("Cart", "Everything is decided"), "ok"
        else:
            text = translate("Cart", "Nothing is left to order")
        self._all.setEnabled(bool(waiting))
        self._foot.say(text, colour, waiting=bool(waiting), can_go_on=self.can_go_on)

    def _stopped(self) -> bool:
        problems = self._verification.problems if self._verification else ()
        return any(problem.severity == Severity.ERROR for problem in problems)

    def _sums(self) -> Sums | None:
        if self._verification is None or self._contract is None:
            return None
        return sums_of(self._verification, self.model.decisions, self._contract, self._rate_of)

    @Slot()
    def _accept(self) -> None:
        self.model.accept_all()
        self._foot.go.setFocus()

    @Slot()
    def _keep_so_far(self) -> None:
        if self._draft is not None:
            self.kept.emit(resolved(self._draft, self.model.decisions))

    def _goods_of(self, line: VerifiedLine) -> tuple[int | None, int | None]:
        known = self._goods.known((line.line.product, line.line.variant))
        return (known.pack_milli, known.vat_rate) if known else (None, None)

    def _rate_of(self, line: VerifiedLine) -> int | None:
        return self._goods_of(line)[1]

    def _places(self) -> tuple[Warehouse, ...]:
        return self._terms.profile.warehouses if self._terms.profile else ()

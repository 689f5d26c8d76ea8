"""What the cart's keys, menus and fixes do to the drafts, each with its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.domain.cart import one_pack_less, one_pack_more
from app.ui import formats
from app.ui.cart.copying import copied
from app.ui.cart.fixes import Fix, apply_fix
from app.ui.cart.quick_add import rounded_text

if TYPE_CHECKING:
    from app.domain.cart import LineId
    from app.ui.cart.model import CartModel
    from app.ui.cart.table import CartTable
    from app.ui.cart.undoing import Undoing
    from app.ui.cart.valuation import Valuation

translate = QCoreApplication.translate


class LineActions(QObject):
    """Changes the active draft for the table and its menus."""

    contract_requested = Signal()
    """A fix asks for another contract."""
    contract_taken = Signal(str)
    """The active draft has another contract, in words."""

    def __init__(
        self,
        valuation: Valuation,
        model: CartModel,
        table: CartTable,
        undoing: Undoing,
    ) -> None:
        super().__init__(table)
        self._valuation = valuation
        self._drafts = valuation.drafts
        self._model = model
        self._table = table
        self._undoing = undoing
        table.stepped.connect(self.step)
        table.removed.connect(self.remove_lines)
        table.fixed.connect(self.fix)
        model.rounded.connect(self._note_rounded)
        model.emptied.connect(self._note_emptied)

    @Slot(object)
    def remove_lines(self, ids: list[LineId]) -> None:
        """Take lines out, with an undo bar."""
        rows = [row for one in ids if (row := self._model.line_row(one)) is not None]
        at = self._table.currentIndex().row()
        total = sum(row.sum_e4 or 0 for row in rows)
        contract = self._valuation.contract
        self._drafts.take_out(ids)
        self._table.go_to_row(min(at, self._model.rowCount() - 1))
        count = len(ids)
        text = translate("Cart", "%n line(s) removed, {sum}", "", count).format(
            sum=formats.money(total, contract.currency if contract else "")
        )
        self._undoing.offer(text)

    @Slot()
    def clear(self) -> None:
        """Take all lines of the active draft out, with an undo bar."""
        lines = len(self._drafts.active.lines)
        if lines:
            self._drafts.clear(self._drafts.active_id)
            self._undoing.offer(translate("Cart", "%n line(s) removed", "", lines))

    @Slot(str)
    def take_contract(self, contract_id: str) -> None:
        """Keep another contract for the active draft, with an undo bar."""
        profile = self._valuation.terms.profile
        contract = profile.contract_by_id.get(contract_id) if profile else None
        if contract is not None:
            self._drafts.pin(self._drafts.active_id, contract)
            text = translate("Cart", "This cart is now under contract {short}")
            self._undoing.offer(text.format(short=contract.short))
            self.contract_taken.emit(text.format(short=contract.short))

    @Slot(str)
    def close_draft(self, draft_id: str) -> None:
        """Close a draft; it can be opened again while the undo bar is there."""
        draft = self._drafts.get(draft_id)
        if draft is None:
            return
        last = len(self._drafts.all) == 1
        self._drafts.remove(draft_id)
        if draft.lines or not last:
            text = translate("Cart", "Cart closed: {name}").format(name=draft.name)
            self._undoing.offer(text, None if last else draft)

    @Slot()
    def copy(self) -> None:
        """Put the selected lines on the clipboard, for Excel and for mail."""
        wanted = self._table.selected_ids()
        rows = [row for one in wanted if (row := self._model.line_row(one)) is not None]
        if rows:
            QApplication.clipboard().setMimeData(copied(rows))

    @Slot(object, object)
    def fix(self, line_id: LineId, fix: Fix) -> None:
        """Do a ready fix."""
        if fix.kind == "contract":
            self.contract_requested.emit()
        elif fix.kind == "remove":
            self.remove_lines([line_id])
        else:
            self._drafts.change(apply_fix(self._drafts.active, line_id, fix))
            self._table.setFocus()

    @Slot(object, bool)
    def step(self, line_id: LineId, more: bool) -> None:  # noqa: FBT001 - a slot of a Qt signal
        """One pack more or less; never less than one."""
        row = self._model.line_row(line_id)
        if row is None:
            return
        step = one_pack_more if more else one_pack_less
        quantity = step(row.quantity_milli, row.pack_milli)
        if quantity > 0:
            self._model.set_quantity(line_id, quantity)

    @Slot()
    def _note_emptied(self) -> None:
        count = 1
        self._undoing.offer(translate("Cart", "%n line(s) removed", "", count))

    @Slot(int, int, int)
    def _note_rounded(self, typed_milli: int, became_milli: int, pack_milli: int) -> None:
        self._undoing.offer(rounded_text(typed_milli, became_milli, pack_milli))

    @Slot(str, int)
    def note_moved(self, name: str, lines: int) -> None:
        """Lines went to another draft: offer the way back."""
        text = translate("Cart", "%n line(s) moved to {name}", "", lines)
        self._undoing.offer(text.format(name=name))

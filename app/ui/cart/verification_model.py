"""The changed lines of a check, prepared for painting, with the user's decisions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.errors import ProblemCode
from app.ui import formats
from app.ui.cart.columns import Column, verify_columns
from app.ui.cart.problems import short
from app.ui.cart.verification_choices import Decision, choice_text, line_difference
from app.ui.overriding import override
from app.ui.widgets.labels import plain_tooltip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.cart import DraftLine
    from app.domain.terms import Contract

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
translate = QCoreApplication.translate
_USUAL_CHOICES = 3


class VerifyRow(NamedTuple):
    """A changed line in words. `*_was` is '' where nothing changed."""

    number: int
    article: str
    name: str
    second: str
    price: str
    price_was: str
    price_note: str
    price_tint: str
    quantity: str
    quantity_was: str
    quantity_note: str
    sum: str
    sum_tint: str
    texts: tuple[str, ...]
    chosen: int | None


class VerifyModel(QAbstractTableModel):
    """A flat model of decisions; the delegate paints `row(n)`."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._decisions: list[Decision] = []
        self._rows: list[VerifyRow] = []
        self._contract: Contract | None = None
        self._names: Mapping[str, str] = {}
        self.columns: list[Column] = verify_columns("")

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        key = self.columns[index.column()].key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(row, key)
        if role == Qt.ItemDataRole.ToolTipRole and key == "name":
            return plain_tooltip(row.name)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole
        if shown and orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            return self.columns[section].title
        return None

    def show(self, decisions: list[Decision], contract: Contract, names: Mapping[str, str]) -> None:
        """Show other decisions; `names` of warehouses by guid."""
        self.beginResetModel()
        self._decisions = list(decisions)
        self._contract = contract
        self._names = names
        many = any(len(one.choices) > _USUAL_CHOICES for one in decisions)
        self.columns = verify_columns(contract.currency, many_choices=many)
        self._rows = [self._prepare(n, one) for n, one in enumerate(decisions, start=1)]
        self.endResetModel()

    def row(self, number: int) -> VerifyRow | None:
        """What to paint in a row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    @property
    def decisions(self) -> list[Decision]:
        """The decisions as they are now."""
        return list(self._decisions)

    @property
    def open_rows(self) -> list[int]:
        """Rows that wait for a decision."""
        return [n for n, one in enumerate(self._decisions) if one.chosen is None]

    def choose(self, row: int, choice: int) -> bool:
        """Decide a row; False when there is no such choice."""
        if not 0 <= row < len(self._decisions):
            return False
        decision = self._decisions[row]
        if not 0 <= choice < len(decision.choices):
            return False
        self._set(row, choice)
        self.decided.emit()
        return True

    def choose_kind(self, row: int, *, removing: bool) -> bool:
        """Decide a row to be removed, or to take what stands first."""
        if not 0 <= row < len(self._decisions):
            return False
        choices = self._decisions[row].choices
        last = len(choices) - 1
        if removing:
            return self.choose(row, last)
        return choices[0].kind != "remove" and self.choose(row, 0)

    def accept_all(self) -> None:
        """Take what stands first in every row that waits."""
        for row in self.open_rows:
            self._set(row, 0)
        self.decided.emit()

    def _set(self, row: int, choice: int) -> None:
        self._decisions[row] = self._decisions[row]._replace(chosen=choice)
        self._rows[row] = self._prepare(row + 1, self._decisions[row])
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _prepare(self, number: int, decision: Decision) -> VerifyRow:
        contract = self._contract
        assert contract is not None  # noqa: S101 - `show` has set it
        line = decision.line
        draft_line = line.line
        price_was, note, tint = "", "", ""
        shown, now = line.shown_price_e4, line.price_e4
        if shown is not None and now is not None and shown != now and shown:
            price_was = formats.amount(shown)
            note = formats.percent((now - shown) * 10_000 // shown)
            tint = "ok" if now < shown else "warn"
        wanted, choice = draft_line.quantity_milli, decision.choice
        quantity, was, reason = formats.quantity(wanted), "", _reason(decision)
        if choice.total_milli != wanted:
            was, quantity = quantity, formats.quantity(choice.total_milli)
        difference = line_difference(decision, contract)
        texts = tuple(
            choice_text(one, len(decision.choices) == 1, self._names) for one in decision.choices
        )
        place = self._names.get(draft_line.warehouse, "—")
        return VerifyRow(
            number=number,
            article=draft_line.article,
            name=draft_line.name,
            second=" · ".join(filter(None, (place, _wait(draft_line), draft_line.comment))),
            price=formats.amount(now),
            price_was=price_was,
            price_note=note,
            price_tint=tint,
            quantity=f"{quantity}{formats.NBSP}{draft_line.unit}",
            quantity_was=was,
            quantity_note=reason,
            sum=formats.difference(difference) if difference else "—",
            sum_tint="ok" if difference < 0 else "warn" if difference > 0 else "text3",
            texts=texts,
            chosen=decision.chosen,
        )


def _reason(decision: Decision) -> str:
    """Return why the quantity cannot stay, '' when only the price changed."""
    for problem in decision.line.problems:
        if problem.code == ProblemCode.PRICE_CHANGED:
            continue
        if problem.code == ProblemCode.NOT_ENOUGH and problem.free_now_milli is not None:
            return translate("Cart", "only {n} free").format(
                n=formats.quantity(problem.free_now_milli)
            )
        if problem.code == ProblemCode.WRONG_PACK and problem.pack_milli:
            return translate("Cart", "packs of {n}").format(n=formats.quantity(problem.pack_milli))
        if problem.code == ProblemCode.BACKORDER_DATE and problem.since is not None:
            return translate("Cart", "expected {day}").format(
                day=formats.day_short(problem.since.date())
            )
        if problem.code == ProblemCode.BACKORDER_DATE and problem.free_now_milli:
            return translate("Cart", "{n} free").format(n=formats.quantity(problem.free_now_milli))
        return short(problem.code)
    return ""


def _wait(line: DraftLine) -> str:
    if line.backorder_on is None:
        return ""
    day = formats.day_short(dt.date.fromisoformat(line.backorder_on))
    return translate("Cart", "waits for {day}").format(day=day)


def _spoken(row: VerifyRow, key: str) -> str:
    if key == "price" and row.price_was:
        return translate("Cart", "price was {was}, now {now}, {share}").format(
            was=row.price_was, now=row.price, share=row.price_note
        )
    if key == "quantity":
        if row.quantity_was:
            return translate("Cart", "quantity was {was}, now {now}, {why}").format(
                was=row.quantity_was, now=row.quantity, why=row.quantity_note
            )
        return f"{row.quantity}, {row.quantity_note}" if row.quantity_note else row.quantity
    if key == "choice":
        if row.chosen is not None:
            return translate("Cart", "decided: {what}").format(what=row.texts[row.chosen])
        return translate("Cart", "not decided: {choices}").format(choices=", ".join(row.texts))
    if key == "number":
        return str(row.number)
    if key == "name":
        return f"{row.name}. {row.second}"
    return str(getattr(row, key))

"""What the open drafts come to, kept up to date from memory: no reads, no requests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.cart import Appraisal, Draft, LineId, appraise
from app.ui.catalogue.columns import home_warehouse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.cart import DraftLine, LineFacts
    from app.domain.terms import Contract, Warehouse
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms


class Elsewhere(NamedTuple):
    """The cart under another contract; `difference_e4` None = not to be compared."""

    contract: Contract
    payable_e4: int | None
    difference_e4: int | None
    unpriced: int


class _Counted(NamedTuple):
    draft: Draft
    contract: Contract
    errors: int


class Valuation(QObject):
    """The active draft with its contract and appraisal; `changed` after each recomputation."""

    changed = Signal()
    pending_changed = Signal(bool)
    """True while the cache is asked about goods that the draft names for the first time."""

    def __init__(self, terms: Terms, goods: Goods, drafts: Drafts) -> None:
        super().__init__()
        self.terms = terms
        self.goods = goods
        self.drafts = drafts
        self.draft: Draft | None = None
        self.contract: Contract | None = None
        self.appraisal: Appraisal | None = None
        self.pending = False
        self._counted: dict[str, _Counted] = {}
        self._asked = 0
        # Facts don't depend on quantities, so an edit costs only arithmetic.
        self._facts: dict[tuple[str, LineId, bool], LineFacts] = {}
        self._elsewhere: list[Elsewhere] | None = None
        drafts.changed.connect(self.recompute)
        drafts.listed.connect(self.recompute)
        terms.contract_changed.connect(self._forget)
        terms.profile_changed.connect(self._forget)
        goods.prices_changed.connect(self._take_changed)
        goods.stock_changed.connect(self._take_changed)
        goods.products_changed.connect(self._forget)
        goods.opened.connect(self._forget)
        self.recompute()

    def contract_of(self, draft: Draft) -> Contract | None:
        """The contract that the draft is bought under: its own, else the catalogue's."""
        profile = self.terms.profile
        pinned = profile.contract_by_id.get(draft.contract or "") if profile else None
        return pinned or self.terms.contract

    def appraise(self, draft: Draft, contract: Contract) -> Appraisal:
        """Say what a draft comes to under a contract, with stock."""
        return self._appraise(draft, contract, self.warehouses)

    def elsewhere(self) -> list[Elsewhere]:
        """The active draft under the other contracts of the same counterparty."""
        if self._elsewhere is None:
            self._elsewhere = self._compare()
        return self._elsewhere

    def _compare(self) -> list[Elsewhere]:
        draft, contract, mine = self.draft, self.contract, self.appraisal
        profile = self.terms.profile
        if draft is None or contract is None or mine is None or profile is None:
            return []
        found = []
        for other in profile.contracts:
            same_buyer = other.counterparty == contract.counterparty
            if other.id == contract.id or not same_buyer or self.goods.prices(other.id) is None:
                continue
            theirs = self._appraise(draft, other, ())
            priced = theirs.unpriced < len(draft.lines)
            payable = theirs.totals.payable_e4 if priced else None
            same_terms = other.vat == contract.vat and other.currency == contract.currency
            whole = theirs.unpriced == mine.unpriced == 0
            difference = None
            if payable is not None and same_terms and whole:
                difference = payable - mine.totals.payable_e4
            found.append(Elsewhere(other, payable, difference, theirs.unpriced))
        return found

    @property
    def warehouses(self) -> Sequence[Warehouse]:
        """The supplier's warehouses in their order."""
        return self.terms.profile.warehouses if self.terms.profile else ()

    def warehouse_name(self, guid: str) -> str:
        """The name of a warehouse, or a dash for one that is gone."""
        profile = self.terms.profile
        found = profile.warehouse_by_guid.get(guid) if profile else None
        return found.name if found else "—"

    def home(self) -> str | None:
        """The warehouse that quantities go to unless another is chosen."""
        return home_warehouse(self.terms.profile, self.contract)

    def errors_in(self, draft: Draft) -> int:
        """How many lines of a draft stop its order; 0 while its goods are not known."""
        contract = self.contract_of(draft)
        if contract is None or self.pending:
            return 0
        counted = self._counted.get(draft.id)
        if counted is None or counted.draft is not draft or counted.contract is not contract:
            counted = _Counted(draft, contract, self.appraise(draft, contract).errors)
            self._counted[draft.id] = counted
        return counted.errors

    def shown_prices(self, draft: Draft) -> dict[LineId, int | None]:
        """The prices on the user's screen under the draft's contract, by line."""
        contract = self.contract_of(draft)
        if contract is None:
            return {}
        appraised = self.appraise(draft, contract)
        return {one.line.id: one.facts.price_e4 for one in appraised.lines}

    def minimum_have(self) -> int:
        """What of the draft counts towards the contract's minimum (the worst warehouse's sum)."""
        if self.appraisal is None or self.contract is None:
            return 0
        if self.contract.minimum_scope == "warehouse":
            return min((one.totals.payable_e4 for one in self.appraisal.groups), default=0)
        return self.appraisal.totals.payable_e4

    @Slot()
    def recompute(self) -> None:
        """Make sure that the goods of all drafts are known, then appraise the active one."""
        if not self.drafts.ready:
            return
        self._asked += 1
        self._note_pending(pending=True)
        names = {(line.product, line.variant) for one in self.drafts.all for line in one.lines}
        self.goods.know(sorted(names, key=_by_text), partial(self._take, self._asked), owner=self)

    @Slot()
    def _forget(self) -> None:
        self._counted.clear()
        self._facts.clear()
        self.recompute()

    @Slot(object)
    def _take_changed(self, ids: Sequence[int] | None) -> None:
        """Prices or stock of these products changed; drafts without them are left alone."""
        if ids is None:
            self._forget()
            return
        changed, goods = set(ids), self.goods
        names = {
            (line.product, line.variant or "")
            for draft in self.drafts.all
            for line in draft.lines
            if (known := goods.known((line.product, line.variant))) and known.id in changed
        }
        if not names:
            return
        self._facts = {key: one for key, one in self._facts.items() if key[1][:2] not in names}
        self._counted = {
            key: one
            for key, one in self._counted.items()
            if not any(line.id[:2] in names for line in one.draft.lines)
        }
        self.recompute()

    def _take(self, asked: int) -> None:
        # An older answer would show goods of the newer draft as unknown.
        if asked != self._asked or not self.drafts.ready:
            return
        self._note_pending(pending=False)
        self.draft = self.drafts.active
        self.contract = self.contract_of(self.draft)
        self.appraisal = self.appraise(self.draft, self.contract) if self.contract else None
        self._elsewhere = None
        if self.appraisal is not None and self.contract is not None:
            errors = self.appraisal.errors
            self._counted[self.draft.id] = _Counted(self.draft, self.contract, errors)
        self.changed.emit()

    def _note_pending(self, *, pending: bool) -> None:
        if pending != self.pending:
            self.pending = pending
            self.pending_changed.emit(pending)

    def _appraise(
        self, draft: Draft, contract: Contract, warehouses: Sequence[Warehouse]
    ) -> Appraisal:
        goods, known = self.goods, self._facts
        with_stock = bool(warehouses)

        def facts_of(line: DraftLine) -> LineFacts:
            key = (contract.id, line.id, with_stock)
            facts = known.get(key)
            if facts is None:
                facts = goods.facts(line, contract.id, warehouses)
                if facts.known:
                    known[key] = facts
            return facts

        home = home_warehouse(self.terms.profile, contract)
        places = {one.guid: number for number, one in enumerate(self.warehouses, start=1)}
        return appraise(draft, contract.currency, contract.vat, facts_of, _order_of(places, home))


def _order_of(places: dict[str, int], home: str | None) -> Callable[[str], int]:
    def order(warehouse: str) -> int:
        return 0 if warehouse == home else places.get(warehouse, len(places) + 1)

    return order


def _by_text(name: tuple[str, str | None]) -> tuple[str, str]:
    return (name[0], name[1] or "")

"""What stands between a draft and its order, as the list beside the cart shows it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.ui import formats

if TYPE_CHECKING:
    from app.domain.cart import LineId
    from app.domain.terms import Contract
    from app.ui.cart.valuation import Valuation

translate = QCoreApplication.translate


class Check(NamedTuple):
    """One point: `tint` ok, warn or err; `line` to jump to; `stops` disables ordering."""

    text: str
    tint: str
    line: LineId | None = None
    stops: bool = False


def checks_of(valuation: Valuation) -> list[Check]:
    """Return what to look at before ordering, what stops it first.

    Going over the limit does not stop: only the supplier's server knows whether its figures are
    fresh enough to refuse (contract, section 5), and it says so in the check before ordering.
    """
    appraisal, contract, draft = valuation.appraisal, valuation.contract, valuation.draft
    if appraisal is None or contract is None or draft is None:
        return []
    found: list[Check] = []
    closed = closed_reason(valuation)
    if closed:
        found.append(Check(closed, "err", stops=True))
    found += _line_checks(valuation)
    need = contract.minimum_order_e4
    missing = (need or 0) - valuation.minimum_have()
    if need and missing > 0 and draft.lines:
        text = translate("Cart", "{sum} short of the minimum order").format(
            sum=formats.money(missing, contract.currency)
        )
        found.append(Check(text, "err", stops=True))
    most = contract.maximum_order_e4
    if most is not None and appraisal.totals.payable_e4 > most:
        text = translate("Cart", "Above the maximum order of {sum}").format(
            sum=formats.round_money(most, contract.currency)
        )
        found.append(Check(text, "err", stops=True))
    over = over_limit(valuation)
    if over:
        text = translate("Cart", "Over the limit: pay {sum}").format(
            sum=formats.money(over, contract.currency)
        )
        found.append(Check(text, "err"))
    return found


def closed_reason(valuation: Valuation) -> str:
    """Return why nothing can be ordered under the draft's contract, '' when it can."""
    contract, profile = valuation.contract, valuation.terms.profile
    if contract is None or profile is None:
        return ""
    buyer = next((one for one in profile.counterparties if one.id == contract.counterparty), None)
    if not valuation.terms.may("order") or (buyer is not None and not buyer.may_order):
        return translate("Cart", "You have no right to order")
    if not contract.may_order:
        return contract.reason or translate("Cart", "No orders are taken under this contract")
    return ""


def over_limit(valuation: Valuation) -> int:
    """Return by how much the draft goes over the limit (ten-thousandths), 0 when it does not."""
    if valuation.appraisal is None or valuation.contract is None:
        return 0
    left = valuation.contract.limit_left_e4
    if left is None:
        return 0
    return max(0, valuation.appraisal.totals.payable_e4 - left)


def payment_text(contract: Contract, today: dt.date) -> str:
    """Return when an order placed today is to be paid."""
    if contract.deferral_days > 0:
        due = today + dt.timedelta(days=contract.deferral_days)
        return translate("Cart", "payment by {day}").format(day=formats.day(due))
    if contract.kind == "prepayment":
        return translate("Cart", "payment before shipping")
    if contract.ship_within_days:
        days = contract.ship_within_days
        return translate("Cart", "shipped within %n day(s)", "", days)
    return contract.ship_note


def vat_text(contract: Contract) -> str:
    """Return how the contract's prices treat VAT."""
    return {
        "included": translate("Cart", "VAT included"),
        "on_top": translate("Cart", "plus VAT"),
        "none": translate("Cart", "without VAT"),
    }[contract.vat]


def _line_checks(valuation: Valuation) -> list[Check]:
    appraisal = valuation.appraisal
    assert appraisal is not None  # noqa: S101 - the caller has looked
    by_code: dict[tuple[str, bool], list[LineId]] = {}
    for line in appraisal.lines:
        # Of a line only the worst is told: an error, or else its first warning.
        worst = sorted(line.problems, key=lambda problem: not problem.error)[:1]
        for problem in worst:
            by_code.setdefault((problem.code, problem.error), []).append(line.line.id)
    found = []
    for (code, stops), ids in by_code.items():
        count = len(ids)
        text = _error_text(code, count) if stops else _warning_text(code, count)
        found.append(Check(text, "err" if stops else "warn", ids[0], stops=stops))
    found.sort(key=lambda check: not check.stops)
    codes = {problem.code for line in appraisal.lines for problem in line.problems}
    if "WrongPack" not in codes and appraisal.lines:
        found.append(Check(translate("Cart", "Whole packs"), "ok"))
    taking = [line for line in appraisal.lines if line.line.backorder_on is None]
    waiting = len(appraisal.lines) - len(taking)
    if waiting:
        text = translate("Cart", "%n line(s) wait for their goods", "", waiting)
        found.append(Check(text, "ok"))
    # What nobody knows is not said to be there.
    if taking and "NotEnough" not in codes and all(x.facts.free_milli is not None for x in taking):
        found.append(Check(translate("Cart", "Everything is in stock"), "ok"))
    return found


def _warning_text(code: str, count: int) -> str:
    if code == "PriceChanged":
        return translate("Cart", "%n price(s) rose after adding", "", count)
    if code == "BackorderDate":
        return translate("Cart", "%n line(s) come sooner than agreed", "", count)
    return _error_text(code, count)


def _error_text(code: str, count: int) -> str:
    if code == "NotEnough":
        return translate("Cart", "%n line(s) not in stock", "", count)
    if code == "WrongPack":
        return translate("Cart", "%n line(s) not in whole packs", "", count)
    if code == "NotSold":
        return translate("Cart", "%n line(s) not sold under this contract", "", count)
    if code == "Discontinued":
        return translate("Cart", "%n line(s) discontinued", "", count)
    if code == "BackorderDate":
        return translate("Cart", "%n line(s) come on another day", "", count)
    return translate("Cart", "%n line(s) cannot be ordered", "", count)

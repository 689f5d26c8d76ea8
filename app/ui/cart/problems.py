"""The one table from a problem's code to what a person reads: what happened and the next step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.errors import Problem, ProblemCode
from app.ui import formats

if TYPE_CHECKING:
    from app.domain.terms import Contract

translate = QCoreApplication.translate


class Explained(NamedTuple):
    """A problem in words: a strong sentence and the next step."""

    title: str
    next_step: str


def explain(
    problem: Problem, contract: Contract | None = None, pay_e4: int | None = None
) -> Explained:
    """Say what happened and what to do; a code of a newer gateway gets a general sentence.

    `pay_e4` is how much must be paid before the order may go, None when the gateway did not say.
    """
    made = _TABLE.get(problem.code, _other)
    currency = contract.currency if contract else "UAH"
    return made(problem, currency, pay_e4)


def short(code: str) -> str:
    """The problem in a few words, for a cell or a tag."""
    made = _SHORT.get(code)
    return made() if made else translate("CartProblems", "needs a look")


def _not_enough(problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    if problem.free_now_milli is None:
        return Explained(
            translate("CartProblems", "The stock of this product is not known."),
            translate("CartProblems", "The manager will confirm the quantity; or remove the line."),
        )
    return Explained(
        translate("CartProblems", "Not enough in stock: {n} left.").format(
            n=formats.quantity(problem.free_now_milli)
        ),
        translate("CartProblems", "Leave what is there or take it from another warehouse."),
    )


def _price_changed(problem: Problem, currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The price is now {price}.").format(
            price=formats.money(problem.price_now_e4, currency)
        ),
        translate("CartProblems", "Accept the new price or remove the line."),
    )


def _not_permitted(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "This product is not in your catalogue any more."),
        translate("CartProblems", "Remove the line or ask your manager for access."),
    )


def _not_sold(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "Not sold under this contract."),
        translate("CartProblems", "Choose another contract or remove the line."),
    )


def _discontinued(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The product is discontinued."),
        translate("CartProblems", "Remove the line or ask your manager for a replacement."),
    )


def _wrong_pack(problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    if problem.pack_milli is None:
        title = translate("CartProblems", "The quantity is not a whole number of packs.")
    else:
        title = translate("CartProblems", "Sold in packs of {pack}.").format(
            pack=formats.quantity(problem.pack_milli)
        )
    return Explained(
        title, translate("CartProblems", "Round the quantity up or down to whole packs.")
    )


def _unit_unknown(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The supplier has closed this product for ordering."),
        translate("CartProblems", "Remove the line and ask your manager about it."),
    )


def _backorder(problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    if problem.since is None:
        return Explained(
            translate("CartProblems", "The arrival date is not known any more."),
            translate("CartProblems", "Take what is free or remove the line."),
        )
    return Explained(
        translate("CartProblems", "Expected on {day}.").format(
            day=formats.day(problem.since.date())
        ),
        translate("CartProblems", "Accept the new date or remove the line."),
    )


def _below_minimum(problem: Problem, currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The order is below the minimum of {sum}.").format(
            sum=formats.round_money(problem.minimum_e4, currency)
        ),
        translate("CartProblems", "Add goods to the cart."),
    )


def _above_maximum(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The order is above the maximum of the contract."),
        translate("CartProblems", "Split it into two carts or remove lines."),
    )


def _limit(problem: Problem, currency: str, pay_e4: int | None) -> Explained:
    title = translate("CartProblems", "The order is over the credit limit: {left} left.").format(
        left=formats.money(problem.limit_left_e4, currency)
    )
    if pay_e4:
        step = translate(
            "CartProblems", "Pay {sum}, remove lines or choose a prepayment contract."
        ).format(sum=formats.money(pay_e4, currency))
    else:
        step = translate("CartProblems", "Remove lines or choose a prepayment contract.")
    return Explained(title, step)


def _overdue(_problem: Problem, currency: str, pay_e4: int | None) -> Explained:
    if pay_e4:
        step = translate("CartProblems", "Pay {sum} of the overdue debt, then order.").format(
            sum=formats.money(pay_e4, currency)
        )
    else:
        step = translate("CartProblems", "Pay the overdue debt or choose another contract.")
    return Explained(translate("CartProblems", "Overdue debt stops orders."), step)


def _contract_closed(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "No orders are taken under this contract."),
        translate("CartProblems", "Choose another contract (F4) or ask your manager."),
    )


def _total_differs(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The supplier’s total differs from the one on the screen."),
        translate("CartProblems", "Check the cart again; nothing was ordered."),
    )


def _delivery(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "This delivery is not possible for the order."),
        translate("CartProblems", "Choose another delivery method."),
    )


def _other(_problem: Problem, _currency: str, _pay_e4: int | None) -> Explained:
    return Explained(
        translate("CartProblems", "The supplier has a question about this order."),
        translate("CartProblems", "Ask your manager; the cart is kept."),
    )


_Made = Callable[[Problem, str, int | None], Explained]
_TABLE: Final[dict[str, _Made]] = {
    ProblemCode.NOT_ENOUGH: _not_enough,
    ProblemCode.PRICE_CHANGED: _price_changed,
    ProblemCode.NOT_PERMITTED: _not_permitted,
    ProblemCode.NOT_SOLD: _not_sold,
    ProblemCode.DISCONTINUED: _discontinued,
    ProblemCode.BELOW_MINIMUM: _below_minimum,
    ProblemCode.ABOVE_MAXIMUM: _above_maximum,
    ProblemCode.LIMIT_EXCEEDED: _limit,
    ProblemCode.OVERDUE_BLOCKED: _overdue,
    ProblemCode.WRONG_PACK: _wrong_pack,
    ProblemCode.UNIT_UNKNOWN: _unit_unknown,
    ProblemCode.CONTRACT_CLOSED: _contract_closed,
    ProblemCode.TOTAL_DIFFERS: _total_differs,
    ProblemCode.BACKORDER_DATE: _backorder,
    ProblemCode.DELIVERY_REFUSED: _delivery,
}
_SHORT: Final[dict[str, Callable[[], str]]] = {
    ProblemCode.NOT_ENOUGH: lambda: translate("CartProblems", "not enough"),
    ProblemCode.PRICE_CHANGED: lambda: translate("CartProblems", "price changed"),
    ProblemCode.NOT_PERMITTED: lambda: translate("CartProblems", "no access"),
    ProblemCode.NOT_SOLD: lambda: translate("CartProblems", "not sold"),
    ProblemCode.DISCONTINUED: lambda: translate("CartProblems", "discontinued"),
    ProblemCode.WRONG_PACK: lambda: translate("CartProblems", "not whole packs"),
    ProblemCode.UNIT_UNKNOWN: lambda: translate("CartProblems", "closed for ordering"),
    ProblemCode.BACKORDER_DATE: lambda: translate("CartProblems", "other date"),
}

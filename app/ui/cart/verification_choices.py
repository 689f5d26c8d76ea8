"""What can be decided about a line that changed, and what the cart becomes of the decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.cart import fitting_quantity
from app.domain.errors import Problem, ProblemCode, Severity
from app.domain.quantity import round_up_to_pack
from app.ui import formats
from contract.pricing import line_amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.cart import Draft
    from app.domain.terms import Contract
    from app.domain.verification import Verification, VerifiedLine

translate = QCoreApplication.translate

ChoiceKind = Literal["accept", "take", "keep", "split", "move", "wait", "round", "remove"]
_GONE = (
    ProblemCode.NOT_PERMITTED,
    ProblemCode.NOT_SOLD,
    ProblemCode.DISCONTINUED,
    ProblemCode.UNIT_UNKNOWN,
)


class Choice(NamedTuple):
    """One decision: what stays here and what comes from elsewhere (thousandths).

    `accept` with `expected_on` (ISO date) waits for that day, `wait` leaves the rest to it; `take`
    waits no more.
    """

    kind: ChoiceKind
    quantity_milli: int = 0
    warehouse: str = ""
    rest_milli: int = 0
    expected_on: str = ""

    @property
    def total_milli(self) -> int:
        """How much is ordered after the decision."""
        return self.quantity_milli + self.rest_milli


REMOVE = Choice("remove")


class Decision(NamedTuple):
    """A changed line, what can be chosen, and the number of what was chosen (None = nothing)."""

    line: VerifiedLine
    choices: tuple[Choice, ...]
    chosen: int | None
    vat_rate: int | None

    @property
    def choice(self) -> Choice:
        """What was chosen, else what stands first."""
        return self.choices[self.chosen or 0]


class Sums(NamedTuple):
    """The cart before and after, the difference by prices and by availability."""

    was_e4: int
    now_e4: int
    by_price_e4: int
    by_stock_e4: int


def choices_of(line: VerifiedLine, pack_milli: int | None) -> tuple[Choice, ...]:
    """Return the decisions about a line, the likeliest first; never empty."""
    wanted = line.line.quantity_milli
    accept = Choice("accept", wanted)
    errors = {p.code: p for p in line.problems if p.severity == Severity.ERROR}
    arrival = next((p for p in line.problems if p.code == ProblemCode.BACKORDER_DATE), None)
    if line.line.backorder_on is not None and arrival is not None:
        accept = _arrival_choice(wanted, arrival)
    if not errors:
        return (accept, REMOVE)
    if any(code in errors for code in _GONE) or line.price_e4 is None:
        return (REMOVE,)
    pack_problem = errors.get(ProblemCode.WRONG_PACK)
    if pack_problem is not None:
        pack = pack_problem.pack_milli or pack_milli
        return _round_choices(wanted, pack)
    short = errors.get(ProblemCode.NOT_ENOUGH)
    if short is not None:
        return _stock_choices(wanted, short, pack_milli, arrival)
    known = {ProblemCode.PRICE_CHANGED, ProblemCode.BACKORDER_DATE}
    # An error that this program does not know cannot be accepted away.
    may_accept = errors.keys() <= known and accept.kind != "remove"
    return (accept, REMOVE) if may_accept else (REMOVE,)


def decide(
    verification: Verification, goods_of: Callable[[VerifiedLine], tuple[int | None, int | None]]
) -> list[Decision]:
    """Return the decisions to make; price falls are accepted already.

    `goods_of` tells a line's pack and VAT rate, None where it is unknown.
    """
    found = []
    for line in verification.changed:
        pack, vat_rate = goods_of(line)
        choices = choices_of(line, pack)
        fell = line.price_fell and choices[0].kind == "accept"
        chosen = 0 if fell and _only_price(line) else None
        found.append(Decision(line, choices, chosen, vat_rate))
    return found


def sums_of(
    verification: Verification, decisions: list[Decision], contract: Contract,
    rate_of: Callable[[VerifiedLine], int | None],
) -> Sums:  # fmt: skip
    """Add up the cart as the user saw it and as it would be ordered now."""
    decided = {one.line.n: one for one in decisions}
    was = now = by_price = by_stock = 0
    for line in verification.lines:
        seen = line.shown_price_e4 if line.shown_price_e4 is not None else line.price_e4
        before = _payable(seen, line.line.quantity_milli, contract, rate_of(line))
        decision = decided.get(line.n)
        quantity = decision.choice.total_milli if decision else line.line.quantity_milli
        after = _payable(line.price_e4, quantity, contract, rate_of(line))
        was += before
        now += after
        if quantity == line.line.quantity_milli:
            by_price += after - before
        else:
            by_stock += after - before
    return Sums(was, now, by_price, by_stock)


def line_difference(decision: Decision, contract: Contract) -> int:
    """Return by how much a decided line changes what is paid."""
    line = decision.line
    seen = line.shown_price_e4 if line.shown_price_e4 is not None else line.price_e4
    before = _payable(seen, line.line.quantity_milli, contract, decision.vat_rate)
    quantity = decision.choice.total_milli
    return _payable(line.price_e4, quantity, contract, decision.vat_rate) - before


def resolved(draft: Draft, decisions: list[Decision]) -> Draft:
    """Return the draft as decided; undecided lines stay as they are."""
    for decision in decisions:
        line = draft.line(decision.line.line.id)
        if line is None or decision.chosen is None:
            continue
        choice = decision.choice
        if choice.kind == "remove":
            draft = draft.without([line.id])
        elif choice.kind == "take":
            draft = draft.moved(line.id, line.warehouse)
        elif choice.kind == "accept" and choice.expected_on:
            draft = draft.waiting(line.id, line.warehouse, choice.expected_on)
        elif choice.kind in ("keep", "round"):
            draft = draft.with_line(replace(line, quantity_milli=choice.quantity_milli))
        elif choice.kind in ("split", "move"):
            cut = replace(line, quantity_milli=choice.total_milli)
            draft = draft.with_line(cut).split(line.id, choice.quantity_milli, choice.warehouse)
        elif choice.kind == "wait":
            draft = draft.split(line.id, choice.quantity_milli, line.warehouse, choice.expected_on)
    return draft


def choice_text(choice: Choice, alone: bool, name_of: Mapping[str, str]) -> str:  # noqa: FBT001 - both are plain values
    """Return the words of a decision's segment; `alone` = the only thing that can be done."""
    here = formats.quantity(choice.quantity_milli)
    place = name_of.get(choice.warehouse, "—")
    if choice.kind == "accept":
        return translate("Cart", "Accept")
    if choice.kind in ("keep", "round"):
        return here
    if choice.kind == "split":
        return translate("Cart", "{a} + {b} {wh}").format(
            a=here, b=formats.quantity(choice.rest_milli), wh=place
        )
    if choice.kind == "move":
        return translate("Cart", "{wh}, {n}").format(
            wh=place, n=formats.quantity(choice.rest_milli)
        )
    if choice.kind == "take":
        return translate("Cart", "Take now")
    if choice.kind == "wait":
        day = formats.day_short(dt.date.fromisoformat(choice.expected_on))
        if choice.quantity_milli:
            rest = formats.quantity(choice.rest_milli)
            return translate("Cart", "{a} + {b} on {day}").format(a=here, b=rest, day=day)
        return translate("Cart", "Wait for {day}").format(day=day)
    return translate("Cart", "Remove the line") if alone else translate("Cart", "Remove")


def _round_choices(wanted_milli: int, pack_milli: int | None) -> tuple[Choice, ...]:
    if not pack_milli:
        return (REMOVE,)
    up, down = (
        round_up_to_pack(wanted_milli, pack_milli),
        fitting_quantity(wanted_milli, pack_milli),
    )
    found = [Choice("round", up)]
    if down > 0:
        found.append(Choice("round", down))
    return (*found, REMOVE)


def _arrival_choice(wanted_milli: int, arrival: Problem) -> Choice:
    """Return what to accept of another day: the day, or what has come meanwhile."""
    if arrival.since is not None:
        day = arrival.since.date().isoformat()
        return Choice("accept", wanted_milli, expected_on=day)
    come = arrival.free_now_milli is not None and arrival.free_now_milli >= wanted_milli
    return Choice("take", wanted_milli) if come else REMOVE


def _stock_choices(
    wanted_milli: int, problem: Problem, pack_milli: int | None, arrival: Problem | None
) -> tuple[Choice, ...]:
    fits = min(wanted_milli, fitting_quantity(problem.free_now_milli or 0, pack_milli))
    found = [Choice("keep", fits)] if fits > 0 else []
    rest = wanted_milli - fits
    for other in problem.alternatives[:1]:
        free = rest if other.free_milli is None else other.free_milli
        taken = min(rest, fitting_quantity(free, pack_milli))
        if taken <= 0:
            continue
        kind: ChoiceKind = "split" if fits > 0 else "move"
        found.append(Choice(kind, fits, other.warehouse, taken))
    if arrival is not None and arrival.since is not None:
        day = arrival.since.date().isoformat()
        found.append(Choice("wait", fits, rest_milli=rest, expected_on=day))
    return (*found, REMOVE)


def _only_price(line: VerifiedLine) -> bool:
    return all(problem.code == ProblemCode.PRICE_CHANGED for problem in line.problems)


def _payable(
    price_e4: int | None, quantity_milli: int, contract: Contract, vat_rate: int | None
) -> int:
    if price_e4 is None or not quantity_milli:
        return 0
    return line_amounts(price_e4, quantity_milli, contract.vat, vat_rate).payable_e4

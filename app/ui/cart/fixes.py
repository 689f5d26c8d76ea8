"""Ready fixes of a cart line that cannot be ordered as it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from app.domain.cart import fitting_quantity, line_id
from app.domain.quantity import round_up_to_pack
from app.ui import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.domain.cart import AppraisedLine, Draft, LineId

translate = QCoreApplication.translate

FixKind = Literal["keep", "split", "move", "wait", "round_up", "round_down", "contract", "remove"]
MOST = 4


class Fix(NamedTuple):
    """One way out: the quantity that stays here (thousandths) and the other warehouse.

    `wait`: the rest waits at the line's warehouse for `expected_on` (ISO date).
    """

    kind: FixKind
    quantity_milli: int = 0
    warehouse: str = ""
    rest_milli: int = 0
    expected_on: str = ""


def fixes_of(line: AppraisedLine, taken: Mapping[LineId, int]) -> tuple[Fix, ...]:
    """Return what can be done about the line's first error, best first, at most four.

    `taken` is what the draft takes of each line (thousandths), so that stock is not promised twice.
    """
    codes = {problem.code for problem in line.problems if problem.error}
    if not codes:
        return ()
    if codes & {"NotPermitted", "Discontinued", "UnitUnknown"}:
        return (Fix("remove"),)
    if "NotSold" in codes:
        return (Fix("contract"), Fix("remove"))
    if "WrongPack" in codes:
        return _pack_fixes(line)
    if "BackorderDate" in codes:
        return _arrival_fixes(line, taken)
    return _stock_fixes(line, taken)


def apply_fix(draft: Draft, at: LineId, fix: Fix) -> Draft:
    """Return the draft with the fix done; `contract` changes nothing in the draft."""
    line = draft.line(at)
    if line is None or fix.kind == "contract":
        return draft
    if fix.kind == "remove":
        return draft.without([at])
    if fix.kind == "split":
        return draft.split(at, fix.quantity_milli, fix.warehouse)
    if fix.kind == "move":
        return draft.moved(at, fix.warehouse)
    if fix.kind == "wait" and fix.quantity_milli:
        return draft.split(at, fix.quantity_milli, line.warehouse, fix.expected_on)
    if fix.kind == "wait":
        return draft.waiting(at, line.warehouse, fix.expected_on)
    return draft.with_line(replace(line, quantity_milli=fix.quantity_milli))


def fix_text(fix: Fix, name_of: Callable[[str], str]) -> str:
    """Return the words of a fix's button; `name_of` names a warehouse."""
    here, rest = formats.quantity(fix.quantity_milli), formats.quantity(fix.rest_milli)
    if fix.kind == "keep":
        return translate("Cart", "Keep {n}").format(n=here)
    if fix.kind == "split":
        return translate("Cart", "{a} here + {b} from {wh}").format(
            a=here, b=rest, wh=name_of(fix.warehouse)
        )
    if fix.kind == "move":
        return translate("Cart", "All {n} from {wh}").format(n=rest, wh=name_of(fix.warehouse))
    if fix.kind == "wait":
        day = formats.day_short(dt.date.fromisoformat(fix.expected_on))
        if fix.quantity_milli:
            return translate("Cart", "{a} now + {b} on {day}").format(a=here, b=rest, day=day)
        return translate("Cart", "Wait for {day}").format(day=day)
    if fix.kind in ("round_up", "round_down"):
        return translate("Cart", "Make it {n}").format(n=here)
    if fix.kind == "contract":
        return translate("Cart", "Other contract")
    return translate("Cart", "Remove")


def strip_text(line: AppraisedLine) -> str:
    """Return what is wrong with the line, for the strip under it."""
    from app.ui.cart.problems import short

    codes = [problem.code for problem in line.problems if problem.error]
    facts, unit = line.facts, line.line.unit
    if "WrongPack" in codes and facts.pack_milli:
        return translate("Cart", "Packs of {n} {unit}").format(
            n=formats.quantity(facts.pack_milli), unit=unit
        )
    if codes == ["NotEnough"] and facts.free_milli is not None:
        missing = line.line.quantity_milli - max(facts.free_milli, 0)
        return translate("Cart", "{n} {unit} short").format(n=formats.quantity(missing), unit=unit)
    text = short(codes[0]) if codes else ""
    return text[:1].upper() + text[1:]


def _pack_fixes(line: AppraisedLine) -> tuple[Fix, ...]:
    quantity, pack = line.line.quantity_milli, line.facts.pack_milli
    up, down = round_up_to_pack(quantity, pack), fitting_quantity(quantity, pack)
    found = [Fix("round_up", up)]
    if down > 0:
        found.append(Fix("round_down", down))
    return (*found, Fix("remove"))


def _stock_fixes(line: AppraisedLine, taken: Mapping[LineId, int]) -> tuple[Fix, ...]:
    facts, here = line.facts, line.line
    fits = fitting_quantity(facts.free_milli or 0, facts.pack_milli)
    wanted = here.quantity_milli
    found = []
    if fits > 0:
        found.append(Fix("keep", fits))
        split = _first_with(wanted - fits, line, taken)
        if split:
            found.append(Fix("split", fits, split, wanted - fits))
    if facts.expected_on is not None:
        found.append(Fix("wait", max(fits, 0), "", wanted - max(fits, 0), facts.expected_on))
    whole = _first_with(wanted, line, taken)
    if whole:
        found.append(Fix("move", 0, whole, wanted))
    return (*found[: MOST - 1], Fix("remove"))


def _arrival_fixes(line: AppraisedLine, taken: Mapping[LineId, int]) -> tuple[Fix, ...]:
    """The goods come later than agreed or nobody knows when: the new day, or what is free."""
    facts, here = line.facts, line.line
    wanted, found = here.quantity_milli, []
    if facts.expected_on is not None:
        found.append(Fix("wait", 0, "", wanted, facts.expected_on))
    own = taken.get(line_id(here.product, here.variant, here.warehouse), 0)
    if (facts.free_milli or 0) - own >= wanted:
        found.append(Fix("move", 0, here.warehouse, wanted))
    whole = _first_with(wanted, line, taken)
    if whole:
        found.append(Fix("move", 0, whole, wanted))
    return (*found[: MOST - 1], Fix("remove"))


def _first_with(needed_milli: int, line: AppraisedLine, taken: Mapping[LineId, int]) -> str:
    """Return the warehouse with the most that has enough beside what the draft takes there."""
    here = line.line
    for warehouse, free_milli in line.facts.elsewhere:
        there = taken.get(line_id(here.product, here.variant, warehouse), 0)
        if free_milli - there >= needed_milli:
            return warehouse
    return ""

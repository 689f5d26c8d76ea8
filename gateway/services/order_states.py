"""How the states of 1C's documents make the state of an order: one table, one direction.

A part goes only forward along `RANK`; what 1C has cancelled or refused stays so. The order shows
(`state_of_parts`), looking at the parts that live:

    no part lives                       cancelled_by_dealer if any part is, else
                                        refused if all are, else cancelled_by_supplier
    any part waits for a cancellation   cancel_requested
    all shipped or further              the least advanced of them
    some shipped or partly, some not    partly_shipped
    else                                the least advanced of them
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contract.orders import OrderState

RANK: dict[OrderState, int] = {
    "accepted": 0,
    "handed_over": 1,
    "checking": 2,
    "confirmed": 3,
    "cancel_requested": 4,
    "partly_shipped": 5,
    "shipped": 6,
    "in_transit": 7,
    "received": 8,
}
DEAD: frozenset[OrderState] = frozenset(("cancelled_by_dealer", "cancelled_by_supplier", "refused"))
MAY_CANCEL: frozenset[OrderState] = frozenset(
    ("accepted", "handed_over", "checking", "confirmed", "cancel_requested")
)


def advance(old: OrderState, new: OrderState) -> OrderState:
    """Return the later of two states of a part; the dead do not rise."""
    if old in DEAD:
        return old
    if new in DEAD:
        return new
    return new if RANK[new] > RANK[old] else old


def state_of_parts(states: Iterable[OrderState]) -> OrderState:
    """Return the state of an order whose parts are in `states` (at least one)."""
    every = list(states)
    living = [state for state in every if state not in DEAD]
    if not living:
        if "cancelled_by_dealer" in every:
            return "cancelled_by_dealer"
        return "refused" if set(every) == {"refused"} else "cancelled_by_supplier"
    if "cancel_requested" in living:
        return "cancel_requested"
    least = min(living, key=RANK.__getitem__)
    most = max(living, key=RANK.__getitem__)
    if RANK[least] < RANK["partly_shipped"] <= RANK[most]:
        return "partly_shipped"
    return least

"""Commands on the imitated 1C's stdin: JSON lines, for tests and for the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from demo.desk import Desk, Say, e4_of, milli_of
from demo.prices import PRICE_TYPES
from demo.supplier import WAREHOUSES, price_type_guid, warehouse_guid

if TYPE_CHECKING:
    from demo.base import Base
    from demo.faults import Faults

Command = dict[str, Any]


class Commands:
    """Carries out one command at a time; a wrong one is told and changes nothing.

    {"do": "price", "guid", "price_type": key, name or guid, "price": "171.40" or null}
    {"do": "stock", "guid", "warehouse": key, name or guid, "quantity": "12"}
    {"do": "push"} and {"do": "push", "full": true}
    {"do": "cut", "number", "n", "quantity"}, {"do": "cancel", "number"},
    {"do": "ship", "number"}, {"do": "pay", "number"}, {"do": "post"} (what waits, at once)
    {"do": "off", "seconds"}, {"do": "fault", "kind", "times", "seconds"},
    {"do": "break", "kind": "cut|deep|schema|price_text"}
    """

    def __init__(
        self,
        base: Base,
        desk: Desk,
        faults: Faults,
        say: Say,
        *,
        seed: int,
        push: Callable[[bool], None],
        break_file: Callable[[str], None],
    ) -> None:
        self._base, self._desk, self._faults, self._say = base, desk, faults, say
        self._push, self._break_file = push, break_file
        self._price_types = {
            word: one.key
            for one in PRICE_TYPES
            for word in (one.key, one.name, price_type_guid(seed, one.key))
        }
        self._places = {
            word: place
            for place, one in enumerate(WAREHOUSES)
            for word in (one.key, one.name, warehouse_guid(seed, one.key))
        }

    def do(self, command: Command) -> None:
        """Carry out a command and say "done" or "wrong"."""
        what = str(command.get("do"))
        action: Callable[[Command], None] | None = getattr(self, f"_do_{what}", None)
        try:
            if action is None:
                message = f"there is no command {what!r}"
                raise ValueError(message)
            action(command)
        except (KeyError, ValueError, TypeError) as error:
            self._say("wrong", command=command, reason=f"{type(error).__name__}: {error}")
        else:
            self._say("done", command=command)

    def _do_price(self, command: Command) -> None:
        self._base.set_price(
            command["guid"],
            command.get("variant") or "",
            self._price_types[command["price_type"]],
            e4_of(command["price"]),
        )

    def _do_stock(self, command: Command) -> None:
        self._base.set_stock(
            command["guid"],
            command.get("variant") or "",
            self._places[command["warehouse"]],
            milli_of(command["quantity"]),
        )

    def _do_push(self, command: Command) -> None:
        self._push(bool(command.get("full")))

    def _do_cut(self, command: Command) -> None:
        number, n = str(command["number"]), int(command["n"])
        self._desk.cut(number, n, milli_of(command["quantity"]))

    def _do_cancel(self, command: Command) -> None:
        self._desk.cancel(str(command["number"]))

    def _do_ship(self, command: Command) -> None:
        self._desk.mark(str(command["number"]), "shipped")

    def _do_pay(self, command: Command) -> None:
        self._desk.mark(str(command["number"]), "paid")

    def _do_post(self, _command: Command) -> None:
        self._desk.post_due(float("inf"))

    def _do_off(self, command: Command) -> None:
        self._faults.switch("off", seconds=float(command["seconds"]))

    def _do_fault(self, command: Command) -> None:
        self._faults.switch(
            command["kind"],
            times=int(command.get("times", 1)),
            seconds=float(command.get("seconds", 10)),
        )

    def _do_break(self, command: Command) -> None:
        self._break_file(command["kind"])

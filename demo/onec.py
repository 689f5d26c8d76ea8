"""The imitated 1C: two bases of the invented supplier that exchange with the site over HTTP.

It imitates behaviour that others recorded and was never compared with a live base.
"""

from __future__ import annotations

import argparse
import json
import queue
import sys
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo import dataset
from demo.base import Base
from demo.broken import BROKEN
from demo.commands import Command, Commands
from demo.desk import Desk, Manners
from demo.exchange import ExchangeFailed, Login
from demo.faults import Faults
from demo.orders import Order, OrdersUnreadable, read_orders
from demo.realfiles import read_folder
from demo.replies import BAS, IDEAL
from demo.sender import Sender, pictures, portions
from demo.supplier import WAREHOUSES, warehouse_guid

BANNER = (
    "This is an imitation of 1C: it follows recorded behaviour of exchange modules "
    "and was not compared with a live base."
)
TICK_S = 0.1
AGAIN_S = 3.0
"""After a failure, and between queries where the site does not hold them."""

POST_DELAY_S = (6.0, 10.0)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How this 1C runs."""

    data: Path
    gateway: str
    profile: str = "bas"
    interval_s: float = 15.0
    delay_s: tuple[float, float] | None = None
    onec_data: Path | None = None


def print_event(event: str, **details: Any) -> None:
    """One JSON line: {"event": ..., the event's name again as a key, details}."""
    line = json.dumps({"event": event, event: True, **details}, ensure_ascii=False)
    with _PRINTING:
        print(line, flush=True)


_PRINTING = threading.Lock()


class OneC:
    """Both bases at work: `start`, then `do` commands, then `stop`."""

    def __init__(self, wishes: Wishes, say: Any = print_event) -> None:
        self._wishes, self._say = wishes, say
        self._plan = dataset.plan_of(wishes.data)
        self._real = wishes.onec_data or self._plan.onec_data
        if not dataset.has_base(wishes.data):
            dataset.fill_base(wishes.data, self._plan)
        self._base = Base(wishes.data / "onec.db")
        self.faults = Faults()
        self._stopping = threading.Event()
        self._push_wanted, self._full_wanted = 0, 0
        ideal = wishes.profile == "ideal"
        self._ideal = ideal
        writer = dataset.writer_of(self._plan)
        accounts = json.loads((wishes.data / "accounts.json").read_text(encoding="utf-8"))
        if self._real is not None:
            # Real files come from one base.
            accounts = accounts[:1]
        self._senders = {
            account["login"]: Sender(
                Login(wishes.gateway, account["login"], account["password"]),
                self._base,
                self.faults,
                say,
                writer=writer,
                places=dataset.PLACES[account["login"]],
                habits=IDEAL if ideal else BAS,
                third=account["login"] == dataset.POLTAVA,
            )
            for account in accounts
        }
        self._writer = writer
        self.desk = Desk(
            self._base,
            Manners(wishes.delay_s or (None if ideal else POST_DELAY_S)),
            {
                warehouse_guid(self._plan.seed, one.key): place
                for place, one in enumerate(WAREHOUSES)
            },
            {login: dataset.PLACES[login][0] for login in self._senders},
            wishes.data / "invoices",
            say,
        )
        self._commands = Commands(
            self._base,
            self.desk,
            self.faults,
            say,
            seed=self._plan.seed,
            push=self._push,
            break_file=self._break_file,
        )
        self._waiting: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Say the banner and begin to exchange."""
        self._say("banner", text=BANNER)
        self._run("desk", self._desk_hours)
        for login, sender in self._senders.items():
            self._run(f"goods {login}", self._exchange_goods, sender)
            self._run(f"orders {login}", self._exchange_orders, sender)
        self._say("ready", accounts=list(self._senders), profile=self._wishes.profile)

    def _run(self, name: str, work: Any, *arguments: Any) -> None:
        thread = threading.Thread(target=work, args=arguments, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def do(self, command: Command) -> None:
        """Queue a command; "done" or "wrong" is said when it was carried out."""
        self._waiting.put(command)

    def stop(self, wait_s: float = 2.0) -> None:
        """End the exchange; a query that the site holds is given up."""
        self._stopping.set()
        deadline = time.monotonic() + wait_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        if not any(thread.is_alive() for thread in self._threads):
            self._base.close()

    def _push(self, full: bool) -> None:  # noqa: FBT001  # the command's own flag
        # Each account compares the counter with what it has done.
        if full:
            self._full_wanted += 1
        self._push_wanted += 1

    def _break_file(self, kind: str) -> None:
        sender = next(iter(self._senders.values()))
        goods = self._base.first_goods(20)
        text = BROKEN[kind](self._writer, goods)
        try:
            sender.send_file("offers0_1.xml", text)
        except ExchangeFailed as refusal:
            self._say("broken", kind=kind, answer=str(refusal))
        else:
            self._say("broken", kind=kind, answer="success")

    def _desk_hours(self) -> None:
        while not self._stopping.wait(TICK_S):
            while not self._waiting.empty():
                self._commands.do(self._waiting.get())
            self.desk.post_due(time.time())

    def _is_off(self) -> bool:
        left = self.faults.left_s("off")
        return left > 0 and not self._stopping.wait(min(left, TICK_S))

    def _exchange_goods(self, sender: Sender) -> None:
        login = sender.node.login
        next_changes, full_done, push_done = 0.0, 0, 0
        while not self._stopping.wait(TICK_S):
            if self._is_off():
                continue
            try:
                sender.send_replies()
                full, push = self._full_wanted, self._push_wanted
                if not sender.full_is_sent() or full != full_done:
                    self._send_full(sender)
                    full_done = full
                if time.monotonic() >= next_changes or push != push_done:
                    if self._real is None:
                        sender.send_changes()
                    push_done = push
                    next_changes = time.monotonic() + self._wishes.interval_s
            except ExchangeFailed as failure:
                self._say("failed", account=login, what="goods", reason=str(failure))
                self._stopping.wait(AGAIN_S)

    def _send_full(self, sender: Sender) -> None:
        if self._real is None:
            folder = self._wishes.data / sender.node.login
            sender.send_full(portions(folder), pictures(folder))
            return
        real = read_folder(self._real)
        for name, reason in real.skipped:
            self._say("file_skipped", file=name, reason=reason)
        sender.send_full([[path] for path in real.files])

    def _exchange_orders(self, sender: Sender) -> None:
        login = sender.node.login
        while not self._stopping.is_set():
            if self._is_off():
                continue
            began = time.monotonic()
            try:
                orders = self._query(sender)
            except (ExchangeFailed, OrdersUnreadable) as failure:
                self._say("failed", account=login, what="orders", reason=str(failure))
                self._stopping.wait(AGAIN_S)
                continue
            if not orders and time.monotonic() - began < AGAIN_S:
                self._stopping.wait(min(AGAIN_S, self._wishes.interval_s))

    def _query(self, sender: Sender) -> list[Order]:
        with ExitStack() as stack:
            with sender.lock:
                cycle = sender.open(stack, "sale")
            orders = read_orders(cycle.query())
            if self._stopping.is_set() or not orders:
                return orders
            fine = self.desk.load(sender.node.login, orders)
            if fine and not self.faults.take("no_success"):
                cycle.success()
                self._say("handed_over", account=sender.node.login, orders=len(orders))
        if self._ideal:
            sender.send_replies()
        return orders


def run(options: argparse.Namespace) -> int:
    """Run until stdin ends; returns the exit code."""
    delay = tuple(options.delay) if options.delay else None
    try:
        onec = OneC(
            Wishes(
                options.data, options.gateway, options.profile, options.interval, delay,
                options.onec_data,
            )
        )  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        print(f"python -m demo onec: {options.data} is no data set: {error}", file=sys.stderr)
        return 1
    print(BANNER, file=sys.stderr, flush=True)
    onec.start()
    try:
        for line in sys.stdin:
            if line.strip():
                _take(onec, line)
    except KeyboardInterrupt:
        return 130
    finally:
        onec.stop()
    return 0


def _take(onec: OneC, line: str) -> None:
    try:
        command = json.loads(line)
    except ValueError:
        command = None
    if isinstance(command, dict):
        onec.do(command)
    else:
        print_event("wrong", command=line.strip()[:200], reason="not a JSON object")

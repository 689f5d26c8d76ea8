"""The sync child: the only program that writes the cache; talks to the window in JSON lines.

In: `{"token": text}`, `{"sync_now": true}`, `{"pause": true|false}`, `{"released": generation}`,
`{"every_s": seconds}` between questions for changes (0 = wait to be told of them),
`{"stop": true}`. Out: `{"stage", "done", "total", "bytes"}`, `{"ready": generation}`,
`{"changed": {kind: ids | null}}` (prices by price type, stock by warehouse; null = all of it),
`{"ages", "onec"}`, `{"synced": seconds}`, `{"need_token": true}`, `{"offline": reason}`,
`{"online": true}`, `{"log": text, "refused": true where the gateway's answer was refused}`.

Three threads: the main one fetches and writes, one waits in the long poll, one reads commands;
so a command works at once whatever the other two are doing.
"""

from __future__ import annotations

import argparse
import queue
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.child_process import InputLines, die_with_parent, write_line
from app.domain.errors import (
    AccessWithdrawn,
    AppError,
    Offline,
    ProtocolBroken,
    SignInNeeded,
    StorageFailed,
)
from app.exchange.gateway import Gateway
from app.exchange.transport import Transport
from app.services.sync import Sync
from app.storage.profile import ProfileFolder
from contract.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Sequence

PRODUCT = "dealer-order/0.1.0"
TOKEN_WAIT_S = 60.0
BETWEEN_POLLS_S = 1.0
POLL_S = 30
SLOWEST_S = 24 * 3600.0
WAITS_S = (2.0, 5.0, 15.0, 30.0, 60.0)
LOCKED = 3
"""Exit code: another sync child works in this profile."""


class TokenBox:
    """The window's access token; asks for another one when the gateway refused it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._token: str | None = None
        self._asked = False

    def put(self, token: str) -> None:
        """Take a token from the window."""
        with self._changed:
            self._token = token
            self._asked = False
            self._changed.notify_all()

    def get(self, refused: str | None = None) -> str:
        """Return a token other than the refused one (SignInNeeded when none comes in time)."""
        with self._changed:
            if refused is not None and self._token == refused:
                self._token = None
            if self._token is None and not self._asked:
                self._asked = True
                write_line({"need_token": True})
            if not self._changed.wait_for(lambda: self._token is not None, TOKEN_WAIT_S):
                self._asked = False
                raise SignInNeeded("token_expired")
            return self._token or ""


class Poll:
    """The long poll in a thread of its own; hands on what changed after the main thread's seq."""

    def __init__(self, gateway: Gateway, jobs: queue.Queue[Any]) -> None:
        self._gateway = gateway
        self._jobs = jobs
        self._changed = threading.Condition()
        self._position: tuple[str, int] | None = None
        self._every_s = 0.0
        threading.Thread(target=self._run, daemon=True, name="poll").start()

    def ask_every(self, seconds: float) -> None:
        """Ask so often instead of waiting to be told, which a metered line is spared; 0: wait."""
        with self._changed:
            self._every_s = seconds
            self._changed.notify_all()

    def wait_from(self, position: tuple[str, int] | None) -> None:
        """Wait for changes after this epoch and seq; None holds the poll."""
        with self._changed:
            self._position = position
            self._changed.notify_all()

    def _run(self) -> None:
        failures = 0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._position is not None)
                position = self._position
            if position is None:
                continue
            started = time.monotonic()
            try:
                changes = self._gateway.changes(*position, wait_s=0 if self._every_s else POLL_S)
            except AppError as error:
                self._jobs.put(error)
                time.sleep(_wait_s(failures, error))
                failures += 1
                continue
            failures = 0
            with self._changed:
                if self._position != position:
                    continue  # the main thread has been further since
                if changes.kinds or changes.epoch != position[0]:
                    self._position = None  # until the main thread has fetched it
            self._jobs.put(changes)
            self._rest(started)

    def _rest(self, started: float) -> None:
        """Wait until the next question is due, or another pace is wanted."""
        with self._changed:
            pace = self._every_s
            left = max(pace, BETWEEN_POLLS_S) - (time.monotonic() - started)
            self._changed.wait_for(lambda: self._every_s != pace, max(0.0, left))


class Child:
    """Commands, fetching and waiting, put together."""

    def __init__(self, profile: ProfileFolder, address: str) -> None:
        self._jobs: queue.Queue[Any] = queue.Queue()
        self._tokens = TokenBox()
        self._cancelled = threading.Event()
        self._paused = False
        self._transport = Transport(address, PRODUCT)
        self._gateway = Gateway(self._transport, self._tokens.get)
        self._sync = Sync(profile.cache, self._gateway, self._tell, self._cancelled)
        self._poll = Poll(self._gateway, self._jobs)
        self._offline = ""
        self._failures = 0
        self._due: float | None = time.monotonic()

    def run(self) -> int:
        """Work until told to stop."""
        lines = InputLines()
        threading.Thread(target=self._listen, args=(lines,), daemon=True, name="commands").start()
        while True:
            job = self._next()
            if job == "stop":
                self._sync.close()
                self._transport.close()
                return 0
            try:
                self._do(job)
            except AppError as error:
                self._trouble(error)

    def _tell(self, event: dict[str, Any]) -> None:
        if "stage" in event:
            event = {**event, "bytes": self._transport.received_bytes}
        write_line(event)

    def _next(self) -> Any:
        """Return the next job; "refresh" when the time for one has come."""
        timeout = None
        if self._due is not None and not self._paused:
            timeout = max(0.0, self._due - time.monotonic())
        try:
            return self._jobs.get(timeout=timeout)
        except queue.Empty:
            return "refresh"

    def _do(self, job: Any) -> None:
        if isinstance(job, AppError):
            raise job
        if isinstance(job, tuple):
            self._sync.released(job[1])
        elif job == "pause":
            self._poll.wait_from(None)
        elif job == "resume":
            self._due = time.monotonic()
        elif isinstance(job, Changes):
            if not self._paused:
                self._sync.follow(job)
                self._well()
        elif not self._paused:
            self._due = None
            self._sync.refresh()
            self._well()

    def _well(self) -> None:
        """The gateway answered: wait for changes from where we are."""
        self._failures = 0
        if self._offline:
            self._offline = ""
            write_line({"online": True})
        if not self._paused and not self._cancelled.is_set():
            self._poll.wait_from(self._sync.position)

    def _trouble(self, error: AppError) -> None:
        """Tell the window once, and try again later."""
        reason = _reason(error)
        if not isinstance(error, (Offline, SignInNeeded)):
            line: dict[str, Any] = {"log": f"{type(error).__name__}: {error}"[:1_000]}
            if isinstance(error, ProtocolBroken):
                line = {"log": str(error)[:1_000], "refused": True}
            write_line(line)
        if reason != self._offline:
            self._offline = reason
            write_line({"offline": reason})
        self._poll.wait_from(None)
        self._due = time.monotonic() + _wait_s(self._failures, error)
        self._failures += 1

    def _listen(self, lines: InputLines) -> None:
        while True:
            line = lines.next()
            if line is None:
                continue
            token, released = line.get("token"), line.get("released")
            if isinstance(token, str):
                self._tokens.put(token)
            if type(released) is int:
                self._jobs.put(("released", released))
            if "pause" in line:
                self._pause(paused=line["pause"] is not False)
            every_s = line.get("every_s")
            if isinstance(every_s, int | float) and 0 <= every_s <= SLOWEST_S:
                self._poll.ask_every(float(every_s))
            if line.get("sync_now"):
                self._jobs.put("refresh")
            if line.get("stop"):
                self._cancelled.set()
                self._jobs.put("stop")

    def _pause(self, *, paused: bool) -> None:
        self._paused = paused
        if paused:
            self._cancelled.set()
            self._jobs.put("pause")
        else:
            self._cancelled.clear()
            self._jobs.put("resume")


def main(argv: Sequence[str]) -> int:
    """Run the sync child of a profile; returns the exit code."""
    parser = argparse.ArgumentParser(prog="app sync")
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--gateway", required=True)
    arguments = parser.parse_args(argv)
    die_with_parent()
    try:
        profile = ProfileFolder.open(arguments.profile)
        lock = profile.sync_lock()
        if not lock.acquire():
            write_line({"log": "another sync child works here"})
            return LOCKED
        return Child(profile, arguments.gateway).run()
    except StorageFailed as error:
        write_line({"log": f"StorageFailed: {error}"})
        write_line({"offline": "storage"})
        return 1


def _reason(error: AppError) -> str:
    if isinstance(error, AccessWithdrawn):
        return "access_withdrawn"
    if isinstance(error, SignInNeeded):
        return error.code
    if isinstance(error, StorageFailed):
        return "storage"
    if isinstance(error, ProtocolBroken):
        return error.code or "protocol"
    return "offline"


def _wait_s(failures: int, error: AppError) -> float:
    asked = error.retry_after_s if isinstance(error, Offline) else None
    usual = WAITS_S[min(failures, len(WAITS_S) - 1)]
    return usual if asked is None else max(usual, min(asked, 600.0))

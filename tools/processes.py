"""Children of the demo and of the benches: started, waited for, and never left behind."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.sources import ROOT

if TYPE_CHECKING:
    from types import TracebackType

STOP_S = 15.0
COMMAND_S = 600.0


class CommandFailed(Exception):
    """A command of ours ended with an error or said nothing in time; the message has its words."""


def environment() -> dict[str, str]:
    """Return the environment for a child that imports our packages from any folder."""
    before = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join([str(ROOT), *([before] if before else [])])
    return {**os.environ, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


def run(module: str, *arguments: str) -> str:
    """Run python -m module to its end and return what it printed."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(
            command,
            check=False,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=COMMAND_S,
        )
    except subprocess.TimeoutExpired as late:
        raise CommandFailed(f"{' '.join(command[1:])}: no end after {COMMAND_S:.0f} s") from late
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip())[-4000:]
        raise CommandFailed(f"{' '.join(command[1:])} ended with {done.returncode}:\n{words}")
    return done.stdout


class Child:
    """A program of ours that runs until it is stopped; it also ends when this process dies.

    What it prints goes to the log file; lines that are JSON objects can be waited for. A module
    that reads its input itself and ends with it is started with `listens`, and can be told things.
    """

    def __init__(self, module: str, *arguments: str, log: Path, listens: bool = False) -> None:
        self.name = module
        guard = [] if listens else ["tools.guarded"]
        self._log = log
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *guard, module, *arguments],
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self._reader = threading.Thread(target=self._read, name=f"read {module}", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code, None while it runs."""
        return self._process.poll()

    def wait_for(self, key: str, timeout_s: float = 120.0) -> Any:
        """Return the value of the key in the next printed JSON object that has it."""
        return self.wait_message(key, timeout_s)[key]

    def wait_message(self, key: str, timeout_s: float = 120.0) -> dict[str, Any]:
        """Return the next printed JSON object that has the key; CommandFailed if none comes."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty as late:
                said = f"{self.name} did not say '{key}' within {timeout_s:.0f} s"
                raise CommandFailed(f"{said}:\n{self._tail()}") from late
            if line is None:
                raise CommandFailed(f"{self.name} ended before '{key}':\n{self._tail()}")
            try:
                message = json.loads(line)
            except ValueError:
                continue
            if isinstance(message, dict) and key in message:
                return message

    def printed(self) -> list[dict[str, Any]]:
        """Return the JSON objects printed since the last look, without waiting."""
        found: list[dict[str, Any]] = []
        with suppress(queue.Empty):
            while (line := self._lines.get_nowait()) is not None:
                with suppress(ValueError):
                    message = json.loads(line)
                    if isinstance(message, dict):
                        found.append(message)
        return found

    def tell(self, message: dict[str, Any]) -> None:
        """Write one JSON line to the program; CommandFailed if it is not there any more."""
        if self._process.stdin is None:
            return
        try:
            self._process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as gone:
            raise CommandFailed(f"{self.name} does not listen:\n{self._tail()}") from gone

    def wait(self) -> int:
        """Wait for the program to end by itself and return its exit code."""
        return self._process.wait()

    def stop(self) -> None:
        """Ask the program to stop by closing its input; kill it if it does not."""
        if self._process.stdin is not None:
            # A child that is gone has left nobody to flush to.
            with suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(STOP_S)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _read(self) -> None:
        output = self._process.stdout
        if output is None:
            return
        with self._log.open("ab") as log:
            for raw in output:
                log.write(raw)
                log.flush()
                self._lines.put(raw.decode("utf-8", errors="replace"))
        self._lines.put(None)

    def _tail(self) -> str:
        """Return the last words; all of them once the program has ended."""
        if self._process.poll() is not None:
            self._reader.join(STOP_S)
        return self._log.read_text(encoding="utf-8", errors="replace")[-4000:]

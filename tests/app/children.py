"""Starts our child programs as the window does, and waits for their lines with a limit."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 30.0


class ChildEnded(Exception):
    """The child's output ended before the expected line."""


class RunningChild:
    """A child process with pipes; always ended by `with`."""

    def __init__(self, word: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", word],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> RunningChild:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(LIMIT_S)
        self._reader.join(LIMIT_S)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()

    def _read(self) -> None:
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(b"")

    def send(self, message: dict[str, Any] | bytes) -> None:
        raw = message if isinstance(message, bytes) else json.dumps(message).encode() + b"\n"
        self.process.stdin.write(raw)
        self.process.stdin.flush()

    def receive(self, timeout_s: float = LIMIT_S) -> dict[str, Any]:
        """The next line; `queue.Empty` when none came in time."""
        line = self._lines.get(timeout=timeout_s)
        if not line:
            self.process.wait(LIMIT_S)
            raise ChildEnded(self.process.stderr.read().decode("utf-8", "replace"))
        return json.loads(line)

    def ask(self, message: dict[str, Any] | bytes) -> dict[str, Any]:
        self.send(message)
        return self.receive()

    def rest(self) -> list[dict[str, Any]]:
        """All lines until the child ends."""
        lines = []
        while line := self._lines.get(timeout=LIMIT_S):
            lines.append(json.loads(line))
        return lines

    def exit_code(self) -> int:
        return self.process.wait(LIMIT_S)

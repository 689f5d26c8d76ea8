"""The record of a story: what was done, whether it happened, how long it took, its picture."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Script:
    """Plays steps one after another; the first that does not happen ends the story."""

    def __init__(self, out: Path, photograph: Callable[[Path], None]) -> None:
        self.out = out
        self.steps: list[dict[str, Any]] = []
        self.facts: dict[str, Any] = {}
        self.trouble = ""
        self._photograph = photograph

    @property
    def ok(self) -> bool:
        """Whether every step so far has happened."""
        return not self.trouble and all(step["ok"] for step in self.steps)

    def play(self, name: str, act: Callable[[], object], *, last: bool = False) -> bool:
        """Play a step unless an earlier one failed; returns whether it happened.

        The picture is taken after the act; of the `last` one before it, while there is a window.
        """
        if not self.ok:
            return False
        file = f"{len(self.steps) + 1:02d}-{name}.png"
        if last:
            self._photograph(self.out / file)
        began = time.monotonic()
        try:
            act()
        except Exception:
            self.trouble = traceback.format_exc()
        seconds = time.monotonic() - began
        try:
            if not last:
                self._photograph(self.out / file)
        except Exception:
            self.trouble = self.trouble or traceback.format_exc()
        self.steps.append(
            {
                "name": name,
                "ok": not self.trouble,
                "seconds": round(seconds, 3),
                "screenshot": file if (self.out / file).exists() else None,
            }
        )
        sys.stdout.write(f"{'FAIL' if self.trouble else 'ok  '} {seconds:7.2f} s  {name}\n")
        sys.stdout.flush()
        self.write()
        return not self.trouble

    def write(self) -> None:
        """Write story.json as it is known now."""
        self.out.mkdir(parents=True, exist_ok=True)
        story = {"ok": self.ok, "steps": self.steps, **self.facts}
        text = json.dumps(story, ensure_ascii=False, indent=2)
        (self.out / "story.json").write_text(text + "\n", encoding="utf-8")

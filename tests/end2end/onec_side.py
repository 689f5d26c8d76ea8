"""What the imitated 1C has said, looked at without stopping the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tools.demo import DemoSupplier


class OnecSide:
    """The events of the imitated 1C, kept in their order."""

    def __init__(self, supplier: DemoSupplier) -> None:
        self._supplier = supplier
        self.events: list[dict[str, Any]] = []

    def tell(self, **command: Any) -> None:
        """Tell 1C to do something."""
        self._supplier.onec.tell(command)

    def said(self, event: str, **like: Any) -> list[dict[str, Any]]:
        """The events of a kind with these details, up to now."""
        self.events += self._supplier.onec.printed()
        return [
            one
            for one in self.events
            if one.get("event") == event
            and all(one.get(key) == value for key, value in like.items())
        ]

    def wait_blocking(self, event: str, after: int = 0, timeout_s: float = 60.0) -> dict[str, Any]:
        """Wait while the window stands still, as between two of its breaths."""
        return self._wait(lambda: self.said(event)[after:], event, timeout_s)[0]

    def _wait(self, condition: Callable[[], Any], what: str, timeout_s: float) -> Any:
        deadline = time.monotonic() + timeout_s
        while not (found := condition()):
            assert time.monotonic() < deadline, f"1C did not say {what!r} in {timeout_s:.0f} s"
            time.sleep(0.02)
        return found

"""A cap on the time of calls that cannot be told to hurry."""

import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def within(timeout_s: float, work: Callable[[], Result]) -> Result:
    """Run `work` in a thread of its own and return its result, or raise `TimeoutError`.

    After a timeout the thread goes on and its result is dropped, which is why only the short-lived
    children use this: they end soon, and a stuck driver call ends with them.
    """
    results: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True, name="capped call")
    thread.start()
    thread.join(timeout_s)
    if failures:
        raise failures[0]
    if not results:
        raise TimeoutError(f"no answer in {timeout_s} s")
    return results[0]

"""What `window` measures, in a process of its own: memory is part of it."""

from __future__ import annotations

import random
import statistics
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from tools.bench import Figure
from tools.bench._window import BenchWindow
from tools.processes import Child

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QScrollBar

FRAME_MS = 16.7
TYPED_MS = 16.0
SORT_MS = 100.0
MEMORY_MB = 260.0
WRITTEN_S = 0.5
LOOK_S = 1.0
LOADED_S = 2.0
OFTEN = 15
"""So many times for each repeat: the 99th percentile of fewer than a hundred is the worst one."""
WORDS = ("вимикач", "104-00", "кабель силовий", "труба", "розетка подвійна", "лампа", "482000")
SORTED = ("price", "article", "name")


def figures(
    profile: Path, products: int, repeats: int, *, only_switch: bool = False
) -> Iterator[Figure]:
    """Yield every figure of one window."""
    window = BenchWindow(profile)
    try:
        # The order of the list is kept over a restart: the last run's was by price.
        if window.screen.listing.sort.key != "name":
            window.until_shown(lambda: _sort(window, "name"))
            window.settle()
        yield from _switch(window, repeats, "window.switch")
        if only_switch:
            return
        yield from _scroll(window, repeats)
        yield from _typing(window)
        yield from _sorting(window, repeats)
        yield from _switch_sorted(window, repeats)
        yield Figure("window.memory.anonymous", _anonymous_mb(), "MB", bar=MEMORY_MB)
        yield from _changes(window, profile, products)
    finally:
        window.close()


def _switch(window: BenchWindow, repeats: int, name: str) -> Iterator[Figure]:
    switched: list[float] = []
    cpu: list[float] = []
    repainted: list[float] = []
    for contract in _contracts(window, repeats * OFTEN):
        if len(switched) == 1:
            # The first came a third of a second after the start, while the network's and other
            # libraries were still being loaded; the others come while the user works.
            window.settle(LOADED_S)
        # A switch and a repaint in turns: a busy moment of the machine hits both.
        switched.append(window.frame(partial(window.user.terms.choose, contract)))
        cpu.append(window.cpu_ms)
        repainted.append(window.repaint())
        window.settle(0.02)
    # The first switch also makes the banner's room: the whole window is laid out and painted.
    yield Figure(f"{name}.first", switched.pop(0), "ms")
    yield Figure(f"{name}.first.cpu", cpu.pop(0), "ms", bar=FRAME_MS)
    # The same screen, as it is: the switch changes the top bar, the card and the banner, too.
    plain = statistics.median(repainted)
    yield Figure(f"{name}.p50_against_repaint", _p(switched, 50), "ms", bar=1.5, against=plain)
    yield Figure(f"{name}.p50", _p(switched, 50), "ms", bar=16.0)
    yield Figure(f"{name}.p99", _p(switched, 99), "ms", bar=FRAME_MS)
    yield Figure(f"{name}.cpu.p50", _p(cpu, 50), "ms", bar=FRAME_MS)
    yield Figure(f"{name}.cpu.p99", _p(cpu, 99), "ms", bar=FRAME_MS)


def _switch_sorted(window: BenchWindow, repeats: int) -> Iterator[Figure]:
    window.until_shown(lambda: _sort(window, "price"))
    # A look at the list: the orders of the other contracts are made meanwhile.
    window.settle(LOOK_S)
    first: list[float] = []
    whole: list[float] = []
    cpu: list[float] = []
    for contract in _contracts(window, repeats * OFTEN):
        began = time.perf_counter()

        def switch(contract: str = contract, began: float = began) -> None:
            window.user.terms.choose(contract)
            QCoreApplication.sendPostedEvents()
            first.append((time.perf_counter() - began) * 1000)

        whole.append(window.until_shown(switch))
        cpu.append(window.whole_cpu_ms)
        window.settle(0.05)
    yield Figure("window.switch_by_price.first_frame.p99", _p(first, 99), "ms", bar=FRAME_MS)
    yield Figure("window.switch_by_price.sorted.p50", _p(whole, 50), "ms", bar=FRAME_MS)
    yield Figure("window.switch_by_price.sorted.p99", _p(whole, 99), "ms", bar=FRAME_MS)
    yield Figure("window.switch_by_price.sorted.cpu.p99", _p(cpu, 99), "ms", bar=FRAME_MS)


def _scroll(window: BenchWindow, repeats: int) -> Iterator[Figure]:
    rows = window.model.rowCount()
    step = min(1_000, max(rows // 50, 50))
    places = [at * step % max(rows - 100, 1) for at in range(1, repeats * OFTEN + 1)]
    yield from _shown(window, places, "window.scroll_1000")
    dice = random.Random(1)
    places = [dice.randrange(max(rows - 100, 1)) for _ in range(repeats * OFTEN)]
    yield from _shown(window, places, "window.jump")


def _shown(window: BenchWindow, places: Sequence[int], name: str) -> Iterator[Figure]:
    bar = window.table.verticalScrollBar()
    frames, cpu, filled, filled_cpu = [], [], [], []
    for place in places:
        one, all_rows = window.until_rows(partial(bar.setValue, place))
        frames.append(one)
        cpu.append(window.cpu_ms)
        filled.append(all_rows)
        filled_cpu.append(window.whole_cpu_ms)
    for what, figures in (
        ("frame", frames),
        ("frame.cpu", cpu),
        ("rows", filled),
        ("rows.cpu", filled_cpu),
    ):
        yield Figure(f"{name}.{what}.p50", _p(figures, 50), "ms", bar=FRAME_MS)
        yield Figure(f"{name}.{what}.p99", _p(figures, 99), "ms", bar=FRAME_MS)


def _typing(window: BenchWindow) -> Iterator[Figure]:
    search = window.screen.search
    taken, cpu = [], []
    for _round in range(2):
        for word in WORDS:
            for end in range(1, len(word) + 1):
                typed = word[:end]
                taken.append(window.until_shown(partial(search.setText, typed)))
                cpu.append(window.whole_cpu_ms)
            window.until_shown(lambda: search.setText(""))
            window.settle(0.05)
        if _round == 0:
            # The first round reads the file for the first time.
            yield Figure("window.keystroke.first.p50", _p(taken, 50), "ms")
            taken.clear()
            cpu.clear()
    yield Figure("window.keystroke.p50", _p(taken, 50), "ms", bar=TYPED_MS)
    yield Figure("window.keystroke.cpu.p50", _p(cpu, 50), "ms", bar=TYPED_MS)
    yield Figure("window.keystroke.p99", _p(taken, 99), "ms")


def _sorting(window: BenchWindow, repeats: int) -> Iterator[Figure]:
    for key in SORTED:
        taken = []
        for _ in range(max(repeats, 3)):
            taken.append(window.until_shown(partial(_sort, window, key)))
            window.settle(0.05)
        yield Figure(f"window.sort.{key}.p50", _p(taken, 50), "ms", bar=SORT_MS)


def _changes(window: BenchWindow, profile: Path, products: int) -> Iterator[Figure]:
    path = window.user.readers.path
    bar = window.table.verticalScrollBar()
    rows = window.model.rowCount()
    idle = _scrolling(window, 100)
    log = profile / "logs" / "writer.log"
    writer = Child("tools.bench._window_writer", str(path), str(products), log=log, listens=True)
    frames: list[float] = []
    cpu: list[float] = []
    written: list[float] = []
    with writer:
        writer.wait_for("listening")
        for _ in range(5):
            writer.tell({"go": True})
            event = None
            deadline = time.monotonic() + 60
            while event is None and time.monotonic() < deadline:
                place = (bar.value() + 37) % max(rows - 100, 1)
                frames.append(window.frame(partial(bar.setValue, place)))
                cpu.append(window.cpu_ms)
                window.settle(0.004)
                event = next(iter(writer.printed()), None)
            if event is None:
                break
            written.append(event["written_s"])
            changed = {"prices": event["prices"], "stock": event["stock"]}
            frames.append(window.frame(partial(_tell_and_move, window, changed, bar, rows)))
            cpu.append(window.cpu_ms)
            frames += _scrolling(window, 40)
    yield Figure("window.change.written", statistics.median(written), "s", bar=WRITTEN_S)
    yield Figure("window.change.frame.p99", _p(frames, 99), "ms", bar=FRAME_MS)
    yield Figure("window.change.frame.cpu.p99", _p(cpu, 99), "ms", bar=FRAME_MS)
    yield Figure("window.change.frame.worst", max(frames), "ms")
    yield Figure(
        "window.change.frame.p50_against_idle", _p(frames, 50), "ms", bar=1.5,
        against=_p(idle, 50),
    )  # fmt: skip


def _tell_and_move(window: BenchWindow, changed: object, bar: QScrollBar, rows: int) -> None:
    window.user.syncing.changed.emit(changed)
    bar.setValue((bar.value() + 37) % max(rows - 100, 1))


def _scrolling(window: BenchWindow, steps: int) -> list[float]:
    bar = window.table.verticalScrollBar()
    rows = window.model.rowCount()
    frames = []
    for _ in range(steps):
        place = (bar.value() + 37) % max(rows - 100, 1)
        frames.append(window.frame(partial(bar.setValue, place)))
        window.settle(0.004)
    return frames


def _sort(window: BenchWindow, key: str) -> None:
    section = next(n for n, column in enumerate(window.model.columns) if column.sort == key)
    window.table.horizontalHeader().sectionClicked.emit(section)


def _contracts(window: BenchWindow, count: int) -> Iterator[str]:
    profile = window.user.terms.profile
    known = [one.id for one in profile.contracts] if profile is not None else []
    chosen = window.user.terms.contract
    # The choice is kept over a restart: the first one is another than it, as all are.
    first = known.index(chosen.id) if chosen is not None else 0
    for turn in range(first + 1, first + count + 1):
        yield known[turn % len(known)]


def _p(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _anonymous_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    message = "no RssAnon here"
    raise OSError(message)

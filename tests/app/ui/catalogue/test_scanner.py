"""A barcode scanner types like a very fast person and ends with Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.ui.catalogue.scanner import ScannerBurst


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The scanner's own clock, moved by hand: no test depends on the machine."""
    now = [100.0]
    monkeypatch.setattr("app.ui.catalogue.scanner.time.monotonic", lambda: now[0])
    return now


def _type(burst: ScannerBurst, clock: list[float], text: str, each_s: float) -> bool:
    for _ in text:
        clock[0] += each_s
        burst.note_key()
    return burst.is_burst(text)


@pytest.mark.parametrize(
    ("text", "each_s", "scanned"),
    [
        ("4820000000005", 0.02, True),
        ("48200000", 0.09, True),
        ("4820000", 0.02, False),
        ("4820000000005", 0.2, False),
        ("автомат16", 0.01, False),
        ("104-0316-55", 0.01, False),
    ],
)
def test_eight_fast_digits_are_a_scan_and_nothing_else_is(clock, text, each_s, scanned) -> None:
    assert _type(ScannerBurst(), clock, text, each_s) is scanned


def test_a_scan_puts_one_pack_into_the_cart_and_the_next_scan_follows(
    qtbot, screen, world, clock
) -> None:
    screen.focus_search()
    for barcode, product in (("4820000000005", 5), ("4820000000007", 7)):
        with qtbot.waitSignal(world.drafts.changed):
            qtbot.keyClicks(screen.search, barcode)
            qtbot.keyClick(screen.search, Qt.Key.Key_Return)
        line = world.drafts.active.lines[-1]
        assert (line.product, line.quantity_milli) == (f"guid-{product}", 12_000)
        # The text stays selected: the next scan replaces it.
        assert screen.search.selectedText() == barcode
    assert len(world.drafts.active.lines) == 2


def test_the_same_digits_typed_by_hand_are_a_search(qtbot, screen, world, clock) -> None:
    screen.focus_search()
    for digit in "4820000000005":
        clock[0] += 0.4
        qtbot.keyClicks(screen.search, digit)
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert not world.drafts.active.lines
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)

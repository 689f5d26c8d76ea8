"""The panel beside the cart says what the draft comes to now."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui import formats
from tests.app.ui.cart.conftest import cart_line


def test_what_the_cart_comes_to_is_right_when_its_page_is_opened(
    qtbot, screen, world, fill
) -> None:
    """Behind the catalogue the panel is left alone: a contract switch has to be painted there."""
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(QWidget())
    pages.addWidget(screen.side)
    pages.show()
    before = screen.side._total.text()
    fill(cart_line(world, 1, 4_000))
    payable_e4 = screen.valuation.appraisal.totals.payable_e4
    assert payable_e4
    assert screen.side._total.text() == before
    pages.setCurrentIndex(1)
    assert screen.side._total.text() == formats.money(payable_e4, "UAH")
    pages.setCurrentIndex(0)
    fill(cart_line(world, 1, 4_000, "gone"))
    assert any(check.stops for check in screen.side.checks)
    screen.side.setParent(None)


def test_ordering_beside_a_closed_panel_goes_by_the_cart_as_it_is(
    qtbot, screen, world, fill
) -> None:
    """In a small window the panel is closed while the cart is in sight."""
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.addWidget(QWidget())
    pages.addWidget(screen.side)
    pages.show()
    fill(cart_line(world, 6, 52_000))
    assert screen.side.button.isEnabled()
    fill(cart_line(world, 1, 4_000))  # less than the minimum
    assert not screen.side.button.isEnabled()
    screen.side.setParent(None)

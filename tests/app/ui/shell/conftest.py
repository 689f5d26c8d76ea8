"""A shell with values like a dealer's own."""

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.shell.main_window import MainWindow
from app.ui.shell.view import BrandView, CartButtonView, ContractView, ManagerView, Vat
from app.ui.theme.theme import Theme

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=timezone(timedelta(hours=2)))
E4 = 10_000

CONTRACTS = (
    ContractView(
        "c1",
        "Передоплата 100 %",
        "24/118-П",
        "П100",
        "Опт-1",
        "UAH",
        Vat.INCLUDED,
        advance_e4=12_400 * E4,
    ),
    ContractView(
        "c2",
        "Відстрочка 14 днів",
        "24/119-В",
        "В14",
        "Опт-2",
        "UAH",
        Vat.INCLUDED,
        limit_e4=350_000 * E4,
        limit_left_e4=2_143_805_000,
    ),
    ContractView(
        "c3",
        "Відстрочка 30 днів",
        "24/120-В",
        "В30",
        "Опт-3",
        "UAH",
        Vat.NONE,
        closed="строк дії скінчився",
    ),
)


class Screen(QWidget):
    """A screen with one field."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(QLabel(title))
        column.addWidget(self.field)
        self.setFocusProxy(self.field)


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> MainWindow:
    """The main window with three screens, contracts, a draft and a manager."""
    one = MainWindow(theme, lambda: NOW)
    one.build()
    one.reveal()
    qtbot.addWidget(one)
    one.show_brand(BrandView("Промінь-Опт", "ТОВ «Майстер-Дім Сервіс»"))
    side = QLabel("картка")
    one.add_screen("catalogue", "Каталог", "layout-grid", Screen("Каталог"), side=side)
    one.add_screen("cart", "Кошик", "shopping-cart", Screen("Кошик"))
    one.add_screen("orders", "Замовлення", "package", Screen("Замовлення"))
    one.show_contracts(CONTRACTS, "c2")
    one.show_cart(CartButtonView("Кошик 1", 12, 604_511_700, "UAH"))
    one.show_manager(ManagerView("Ірина Лозовик", "Опт", "+380005550142", "i@promin.example"))
    one.resize(1440, 900)
    with qtbot.waitExposed(one):
        one.show()
    one.show_screen("catalogue")
    return one

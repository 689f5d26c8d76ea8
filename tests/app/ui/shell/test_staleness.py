"""Old prices are told about as old: without a connection, and when 1C is late or silent."""

from __future__ import annotations

import datetime as dt

import pytest

from app.ui import formats
from app.ui.cart.valuation import Valuation
from app.ui.live.syncing import Connection
from app.ui.shell.main_window import MainWindow
from app.ui.shell.presenter import ShellPresenter
from tests.fakes.world import World, fill_cache, products


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()


@pytest.fixture
def presenter(qtbot, theme, qapp, tmp_path):
    fill_cache(tmp_path / "1-1.db", products(5))
    world = World(tmp_path)
    window = MainWindow(theme, _now)
    window.build()
    window.reveal()
    qtbot.addWidget(window)
    valuation = Valuation(world.terms, world.goods, world.drafts)
    made = ShellPresenter(window, world.terms, world.goods, world.drafts, valuation)
    made.goods = world.goods
    yield made
    world.close()


def _ages(presenter, minutes: int) -> None:
    at = (_now() - dt.timedelta(minutes=minutes)).isoformat()
    presenter.goods.ages = {"prices": at, "stock": at}
    presenter.show_ages()


def test_late_prices_are_old_and_fresh_ones_are_not(presenter) -> None:
    told: list[bool] = []
    presenter.staleness_changed.connect(told.append)
    _ages(presenter, 3)
    assert told == []
    _ages(presenter, 600)
    _ages(presenter, 601)
    assert told == [True]
    _ages(presenter, 1)
    assert told == [True, False]


def test_without_a_connection_even_young_prices_look_old(presenter) -> None:
    told: list[bool] = []
    presenter.staleness_changed.connect(told.append)
    _ages(presenter, 1)
    presenter.freshness._show_connection(Connection(False, _now(), "offline"))
    assert told == [True]
    presenter.freshness._show_connection(Connection(True, _now()))
    assert told == [True, False]


def test_when_1c_is_silent_prices_look_old(presenter) -> None:
    _ages(presenter, 1)
    told: list[bool] = []
    presenter.staleness_changed.connect(told.append)
    presenter.freshness._show_onec("silent")
    assert told == [True]
    presenter.freshness._show_onec("ok")
    assert told == [True, False]


def test_the_banner_over_old_prices_names_the_time_of_those_that_have_come(presenter) -> None:
    """1C's state is told before the new ages are read, and may stay late when news come."""
    _ages(presenter, 3 * 24 * 60)
    presenter.freshness._show_onec("late")
    banners = presenter.freshness._window.banners
    before = banners.current.title
    _ages(presenter, 90)
    assert banners.current.key == "onec"
    assert banners.current.title != before
    assert banners.current.title == "Prices and stock are of {}.".format(
        formats.moment(dt.datetime.fromisoformat(presenter.goods.ages["prices"]), _now())
    )


def test_a_banner_over_old_prices_that_was_closed_stays_closed(presenter) -> None:
    _ages(presenter, 3 * 24 * 60)
    presenter.freshness._show_onec("late")
    banners = presenter.freshness._window.banners
    banners._close()
    _ages(presenter, 90)
    assert banners.current is None

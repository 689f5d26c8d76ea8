"""Filters of the list: chips, live counts, what a reset and a cross do."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

from app.domain.product import BRAND, WAREHOUSE, Sort
from app.ui.catalogue.filters import NEW, PRICE, Filters
from tests.fakes.supplier import product
from tests.fakes.world import World, fill_cache, products

BRANDS = ("Волтекра", "Дротарія", "Лумаріс")


@pytest.fixture
def world(qapp, tmp_path):
    """Thirty goods of three brands, ten each; half of them were made this week."""
    today = dt.datetime.now().astimezone().date()

    def make(number: int):
        return product(
            number,
            group=1 + number % 2,
            name=f"Вимикач C{number}",
            brand=BRANDS[number % 3],
            article=f"104-{number:04d}",
            created_on=(today - dt.timedelta(days=5 if number % 2 else 45)).isoformat(),
        )

    fill_cache(tmp_path / "1-1.db", products(30, make))
    world = World(tmp_path)
    yield world
    world.close()


def _choose(qtbot, screen, key: str, *values: str) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets.set_filters(
            screen.bar.facets.filters.with_values(key, tuple((one, one) for one in values))
        )


def _counted(qtbot, screen) -> None:
    with qtbot.waitSignal(screen.listing.counted):
        screen.listing.count_facets()


def test_values_of_one_filter_add_up_and_filters_narrow_each_other(qtbot, screen) -> None:
    _choose(qtbot, screen, BRAND, "Волтекра")
    assert screen.model.rowCount() == 10
    _choose(qtbot, screen, BRAND, "Волтекра", "Лумаріс")
    assert screen.model.rowCount() == 20
    _choose(qtbot, screen, WAREHOUSE, "1")
    assert 0 < screen.model.rowCount() < 20
    assert all(screen.model.prepared(row).stocks[0].tint for row in range(5))


def test_the_chip_names_the_first_value_and_how_many_more(qtbot, screen) -> None:
    _choose(qtbot, screen, BRAND, "Волтекра", "Лумаріс", "Дротарія")
    chip = screen.bar.facets._chips[BRAND]
    assert chip.active
    assert chip.text() == "Brand: Волтекра, +2"
    with qtbot.waitSignal(screen.shown):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert not chip.active
    assert screen.model.rowCount() == 30


def test_reset_takes_every_filter_away(qtbot, screen) -> None:
    _choose(qtbot, screen, BRAND, "Волтекра")
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets.set_filters(
            Filters(chosen=screen.bar.facets.filters.chosen, price_e4=(None, 1_001_500))
        )
    assert 0 < screen.model.rowCount() < 10
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets._reset.click()
    assert screen.model.rowCount() == 30
    assert screen.bar.facets._reset.isHidden()


def test_counts_are_of_the_whole_result_and_a_filter_does_not_count_itself_away(
    qtbot, screen
) -> None:
    _choose(qtbot, screen, BRAND, "Волтекра")
    _counted(qtbot, screen)
    values = {one.value: one.found for one in screen.bar.facets._facets[BRAND].values}
    assert values == dict.fromkeys(BRANDS, 10)


def test_the_popup_says_what_its_ticks_would_leave_before_they_are_applied(qtbot, screen) -> None:
    _counted(qtbot, screen)
    bar = screen.bar.facets
    popup = bar._values()
    popup.values.show(bar._ordered(BRAND), ())
    popup._key = BRAND
    popup.values.toggle(popup.values.index(0))
    qtbot.waitUntil(lambda: popup._apply.text() == "Show 10")
    assert screen.model.rowCount() == 30
    with qtbot.waitSignal(screen.shown):
        popup._choose()
    assert screen.model.rowCount() == 10


def test_the_filter_box_of_a_popup_hides_other_values(qtbot, screen) -> None:
    _counted(qtbot, screen)
    popup = screen.bar.facets._values()
    popup.values.show(screen.bar.facets._ordered(BRAND), ())
    popup.values.narrow("лум")
    assert [popup.values.index(n).data() for n in range(popup.values.rowCount())] == ["Лумаріс"]
    assert popup.values.hidden == 2


def test_novelties_are_the_goods_of_the_last_thirty_days(qtbot, screen) -> None:
    """A press on the chip is enough: there is nothing to choose from."""
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets.open_filter(NEW)
    assert screen.model.rowCount() == 15
    assert screen.bar.facets._chips[NEW].active
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets.open_filter(NEW)
    assert screen.model.rowCount() == 30


def test_bounds_of_price_do_not_outlive_their_currency(qtbot, screen) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets.set_filters(Filters(price_e4=(1_000_000, None)))
    assert screen.bar.facets.chip_text(PRICE) == "Price: from 100,00"
    screen.bar.facets.show_currency("EUR")
    assert screen.bar.facets.filters.price_e4 is None


def test_the_bar_says_how_many_of_how_many(qtbot, screen) -> None:
    _choose(qtbot, screen, BRAND, "Волтекра")
    assert screen.bar.facets.count.text() == "10 of 30"


def test_a_wrong_sum_is_marked_and_nothing_is_applied(qtbot, screen) -> None:
    popup = screen.bar.facets._prices()
    applied = []
    popup.applied.connect(applied.append)
    popup._least.setText("12,50")
    popup._most.setText("3")
    popup._apply()
    assert applied == []
    assert popup._most.property("wrong")
    popup._most.setText("1 300,5")
    popup._apply()
    assert applied == [(125_000, 13_005_000)]


class _Layouts(QObject):
    """Counts how often a widget's layout was asked to be made anew."""

    def __init__(self, watched) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        del watched
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_the_same_filters_over_another_list_ask_for_no_new_layout(qtbot, screen) -> None:
    """Each would go up to the window and lay all of it out in the frame of a contract switch."""
    _counted(qtbot, screen)
    QCoreApplication.sendPostedEvents()
    layouts = _Layouts(screen.bar.facets)
    for column in ("price", "name"):
        with qtbot.waitSignal(screen.shown):
            screen.listing.sort = Sort(column)
            screen.refresh()
        QCoreApplication.sendPostedEvents()
    assert layouts.count == 0

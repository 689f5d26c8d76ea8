"""The list without rows: it says why, and offers only what brings goods, or a person who knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.app.ui.catalogue.opened import opened
from tests.fakes.world import World, fill_cache


def _offers(screen) -> list[str]:
    return [row.text() for row in screen._empty._rows if not row.isHidden()]


def _search(qtbot, screen, words: str) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.search.setText(words)
    qtbot.waitUntil(lambda: bool(_offers(screen)))


def test_an_empty_list_offers_what_would_bring_goods(qtbot, screen) -> None:
    _search(qtbot, screen, "вимикач щщщщщ")
    assert _offers(screen)[0] == "Search for “вимикач”"
    with qtbot.waitSignal(screen.shown):
        screen._empty._rows[0].click()
    assert screen.model.rowCount() == 300


def test_the_word_that_no_goods_have_is_named(qtbot, screen) -> None:
    _search(qtbot, screen, "вимикач щщщщщ")
    assert "“щщщщщ”" in screen._empty.accessibleDescription()
    assert "“вимикач” is not met" not in screen._empty.accessibleDescription()


def test_the_manager_is_the_last_way_and_gets_the_words_of_the_search(qtbot, screen) -> None:
    screen.activateWindow()
    _search(qtbot, screen, "вимикач  щщщщщ")
    assert _offers(screen)[-1] == "Ask the manager about these goods"
    with qtbot.waitSignal(screen.tools.manager_asked):
        number = len(_offers(screen))
        key = Qt.Key(int(Qt.Key.Key_0) + number)
        QTest.keyClick(screen._empty, key, Qt.KeyboardModifier.AltModifier)
    assert QGuiApplication.clipboard().text() == "вимикач щщщщщ"


def test_a_list_that_the_user_fills_himself_needs_no_manager(qtbot, screen) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.context._rows["favourites"].click()
    assert screen._empty.accessibleName() == "No favourites yet"
    assert "Write to the manager" not in _offers(screen)


@pytest.fixture
def empty_world(qapp, tmp_path: Path):
    fill_cache(tmp_path / "1-1.db", [])
    world = World(tmp_path)
    yield world
    world.close()


def test_a_group_without_goods_says_so_and_leads_to_the_manager(qtbot, theme, empty_world) -> None:
    screen = opened(qtbot, theme, empty_world, width=900)
    assert screen._empty.accessibleName() == "There are no goods here"
    assert _offers(screen) == ["Write to the manager"]


def test_an_older_count_that_comes_late_says_nothing_of_the_newer_question(
    qtbot, screen, monkeypatch
) -> None:
    """Two threads read: what was asked first may be answered last."""
    asked = []
    monkeypatch.setattr(
        screen.listing._goods, "ask", lambda _read, done, **_more: asked.append(done)
    )
    told: list[str] = []
    query = screen.listing.query()
    screen.listing.count([query], lambda _counts: told.append("older"), "suggestions")
    screen.listing.count([query], lambda _counts: told.append("newer"), "suggestions")
    facets: list[object] = []
    screen.listing.counted.connect(facets.append)
    screen.listing.count_facets()
    screen.listing.count_facets()
    older, newer, older_facets, newer_facets = asked
    newer([5])
    older([0])
    newer_facets(())
    older_facets([])
    assert told == ["newer"]
    assert facets == [()]

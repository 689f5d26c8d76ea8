"""The frame of the window tells the truth: ages, connection, 1C, contracts and what they cost."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from app.domain.errors import ProtocolBroken
from app.domain.printing import PrintPreset
from app.ui.cart.valuation import Valuation
from app.ui.live.print_jobs import PrintJobs
from app.ui.live.sending import Sending
from app.ui.live.sync_log import SyncLog
from app.ui.live.syncing import Connection
from app.ui.shell.main_window import MainWindow
from app.ui.shell.presenter import ShellPresenter
from app.ui.shell.view import BrandView, SyncState
from app.ui.widgets.labels import ElideLabel
from tests.app.ui.cart.conftest import cart_line, goods_row
from tests.fakes.world import World, fill_cache, products

if TYPE_CHECKING:
    from app.ui.shell.banners import Message

NOW = dt.datetime.now(tz=dt.UTC)


class FakeSyncing(QObject):
    """What the presenter follows: the sync child's signals, and F5."""

    connection_changed = Signal(object)
    onec_changed = Signal(str)
    changed = Signal(object)
    synced = Signal(float)
    noted = Signal(str)
    refused = Signal(str)
    generation_ready = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def sync_now(self) -> None:
        self.asked += 1


@pytest.fixture
def world(qtbot, tmp_path: Path) -> Iterator[World]:
    gc.collect()
    fill_cache(tmp_path / "1-1.db", products(8, goods_row))
    world = World(tmp_path)
    with qtbot.waitSignal(world.goods.opened):
        world.goods.open(tmp_path / "1-1.db")
    yield world
    world.close()


@pytest.fixture
def window(theme, qtbot) -> MainWindow:
    window = MainWindow(theme, lambda: dt.datetime.now().astimezone())
    window.build()
    window.reveal()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def syncing() -> FakeSyncing:
    return FakeSyncing()


@pytest.fixture
def presenter(world, window, syncing) -> ShellPresenter:
    valuation = Valuation(world.terms, world.goods, world.drafts)
    sending = Sending(world.tasks, lambda: None, lambda: None)
    jobs = PrintJobs(world.tasks, lambda: world.journal, "folder", {})
    presenter = ShellPresenter(window, world.terms, world.goods, world.drafts, valuation)
    presenter.held = (sending, jobs, syncing)
    log = SyncLog(syncing, lambda: dt.datetime.now().astimezone(), presenter)
    presenter.follow(syncing, sending, jobs, log)
    presenter.show_brand(BrandView("Промінь-Опт", ""))
    presenter._show_profile()
    return presenter


def _message(window: MainWindow, key: str) -> Message:
    return window.banners._messages[key]


def _keys(window: MainWindow) -> set[str]:
    return set(window.banners._messages)


def _ages(presenter, world, **seconds: int) -> None:
    world.goods.ages = {
        kind: (dt.datetime.now(tz=dt.UTC) - dt.timedelta(seconds=ago)).isoformat()
        for kind, ago in seconds.items()
    }
    presenter.show_ages()


def _state(window) -> SyncState:
    return window.top_bar.sync._view.state


def test_fresh_prices_are_told_as_fresh(presenter, world, window) -> None:
    _ages(presenter, world, prices=60, stock=60)
    assert _state(window) == SyncState.FRESH


def test_the_older_of_prices_and_stock_counts(presenter, world, window) -> None:
    _ages(presenter, world, prices=60, stock=7_200)
    assert _state(window) == SyncState.STALE


def test_unknown_ages_are_never_fresh(presenter, world, window) -> None:
    _ages(presenter, world)
    assert _state(window) == SyncState.STALE


def test_without_connection_a_banner_stays_until_it_is_back(
    presenter, world, window, syncing
) -> None:
    _ages(presenter, world, prices=60, stock=60)
    syncing.connection_changed.emit(Connection(online=False, since=NOW, reason="timeout"))
    assert _state(window) == SyncState.OFFLINE
    assert "offline" in _keys(window)
    syncing.connection_changed.emit(Connection(online=True, since=NOW))
    assert _state(window) == SyncState.FRESH
    assert "offline" not in _keys(window)


def test_the_offline_banner_says_of_what_time_prices_are_and_how_old(
    presenter, world, window, syncing
) -> None:
    _ages(presenter, world, prices=8_400, stock=60)
    syncing.connection_changed.emit(Connection(online=False, since=NOW, reason="timeout"))
    assert "(2\u00a0h\u00a020\u00a0min ago)" in _message(window, "offline").text
    _ages(presenter, world, prices=9_000, stock=60)
    assert "(2\u00a0h\u00a030\u00a0min ago)" in _message(window, "offline").text, "its age grows"


@pytest.mark.qt_log_ignore("grabbing the keyboard", "raise\\(\\)", extend=True)
def test_what_works_offline_opens_the_list_of_it(presenter, world, window, syncing) -> None:
    syncing.connection_changed.emit(Connection(online=False, since=NOW, reason="timeout"))
    window.show()
    window.banners.action_chosen.emit("offline", "what_works")
    popup = window._choices._sync_popup
    assert popup.isVisible()
    popup.close()


def test_prices_that_grow_old_while_everything_answers_are_told_once_with_the_reason(
    presenter, world, window, syncing
) -> None:
    """The gateway says that 1C is well, and yet nothing has come for twice the usual time."""
    look = presenter.freshness._look
    _ages(presenter, world, prices=9_000, stock=9_000)
    look()
    assert "onec" not in _keys(window), "nobody has asked the gateway yet"
    syncing.onec_changed.emit("ok")
    look()
    assert "is late" in _message(window, "onec").text
    window.banners._close()
    syncing.onec_changed.emit("ok")
    look()
    assert "onec" not in _keys(window), "who closed it has read it"
    _ages(presenter, world, prices=60, stock=60)
    look()
    assert _state(window) == SyncState.FRESH


@pytest.mark.parametrize(("state", "words"), [("late", "is late"), ("silent", "has been silent")])
def test_a_late_onec_is_told_and_forgotten_when_it_comes(
    presenter, world, window, syncing, state, words
) -> None:
    _ages(presenter, world, prices=60, stock=60)
    syncing.onec_changed.emit(state)
    assert words in _message(window, "onec").text
    assert _state(window) == SyncState.STALE
    syncing.onec_changed.emit("ok")
    assert "onec" not in _keys(window)
    assert _state(window) == SyncState.FRESH


@pytest.mark.qt_log_ignore("grabbing the keyboard", "raise\\(\\)", extend=True)
def test_the_popup_has_the_last_five_syncs_and_what_was_refused(
    presenter, window, syncing, qtbot
) -> None:
    for number in range(1, 6):
        syncing.changed.emit({"stock": list(range(number))})
        syncing.synced.emit(0.4)
    syncing.connection_changed.emit(Connection(online=False, since=NOW, reason="timeout"))
    window.show()
    window._choices.open_sync()
    popup = window._choices._sync_popup
    texts = [one.text for one in popup.findChildren(ElideLabel) if not one.isHidden()]
    assert texts == [f"stock of {n} product(s)" for n in (5, 4, 3, 2, 1)]
    syncing.refused.emit("stock: a row is cut")
    newest = popup._entries.itemAt(0).widget().findChild(ElideLabel)
    assert newest.text == "Refused, will be asked for again: stock: a row is cut"
    popup.close()


def test_f5_asks_the_child(presenter, window, syncing) -> None:
    window.sync_requested.emit()
    assert syncing.asked == 1


def test_a_switch_of_contracts_can_be_taken_back_once(presenter, world, window) -> None:
    first = world.terms.contract.id
    window.contract_requested.emit("c-2")
    assert world.terms.contract.id == "c-2"
    assert _message(window, "contract").actions[0].key == "contract_back"
    window.undo_requested.emit()
    assert world.terms.contract.id == first
    assert "contract" not in _keys(window)
    window.undo_requested.emit()
    assert world.terms.contract.id == first


def test_the_switch_banner_offers_to_compare_a_cart_that_has_lines(
    presenter, world, window, qtbot
) -> None:
    window.contract_requested.emit("c-2")
    assert [one.key for one in _message(window, "contract").actions] == ["contract_back"]
    world.drafts.change(replace(world.drafts.active, lines=(cart_line(world, 1, 8_000),)))
    qtbot.waitUntil(lambda: not presenter._valuation.pending)
    window.contract_requested.emit("c-3")
    assert [one.key for one in _message(window, "contract").actions] == [
        "contract_back", "compare",
    ]  # fmt: skip
    with qtbot.waitSignal(window.compare_requested):
        window.banners.action_chosen.emit("contract", "compare")


def test_ctrl_z_takes_the_undo_bar_away_with_what_it_offers(presenter, world, window) -> None:
    window.show()
    window.workspace.say_undo("2 rows added")
    assert window.workspace._undo.isVisible()
    window.undo_requested.emit()
    assert not window.workspace._undo.isVisible()


def test_a_switch_takes_the_undo_bar_away_whose_button_would_take_back_the_switch(
    presenter, world, window
) -> None:
    window.show()
    window.workspace.say_undo("2 rows added")
    window.contract_requested.emit("c-2")
    assert not window.workspace._undo.isVisible()


def test_whoever_closes_the_banner_of_a_switch_has_gone_on(presenter, world, window) -> None:
    """Ctrl+Z is the cart's again: nothing on the screen says any more that it is the switch's."""
    window.contract_requested.emit("c-2")
    assert window.banners.current.key == "contract"
    window.banners._close()
    window.undo_requested.emit()
    assert world.terms.contract.id == "c-2"


def test_a_new_limit_of_the_same_contract_is_no_switch(presenter, world, window) -> None:
    profile = world.terms.profile
    changed = tuple(one._replace(limit_left_e4=1) for one in profile.contracts)
    world.terms.show(profile._replace(contracts=changed))
    assert "contract" not in _keys(window)


def test_a_contract_that_is_gone_is_told_as_a_switch(presenter, world, window) -> None:
    world.terms.choose("c-2")
    window.banners.withdraw("contract")
    profile = world.terms.profile
    left = tuple(one for one in profile.contracts if one.id != "c-2")
    world.terms.show(profile._replace(contracts=left))
    assert "contract" in _keys(window)


def test_each_contract_shows_what_the_cart_costs_under_it(
    presenter, world, window, qtbot, monkeypatch
) -> None:
    world.drafts.change(replace(world.drafts.active, lines=(cart_line(world, 1, 8_000),)))
    shown = []
    qtbot.waitUntil(lambda: not presenter._valuation.pending)
    monkeypatch.setattr(window, "show_contracts", lambda *told: shown.append(told))
    presenter.show_contracts()
    views, current = shown[0]
    assert current == "c-1"
    costs = {one.key: one.draft_e4 for one in views}
    assert costs["c-1"] == 8 * 1_000_100
    assert costs["c-1"] < costs["c-2"] < costs["c-3"]


def test_an_error_is_explained_in_the_banner(presenter, window) -> None:
    presenter.show_error(ProtocolBroken("html", request_id="r-1"))
    assert _keys(window)


def test_the_remembered_printer_is_in_the_status_bar(presenter, window) -> None:
    jobs = presenter._jobs
    jobs.presets["invoice"] = PrintPreset("invoice", "folder", "/x/Бухгалтерія", 1, duplex=False)
    jobs.presets_changed.emit()
    assert window.status._printer.name == "Бухгалтерія"

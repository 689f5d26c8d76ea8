"""The first page: the goods are on the screen before the rest of the program is loaded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from app.bootstrap import RESOURCES, build
from app.bootstrap.first_rows_keeper import FirstRowsKeeper
from app.bootstrap.installation import Installation
from app.bootstrap.once import Once
from app.bootstrap.opening import Opening
from app.bootstrap.options import Options
from app.domain.errors import StorageFailed
from app.services.catalogue import CacheReaders
from app.storage.cache import generations
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.storage.journal.choices import keep_choice
from app.storage.journal.first_choices import read_first_choices
from app.storage.journal.opening import open_journal
from app.storage.journal.store import Journal
from app.storage.profile import ProfileFolder
from app.storage.secrets import MemorySecrets
from app.ui.catalogue.column_layout import FIRST_ROWS
from app.ui.live.goods import Goods
from app.ui.shell.application import Language
from app.ui.shell.window_place import LIST, USUAL, ListPlace, list_place
from app.ui.tasks import Tasks
from tests.fakes.supplier import page, price, stock
from tests.fakes.world import fill_cache, products

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.bootstrap.program import Program
    from app.ui.theme.theme import Theme

NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    folder = ProfileFolder.open(tmp_path)
    fill_cache(generations.path_of(folder.cache, 1), products(60))
    open_journal(folder.journal)
    one = Installation(tmp_path, NOBODY, one_folder=True)
    one.settings.change(login="o.koval", remember=True, language="en")
    yield one
    one.close()


def choose(installation: Installation, **choices: str) -> None:
    journal = Journal(installation.root / "journal.db")
    for key, value in choices.items():
        keep_choice(journal, key.replace("__", "."), value)
    journal.close()


class TestWithTheWholeWindow:
    @pytest.fixture
    def program(
        self, qapp: QApplication, qtbot: QtBot, theme: Theme, installation: Installation,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Iterator[tuple[Opening, Program]]:  # fmt: skip
        import sys
        import threading

        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        opening = Opening.of(installation, theme)
        assert opening is not None
        qtbot.addWidget(opening.frame)
        with qtbot.waitSignal(opening.page.painted):
            opening.frame.show()
        look = (theme, Language(qapp, RESOURCES / "i18n"))
        program = build(qapp, installation, Options(gateway=NOBODY), look, opening)
        yield opening, program
        program.finish()
        for widget in qapp.topLevelWidgets():
            widget.deleteLater()

    def test_the_table_takes_its_place_without_moving_a_pixel(
        self, qtbot: QtBot, program: tuple[Opening, Program]
    ) -> None:
        opening, one = program
        first = opening.frame.grab().toImage()
        assert one.begin()
        window = one.window
        assert window is not None
        qtbot.waitUntil(lambda: window.catalogue is not None)
        assert window.catalogue is not None
        with qtbot.waitSignal(window.catalogue.shown):
            pass
        assert window.frame is opening.frame
        whole = window.frame.grab().toImage()
        place = USUAL.within(1440, 900)
        # The first row is left out: in the table it has the focus.
        rows = place.adjusted(0, 28 + 36, 0, 0)
        assert first.copy(rows) == whole.copy(rows)
        header = place.adjusted(0, 0, 0, 28 - place.height())
        assert first.copy(header) == whole.copy(header)

    def test_what_is_typed_meanwhile_goes_into_the_search(
        self, qtbot: QtBot, program: tuple[Opening, Program]
    ) -> None:
        opening, one = program
        QTest.keyClicks(opening.page, "ab")
        assert one.begin()
        window = one.window
        assert window is not None
        qtbot.waitUntil(
            lambda: window.catalogue is not None and window.catalogue.search.text() == "ab"
        )


class TestTheStartOfSomebodyWhoWasHereBefore:
    @pytest.fixture
    def program(
        self, qapp: QApplication, theme: Theme, installation: Installation,
        monkeypatch: pytest.MonkeyPatch,
    ) -> Iterator[Program]:  # fmt: skip
        import sys
        import threading

        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        kept = MemorySecrets()
        kept.keep(f"{NOBODY} o.koval", "a token that nobody can be asked about")
        installation.secrets = Once(lambda: kept)
        look = (theme, Language(qapp, RESOURCES / "i18n"))
        one = build(qapp, installation, Options(gateway=NOBODY), look)
        yield one
        one.finish()
        for widget in qapp.topLevelWidgets():
            widget.deleteLater()

    @pytest.mark.parametrize("cache", ["of another layout", "deleted", "damaged"])
    def test_goods_that_cannot_be_read_are_fetched_again_without_a_password(
        self, qtbot: QtBot, installation: Installation, program: Program, cache: str
    ) -> None:
        path = generations.path_of(ProfileFolder(installation.root).cache, 1)
        if cache == "of another layout":
            path.rename(path.with_name("2-1.db"))
        elif cache == "deleted":
            path.unlink()
        else:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("DROP TABLE groups")
        assert program.begin()
        window = program.window
        assert window is not None
        with qtbot.waitSignal(window.went_on):
            pass
        # The child runs and has asked for a token, which nobody can give it.
        qtbot.waitUntil(lambda: not window.syncing.connection.online, timeout=20_000)
        assert program.dialog is None

    def test_a_list_left_by_price_whose_goods_have_yet_to_come_is_no_error(
        self, qtbot: QtBot, installation: Installation, program: Program,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        """The choices are those of a program whose cache had another layout."""
        generations.path_of(ProfileFolder(installation.root).cache, 1).unlink()
        choose(installation, catalogue__sort="price asc")
        assert program.begin()
        window = program.window
        assert window is not None
        with qtbot.waitSignal(window.went_on):
            pass
        told: list[object] = []
        monkeypatch.setattr("sys.excepthook", lambda *error: told.append(error))
        keeper = window.findChild(FirstRowsKeeper)
        assert keeper is not None
        assert keeper._later.isActive()
        keeper._later.setInterval(0)
        qtbot.waitUntil(lambda: not keeper._later.isActive())
        qtbot.wait(200)
        assert told == []

    def test_a_damaged_journal_is_told_and_nothing_is_shown_as_if_it_were_whole(
        self, qapp: QApplication, qtbot: QtBot, installation: Installation, program: Program
    ) -> None:
        path = installation.root / "journal.db"
        path.write_bytes(b"no database at all" * 400)
        assert program.begin()
        boxes: list[QMessageBox] = []

        def told() -> bool:
            boxes[:] = [one for one in qapp.topLevelWidgets() if isinstance(one, QMessageBox)]
            return bool(boxes) and boxes[0].isVisible()

        qtbot.waitUntil(told)
        assert str(installation.root) in boxes[0].informativeText()
        assert path.read_bytes().startswith(b"no database at all")

    def test_goods_that_are_here_are_brought_up_to_date_after_signing_in(
        self, qtbot: QtBot, installation: Installation, program: Program
    ) -> None:
        installation.settings.change(remember=False)
        assert program.begin()
        assert program.window is None
        assert program._presenter is not None
        program._presenter.signed_in.emit("o.koval", False)
        window = program.window
        assert window is not None
        with qtbot.waitSignal(window.went_on):
            pass
        qtbot.waitUntil(lambda: window.syncing._child.running, timeout=20_000)


def test_the_page_is_under_the_contract_and_in_the_order_that_were_left(
    theme: Theme, installation: Installation
) -> None:
    usual = Opening.of(installation, theme)
    assert usual is not None
    usual.lock.release()
    choose(installation, contract="c-3", catalogue__sort="article desc", density="compact")
    left = Opening.of(installation, theme)
    assert left is not None
    left.lock.release()
    before, after = usual.page.shown, left.page.shown
    assert [row.product.article for row in before[:3]] != [row.product.article for row in after[:3]]
    assert after[0].product.article == "104-0060"
    assert len(after) > len(before)
    prices = {row.product.id: row.price_e4 for row in before}
    same = [row for row in after if row.product.id in prices]
    assert all((row.price_e4 or 0) > (prices[row.product.id] or 0) for row in same)


def test_an_order_that_needs_the_whole_list_has_no_first_page(
    theme: Theme, installation: Installation
) -> None:
    choose(installation, catalogue__sort="price asc")
    assert Opening.of(installation, theme) is None


class TestAListThatWasLeftByPriceOrStock:
    @pytest.fixture(params=["price desc", "stock:w-3 asc"])
    def left(
        self, request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, theme: Theme,
        installation: Installation, monkeypatch: pytest.MonkeyPatch,
    ) -> list[str]:  # fmt: skip
        """The articles that the user saw first when he closed the window."""
        import sys
        import threading

        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        monkeypatch.setattr("app.bootstrap.first_rows_keeper.KEEP_AFTER_MS", 0)
        choose(installation, catalogue__sort=request.param, contract="c-2")
        look = (theme, Language(qapp, RESOURCES / "i18n"))
        program = build(qapp, installation, Options(gateway=NOBODY), look)
        assert program.begin()
        window = program.window
        assert window is not None

        def kept() -> bool:
            choices = read_first_choices(installation.root / "journal.db")
            return choices is not None and FIRST_ROWS in choices.choices

        qtbot.waitUntil(kept, timeout=20_000)
        assert window.catalogue is not None
        model = window.catalogue.model
        qtbot.waitUntil(lambda: model.product(0) is not None)
        shown = [model.product(row) for row in range(10)]
        program.finish()
        for widget in qapp.topLevelWidgets():
            widget.deleteLater()
        return [one.article for one in shown if one is not None]

    def test_opens_with_the_same_rows(
        self, theme: Theme, installation: Installation, left: list[str]
    ) -> None:
        opening = Opening.of(installation, theme)
        assert opening is not None
        opening.lock.release()
        assert [row.product.article for row in opening.page.shown[:10]] == left

    @pytest.mark.parametrize("what", ["contract", "order", "data", "text", "column"])
    def test_opens_in_the_usual_way_when_something_is_different(
        self, theme: Theme, installation: Installation, left: list[str], what: str
    ) -> None:
        assert left
        if what == "contract":
            choose(installation, contract="c-3")
        elif what == "order":
            choose(installation, catalogue__sort="price asc")
        elif what == "text":
            choose(installation, catalogue__first_rows="[1, 2")
        elif what == "column":
            choose(installation, catalogue__sort="stock:w-9 asc")
        else:
            writer = CacheWriter(generations.path_of(ProfileFolder(installation.root).cache, 1))
            with writer.transaction():
                writer.apply(read_page(page("prices", [price(1, 5_000)]), "prices", 2))
                writer.apply(read_page(page("stock", [stock(1, 3, 777_000)]), "stock", 0))
            writer.close()
        assert Opening.of(installation, theme) is None


def test_a_second_program_of_the_same_user_shows_no_first_page(
    theme: Theme, installation: Installation
) -> None:
    first = Opening.of(installation, theme)
    assert first is not None
    assert Opening.of(installation, theme) is None
    first.lock.release()


@pytest.mark.parametrize("hurt", ["cache", "journal"])
def test_a_damaged_file_means_the_usual_start(
    theme: Theme, installation: Installation, hurt: str
) -> None:
    """Without the journal nobody knows under which contract the prices should be."""
    path = installation.root / "journal.db"
    if hurt == "cache":
        path = generations.path_of(ProfileFolder(installation.root).cache, 1)
    path.write_bytes(b"no database at all" * 400)
    assert Opening.of(installation, theme) is None


def test_goods_without_a_journal_are_shown_as_to_a_new_user(
    theme: Theme, installation: Installation
) -> None:
    (installation.root / "journal.db").unlink()
    opening = Opening.of(installation, theme)
    assert opening is not None
    opening.lock.release()


def test_the_list_opens_where_it_lay(theme: Theme, installation: Installation) -> None:
    choose(installation, **{LIST.replace(".", "__"): "52 190 11 26 700"})
    opening = Opening.of(installation, theme)
    assert opening is not None
    opening.lock.release()
    assert len(opening.page.shown) == 13


@pytest.mark.parametrize("text", ["", "a b c d e", "1 2 3", "-1 2 3 4 5", "1 2 3 4 99999999999"])
def test_a_place_that_cannot_be_read_is_the_usual_one(text: str) -> None:
    assert list_place({LIST: text}) == USUAL


def test_a_window_smaller_than_the_edges_has_an_empty_list() -> None:
    assert ListPlace(216, 140, 384, 26, 900).within(300, 100).isEmpty()


def test_a_click_on_the_first_page_does_nothing(
    qtbot: QtBot, theme: Theme, installation: Installation
) -> None:
    opening = Opening.of(installation, theme)
    assert opening is not None
    qtbot.addWidget(opening.frame)
    with qtbot.waitSignal(opening.page.painted):
        opening.frame.show()
    QTest.mouseClick(opening.page, Qt.MouseButton.LeftButton)
    opening.lock.release()


@pytest.mark.parametrize("hurt", ["rights", "price_types", "currency", "warehouses", "contracts"])
def test_a_profile_with_other_keys_means_the_usual_start(
    qtbot: QtBot, theme: Theme, installation: Installation, hurt: str
) -> None:
    """A disk may change a letter of a file that stays a database with valid JSON in it."""
    path = generations.path_of(ProfileFolder(installation.root).cache, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        (kept,) = connection.execute("SELECT json FROM profile").fetchone()
        told = kept.decode() if isinstance(kept, bytes) else kept
        assert f'"{hurt}"' in told
        changed = told.replace(f'"{hurt}"', f'"x{hurt[1:]}"')
        connection.execute("UPDATE profile SET json = ?", (changed,))
    assert Opening.of(installation, theme) is None
    tasks = Tasks()
    readers = CacheReaders(lambda _path: None)
    errors: list[Exception] = []
    goods = Goods(tasks, readers)
    goods.open(path, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert [type(error) for error in errors] == [StorageFailed]
    assert tasks.shutdown(10)
    readers.close()

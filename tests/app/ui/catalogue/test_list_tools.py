"""Copying rows, saving the list, favourites and what was ordered before."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing

import pytest
from lxml import etree
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QGuiApplication

from app.domain.errors import StorageFailed
from app.storage.cache import layout
from app.storage.cache.pages import read_page
from app.storage.cache.writer import CacheWriter
from app.ui.catalogue.pinned import ORDERED
from tests.fakes.supplier import page, product

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _rows(path) -> list[list[str]]:
    with zipfile.ZipFile(path) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return [
        ["".join(cell.itertext()) for cell in row.findall("m:c", SPACE)]
        for row in sheet.findall(".//m:row", SPACE)
    ]


@pytest.fixture
def tools(screen, world):
    screen.tools.use_tasks(world.tasks)
    return screen.tools


def _select(screen, first: int, last: int) -> None:
    model, chosen = screen.model, screen.table.selectionModel()
    screen.table.go_to_row(first)
    for row in range(first, last + 1):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        chosen.select(model.index(row, 0), flags)


def test_rows_are_copied_for_excel_and_for_mail(qtbot, screen, world) -> None:
    screen.filling.enter(screen.model.product(0), 24_000)
    _select(screen, 0, 1)
    with qtbot.waitSignal(screen.tools.noticed):
        screen.table.copy_asked.emit()
    mime = QGuiApplication.clipboard().mimeData()
    lines = [line.split("\t") for line in mime.text().splitlines()]
    assert lines[0] == ["Article", "Name", "Unit", "Price", "Quantity", "Sum"]
    assert lines[1][3:] == ["100,03", "24", "2400,72"]
    assert len(lines) == 3
    assert mime.html().count("<tr>") == 3


def test_a_name_that_looks_like_a_formula_is_copied_as_text(qtbot, screen, world) -> None:
    with closing(CacheWriter(world.folder / "1-1.db")) as writer, writer.transaction():
        row = product(3, group=2, name='=HYPERLINK("x")', article="104-0003")
        writer.apply(read_page(page("products", [row]), "products", 0))
    with qtbot.waitSignal(screen.shown):
        world.goods.forget_products([3])
    number = next(n for n in range(300) if screen.model.product_id(n) == 3)
    _select(screen, number, number)
    with qtbot.waitSignal(screen.tools.noticed):
        screen.table.copy_asked.emit()
    text = QGuiApplication.clipboard().text().splitlines()[1]
    assert text.split("\t")[1].startswith("'=")


def test_the_shown_list_is_saved_in_its_order_with_what_is_filtered(
    qtbot, screen, tools, tmp_path
) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.search.setText("вимикач 2p")
    told = []
    tools.progressed.connect(lambda done, of: told.append((done, of)))
    path = tmp_path / "товари.xlsx"
    with qtbot.waitSignal(tools.noticed):
        tools.export_to(path)
    rows = _rows(path)
    assert len(rows) == 1 + screen.model.rowCount()
    assert rows[0][:5] == ["Article", "Name", "Unit", "Pack", "Price, ₴"]
    articles = [screen.model.product(n).article for n in range(10)]
    assert [row[0] for row in rows[1:11]] == articles
    assert told[-1] == (0, 0)


def test_a_stopped_export_leaves_nothing_behind(qtbot, screen, tools, tmp_path) -> None:
    path = tmp_path / "товари.xlsx"
    before = sorted(tmp_path.iterdir())
    tools.export_to(path)
    qtbot.waitUntil(lambda: tools._export is not None)
    with qtbot.waitSignal(tools._export.cancelled):
        tools.export()
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_refuses_the_file_is_said(qtbot, tools, tmp_path) -> None:
    with qtbot.waitSignal(tools.export_failed) as told:
        tools.export_to(tmp_path / "none" / "a.xlsx")
    assert isinstance(told.args[0], StorageFailed)


def test_favourites_are_a_list_above_the_categories_and_are_kept(qtbot, screen, world) -> None:
    kept: dict[str, str | None] = {}
    screen.favourites._remember = kept.__setitem__
    screen.table.favourite_asked.emit(5)
    screen.table.favourite_asked.emit(7)
    names = [screen.model.product(row).guid for row in (5, 7)]
    assert [one[0] for one in json.loads(kept["favourites"])] == names
    qtbot.waitUntil(lambda: len(screen.pinned.ids("favourites")) == 2)
    with qtbot.waitSignal(screen.shown):
        screen.context._rows["favourites"].click()
    assert {screen.model.product(row).guid for row in range(2)} == set(names)
    assert screen.model.rowCount() == 2
    with qtbot.waitSignal(screen.shown):
        screen.groups.choose_group(2)
    assert screen.model.rowCount() == 300
    assert screen.context.pinned == ""


def test_what_was_ordered_before_is_a_list(qtbot, screen, world) -> None:
    order = {"lines": [{"product": "guid-4", "variant": None}, {"product": "gone"}]}
    with closing(layout.connect(world.folder / "1-1.db", query_only=False)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(orders)")]
        values = {"id": 1, "key": "k", "placed_at": "2026-01-01", "json": json.dumps(order)}
        names = [one for one in columns if one in values]
        marks = ",".join("?" * len(names))
        connection.execute(
            f"INSERT INTO orders ({','.join(names)}) VALUES ({marks})",
            [values[one] for one in names],
        )
        connection.commit()
    world.goods.papers_changed.emit()
    qtbot.waitUntil(lambda: screen.pinned.ids(ORDERED) == {4})

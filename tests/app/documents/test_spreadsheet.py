"""Files for Excel: text stays text, numbers are numbers, a half-written file is never seen."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from app.documents.spreadsheet import SheetColumn, Spreadsheet
from app.domain.errors import StorageFailed

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (SheetColumn("Артикул", 12), SheetColumn("Ціна", 10, "0.00"))
SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def _cells(path: Path):
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("xl/worksheets/sheet1.xml")).findall(".//m:c", SPACE)


def test_a_name_that_begins_like_a_formula_is_text(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    with Spreadsheet(path, "Товари", COLUMNS) as sheet:
        sheet.add([("=1+1", 12.5), ("@SUM(A1)", None), ("http://x.example", 1), ("007", 2)])
    cells = _cells(path)
    assert not [cell for cell in cells if cell.find("m:f", SPACE) is not None]
    texts = ["".join(cell.itertext()) for cell in cells if cell.get("t") == "inlineStr"]
    assert texts == ["Артикул", "Ціна", "=1+1", "@SUM(A1)", "http://x.example", "007"]


def test_control_signs_do_not_break_the_file(tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    with Spreadsheet(path, "Товари", COLUMNS) as sheet:
        sheet.add([("a\x00b\x1b", 1), ("\ufffe\ud7ff\n", 1)])
    assert len(_cells(path)) == 6


def test_an_interrupted_file_is_not_left_behind(tmp_path) -> None:
    path = tmp_path / "a.xlsx"

    def rows():
        yield ("a", 1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Spreadsheet(path, "Товари", COLUMNS) as sheet:
        sheet.add(rows())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path) -> None:
    with (
        pytest.raises(StorageFailed),
        Spreadsheet(tmp_path / "none" / "a.xlsx", "Товари", COLUMNS) as sheet,
    ):
        sheet.add([("a", 1)])

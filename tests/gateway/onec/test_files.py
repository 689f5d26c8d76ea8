from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from gateway.onec.accounts import change_settings
from gateway.onec.files.invoices import InvoiceFolder, name_pattern
from gateway.onec.files.watch import InvoiceFolders
from gateway.services.failures import Failure
from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from gateway.store.tables import orders as tables
from gateway.store.tables.exchange import exchange_log
from tests.gateway.orders.supplier import NOW, Supplier, fill, want

PDF = b"%PDF-1.7\n1C\n%%EOF\n"


@pytest.fixture
def shop(tmp_path: Path):
    engine = open_engine(tmp_path / "data")
    upgrade(engine)
    made = Supplier(engine)
    fill(made)
    made.write_meta("invoices", "folder")
    made.place(made.body(want(1, "p-1", "2", "100"), total="200"))
    yield made
    engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "invoices"
    made.mkdir()
    return made


def number(shop: Supplier) -> str:
    return shop.rows(tables.order_parts)[0].number


def papers(shop: Supplier) -> list[tuple[str, str]]:
    return [
        (row.state, row.number)
        for row in shop.rows(tables.documents, source="onec")
        if row.state == "ready"
    ]


def told(shop: Supplier) -> list[str]:
    return [row.code for row in shop.rows(exchange_log)]


def test_a_pdf_named_by_our_number_is_taken_when_it_stands_still(shop: Supplier, folder: Path):
    watch = InvoiceFolder(shop.engine, 1, folder, "{number}.pdf")
    path = folder / f"{number(shop)}.pdf"
    path.write_bytes(PDF[:12])
    assert watch.look() == 0
    assert watch.look() == 0  # stands still, but is half a PDF
    path.write_bytes(PDF)
    assert watch.look() == 0  # may still be growing
    assert watch.look() == 1
    assert watch.look() == 0
    assert papers(shop) == [("ready", number(shop))]
    assert told(shop) == ["invoice_not_whole"]


def test_a_pdf_named_by_1c_number_and_date(shop: Supplier, folder: Path):
    shop.change(
        tables.order_parts,
        {"number": number(shop)},
        onec_number="НФ00-000007",
        onec_date="2026-03-05 10:00:00",
    )
    watch = InvoiceFolder(shop.engine, 1, folder, "Рахунок {onec_number} від {date}.pdf")
    for year in (2026, 2025):
        written(folder / f"Рахунок НФ00-000007 від 05.03.{year}.pdf", hours_later=1)
    watch.look()
    assert watch.look() == 1
    (row,) = shop.rows(tables.documents, source="onec", state="ready")
    assert (row.number, row.date) == ("НФ00-000007", dt.date(2026, 3, 5))


def written(path: Path, hours_later: int) -> None:
    """Write a PDF so many hours after the order was placed."""
    path.write_bytes(PDF)
    moment = (NOW + dt.timedelta(hours=hours_later)).timestamp()
    os.utime(path, (moment, moment))


def test_the_paper_of_an_older_document_with_the_same_number_goes_to_nobody(
    shop: Supplier, folder: Path
):
    """1C's numbers begin anew each year: last year's invoice was another customer's."""
    shop.change(tables.order_parts, {"number": number(shop)}, onec_number="00-7")
    watch = InvoiceFolder(shop.engine, 1, folder, "{onec_number}.pdf")
    path = folder / "00-7.pdf"
    written(path, hours_later=-24)
    assert [watch.look() for _ in range(3)] == [0, 0, 0]
    assert told(shop) == ["invoice_strange"]
    written(path, hours_later=1)
    assert [watch.look() for _ in range(3)] == [0, 1, 0]


def test_a_number_that_two_documents_have_goes_to_none_of_them(shop: Supplier, folder: Path):
    shop.place(shop.body(want(1, "p-1", "1", "100"), total="100"))
    for row in shop.rows(tables.order_parts):
        shop.change(tables.order_parts, {"id": row.id}, onec_number="00-7")
    watch = InvoiceFolder(shop.engine, 1, folder, "{onec_number}.pdf")
    written(folder / "00-7.pdf", hours_later=1)
    assert [watch.look() for _ in range(3)] == [0, 0, 0]
    assert told(shop) == ["invoice_strange"]


def test_strange_files_are_told_once_and_left(shop: Supplier, folder: Path):
    (folder / "readme.txt").write_bytes(b"x")
    (folder / "999999999.pdf").write_bytes(PDF)
    watch = InvoiceFolder(shop.engine, 1, folder, "{number}.pdf")
    for _ in range(4):
        assert watch.look() == 0
    assert told(shop) == ["invoice_strange"] * 2
    assert len(list(folder.iterdir())) == 2


def test_a_corrected_invoice_replaces_the_first(shop: Supplier, folder: Path):
    watch = InvoiceFolder(shop.engine, 1, folder, "{number}.pdf")
    path = folder / f"{number(shop)}.pdf"
    for body in (PDF, PDF.replace(b"1C", b"1C, corrected")):
        path.write_bytes(body)
        watch.look()
        assert watch.look() == 1
    assert len(papers(shop)) == 1


def test_a_folder_that_is_not_there_is_told_and_looked_for_again(shop: Supplier, folder: Path):
    watch = InvoiceFolder(shop.engine, 1, folder / "later", "{number}.pdf")
    assert watch.look() == watch.look() == 0
    assert told(shop) == ["folder"]
    (folder / "later").mkdir()
    (folder / "later" / f"{number(shop)}.pdf").write_bytes(PDF)
    watch.look()
    assert watch.look() == 1


@pytest.mark.parametrize("pattern", ["invoice.pdf", "{date}.pdf", "{who}.pdf", "{number}{number}"])
def test_a_pattern_must_name_an_order(pattern: str):
    with pytest.raises(Failure):
        name_pattern(pattern)


def test_each_accounts_folder_is_watched_and_a_wrong_pattern_is_told(shop: Supplier, folder: Path):
    now = dt.datetime.now(tz=dt.UTC)
    watch = InvoiceFolders(shop.engine)
    assert watch.look(now) == 0
    change_settings(shop.engine, 1, invoice_folder=str(folder), invoice_pattern="{date}.pdf")
    watch.look(now)
    watch.look(now)
    assert told(shop) == ["invoice_pattern"]
    change_settings(shop.engine, 1, invoice_pattern="INV {number}.pdf")
    (folder / f"inv {number(shop)}.PDF").write_bytes(PDF)
    assert [watch.look(now) for _ in range(3)] == [0, 1, 0]

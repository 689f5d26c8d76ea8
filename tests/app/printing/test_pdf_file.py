"""Only the very document that was agreed on reaches a printer or the viewer."""

from __future__ import annotations

import pytest

from app.printing.pdf_file import (
    MAX_BYTES,
    MAX_PAGES,
    PdfFault,
    PdfRefused,
    open_pdf,
    page_size_pt,
    read_pdf,
)
from tests.app.printing import pdfs


def refused(path, sha256) -> PdfFault:
    with pytest.raises(PdfRefused) as refusal:
        read_pdf(path, sha256)
    return refusal.value.fault


def test_a_good_invoice_is_taken_with_its_bytes_and_pages(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice(3))
    pdf = read_pdf(path, sha256.upper())
    assert (pdf.data, pdf.sha256, pdf.pages) == (path.read_bytes(), sha256, 3)


def test_a_file_changed_after_it_was_agreed_on_is_refused(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    path.write_bytes(path.read_bytes().replace(b"200 100", b"100 200"))
    assert refused(path, sha256) is PdfFault.HASH_DIFFERS


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", PdfFault.NOT_PDF),
        (b"MZ\x90\x00 a program", PdfFault.NOT_PDF),
        (b"\n%PDF-1.7 late", PdfFault.NOT_PDF),
        (b"%PDF-", PdfFault.BROKEN),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, PdfFault.BROKEN),
        (pdfs.pages(), PdfFault.BROKEN),
        (pdfs.invoice(MAX_PAGES + 1), PdfFault.TOO_MANY_PAGES),
    ],
)
def test_what_is_no_document_of_ours_is_refused_by_name(tmp_path, data, fault):
    path, sha256 = pdfs.save(tmp_path, data)
    assert refused(path, sha256) is fault


def test_200_pages_are_still_taken(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice(MAX_PAGES))
    assert read_pdf(path, sha256).pages == MAX_PAGES


def test_a_file_over_20_mb_is_refused(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice() + b"%" * MAX_BYTES)
    assert refused(path, sha256) is PdfFault.TOO_BIG


def test_a_missing_file_and_a_folder_are_unreadable(tmp_path):
    assert refused(tmp_path / "none.pdf", "0" * 64) is PdfFault.UNREADABLE
    assert refused(tmp_path, "0" * 64) is PdfFault.UNREADABLE


@pytest.mark.parametrize("cut", range(5, 640, 15))
def test_a_truncated_invoice_is_refused_or_readable_but_never_breaks_the_reader(tmp_path, cut):
    data = pdfs.invoice()[:cut]
    path, sha256 = pdfs.save(tmp_path, data)
    fault = None
    try:
        pages = read_pdf(path, sha256).pages
    except PdfRefused as refusal:
        pages, fault = 0, refusal.fault
    assert pages in (1, 2) or fault is PdfFault.BROKEN


def test_page_sizes_are_in_points_and_a_lost_page_is_refused():
    document = open_pdf(pdfs.pages((595, 842), (842, 595)))
    try:
        assert page_size_pt(document, 1) == (842, 595)
        with pytest.raises(PdfRefused):
            page_size_pt(document, 2)
    finally:
        document.close()

"""Saving a document as a file in a folder of the user's choice."""

from __future__ import annotations

import hashlib
import os

import pytest

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.folder import FolderPrinters, folder_info, safe_stem
from app.printing.pdf_file import PdfFile
from app.printing.printers import JobPhase, PrinterReadiness, PrintOptions
from tests.app.printing import pdfs

INVOICE = pdfs.invoice()
PDF = PdfFile(INVOICE, hashlib.sha256(INVOICE).hexdigest(), 2)


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def saved(folder, title="Рахунок 104512"):
    return FolderPrinters().print(PDF, str(folder), PrintOptions(copies=3), title)


def test_the_file_has_our_number_the_same_bytes_and_the_jobs_facts(tmp_path):
    job = saved(tmp_path)
    assert (tmp_path / "Рахунок 104512.pdf").read_bytes() == INVOICE
    assert job.facts == {"file": "Рахунок 104512.pdf", "copies": 3, "paper": "A4"}
    assert FolderPrinters().job_state(job).phase is JobPhase.HANDED_OVER
    assert names(tmp_path) == ["Рахунок 104512.pdf"]


def test_an_existing_file_is_never_overwritten(tmp_path):
    (tmp_path / "Рахунок 104512.pdf").write_bytes(b"the accountant's own notes")
    saved(tmp_path)
    saved(tmp_path)
    assert (tmp_path / "Рахунок 104512.pdf").read_bytes() == b"the accountant's own notes"
    assert (tmp_path / "Рахунок 104512 (2).pdf").read_bytes() == INVOICE
    assert (tmp_path / "Рахунок 104512 (3).pdf").read_bytes() == INVOICE


def test_a_dangling_link_of_that_name_is_not_followed(tmp_path):
    target = tmp_path / "elsewhere"
    (tmp_path / "Рахунок 104512.pdf").symlink_to(target)
    assert saved(tmp_path).facts["file"] == "Рахунок 104512 (2).pdf"
    assert not target.exists()


def test_a_folder_that_is_gone_is_a_gone_printer_and_is_not_made(tmp_path):
    with pytest.raises(PrinterFailed) as failure:
        saved(tmp_path / "network disk")
    assert failure.value.fault is PrinterFault.GONE
    assert not (tmp_path / "network disk").exists()
    assert folder_info(str(tmp_path / "network disk")).readiness is PrinterReadiness.STOPPED


def test_a_relative_folder_is_no_folder():
    assert not FolderPrinters().exists(".")


def test_a_refusing_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    # A real full disk needs a mount; an fsync that fails is what the program sees of it.
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PrinterFailed) as failure:
        saved(tmp_path)
    assert failure.value.fault is PrinterFault.NO_SPACE
    assert names(tmp_path) == []


def test_a_disk_without_hard_links_still_never_overwrites(tmp_path, monkeypatch):
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    saved(tmp_path)
    saved(tmp_path)
    assert names(tmp_path) == ["Рахунок 104512 (2).pdf", "Рахунок 104512.pdf"]


def test_a_file_that_the_user_removed_is_unknown(tmp_path):
    job = saved(tmp_path)
    (tmp_path / "Рахунок 104512.pdf").unlink()
    assert FolderPrinters().job_state(job).phase is JobPhase.UNKNOWN
    assert not FolderPrinters().cancel(job)


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Рахунок ПО-004218", "Рахунок ПО-004218"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\x", "C Windows x"),
        ("a\x00b\n\u202ec", "a b c"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("...", "document"),
        ("", "document"),
        ("я" * 500, "я" * 100),
    ],
)
def test_a_name_from_data_cannot_leave_the_folder_or_hurt_windows(title, stem):
    assert safe_stem(title) == stem


def test_the_longest_name_fits_a_linux_disk(tmp_path):
    saved(tmp_path, "я" * 500)
    assert len(names(tmp_path)) == 1

"""Papers are fetched once, kept by hash, and never other bytes than were promised."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing

import pytest

from app.domain.errors import Offline, ProtocolBroken
from app.services.documents import Documents
from app.storage.journal.opening import open_journal
from app.storage.journal.store import Journal
from app.storage.journal.stored_files import LARGEST, StoredFiles
from tests.fakes.papers import FakePapers, pdf

CONTENT = pdf()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def journal(tmp_path):
    open_journal(tmp_path / "journal.db")
    journal = Journal(tmp_path / "journal.db")
    yield journal
    journal.close()


@pytest.fixture
def gateway() -> FakePapers:
    gateway = FakePapers()
    gateway.contents[7] = CONTENT
    return gateway


@pytest.fixture
def documents(journal, gateway, tmp_path) -> Documents:
    return Documents(journal, StoredFiles(tmp_path / "files"), gateway.fetch)


def test_a_paper_is_kept_as_it_came(documents, tmp_path) -> None:
    stored = documents.fetch(7, "invoice", "РХ-7", SHA256)
    assert stored.path.read_bytes() == CONTENT
    assert stored.path.name == f"{SHA256}.pdf"
    assert stored.size == len(CONTENT)
    assert not list((tmp_path / "files").rglob("*.part"))


def test_it_is_fetched_once(documents, gateway) -> None:
    first = documents.fetch(7, "invoice", "РХ-7", SHA256)
    gateway.offline = 1
    assert documents.fetch(7, "invoice", "РХ-7", SHA256) == first
    assert gateway.asked == [7]


def test_a_paper_that_is_still_being_made_is_none(documents, gateway) -> None:
    gateway.contents.clear()
    assert documents.fetch(7, "invoice", "РХ-7", SHA256) is None


@pytest.mark.parametrize("content", [pdf("another"), b"<html>", b"", CONTENT[:-1]])
def test_other_bytes_are_refused_and_not_kept(documents, gateway, tmp_path, content) -> None:
    gateway.contents[7] = content
    with pytest.raises(ProtocolBroken):
        documents.fetch(7, "invoice", "РХ-7", SHA256)
    assert not list((tmp_path / "files").rglob("*.pdf"))


def test_a_paper_that_is_too_large_is_refused(documents, gateway) -> None:
    content = b"%PDF-" + b" " * LARGEST
    gateway.contents[7] = content
    with pytest.raises(ProtocolBroken):
        documents.fetch(7, "invoice", "РХ-7", hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "", "ab", "G" * 64])
def test_a_hash_that_is_none_never_becomes_a_path(documents, sha256) -> None:
    with pytest.raises(ProtocolBroken):
        documents.fetch(7, "invoice", "РХ-7", sha256)


def test_no_connection_is_passed_on(documents, gateway) -> None:
    gateway.offline = 1
    with pytest.raises(Offline):
        documents.fetch(7, "invoice", "РХ-7", SHA256)


def test_the_journal_knows_what_the_bytes_are(documents, tmp_path) -> None:
    stored = documents.fetch(7, "invoice", "РХ-7", SHA256)
    documents.note(stored)
    documents.note(stored)
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        rows = connection.execute("SELECT sha256, kind, number, document FROM stored_files")
        assert rows.fetchall() == [(SHA256, "invoice", "РХ-7", 7)]

"""The print and the render child as real processes: good documents, hostile ones, no orphans."""

from __future__ import annotations

import json
import queue
import subprocess
import sys

import pytest

from tests.app.children import ROOT, ChildEnded, RunningChild
from tests.app.printing import pdfs
from tests.app.printing.cups_server import private_cups, why_not

HANGS_FOR_S = 1.5  # the window waits 10 s; a page that takes no end is as hung after this


@pytest.fixture(scope="module")
def cups():
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with private_cups() as server:
        server.add_queue("Accounting")
        yield server


def job(path, sha256, printer, backend="folder", **more):
    return {
        "job": "j1",
        "pdf": str(path),
        "sha256": sha256,
        "backend": backend,
        "printer": str(printer),
        "title": "Рахунок 104512",
        "options": {"copies": 2, "duplex": True, "colour": False, "paper": "A4"},
        **more,
    }


def run_job(request, **environment):
    with RunningChild("print", **environment) as child:
        child.send(request)
        return child.rest(), child.exit_code()


# The print child


def test_an_invoice_is_saved_into_a_folder_and_said_to_be_handed_over(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    folder = tmp_path / "Документи"
    folder.mkdir()
    events, code = run_job(job(path, sha256, folder))
    assert [event["event"] for event in events] == [
        "sending",
        "handed_over",
        "progress",
        "finished",
    ]
    assert events[1]["pages"] == 2
    assert events[1]["facts"]["copies"] == 2
    assert events[-1]["state"] == "handed_over"
    assert (folder / "Рахунок 104512.pdf").read_bytes() == pdfs.invoice()
    assert code == 0


def test_cups_takes_the_very_bytes(cups, tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    events, code = run_job(job(path, sha256, "Accounting", "cups"), CUPS_SERVER=cups.socket)
    handed = next(event for event in events if event["event"] == "handed_over")
    assert events[-1] == {
        "event": "finished",
        "job": "j1",
        "job_id": handed["job_id"],
        "state": "handed_over",
    }
    assert cups.received(handed["job_id"]) == pdfs.invoice()
    assert code == 0


def test_a_printer_that_is_gone_fails_by_name_and_nothing_is_printed(cups, tmp_path):
    cups.run("lpadmin", "-d", "Accounting")
    before = sorted((cups.root / "spool").glob("d*"))
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    events, code = run_job(job(path, sha256, "Склад", "cups"), CUPS_SERVER=cups.socket)
    assert (events[-1]["event"], events[-1]["reason"], code) == ("failed", "gone", 1)
    assert sorted((cups.root / "spool").glob("d*")) == before


def test_a_waiting_job_is_told_and_can_be_cancelled(cups, tmp_path):
    cups.add_queue("Stopped")
    cups.run("cupsdisable", "Stopped")
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    with RunningChild("print", CUPS_SERVER=cups.socket) as child:
        child.send(job(path, sha256, "Stopped", "cups"))
        while (event := child.receive()).get("state") != "held":
            assert event["event"] in ("sending", "handed_over", "progress")
        assert event["reasons"] == ["paused"]
        child.send({"cancel": True})
        events = child.rest()
    assert {"event": "cancel", "job_id": event["job_id"], "agreed": True} in events
    assert (events[-1]["event"], events[-1]["state"]) == ("finished", "failed")
    cups.run("lpadmin", "-x", "Stopped")


def test_the_watch_ends_in_time_and_the_job_goes_on_without_it(cups, tmp_path):
    cups.add_queue("Stopped2")
    cups.run("cupsdisable", "Stopped2")
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    request = job(path, sha256, "Stopped2", "cups", watch_s=0)
    events, code = run_job(request, CUPS_SERVER=cups.socket)
    assert (events[-1]["state"], code) == ("held", 0)
    assert cups.received(events[-1]["job_id"]) == pdfs.invoice()
    cups.run("lpadmin", "-x", "Stopped2")


def test_printers_are_listed_by_a_child_so_the_window_never_waits(cups):
    with RunningChild("print", CUPS_SERVER=cups.socket) as child:
        answer = child.ask({"list": True, "backend": "cups", "timeout_s": 5})
        assert child.exit_code() == 0
    assert {
        "name": "Accounting",
        "readiness": "ready",
        "reasons": [],
        "detail": "",
    } in answer["printers"]


def test_no_spooler_is_said(tmp_path):
    with RunningChild("print", CUPS_SERVER=str(tmp_path / "none")) as child:
        answer = child.ask({"list": True, "backend": "cups"})
        assert (answer["reason"], child.exit_code()) == ("no_spooler", 1)


def test_a_file_that_is_not_what_the_user_agreed_on_is_not_printed(tmp_path):
    path, _ = pdfs.save(tmp_path, pdfs.invoice())
    folder = tmp_path / "out"
    folder.mkdir()
    events, code = run_job(job(path, "0" * 64, folder))
    assert [event["event"] for event in events] == ["failed"]
    assert (events[0]["reason"], code) == ("hash_differs", 1)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "not_pdf"), (b"<html>", "not_pdf"), (pdfs.invoice()[:40], "broken")],
)
def test_hostile_files_are_refused_before_anything_is_sent(tmp_path, data, reason):
    path, sha256 = pdfs.save(tmp_path, data)
    folder = tmp_path / "out"
    folder.mkdir()
    events, code = run_job(job(path, sha256, folder))
    assert ([event["event"] for event in events], code) == (["failed"], 1)
    assert events[0]["reason"] == reason
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"copies": 0},
        {"copies": 1000},
        {"copies": "2"},
        {"copies": True},
        {"paper": "A3"},
        {"duplex": 1},
    ],
)
def test_a_request_out_of_bounds_is_refused(tmp_path, broken):
    request = job(tmp_path / "x.pdf", "0" * 64, tmp_path)
    request = {**request, "options": broken} if broken else {"job": "j1"}
    events, code = run_job(request)
    assert ([event["reason"] for event in events], code) == (["bad_request"], 1)


def test_a_line_that_is_no_request_is_refused_and_not_a_crash():
    for line in (b"not json\n", b"[1]\n", b"x" * 300_000 + b"\n", b"[" * 60_000 + b"\n"):
        with RunningChild("print") as child:
            child.send(line)
            assert child.receive()["reason"] == "bad_request"


def test_a_pdf_engine_that_does_not_come_back_ends_the_child_with_an_answer():
    code = (
        "import time; from app import print_child\n"
        "print_child.CHECK_TIMEOUT_S = 0.1\n"
        "with print_child._Watchdog('j1'): time.sleep(60)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)["reason"] == "bad_document"


# The render child


def opened(child, path, sha256):
    return child.ask({"id": 1, "open": str(path), "sha256": sha256})


def test_a_page_becomes_pixels_of_the_asked_width(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.pages((595, 842), (842, 595)))
    with RunningChild("render") as child:
        assert opened(child, path, sha256) == {
            "id": 1,
            "opened": sha256,
            "pages": 2,
            "sizes": [[595.0, 842.0], [842.0, 595.0]],
        }
        answer = child.ask({"id": 2, "render": 0, "width_px": 595, "out_dir": str(tmp_path)})
        raw = (tmp_path / answer["file"]).read_bytes()
    assert (answer["width"], answer["height"], answer["stride"]) == (595, 842, 595 * 4)
    assert len(raw) == answer["stride"] * answer["height"]
    black, white = b"\x00\x00\x00\xff", b"\xff\xff\xff\xff"

    def pixel(x, y):
        start = y * answer["stride"] + x * 4
        return raw[start : start + 4]

    assert pixel(5, 5) == white
    assert pixel(150, 842 - 120) == black
    assert pixel(300, 842 - 120) == white


def test_the_same_page_is_larger_by_scale(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    with RunningChild("render") as child:
        opened(child, path, sha256)
        answer = child.ask({"id": 2, "render": 1, "scale": 2.0, "out_dir": str(tmp_path)})
    assert (answer["rendered"], answer["width"], answer["height"]) == (1, 1190, 1684)


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        ({"render": 0, "scale": 100}, "bad_request"),
        ({"render": 0, "width_px": 10_000}, "bad_request"),
        ({"render": 0, "scale": 0}, "bad_request"),
        ({"render": 0, "scale": 1, "width_px": 1}, "bad_request"),
        ({"render": 0}, "bad_request"),
        ({"render": 2, "scale": 1}, "bad_request"),
        ({"render": -1, "scale": 1}, "bad_request"),
        ({"render": 0, "scale": "1"}, "bad_request"),
        ({"render": 0, "scale": 1, "out_dir": "/nowhere/at/all"}, "storage"),
        ({}, "bad_request"),
    ],
)
def test_a_page_out_of_bounds_is_refused_and_the_child_goes_on(tmp_path, request_, error):
    path, sha256 = pdfs.save(tmp_path, pdfs.invoice())
    with RunningChild("render") as child:
        opened(child, path, sha256)
        answer = child.ask({"id": 7, "out_dir": str(tmp_path), **request_})
        assert (answer["id"], answer["error"]) == (7, error)
        fine = child.ask({"id": 8, "render": 0, "width_px": 10, "out_dir": str(tmp_path)})
    assert fine["width"] == 10
    assert [one.name for one in tmp_path.glob("page-*")] == [fine["file"]]


def test_broken_documents_are_answered_and_the_next_one_opens(tmp_path):
    good, good_hash = pdfs.save(tmp_path, pdfs.invoice())
    with RunningChild("render") as child:
        for data, error in ((b"", "not_pdf"), (b"GIF89a", "not_pdf"), (b"%PDF-1.7", "broken")):
            path, sha256 = pdfs.save(tmp_path, data, "bad.pdf")
            assert opened(child, path, sha256)["error"] == error
        assert opened(child, good, "0" * 64)["error"] == "hash_differs"
        assert opened(child, good, good_hash)["pages"] == 2
        assert child.ask({"id": 3, "close": True}) == {"id": 3, "closed": True}


def test_a_page_tree_10000_deep_neither_hangs_nor_crashes(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.deep_pages())
    with RunningChild("render") as child:
        assert opened(child, path, sha256)["sizes"] == [None]
        answer = child.ask({"id": 2, "render": 0, "scale": 1, "out_dir": str(tmp_path)})
        assert answer["error"] == "broken"


def test_a_small_file_that_needs_gigabytes_takes_only_its_child_down(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.packed_bomb())
    assert path.stat().st_size < 20_000
    with RunningChild("render") as child:
        opened(child, path, sha256)
        child.send({"id": 2, "render": 0, "scale": 1, "out_dir": str(tmp_path)})
        with pytest.raises(ChildEnded):
            child.receive()
        assert child.exit_code() != 0
    assert list(tmp_path.glob("page-*")) == []


def test_150_damaged_files_in_a_row_each_get_an_answer(tmp_path):
    drawn = 0
    with RunningChild("render") as child:
        for number, data in enumerate(pdfs.mutations(150)):
            path, sha256 = pdfs.save(tmp_path, data)
            answer = opened(child, path, sha256)
            assert "pages" in answer or "error" in answer, number
            answer = child.ask({"id": 2, "render": 0, "width_px": 60, "out_dir": str(tmp_path)})
            assert "rendered" in answer or "error" in answer, number
            drawn += "rendered" in answer
    assert 0 < drawn < 150


def test_a_page_that_never_ends_is_the_parents_to_kill(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.form_bomb())
    with RunningChild("render") as child:
        assert opened(child, path, sha256)["pages"] == 1
        child.send({"id": 2, "render": 0, "scale": 1, "out_dir": str(tmp_path)})
        with pytest.raises(queue.Empty):
            child.receive(HANGS_FOR_S)
        child.process.kill()
        with pytest.raises(ChildEnded):
            child.receive()
    assert list(tmp_path.glob("page-*")) == []


def test_a_hanging_page_does_not_keep_the_child_when_its_stdin_closes(tmp_path):
    path, sha256 = pdfs.save(tmp_path, pdfs.form_bomb())
    with RunningChild("render") as child:
        opened(child, path, sha256)
        child.send({"id": 2, "render": 0, "scale": 1, "out_dir": str(tmp_path)})
        with pytest.raises(queue.Empty):
            child.receive(0.5)
        child.process.stdin.close()
        assert child.exit_code() == 0


# Both

"""The thank-you page: our number, what is held, invoices that arrive and are replaced in place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app.domain.errors import ProtocolBroken, StorageFailed
from app.domain.printing import PrintPreset
from app.ui.checkout.timeline import state_text, steps_of
from tests.fakes.papers import document, pdf

KEY = "00000000-0000-4000-8000-000000000001"


def order(**changes):
    """An accepted order of two parts, as the gateway sends it."""
    part = {
        "number": "000000017",
        "warehouse": "w-1",
        "organisation": "org",
        "vat": "included",
        "lines": [1, 2],
        "sum": "100.00",
        "onec": None,
        "state": "accepted",
        "held": True,
        "reserved_until": None,
        "ship_on": "2026-11-26",
    }
    return {
        "id": 1,
        "key": KEY,
        "number": "000000017",
        "placed_at": "2026-11-24T12:11:00+00:00",
        "currency": "UAH",
        "total": "54947.70",
        "state": "accepted",
        "state_text": "",
        "state_at": "2026-11-24T12:11:00+00:00",
        "lines": [{}, {}, {}],
        "parts": [part, {**part, "number": "000000018", "warehouse": "w-2", "lines": [3]}],
        **changes,
    }


@pytest.fixture
def page(world, qtbot):
    page = world.pages.open_thank_you()
    with qtbot.waitSignal(world.papers.listed):
        page.show_order(order(), world.terms.profile, print_it=False)
    return page


@pytest.fixture
def bring(world, page):
    """Let the feed bring these documents of the order."""

    def put(*documents) -> None:
        page.viewer._take_documents(KEY, list(documents))

    return put


def _said(page) -> str:
    return f"{page._held._title.text()} {page._held._text.text()}"


def test_it_tells_the_number_the_sum_and_what_is_held(page) -> None:
    assert page._number.text() == "№ 000000017"
    assert "54\xa0947,70" in page._facts.text()
    assert "3 lines" in page._facts.text()
    assert "Київ 2 lines" in _said(page)
    assert "Вінниця 1 lines" in _said(page)


def test_it_tells_when_the_hold_here_has_ended(page) -> None:
    parts = [{**one, "held": False} for one in order()["parts"]]
    page.update_order(order(parts=parts))
    assert "1C keeps these goods now" in _said(page)


def test_the_number_can_be_copied(page, qtbot) -> None:
    with qtbot.waitSignal(page.noticed):
        page.copy_number()
    assert QGuiApplication.clipboard().text() == "000000017"


def test_the_invoice_appears_in_place(page, world, bring, qtbot) -> None:
    content = pdf()
    world.pdfs.contents[7] = content
    assert page.viewer.state.text() == "The invoice is being made"
    assert not page.print_box.button.isEnabled()
    with qtbot.waitSignal(page.invoice_shown, timeout=20_000):
        bring(document(7, content, KEY))
    assert page.stored.path.read_bytes() == content
    assert page.viewer.state.text() == "Drawn by the portal from the order’s data"
    assert page.viewer._file.text == "РХ-7.pdf"
    assert any("РХ-7" in step.detail for step in page._timeline._steps)


def test_an_invoice_that_is_still_being_made_is_asked_for_again(page, world, bring, qtbot) -> None:
    content = pdf()
    world.papers._timer.setInterval(20)
    bring(document(7, content, KEY))
    qtbot.waitUntil(lambda: len(world.pdfs.asked) >= 2)
    world.pdfs.contents[7] = content
    qtbot.waitUntil(lambda: page.stored is not None)
    asked = len(world.pdfs.asked)
    qtbot.wait(150)
    assert len(world.pdfs.asked) == asked


def test_a_lost_connection_is_told_and_the_invoice_comes_later(page, world, bring, qtbot) -> None:
    content = pdf()
    world.pdfs.contents[7] = content
    world.pdfs.offline = 1
    world.papers._timer.setInterval(20)
    with qtbot.waitSignal(page.failed):
        bring(document(7, content, KEY))
    qtbot.waitUntil(lambda: page.stored is not None)


def test_other_bytes_than_promised_are_never_shown(page, world, bring, qtbot) -> None:
    world.pdfs.contents[7] = pdf("another")
    with qtbot.waitSignal(page.failed) as told:
        bring(document(7, pdf(), KEY))
    assert isinstance(told.args[0], ProtocolBroken)
    assert page.stored is None


def test_an_order_that_is_left_is_not_asked_for_any_more(page, world, bring, qtbot) -> None:
    world.papers._timer.setInterval(20)
    bring(document(7, pdf(), KEY))
    qtbot.waitUntil(lambda: len(world.pdfs.asked) >= 1)
    other = order(key="00000000-0000-4000-8000-000000000002")
    page.show_order(other, world.terms.profile, print_it=False)
    qtbot.wait(60)
    asked = len(world.pdfs.asked)
    qtbot.wait(150)
    assert len(world.pdfs.asked) == asked


def test_onecs_invoice_takes_the_place_of_ours(page, world, bring, qtbot) -> None:
    ours, theirs = pdf("ours"), pdf("theirs")
    world.pdfs.contents.update({7: ours, 8: theirs})
    with qtbot.waitSignal(page.invoice_shown, timeout=20_000):
        bring(document(7, ours, KEY))
    with qtbot.waitSignal(page.noticed) as told:
        bring(
            document(7, ours, KEY, state="replaced", replaced_by=8),
            document(8, theirs, KEY, source="onec", replaces=7),
        )
    assert told.args == ["1C’s invoice has replaced № РХ-7"]
    assert page.stored.path.read_bytes() == theirs
    assert page.viewer.state.text() == "Invoice of the supplier’s 1C"
    (step,) = [one for one in page._timeline._steps if "РХ-" in one.detail]
    assert step.detail == "№ РХ-8"


def test_each_part_has_its_own_invoice_to_choose(page, world, bring, qtbot) -> None:
    first, second = pdf("first"), pdf("second")
    world.pdfs.contents.update({7: first, 8: second})
    bring(document(7, first, KEY), document(8, second, KEY))
    qtbot.waitUntil(lambda: len(page.viewer._stored) == 2)
    assert page.viewer.choice.isVisible()
    assert page.stored.path.read_bytes() == first
    page.viewer.choice.setCurrentIndex(1)
    assert page.stored.path.read_bytes() == second
    bring(document(7, first, KEY), document(8, second, KEY))
    assert page.stored.path.read_bytes() == second


def test_saving_keeps_the_bytes_as_they_are(page, world, bring, qtbot, tmp_path: Path) -> None:
    content = pdf()
    world.pdfs.contents[7] = content
    bring(document(7, content, KEY))
    qtbot.waitUntil(lambda: page.stored is not None)
    target = tmp_path / "Рахунок.pdf"
    with qtbot.waitSignal(page.noticed):
        page.viewer.save_to(target)
    assert target.read_bytes() == content
    with qtbot.waitSignal(page.failed) as told:
        page.viewer.save_to(tmp_path / "absent" / "x.pdf")
    assert isinstance(told.args[0], StorageFailed)


def test_the_pdf_itself_goes_to_the_clipboard(page, world, bring, qtbot) -> None:
    content = pdf()
    world.pdfs.contents[7] = content
    bring(document(7, content, KEY))
    qtbot.waitUntil(lambda: page.stored is not None)
    page.viewer.copy_file()
    (url,) = QGuiApplication.clipboard().mimeData().urls()
    assert Path(url.toLocalFile()).read_bytes() == content


def test_the_invoice_is_printed_at_once_where_it_was_asked_for(
    start, qtbot, tmp_path: Path
) -> None:
    office = tmp_path / "Бухгалтерія"
    office.mkdir()
    world = start(print_folders=(office,))
    world.jobs.remember(PrintPreset("invoice", "folder", str(office), 2, duplex=True))
    page = world.pages.open_thank_you()
    with qtbot.waitSignal(world.papers.listed):
        page.show_order(order(), world.terms.profile, print_it=True)
    content = pdf()
    world.pdfs.contents[7] = content
    page.viewer._take_documents(KEY, [document(7, content, KEY)])
    qtbot.waitUntil(lambda: bool(list(office.glob("*.pdf"))), timeout=20_000)
    assert next(office.glob("*.pdf")).read_bytes() == content
    qtbot.waitUntil(lambda: "handed over" in page.print_box.result.text())


def test_an_order_shown_again_does_not_print_by_itself(start, qtbot, tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    world = start(print_folders=(office,))
    world.jobs.remember(PrintPreset("invoice", "folder", str(office), 1, duplex=False))
    page = world.pages.open_thank_you()
    with qtbot.waitSignals([world.papers.listed] * 2):
        page.show_order(order(), world.terms.profile, print_it=True)
        page.show_order(order(), world.terms.profile, print_it=False)
    content = pdf()
    world.pdfs.contents[7] = content
    page.viewer._take_documents(KEY, [document(7, content, KEY)])
    qtbot.waitUntil(lambda: page.stored is not None)
    qtbot.wait(300)
    assert not list(office.glob("*.pdf"))


def test_steps_follow_the_order_to_its_shipment() -> None:
    def states(**changes) -> list[str]:
        return [step.state for step in steps_of(order(**changes), [])]

    assert states() == ["done", "now", "now", "later", "later"]
    handed = [{**one, "state": "handed_over"} for one in order()["parts"]]
    assert states(parts=handed, state="handed_over") == ["done", "now", "done", "now", "later"]
    numbered = [{**one, "onec": {"number": "ПО-1"}} for one in handed]
    found = steps_of(order(parts=numbered, state="shipped"), [])
    assert [step.state for step in found] == ["done", "now", "done", "done", "done"]
    assert "ПО-1" in found[2].detail


@pytest.mark.parametrize("state", ["cancelled_by_dealer", "cancelled_by_supplier", "refused"])
def test_a_stopped_order_ends_its_steps(state) -> None:
    last = steps_of(order(state=state, state_text="<b>борг</b>"), [])[-1]
    assert (last.title, last.detail, last.state) == (state_text(state), "<b>борг</b>", "failed")

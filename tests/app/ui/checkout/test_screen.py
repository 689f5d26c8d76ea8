"""Checkout: how the goods travel, what must be filled in, and one press = one order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.services.delivery import DeliveryOption
from app.ui.checkout.terms_popup import TermsComparison, TermsPopup
from contract.delivery import Delivery

POPUP = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def screen(world, draft):
    return world.open_checkout(draft)


def _option(code: str, **changes) -> DeliveryOption:
    values = {
        "code": code,
        "available": True,
        "reason": "",
        "from_on": dt.date(2026, 11, 26),
        "to_on": dt.date(2026, 11, 27),
        "cost_e4": 6_400_000,
        "kind": "estimate",
        "free_from_e4": None,
    }
    return DeliveryOption(**{**values, **changes})


def _field(screen, name: str) -> QLineEdit:
    return screen.findChild(QLineEdit, f"delivery-{name}")


def _visible(screen) -> set[str]:
    fields = screen.form.findChildren(QLineEdit)
    return {one.objectName().removeprefix("delivery-") for one in fields if one.isVisible()}


def test_digits_choose_a_method_and_closed_ones_are_skipped(screen) -> None:
    screen.methods.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    assert screen.methods.current == "sat"
    screen.show_options({"pickup": _option("pickup", available=False, reason="немає на складі")})
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    assert screen.methods.current == "sat"


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("pickup", {"pickup_at", "recipient_name", "recipient_phone"}),
        ("company", {"city", "street", "house", "recipient_name", "recipient_phone"}),
        ("np", {"city", "branch", "recipient_name", "recipient_phone"}),
        ("drop", {"note"}),
        ("other", {"note"}),
    ],
)
def test_each_method_has_its_own_fields(screen, code, fields) -> None:
    screen.methods._rows[code].click()
    assert _visible(screen) == fields


def test_what_was_typed_stays_while_the_method_changes(screen) -> None:
    screen.methods._rows["np"].click()
    _field(screen, "city").setText("Житомир")
    screen.methods._rows["pickup"].click()
    screen.methods._rows["company"].click()
    assert _field(screen, "city").text() == "Житомир"


@pytest.mark.parametrize("code", ["pickup", "company", "np", "sat", "drop", "other"])
def test_whatever_is_chosen_fits_the_contract_with_the_gateway(screen, code) -> None:
    screen.methods._rows[code].click()
    for field in screen.form.findChildren(QLineEdit):
        field.setText("ш" * 400)
    choice = screen.form.choice()
    assert choice.missing() == ()
    part = Delivery.model_validate(choice.to_wire()).parts[0]
    assert part.method == code
    assert part.warehouses == ["w-1", "w-2"]


def test_dates_and_costs_come_in_place(screen) -> None:
    screen.show_options(
        {
            "pickup": _option("pickup", kind="free", cost_e4=0),
            "np": _option("np"),
            "sat": _option("sat", kind="carrier", cost_e4=None, to_on=None),
        }
    )
    views = {code: row._view for code, row in screen.methods._rows.items()}
    assert views["np"].when == "26.11–27.11"
    assert "640" in views["np"].cost
    assert views["np"].cost.startswith("≈")
    assert views["pickup"].cost == "free of charge"
    assert views["sat"].when == "26.11"
    assert views["sat"].cost == "at the carrier’s rate"


def test_a_method_that_became_impossible_is_left_for_a_possible_one(screen) -> None:
    assert screen.methods.current == "pickup"
    screen.show_options({"pickup": _option("pickup", available=False, reason="зачинено")})
    assert screen.methods.current == "company"
    assert screen.form.choice().method == "company"
    assert not screen.methods._rows["pickup"].isEnabled()


def test_an_impossible_method_is_never_placed(screen, qtbot) -> None:
    closed = {
        code: _option(code, available=False, reason="зачинено") for code in screen.methods._rows
    }
    screen.show_options(closed)
    with qtbot.assertNotEmitted(screen.placed):
        screen.place()
    assert screen._trouble.isVisible()


def test_missing_fields_are_marked_and_nothing_is_placed(screen, qtbot) -> None:
    screen.methods._rows["np"].click()
    _field(screen, "city").setText("Житомир")
    with qtbot.assertNotEmitted(screen.placed):
        screen.place()
    wrong = {
        one.objectName() for one in screen.form.findChildren(QLineEdit) if one.property("wrong")
    }
    assert wrong == {"delivery-branch", "delivery-recipient_name", "delivery-recipient_phone"}
    assert QApplication.focusWidget() is _field(screen, "branch")
    QTest.keyClicks(_field(screen, "branch"), "12")
    assert not _field(screen, "branch").property("wrong")


def test_a_check_that_is_too_old_is_asked_for_again(world, draft, qtbot) -> None:
    screen = world.open_checkout(draft)
    past = dt.datetime.now(tz=dt.UTC) - dt.timedelta(seconds=1)
    old, verification, contract = screen._order
    profile = world.terms.profile
    screen.show_order(old, replace(verification, valid_until=past), contract, profile)
    with qtbot.assertNotEmitted(screen.placed):
        screen.place()
    assert world.rechecked == [draft]


def test_printing_at_once_is_offered_only_with_a_remembered_printer(screen, qtbot) -> None:
    assert not screen._print.isVisible()
    screen.show_printer("Бухгалтерія", 2)
    assert screen._print.isVisible()
    with qtbot.waitSignal(screen.placed) as told:
        screen.place()
    assert told.args[0].print_at_once


def test_the_comment_and_the_number_go_with_the_order(screen, qtbot) -> None:
    screen.comment.setPlainText("  Під’їзд з боку двору  ")
    screen.customer_number.setText("МД-41")
    with qtbot.waitSignal(screen.placed) as told:
        screen.place()
    assert (told.args[0].comment, told.args[0].customer_number) == ("Під’їзд з боку двору", "МД-41")


def test_while_an_order_is_on_its_way_nothing_more_is_placed(screen, qtbot) -> None:
    screen.show_sending()
    assert not screen.summary.button.isEnabled()
    with qtbot.assertNotEmitted(screen.placed):
        screen.place()
    screen.show_not_sent()
    with qtbot.waitSignal(screen.placed):
        screen.place()


def _texts(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text()]


@POPUP
def test_i_opens_the_terms_as_plain_text(screen, qtbot) -> None:
    screen.methods._rows["np"].setFocus()
    screen.methods._rows["np"].click()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_I)
    popup = screen.findChild(TermsPopup)
    assert popup.isVisible()
    assert "1–2 дні після <b>резерву</b>" in _texts(popup)
    assert any("20.11.2026" in one for one in _texts(popup))
    assert {one.textFormat() for one in popup.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.findChild(TermsPopup) is None)


@POPUP
def test_a_method_without_terms_says_whom_to_ask(screen) -> None:
    screen.methods.terms_requested.emit("pickup")
    popup = screen.findChild(TermsPopup)
    assert any("Ask your manager" in one for one in _texts(popup))
    popup.close()


@POPUP
def test_the_terms_of_all_methods_stand_side_by_side(screen, qtbot) -> None:
    screen.methods.terms_requested.emit("np")
    screen.findChild(TermsPopup).comparison_requested.emit()
    table = screen.findChild(TermsComparison)
    texts = _texts(table)
    assert {"Нова <i>пошта</i>", "САТ", "місце до 30 кг", "Limits", "Time"} <= set(texts)
    assert texts.count("1–2 дні після <b>резерву</b>") == 2
    table.close()


def test_the_summary_names_the_documents_and_the_sum(screen) -> None:
    texts = _texts(screen.summary)
    assert any("Відстрочка" in one or "Передоплата" in one for one in texts)
    assert any("1 200" in one.replace("\xa0", " ") for one in texts)


def test_tab_goes_as_the_page_is_filled_in(screen) -> None:
    screen.methods._rows["np"].click()
    screen.methods._rows["np"].setFocus()
    seen = []
    for _step in range(7):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    fields = [_field(screen, n) for n in ("city", "branch", "recipient_name", "recipient_phone")]
    assert seen[:4] == fields
    assert seen[4] is screen.customer_number
    assert seen[5] is screen.comment


def test_in_a_narrow_window_nothing_lies_beside_the_methods(world, screen, qtbot) -> None:
    screen.methods._rows["np"].click()
    world.frame.resize(1700, 760)
    qtbot.waitUntil(lambda: _left_of(screen, "city") > _left_of(screen, "methods") + 400)
    world.steps.hide()
    world.frame.resize(900, 760)
    qtbot.waitUntil(lambda: _left_of(screen, "city") < _left_of(screen, "methods") + 50)
    assert _top_of(screen, screen.comment) > _top_of(screen, _field(screen, "recipient_phone"))


def _left_of(screen, name: str) -> int:
    widget = screen.methods if name == "methods" else _field(screen, name)
    return widget.mapTo(screen, widget.rect().topLeft()).x()


def _top_of(screen, widget) -> int:
    return widget.mapTo(screen, widget.rect().topLeft()).y()

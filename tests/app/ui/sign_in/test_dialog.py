"""Signing in and activating: what the user sees for each outcome, and what the window asks for."""

from datetime import datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.sign_in.dialog import SignInDialog
from app.ui.sign_in.view import InvitationView, SupplierView
from app.ui.theme.theme import Theme
from app.ui.widgets.chips import Segments
from app.ui.widgets.inputs import LineEdit

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=timezone(timedelta(hours=2)))
CODE = "PRMN7K4DQX290VTE12345678AB"
INVITED = InvitationView(
    company="ТОВ «Майстер-Дім» <img src=x>",
    edrpou="00000417",
    user="Оксана Гребенюк",
    position="відділ постачання",
    rights="Замовлення, документи",
    contracts="5: П100, В14",
    manager="Ірина Лозовик",
    valid_until=NOW + timedelta(days=2),
)


@pytest.fixture
def dialog(theme: Theme, qtbot: QtBot) -> SignInDialog:
    one = SignInDialog(theme, lambda: NOW)
    qtbot.addWidget(one)
    one.show_supplier(SupplierView("Промінь-Опт", server="b2b.promin.example"))
    with qtbot.waitExposed(one):
        one.show()
    return one


def texts(dialog: SignInDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_enter_in_the_password_signs_in(dialog: SignInDialog, qtbot: QtBot) -> None:
    dialog.sign_in.login.edit.setText("  snab@maister-dim.example ")
    dialog.sign_in.password.edit.setText(" пароль з пробілом ")
    with qtbot.waitSignal(dialog.signed_in_requested) as sent:
        qtbot.keyClick(dialog.sign_in.password.edit, Qt.Key.Key_Return)
    assert sent.args == ["snab@maister-dim.example", " пароль з пробілом ", True]


def test_enter_asks_only_once(dialog: SignInDialog, qtbot: QtBot) -> None:
    sent: list[str] = []
    dialog.signed_in_requested.connect(lambda login, *_: sent.append(login))
    dialog.sign_in.login.edit.setText("snab")
    dialog.sign_in.password.edit.setText("secret")
    qtbot.keyClick(dialog.sign_in.password.edit, Qt.Key.Key_Return)
    qtbot.wait(30)
    assert sent == ["snab"]


def test_empty_fields_are_named_and_nothing_is_sent(dialog: SignInDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.signed_in_requested, wait=30):
        dialog.sign_in.enter.click()
    assert dialog.sign_in.login.below
    assert dialog.sign_in.password.below


def test_while_the_server_is_asked_fields_wait_and_esc_cancels(
    dialog: SignInDialog, qtbot: QtBot
) -> None:
    dialog.sign_in.show_busy()
    assert not dialog.sign_in.login.isEnabled()
    with qtbot.waitSignal(dialog.cancelled):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.sign_in.show_idle()
    assert dialog.sign_in.login.isEnabled()


def test_a_wrong_password_is_said_under_the_field_and_selected(dialog: SignInDialog) -> None:
    dialog.sign_in.password.edit.setText("wrong")
    dialog.sign_in.show_busy()
    dialog.sign_in.show_wrong_password()
    assert dialog.sign_in.password.below
    assert dialog.sign_in.password.edit.selectedText()
    assert dialog.sign_in.enter.isEnabled()


def test_after_many_tries_the_button_counts_down(dialog: SignInDialog, qtbot: QtBot) -> None:
    dialog.sign_in.login.edit.setText("snab")
    dialog.sign_in.password.edit.setText("wrong")
    dialog.sign_in.show_wrong_password(wait_s=2)
    assert not dialog.sign_in.enter.isEnabled()
    with qtbot.assertNotEmitted(dialog.signed_in_requested, wait=30):
        qtbot.keyClick(dialog.sign_in.password.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.sign_in.enter.isEnabled)


def test_the_saved_catalogue_is_offered_only_with_the_kept_key(
    dialog: SignInDialog, qtbot: QtBot
) -> None:
    dialog.sign_in.show_unreachable(NOW - timedelta(hours=2), can_open=True)
    assert "12:05" in texts(dialog)
    with qtbot.waitSignal(dialog.offline_opened):
        dialog.sign_in.note.step.click()
    dialog.sign_in.show_unreachable(NOW - timedelta(hours=2), can_open=False)
    with qtbot.assertNotEmitted(dialog.offline_opened), qtbot.waitSignal(dialog.retried):
        dialog.sign_in.note.step.click()


def test_a_closed_access_names_whom_to_ask(dialog: SignInDialog) -> None:
    dialog.sign_in.show_blocked("Договір розірвано.", "Ірина Лозовик, +380 00 555-01-42")
    assert "Ірина Лозовик, +380 00 555-01-42" in texts(dialog)
    assert not dialog.sign_in.note.step.isVisible()


def test_a_wrong_clock_is_told_from_five_minutes_on(dialog: SignInDialog) -> None:
    dialog.sign_in.show_clock_skew(timedelta(minutes=4))
    assert not dialog.sign_in.note.isVisible()
    dialog.sign_in.show_clock_skew(-timedelta(minutes=7))
    assert "7\u00a0min slow" in texts(dialog)


def test_a_forgotten_password_needs_the_login(dialog: SignInDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.password_forgotten, wait=20):
        dialog.sign_in.forgot.click()
    dialog.sign_in.login.edit.setText("snab")
    with qtbot.waitSignal(dialog.password_forgotten) as asked:
        dialog.sign_in.forgot.click()
    assert asked.args == ["snab"]


def test_a_typed_code_is_grouped_and_asked_about_once(dialog: SignInDialog, qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []
    dialog.preview_requested.connect(lambda server, code: asked.append((server, code)))
    dialog.sign_in.invitation.click()
    edit = dialog.activation.code.edit
    qtbot.keyClicks(edit, CODE.lower())
    assert edit.text() == "PRMN-7K4D-QX29-0VTE-1234-5678-AB"
    assert asked == [("", CODE)]


def test_a_pasted_link_brings_the_server_too(dialog: SignInDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.preview_requested) as asked:
        dialog.open_activation(f"https://b2b.promin.example/activate/{CODE}")
    assert asked.args == ["https://b2b.promin.example", CODE]


def test_who_is_invited_is_shown_before_a_password_is_set(
    dialog: SignInDialog, qtbot: QtBot
) -> None:
    dialog.open_activation(CODE)
    assert not dialog.activation.card.isVisible()
    fill_passwords(dialog, "довгий пароль", "довгий пароль")
    assert not dialog.activation.activate.isEnabled()
    dialog.activation.show_invitation(INVITED)
    shown = texts(dialog)
    for part in ("<img src=x>", "00000417", "Оксана Гребенюк", "Ірина Лозовик", "П100"):
        assert part in shown
    assert dialog.activation.activate.isEnabled()


@pytest.mark.parametrize(
    ("one", "two"), [("", ""), ("короткий", "короткий"), ("довгий пароль", "довгий парол")]
)
def test_the_button_waits_for_two_equal_long_passwords(
    dialog: SignInDialog, one: str, two: str
) -> None:
    dialog.open_activation(CODE)
    dialog.activation.show_invitation(INVITED)
    fill_passwords(dialog, one, two)
    assert not dialog.activation.activate.isEnabled()


def test_activation_sends_the_plain_code(dialog: SignInDialog, qtbot: QtBot) -> None:
    dialog.open_activation("prmn 7k4d qx29 0vte 1234 5678 ab")
    dialog.activation.show_invitation(INVITED)
    fill_passwords(dialog, "довгий пароль", "довгий пароль")
    with qtbot.waitSignal(dialog.activation_requested) as sent:
        dialog.activation.activate.click()
    assert sent.args == [CODE, "довгий пароль", True]


def test_a_changed_code_takes_the_invitation_away(dialog: SignInDialog) -> None:
    dialog.open_activation(CODE)
    dialog.activation.show_invitation(INVITED)
    fill_passwords(dialog, "довгий пароль", "довгий пароль")
    dialog.activation.code.edit.setText(CODE[:-1])
    assert not dialog.activation.card.isVisible()
    assert not dialog.activation.activate.isEnabled()


@pytest.mark.parametrize("reason", ["expired", "used", "unknown"])
def test_a_refused_code_names_who_can_send_another(dialog: SignInDialog, reason: str) -> None:
    dialog.open_activation(CODE)
    dialog.activation.show_refused(reason, "Ірина Лозовик")
    assert "Ірина Лозовик" in texts(dialog)
    assert not dialog.activation.activate.isEnabled()


def test_a_lost_answer_lets_the_same_code_be_asked_again(
    dialog: SignInDialog, qtbot: QtBot
) -> None:
    dialog.open_activation(CODE)
    dialog.activation.show_problem("Немає мережі.")
    with qtbot.waitSignal(dialog.preview_requested):
        dialog.activation.set_code("")
        dialog.activation.set_code(CODE)


def test_without_a_server_the_user_is_asked_for_one(dialog: SignInDialog, qtbot: QtBot) -> None:
    dialog.show_supplier(SupplierView("Промінь-Опт"))
    edit = next(one for one in dialog.findChildren(LineEdit) if one.placeholderText())
    assert edit.isVisible()
    edit.setText(" https://b2b.promin.example ")
    with qtbot.waitSignal(dialog.server_changed) as changed:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert changed.args == ["https://b2b.promin.example"]


def test_the_language_is_chosen_below(dialog: SignInDialog, qtbot: QtBot) -> None:
    dialog.show_language("uk")
    segments = dialog.findChild(Segments)
    with qtbot.waitSignal(dialog.language_chosen) as chosen:
        segments.findChild(QWidget, "en").click()
    assert chosen.args == ["en"]


def test_esc_leaves_activation_before_it_leaves_the_window(
    dialog: SignInDialog, qtbot: QtBot
) -> None:
    dialog.open_activation()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.activating


def fill_passwords(dialog: SignInDialog, one: str, two: str) -> None:
    dialog.activation.password.edit.setText(one)
    dialog.activation.again.edit.setText(two)

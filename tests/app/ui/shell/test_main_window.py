"""The window shows what it is given, and says what the user asks for."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import Offline
from app.ui.shell.banners import message_of
from app.ui.shell.commands import COMMANDS, add_action, under_layouts
from app.ui.shell.contract_popup import ContractPopup
from app.ui.shell.main_window import MainWindow
from app.ui.shell.nav_list import NavList
from app.ui.shell.view import (
    BrandView,
    CounterpartyView,
    KeyHint,
    ManagerView,
    MessengerView,
    PrinterView,
    SyncState,
    SyncView,
)
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from tests.app.ui.shell.conftest import CONTRACTS, NOW, Screen

KEYBOARD = pytest.mark.qt_log_ignore(
    "does not support grabbing the keyboard", "does not support raise", extend=True
)


def visible_buttons(parent: QWidget) -> list[Button]:
    return [button for button in parent.findChildren(Button) if button.isVisible()]


def press(window: MainWindow, keys: str) -> None:
    QTest.keySequence(window, QKeySequence(keys))


@pytest.mark.parametrize(
    ("keys", "signal"),
    [
        ("F5", "sync_requested"),
        ("F8", "compare_requested"),
        ("F9", "cart_opened"),
        ("Ctrl+Z", "undo_requested"),
        ("Ctrl+Y", "redo_requested"),
        ("Ctrl+N", "draft_created"),
        ("Ctrl+Shift+V", "list_pasted"),
        ("Ctrl+Shift+E", "error_opened"),
        ("Ctrl+Tab", "draft_stepped"),
    ],
)
def test_keys_of_the_window(window: MainWindow, qtbot: QtBot, keys: str, signal: str) -> None:
    window.setFocus()
    with qtbot.waitSignal(getattr(window, signal)):
        press(window, keys)


@pytest.mark.parametrize(
    ("latin", "ukrainian", "russian"),
    [
        ("Ctrl+F", "Ctrl+А", "Ctrl+А"),
        ("Ctrl+S", "Ctrl+І", "Ctrl+Ы"),
        ("Ctrl+Shift+V", "Ctrl+Shift+М", "Ctrl+Shift+М"),
        ("Ctrl+Z", "Ctrl+Я", "Ctrl+Я"),
        ("Ctrl+/", "Ctrl+/", "Ctrl+/"),
    ],
)
def test_letters_work_under_every_layout(latin: str, ukrainian: str, russian: str) -> None:
    assert {latin, ukrainian, russian} == set(under_layouts(latin))


@pytest.mark.qt_log_ignore("keyToAscii Unhandled key code", extend=True)
def test_a_letter_of_the_ukrainian_layout_runs_the_command(window: MainWindow) -> None:
    press(window, "Ctrl+И")
    assert window.workspace.side_bar.collapsed


def test_function_keys_need_no_layout() -> None:
    assert under_layouts("F5") == ["F5"]
    assert under_layouts("Ctrl+Tab") == ["Ctrl+Tab"]


def test_no_two_commands_share_a_key() -> None:
    spelt = [one for command in COMMANDS for keys in command.keys for one in under_layouts(keys)]
    assert len(spelt) == len(set(spelt))


def test_the_screens_action_goes_before_the_windows_own(window: MainWindow, qtbot: QtBot) -> None:
    screen = window.workspace.screen_widget
    done: list[str] = []
    action = add_action(screen, "undo", lambda: done.append("cart"))
    with qtbot.assertNotEmitted(window.undo_requested, wait=20):
        press(window, "Ctrl+Z")
    assert done == ["cart"]
    action.setEnabled(False)
    with qtbot.waitSignal(window.undo_requested):
        window.run("undo")


def test_another_screens_action_does_not_answer(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    add_action(window.workspace.screen_widget, "search", lambda: done.append("catalogue"))
    window.show_screen("cart")
    press(window, "F3")
    assert done == []
    window.show_screen("catalogue")
    press(window, "F3")
    assert done == ["catalogue"]


def test_an_unknown_command_is_refused(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        add_action(window, "no_such_command", window.close)


def test_ctrl_digit_opens_a_section(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.section_chosen) as chosen:
        press(window, "Ctrl+2")
    assert chosen.args == ["cart"]
    press(window, "Ctrl+6")
    assert window.workspace.current == "cart"


def test_a_second_start_shows_the_window_as_it_stood(window: MainWindow) -> None:
    window.showMaximized()
    window.come_forward()
    assert window.isMaximized()
    window.showMinimized()
    window.come_forward()
    assert window.isVisible()
    assert not window.isMinimized()


def test_only_registered_sections_are_listed(window: MainWindow) -> None:
    nav = window.findChild(NavList)
    assert [section.title for section in nav.sections] == ["Каталог", "Кошик", "Замовлення"]


def test_a_badge_is_told_to_a_screen_reader(window: MainWindow) -> None:
    window.set_badge("cart", "3", "accent")
    nav = window.findChild(NavList)
    index = nav.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Кошик, 3"


def test_a_screen_is_made_on_its_first_visit(window: MainWindow) -> None:
    made: list[QWidget] = []

    def make() -> QWidget:
        made.append(Screen("Фінанси"))
        return made[-1]

    window.add_screen("finance", "Фінанси", "wallet", make)
    assert made == []
    for key in ("finance", "cart", "finance"):
        window.show_screen(key)
    assert len(made) == 1


@KEYBOARD
def test_f4_chooses_a_contract_by_arrows(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "F4")
    popup = window.findChild(ContractPopup)
    assert popup.isVisible()
    box = QApplication.focusWidget()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    with qtbot.waitSignal(window.contract_requested) as asked:
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked.args == ["c1"]
    assert not popup.isVisible()


@KEYBOARD
def test_f4_chooses_a_contract_by_digit_or_by_words(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "F4")
    with qtbot.waitSignal(window.contract_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert asked.args == ["c3"]
    press(window, "F4")
    QApplication.focusWidget().setText("опт 118")
    with qtbot.waitSignal(window.contract_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["c1"]


@KEYBOARD
def test_the_same_contract_is_not_asked_for_again(window: MainWindow, qtbot: QtBot) -> None:
    press(window, "F4")
    with qtbot.assertNotEmitted(window.contract_requested, wait=20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_one_contract_is_not_a_choice(window: MainWindow) -> None:
    window.show_contracts(CONTRACTS[:1], "c1")
    press(window, "F4")
    popup = window.findChild(ContractPopup)
    assert popup is None or not popup.isVisible()
    assert not window.top_bar.contract.isEnabled()


def test_the_switcher_speaks_for_a_screen_reader(window: MainWindow) -> None:
    switcher = window.top_bar.contract
    assert switcher.accessibleName() == "Contract: Відстрочка 14 днів, No 24/119-В"
    assert "Опт-2, UAH, incl. VAT" in switcher.accessibleDescription()
    assert "214380 hryvnia(s) 50 kopeck(s) left" in switcher.accessibleDescription()
    assert window.top_bar.cart.accessibleName().startswith("Кошик 1, 12 line(s), 60451 hryvnia")


@pytest.mark.parametrize(
    ("view", "title", "line"),
    [
        (SyncView(SyncState.FRESH, NOW - timedelta(minutes=3)), "14:02", "3\u00a0min ago"),
        (SyncView(SyncState.OFFLINE, NOW - timedelta(minutes=139)), "11:46", "2\u00a0h\u00a019"),
        (SyncView(SyncState.RUNNING, NOW, None, 1200, 4000), "14:05", "1\u00a0200 of 4\u00a0000"),
        (SyncView(SyncState.STALE, NOW - timedelta(days=1)), "yesterday 14:05", "1\u00a0d ago"),
        (SyncView(SyncState.OFFLINE, None), "No prices yet", "No connection"),
    ],
)
def test_the_age_of_prices_is_always_told(
    window: MainWindow, view: SyncView, title: str, line: str
) -> None:
    window.show_sync(view)
    assert title in window.top_bar.sync.title
    assert line in window.top_bar.sync.line
    assert title in window.top_bar.sync.accessibleName()


def test_a_narrow_window_gives_way(window: MainWindow) -> None:
    assert window.workspace.side_panel is not None
    window.resize(1300, 800)
    assert window.workspace.side_panel is None
    assert not window.workspace.side_bar.collapsed
    press(window, "F12")
    assert window.workspace.side_panel is not None
    window.resize(1150, 700)
    assert window.workspace.side_bar.collapsed
    window.resize(1440, 900)
    assert not window.workspace.side_bar.collapsed


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
@pytest.mark.parametrize("scale", [100, 150])
def test_the_smallest_window_holds_everything(
    window: MainWindow, theme: Theme, choice: str, scale: int
) -> None:
    """Nothing forces the window wider than 1100 by 660, with great text too."""
    window.show_sync(SyncView(SyncState.OFFLINE, NOW - timedelta(minutes=139)))
    offline = message_of(Offline())
    assert offline is not None
    window.banners.post(offline)
    theme.choose(choice=choice, scale=scale)
    window.resize(1100, 660)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1100, 660)
    bar = window.top_bar
    right = bar.cart.mapTo(window, bar.cart.rect().topRight()).x()
    assert right < 1100
    assert not window.grab().isNull()


def test_ctrl_b_collapses_the_side_bar(window: MainWindow) -> None:
    press(window, "Ctrl+B")
    assert window.workspace.side_bar.collapsed
    press(window, "Ctrl+B")
    assert not window.workspace.side_bar.collapsed


def test_ctrl_b_opens_the_lists_of_a_narrow_window_and_it_gives_way_again(
    window: MainWindow,
) -> None:
    """Groups of goods and pages of settings stand there and nowhere else."""
    window.resize(1100, 660)
    assert window.workspace.side_bar.collapsed
    press(window, "Ctrl+B")
    assert not window.workspace.side_bar.collapsed
    press(window, "Ctrl+B")
    assert window.workspace.side_bar.collapsed
    window.resize(1440, 900)
    assert not window.workspace.side_bar.collapsed


def test_f6_goes_round_the_panes_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    field = window.workspace.screen_widget.field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    press(window, "F6")
    assert window.status.isAncestorOf(QApplication.focusWidget())
    press(window, "F6")
    assert window.top_bar.isAncestorOf(QApplication.focusWidget())
    press(window, "Shift+F6")
    press(window, "Shift+F6")
    assert field.hasFocus()


def test_names_with_markup_are_shown_as_letters(window: MainWindow) -> None:
    window.show_brand(BrandView("<b>Промінь</b>", "<script>alert(1)</script>"))
    window.show_manager(ManagerView("<i>Ірина</i>", "<u>Опт</u>", "<s>1</s>", "<a href=x>"))
    window.status.show_printer(PrinterView("<h1>HP</h1>", "готовий", ready=True))
    formats = {label.textFormat() for label in window.findChildren(QLabel)}
    assert Qt.TextFormat.RichText not in formats
    assert "&lt;b&gt;" in window.top_bar.brand.toolTip()


def test_a_huge_or_broken_logo_leaves_the_neutral_tile(window: MainWindow) -> None:
    for logo in (b"\x89PNG broken", b"x" * (2 << 20)):
        window.show_brand(BrandView("Промінь", "Дім", logo=logo))
        assert not window.top_bar.brand.grab().isNull()


def test_the_manager_is_called_written_and_copied(window: MainWindow, qtbot: QtBot) -> None:
    card = window.workspace.side_bar.manager
    view = ManagerView(
        "Ірина",
        "Опт",
        "+380 (00) 555-01-42",
        "i@promin.example",
        messengers=(MessengerView("Telegram", "https://t.me/x"),),
    )
    card.show_manager(view)
    opened: list[str] = []
    copied: list[str] = []
    card.address_opened.connect(opened.append)
    card.text_copied.connect(copied.append)
    qtbot.waitUntil(lambda: any(one.text() == "Telegram" for one in visible_buttons(card)))
    for button in visible_buttons(card):
        button.click()
    copy = next(
        one
        for one in card.findChildren(QWidget)
        if one.accessibleName() == "Copy the phone" and one.isVisible()
    )
    copy.click()
    assert opened == ["tel:+380005550142", "mailto:i@promin.example", "https://t.me/x"]
    assert copied == ["+380 (00) 555-01-42"]


@KEYBOARD
def test_two_companies_can_be_chosen_between(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.top_bar.counterparty.isVisible()
    views = [CounterpartyView("a", "ТОВ «А & Б»", "1"), CounterpartyView("b", "ФОП Б", "2")]
    window.show_counterparties(views, "a")
    window.top_bar.counterparty.click()
    menu = QApplication.activePopupWidget()
    with qtbot.waitSignal(window.counterparty_requested) as asked:
        menu.actions()[1].trigger()
    menu.close()
    assert asked.args == ["b"]


def test_the_status_bar_counts_the_queue(window: MainWindow) -> None:
    window.status.show_queue(2)
    assert any("2 order(s)" in one.accessibleName() for one in window.status.findChildren(QWidget))
    window.status.hints.show_hints([KeyHint("F2", "кількість")])
    assert window.status.hints.accessibleName() == "F2 кількість"


def test_the_undo_bar_never_covers_the_side_panel(window: MainWindow, qtbot: QtBot) -> None:
    window.workspace.say_undo("Видалено 3 рядки")
    with qtbot.waitSignal(window.undo_requested):
        undo = next(one for one in window.findChildren(Button) if one.text() == "Undo")
        undo.click()


def test_closing_says_so_once(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        window.close()

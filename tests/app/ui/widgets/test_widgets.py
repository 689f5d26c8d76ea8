"""Small widgets: names stay plain text, screen readers hear them, keys do what a mouse does."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.chips import Chip, Segments
from app.ui.widgets.frames import Note, PopupFrame
from app.ui.widgets.inputs import ComboBox, LineEdit, PasswordEdit, SearchEdit
from app.ui.widgets.labels import ElideLabel, Label, plain_tooltip
from app.ui.widgets.marks import Avatar, Tag
from app.ui.widgets.notices import Action, Banner, EmptyState, UndoBar
from app.ui.widgets.progress import Bar, SyncLine
from app.ui.widgets.switches import CheckBox

HOSTILE = '<b>Щит</b> <img src="file:///etc/passwd"> & «IP41»'


def show(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 60) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_markup_in_a_name_is_shown_as_letters(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_every_label_inside_messages_is_plain(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    note = Note(theme)
    note.say(HOSTILE, HOSTILE)
    banner = Banner(theme, "close")
    banner.say(tint="warn", title=HOSTILE, text=HOSTILE)
    empty = EmptyState(theme, icon="search-x", title=HOSTILE, text=HOSTILE)
    for widget in (note, banner, empty):
        column.addWidget(widget)
    labels = window.findChildren(QLabel)
    assert len(labels) >= 5
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_a_tooltip_shows_markup_as_letters() -> None:
    assert plain_tooltip("Щит «IP41»") == "Щит «IP41»"
    assert plain_tooltip(HOSTILE).startswith("<span>")
    assert "<b>" not in plain_tooltip(HOSTILE)
    assert "&lt;b&gt;Щит" in plain_tooltip(HOSTILE)


def test_a_long_name_is_cut_in_the_middle_and_told_whole_in_the_tooltip(
    theme: Theme, qtbot: QtBot
) -> None:
    label = ElideLabel(theme, "Автоматичний вимикач 3P C16 6 кА, серія «Преміум», на DIN-рейку")
    show(qtbot, label, width=180, height=20)
    assert label.toolTip() == label.text == label.accessibleName()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_a_button_grows_with_its_text_and_key(theme: Theme, qtbot: QtBot) -> None:
    short, long = Button(theme, "Так"), Button(theme, "Перевірити й оформити", key="Ctrl+Enter")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() > short.sizeHint().width() + 100
    height = short.sizeHint().height()
    theme.choose(scale=150)
    assert short.sizeHint().height() == round(height * 1.5)


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_an_enabled_button_differs_from_a_focused_and_a_disabled_one(
    theme: Theme, qtbot: QtBot, choice: str
) -> None:
    theme.choose(choice=choice)
    button = Button(theme, "Оформити", kind="primary")
    other = QLineEdit()
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(other)
    column.addWidget(button)
    show(qtbot, window, 300, 120)
    other.setFocus()
    plain = button.grab().toImage()
    button.setFocus()
    focused = button.grab().toImage()
    button.setEnabled(False)
    disabled = button.grab().toImage()
    assert plain != focused
    assert plain != disabled


def test_a_busy_button_turns_its_sign(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Входимо…", kind="primary")
    show(qtbot, button, 160, 32)
    button.set_busy(busy=True)
    first = button.grab().toImage()
    qtbot.waitUntil(lambda: button.grab().toImage() != first)
    button.set_busy(busy=False)
    assert not button.busy


def test_an_icon_button_is_named_for_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "copy", "Копіювати телефон", side=22, flat=True)
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Копіювати телефон"
    assert button.sizeHint().width() >= 22


def test_del_clears_an_active_chip_and_enter_opens_it(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Бренд")
    show(qtbot, chip, 160, 26)
    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(chip.cleared, wait=20):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    chip.show_value("Бренд: Волтекра, +2", active=True)
    with qtbot.waitSignal(chip.cleared):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_the_cross_of_a_chip_clears_without_opening(theme: Theme, qtbot: QtBot) -> None:
    chip = Chip(theme, "Бренд")
    chip.show_value("Бренд: Волтекра", active=True)
    show(qtbot, chip, 160, 26)
    with qtbot.waitSignal(chip.cleared), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 13))
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.cleared):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))


def test_one_segment_is_chosen_at_a_time(theme: Theme, qtbot: QtBot) -> None:
    segments = Segments(theme, [("uk", "Українська"), ("ru", "Русский"), ("en", "English")])
    show(qtbot, segments, 300, 28)
    segments.choose("uk")
    assert segments.current == "uk"
    with qtbot.waitSignal(segments.chosen) as chosen:
        segments.findChild(QWidget, "en").click()
    assert chosen.args == ["en"]
    assert segments.current == "en"


def test_backspace_in_an_empty_search_goes_back_to_the_table(theme: Theme, qtbot: QtBot) -> None:
    search = SearchEdit(theme, name="Пошук", hint="Назва", key="F3")
    show(qtbot, search, 300, 32)
    qtbot.keyClicks(search, "ip41")
    with qtbot.assertNotEmitted(search.left, wait=20):
        qtbot.keyClick(search, Qt.Key.Key_Backspace)
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    with qtbot.waitSignal(search.left):
        qtbot.keyClick(search, Qt.Key.Key_Backspace)


def test_a_password_is_hidden_until_the_eye_is_pressed(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordEdit(theme, name="Пароль", show_name="Показати пароль")
    show(qtbot, field, 300, 40)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    field.findChild(IconButton).click()
    assert field.echoMode() == QLineEdit.EchoMode.Normal


def test_caps_lock_is_noticed_from_the_letters(theme: Theme, qtbot: QtBot) -> None:
    field = PasswordEdit(theme, name="Пароль", show_name="Показати пароль")
    show(qtbot, field, 300, 40)
    noticed: list[bool] = []
    field.caps_lock_noticed.connect(noticed.append)
    qtbot.keyClicks(field, "Q")
    qtbot.keyClicks(field, "Q", Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "7")
    assert noticed == [True, False]


def test_a_wrong_field_is_drawn_otherwise(theme: Theme, qtbot: QtBot) -> None:
    field = LineEdit(theme, name="Артикул")
    show(qtbot, field, 200, 32)
    right = field.grab().toImage()
    field.set_wrong(wrong=True)
    assert field.grab().toImage() != right
    field.set_wrong(wrong=False)
    assert field.grab().toImage() == right


def test_a_check_box_can_be_ticked_by_its_text(theme: Theme, qtbot: QtBot) -> None:
    check = CheckBox(theme, "Запам’ятати на цьому комп’ютері")
    show(qtbot, check, 320, 26)
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(150, 13))
    assert check.isChecked()


def test_a_combo_box_shows_a_very_long_printer_name_cut(theme: Theme, qtbot: QtBot) -> None:
    combo = ComboBox(theme, name="Принтер")
    combo.addItems(["Принтер " * 40])
    qtbot.addWidget(combo)
    assert combo.sizeHint().width() <= 420


def test_a_banner_tells_which_button_was_pressed(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "Закрити")
    banner.say(
        tint="info",
        title="Ціни перераховано.",
        text="12 товарів",
        actions=[Action("undo", "Повернути", "Ctrl+Z"), Action("compare", "Порівняти", "F8")],
    )
    show(qtbot, banner, 900, 40)
    with qtbot.waitSignal(banner.action_chosen) as chosen:
        banner.findChild(Button, "compare").click()
    assert chosen.args == ["compare"]
    assert banner.accessibleName() == "Ціни перераховано."


def test_the_undo_bar_waits_under_the_pointer(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    table = QLineEdit(window)
    bar = UndoBar(theme, "Скасувати", window)
    show(qtbot, window, 600, 200)
    table.setFocus()
    bar.setGeometry(50, 150, 500, 40)
    bar.say("Видалено 3 рядки")
    qtbot.waitUntil(lambda: bar.left_ms < 8000)
    QApplication.sendEvent(bar, enter_event())
    left = bar.left_ms
    qtbot.wait(300)
    assert bar.left_ms == left


def enter_event() -> object:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QEnterEvent

    return QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))


def test_undo_hides_the_bar_and_says_so(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    bar = UndoBar(theme, "Скасувати", window)
    show(qtbot, window, 600, 200)
    bar.say("Видалено 3 рядки")
    with qtbot.waitSignal(bar.undone):
        bar.findChild(Button).click()
    assert not bar.isVisible()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_popup_gives_the_focus_back(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    field = QLineEdit()
    column.addWidget(field)
    show(qtbot, window, 300, 100)
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    popup = PopupFrame(window)
    inside = QLineEdit()
    popup.column.addWidget(inside)
    popup.open_under(field)
    inside.setFocus()
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not popup.isVisible())
    qtbot.waitUntil(field.hasFocus)


def test_a_bar_says_its_share_in_words(theme: Theme, qtbot: QtBot) -> None:
    bar = Bar(theme, name="Ліміт")
    qtbot.addWidget(bar)
    bar.set_share(3.0)
    assert bar.accessibleDescription() == "100 %"


def test_the_sync_line_shows_only_while_it_runs(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    line = SyncLine(theme, window)
    show(qtbot, window, 300, 40)
    line.run()
    assert line.isVisible()
    line.end()
    assert not line.isVisible()


def test_small_marks_carry_their_words(theme: Theme, qtbot: QtBot) -> None:
    tag, avatar = Tag(theme, "Опт-2"), Avatar(theme)
    qtbot.addWidget(tag)
    qtbot.addWidget(avatar)
    avatar.set_person("Ірина Лозовик", present=True)
    assert tag.accessibleName() == "Опт-2"
    assert avatar.accessibleName() == "Ірина Лозовик"

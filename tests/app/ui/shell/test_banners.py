"""Every error has its words and a next step; the most important one is shown."""

import inspect

import pytest
from pytestqt.qtbot import QtBot

from app.domain import errors
from app.domain.errors import AppError, PrinterFailed, PrinterFault, ProblemCode
from app.ui.shell.banner_stack import BannerStack
from app.ui.shell.banners import Message, Priority, code_of, message_of, problem_text
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.notices import Action

KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, AppError) and kind not in (AppError, PrinterFailed)
]


def make(kind: type[AppError]) -> AppError:
    return kind(()) if kind is errors.Rejected else kind()


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_a_title_a_sentence_and_a_step(kind: type[AppError]) -> None:
    message = message_of(make(kind))
    if kind is errors.Cancelled:
        assert message is None
        return
    assert message is not None
    assert message.title
    assert message.text
    assert message.actions
    assert message.key == code_of(make(kind))


def test_codes_are_different() -> None:
    codes = [code_of(make(kind)) for kind in KINDS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("fault", PrinterFault)
def test_every_printer_fault_names_the_printer(fault: PrinterFault) -> None:
    message = message_of(PrinterFailed(fault, "HP <b>бухгалтерія</b>"))
    assert message is not None
    assert "HP <b>бухгалтерія</b>" in message.title
    assert message.key == f"printer_{fault}"


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_words(code: ProblemCode) -> None:
    assert problem_text(code) not in ("", code)


def test_a_newer_gateways_word_is_not_lost() -> None:
    assert problem_text("SomethingNew") == "SomethingNew"


@pytest.fixture
def stack(theme: Theme, qtbot: QtBot) -> BannerStack:
    one = BannerStack(theme)
    qtbot.addWidget(one)
    return one


def message(key: str, priority: Priority) -> Message:
    return Message(key, priority, "info", f"title {key}", "text", actions=(Action("go", "Go"),))


def test_the_most_important_message_is_shown_and_the_rest_counted(stack: BannerStack) -> None:
    stack.post(message("news", Priority.NOTICE))
    stack.post(message("offline", Priority.OFFLINE))
    stack.post(message("switch", Priority.CONTRACT))
    assert stack.current is not None
    assert (stack.current.key, stack.waiting) == ("offline", 2)
    stack.withdraw("offline")
    assert stack.current.key == "switch"
    stack.withdraw("switch")
    stack.withdraw("news")
    assert stack.current is None
    assert stack.isHidden()


def test_a_message_with_the_same_key_replaces_the_earlier(stack: BannerStack) -> None:
    stack.post(message("switch", Priority.CONTRACT))
    stack.post(message("switch", Priority.CONTRACT))
    assert stack.waiting == 0


def test_the_pressed_button_and_the_closing_name_the_message(
    stack: BannerStack, qtbot: QtBot
) -> None:
    stack.post(message("switch", Priority.CONTRACT))
    stack.post(message("news", Priority.NOTICE))
    stack.show()
    with qtbot.waitSignal(stack.action_chosen) as chosen:
        stack.findChild(Button, "go").click()
    assert chosen.args == ["switch", "go"]
    with qtbot.waitSignal(stack.closed) as closed:
        next(one for one in stack.findChildren(object) if is_cross(one)).click()
    assert closed.args == ["switch"]
    assert stack.current is not None
    assert stack.current.key == "news"


def is_cross(one: object) -> bool:
    name = getattr(one, "accessibleName", lambda: "")()
    return name == "Close the message"


def test_the_button_of_the_next_message_says_its_own_words_and_means_its_own_action(
    theme: Theme, qtbot: QtBot
) -> None:
    stack = BannerStack(theme)
    qtbot.addWidget(stack)
    stack.make_ready(Message("one", Priority.CONTRACT, "info", "Т", actions=(Action("x", "Х"),)))
    assert stack.isHidden()
    assert stack.current is None
    for key, text in (("back", "Назад до П100"), ("back", "Назад до О14"), ("retry", "Ще раз")):
        stack.post(Message("one", Priority.CONTRACT, "info", "Т", actions=(Action(key, text),)))
        qtbot.waitUntil(lambda: len(_shown_buttons(stack)) == 1)
        (button,) = _shown_buttons(stack)
        assert button.text() == text
        with qtbot.waitSignal(stack.action_chosen) as told:
            button.click()
        assert told.args == ["one", key]


def _shown_buttons(stack: BannerStack) -> list[Button]:
    return [one for one in stack.findChildren(Button) if one.isVisible()]


def test_what_is_made_ready_takes_nothing_from_a_message_that_is_there(
    theme: Theme, qtbot: QtBot
) -> None:
    stack = BannerStack(theme)
    qtbot.addWidget(stack)
    stack.post(Message("old", Priority.CONTRACT, "info", "Зв’язку немає"))
    stack.make_ready(Message("one", Priority.CONTRACT, "info", "Т", actions=(Action("x", "Х"),)))
    assert stack.current is not None
    assert stack.current.key == "old"
    assert _shown_buttons(stack) == []

"""Signing in: each refusal has its own words, and an answer that came too late is nothing."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.errors import AccessWithdrawn, Offline, ProtocolBroken, SignInNeeded
from app.ui.sign_in.dialog import SignInDialog
from app.ui.sign_in.presenter import SignInPresenter
from app.ui.tasks import Tasks
from contract.about import About
from contract.session import Invitation

NOW = dt.datetime(2026, 11, 24, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
CODE = "PRMN7K4DQX290VTE12345678AB"
OTHER = "ZZZZ7K4DQX290VTE12345678AB"


class FakeSession:
    """SignedIn's calls: they succeed, or raise what they were given; `gate` makes one wait."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.asked: list[tuple[str, ...]] = []

    def sign_in(self, login: str, password: str, *, remember: bool) -> int:
        return self._answer("sign_in", login, password, str(remember))

    def preview(self, code: str) -> Invitation:
        self._answer("preview", code)
        return Invitation(
            company=f"ТОВ «{code[:4]}»",
            edrpou="00000417",
            name="Оксана",
            position="постачання",
            login="oksana",
            rights=["order", "see_prices"],
            contracts=[{"name": "Передоплата", "number": "24/119"}],
            manager_name="Ірина Лозовик",
            manager_phone="+380005550142",
            manager_email="i@promin.example",
            valid_until=NOW,
        )

    def activate(self, code: str, password: str, login: str, *, remember: bool) -> int:
        return self._answer("activate", code, password, login, str(remember))

    def _answer(self, *words: str) -> int:
        self.asked.append(words)
        gate = self.gate
        if gate is not None:
            self.gate = None
            assert gate.wait(10)
        if self.error is not None:
            raise self.error
        return 1


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


@pytest.fixture
def about() -> list[object]:
    """What /about answers: an error, or the supplier."""
    supplier = {"name": "Промінь-Опт", "tagline": "", "accent": "#E8742A"}
    return [
        About.model_validate(
            {
                "gateway_id": "gw",
                "supplier": supplier,
                "access": {"phone": "+380005550100", "email": "info@promin.example"},
                "languages": ["uk"],
                "features": [],
                "public_catalogue": False,
                "client": {"minimum": "0.1", "latest": "0.1"},
            }
        )
    ]


@pytest.fixture
def presenter(theme, qtbot, session, about) -> Iterator[SignInPresenter]:
    tasks = Tasks()
    dialog = SignInDialog(theme, lambda: NOW)
    qtbot.addWidget(dialog)

    def ask() -> About:
        (answer,) = about
        if isinstance(answer, Exception):
            raise answer
        return answer

    presenter = SignInPresenter(dialog, tasks, ask, lambda: session, "olena")
    with qtbot.waitExposed(dialog):
        dialog.show()
    yield presenter
    assert tasks.shutdown(10)


@pytest.fixture
def page(presenter, qtbot):
    """The sign-in page of a known supplier."""
    with qtbot.waitSignal(presenter.supplier_known):
        presenter.ask_about()
    return presenter._dialog.sign_in


def _sign_in(presenter) -> None:
    presenter._dialog.signed_in_requested.emit("olena", "пароль", True)


def _texts(widget) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_the_last_login_is_already_there(presenter) -> None:
    assert presenter._dialog.sign_in.login.edit.text() == "olena"


def test_the_right_password_signs_in(page, presenter, session, qtbot) -> None:
    with qtbot.waitSignal(presenter.signed_in) as told:
        _sign_in(presenter)
    assert told.args == ["olena", True]
    assert session.asked == [("sign_in", "olena", "пароль", "True")]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SignInNeeded(), "The login or the password is wrong"),
        (AccessWithdrawn(), "The supplier has closed access. Ask: +380005550100"),
        (Offline("timeout"), "The supplier’s server does not answer."),
        (ProtocolBroken("html"), "Try again"),
    ],
)
def test_each_refusal_has_its_own_words(page, presenter, session, qtbot, error, words) -> None:
    session.error = error
    with qtbot.assertNotEmitted(presenter.signed_in):
        _sign_in(presenter)
        qtbot.waitUntil(lambda: page.login.isEnabled() and bool(session.asked))
        qtbot.wait(50)
    shown = " ".join((_texts(page), page.note.step.text(), page.password.below))
    for word in words.split(" Ask: "):
        assert word in shown, shown


def test_a_wait_after_wrong_passwords_is_counted_down(page, presenter, session, qtbot) -> None:
    session.error = Offline("429", retry_after_s=30.0)
    _sign_in(presenter)
    qtbot.waitUntil(lambda: "wrong" in page.password.below)
    assert not page.enter.isEnabled()


def test_before_the_supplier_is_known_a_lost_connection_is_told_as_such(
    presenter, about, qtbot
) -> None:
    about[0] = Offline("no route")
    presenter.ask_about()
    qtbot.waitUntil(lambda: "No network." in _texts(presenter._dialog.sign_in))


def test_try_again_asks_again(presenter, about, qtbot) -> None:
    supplier = about[0]
    about[0] = Offline("no route")
    presenter.ask_about()
    qtbot.waitUntil(lambda: "No network." in _texts(presenter._dialog.sign_in))
    about[0] = supplier
    with qtbot.waitSignal(presenter.supplier_known) as told:
        presenter._dialog.retried.emit()
    assert told.args == ["Промінь-Опт", "#E8742A"]


def test_an_answer_after_esc_does_not_sign_in(page, presenter, session, qtbot) -> None:
    gate = session.gate = threading.Event()
    _sign_in(presenter)
    qtbot.waitUntil(lambda: bool(session.asked))
    presenter._dialog.cancelled.emit()
    with qtbot.assertNotEmitted(presenter.signed_in, wait=100):
        gate.set()
    assert page.login.isEnabled()


def test_an_invitation_is_shown_and_activated(page, presenter, session, qtbot) -> None:
    dialog = presenter._dialog
    dialog.preview_requested.emit("", CODE)
    qtbot.waitUntil(lambda: presenter._invited is not None)
    with qtbot.waitSignal(presenter.signed_in) as told:
        dialog.activation_requested.emit(CODE, "довгий пароль", True)
    assert told.args == ["oksana", True]
    assert session.asked[-1] == ("activate", CODE, "довгий пароль", "oksana", "True")


def test_an_answer_about_a_code_that_was_typed_over_is_thrown_away(
    page, presenter, session, qtbot
) -> None:
    gate = session.gate = threading.Event()
    presenter._dialog.preview_requested.emit("", CODE)
    qtbot.waitUntil(lambda: len(session.asked) == 1)
    presenter._dialog.preview_requested.emit("", OTHER)
    qtbot.waitUntil(lambda: presenter._invited is not None)
    gate.set()
    qtbot.wait(100)
    assert presenter._invited.company == "ТОВ «ZZZZ»"


def test_the_letters_link_gives_its_code(page, presenter, session, qtbot) -> None:
    presenter._dialog.preview_requested.emit("", f"https://b2b.promin.example/activate/{CODE}")
    qtbot.waitUntil(lambda: bool(session.asked))
    assert session.asked == [("preview", CODE)]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ProtocolBroken(code="code_expired"), "The invitation has expired."),
        (ProtocolBroken(code="code_used"), "The invitation has been used."),
        (ProtocolBroken(code="code_invalid"), "There is no such invitation."),
        (Offline(), "No network. What you typed stays; try again."),
    ],
)
def test_a_refused_invitation_says_why(page, presenter, session, qtbot, error, words) -> None:
    dialog = presenter._dialog
    session.error = error
    dialog.preview_requested.emit("", CODE)
    qtbot.waitUntil(lambda: bool(session.asked))
    qtbot.wait(50)
    shown = " ".join(one.text() for one in dialog.activation.findChildren(QLabel))
    assert words in shown, shown
    assert presenter._invited is None

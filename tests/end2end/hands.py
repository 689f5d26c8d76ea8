"""What a person does with a window: waits until it shows something, presses keys, clicks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

WAIT_S = 60.0
"""The longest wait for anything; a busy machine is no failure."""

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class NotSeen(AssertionError):
    """What the person waited for did not appear."""


class Hands(QObject):
    """Hands and eyes on the windows of one running program."""

    program: Any

    def __init__(self) -> None:
        super().__init__()
        self._crashes: list[str] = []

    @property
    def frame(self) -> Any:
        """The main window."""
        assert self.program.window is not None, "nobody is signed in"
        return self.program.window.frame

    def wait(
        self, condition: Callable[[], Any], what: str, timeout_s: float = WAIT_S, step_ms: int = 5
    ) -> Any:
        """Let the program run until the condition holds and return what it gave."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.check()
            found = condition()
            if found:
                return found
            if time.monotonic() > deadline:
                raise NotSeen(f"not seen within {timeout_s:.0f} s: {what}")
            QTest.qWait(step_ms)

    def check(self) -> None:
        """Fail if the program has had an error of its own."""
        assert not self._crashes, "the program crashed:\n" + "\n".join(self._crashes)

    def run_for(self, seconds: float) -> None:
        """Let the program run, watching for its errors."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.check()
            QTest.qWait(20)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the keyboard's focus is."""
        if self.program.window is not None and on is self.program.window.frame:
            self.activate()
        QTest.keyClick(on or self.focused(), key, modifiers)

    def type(self, text: str, on: QWidget | None = None) -> None:
        """Type a text where the keyboard's focus is, or into a field."""
        for letter in text:
            target = on or self.focused()
            if letter.isascii():
                QTest.keyClicks(target, letter)
                continue
            # QTest knows only the keys of ASCII letters.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(target, event)

    def focused(self) -> QWidget:
        """Where keys go now: an open pop-up's own focus first."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        widget = QApplication.focusWidget()
        if widget is not None:
            return widget
        top: QWidget = self.program.dialog or self.frame
        return top

    def click(self, widget: QWidget, at: QPoint | None = None, *, double: bool = False) -> None:
        """Click with the left button, in the middle unless a place is given."""
        self.wait(widget.isVisible, f"{widget.objectName() or type(widget).__name__}")
        assert widget.isEnabled(), f"{widget.objectName() or type(widget).__name__} is grey"
        place = at or widget.rect().center()
        left = Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(widget, left, none, place)
        if double:
            QTest.mouseDClick(widget, left, none, place)

    def activate(self) -> None:
        """Bring the window to the front, as a click on the task bar does."""
        # The offscreen platform tells late, and out of order, who is active after a pop-up.
        deadline, calm = time.monotonic() + WAIT_S, 0
        while calm < 3 and time.monotonic() < deadline:
            QTest.qWait(10)
            calm = calm + 1 if self.frame.isActiveWindow() else 0
            if not calm:
                self.frame.activateWindow()

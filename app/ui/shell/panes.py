"""F6: the focus goes from one part of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step_pane(panes: Sequence[QWidget], step: int) -> None:
    """Give the focus to the next (1) or previous (-1) part that has something to focus."""
    focused = QApplication.focusWidget()
    at = next((n for n, pane in enumerate(panes) if holds(pane, focused)), -1 if step > 0 else 0)
    for far in range(1, len(panes) + 1):
        target = first_focusable(panes[(at + step * far) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def holds(pane: QWidget, widget: QWidget | None) -> bool:
    """True when the widget is the pane or inside it."""
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def first_focusable(pane: QWidget) -> QWidget | None:
    """The widget of a pane that takes the focus first, None when none can."""
    if not pane.isVisible():
        return None
    for widget in (pane, *pane.findChildren(QWidget)):
        takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            return widget
    return None

"""F6: the focus goes from one part of the window to the next."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

PANE: Final = "pane"


def step_pane(panes: Sequence[QWidget], step: int) -> None:
    """Give the focus to the next (1) or previous (-1) part that has something to focus."""
    focused = QApplication.focusWidget()
    at = next((n for n, pane in enumerate(panes) if holds(pane, focused)), -1 if step > 0 else 0)
    for far in range(1, len(panes) + 1):
        target = first_focusable(panes[(at + step * far) % len(panes)])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return


def parts_of(screen: QWidget) -> list[QWidget]:
    """Return the parts of a screen that set the property `pane`, in their order from above.

    A screen without them is one part.
    """
    marked = [one for one in screen.findChildren(QWidget) if one.property(PANE)]
    shown = [one for one in marked if one.isVisible()]
    return sorted(shown, key=lambda one: one.mapTo(screen, one.rect().topLeft()).y()) or [screen]


def holds(pane: QWidget, widget: QWidget | None) -> bool:
    """True when the widget is the pane or inside it."""
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def first_focusable(pane: QWidget) -> QWidget | None:
    """The widget of a pane that takes the focus first, the upper left one; None when none can."""
    if not pane.isVisible():
        return None
    if _takes_focus(pane):
        return pane
    able = [widget for widget in pane.findChildren(QWidget) if _takes_focus(widget)]
    return min(able, key=lambda one: _place(one, pane), default=None)


def _takes_focus(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _place(widget: QWidget, pane: QWidget) -> tuple[int, int]:
    corner = widget.mapTo(pane, widget.rect().topLeft())
    return corner.y(), corner.x()

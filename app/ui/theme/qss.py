"""The one small style sheet: frames, inputs, scroll bars and menus, by class or object name.

No selector may match an item view, a header or every widget: that would send each cell through the
style sheet's painter.
"""

from collections.abc import Mapping
from string import Template
from typing import Final

_SHEET: Final = Template("""
#TopBar { background: $surface; border: 0; border-bottom: 1px solid $border; }
#SideBar { background: $window; border: 0; border-right: 1px solid $border; }
#ManagerCard { background: $surface; border: 0; border-top: 1px solid $border; }
#StatusBar { background: $window; border: 0; border-top: 1px solid $border; }
#Screen, #SidePanel { background: $surface; border: 0; }
#PopupFrame { background: $raised; border: ${edge}px solid $border2; border-radius: 8px; }
#Footer { background: $sunken; border: 0; border-top: 1px solid $border; }
Card { background: $surface; border: 1px solid $border; border-radius: 8px; }
Card[tint="sunken"] { background: $sunken; }
Card[tint="ok"] { border-color: $okline; }
Card[tint="warn"] { border-color: $warnline; }
Card[tint="err"] { border-color: $errline; }
Card[tint="info"] { border-color: $infoline; }
Note { border: 1px solid $border; border-radius: 6px; background: $sunken; }
Note[tint="ok"] { background: $okbg; border-color: $okline; }
Note[tint="warn"] { background: $warnbg; border-color: $warnline; }
Note[tint="err"] { background: $errbg; border-color: $errline; }
Note[tint="info"] { background: $infobg; border-color: $infoline; }
Banner { border: 0; border-bottom: 1px solid $border; background: $sunken; }
Banner[tint="ok"] { background: $okbg; border-color: $okline; }
Banner[tint="warn"] { background: $warnbg; border-color: $warnline; }
Banner[tint="err"] { background: $errbg; border-color: $errline; }
Banner[tint="info"] { background: $infobg; border-color: $infoline; }
UndoBar { background: $undo; border: 0; border-radius: 8px; }
Line { background: $border; border: 0; }
LineEdit, PlainTextEdit {
    background: $surface; color: $text; border: 1px solid $bstrong; border-radius: 6px;
    padding: 0 9px; placeholder-text-color: $text3; lineedit-password-character: 8226;
    selection-background-color: $accent; selection-color: $onaccent;
}
PlainTextEdit { padding: 4px 6px; }
LineEdit:focus, PlainTextEdit:focus { border: 2px solid $focus; padding: 0 8px; }
PlainTextEdit:focus { padding: 3px 5px; }
LineEdit[wrong="true"] { border: 1px solid $errfill; }
LineEdit[wrong="true"]:focus { border: 2px solid $errfill; }
LineEdit:disabled, PlainTextEdit:disabled { background: $sunken; color: $dis;
    border-color: $border2; }
QToolTip { background: $text; color: $surface; border: 0; padding: 4px 7px; }
QMenu { background: $raised; border: ${edge}px solid $border2; padding: 4px; color: $text; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $dis; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $border2; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 3px 2px; }
QScrollBar::handle:hover { background: $bstrong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QScrollArea { background: transparent; border: 0; }
""")


def build(tokens: Mapping[str, str], *, edge: int) -> str:
    """The sheet in these colours; `edge` is the width of a popup's edge in pixels."""
    values = {name.replace("-", ""): colour for name, colour in tokens.items()}
    return _SHEET.substitute(values, edge=edge)

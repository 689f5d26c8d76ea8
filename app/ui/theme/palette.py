"""The QPalette of a theme; widgets without their own painting take their colours from it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtGui import QColor, QPalette

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup

_ROLES: Final = (
    (_Role.Window, "window"),
    (_Role.Base, "surface"),
    (_Role.AlternateBase, "stripe"),
    (_Role.Button, "raised"),
    (_Role.Text, "text"),
    (_Role.WindowText, "text"),
    (_Role.ButtonText, "text"),
    (_Role.BrightText, "err"),
    (_Role.PlaceholderText, "text3"),
    (_Role.Highlight, "sel"),
    (_Role.HighlightedText, "text"),
    (_Role.Link, "accent-text"),
    (_Role.LinkVisited, "accent-text"),
    (_Role.ToolTipBase, "text"),
    (_Role.ToolTipText, "surface"),
    (_Role.Accent, "accent"),
    (_Role.Light, "surface"),
    (_Role.Midlight, "hover"),
    (_Role.Mid, "border-2"),
    (_Role.Dark, "bstrong"),
    (_Role.Shadow, "bstrong"),
)
_TEXT_ROLES: Final = (
    _Role.Text,
    _Role.WindowText,
    _Role.ButtonText,
    _Role.PlaceholderText,
    _Role.HighlightedText,
)


def build(tokens: Mapping[str, str]) -> QPalette:
    """The palette of these tokens; the disabled group differs only in its text."""
    palette = QPalette()
    for role, token in _ROLES:
        palette.setColor(role, QColor(tokens[token]))
    for role in _TEXT_ROLES:
        palette.setColor(_Group.Disabled, role, QColor(tokens["dis"]))
    palette.setColor(_Group.Inactive, _Role.Highlight, QColor(tokens["sel-in"]))
    return palette

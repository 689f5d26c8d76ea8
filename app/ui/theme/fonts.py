"""Type roles: size in points, weight, and tabular digits where numbers stand in columns."""

from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

FAMILY: Final = "Inter"
SYSTEM_FAMILIES: Final = ("Segoe UI", "Noto Sans", "sans-serif")
_FILES: Final = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
_TABULAR: Final = QFont.Tag("tnum")

REGULAR: Final = QFont.Weight.Normal
MEDIUM: Final = QFont.Weight.Medium
SEMIBOLD: Final = QFont.Weight.DemiBold


class Role(NamedTuple):
    """A role of type; `points` is the size at 100 % text."""

    points: float
    weight: QFont.Weight
    numeric: bool = False


ROLES: Final = {
    "display": Role(22.5, SEMIBOLD, numeric=True),
    "total": Role(19.5, SEMIBOLD, numeric=True),
    "h0": Role(18.0, SEMIBOLD),
    "h1": Role(15.0, SEMIBOLD),
    "h2": Role(12.0, SEMIBOLD),
    "h3": Role(10.5, SEMIBOLD),
    "body": Role(9.75, REGULAR),
    "medium": Role(9.75, MEDIUM),
    "strong": Role(9.75, SEMIBOLD),
    "number": Role(9.75, REGULAR, numeric=True),
    "price": Role(9.75, SEMIBOLD, numeric=True),
    "small": Role(9.0, REGULAR),
    "small-medium": Role(9.0, MEDIUM),
    "small-strong": Role(9.0, SEMIBOLD),
    "small-number": Role(9.0, REGULAR, numeric=True),
    "caption": Role(8.25, REGULAR),
    "caption-number": Role(8.25, REGULAR, numeric=True),
    "caption-strong": Role(8.25, SEMIBOLD),
    "micro": Role(7.9, MEDIUM, numeric=True),
}


def load(folder: Path) -> None:
    """Make the bundled faces known to Qt; FileNotFoundError when one is missing or unreadable."""
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise FileNotFoundError(folder / name)


def make(role: str, *, scale: int, system: bool) -> QFont:
    """The font of a role at a text size of `scale` per cent; `system` takes the desktop's face."""
    points, weight, numeric = ROLES[role]
    font = QFont()
    font.setFamilies(list(SYSTEM_FAMILIES) if system else [FAMILY, *SYSTEM_FAMILIES])
    font.setPointSizeF(points * scale / 100)
    font.setWeight(weight)
    if numeric:
        font.setFeature(_TABULAR, 1)
    return font

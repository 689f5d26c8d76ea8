"""Pictures of the invented goods: flat shapes on white, drawn by what kind of goods they are.

Goods that look alike share a drawing; every file is written under the goods' own name, as 1C does.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from demo.drawing import Sheet
from demo.showcase import ARTICLES

if TYPE_CHECKING:
    from demo.good import Good

MOST_PICTURED = 300
"""So many goods of a set have pictures of their own, as every attached file of 1C is."""
MOST_IN_SERIES = 20_000
"""So many goods have a picture at all: the rest name that of their series, one file for all."""
FOLDER = "import_files"
_SHARE = 0xC0
"""Of 256 goods so many have a picture; in a real base it is never all of them."""

Drawing = Callable[[Sheet, str], None]

_TINTS = {
    "біл": "#f4f4f1",
    "крем": "#efe3c8",
    "графіт": "#4a4e55",
    "алюмін": "#b9bec4",
    "чорн": "#2c2e31",
    "димч": "#8b9097",
    "синій": "#2f62b5",
    "червон": "#c23b2e",
    "жовто-зелен": "#8fae2a",
    "хром": "#c9d0d6",
    "сатин": "#aeb4b8",
    "латун": "#d0a544",
}


_KINDS = (
    *("викрутка", "ключ", "ніж", "болгарка", "труба", "муфта", "коліно", "трійник"),
    *("2-кл", "3-кл", "подвійна", "c37", "вбудован"),
)


class Pictures:
    """Writes the pictures of goods below a folder of one base; the first ones of a set have some.

    `of` returns the names by which the goods' XML names them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pictured = 0
        self._series: dict[tuple[str, str], str] = {}

    def of(self, good: Good) -> list[str]:
        """Write the pictures of goods and return their names; those of the user guide have two."""
        if good.group not in _DRAWINGS or self._pictured >= MOST_IN_SERIES or good.deleted:
            return []
        mark = good.guid.replace("-", "")
        if int(mark[:2], 16) >= _SHARE and good.article not in ARTICLES:
            return []
        self._pictured += 1
        if self._pictured > MOST_PICTURED:
            return [self._of_series(good.group, look_of(good.name))]
        names = []
        for view in range(2 if good.article in ARTICLES else 1):
            name = f"{FOLDER}/{mark[:2]}/{good.guid}_{view + 1}.jpg"
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_drawn(good.group, look_of(good.name), view))
            names.append(name)
        return names

    def _of_series(self, group: str, look: str) -> str:
        name = self._series.get((group, look))
        if name is None:
            name = f"{FOLDER}/series/{len(self._series) + 1:03d}.jpg"
            self._series[group, look] = name
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_drawn(group, look, 0))
        return name


def look_of(name: str) -> str:
    """Return what of a name is seen in a picture: poles, colour, shape."""
    words = name.casefold()
    poles = re.search(r"\b([1-4])p\b", words)
    tint = next((stem for stem in _TINTS if stem in words), "")
    kind = next((one for one in _KINDS if one in words), "")
    return f"{poles.group(1) if poles else ''}|{tint}|{kind}"


@functools.cache
def _drawn(group: str, look: str, view: int) -> bytes:
    sheet = Sheet(mirrored=view == 1, close=view == 1)
    _DRAWINGS[group](sheet, look)
    made = io.BytesIO()
    sheet.picture().save(made, "JPEG", quality=85)
    return made.getvalue()


def _tint(look: str, usual: str) -> str:
    return _TINTS.get(look.split("|")[1], usual)


def _modules(sheet: Sheet, look: str) -> None:
    poles = int(look.split("|")[0] or 1)
    wide = 18
    left = 50 - poles * wide / 2
    for number in range(poles):
        at = left + number * wide
        sheet.box(at, 16, wide - 1, 68, "#eef0f2", edge="#b9bec6", round_=2)
        sheet.box(at + 2, 34, wide - 5, 32, "#e1e4e8", edge="#c4c8cf", round_=2)
        sheet.box(at + 5, 42, wide - 11, 15, "#2f62b5", round_=2)
        sheet.box(at + 5, 42, wide - 11, 5, "#5584cf", round_=2)
        for top in (21, 74):
            sheet.disc(at + wide / 2 - 0.5, top + 2, 3.2, "#9aa1aa")
            sheet.line(at + wide / 2 - 2.5, top + 2, at + wide / 2 + 1.5, top + 2, "#6d747e", 0.8)


def _rcd(sheet: Sheet, look: str) -> None:
    poles = max(2, int(look.split("|")[0] or 2))
    wide = 14 * poles + 12
    left = 50 - wide / 2
    sheet.box(left, 16, wide, 68, "#eef0f2", edge="#b9bec6", round_=2)
    sheet.box(left + 3, 32, wide - 6, 36, "#e1e4e8", edge="#c4c8cf", round_=2)
    sheet.box(left + 7, 38, 9, 20, "#2c2e31", round_=2)
    sheet.box(left + wide - 19, 40, 11, 8, "#e0a526", edge="#b78312", round_=2)
    for row in (52, 56, 60):
        sheet.line(left + 20, row, left + wide - 8, row, "#9aa1aa", 0.8)
    for number in range(poles):
        for top in (23, 76):
            sheet.disc(left + 10 + number * (wide - 20) / max(1, poles - 1), top, 3.2, "#9aa1aa")


def _contactor(sheet: Sheet, look: str) -> None:
    sheet.box(24, 22, 52, 58, "#3b3f46", round_=3)
    sheet.box(32, 36, 36, 26, "#d9dce0", edge="#9ca2aa", round_=2)
    sheet.box(41, 42, 18, 14, "#2f62b5", round_=2)
    for at in (32, 44, 56, 68):
        for top in (28, 72):
            sheet.disc(at, top, 3, "#c9cdd3")
    del look


def _cabinet(sheet: Sheet, look: str) -> None:
    body = _tint(look, "#f4f4f1")
    sheet.box(14, 22, 72, 56, "#fbfbfa" if body == "#8b9097" else body, edge="#b4b9c0", round_=3)
    sheet.box(21, 32, 58, 32, "#8b9097" if body == "#8b9097" else "#aab4c0", round_=2)
    for at in range(25, 76, 7):
        sheet.box(at, 42, 5.5, 12, "#eef0f2", edge="#c4c8cf", round_=0.6)
    sheet.box(47, 69, 6, 3, "#9aa1aa", round_=1)
    if "вбудован" in look:
        sheet.frame(9, 17, 82, 66, "#d5d9de", 2)


def _coil(sheet: Sheet, look: str) -> None:
    tint = _tint(look, "#2c2e31")
    edge = "#c6c9cd" if tint == "#f4f4f1" else "#15171a"
    for radius in (37, 33, 29, 25, 21):
        sheet.ring(50, 50, radius, 3.8, tint, edge)
    for at in range(3):
        sheet.turned_box(50, 50, at * 120 + 20, 17, 39, 7, "#d5d9de", "#9aa1aa")
    sheet.line(80, 66, 92, 84, tint, 4.5)
    sheet.line(91, 82, 96, 90, "#c67c3c", 2)


def _socket(sheet: Sheet, look: str) -> None:
    tint = _tint(look, "#f4f4f1")
    lefts = (6, 52) if "подвійна" in look else (22,)
    side = 42 if len(lefts) == 2 else 56
    for left in lefts:
        top = 50 - side / 2
        middle = left + side / 2
        sheet.box(left, top, side, side, tint, edge="#b4b9c0", round_=5)
        sheet.box(left + 5, top + 5, side - 10, side - 10, tint, edge="#c9cdd3", round_=3)
        sheet.disc(middle, 50, side * 0.31, "#e3e5e8", edge="#b4b9c0")
        for at in (middle - side * 0.13, middle + side * 0.13):
            sheet.disc(at, 50, side * 0.045, "#3b3f46")
        for top in (50 - side * 0.29, 50 + side * 0.24):
            sheet.box(middle - 2, top, 4, side * 0.05, "#b98f3e", round_=0.8)


def _switch(sheet: Sheet, look: str) -> None:
    tint = _tint(look, "#f4f4f1")
    keys = 3 if "3-кл" in look else 2 if "2-кл" in look else 1
    sheet.box(20, 20, 60, 60, tint, edge="#b4b9c0", round_=5)
    wide = 46 / keys
    for at in range(keys):
        left = 27 + at * wide
        sheet.box(left, 27, wide - 1, 46, tint, edge="#9aa1aa", round_=2)
        sheet.line(left + 2, 49, left + wide - 3, 49, "#c4c8cf", 0.7)
        sheet.box(left + wide / 2 - 2.5, 64, 4, 2, "#4f8fd6", round_=1)


def _lamp(sheet: Sheet, look: str) -> None:
    if "c37" in look:
        sheet.polygon([(50, 8), (64, 34), (60, 54), (40, 54), (36, 34)], "#f6f3e8", "#c9c6ba")
    else:
        sheet.disc(50, 35, 25, "#f6f3e8", edge="#c9c6ba")
        sheet.disc(43, 27, 6, "#ffffff")
    sheet.polygon([(37, 54), (63, 54), (58, 72), (42, 72)], "#e5e7ea", "#b4b9c0")
    for top in (73, 78, 83):
        sheet.box(42, top, 16, 4, "#b9bec4", edge="#8b9097", round_=1.5)
    sheet.box(47, 87, 6, 4, "#3b3f46", round_=1)


def _panel(sheet: Sheet, look: str) -> None:
    sheet.polygon([(12, 30), (70, 16), (90, 66), (30, 84)], "#dfe3e8", "#b4b9c0")
    sheet.polygon([(19, 34), (67, 22), (83, 63), (34, 78)], "#fff6d8", "#e8dcae")
    del look


def _tie(sheet: Sheet, look: str) -> None:
    tint = _tint(look, "#f4f4f1")
    for at in range(5):
        sheet.line(16 + at * 12, 88, 30 + at * 12, 22, "#c6c9cd", 4)
        sheet.line(16 + at * 12, 88, 30 + at * 12, 22, tint, 3)
        sheet.box(26 + at * 12, 12, 8, 11, tint, edge="#9aa1aa", round_=1)


def _junction(sheet: Sheet, look: str) -> None:
    sheet.box(20, 20, 60, 60, "#d6dade", edge="#9aa1aa", round_=4)
    sheet.box(27, 27, 46, 46, "#e5e8eb", edge="#b4b9c0", round_=3)
    for at in ((24, 24), (76, 24), (24, 76), (76, 76)):
        sheet.disc(*at, 2, "#8b9097")
    for place in ((10, 44), (80, 44)):
        sheet.box(*place, 10, 12, "#3b3f46", round_=2)
    for place in ((44, 10), (44, 80)):
        sheet.box(*place, 12, 10, "#3b3f46", round_=2)
    del look


def _valve(sheet: Sheet, look: str) -> None:
    brass = _tint(look, "#d0a544")
    sheet.box(10, 50, 80, 18, brass, edge="#8f6d22", round_=3)
    sheet.disc(50, 59, 15, brass, edge="#8f6d22")
    for left in (8, 80):
        sheet.box(left, 46, 12, 26, brass, edge="#8f6d22", round_=2)
        for at in range(3):
            sheet.line(left + 2, 52 + at * 6, left + 10, 52 + at * 6, "#8f6d22", 0.7)
    sheet.box(46, 36, 8, 12, "#b9bec4", edge="#8b9097", round_=1)
    sheet.box(44, 28, 44, 9, "#c23b2e", edge="#8d2318", round_=4)


def _pipe(sheet: Sheet, look: str) -> None:
    brass = any(one in look for one in ("муфта", "коліно", "трійник"))
    tint, edge = ("#d0a544", "#8f6d22") if brass else ("#e7e9ec", "#a7adb5")
    if "коліно" in look:
        sheet.box(28, 24, 22, 54, tint, edge=edge, round_=3)
        sheet.box(28, 56, 52, 22, tint, edge=edge, round_=3)
    elif "трійник" in look:
        sheet.box(12, 52, 76, 22, tint, edge=edge, round_=3)
        sheet.box(39, 22, 22, 40, tint, edge=edge, round_=3)
    elif brass:
        sheet.box(22, 36, 56, 28, tint, edge=edge, round_=3)
        sheet.box(40, 32, 20, 36, tint, edge=edge, round_=2)
    else:
        for at in range(3):
            sheet.turned_box(46, 30 + at * 20, -14, -36, 36, 14, tint, edge)
            sheet.disc(81, 21 + at * 20, 7, "#f8f9fa", edge=edge)
            sheet.disc(81, 21 + at * 20, 4.4, "#4d545d")


def _mixer(sheet: Sheet, look: str) -> None:
    tint = _tint(look, "#c9d0d6")
    sheet.box(30, 78, 34, 8, tint, edge="#7b828a", round_=2)
    sheet.box(39, 40, 16, 40, tint, edge="#7b828a", round_=4)
    sheet.box(44, 34, 44, 10, tint, edge="#7b828a", round_=5)
    sheet.box(78, 40, 10, 14, tint, edge="#7b828a", round_=3)
    sheet.turned_box(46, 30, -28, -6, 30, 7, tint, "#7b828a")
    sheet.line(83, 56, 83, 74, "#9cc6ea", 2.4)


def _radiator(sheet: Sheet, look: str) -> None:
    sheet.box(8, 28, 84, 48, "#f4f5f6", edge="#a7adb5", round_=2)
    for at in range(13, 90, 6):
        sheet.box(at, 33, 3, 38, "#dfe2e6", round_=1.5)
    for left in (16, 78):
        sheet.box(left, 76, 6, 6, "#b9bec4", edge="#8b9097", round_=1)
    del look


def _pump(sheet: Sheet, look: str) -> None:
    sheet.box(40, 10, 20, 80, "#8b9097", edge="#555b63", round_=2)
    sheet.disc(50, 50, 26, "#7d2b24", edge="#53150f")
    sheet.disc(50, 50, 17, "#2c2e31")
    sheet.disc(50, 50, 5, "#c9cdd3")
    for top in (8, 84):
        sheet.box(34, top, 32, 8, "#555b63", round_=2)
    del look


def _boiler(sheet: Sheet, look: str) -> None:
    sheet.box(27, 10, 46, 76, "#f4f5f6", edge="#a7adb5", round_=4)
    sheet.box(27, 64, 46, 14, "#e1e4e8", edge="#c4c8cf", round_=2)
    sheet.box(36, 67, 18, 8, "#22303d", round_=1)
    sheet.disc(63, 71, 3.6, "#3b3f46")
    for at in (35, 46, 57):
        sheet.box(at, 86, 5, 6, "#b98f3e", round_=1)
    del look


def _power_tool(sheet: Sheet, look: str) -> None:
    if "болгарка" in look:
        sheet.box(10, 46, 56, 16, "#d8622a", edge="#8f3a12", round_=7)
        sheet.disc(76, 56, 16, "#8b9097", edge="#555b63")
        sheet.disc(76, 56, 4, "#2c2e31")
        return
    sheet.polygon([(34, 46), (54, 46), (48, 76), (28, 76)], "#2c2e31", "#15171a")
    sheet.box(14, 24, 60, 24, "#d8622a", edge="#8f3a12", round_=8)
    sheet.box(72, 30, 10, 12, "#3b3f46", round_=2)
    sheet.box(80, 34, 14, 4, "#8b9097", round_=1)
    sheet.box(22, 74, 34, 14, "#3b3f46", edge="#15171a", round_=3)
    sheet.box(52, 48, 6, 9, "#c23b2e", round_=2)


def _hand_tool(sheet: Sheet, look: str) -> None:
    if "викрутка" in look:
        sheet.turned_box(50, 50, -45, -44, -6, 16, "#c23b2e", "#7d2018")
        sheet.turned_box(50, 50, -45, -6, 44, 5, "#b9bec4", "#7b828a")
        return
    if "ніж" in look or "ключ" in look:
        sheet.turned_box(50, 50, -35, -42, 8, 16, "#2f62b5", "#1c3f7c")
        sheet.turned_box(50, 50, -35, 8, 42, 10, "#c9cdd3", "#7b828a")
        return
    for side in (-1, 1):
        sheet.line(50, 40, 50 + side * 20, 90, "#7d2018", 11)
        sheet.line(50, 40, 50 + side * 20, 90, "#c23b2e", 9)
        jaw = [(50, 46), (50 + side * 12, 36), (50 + side * 5, 10), (50 + side, 8)]
        sheet.polygon(jaw, "#b9bec4", "#7b828a")
    sheet.disc(50, 40, 6, "#8b9097", edge="#555b63")


def _disc(sheet: Sheet, look: str) -> None:
    sheet.disc(50, 50, 40, "#3b3f46", edge="#15171a")
    sheet.disc(50, 50, 26, "#c23b2e")
    sheet.disc(50, 50, 16, "#e9ebee", edge="#9aa1aa")
    sheet.disc(50, 50, 6, "#ffffff", edge="#555b63")
    del look


_DRAWINGS: dict[str, Drawing] = {
    "Автоматичні вимикачі": _modules,
    "ПЗВ і дифавтомати": _rcd,
    "Контактори й реле": _contactor,
    "Щити та бокси": _cabinet,
    "Кабель силовий": _coil,
    "Провід монтажний": _coil,
    "Розетки": _socket,
    "Вимикачі": _switch,
    "Лампи": _lamp,
    "Панелі та світильники": _panel,
    "Стяжки": _tie,
    "Коробки монтажні": _junction,
    "Крани й вентилі": _valve,
    "Труби й фітинги": _pipe,
    "Змішувачі": _mixer,
    "Радіатори": _radiator,
    "Насоси": _pump,
    "Котли": _boiler,
    "Електроінструмент": _power_tool,
    "Ручний інструмент": _hand_tool,
    "Витратні матеріали": _disc,
}

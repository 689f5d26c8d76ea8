"""Where warehouses and their names stand on the map; plain geometry, no painting."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAP_WIDTH, MAP_HEIGHT = 1000.0, 676.0
WEST_DEG, NORTH_DEG = 22.0, 52.45
PER_LON, PER_LAT = 54.645, 82.468
LEAST_RADIUS, MOST_RADIUS = 6.0, 13.0
_GAP = 4.0
_RING = 3.0
"""Room for the ring of the chosen pin."""


class Pin(NamedTuple):
    """A warehouse on the map: `tint` is ok, warn, info (expected) or '' (none or unknown).

    `number` is the free quantity or the day of arrival; `free_milli` sizes the pin.
    """

    guid: str
    name: str
    lat: float
    lon: float
    number: str
    free_milli: int
    tint: str
    home: bool


class Placed(NamedTuple):
    """A pin in pixels with the places of its name and number; None = there is no room."""

    pin: Pin
    centre: QPointF
    radius: float
    name: QRectF | None
    number: QRectF | None
    on_the_left: bool


def project(lat: float, lon: float) -> QPointF | None:
    """Return a place in the map's own units, or None when it lies outside the map."""
    x, y = (lon - WEST_DEG) * PER_LON, (NORTH_DEG - lat) * PER_LAT
    inside = 0 <= x <= MAP_WIDTH and 0 <= y <= MAP_HEIGHT
    return QPointF(x, y) if inside and math.isfinite(x + y) else None


def radius(free_milli: int, most_milli: int) -> float:
    """Return a pin's radius: 5 + 8 × √(free ÷ most), from 6 to 13 pixels."""
    share = max(0, free_milli) / most_milli if most_milli > 0 else 0.0
    return min(MOST_RADIUS, max(LEAST_RADIUS, 5 + 8 * math.sqrt(share)))


def land_place(size: QRectF) -> QRectF:
    """Return where the whole map lies in a frame, with its proportions kept."""
    inner = size.adjusted(10, 8, -10, -8)
    scale = min(inner.width() / MAP_WIDTH, inner.height() / MAP_HEIGHT)
    place = QRectF(0, 0, MAP_WIDTH * scale, MAP_HEIGHT * scale)
    place.moveCenter(inner.center())
    return place


def place_pins(
    pins: Sequence[Pin],
    frame: QRectF,
    measure: Callable[[str, bool], float],
    line_height: float,
    taken: Sequence[QRectF] = (),
) -> list[Placed]:
    """Return the pins with labels that touch neither each other, nor a pin, nor `taken`.

    `measure(text, strong)` is a text's width. Right of the pin is tried first, then left, below,
    above; then the name is hidden. Bigger pins choose first.
    """
    land = land_place(frame)
    scale = land.width() / MAP_WIDTH
    most = max((pin.free_milli for pin in pins), default=0)
    found: list[tuple[Pin, QPointF, float]] = []
    for pin in pins:
        point = project(pin.lat, pin.lon)
        if point is not None:
            centre = QPointF(land.left() + point.x() * scale, land.top() + point.y() * scale)
            found.append((pin, centre, radius(pin.free_milli, most)))
    blocked = [*taken, *(_around(centre, size) for _pin, centre, size in found)]
    placed: dict[str, Placed] = {}
    for pin, centre, size in sorted(found, key=lambda one: (not one[0].home, -one[2])):
        own = _around(centre, size)
        others = [one for one in blocked if one != own]
        placed[pin.guid] = _label(pin, centre, size, frame, others, measure, line_height)
        labels = (placed[pin.guid].name, placed[pin.guid].number)
        blocked.extend(rect for rect in labels if rect is not None)
    return [placed[pin.guid] for pin, _centre, _size in found]


def _label(
    pin: Pin,
    centre: QPointF,
    size: float,
    frame: QRectF,
    blocked: Sequence[QRectF],
    measure: Callable[[str, bool], float],
    height: float,
) -> Placed:
    wide, narrow = measure(pin.name, True), measure(pin.number, False)  # noqa: FBT003 - a callback
    reach = size + _GAP + _RING
    top = centre.y() - height
    beside = max(wide, narrow)
    line = wide + _GAP + narrow
    start = centre.x() - line / 2
    choices = [
        (QRectF(centre.x() + reach, top, wide, height), centre.x() + reach, centre.y(), False),
        (
            QRectF(centre.x() - reach - wide, top, wide, height),
            centre.x() - reach - narrow,
            centre.y(),
            True,
        ),
        (
            QRectF(start, centre.y() + reach - 2, wide, height),
            start + wide + _GAP,
            centre.y() + reach - 2,
            False,
        ),
        (
            QRectF(start, centre.y() - reach - height + 2, wide, height),
            start + wide + _GAP,
            centre.y() - reach - height + 2,
            False,
        ),
    ]
    for name, left, below, on_the_left in choices:
        number = QRectF(left, below, max(1.0, narrow), height)
        whole = name.united(number)
        if on_the_left:
            whole = whole.united(QRectF(centre.x() - reach - beside, top, beside, 2 * height))
        if frame.contains(whole) and not any(whole.intersects(one) for one in blocked):
            return Placed(pin, centre, size, name, number, on_the_left)
    return Placed(pin, centre, size, None, None, on_the_left=False)


def _around(centre: QPointF, size: float) -> QRectF:
    return QRectF(centre.x() - size, centre.y() - size, 2 * size, 2 * size)

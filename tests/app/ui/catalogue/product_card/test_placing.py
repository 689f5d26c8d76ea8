"""Names on the map never touch one another, whatever the supplier's warehouses are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from app.ui.catalogue.product_card.placing import Pin, place_pins, project, radius

FRAME = QRectF(0, 0, 340, 220)
_places = st.tuples(st.floats(43, 53), st.floats(20, 42), st.integers(0, 10**9))


def _measure(text: str, _strong: bool) -> float:
    return 7.0 * len(text)


@given(st.lists(_places, max_size=30))
def test_labels_touch_neither_each_other_nor_a_pin_nor_the_edge(places) -> None:
    pins = [
        Pin(str(n), f"Місто {n}", lat, lon, str(free), free, "ok", n == 0)
        for n, (lat, lon, free) in enumerate(places)
    ]
    placed = place_pins(pins, FRAME, _measure, 14)
    assert len(placed) == sum(project(one.lat, one.lon) is not None for one in pins)
    labels = [rect for one in placed for rect in (one.name, one.number) if rect is not None]
    for one in placed:
        own = [rect for rect in (one.name, one.number) if rect is not None]
        circle = QRectF(one.centre.x() - one.radius, one.centre.y() - one.radius,
                        2 * one.radius, 2 * one.radius)  # fmt: skip
        assert all(FRAME.contains(rect) for rect in own)
        for rect in labels:
            assert not rect.intersects(circle)
        for rect in own:
            assert not any(rect.intersects(x) for x in labels if x not in own)


def test_a_place_that_is_no_number_is_not_on_the_map() -> None:
    assert project(float("nan"), 30) is None
    assert project(52.2, 21.0) is None


def test_the_pin_grows_with_what_is_free_from_6_to_13_pixels() -> None:
    assert radius(100, 100) == 13
    assert radius(0, 100) == 6
    assert radius(5, 0) == 6
    assert 8 < radius(25, 100) < 10

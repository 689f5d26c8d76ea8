"""A sheet of white paper on which goods are drawn from boxes, discs and lines."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

SIDE = 800
_FINER = 2
"""Drawn larger and made small, which is how Pillow's edges become smooth."""

Point = tuple[float, float]


class Sheet:
    """Coordinates go from 0 to 100; `close` shows the middle larger, `mirrored` from the left."""

    def __init__(self, *, mirrored: bool, close: bool) -> None:
        self._mirrored = mirrored
        self._close = close
        self._scale = SIDE * _FINER / 100
        self._paper = Image.new("RGB", (SIDE * _FINER, SIDE * _FINER), "white")
        self._pen = ImageDraw.Draw(self._paper)

    def picture(self) -> Image.Image:
        """Return the finished picture, 800 pixels square."""
        paper = self._paper
        if self._mirrored:
            paper = paper.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        if self._close:
            edge = round(SIDE * _FINER * 0.14)
            paper = paper.crop((edge, edge, SIDE * _FINER - edge, SIDE * _FINER - edge))
        return paper.resize((SIDE, SIDE), Image.Resampling.LANCZOS)

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str | None = None,
        round_: float = 0,
    ) -> None:
        """Draw a box with round corners."""
        self._pen.rounded_rectangle(
            [self._at(left, top), self._at(left + width, top + height)],
            round_ * self._scale,
            fill=fill,
            outline=edge,
            width=self._thick(0.5),
        )

    def frame(
        self, left: float, top: float, width: float, height: float, edge: str, thick: float
    ) -> None:
        """Draw the frame of a box."""
        self._pen.rounded_rectangle(
            [self._at(left, top), self._at(left + width, top + height)],
            3 * self._scale,
            outline=edge,
            width=self._thick(thick),
        )

    def disc(
        self, middle: float, centre: float, radius: float, fill: str, *, edge: str | None = None
    ) -> None:
        """Draw a disc."""
        places = [
            self._at(middle - radius, centre - radius),
            self._at(middle + radius, centre + radius),
        ]
        self._pen.ellipse(places, fill=fill, outline=edge, width=self._thick(0.5))

    def ring(
        self, middle: float, centre: float, radius: float, thick: float, tint: str, edge: str
    ) -> None:
        """Draw a turn of cable seen from the front."""
        for width, colour in ((thick, edge), (thick - 0.8, tint)):
            out = radius - (thick - width) / 2
            self._pen.ellipse(
                [self._at(middle - out, centre - out), self._at(middle + out, centre + out)],
                outline=colour,
                width=self._thick(width),
            )

    def line(
        self, left: float, top: float, right: float, bottom: float, tint: str, thick: float
    ) -> None:
        """Draw a line with round ends."""
        self._pen.line(
            [self._at(left, top), self._at(right, bottom)], fill=tint, width=self._thick(thick)
        )
        for at in ((left, top), (right, bottom)):
            self.disc(*at, thick / 2, tint)

    def polygon(self, points: Sequence[Point], fill: str, edge: str) -> None:
        """Draw a polygon."""
        self._pen.polygon(
            [self._at(*one) for one in points], fill=fill, outline=edge, width=self._thick(0.5)
        )

    def turned_box(
        self,
        middle: float,
        centre: float,
        degrees: float,
        begin: float,
        end: float,
        thick: float,
        fill: str,
        edge: str,
    ) -> None:
        """Draw a bar on a line through a point, from `begin` to `end` along the line."""
        way = math.radians(degrees)
        along, across = (math.cos(way), math.sin(way)), (-math.sin(way), math.cos(way))
        corners = ((begin, -0.5), (end, -0.5), (end, 0.5), (begin, 0.5))
        points = [
            (
                middle + along[0] * far + across[0] * side * thick,
                centre + along[1] * far + across[1] * side * thick,
            )
            for far, side in corners
        ]
        self.polygon(points, fill, edge)

    def _at(self, left: float, top: float) -> Point:
        return left * self._scale, top * self._scale

    def _thick(self, width: float) -> int:
        return max(1, round(width * self._scale))

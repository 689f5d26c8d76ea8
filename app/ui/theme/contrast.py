"""Contrast arithmetic (WCAG 2 relative luminance) and the colours derived from a brand accent."""

import colorsys
from collections.abc import Mapping

Rgb = tuple[float, float, float]

TEXT_RATIO = 4.5
MARK_RATIO = 3.0
_WHITE = "#FFFFFF"
_STEP = 0.01


def rgb(colour: str) -> Rgb:
    """Red, green and blue of `#RRGGBB`, each 0 to 1; ValueError for another spelling."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"not a #RRGGBB colour: {colour[:32]!r}")
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def spell(parts: Rgb) -> str:
    """The `#RRGGBB` of three parts from 0 to 1."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, part)) * 255):02X}" for part in parts)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(over: str, under: str, share: float) -> str:
    """`over` laid on `under` with an opacity of `share`."""
    red, green, blue = (
        top * share + bottom * (1 - share)
        for top, bottom in zip(rgb(over), rgb(under), strict=True)
    )
    return spell((red, green, blue))


def shade(colour: str, share: float) -> str:
    """The colour with its lightness cut by `share`."""
    hue, light, saturation = colorsys.rgb_to_hls(*rgb(colour))
    return spell(colorsys.hls_to_rgb(hue, light * (1 - share), saturation))


def readable(colour: str, *grounds: str, least: float = TEXT_RATIO) -> str:
    """The nearest lightness of `colour` that reaches the ratio `least` on every ground.

    Goes towards black on light grounds and towards white on dark ones; the hue stays.
    """
    hue, light, saturation = colorsys.rgb_to_hls(*rgb(colour))
    step = -_STEP if luminance(grounds[0]) > 0.18 else _STEP
    result = spell(rgb(colour))
    while any(ratio(result, ground) < least for ground in grounds):
        light += step
        if not 0.0 <= light <= 1.0:
            return "#000000" if step < 0 else _WHITE
        result = spell(colorsys.hls_to_rgb(hue, light, saturation))
    return result


def brand(tokens: Mapping[str, str], accent: str) -> dict[str, str]:
    """The tokens that follow a supplier's one accent, corrected until they can be read.

    Status colours and the selection are never branded.
    """
    surface, window = tokens["surface"], tokens["window"]
    fill = readable(accent, tokens["on-accent"])
    if tokens["on-accent"] == _WHITE:
        # A very dark fill would vanish on a dark surface; white text decides first, though.
        lighter = readable(fill, surface, least=MARK_RATIO)
        if ratio(lighter, _WHITE) >= TEXT_RATIO:
            fill = lighter
    soft = mix(fill, surface, 0.12)
    text = readable(fill, surface, window, tokens["raised"], tokens["sel"], soft)
    return {
        "accent": fill,
        "accent-h": shade(fill, 0.08),
        "accent-p": shade(fill, 0.16),
        "accent-soft": soft,
        "accent-text": text,
        "accent-line": mix(fill, surface, 0.45),
        "focus": text,
    }

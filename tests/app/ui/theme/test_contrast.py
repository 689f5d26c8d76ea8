"""Every text can be read in every theme, whatever accent a supplier chooses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ui.theme import contrast
from app.ui.theme.tokens import THEMES

TEXT_PAIRS = [
    *(("text", ground) for ground in ("surface", "sel", "window", "ok-bg", "warn-bg", "err-bg")),
    *(("text", ground) for ground in ("info-bg", "map-land")),
    *(("text2", ground) for ground in ("surface", "window", "sel", "sel-in", "title", "map-land")),
    *(("text3", ground) for ground in ("surface", "window", "sunken", "hover", "sel", "raised")),
    *(("text3", ground) for ground in ("info-bg", "warn-bg", "err-bg", "map-sea")),
    *(("accent-text", ground) for ground in ("surface", "sel", "accent-soft", "window", "raised")),
    *(("on-accent", ground) for ground in ("accent", "accent-h", "accent-p")),
    *(("ok", ground) for ground in ("surface", "ok-bg", "sel", "hover")),
    *(("warn", ground) for ground in ("surface", "warn-bg", "sel")),
    *(("err", ground) for ground in ("surface", "err-bg", "sel")),
    *(("info", ground) for ground in ("surface", "info-bg", "sel")),
    ("flash-text", "flash"),
    ("on-undo", "undo"),
    ("undo-link", "undo"),
    ("on-avatar", "avatar"),
    ("brand-text", "brand-ground"),
    ("brand-text2", "brand-ground"),
    ("brand-text2", "brand-land"),
]
MARK_PAIRS = [
    *((mark, ground) for mark in ("bstrong", "focus") for ground in ("surface", "window")),
    ("focus", "sel"),
    ("accent", "surface"),
    *((mark, "surface") for mark in ("ok-fill", "warn-fill", "err-fill", "info-fill", "dis")),
    *((mark, "map-land") for mark in ("ok-fill", "warn-fill", "info-fill")),
]
accents = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_reaches_four_and_a_half_to_one(theme: str, text: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast.ratio(tokens[text], tokens[ground]) >= contrast.TEXT_RATIO


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_reach_three_to_one(theme: str, mark: str, ground: str) -> None:
    tokens = THEMES[theme]
    assert contrast.ratio(tokens[mark], tokens[ground]) >= contrast.MARK_RATIO


@pytest.mark.parametrize("theme", ["light", "dark"])
@given(accent=accents)
@settings(deadline=None, max_examples=150)
def test_any_brand_accent_can_be_read(theme: str, accent: str) -> None:
    """A yellow, black or white accent of a supplier still gives readable buttons and links."""
    tokens = {**THEMES[theme], **contrast.brand(THEMES[theme], accent)}
    for fill in ("accent", "accent-h", "accent-p"):
        assert contrast.ratio(tokens["on-accent"], tokens[fill]) >= contrast.TEXT_RATIO
    for ground in ("surface", "window", "raised", "sel", "accent-soft"):
        assert contrast.ratio(tokens["accent-text"], tokens[ground]) >= contrast.TEXT_RATIO


def test_a_good_accent_is_left_as_it_is() -> None:
    assert contrast.brand(THEMES["light"], "#2453C4")["accent"] == "#2453C4"


def test_every_theme_knows_the_same_tokens() -> None:
    names = {theme: set(tokens) for theme, tokens in THEMES.items()}
    assert names["light"] == names["dark"] == names["contrast"]

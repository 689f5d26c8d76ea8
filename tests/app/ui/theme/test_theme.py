"""The theme: icons in the token's colour, tabular digits, and one signal when the look changes."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.theme import fonts, qss
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import LIGHT


def test_an_icon_takes_the_colour_of_its_token(theme: Theme) -> None:
    image = theme.pixmap("minus", "err", 48, 1.0).toImage()
    assert image.pixelColor(24, 24).name() == theme.color("err").name()
    assert image.pixelColor(24, 4).alpha() == 0


def test_an_icon_is_sharp_on_a_dense_screen(theme: Theme) -> None:
    pixmap = theme.pixmap("search", "text2", 16, 2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    assert theme.pixmap("search", "text2", 16, 2.0).cacheKey() == pixmap.cacheKey()


def test_every_icon_that_is_shipped_can_be_drawn(theme: Theme, resources: Path) -> None:
    names = [path.stem for path in (resources / "icons").glob("*.svg")]
    assert len(names) > 90
    for name in names:
        image = theme.pixmap(name, "text", 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), (
            f"{name} is empty"
        )


@pytest.mark.parametrize("role", [name for name, role in fonts.ROLES.items() if role.numeric])
def test_digits_of_numeric_roles_are_equally_wide(theme: Theme, role: str) -> None:
    metrics = QFontMetricsF(theme.font(role))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("8888"))


@pytest.mark.parametrize("face", ["Regular", "Medium", "SemiBold"])
def test_the_bundled_face_has_the_hryvnia_and_ukrainian_letters(
    qapp: QApplication, resources: Path, face: str
) -> None:
    font = QRawFont(str(resources / "fonts" / f"Inter-{face}.ttf"), 13)
    for letter in "ґҐєЄіІїЇ₴€№×−≈’↓↑—…«»·":
        assert font.supportsCharacter(ord(letter)), letter


def test_the_text_size_scales_fonts_and_heights(theme: Theme, qtbot: QtBot) -> None:
    before = theme.font("body").pointSizeF()
    with qtbot.waitSignal(theme.changed):
        theme.choose(scale=150)
    assert theme.font("body").pointSizeF() == pytest.approx(before * 1.5)
    assert theme.px(36) == 54


def test_a_theme_change_reaches_the_palette(theme: Theme, qapp: QApplication) -> None:
    theme.choose(choice="dark")
    assert qapp.palette().window().color() == theme.color("window")
    assert theme.name == "dark"


def test_high_contrast_is_never_branded(theme: Theme) -> None:
    theme.brand("#E8742A")
    light = theme.color("accent").name()
    theme.choose(choice="contrast")
    assert theme.color("accent").name().upper() == "#FFE14D"
    assert light.upper() != LIGHT["accent"]


@pytest.mark.parametrize("accent", ["", "red", "#12", "#GGGGGG", "javascript:alert(1)"])
def test_a_nonsense_accent_from_the_supplier_leaves_our_own(theme: Theme, accent: str) -> None:
    theme.brand(accent)
    assert theme.tokens["accent"] == LIGHT["accent"]


def test_the_style_sheet_never_touches_tables() -> None:
    sheet = qss.build(LIGHT, edge=1)
    forbidden = re.compile(r"\*|Q(AbstractItemView|HeaderView|TableView|ListView|TreeView|Widget)")
    for selector in re.findall(r"([^{}]+)\{", sheet):
        assert not forbidden.search(selector)

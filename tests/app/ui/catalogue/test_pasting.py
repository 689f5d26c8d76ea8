"""A list from Excel or a letter goes into the cart in one step; what is not taken is named."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from app.ui.catalogue.pasting import ListPaste, cells_of


@pytest.fixture
def paste(qtbot, screen, world):
    made = ListPaste(world.goods, screen.filling, screen)

    def put(text: str, told: str = "added") -> str:
        QGuiApplication.clipboard().setText(text)
        with qtbot.waitSignal(getattr(made, told)) as words:
            made.paste()
        return words.args[0]

    return put


def _cart(world) -> dict[str, int]:
    return {line.article: line.quantity_milli // 1000 for line in world.drafts.active.lines}


def test_articles_with_quantities_are_added_rounded_up_to_packs(paste, world) -> None:
    assert paste("104-0003\t24\n104-0005\t13\n") == "2 row(s) added"
    assert _cart(world) == {"104-0003": 24, "104-0005": 24}


@pytest.mark.parametrize(
    "text",
    [
        "24\t104-0003\n36\t104-0005",
        "Артикул\tКількість\n104-0003\t24\n104-0005\t36",
        "104-0003;24\r\n104-0005;36\r\n\r\n",
        "4820000000003\t24\n4820000000005\t36",
        "104.0003\t 24,0 \n104/0005\t36",
    ],
    ids=["columns the other way", "with a heading", "semicolons", "barcodes", "other signs"],
)
def test_the_list_is_read_as_people_write_it(paste, world, text) -> None:
    paste(text)
    assert _cart(world) == {"104-0003": 24, "104-0005": 36}


def test_a_list_of_articles_alone_is_one_pack_of_each(paste, world) -> None:
    paste("104-0003\n104-0005")
    assert _cart(world) == {"104-0003": 12, "104-0005": 12}


def test_what_is_there_already_becomes_more_and_one_undo_takes_all_back(
    paste, world, qtbot
) -> None:
    paste("104-0003\t12")
    paste("104-0003\t12\n104-0005\t12\n104-0003\t12")
    assert _cart(world) == {"104-0003": 36, "104-0005": 12}
    with qtbot.waitSignal(world.drafts.changed):
        world.drafts.undo()
    assert _cart(world) == {"104-0003": 12}


def test_what_cannot_be_taken_is_named(paste, world) -> None:
    told = paste("104-0003\t24\nABC-1\t5\n104-0005\tбагато\nX2\t1\nX3\t1")
    assert told == "1 row(s) added, not taken: ABC-1, 104-0005, X2 and 1 more"
    assert _cart(world) == {"104-0003": 24}


def test_a_wrong_row_is_named_though_its_goods_came_with_another(paste, world) -> None:
    told = paste("104-0003\t24\n104-0003\tбагато\n104-0005\t12")
    assert told == "2 row(s) added, not taken: 104-0003"
    assert _cart(world) == {"104-0003": 24, "104-0005": 12}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "There are no rows on the clipboard"),
        ("\n \t \n", "There are no rows on the clipboard"),
        ("<b>x</b>\t1\n" * 3, "Nothing of the list can be ordered: <b>x</b>, <b>x</b>, <b>x</b>"),
        ("1\n" * 6_000, "The list has more than 5\u00a0000 rows"),
    ],
    ids=["empty", "blank", "hostile", "endless"],
)
def test_a_list_without_goods_changes_nothing_and_says_why(paste, world, text, told) -> None:
    assert paste(text, "noticed") == told
    assert _cart(world) == {}


def test_cells_are_cut_to_what_a_code_can_be() -> None:
    assert cells_of("x" * 500 + "\t1\tthird") == [["x" * 64, "1"]]

"""What a search found is bold, and a reading other than the typed one is named by its words."""

from __future__ import annotations

import pytest

from app.domain.product import QueryResult
from app.ui.catalogue.lines import matches, sought
from tests.fakes.supplier import product
from tests.fakes.world import World, fill_cache, products

NAMES = ("Розетка накладна", "Кабель ВВГнг-LS 3×1,5", "Автоматичний вимикач C16", "Ґрунтовка")


@pytest.fixture
def world(qapp, tmp_path):
    def make(number: int):
        return product(number, name=NAMES[number - 1], article=f"104-{number:04d}")

    fill_cache(tmp_path / "1-1.db", products(len(NAMES), make))
    world = World(tmp_path)
    yield world
    world.close()


def _bold(name: str, *words: str, reading: str = "as_typed") -> list[str]:
    typed = QueryResult(None, 1, reading, " ".join(words))  # type: ignore[arg-type]
    return [text for text, bold in matches(name, sought(typed)) if bold]


def test_found_words_are_bold_and_the_name_stays_whole() -> None:
    pieces = matches("Кабель ВВГнг-LS 3×1,5", ("каб", "ls"))
    assert pieces == (("Каб", True), ("ель ВВГнг-", False), ("LS", True), (" 3×1,5", False))
    assert matches("abc", ("bc",)) == (("abc", False),)


@pytest.mark.parametrize(
    ("name", "typed", "reading", "bold"),
    [
        ("Автоматичний вимикач C16", "с16", "look_alike", ["C16"]),
        ("Болт ВОЅСН", "bos", "look_alike", ["ВОЅ"]),
        ("Ґрунтовка глибока", "грунтовка", "spelling", ["Ґрунтовка"]),
        ("Болт оцинкований", "оцинкованый", "spelling", ["оцинкований"]),
        ("Розетка накладна", "розетко", "typo", ["Розетка"]),
        ("Розетка накладна", "орзетка", "typo", ["Розетка"]),
        ("Розетка накладна", "розтка", "typo", ["Розетка"]),
        ("Розетка накладна", "розеетка", "typo", ["Розетка"]),
        ("Розетка накладна", "рзет", "typo", ["Розет"]),
        ("Розетка накладна", "накл розетко", "typo", ["Розетка", "накл"]),
        ("Розетка накладна", "світло", "typo", []),
    ],
)
def test_what_another_reading_found_is_bold_too(name, typed, reading, bold) -> None:
    assert _bold(name, *typed.split(), reading=reading) == bold


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("розетко", "read with one letter mended: розетка"),
        ("hjptnrf", "read in the other keyboard layout: розетка"),
        ("kабель", "read with one letter mended: кабель"),
        ("вимикач с16", "read with look-alike letters: вимикач c16"),
        ("грунтовка", "read in the other spelling: грунтовка"),
        ("розетка", ""),
    ],
)
def test_the_reading_that_matched_is_named(qtbot, screen, typed, told) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.search.setText(typed)
    assert screen.bar._reading.text() == told
    assert screen.bar.facets._as_typed.isHidden() is not bool(told)


def test_the_exact_words_can_be_asked_for_instead(qtbot, screen) -> None:
    with qtbot.waitSignal(screen.shown):
        screen.search.setText("розетко")
    assert screen.model.rowCount() == 1
    with qtbot.waitSignal(screen.shown):
        screen.bar.facets._as_typed.click()
    assert screen.model.rowCount() == 0

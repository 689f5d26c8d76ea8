"""The goods that stand first in every set: those of the pictures in the user guide."""

from __future__ import annotations

from dataclasses import dataclass

from demo.good import Good
from demo.ids import guid
from demo.prices import Prices, from_prepayment

Stock = tuple[int | str, ...]
"""Pieces by warehouse; "+8:60" = none now, 60 expected in 8 days; "18+6:40" = 18 now, too."""


@dataclass(frozen=True, slots=True)
class _Row:
    article: str
    name: str
    brand: str
    group: str
    pack: int
    opt2: str
    stock: Stock
    properties: tuple[tuple[str, str], ...] = ()
    weight_g: int = 100
    unit: str = "шт"
    exact: tuple[str, str, str | None, str] | None = None
    """Опт-1, Опт-3, Опт без ПДВ, Імпорт-1 where the pictures show them."""


_BREAKERS, _RCD, _BOXES = "Автоматичні вимикачі", "ПЗВ і дифавтомати", "Щити та бокси"


def _breaker(poles: str, current: str, kiloamperes: str) -> tuple[tuple[str, str], ...]:
    return (
        ("mount", "DIN"),
        ("voltage", "230" if poles == "1P" else "400"),
        ("current", current),
        ("poles", poles),
        ("curve", "C"),
        ("breaking", kiloamperes),
        ("warranty", "24"),
    )


def _rcd(poles: str, current: str) -> tuple[tuple[str, str], ...]:
    return (("mount", "DIN"), ("voltage", "230"), ("current", current), ("poles", poles))


def _cable(cores: str, section: str) -> tuple[tuple[str, str], ...]:
    return (("coil", "бухта 100 м"), ("cores", cores), ("section", section))


_ROWS = (
    _Row("104-0116", "Автоматичний вимикач 1P C16 6 кА", "Волтекра", _BREAKERS, 12, "171.40",
         (480, 212, 96, 340, 58, 0), _breaker("1P", "16", "6"), 120,
         exact=("166.25", "176.89", "159.93", "3.35")),
    _Row("104-0125", "Автоматичний вимикач 1P C25 6 кА", "Волтекра", _BREAKERS, 12, "176.71",
         (312, 140, 24, 200, 36, 12), _breaker("1P", "25", "6"), 120,
         exact=("171.40", "182.37", "164.89", "3.45")),
    _Row("104-0132", "Автоматичний вимикач 1P C32 6 кА", "Волтекра", _BREAKERS, 12, "184.45",
         (96, 8, 0, 110, 0, "+4:48"), _breaker("1P", "32", "6"), 120),
    _Row("104-0316", "Автоматичний вимикач 3P C16 6 кА", "Волтекра", _BREAKERS, 4, "548.90",
         (340, 64, "18+6:40", 126, "6+11:24", "+8:60"), _breaker("3P", "16", "6"), 420,
         exact=("532.40", "566.47", "512.17", "10.72")),
    _Row("104-0340", "Автоматичний вимикач 3P C40 10 кА", "Волтекра", _BREAKERS, 4, "805.83",
         (44, 12, 4, 28, 0, 0), _breaker("3P", "40", "10"), 430),
    _Row("104-0363", "Автоматичний вимикач 3P C63 10 кА", "Волтекра", _BREAKERS, 4, "872.38",
         (0, 16, "+2:24", 20, 0, 0), _breaker("3P", "63", "10"), 440),
    _Row("104-2025", "ПЗВ 2P 25 А 30 мА, тип A", "Волтекра", _RCD, 2, "1126.37",
         (58, 22, 9, 31, 4, 6), _rcd("2P", "25"), 240),
    _Row("104-2040", "ПЗВ 2P 40 А 30 мА, тип A", "Волтекра", _RCD, 2, "1221.01",
         (72, 18, 6, 25, 2, 0), _rcd("2P", "40"), 240,
         exact=("1184.30", "1260.10", "1139.30", "23.85")),
    _Row("104-3116", "Дифавтомат 1P+N C16 30 мА", "Волтекра", _RCD, 2, "1285.45",
         (26, 10, 0, 14, 0, "+4:20"), _rcd("1P+N", "16"), 230),
    _Row("104-5012", "Щит накладний IP40, 12 модулів", "Волтекра", _BOXES, 1, "432.20",
         (38, 21, 12, 16, 5, 8), (("material", "пластик"), ("colour", "білий")), 850),
    _Row("104-5024", "Щит вбудований IP41, 24 модулі", "Волтекра", _BOXES, 1, "710.10",
         (17, 6, 3, 9, 0, 2), (("material", "пластик"), ("colour", "димчастий")), 1600),
    _Row("110-0315", "Кабель ВВГнг-LS 3×1,5", "Дротарія", "Кабель силовий", 100, "35.69",
         (9400, 4100, 800, 6200, 500, 0), _cable("3", "1.5"), 96, "м",
         exact=("34.62", "36.84", "33.30", "0.74")),
    _Row("110-0325", "Кабель ВВГнг-LS 3×2,5", "Дротарія", "Кабель силовий", 100, "56.89",
         (7800, 2600, 0, 4900, "+3:2000", 300), _cable("3", "2.5"), 140, "м",
         exact=("55.18", "58.71", "53.08", "1.19")),
    _Row("110-0206", "Провід ПВС 2×0,75 білий", "Дротарія", "Провід монтажний", 100, "16.43",
         (5200, 900, 400, 1100, 200, 0), _cable("2", "0.75"), 46, "м"),
    _Row("121-0010", "Розетка з/з «Орія», біла", "Лумаріс", "Розетки", 20, "95.47",
         (260, 40, 120, 180, 44, 20), (("mount", "прихована"), ("current", "16")), 75,
         exact=("92.60", "98.53", "89.08", "1.93")),
    _Row("121-0020", "Вимикач 1-кл. «Орія», білий", "Лумаріс", "Вимикачі", 20, "86.96",
         (310, 240, 80, 160, 60, 40), (("mount", "прихована"), ("current", "10")), 70,
         exact=("84.35", "89.75", "81.14", "1.76")),
    _Row("131-0910", "Лампа LED A60 10 Вт E27 4000 К", "Лумаріс", "Лампи", 10, "60.54",
         (1840, 620, 310, 970, 140, 90), (("flux", "950"),), 55,
         exact=("58.72", "62.48", "56.49", "1.17")),
    _Row("131-1215", "Лампа LED A65 15 Вт E27 3000 К", "Лумаріс", "Лампи", 10, "83.97",
         (940, 8, 0, 410, 0, 30), (("flux", "1400"),), 65),
    _Row("132-0600", "Панель LED 600×600 36 Вт 4000 К", "Лумаріс", "Панелі та світильники", 4,
         "759.74", (64, "+7:80", 12, 40, 4, 0), (("flux", "3600"),), 1900),
    _Row("302-0180", "Плоскогубці 180 мм, 1000 В", "Стальмірк", "Ручний інструмент", 6, "322.39",
         (64, 20, 12, 18, 6, 0), (), 290, exact=("312.70", "332.71", "300.82", "6.14")),
    _Row("205-0212", 'Кран кульовий 1/2" ВВ, важіль', "Аквелана", "Крани й вентилі", 10, "152.90",
         (420, 130, 160, 90, 30, 20), (("material", "латунь"),), 185,
         exact=("148.30", "157.79", "142.66", "3.12")),
    _Row("301-1802", "Шурупокрут акум. 18 В, 2×2 А·год", "Стальмірк", "Електроінструмент", 1,
         "3594.07", (14, 3, 4, 6, 1, 0), (("coil", "кейс"), ("voltage", "18")), 2700,
         exact=("3486.00", "3709.10", None, "67.56")),
    _Row("305-0125", "Диск відрізний 125×1,2 мм", "Стальмірк", "Витратні матеріали", 25, "25.62",
         (1500, 600, 400, 800, 200, 100), (("material", "метал"), ("diameter", "125")), 28,
         exact=("24.85", "26.44", "23.91", "0.51")),
)  # fmt: skip
ARTICLES = frozenset(row.article for row in _ROWS)


def _e4(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 10_000 + int(part.ljust(4, "0"))


def _prices(row: _Row) -> Prices:
    opt2 = _e4(row.opt2)
    if row.exact is None:
        # 3 % below, down to a kopeck, as the row of the table says.
        derived = from_prepayment(opt2 * 97 // 10_000 * 100)
        return (derived[0], opt2, *derived[2:])
    opt1, opt3, novat, eur = row.exact
    ship = from_prepayment(_e4(opt1))[4]
    return _e4(opt1), opt2, _e4(opt3), _e4(novat) if novat else None, ship, _e4(eur)


def _stock(cell: int | str) -> tuple[int, tuple[int, int] | None]:
    if isinstance(cell, int):
        return cell * 1000, None
    now, _, coming = cell.partition("+")
    days, _, pieces = coming.partition(":")
    return int(now or 0) * 1000, (int(days), int(pieces) * 1000)


def showcase(seed: int) -> list[Good]:
    """The goods of the pictures with their articles, prices, stock and arrivals."""
    return [
        Good(
            guid=guid(seed, "good", row.article),
            article=row.article,
            name=row.name,
            group=row.group,
            prices=_prices(row),
            stock_milli=tuple(_stock(cell)[0] for cell in row.stock),
            expected=tuple(_stock(cell)[1] for cell in row.stock),
            brand=row.brand,
            unit=row.unit,
            pack_milli=row.pack * 1000,
            weight_g=row.weight_g,
            volume_cm3=row.weight_g * 2,
            barcode=f"0000{row.article.replace('-', '')}00",
            properties=row.properties,
        )
        for row in _ROWS
    ]

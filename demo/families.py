"""Families of goods: how the invented names, properties and prices are made."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

Draw = tuple[str, tuple[tuple[str, str], ...], int]
"""A name, the properties and the prepayment price in kopecks."""


@dataclass(frozen=True, slots=True)
class Family:
    """Goods that look alike; `packs` are order multiples in the unit."""

    prefix: str
    group: str
    brands: tuple[str, ...]
    draw: Callable[[random.Random], Draw]
    unit: str = "шт"
    packs: tuple[int, ...] = (1,)
    weight_g: tuple[int, int] = (50, 2000)
    stock: int = 60
    share: int = field(default=10)
    """How often the family is drawn, in comparison with the others."""


def _breaker(r: random.Random) -> Draw:
    poles, amperes = r.choice((1, 2, 3, 4)), r.choice((6, 10, 16, 20, 25, 32, 40, 50, 63))
    curve, kiloamperes = r.choice("BCD"), r.choice(("4,5", "6", "10"))
    voltage = "230" if poles == 1 else "400"
    props = (
        ("mount", "DIN"),
        ("voltage", voltage),
        ("current", str(amperes)),
        ("poles", f"{poles}P"),
        ("curve", curve),
        ("breaking", kiloamperes.replace(",", ".")),
        ("warranty", r.choice(("12", "24", "36"))),
    )
    name = f"Автоматичний вимикач {poles}P {curve}{amperes} {kiloamperes} кА"
    return name, props, poles * r.randint(9_000, 19_000) + amperes * 40


def _rcd(r: random.Random) -> Draw:
    poles, amperes = r.choice((2, 4)), r.choice((16, 25, 40, 63))
    leak, kind = r.choice((10, 30, 100, 300)), r.choice(("A", "AC", "S"))
    props = (("mount", "DIN"), ("voltage", "230" if poles == 2 else "400"))
    name = f"ПЗВ {poles}P {amperes} А {leak} мА, тип {kind}"
    return (
        name,
        (*props, ("current", str(amperes)), ("poles", f"{poles}P")),
        r.randint(70_000, 260_000),
    )


def _contactor(r: random.Random) -> Draw:
    amperes, coil = r.choice((9, 12, 18, 25, 32, 40, 65, 95)), r.choice((24, 110, 230, 400))
    name = f"Контактор {amperes} А, котушка {coil} В, {r.choice(('1НВ', '1НЗ', '1НВ+1НЗ'))}"
    props = (("mount", "DIN"), ("voltage", str(coil)), ("current", str(amperes)), ("poles", "3P"))
    return name, props, r.randint(38_000, 90_000) + amperes * 900


def _box(r: random.Random) -> Draw:
    modules, colour = r.choice((4, 6, 8, 12, 18, 24, 36, 48)), r.choice(("білий", "димчастий"))
    kind, grade = r.choice(("накладний", "вбудований")), r.choice(("IP40", "IP41", "IP55", "IP65"))
    material = r.choice(("пластик", "метал"))
    name = f"Щит {kind} {grade}, {modules} модулів, {material}"
    return (
        name,
        (("material", material), ("colour", colour)),
        14_000 + modules * r.randint(900, 2900),
    )


def _cable(r: random.Random) -> Draw:
    cores, section = r.choice((2, 3, 4, 5)), r.choice(("1,5", "2,5", "4", "6", "10", "16", "25"))
    kind = r.choice(("ВВГнг-LS", "ВВГнг", "ВВГ-П", "NYM-J", "КГНВ"))
    coil = r.choice((50, 100, 200))
    props = (
        ("coil", f"бухта {coil} м"),
        ("cores", str(cores)),
        ("section", section.replace(",", ".")),
    )
    area = float(section.replace(",", "."))
    return f"Кабель {kind} {cores}×{section}", props, int(cores * area * r.randint(650, 980)) + 300


def _wire(r: random.Random) -> Draw:
    cores, section = r.choice((1, 2, 3)), r.choice(("0,5", "0,75", "1", "1,5", "2,5", "4"))
    colour = r.choice(("білий", "чорний", "синій", "червоний", "жовто-зелений"))
    props = (("coil", "бухта 100 м"), ("cores", str(cores)), ("section", section.replace(",", ".")))
    area = float(section.replace(",", "."))
    name = f"Провід {r.choice(('ПВС', 'ПВ-3', 'ШВВП', 'ПВ-1'))} {cores}×{section} {colour}"
    return name, (*props, ("colour", colour)), int(cores * area * r.randint(600, 900)) + 150


_SERIES = ("«Орія»", "«Левада»", "«Сонях»", "«Обрій»", "«Тетеря»")
_COLOURS = ("біла", "кремова", "графіт", "алюміній")


def _socket(r: random.Random) -> Draw:
    kind = r.choice(("Розетка з/з", "Розетка б/з", "Розетка подвійна з/з", "Розетка USB-C"))
    colour, mount = r.choice(_COLOURS), r.choice(("прихована", "накладна"))
    props = (("mount", mount), ("current", "16"), ("colour", colour))
    return f"{kind} {r.choice(_SERIES)}, {colour}", props, r.randint(6_400, 34_000)


def _switch(r: random.Random) -> Draw:
    kind = r.choice(("1-кл.", "2-кл.", "3-кл.", "1-кл. прохідний", "кнопковий"))
    colour = r.choice(("білий", "кремовий", "графіт"))
    props = (("mount", r.choice(("прихована", "накладна"))), ("current", "10"), ("colour", colour))
    return f"Вимикач {kind} {r.choice(_SERIES)}, {colour}", props, r.randint(6_000, 29_000)


def _lamp(r: random.Random) -> Draw:
    watts, kelvin = r.choice((5, 7, 9, 10, 12, 15, 18)), r.choice((2700, 3000, 4000, 6500))
    bulb, base = r.choice(("A60", "A65", "C37", "G45", "R50", "MR16")), r.choice(("E27", "E14"))
    name = f"Лампа LED {bulb} {watts} Вт {base} {kelvin} К"
    return name, (("flux", str(watts * r.randint(85, 105))),), 3_200 + watts * r.randint(180, 420)


def _panel(r: random.Random) -> Draw:
    size, watts = r.choice(("600×600", "300×1200", "595×595")), r.choice((24, 36, 40, 48))
    name = f"{r.choice(('Панель', 'Світильник'))} LED {size} {watts} Вт {r.choice((4000, 6500))} К"
    return name, (("flux", str(watts * 100)),), 31_000 + watts * r.randint(700, 1500)


def _tie(r: random.Random) -> Draw:
    size = f"{r.choice(('2,5', '3,6', '4,8', '7,6'))}×{r.choice((100, 150, 200, 300, 400))}"
    colour = r.choice(("біла", "чорна"))
    name = f"Стяжка нейлонова {size}, {colour}, {r.choice((50, 100))} шт"
    return name, (("material", "нейлон"), ("colour", colour)), r.randint(1_900, 16_000)


def _junction(r: random.Random) -> Draw:
    size = r.choice(("65×45", "80×40", "100×100×50", "150×110×70", "190×140×70"))
    name = f"Коробка монтажна {size} {r.choice(('IP20', 'IP44', 'IP55', 'IP66'))}"
    return name, (("material", r.choice(("пластик", "метал"))),), r.randint(700, 19_000)


_INCHES = ('1/2"', '3/4"', '1"', '1 1/4"', '1 1/2"', '2"')


def _valve(r: random.Random) -> Draw:
    inch = r.choice(_INCHES)
    name = f"Кран кульовий {inch} {r.choice(('ВВ', 'ВЗ', 'ЗЗ'))}, {r.choice(('важіль', 'метелик'))}"
    return name, (("material", r.choice(("латунь", "сталь"))),), r.randint(9_500, 84_000)


def _pipe(r: random.Random) -> Draw:
    mm = r.choice((16, 20, 25, 32, 40, 50, 63, 110))
    what = r.choice(("Труба PP-R", "Труба PEX-A", "Труба металопластикова", "Труба ПЕ"))
    return (
        f"{what} {mm}×{r.choice(('2,0', '2,8', '3,4', '4,2'))}",
        (("diameter", str(mm)),),
        900 + mm * r.randint(70, 260),
    )


def _fitting(r: random.Random) -> Draw:
    mm, inch = r.choice((16, 20, 25, 32, 40)), r.choice(_INCHES)
    what = r.choice(("Муфта", "Коліно", "Трійник", "Згін", "Перехідник"))
    name = f"{what} {mm}×{inch} {r.choice(('В', 'З'))}"
    return name, (("material", "латунь"), ("diameter", str(mm))), r.randint(1_200, 22_000)


def _mixer(r: random.Random) -> Draw:
    place = r.choice(("для умивальника", "для кухні", "для ванни", "для душу"))
    finish = r.choice(("хром", "чорний мат", "сатин"))
    name = f"Змішувач {place} {r.choice(('«Ріпка»', '«Хвиля»', '«Джерело»'))}, {finish}"
    return name, (("material", "латунь"), ("colour", finish)), r.randint(69_000, 390_000)


def _radiator(r: random.Random) -> Draw:
    height, length = r.choice((300, 500, 600)), r.randrange(400, 2100, 100)
    name = f"Радіатор сталевий тип {r.choice((11, 22, 33))} {height}×{length}"
    return name, (("material", "сталь"),), 90_000 + length * r.randint(150, 420)


def _pump(r: random.Random) -> Draw:
    size = f"{r.choice((25, 32))}-{r.choice((40, 60, 80))} {r.choice((130, 180))}"
    name = f"Насос циркуляційний {size} мм"
    return name, (("voltage", "230"), ("warranty", "24")), r.randint(150_000, 640_000)


def _boiler(r: random.Random) -> Draw:
    kilowatts = r.choice((6, 9, 12, 15, 24, 28, 35))
    kind = r.choice(("електричний", "газовий", "твердопаливний"))
    return f"Котел {kind} {kilowatts} кВт", (("warranty", "36"),), 800_000 + kilowatts * 61_000


def _power_tool(r: random.Random) -> Draw:
    volts, cell = r.choice((12, 18, 20, 36)), r.choice(("1,5", "2", "4", "5"))
    what = r.choice(("Шурупокрут", "Гайковерт", "Перфоратор", "Болгарка", "Лобзик"))
    name = f"{what} акум. {volts} В, 2×{cell} А·год"
    props = (("coil", r.choice(("кейс", "коробка"))), ("voltage", str(volts)), ("warranty", "24"))
    return name, props, r.randint(190_000, 980_000)


def _hand_tool(r: random.Random) -> Draw:
    what = r.choice(("Плоскогубці", "Бокорізи", "Викрутка", "Ключ розвідний", "Ніж монтерський"))
    name = f"{what} {r.choice((140, 160, 180, 200, 250))} мм"
    return name + (", 1000 В" if r.random() < 0.5 else ""), (), r.randint(9_000, 78_000)


def _disc(r: random.Random) -> Draw:
    mm, thick = r.choice((115, 125, 150, 180, 230)), r.choice(("1,0", "1,2", "1,6", "2,0", "2,5"))
    kind, material = r.choice(
        (("відрізний", "метал"), ("зачисний", "метал"), ("алмазний", "бетон"))
    )
    name = f"Диск {kind} {mm}×{thick} мм"
    return name, (("material", material), ("diameter", str(mm))), r.randint(1_800, 21_000)


_VOLT = ("Волтекра", "Іскрин", "Тримарк")
_LIGHT = ("Лумаріс", "Сяйвір")
_WATER = ("Аквелана", "Джерельник")
_TOOL = ("Стальмірк", "Ковалюк")
_WIRE = ("Дротарія", "Мідянка")
_HEAT = ("Теплогай", "Жаринка")

FAMILIES = (
    Family("104", "Автоматичні вимикачі", _VOLT, _breaker, packs=(1, 4, 12), share=16),
    Family("104", "ПЗВ і дифавтомати", _VOLT, _rcd, packs=(1, 2), stock=25, share=9),
    Family("105", "Контактори й реле", _VOLT, _contactor, packs=(1, 2, 5), stock=18, share=12),
    Family("106", "Щити та бокси", _VOLT, _box, weight_g=(400, 6000), stock=15, share=15),
    Family("110", "Кабель силовий", _WIRE, _cable, "м", (50, 100), (60, 900), 3000, 20),
    Family("111", "Провід монтажний", _WIRE, _wire, "м", (100,), (10, 120), 3000, 14),
    Family("121", "Розетки", _LIGHT, _socket, packs=(1, 10, 20), weight_g=(60, 160), share=24),
    Family("122", "Вимикачі", _LIGHT, _switch, packs=(1, 10, 20), weight_g=(60, 150), share=20),
    Family("131", "Лампи", _LIGHT, _lamp, packs=(1, 10), weight_g=(30, 120), stock=400, share=42),
    Family("132", "Панелі та світильники", _LIGHT, _panel, packs=(1, 4), stock=30, share=26),
    Family("141", "Стяжки", ("Монтажар",), _tie, "уп", (1, 10), (40, 600), 150, 7),
    Family("142", "Коробки монтажні", ("Монтажар",), _junction, packs=(1, 10), stock=200, share=7),
    Family("205", "Крани й вентилі", _WATER, _valve, packs=(1, 10), weight_g=(120, 900), share=32),
    Family("206", "Труби й фітинги", _WATER, _pipe, "м", (4, 50, 100), (90, 1900), 900, 22),
    Family("207", "Труби й фітинги", _WATER, _fitting, packs=(5, 10), stock=180, share=30),
    Family("208", "Змішувачі", _WATER, _mixer, weight_g=(900, 3400), stock=9, share=20),
    Family("221", "Радіатори", _HEAT, _radiator, weight_g=(9000, 60_000), stock=8, share=16),
    Family("222", "Насоси", _HEAT, _pump, weight_g=(2000, 6000), stock=7, share=6),
    Family("223", "Котли", _HEAT, _boiler, weight_g=(18_000, 140_000), stock=2, share=4),
    Family("301", "Електроінструмент", _TOOL, _power_tool, weight_g=(1200, 5000), stock=6),
    Family("302", "Ручний інструмент", _TOOL, _hand_tool, packs=(1, 6), stock=40, share=28),
    Family("305", "Витратні матеріали", _TOOL, _disc, packs=(10, 25), stock=500, share=36),
)

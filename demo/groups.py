"""The tree of goods and their properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from demo.ids import guid

Tree = dict[str, "Tree"]

TREE: Tree = {
    "Електрика": {
        "Автоматика та щити": {
            "Автоматичні вимикачі": {},
            "ПЗВ і дифавтомати": {},
            "Контактори й реле": {},
            "Щити та бокси": {},
        },
        "Кабель і провід": {"Кабель силовий": {}, "Провід монтажний": {}},
        "Розетки й вимикачі": {"Розетки": {}, "Вимикачі": {}},
        "Освітлення": {"Лампи": {}, "Панелі та світильники": {}},
        "Монтажні матеріали": {
            "Кріплення": {"Стяжки": {"Нейлонові": {"Чорні, для вулиці": {}}}},
            "Коробки монтажні": {},
        },
    },
    "Сантехніка": {"Крани й вентилі": {}, "Труби й фітинги": {}, "Змішувачі": {}},
    "Опалення": {"Радіатори": {}, "Насоси": {}, "Котли": {}},
    "Інструмент": {"Електроінструмент": {}, "Ручний інструмент": {}, "Витратні матеріали": {}},
    "Архів 2019 <b>не використовувати</b>": {},
}
DELETED = frozenset({"Архів 2019 <b>не використовувати</b>"})
ROOTS = tuple(name for name in TREE if name not in DELETED)


@dataclass(frozen=True, slots=True)
class Property:
    """A property: `row`, `card` and `facet` are its places in the table, card and filter."""

    key: str
    name: str
    unit: str = ""
    type: str = "text"
    row: int | None = None
    card: int | None = None
    facet: int | None = None
    is_tag: bool = False
    values: tuple[str, ...] = ()
    """The dictionary of a list property."""


PROPERTIES = (
    Property(
        "mount", "Монтаж", type="list", row=1, card=6, values=("DIN", "прихована", "накладна")
    ),
    Property("voltage", "Напруга", "В", "number", row=2, card=4, facet=5),
    Property("current", "Струм", "А", "number", card=1, facet=1),
    Property(
        "poles", "Полюси", type="list", card=2, facet=2, values=("1P", "1P+N", "2P", "3P", "4P")
    ),
    Property("curve", "Характеристика", type="list", card=3, facet=3, values=("B", "C", "D")),
    Property("breaking", "Вимикна здатн.", "кА", "number", card=5, facet=4),
    Property("coil", "Намотка", row=3, card=7),
    Property("section", "Переріз", "мм²", "number", card=8, facet=6),
    Property("cores", "Жили", type="number", card=9, facet=7),
    Property("flux", "Світловий потік", "лм", "number", row=4, card=10, facet=8),
    Property(
        "material",
        "Матеріал",
        type="list",
        row=5,
        card=11,
        facet=9,
        values=("бетон", "латунь", "метал", "нейлон", "пластик", "сталь"),
    ),
    Property(
        "colour",
        "Колір",
        type="list",
        card=12,
        facet=10,
        values=(
            "алюміній",
            "біла",
            "білий",
            "графіт",
            "димчастий",
            "жовто-зелений",
            "кремова",
            "кремовий",
            "сатин",
            "синій",
            "хром",
            "червоний",
            "чорна",
            "чорний",
            "чорний мат",
        ),
    ),
    Property("diameter", "Діаметр", "мм", "number", card=13, facet=11),
    Property("warranty", "Гарантія", "міс", "number", card=14, is_tag=True),
)


def group_guid(seed: int, name: str) -> str:
    """The guid of a group; names are unique in the tree."""
    return guid(seed, "group", name)


def property_guid(seed: int, key: str) -> str:
    """The guid of a property."""
    return guid(seed, "property", key)


def value_guid(seed: int, key: str, value: str) -> str:
    """The guid of a word in a list property's dictionary."""
    return guid(seed, "value", f"{key}={value}")


_LISTS = {one.key: frozenset(one.values) for one in PROPERTIES if one.type == "list"}


def property_value(seed: int, key: str, value: str) -> str:
    """What goods carry for a value: the word's guid for a list property, else the value."""
    if key not in _LISTS:
        return value
    if value not in _LISTS[key]:
        message = f"{value!r} is not in the dictionary of {key}"
        raise ValueError(message)
    return value_guid(seed, key, value)


def walk(tree: Tree, parent: str | None = None) -> Iterator[tuple[str, str | None, int]]:
    """Every group as (name, name of its parent, position), parents first."""
    for position, (name, below) in enumerate(tree.items()):
        yield name, parent, position
        yield from walk(below, name)


def group_records(seed: int) -> list[dict[str, Any]]:
    """The groups in the shape of the gateway's `load` file."""
    return [
        {
            "guid": group_guid(seed, name),
            "name": name,
            "parent": parent and group_guid(seed, parent),
            "position": position,
            "deleted": name in DELETED,
        }
        for name, parent, position in walk(TREE)
    ]


def property_records(seed: int) -> list[dict[str, Any]]:
    """The properties in the shape of the gateway's `load` file."""
    return [
        {
            "guid": property_guid(seed, one.key),
            "name": one.name,
            "unit": one.unit,
            "type": one.type,
            "values": {value_guid(seed, one.key, word): word for word in one.values},
            "row_order": one.row,
            "card_order": one.card,
            "facet_order": one.facet,
            "is_tag": one.is_tag,
        }
        for one in PROPERTIES
    ]

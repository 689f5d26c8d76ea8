"""CommerceML files of a real 1C, given instead of the invented goods.

Every *.xml of the folder whose root is КоммерческаяИнформация is sent: classifiers and goods before
offers, prices and rests. Files that are not XML, of another kind or with orders are left out, and
the caller is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from lxml import etree

T = TypeVar("T")

ROOT = "КоммерческаяИнформация"
_GOODS, _OFFERS = 0, 2
_ORDER_OF_BLOCKS = {
    "Классификатор": _GOODS,
    "Каталог": _GOODS + 1,
    "ПакетПредложений": _OFFERS,
    "ИзмененияПакетаПредложений": _OFFERS + 1,
}
_CURRENCIES = {"руб": "RUB", "грн": "UAH", "980": "UAH", "978": "EUR", "840": "USD"}


@dataclass(slots=True)
class RealSet:
    """What the files of a folder hold. Groups are the roots, by guid; `skipped` = (file, why)."""

    files: list[Path] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    groups: dict[str, str] = field(default_factory=dict)
    price_types: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    """guid -> (name, currency, whether VAT is included)."""
    warehouses: dict[str, str] = field(default_factory=dict)
    used: Counter[str] = field(default_factory=Counter)
    """guid of a price type or a warehouse -> how many prices or balances name it."""
    goods: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    """(guid, variant) -> (article, name, unit)."""


class _NotOurs(Exception):
    """The file is not one to send; the message says why."""


def _local(node: etree._Element) -> str:
    # A comment's tag is a function, whatever the stubs say.
    tag: object = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _child(node: etree._Element, *names: str) -> str:
    """The text below the first of the nested local names."""
    for name in names:
        found = next((one for one in node if _local(one) == name), None)
        if found is None:
            return ""
        node = found
    return (node.text or "").strip()


def read_folder(folder: Path) -> RealSet:
    """Look into every file of the folder; OSError if there is no such folder."""
    result = RealSet()
    ranked: list[tuple[int, str, Path]] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".xml":
            continue
        try:
            ranked.append((_look(path, result), path.name, path))
        except _NotOurs as reason:
            result.skipped.append((path.name, str(reason)))
    result.files = [path for _, _, path in sorted(ranked)]
    # Those that the goods use most come first: contracts and the home warehouse are made of them.
    result.price_types = _by_use(result.price_types, result.used)
    result.warehouses = _by_use(result.warehouses, result.used)
    return result


def _look(path: Path, result: RealSet) -> int:
    found = RealSet()
    rank: int | None = None
    try:
        # Closed by hand, because a file of another kind is left in the middle.
        with closing(_closed(path)) as nodes:
            for node, above in nodes:
                block = _block(_local(node), above)
                if block is not None:
                    rank = block if rank is None else min(rank, block)
                _collect(node, _local(node), above, found)
    except etree.XMLSyntaxError as error:
        message = f"it is not XML: {error}"
        raise _NotOurs(message) from error
    if rank is None:
        message = "it holds neither goods nor offers"
        raise _NotOurs(message)
    result.groups |= found.groups
    result.price_types |= found.price_types
    result.warehouses |= found.warehouses
    result.used += found.used
    for key, value in found.goods.items():
        result.goods.setdefault(key, value)
    return rank


def _block(name: str, above: list[str]) -> int | None:
    """The rank of a block below the root, None of anything else."""
    root = above[0] if above else name
    if root != ROOT:
        message = f"the root is {root}"
        raise _NotOurs(message)
    if len(above) != 1:
        return None
    if name in {"Документ", "Контейнер"}:
        message = "it holds orders"
        raise _NotOurs(message)
    return _ORDER_OF_BLOCKS.get(name)


def _closed(path: Path) -> Generator[tuple[etree._Element, list[str]], None, None]:
    """Every element at its end with the local names above it; what is done is thrown away."""
    above: list[str] = []
    with path.open("rb") as stream:
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
        )
        for event, node in events:
            if event == "start":
                above.append(_local(node))
                continue
            above.pop()
            yield node, above
            if _local(node) in {"Товар", "Предложение"}:
                node.clear()


def _collect(node: etree._Element, name: str, above: list[str], found: RealSet) -> None:
    if "Предложение" in above:
        if name == "Цена" and _is_positive(_child(node, "ЦенаЗаЕдиницу")):
            found.used[_child(node, "ИдТипаЦены").lower()] += 1
        elif name == "Склад":
            balance = node.get("КоличествоНаСкладе") or _child(node, "Количество")
            if _is_positive(balance):
                found.used[(node.get("ИдСклада") or _child(node, "Ид")).lower()] += 1
    guid = _child(node, "Ид").lower()
    if not guid:
        return
    parent = above[-1] if above else ""
    if name == "Группа" and above[-2:] == ["Классификатор", "Группы"]:
        found.groups[guid] = _child(node, "Наименование")
    elif name == "ТипЦены" and parent == "ТипыЦен":
        currency = _child(node, "Валюта")
        code = _CURRENCIES.get(currency.lower().rstrip("."), currency.upper()[:3])
        vat = _child(node, "Налог", "УчтеноВСумме").lower() != "false"
        found.price_types[guid] = (_child(node, "Наименование"), code, vat)
    elif name == "Склад" and parent == "Склады" and "Предложение" not in above:
        found.warehouses[guid] = _child(node, "Наименование")
    elif name in {"Товар", "Предложение"}:
        product, _, variant = guid.partition("#")
        words = (_child(node, "Артикул"), _child(node, "Наименование"))
        found.goods[(product, variant)] = (*words, _child(node, "БазоваяЕдиница"))


def _by_use(named: dict[str, T], used: Counter[str]) -> dict[str, T]:
    return dict(sorted(named.items(), key=lambda item: -used[item[0]]))


def _is_positive(number: str) -> bool:
    return any(sign in "123456789" for sign in number) and not number.lstrip().startswith("-")

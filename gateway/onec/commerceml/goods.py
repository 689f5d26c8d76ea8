"""Elements of the classifier and the catalogue -> normalised records."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gateway.onec.commerceml.stream import child_text, local, text_of
from gateway.onec.commerceml.values import (
    UNITS_BY_CODE,
    decimal,
    guids,
    quantity_milli,
    truth,
    vat_rate,
)
from gateway.services.records import (
    GroupRecord,
    PriceTypeRecord,
    ProductRecord,
    PropertyRecord,
    UnitRecord,
    WarehouseRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from gateway.onec.commerceml.reader import Findings

LONGEST_NAME = 300
LONGEST_NOTE = 4000
DEEPEST_GROUP = 32
_PROPERTY_TYPES: Mapping[str, str] = {"Число": "number", "Справочник": "list", "Булево": "bool"}


def cut(text: str | None, length: int) -> str:
    """Return the text on one line without unprintable signs, at most `length` characters."""
    return "".join(s if s.isprintable() else " " for s in (text or ""))[:length].strip()


def group_records(element: etree._Element, findings: Findings) -> Iterator[GroupRecord]:
    """Yield a group and everything below it, parents first."""
    waiting: list[tuple[etree._Element, str | None, int, int]] = [(element, None, 0, 1)]
    while waiting:
        node, parent, position, depth = waiting.pop()
        guid = (child_text(node, "Ид") or "").lower()
        if depth > DEEPEST_GROUP:
            findings.warn(
                "group_too_deep", f"групу {guid} вкладено глибше за {DEEPEST_GROUP}", node
            )
            continue
        if not guid or len(guid) > 80:
            findings.warn("group_without_id", "група без ідентифікатора пропущена", node)
            continue
        told_parent = (child_text(node, "ИдРодителя") or "").lower() or None
        yield GroupRecord(
            guid=guid,
            name=cut(child_text(node, "Наименование"), LONGEST_NAME) or guid,
            parent=parent or told_parent,
            position=position,
            deleted=is_deleted(node),
        )
        for child in node:
            if local(child) == "Группы":
                below = [one for one in child if local(one) == "Группа"]
                waiting.extend(
                    (one, guid, index, depth + 1) for index, one in reversed(list(enumerate(below)))
                )


def property_record(element: etree._Element) -> PropertyRecord | None:
    """Read a property with the words of its dictionary."""
    guid = (child_text(element, "Ид") or "").lower()
    if not guid or len(guid) > 80:
        return None
    values: dict[str, str] = {}
    kind = "text"
    for child in element:
        name = local(child)
        if name == "ТипЗначений":
            kind = _PROPERTY_TYPES.get(text_of(child), "text")
        elif name in ("ВариантыЗначений", "ТипыЗначений"):
            for entry in child.iter():
                if local(entry) == "Справочник":
                    value_guid = (child_text(entry, "ИдЗначения") or "").lower()
                    word = cut(child_text(entry, "Значение"), 1000)
                    if value_guid and word:
                        values[value_guid[:80]] = word
    return PropertyRecord(
        guid=guid,
        name=cut(child_text(element, "Наименование"), LONGEST_NAME) or guid,
        type=kind,  # type: ignore[arg-type]  # one of the four words of the table above
        values=values,
        deleted=is_deleted(element),
    )


def unit_record(element: etree._Element) -> UnitRecord | None:
    """Read a unit of 3.1's units file."""
    code = child_text(element, "Код") or child_text(element, "Ид") or ""
    name = child_text(element, "НаименованиеКраткое") or child_text(element, "Наименование") or ""
    if not code or not name or len(code) > 10:
        return None
    return UnitRecord(code, cut(name, 40), cut(child_text(element, "НаименованиеПолное"), 100))


def price_type_record(element: etree._Element, findings: Findings) -> PriceTypeRecord | None:
    """Read a price type; an unknown currency leaves what is known."""
    guid = (child_text(element, "Ид") or "").lower()
    if not guid or len(guid) > 80:
        return None
    included: bool | None = None
    for child in element:
        if local(child) == "Налог" and included is None:
            included = truth(child_text(child, "УчтеноВСумме"))
    currency = None
    spelling = child_text(element, "Валюта") or child_text(element, "ВалютаЦены")
    if spelling:
        currency = findings.currency(spelling, element)
    return PriceTypeRecord(
        guid=guid,
        name=cut(child_text(element, "Наименование"), LONGEST_NAME) or None,
        currency=currency,
        vat_included=included,
        deleted=is_deleted(element),
    )


def warehouse_record(element: etree._Element) -> WarehouseRecord | None:
    """Read a warehouse with the address as 1C presents it."""
    guid = (child_text(element, "Ид") or "").lower()
    if not guid or len(guid) > 80:
        return None
    address, city = None, None
    for child in element:
        if local(child) == "Адрес":
            address = cut(child_text(child, "Представление"), LONGEST_NAME) or None
            for part in child:
                if child_text(part, "Тип") in ("Населенный пункт", "Город", "Населений пункт"):
                    city = cut(child_text(part, "Значение"), LONGEST_NAME) or city
    return WarehouseRecord(
        guid=guid,
        name=cut(child_text(element, "Наименование"), LONGEST_NAME) or None,
        city=city,
        address=address,
        deleted=is_deleted(element),
    )


def base_unit(element: etree._Element, units: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Read БазоваяЕдиница of any version: (name, code)."""
    text = text_of(element)
    code = (element.get("Код") or "").strip()
    full = cut(element.get("НаименованиеПолное"), 40)
    if text.isdigit():
        text, code = "", text
    name = text or units.get(code) or UNITS_BY_CODE.get(code) or full or code
    return cut(name, 40) or None, code[:10] or None


def is_deleted(element: etree._Element) -> bool:
    """Tell whether 1C marked the object for deletion, in any of its three ways."""
    if (element.get("Статус") or "").strip().casefold() in ("удален", "удалён", "видалено"):
        return True
    return truth(child_text(element, "ПометкаУдаления")) is True


def product_record(
    element: etree._Element, units: Mapping[str, str], findings: Findings
) -> tuple[ProductRecord, list[PropertyRecord]] | None:
    """Read a Товар or the describing part of a Предложение; None without a usable Ид."""
    named = guids(child_text(element, "Ид"))
    if named is None:
        findings.warn("product_without_id", "товар без ідентифікатора пропущено", element)
        return None
    guid, variant = named
    known: dict[str, object] = {"deleted": is_deleted(element)}
    barcodes: list[str] = []
    images: list[str] = []
    told_properties = False
    features: list[PropertyRecord] = []
    properties: dict[str, str] = {}
    feature_values: dict[str, str] = {}
    for child in element:
        name = local(child)
        if name == "Наименование":
            known["name"] = cut(text_of(child), LONGEST_NAME) or None
        elif name == "ИдХарактеристики":
            variant = variant or text_of(child).lower()[:80] or None
        elif name == "Артикул":
            known["article"] = cut(text_of(child), 100) or None
        elif name == "Штрихкод":
            barcodes += [cut(text_of(child), 40)] if text_of(child) else []
        elif name == "БазоваяЕдиница":
            known["unit"], known["unit_code"] = base_unit(child, units)
        elif name == "Группы":
            first = next((text_of(one) for one in child if local(one) == "Ид"), "")
            known["group"] = first.lower()[:80] or None
        elif name == "Описание":
            known["note"] = (child.text or "").strip()[:LONGEST_NOTE] or None
        elif name == "Картинка":
            images += [cut(text_of(child), 300)] if text_of(child) else []
        elif name == "ПолноеНаименование":
            _add_full_name(known, text_of(child))
        elif name == "Изготовитель":
            known["brand"] = cut(child_text(child, "Наименование"), LONGEST_NAME) or None
        elif name == "СтавкиНалогов":
            _read_vat(child, known, findings)
        elif name == "ЗначенияСвойств":
            told_properties = True
            properties.update(_property_values(child))
        elif name == "ХарактеристикиТовара":
            features, feature_values = _features(child)
        elif name == "ЗначенияРеквизитов":
            _read_requisites(child, known)
    if features and not told_properties:
        properties.update(feature_values)
    else:
        features = []
    if properties or told_properties:
        known["properties"] = properties
    if barcodes:
        known["barcodes"] = barcodes[:50]
    if images:
        known["image_files"] = images[:50]
    return ProductRecord(guid=guid, variant=variant, **known), features  # type: ignore[arg-type]  # built field by field above


def _add_full_name(known: dict[str, object], full: str) -> None:
    word = cut(full, LONGEST_NAME)
    if word and word != known.get("name"):
        known["synonyms"] = [word]


def _read_vat(element: etree._Element, known: dict[str, object], findings: Findings) -> None:
    for rate in element:
        if (child_text(rate, "Наименование") or "").strip().upper() in ("НДС", "ПДВ"):
            told, percent = vat_rate(child_text(rate, "Ставка"))
            if told:
                known["vat_rate"], known["vat_known"] = percent, True
            else:
                findings.warn("vat_unknown", "ставку ПДВ не розпізнано", rate)


def _property_values(element: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in element:
        guid = (child_text(one, "Ид") or "").lower()[:80]
        value = cut(child_text(one, "Значение"), 1000)
        if guid and value and len(found) < 500:
            found[guid] = value
    return found


def _features(element: etree._Element) -> tuple[list[PropertyRecord], dict[str, str]]:
    """Read what makes a variant differ; without Ид the name is what identifies it."""
    records: list[PropertyRecord] = []
    values: dict[str, str] = {}
    for one in element:
        name = cut(child_text(one, "Наименование"), LONGEST_NAME)
        value = cut(child_text(one, "Значение"), 1000)
        if name and value and len(records) < 100:
            mark = hashlib.sha256(name.casefold().encode()).hexdigest()[:24]
            records.append(PropertyRecord(guid=f"feature-{mark}", name=name))
            values[f"feature-{mark}"] = value
    return records, values


def _read_requisites(element: etree._Element, known: dict[str, object]) -> None:
    words = requisites(element)
    weight = decimal(words.get("Вес") or words.get("Вага"))
    if weight is not None and weight > 0:
        known["weight_g"] = quantity_milli(weight)
    _add_full_name(known, words.get("Полное наименование") or words.get("Повне найменування") or "")
    if truth(words.get("ПометкаУдаления")) is True:
        known["deleted"] = True
    code = cut(words.get("Код"), 100)
    if code:
        known["other_codes"] = [code]
    brand = cut(words.get("Бренд"), LONGEST_NAME)
    if brand and not known.get("brand"):
        known["brand"] = brand
    pack = decimal(words.get("КоэффициентУпаковки"))
    pack_name = cut(words.get("ЕдиницаИзмеренияУпаковки"), 40)
    if pack is not None and pack > 0 and pack != 1 and pack_name:
        known["units"] = [(pack_name, quantity_milli(pack), 0)]


def requisites(element: etree._Element) -> dict[str, str]:
    """Read ЗначенияРеквизитов as a dictionary; the first of equal names counts."""
    found: dict[str, str] = {}
    for one in element:
        name = cut(child_text(one, "Наименование"), LONGEST_NAME)
        if name and len(found) < 500:
            found.setdefault(name, cut(child_text(one, "Значение"), LONGEST_NOTE))
    return found

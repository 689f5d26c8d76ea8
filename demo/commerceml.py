"""CommerceML files as 1C writes them: 2.07 in one import and one offers file (BAS ERP), and 3.1
split by kind. Everything is written as a stream, portion after portion.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from demo import groups, prices, supplier
from demo.good import UNITS, Good
from demo.ids import guid

_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
NAME_LIMIT = 250
THIRD = "urn:1C.ru:commerceml_3"


def _tag(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _flag(*, value: bool) -> str:
    return "true" if value else "false"


class Writer:
    """What is the same in both forms: identifiers, dates, the classifier."""

    def __init__(self, seed: int, made_at: dt.datetime) -> None:
        self.seed = seed
        self.made_at = made_at.isoformat(timespec="seconds")
        self.catalogue = guid(seed, "catalogue", "main")
        self._properties = {one.key: one for one in groups.PROPERTIES}

    def head(self, version: str, namespace: str = "") -> str:
        """The declaration and the root's opening tag."""
        xmlns = f' xmlns="{namespace}"' if namespace else ""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<КоммерческаяИнформация{xmlns} ВерсияСхемы="{version}" '
            f'ДатаФормирования="{self.made_at}">\n'
        )

    def group_tree(self, tree: groups.Tree) -> str:
        """The groups, nested."""
        if not tree:
            return ""
        inner = "".join(
            f"<Группа>{_tag('Ид', groups.group_guid(self.seed, name))}{_tag('Наименование', name)}"
            f"{'<ПометкаУдаления>true</ПометкаУдаления>' if name in groups.DELETED else ''}"
            f"{self.group_tree(below)}</Группа>"
            for name, below in tree.items()
        )
        return f"<Группы>{inner}</Группы>"

    def property_list(self) -> str:
        """The properties with the dictionaries of the lists."""
        return f"<Свойства>{''.join(map(self._property, groups.PROPERTIES))}</Свойства>"

    def _property(self, one: groups.Property) -> str:
        kind = {"number": "Число", "list": "Справочник"}.get(one.type, "Строка")
        words = "".join(
            f"<Справочник>{_tag('ИдЗначения', groups.value_guid(self.seed, one.key, word))}"
            f"{_tag('Значение', word)}</Справочник>"
            for word in one.values
        )
        return (
            f"<Свойство>{_tag('Ид', groups.property_guid(self.seed, one.key))}"
            f"{_tag('Наименование', one.name)}{_tag('ТипЗначений', kind)}"
            f"{f'<ВариантыЗначений>{words}</ВариантыЗначений>' if words else ''}</Свойство>"
        )

    def classifier(self) -> str:
        """The classifier with groups and properties."""
        name = _tag("Наименование", "Класифікатор (Основний каталог товарів)")
        owner = (
            f"<Владелец>{_tag('Ид', guid(self.seed, 'organisation', 'tov'))}"
            f"{_tag('Наименование', supplier.ORGANISATIONS['tov']['name'])}</Владелец>"
        )
        return (
            f"<Классификатор>{_tag('Ид', self.catalogue)}{name}{owner}"
            f"{self.group_tree(groups.TREE)}{self.property_list()}</Классификатор>\n"
        )

    def product(self, good: Good, *, third: bool = False, pictures: Sequence[str] = ()) -> str:
        """`Товар`; `third` = in the spelling of 3.1 (mark instead of status, code as text)."""
        status = ' Статус="Удален"' if good.deleted and not third else ""
        rate = str(good.vat) if good.vat is not None else "без ПДВ"
        values = "".join(
            f"<ЗначенияСвойства>{_tag('Ид', groups.property_guid(self.seed, key))}"
            f"{_tag('Значение', groups.property_value(self.seed, key, value))}</ЗначенияСвойства>"
            for key, value in good.properties
        )
        return "".join(
            (
                f"<Товар{status}>",
                _tag("Ид", good.id),
                "<ПометкаУдаления>true</ПометкаУдаления>" if good.deleted and third else "",
                _tag("Штрихкод", good.barcode) if good.barcode else "",
                _tag("Артикул", good.article) if good.article else "",
                _tag("Наименование", good.name),
                self.unit(good, third=third),
                f"<Группы>{_tag('Ид', groups.group_guid(self.seed, good.group))}</Группы>",
                _tag("Описание", good.note) if good.note else "",
                *(_tag("Картинка", name) for name in pictures),
                f"<Изготовитель>{_tag('Ид', guid(self.seed, 'brand', good.brand))}"
                f"{_tag('Наименование', good.brand)}</Изготовитель>"
                if good.brand
                else "",
                f"<ЗначенияСвойств>{values}</ЗначенияСвойств>" if values else "",
                "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование>",
                f"{_tag('Ставка', rate)}</СтавкаНалога></СтавкиНалогов>",
                self._requisites(good),
                "</Товар>\n",
            )
        )

    def unit(self, good: Good, *, third: bool) -> str:
        """`БазоваяЕдиница`, or nothing where the goods have no unit."""
        if not good.unit:
            return ""
        code, full, short = UNITS[good.unit]
        if good.unit_code is not None:
            code = good.unit_code
        if third:
            return _tag("БазоваяЕдиница", code)
        return (
            f'<БазоваяЕдиница Код="{escape(code, _ATTRIBUTE)}" НаименованиеПолное="{full}" '
            f'МеждународноеСокращение="{short}">{good.unit}</БазоваяЕдиница>'
        )

    def _requisites(self, good: Good) -> str:
        weight = prices.plain(good.weight_g, 3) if good.weight_g is not None else None
        rows = (
            ("ВидНоменклатуры", "Товар"),
            ("ТипНоменклатуры", "Товар"),
            ("Повне найменування", good.name[:NAME_LIMIT]),
            ("Вес", weight),
            ("Кратность", prices.plain(good.pack_milli, 3)),
        )
        inner = "".join(
            f"<ЗначениеРеквизита>{_tag('Наименование', name)}{_tag('Значение', value)}"
            "</ЗначениеРеквизита>"
            for name, value in rows
            if value is not None
        )
        return f"<ЗначенияРеквизитов>{inner}</ЗначенияРеквизитов>"

    def price_list(self) -> str:
        """`ТипыЦен`: in BAS each of them is an agreement."""
        inner = "".join(
            f"<ТипЦены>{_tag('Ид', supplier.price_type_guid(self.seed, one.key))}"
            f"{_tag('Наименование', one.name)}{_tag('Валюта', one.currency)}"
            f"<Налог><Наименование>НДС</Наименование>"
            f"{_tag('УчтеноВСумме', _flag(value=one.vat_included))}</Налог></ТипЦены>"
            for one in prices.PRICE_TYPES
        )
        return f"<ТипыЦен>{inner}</ТипыЦен>"

    def storage_list(self, places: Sequence[int]) -> str:
        """`Склады` of the given places."""
        inner = "".join(
            f"<Склад>{_tag('Ид', supplier.warehouse_guid(self.seed, one.key))}"
            f"{_tag('Наименование', one.name)}<Адрес>"
            f"{_tag('Представление', f'м. {one.name}, {one.address}')}</Адрес></Склад>"
            for one in (supplier.WAREHOUSES[place] for place in places)
        )
        return f"<Склады>{inner}</Склады>"

    def price_rows(self, good: Good) -> str:
        """`Цены` of an offer; a price type without a price is left out, 0 is written as 0."""
        unit = good.price_unit or good.unit
        named = _tag("Единица", unit) if unit else ""
        inner = "".join(
            f"<Цена>{_tag('Представление', f'{self._human(value)} {one.currency} за {unit}')}"
            f"{_tag('ИдТипаЦены', supplier.price_type_guid(self.seed, one.key))}"
            f"{_tag('ЦенаЗаЕдиницу', prices.plain(value, 4))}{_tag('Валюта', one.currency)}"
            f"{named}{_tag('Коэффициент', str(good.price_factor))}</Цена>"
            for one, value in zip(prices.PRICE_TYPES, good.prices, strict=True)
            if value is not None
        )
        return f"<Цены>{inner}</Цены>" if inner else ""

    @staticmethod
    def _human(value_e4: int) -> str:
        return prices.plain(value_e4, 4, least=2).replace(".", ",")

    def offer(self, good: Good, places: Sequence[int]) -> str:
        """`Предложение` of 2.07: prices, the total and the warehouses as attributes."""
        known = [(place, good.stock_milli[place]) for place in places]
        told = [(place, milli) for place, milli in known if milli is not None]
        variant = ""
        if good.variant_of:
            name, value = good.variant_of
            variant = (
                f"<ХарактеристикиТовара><ХарактеристикаТовара>{_tag('Наименование', name)}"
                f"{_tag('Значение', value)}</ХарактеристикаТовара></ХарактеристикиТовара>"
            )
        total = prices.plain(sum(milli for _, milli in told), 3)
        rows = "".join(
            f'<Склад ИдСклада="{supplier.warehouse_guid(self.seed, supplier.WAREHOUSES[p].key)}" '
            f'КоличествоНаСкладе="{prices.plain(milli, 3)}"/>'
            for p, milli in told
        )
        return (
            f"<Предложение>{_tag('Ид', good.id)}"
            f"{_tag('Артикул', good.article) if good.article else ''}"
            f"{_tag('Наименование', good.name)}{self.unit(good, third=False)}{variant}"
            f"{self.price_rows(good)}{_tag('Количество', total) if told else ''}{rows}"
            "</Предложение>\n"
        )

    def rest(self, good: Good, places: Sequence[int]) -> str:
        """`Предложение` of 3.1's rests file."""
        rows = "".join(
            f"<Остаток><Склад>"
            f"{_tag('Ид', supplier.warehouse_guid(self.seed, supplier.WAREHOUSES[place].key))}"
            f"{_tag('Количество', prices.plain(milli, 3))}</Склад></Остаток>"
            for place in places
            if (milli := good.stock_milli[place]) is not None
        )
        return f"<Предложение>{_tag('Ид', good.id)}<Остатки>{rows}</Остатки></Предложение>\n"

    def package_open(self, *, only_changes: bool, third: bool = False) -> str:
        """Opens `ПакетПредложений`."""
        flag = _flag(value=only_changes)
        attribute = "" if third else f' СодержитТолькоИзменения="{flag}"'
        child = _tag("СодержитТолькоИзменения", flag) if third else ""
        return (
            f"<ПакетПредложений{attribute}>{child}{_tag('Ид', f'{self.catalogue}#')}"
            f"{_tag('Наименование', 'Пакет пропозицій')}{_tag('ИдКаталога', self.catalogue)}"
            f"{_tag('ИдКлассификатора', self.catalogue)}\n"
        )

    def catalogue_open(self, *, only_changes: bool, third: bool = False) -> str:
        """Opens `Каталог`."""
        flag = _flag(value=only_changes)
        attribute = "" if third else f' СодержитТолькоИзменения="{flag}"'
        child = _tag("СодержитТолькоИзменения", flag) if third else ""
        return (
            f"<Каталог{attribute}>{child}{_tag('Ид', self.catalogue)}"
            f"{_tag('ИдКлассификатора', self.catalogue)}"
            f"{_tag('Наименование', 'Основний каталог товарів')}\n<Товары>\n"
        )


ROOT_END = "</КоммерческаяИнформация>\n"
OFFERS_END = f"</Предложения></ПакетПредложений>\n{ROOT_END}"
PRODUCTS_END = f"</Товары></Каталог>\n{ROOT_END}"


def second_form_offers_head(writer: Writer, places: Sequence[int], *, only_changes: bool) -> str:
    """Everything of a 2.07 offers file before the first offer."""
    return (
        writer.head("2.07")
        + writer.package_open(only_changes=only_changes)
        + writer.price_list()
        + writer.storage_list(places)
        + "\n<Предложения>\n"
    )


def second_form_changes(writer: Writer, places: Sequence[int], goods: Iterable[Good]) -> str:
    """An offers file of 2.07 with the changed goods only."""
    offers = "".join(writer.offer(good, places) for good in goods)
    return second_form_offers_head(writer, places, only_changes=True) + offers + OFFERS_END


def third_form_rests_head(writer: Writer, *, only_changes: bool) -> str:
    """Everything of a 3.1 rests file before the first offer."""
    return (
        writer.head("3.1", THIRD)
        + writer.package_open(only_changes=only_changes, third=True)
        + "<Предложения>\n"
    )


def third_form_changes(writer: Writer, places: Sequence[int], goods: Iterable[Good]) -> str:
    """A rests file of 3.1 with the changed goods only."""
    rests = "".join(writer.rest(good, places) for good in goods)
    return third_form_rests_head(writer, only_changes=True) + rests + OFFERS_END

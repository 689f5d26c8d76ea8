"""orders-*.xml: what 1C tells the site of its documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from demo.orders import Order
from demo.prices import plain

if TYPE_CHECKING:
    from demo.base import StoredDocument


@dataclass(frozen=True, slots=True)
class Habits:
    """How much a family tells: BAS sends no status word and never says "cancelled"."""

    tells_status: bool
    tells_cancelled: bool


BAS = Habits(tells_status=False, tells_cancelled=False)
IDEAL = Habits(tells_status=True, tells_cancelled=True)


def _tag(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _requisites(document: StoredDocument, order: Order, habits: Habits) -> str:
    day = document.onec_date[:10]
    rows = [
        ("Номер по 1С", document.onec_number),
        ("Дата по 1С", document.onec_date),
        ("ПометкаУдаления", "false"),
        ("Проведен", "true" if order.posted else "false"),
    ]
    if order.paid:
        rows += [("Номер оплаты по 1С", order.paid), ("Дата оплаты по 1С", day)]
    if order.shipped:
        rows += [("Номер отгрузки по 1С", order.shipped), ("Дата отгрузки по 1С", day)]
    if habits.tells_cancelled:
        rows.append(("Отменен", "true" if order.cancelled else "false"))
    if habits.tells_status:
        rows.append(("Статус заказа", "Закрыт" if order.cancelled else "КОбеспечению"))
    inner = "".join(
        f"<ЗначениеРеквизита>{_tag('Наименование', name)}{_tag('Значение', value)}"
        "</ЗначениеРеквизита>"
        for name, value in rows
    )
    return f"<ЗначенияРеквизитов>{inner}</ЗначенияРеквизитов>"


def _document(document: StoredDocument, habits: Habits) -> str:
    order = Order.from_json(document.body)
    # BAS lists a cancelled line at its full quantity; only the total is smaller.
    lines = "".join(
        f"<Товар>{_tag('Ид', f'{line.product}#{line.variant}' if line.variant else line.product)}"
        f"{_tag('Артикул', line.article)}{_tag('Наименование', line.name)}"
        f"{_tag('БазоваяЕдиница', line.unit)}"
        f"{_tag('ЦенаЗаЕдиницу', plain(line.price_e4, 4, least=2))}"
        f"{_tag('Количество', plain(line.quantity_milli, 3))}"
        f"{_tag('Сумма', plain(line.sum_kopecks, 2, least=2))}{_tag('Единица', line.unit)}"
        f"{_tag('Коэффициент', line.factor)}</Товар>"
        for line in order.lines
        if not (habits.tells_cancelled and line.cancelled)
    )
    taxes = (
        f"<Налоги><Налог><Наименование>НДС</Наименование>"
        f"{_tag('УчтеноВСумме', 'true' if order.vat_included else 'false')}</Налог></Налоги>"
    )
    customer = (
        f"<Контрагенты><Контрагент>{_tag('Наименование', order.customer)}"
        f"{_tag('ОКПО', order.edrpou)}{_tag('Роль', 'Покупатель')}</Контрагент></Контрагенты>"
    )
    return (
        f"<Документ>{_tag('Ид', document.onec_guid)}{_tag('Номер', document.number)}"
        f"{_tag('Дата', order.date)}{_tag('ХозОперация', 'Заказ товара')}"
        f"{_tag('Роль', 'Продавец')}{_tag('Валюта', order.currency)}{_tag('Курс', '1')}"
        f"{_tag('Сумма', plain(order.live_sum_kopecks(), 2, least=2))}{customer}"
        f"{_tag('Время', order.time)}{_tag('Комментарий', order.comment)}{taxes}"
        f"<Товары>{lines}</Товары>{_requisites(document, order, habits)}</Документ>\n"
    )


def replies(documents: Iterable[StoredDocument], habits: Habits, made_at: str) -> str:
    """The file with the given documents."""
    inner = "".join(_document(one, habits) for one in documents)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="{made_at}">\n'
        f"{inner}</КоммерческаяИнформация>\n"
    )

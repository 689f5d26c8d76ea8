"""What the tests of the 1C doors share: a base to look into and a 1C that speaks the protocol."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, select

from gateway.onec.accounts import Account, account_by_id
from gateway.store.engine import reading
from gateway.store.sequence import current_seq
from gateway.store.tables import catalogue
from gateway.store.tables.exchange import exchange_log

LOGIN, PASSWORD = "обмін", "таємниця 1С"
DATA = Path(__file__).resolve().parents[2] / "data" / "commerceml"
ROOT = Path(__file__).resolve().parents[3]
OPEN = ROOT.parent / "shared" / "data" / "onec" / "open"
REAL = sorted(OPEN.glob("*.xml"))


@dataclass
class Base:
    """The gateway's database, looked into directly."""

    engine: Engine
    folder: Path
    account: int = 0

    def rows(self, table: Any, *where: Any) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(select(table).where(*where)).all())

    def seq(self) -> int:
        with reading(self.engine) as connection:
            return current_seq(connection)

    def log(self, code: str) -> list[str]:
        table = exchange_log
        return [row.text for row in self.rows(table, table.c.code == code)]

    def read_account(self) -> Account:
        with reading(self.engine) as connection:
            return account_by_id(connection, self.account)

    def product(self, guid: str, variant: str = "") -> Any:
        table = catalogue.products
        (row,) = self.rows(table, table.c.guid == guid, table.c.variant == variant)
        return row

    def price(self, guid: str, price_type: str, variant: str = "") -> Any:
        table, types = catalogue.prices, catalogue.price_types
        (kind,) = self.rows(types, types.c.guid == price_type)
        found = self.rows(
            table,
            table.c.product_id == self.product(guid, variant).id,
            table.c.price_type_id == kind.id,
        )
        return found[0] if found else None

    def stock(self, guid: str, warehouse: str, variant: str = "") -> Any:
        table, places = catalogue.stock, catalogue.warehouses
        (place,) = self.rows(places, places.c.guid == warehouse)
        found = self.rows(
            table,
            table.c.product_id == self.product(guid, variant).id,
            table.c.warehouse_id == place.id,
        )
        return found[0] if found else None

    def living(self) -> int:
        table = catalogue.products
        return len(self.rows(table, table.c.deleted.is_(False)))


class Failed(Exception):
    """The door said `failure`; the message is its reason."""


class Onec:
    """Speaks the protocol as the families' modules do; one instance is one 1C."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, timeout=60, trust_env=False)
        self.kind = "catalog"
        self.limit = 0

    def close(self) -> None:
        self.client.close()

    def call(self, mode: str, *, content: bytes | None = None, **more: str) -> httpx.Response:
        parameters = {"type": self.kind, "mode": mode, **more}
        if content is None:
            return self.client.get("/1c/exchange", params=parameters)
        return self.client.post("/1c/exchange", params=parameters, content=content)

    def begin(self, kind: str = "catalog", login: str = LOGIN, password: str = PASSWORD) -> None:
        self.kind = kind
        self.client.cookies.clear()
        answer = self.client.get(
            "/1c/exchange",
            params={"type": kind, "mode": "checkauth"},
            auth=httpx.BasicAuth(login.encode(), password.encode()),
        )
        lines = answer.text.split("\n")
        assert lines[0] == "success", answer.text
        self.client.cookies.clear()
        self.client.cookies.set(lines[1], lines[2])
        first, second = self.call("init").text.split("\n")
        assert first in ("zip=yes", "zip=no")
        self.limit = int(second.removeprefix("file_limit="))

    def upload(self, name: str, body: bytes, step: int | None = None) -> None:
        size = step or self.limit
        for at in range(0, max(len(body), 1), size):
            _checked(self.call("file", content=body[at : at + size], filename=name))

    def load(self, name: str) -> None:
        while _checked(self.call("import", filename=name)) == "progress":
            pass

    def send(self, name: str, body: bytes) -> None:
        """One whole cycle: checkauth, init, file, import."""
        self.begin("catalog")
        self.upload(name, body)
        self.load(name)

    def reply(self, name: str, body: bytes) -> None:
        self.begin("sale")
        self.upload(name, body)

    def query(self) -> bytes:
        self.begin("sale")
        return self.call("query").content


def _checked(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain")
    first, _, reason = answer.text.partition("\n")
    if first == "failure":
        raise Failed(reason)
    return first


def catalogue_xml(
    goods: Sequence[str] = (),
    groups: str = "",
    *,
    only_changes: bool = True,
    version: str = "2.07",
    namespace: str = "urn:1C.ru:commerceml_2",
    classifier: str = "",
) -> bytes:
    """A goods file of 1C's shape."""
    space = f' xmlns="{namespace}"' if namespace else ""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\r\n<КоммерческаяИнформация{space}'
        f' ВерсияСхемы="{version}" ДатаФормирования="2026-03-02T09:15:04">'
        f"<Классификатор><Ид>c</Ид><Группы>{groups}</Группы>{classifier}</Классификатор>"
        f'<Каталог СодержитТолькоИзменения="{str(only_changes).lower()}"><Ид>c</Ид>'
        f"<Товары>{''.join(goods)}</Товары></Каталог></КоммерческаяИнформация>"
    )
    return b"\xef\xbb\xbf" + text.encode()


def group(guid: str, name: str, inside: str = "") -> str:
    below = f"<Группы>{inside}</Группы>" if inside else ""
    return f"<Группа><Ид>{guid}</Ид><Наименование>{name}</Наименование>{below}</Группа>"


def good(guid: str, name: str = "", more: str = "", group: str = "g-1", status: str = "") -> str:
    mark = f' Статус="{status}"' if status else ""
    return (
        f"<Товар{mark}><Ид>{guid}</Ид><Артикул>А-{guid}</Артикул>"
        f"<Наименование>{name or guid}</Наименование>"
        '<БазоваяЕдиница Код="796 " НаименованиеПолное="Штука">шт</БазоваяЕдиница>'
        f"<Группы><Ид>{group}</Ид></Группы>"
        "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20</Ставка>"
        f"</СтавкаНалога></СтавкиНалогов>{more}</Товар>"
    )


def offers_xml(
    offers: Sequence[str] = (),
    *,
    only_changes: bool = True,
    packet: str = "ПакетПредложений",
    currency: str = "UAH",
) -> bytes:
    """An offers file with one price type `pt` and two warehouses `w-1`, `w-2`."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация ВерсияСхемы="2.07">'
        f'<{packet} СодержитТолькоИзменения="{str(only_changes).lower()}"><Ид>c#</Ид>'
        "<ТипыЦен><ТипЦены><Ид>pt</Ид><Наименование>Опт</Наименование>"
        f"<Валюта>{currency}</Валюта><Налог><Наименование>НДС</Наименование>"
        "<УчтеноВСумме>true</УчтеноВСумме></Налог></ТипЦены></ТипыЦен>"
        "<Склады><Склад><Ид>w-1</Ид><Наименование>Київ</Наименование></Склад>"
        "<Склад><Ид>w-2</Ид><Наименование>Львів</Наименование></Склад></Склады>"
        f"<Предложения>{''.join(offers)}</Предложения></{packet}></КоммерческаяИнформация>"
    )
    return text.encode()


def offer(guid: str, price: str | None = None, stock: str = "", more: str = "") -> str:
    return (
        f"<Предложение><Ид>{guid}</Ид><Наименование>{guid}</Наименование>"
        + ("" if price is None else f"<Цены>{price_xml(price)}</Цены>")
        + stock
        + more
        + "</Предложение>"
    )


def price_xml(price: str, currency: str = "UAH", more: str = "", price_type: str = "pt") -> str:
    return (
        f"<Цена><ИдТипаЦены>{price_type}</ИдТипаЦены><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу>"
        f"<Валюта>{currency}</Валюта>{more}</Цена>"
    )


def rests(**by_warehouse: str) -> str:
    """Stock in the form of 2.08 and later; w_1="5" is 5 at w-1."""
    rows = "".join(
        f"<Остаток><Склад><Ид>{name.replace('_', '-')}</Ид><Количество>{count}</Количество>"
        "</Склад></Остаток>"
        for name, count in by_warehouse.items()
    )
    return f"<Остатки>{rows}</Остатки>"


def reply_xml(
    number: str,
    requisites: dict[str, str],
    more: str = "",
    encoding: str = "utf-8",
    wrap: bool = False,
) -> bytes:
    """A document of a reply about an order."""
    rows = "".join(
        f"<ЗначениеРеквизита><Наименование>{name}</Наименование><Значение>{value}</Значение>"
        "</ЗначениеРеквизита>"
        for name, value in requisites.items()
    )
    document = (
        f"<Документ><Номер>{number}</Номер>{more}"
        f"<ЗначенияРеквизитов>{rows}</ЗначенияРеквизитов></Документ>"
    )
    if wrap:
        document = f"<Контейнер>{document}</Контейнер>"
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<КоммерческаяИнформация'
        f' ВерсияСхемы="2.07">{document}</КоммерческаяИнформация>'
    )
    return text.encode("cp1251" if encoding == "windows-1251" else "utf-8")


def utc(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 24, hour, minute, tzinfo=dt.UTC)

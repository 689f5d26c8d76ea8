"""The invented supplier «Промінь-Опт»: his firms, warehouses, people, dealers and contracts.

Everything is obviously invented: codes and accounts are nearly all zeros, the domains end in
`.example`, phone numbers begin with +380 00.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.groups import ROOTS, group_guid
from demo.ids import guid
from demo.prices import EUR_RATE_E2, PRICE_TYPES, plain


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A warehouse; `account` is the 1C account that brings its stock."""

    key: str
    name: str
    short: str
    address: str
    lat: float
    lon: float
    days: int
    cutoff: str
    weekdays: tuple[int, ...]
    account: str = "main"
    low: int = 24


WAREHOUSES = (
    Warehouse("kyiv", "Київ", "КИЇ", "вул. Складська, 18", 50.4501, 30.5234, 1, "17:00",
              (1, 2, 3, 4, 5, 6)),
    Warehouse("vinnytsia", "Вінниця", "ВІН", "вул. Вигадана, 7", 49.2331, 28.4682, 2, "15:00",
              (1, 2, 3, 4, 5)),
    Warehouse("lviv", "Львів", "ЛЬВ", "вул. Неіснуюча, 101", 49.8397, 24.0297, 2, "15:00",
              (1, 2, 3, 4, 5)),
    Warehouse("dnipro", "Дніпро", "ДНП", "вул. Придумана, 44", 48.4647, 35.0462, 2, "16:00",
              (1, 2, 3, 4, 5)),
    Warehouse("odesa", "Одеса", "ОДС", "вул. Умовна, 3", 46.4825, 30.7233, 3, "14:00",
              (1, 3, 5)),
    Warehouse("poltava", "Полтава", "ПЛТ", "вул. Зразкова, 12", 49.5883, 34.5514, 3, "13:00",
              (2, 4), account="poltava"),
)  # fmt: skip

ORGANISATIONS: dict[str, dict[str, str]] = {
    "tov": {
        "name": "ТОВ «Промінь-Опт»",
        "full_name": "Товариство з обмеженою відповідальністю «Промінь-Опт»",
        "edrpou": "00000123",
        "ipn": "000001200123",
        "iban": "UA000000000000026000000000001",
        "bank": "АТ «Вигаданий Банк»",
        "mfo": "000000",
        "address": "м. Київ, вул. Складська, 18",
        "phone": "+380 00 555-01-00",
        "tax_note": "Платник ПДВ на загальних підставах",
        "signer": "Лозовик І.",
    },
    "fop": {
        "name": "ФОП Вигаданий О. П.",
        "full_name": "Фізична особа-підприємець Вигаданий Остап Прикладович",
        "edrpou": "0000000017",
        "ipn": "0000000017",
        "iban": "UA000000000000026000000000002",
        "bank": "АТ «Вигаданий Банк»",
        "mfo": "000000",
        "address": "м. Київ, вул. Складська, 18",
        "phone": "+380 00 555-01-00",
        "tax_note": "Неплатник ПДВ, єдиний податок",
        "signer": "Вигаданий О. П.",
    },
}

MANAGERS: dict[str, dict[str, Any]] = {
    "lozovyk": {
        "name": "Ірина Лозовик",
        "role": "Ваш менеджер",
        "client_class": "Опт",
        "region": "Центр",
        "phone": "+380 00 555-01-42",
        "email": "i.lozovyk@promin.example",
        "hours": "пн–пт 8–19",
        "messengers": [
            {"kind": "telegram", "title": "Telegram", "url": "https://t.me/promin_example"},
            {"kind": "viber", "title": "Viber", "url": "viber://chat?number=%2B380005550142"},
        ],
    },
    "horobets": {
        "name": "Тарас Горобець",
        "role": "Ваш менеджер",
        "client_class": "Монтаж",
        "region": "Захід",
        "phone": "+380 00 555-01-43",
        "email": "t.horobets@promin.example",
        "hours": "пн–пт 9–18",
        "messengers": [
            {"kind": "telegram", "title": "Telegram", "url": "https://t.me/promin_example_2"}
        ],
    },
}


@dataclass(frozen=True, slots=True)
class Dealer:
    """A customer; `series` is the first number of its contracts."""

    key: str
    name: str
    short: str
    edrpou: str
    address: str
    email: str
    groups: tuple[str, ...]
    manager: str
    series: int
    limits: tuple[tuple[int, int], ...]
    """(limit, left) in kopecks of the deferrals: 14, 30 and 7 days."""
    advance_kopecks: int


DEALERS = (
    Dealer(
        "maister", "ТОВ «Майстер-Дім Сервіс»", "Майстер-Дім Сервіс", "00000417",
        "м. Житомир, вул. Лісова, 12", "buh@maister-dim.example", ROOTS, "lozovyk", 118,
        ((35_000_000, 21_438_050), (50_000_000, 8_891_240), (6_000_000, 6_000_000)), 1_240_000,
    ),
    Dealer(
        "teplo", "ТОВ «Теплий Дім Захід»", "Теплий Дім", "00000528",
        "м. Тернопіль, вул. Прикладна, 9", "office@teplyi-dim.example",
        ("Сантехніка", "Опалення"), "horobets", 218,
        ((12_000_000, 9_410_000), (18_000_000, 18_000_000), (3_000_000, 1_275_535)), 350_000,
    ),
)  # fmt: skip

USERS = (
    ("maister", "o.kovalenko", "Олена Коваленко", ("order", "see_finance", "print")),
    ("maister", "buh", "Марія Петренко", ("see_prices", "see_finance", "print")),
    ("teplo", "a.sydorenko", "Андрій Сидоренко", ("order", "see_finance", "print")),
)

MINIMUM_E4 = 50_000_000


def warehouse_guid(seed: int, key: str) -> str:
    """The guid of a warehouse."""
    return guid(seed, "warehouse", key)


def price_type_guid(seed: int, key: str) -> str:
    """The guid of a price type (of an agreement, where BAS writes it)."""
    return guid(seed, "price type", key)


@dataclass(frozen=True, slots=True)
class _Terms:
    key: str
    number: str
    short: str
    name: str
    price_type: str
    kind: str
    days: int = 0
    extra: tuple[tuple[str, Any], ...] = ()


_TERMS = (
    _Terms("p100", "24/{n}-П", "П100", "Передоплата 100 %", "opt1", "prepayment"),
    _Terms("v14", "24/{n1}-В", "В14", "Відстрочка 14 днів", "opt2", "deferral", 14),
    _Terms("v30", "24/{n2}-В", "В30", "Відстрочка 30 днів", "opt3", "deferral", 30),
    _Terms("b7", "24/{n8}-Б", "Б7", "Відстрочка 7 днів, без ПДВ", "novat", "deferral", 7),
    _Terms("eur", "EU-{n}/24", "EUR", "Передоплата, EUR-еквівалент", "eur", "prepayment"),
    _Terms("ship", "24/{n9}-С", "С10", "Відвантаження за 10 днів", "ship", "shipping", 0,
           (("ship_within_days", 10),
            ("ship_note", "відвантаження за 10 днів після підтвердження, оплата при отриманні"))),
)  # fmt: skip


def contract_guids(seed: int) -> list[str]:
    """All contracts of all dealers."""
    return [guid(seed, "contract", f"{d.key}/{t.key}") for d in DEALERS for t in _TERMS]


def _number(terms: _Terms, series: int) -> str:
    if terms.key == "eur":
        return "EU-07/24" if series == 118 else "EU-11/24"
    return terms.number.format(n=series, n1=series + 1, n2=series + 2, n8=series + 8, n9=series + 9)


def _contracts(seed: int, today: dt.date) -> list[dict[str, Any]]:
    rate = {
        "to": "UAH",
        "value": plain(EUR_RATE_E2, 2),
        "on": today.isoformat(),
        "rule": "курс НБУ",
    }
    return [
        {
            "guid": guid(seed, "contract", f"{dealer.key}/{terms.key}"),
            "counterparty": guid(seed, "counterparty", dealer.key),
            "name": terms.name,
            "number": _number(terms, dealer.series),
            "date": f"{today.year}-01-12",
            "short": terms.short,
            "kind": terms.kind,
            "deferral_days": terms.days,
            "price_type": price_type_guid(seed, terms.price_type),
            "currency": "EUR" if terms.key == "eur" else "UAH",
            "rate": rate if terms.key == "eur" else None,
            "vat": "none" if terms.key == "b7" else "included",
            "organisation": guid(seed, "organisation", "fop" if terms.key == "b7" else "tov"),
            "default_warehouse": warehouse_guid(
                seed, "kyiv" if dealer.manager == "lozovyk" else "lviv"
            ),
            "manager": guid(seed, "manager", dealer.manager),
            "minimum_order_e4": MINIMUM_E4 if terms.key != "eur" else 1_000_000,
            "reservation_days": 3,
            "overdue_blocks": terms.key == "v30",
            "position": position,
            **dict(terms.extra),
        }
        for dealer in DEALERS
        for position, terms in enumerate(_TERMS)
    ]


def _debts(seed: int, today: dt.date) -> list[dict[str, Any]]:
    as_of = f"{today.isoformat()}T08:00:00+02:00"
    rows: list[dict[str, Any]] = []
    for dealer in DEALERS:
        for key, (limit, left) in zip(("v14", "v30", "b7"), dealer.limits, strict=True):
            rows.append(
                {
                    "contract": guid(seed, "contract", f"{dealer.key}/{key}"),
                    "as_of": as_of,
                    "limit_e4": limit * 100,
                    "debt_e4": (limit - left) * 100,
                    "overdue_e4": 0,
                }
            )
        rows.append(
            {
                "contract": guid(seed, "contract", f"{dealer.key}/p100"),
                "as_of": as_of,
                "debt_e4": 0,
                "overdue_e4": 0,
                "advance_e4": dealer.advance_kopecks * 100,
            }
        )
    return rows


def _warehouses(seed: int) -> list[dict[str, Any]]:
    return [
        {
            "guid": warehouse_guid(seed, one.key),
            "name": one.name,
            "short": one.short,
            "city": one.name,
            "address": f"м. {one.name}, {one.address}",
            "lat": one.lat,
            "lon": one.lon,
            "position": position,
            "kind": "own",
            "counted": True,
            "delivery_days": one.days,
            "cutoff": one.cutoff,
            "ship_weekdays": list(one.weekdays),
            "pickup_hours": "пн–пт 9:00–18:00, сб 10:00–14:00",
            "low_stock_milli": one.low * 1000,
        }
        for position, one in enumerate(WAREHOUSES)
    ]


def supplier_records(seed: int, today: dt.date) -> dict[str, Any]:
    """Everything but goods and delivery, in the shape of the gateway's `load` file."""
    return {
        "supplier": {
            "name": "Промінь-Опт",
            "tagline": "електрика, сантехніка, опалення, інструмент",
            "accent": "#2453C4",
            "phone": "+380 00 555-01-00",
            "email": "access@promin.example",
            "hours": "пн–пт 8–19",
        },
        "organisations": [
            {"guid": guid(seed, "organisation", key), **body} for key, body in ORGANISATIONS.items()
        ],
        "price_types": [
            {
                "guid": price_type_guid(seed, one.key),
                "name": one.name,
                "currency": one.currency,
                "vat_included": one.vat_included,
                "scale": 2,
            }
            for one in PRICE_TYPES
        ],
        "warehouses": _warehouses(seed),
        "managers": [{"guid": guid(seed, "manager", key), **b} for key, b in MANAGERS.items()],
        "dealers": [
            {
                "guid": guid(seed, "dealer", one.key),
                "name": one.name,
                "groups": [group_guid(seed, name) for name in one.groups],
                "warehouses": None,
                "manager": guid(seed, "manager", one.manager),
                "default_contract": guid(seed, "contract", f"{one.key}/p100"),
            }
            for one in DEALERS
        ],
        "counterparties": [
            {
                "guid": guid(seed, "counterparty", one.key),
                "name": one.name,
                "dealer": guid(seed, "dealer", one.key),
                "short_name": one.short,
                "full_name": one.name.replace("ТОВ", "Товариство з обмеженою відповідальністю", 1),
                "edrpou": one.edrpou,
                "address": one.address,
                "email": one.email,
                "client_class": MANAGERS[one.manager]["client_class"],
                "region": MANAGERS[one.manager]["region"],
            }
            for one in DEALERS
        ],
        "contracts": _contracts(seed, today),
        "debts": _debts(seed, today),
    }


def user_records(seed: int) -> list[dict[str, Any]]:
    """Who signs in: [{dealer, login, name, password, rights}]."""
    return [
        {
            "dealer": guid(seed, "dealer", dealer),
            "login": login,
            "name": name,
            "password": f"Promin-{login}-2026",
            "rights": list(rights),
        }
        for dealer, login, name, rights in USERS
    ]


def account_records(seed: int, invoices: Path) -> list[dict[str, Any]]:
    """The two 1C accounts: the main base without Полтава, and the base of Полтава.

    `invoices` is the folder of 1C's own PDFs, named by the site's number.
    """
    contracts = contract_guids(seed)
    settings = {
        "held_query_s": 50,
        "reserves_when": "posted",
        "zip": True,
        "invoice_folder": str(invoices),
        "invoice_pattern": "{number}.pdf",
    }
    return [
        {
            "login": f"1c-{name}",
            "password": f"onec-{name}-0000",
            "dialect": dialect,
            "organisation": None,
            "warehouse": warehouse and warehouse_guid(seed, warehouse),
            "contracts": contracts,
            "settings": settings,
        }
        for name, dialect, warehouse in (("main", "bas", None), ("poltava", "bas", "poltava"))
    ]

"""Delivery methods of the invented supplier with their terms in three languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

Words = tuple[str, str, str]
"""Ukrainian, Russian, English."""

_KEYS = ("handover", "time", "cost", "limits", "insurance", "returns", "cod", "other")

_CARRIER_TERMS: dict[str, Words] = {
    "insurance": ("за оголошеною вартістю", "по объявленной стоимости", "by declared value"),
    "returns": (
        "14 днів, ТТН за рахунок постачальника в разі браку",
        "14 дней, ТТН за счёт поставщика при браке",
        "14 days, the supplier pays if defective",
    ),
    "cod": ("не діє для цього договору", "не действует для этого договора", "not available"),
}

_HANDOVER: Words = (
    "щодня до 17:00, сб до 13:00",
    "ежедневно до 17:00, сб до 13:00",
    "daily until 17:00, Sat until 13:00",
)


def _carrier(days: str, cost: Words, limits: Words) -> dict[str, Words]:
    time = (f"{days} дні після резерву", f"{days} дня после резерва", f"{days} days after reserve")
    return {"handover": _HANDOVER, "time": time, "cost": cost, "limits": limits, **_CARRIER_TERMS}


_TARIFF: Words = ("тариф перевізника", "тариф перевозчика", "the carrier's tariff")

_METHODS: tuple[tuple[str, str, str | None, Words, list[str], dict[str, Words]], ...] = (
    (
        "pickup", "pickup", None, ("Самовивіз", "Самовывоз", "Pickup"), ["warehouse"],
        {
            "handover": ("пн–пт 9:00–18:00, сб 10:00–14:00", "пн–пт 9:00–18:00, сб 10:00–14:00",
                         "Mon–Fri 9:00–18:00, Sat 10:00–14:00"),
            "time": ("наступного робочого дня з 10:00", "на следующий рабочий день с 10:00",
                     "next working day from 10:00"),
            "cost": ("безкоштовно", "бесплатно", "free"),
            "limits": ("довіреність і паспорт отримувача", "доверенность и паспорт получателя",
                       "a power of attorney and the recipient's passport"),
            "returns": ("14 днів на складі отримання", "14 дней на складе получения",
                        "14 days at the warehouse"),
        },
    ),
    (
        "company", "company_transport", None,
        ("Транспорт компанії", "Транспорт компании", "Company transport"), ["address"],
        {
            "handover": ("маршрут вівторок і четвер, 9:00–13:00",
                         "маршрут вторник и четверг, 9:00–13:00", "Tue and Thu, 9:00–13:00"),
            "time": ("1–3 дні", "1–3 дня", "1–3 days"),
            "cost": ("0 ₴ від 20 000 ₴, інакше 350 ₴", "0 ₴ от 20 000 ₴, иначе 350 ₴",
                     "0 ₴ from 20,000 ₴, otherwise 350 ₴"),
            "limits": ("до 1 500 кг, під’їзд вантажівки", "до 1 500 кг, подъезд грузовика",
                       "up to 1,500 kg, truck access"),
            "returns": ("забираємо тим самим маршрутом", "забираем тем же маршрутом",
                        "taken back on the same route"),
        },
    ),
    (
        "novaposhta", "carrier", "novaposhta", ("Нова пошта", "Новая почта", "Nova Poshta"),
        ["branch", "locker", "address"],
        _carrier(
            "1–2",
            ("тариф перевізника; від 15 000 ₴ пакування безкоштовне",
             "тариф перевозчика; от 15 000 ₴ упаковка бесплатно",
             "the carrier's tariff; packing is free from 15,000 ₴"),
            ("місце до 30 кг у поштомат; кабель у бухтах лише відділення від 200 кг",
             "место до 30 кг в почтомат; кабель в бухтах только отделения от 200 кг",
             "up to 30 kg to a locker; coils only to branches from 200 kg"),
        ),
    ),
    (
        "gunsel", "carrier", "gunsel", ("Гюнсел", "Гюнсел", "Gunsel"), ["branch"],
        _carrier("2", _TARIFF, ("до 80 кг, один бік до 1,2 м", "до 80 кг, сторона до 1,2 м",
                                "up to 80 kg, a side up to 1.2 m")),
    ),
    (
        "intime", "carrier", "intime", ("Інтайм", "Интайм", "Intime"), ["branch", "address"],
        _carrier("2–3", _TARIFF, ("до 1 000 кг", "до 1 000 кг", "up to 1,000 kg")),
    ),
    (
        "delivery", "carrier", "delivery", ("Делівері", "Деливери", "Delivery"),
        ["branch", "address"],
        _carrier("3", _TARIFF, ("палети до 2 м", "паллеты до 2 м", "pallets up to 2 m")),
    ),
    (
        "sat", "carrier", "sat", ("САТ", "САТ", "SAT"), ["branch", "address"],
        _carrier("2–3", _TARIFF, ("до 1 500 кг", "до 1 500 кг", "up to 1,500 kg")),
    ),
    (
        "dropship", "dropship", "novaposhta", ("Дропшипінг", "Дропшиппинг", "Drop-shipping"),
        ["branch", "locker", "address"],
        {
            "handover": _HANDOVER,
            "time": ("1–2 дні після резерву", "1–2 дня после резерва", "1–2 days after reserve"),
            "cost": ("+25 ₴ за відправлення", "+25 ₴ за отправление", "+25 ₴ per parcel"),
            "limits": ("без наших цін і реклами в посилці", "без наших цен и рекламы в посылке",
                       "no prices of ours in the parcel"),
            "cod": ("післяплата на ваш рахунок", "наложенный платёж на ваш счёт",
                    "cash on delivery to your account"),
        },
    ),
    (
        "other", "other", None, ("Інше", "Другое", "Other"), ["text"],
        {"other": ("узгодити з менеджером", "согласовать с менеджером", "agree with the manager")},
    ),
)  # fmt: skip


def _localised(words: Words) -> dict[str, str]:
    return dict(zip(("uk", "ru", "en"), words, strict=True))


def delivery_records(today: dt.date) -> list[dict[str, Any]]:
    """The methods in the shape of the gateway's `load` file; the terms are four days old."""
    return [
        {
            "code": code,
            "position": position,
            "body": {
                "kind": kind,
                "carrier": carrier,
                "name": _localised(name),
                "offers": offers,
                "terms": [
                    {"key": key, "text": _localised(terms[key])} for key in _KEYS if key in terms
                ],
                "terms_on": (today - dt.timedelta(days=4)).isoformat(),
            },
        }
        for position, (code, kind, carrier, name, offers, terms) in enumerate(_METHODS)
    ]

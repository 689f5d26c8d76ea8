"""The stream of goods: showcase first, then the ugly ones, then as many invented as asked for."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from demo.families import FAMILIES, Family
from demo.good import WAREHOUSES, Good
from demo.ids import barcode, guid
from demo.prices import from_prepayment
from demo.showcase import showcase
from demo.ugly import ugly

# Київ is the big warehouse, Полтава the poor one that waits for goods.
_WEIGHTS = (100, 45, 30, 70, 20, 12)
_EMPTY_PERCENT = (8, 18, 28, 14, 34, 45)
_FIRST_NUMBER = 6000


def _stock(
    family: Family, pack: int, draw: random.Random
) -> tuple[tuple[int | None, ...], tuple[tuple[int, int] | None, ...]]:
    # A few goods sell well, most lie in small heaps: the heavy tail of real stock.
    scale = family.stock * min(draw.paretovariate(1.2), 40.0)
    free: list[int | None] = []
    expected: list[tuple[int, int] | None] = []
    for place in range(WAREHOUSES):
        if draw.random() * 100 < _EMPTY_PERCENT[place]:
            free.append(0)
            coming = draw.random() < 0.3
            expected.append((draw.randint(2, 21), pack * draw.randint(2, 40)) if coming else None)
        else:
            free.append(int(scale * _WEIGHTS[place] / 100 * draw.uniform(0.3, 1.0) + 1) * 1000)
            expected.append(None)
    return tuple(free), tuple(expected)


def _invent(seed: int, serial: int, article: str, family: Family, draw: random.Random) -> Good:
    name, properties, kopecks = family.draw(draw)
    pack = draw.choice(family.packs) * 1000
    free, expected = _stock(family, pack, draw)
    luck = draw.random()
    weight = draw.randint(*family.weight_g)
    prices = from_prepayment(kopecks * 100)
    return Good(
        guid=guid(seed, "good", serial),
        article=article,
        name=name,
        group=family.group,
        # One in a hundred is not sold under the contract without VAT.
        prices=(*prices[:3], None, *prices[4:]) if luck < 0.01 else prices,
        stock_milli=free,
        expected=expected,
        brand=draw.choice(family.brands),
        unit=family.unit,
        pack_milli=pack,
        weight_g=weight,
        volume_cm3=weight * 2,
        barcode=barcode(serial),
        vat=7 if luck > 0.997 else 20,
        properties=properties,
    )


def invented(seed: int) -> Iterator[Good]:
    """Goods without end; the first K are the same however many are taken."""
    draw = random.Random(f"goods/{seed}")
    shares = list(itertools.accumulate(family.share for family in FAMILIES))
    numbers = {family.prefix: itertools.count(_FIRST_NUMBER) for family in FAMILIES}
    for serial in itertools.count(1):
        family = draw.choices(FAMILIES, cum_weights=shares)[0]
        article = f"{family.prefix}-{next(numbers[family.prefix]):04d}"
        yield _invent(seed, serial, article, family, draw)


def goods(seed: int, count: int) -> Iterator[Good]:
    """The first `count` goods of the set, variants counted as goods of their own."""
    return itertools.islice(itertools.chain(showcase(seed), ugly(seed), invented(seed)), count)

"""Full sets of CommerceML files on the disk, portion after portion, as one exchange sends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TextIO

from demo import groups
from demo.commerceml import (
    OFFERS_END,
    PRODUCTS_END,
    ROOT_END,
    THIRD,
    Writer,
    second_form_offers_head,
    third_form_rests_head,
)
from demo.good import UNITS, Good
from demo.pictures import Pictures


def _text(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


class SecondFormFiles:
    """import0_N.xml and offers0_N.xml of 2.07, a new pair after each `portion` goods.

    This base has the pictures; the first goods of a set have them, so they go with the first pair.
    """

    def __init__(self, folder: Path, writer: Writer, places: Sequence[int], portion: int) -> None:
        self._folder, self._writer, self._places = folder, writer, places
        self._portion, self._count, self._number = portion, 0, 0
        self._open: tuple[TextIO, TextIO] | None = None
        self._last_product = ""
        self._pictures = Pictures(folder)
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, good: Good) -> None:
        """Write the goods into the current pair."""
        if self._count % self._portion == 0:
            self._next()
        self._count += 1
        if self._open is not None:
            products, offers = self._open
            # BAS writes the product of variants once, with its own guid; offers name the variants.
            if good.guid != self._last_product:
                names = self._pictures.of(good)
                products.write(self._writer.product(replace(good, variant=None), pictures=names))
                self._last_product = good.guid
            if not good.deleted:
                offers.write(self._writer.offer(good, self._places))

    def _next(self) -> None:
        self._close()
        self._number += 1
        writer, changes = self._writer, self._number > 1
        products = _text(self._folder / f"import0_{self._number}.xml")
        offers = _text(self._folder / f"offers0_{self._number}.xml")
        products.write(
            writer.head("2.07") + writer.classifier() + writer.catalogue_open(only_changes=changes)
        )
        offers.write(second_form_offers_head(writer, self._places, only_changes=changes))
        self._open = products, offers

    def _close(self) -> None:
        if self._open is not None:
            products, offers = self._open
            products.write(PRODUCTS_END)
            offers.write(OFFERS_END)
            products.close()
            offers.close()
            self._open = None

    def __enter__(self) -> SecondFormFiles:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()


class ThirdFormFiles:
    """The split form of 3.1: groups, units, properties and storages once, goods and rests by
    portions. Only goods that one of the places has, had or awaits are named.
    """

    def __init__(self, folder: Path, writer: Writer, places: Sequence[int], portion: int) -> None:
        self._folder, self._writer, self._places = folder, writer, places
        self._portion, self._count, self._number = portion, 0, 0
        self._open: tuple[TextIO, TextIO] | None = None
        self._last_product = ""
        folder.mkdir(parents=True, exist_ok=True)
        self._references()

    def _references(self) -> None:
        writer = self._writer
        head = writer.head("3.1", THIRD)
        top = f"<Классификатор><Ид>{writer.catalogue}</Ид><Наименование>Основний</Наименование>"
        units = "".join(
            f"<ЕдиницаИзмерения><Ид>{code}</Ид><Код>{code}</Код>"
            f"<НаименованиеКраткое>{short}</НаименованиеКраткое>"
            f"<НаименованиеПолное>{full}</НаименованиеПолное></ЕдиницаИзмерения>"
            for short, (code, full, _) in UNITS.items()
        )
        for name, body in (
            ("groups", f"{top}{writer.group_tree(groups.TREE)}</Классификатор>"),
            ("propertiesGoods", f"{top}{writer.property_list()}</Классификатор>"),
            ("units", f"{top}<ЕдиницыИзмерения>{units}</ЕдиницыИзмерения></Классификатор>"),
            ("storages", f"{top}{writer.storage_list(self._places)}</Классификатор>"),
        ):
            (self._folder / f"{name}0_1.xml").write_text(
                f"{head}{body}\n{ROOT_END}", encoding="utf-8", newline="\n"
            )

    def add(self, good: Good) -> None:
        """Write the goods, unless this base knows nothing of them."""
        if not any(good.stock_milli[place] or good.expected[place] for place in self._places):
            return
        if self._count % self._portion == 0:
            self._next()
        self._count += 1
        if self._open is not None:
            products, rests = self._open
            if good.guid != self._last_product:
                products.write(self._writer.product(replace(good, variant=None), third=True))
                self._last_product = good.guid
            if not good.deleted:
                rests.write(self._writer.rest(good, self._places))

    def _next(self) -> None:
        self._close()
        self._number += 1
        changes = self._number > 1
        products = _text(self._folder / f"goods0_{self._number}.xml")
        rests = _text(self._folder / f"rests0_{self._number}.xml")
        products.write(
            self._writer.head("3.1", THIRD)
            + self._writer.catalogue_open(only_changes=changes, third=True)
        )
        rests.write(third_form_rests_head(self._writer, only_changes=changes))
        self._open = products, rests

    def _close(self) -> None:
        if self._open is not None:
            products, rests = self._open
            products.write(PRODUCTS_END)
            rests.write(OFFERS_END)
            products.close()
            rests.close()
            self._open = None

    def __enter__(self) -> ThirdFormFiles:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()

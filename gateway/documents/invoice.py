"""The invoice form: an A4 PDF drawn from what the gateway knows of a part.

The same form gives the same bytes. All text is plain text to the canvas, so nothing in a name can
become markup; control characters are blanks, and what does not fit is wrapped, never cut.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from gateway.documents.invoice_texts import (
    NBSP,
    TEXTS,
    currency_sign,
    date_text,
    money_text,
    quantity_text,
)
from gateway.documents.words import sum_in_words
from gateway.services.invoices import Drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gateway.documents.words import Language
    from gateway.services.invoices import InvoiceForm, InvoiceLine, Party

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PLAIN, BOLD = "Inter", "Inter-SemiBold"
_FILES = {PLAIN: "Inter-Regular.ttf", BOLD: "Inter-SemiBold.ttf"}

_LEFT, _RIGHT = 18 * mm, A4[0] - 12 * mm
_TOP, _BOTTOM = A4[1] - 14 * mm, 18 * mm
_SIZE, _SMALL, _TITLE = 9.0, 8.0, 13.0
_LEADING = 1.3
_PAD = 1.2 * mm
_LABEL = 26 * mm


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    width: float
    to_right: bool


def _columns() -> dict[str, _Column]:
    columns, left = {}, _LEFT
    for name, width, to_right in (
        ("number", 9 * mm, True),
        ("article", 25 * mm, False),
        ("goods", _RIGHT - _LEFT - 115 * mm, False),
        ("quantity", 19 * mm, True),
        ("unit", 12 * mm, False),
        ("price", 24 * mm, True),
        ("sum", 26 * mm, True),
    ):
        columns[name] = _Column(left, width, to_right)
        left += width
    return columns


_COLUMNS = _columns()
_Wrapped = dict[tuple[str, str, float, float], list[str]]


def draw_invoice(form: InvoiceForm) -> Drawn:
    """Draw the invoice; OSError when the fonts are missing."""
    _register_fonts()
    # "Page n of m" needs the number of pages: the first pass only counts them.
    wrapped: _Wrapped = {}
    total = _Pages(form, _Nowhere(), wrapped, 0).draw()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, initialFontName=PLAIN, initialFontSize=_SIZE)
    _Pages(form, canvas, wrapped, total).draw()
    canvas.save()
    return Drawn(buffer.getvalue(), total)


def _register_fonts() -> None:
    known = pdfmetrics.getRegisteredFontNames()
    for name, file in _FILES.items():
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


class _Nowhere:
    """A canvas for counting pages: takes what the form draws and keeps nothing."""

    def drawString(self, x: float, y: float, text: str) -> None: ...

    def drawRightString(self, x: float, y: float, text: str) -> None: ...

    def setFont(self, name: str, size: float) -> None: ...

    def setLineWidth(self, width: float) -> None: ...

    def setFillGray(self, gray: float) -> None: ...

    def setTitle(self, title: str) -> None: ...

    def setAuthor(self, author: str) -> None: ...

    def rect(self, x: float, y: float, width: float, height: float, **how: int) -> None: ...

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...

    def showPage(self) -> None: ...


class _Pages:
    """One pass over the form; `total` is the number of pages that the footers tell."""

    def __init__(self, form: InvoiceForm, canvas: Any, wrapped: _Wrapped, total: int) -> None:
        self._form = form
        self._language: Language = form.language if form.language in TEXTS else "uk"
        self._texts = TEXTS[self._language]
        self._canvas = canvas
        self._wrapped = wrapped
        self._total = total
        self._page = 1
        self._y = _TOP

    def draw(self) -> int:
        """Draw everything; returns the number of pages."""
        self._head()
        self._table_head()
        for number, line in enumerate(self._form.lines, start=1):
            self._row(number, line)
        self._totals()
        self._words()
        self._footer()
        return self._page

    def _head(self) -> None:
        form, texts = self._form, self._texts
        title = texts.title.format(number=form.number, date=date_text(form.date, self._language))
        self._canvas.setTitle(title)
        self._canvas.setAuthor(plain(form.supplier.name))
        self._text(title, _LEFT, _RIGHT - _LEFT, BOLD, _TITLE)
        self._rule(1.2)
        self._y -= 2 * mm
        self._party(texts.supplier, form.supplier)
        self._party(texts.buyer, form.buyer)
        contract = form.contract_name
        if form.contract_number and form.contract_date:
            contract = texts.contract_dated.format(
                number=form.contract_number, date=date_text(form.contract_date, self._language)
            )
        elif form.contract_number:
            contract = f"№ {form.contract_number}"
        self._labelled(texts.contract, [(contract, PLAIN)])
        self._labelled(texts.order, [(f"№ {form.order_number}", PLAIN)])
        if form.warehouse:
            self._labelled(texts.warehouse, [(form.warehouse, PLAIN)])
        self._y -= 1 * mm

    def _party(self, label: str, party: Party) -> None:
        texts = self._texts
        account = ""
        if party.iban:
            pattern = texts.account_bank if party.bank else texts.account
            account = pattern.format(iban=party.iban, bank=party.bank)
        codes = [
            pattern.format(code=code)
            for pattern, code in ((texts.edrpou, party.edrpou), (texts.ipn, party.ipn))
            if code
        ]
        if party.mfo:
            codes.insert(0, texts.mfo.format(mfo=party.mfo))
        phone = texts.phone.format(phone=party.phone) if party.phone else ""
        lines = [(party.name, BOLD), (account, PLAIN), (", ".join(codes), PLAIN)]
        lines += [(party.address, PLAIN), (phone, PLAIN), (party.tax_note, PLAIN)]
        self._labelled(label, [line for line in lines if line[0]])

    def _labelled(self, label: str, lines: Sequence[tuple[str, str]]) -> None:
        for at, (text, font) in enumerate(lines):
            if at == 0:
                self._canvas.setFont(PLAIN, _SIZE)
                self._canvas.drawString(_LEFT, self._y - _SIZE, label)
            self._text(text, _LEFT + _LABEL, _RIGHT - _LEFT - _LABEL, font, _SIZE)
        self._y -= 1.2 * mm

    def _table_head(self) -> None:
        texts, form = self._texts, self._form
        cells = {
            "number": texts.number,
            "article": texts.article,
            "goods": texts.goods,
            "quantity": texts.quantity,
            "unit": texts.unit,
            "price": texts.price[form.vat],
            "sum": texts.sum[form.vat],
        }
        self._cells(cells, BOLD, filled=True)

    def _row(self, number: int, line: InvoiceLine) -> None:
        goods = line.name
        if line.backorder_on is not None:
            goods = self._texts.goods_to_come.format(
                goods=line.name, date=date_text(line.backorder_on, self._language)
            )
        cells = {
            "number": str(number),
            "article": line.article,
            "goods": goods,
            "quantity": quantity_text(line.quantity_milli),
            "unit": line.unit,
            "price": money_text(line.price_e4),
            "sum": money_text(line.sum_e4),
        }
        self._cells(cells, PLAIN, filled=False)

    def _cells(self, cells: dict[str, str], font: str, *, filled: bool) -> None:
        wrapped = {
            name: self._wrap(text, font, _SMALL, _COLUMNS[name].width - 2 * _PAD)
            for name, text in cells.items()
        }
        step = _SMALL * _LEADING
        height = max(len(lines) for lines in wrapped.values()) * step + 2 * _PAD
        if not filled and self._y - height < _BOTTOM:
            self._next_page()
            self._table_head()
        canvas = self._canvas
        for name, lines in wrapped.items():
            column = _COLUMNS[name]
            canvas.setLineWidth(0.4)
            canvas.setFillGray(0.93 if filled else 1)
            canvas.rect(column.left, self._y - height, column.width, height, fill=1, stroke=1)
            canvas.setFillGray(0)
            canvas.setFont(font, _SMALL)
            for at, text in enumerate(lines):
                y = self._y - _PAD - _SMALL - at * step
                if column.to_right:
                    canvas.drawRightString(column.left + column.width - _PAD, y, text)
                else:
                    canvas.drawString(column.left + _PAD, y, text)
        self._y -= height

    def _totals(self) -> None:
        form, texts = self._form, self._texts
        rows = [(texts.total, money_text(form.sum_e4))]
        if form.vat == "none":
            rows.append((texts.no_vat, ""))
        elif form.vat == "included":
            rows.append((texts.vat_within, money_text(form.vat_e4)))
        else:
            rows.append((texts.vat, money_text(form.vat_e4)))
            rows.append((texts.total_with_vat, money_text(form.payable_e4)))
        self._keep(len(rows) * _SIZE * 1.5 + 2 * mm)
        self._y -= 2 * mm
        self._canvas.setFont(BOLD, _SIZE)
        for label, value in rows:
            baseline = self._y - _SIZE
            if value:
                self._canvas.drawRightString(_COLUMNS["sum"].left - _PAD, baseline, label)
                self._canvas.drawRightString(_RIGHT - _PAD, baseline, value)
            else:
                self._canvas.drawRightString(_RIGHT - _PAD, baseline, label)
            self._y -= _SIZE * 1.5

    def _words(self) -> None:
        form, texts = self._form, self._texts
        self._keep(60 * mm)
        self._y -= 2 * mm
        sign = currency_sign(form.currency, self._language)
        items = texts.items.format(
            count=len(form.lines), sum=money_text(form.payable_e4), currency=sign
        )
        self._line(items, PLAIN)
        self._line(sum_in_words(form.payable_e4, form.currency, self._language), BOLD)
        if form.vat == "none":
            self._line(texts.no_vat, PLAIN)
        else:
            words = sum_in_words(form.vat_e4, form.currency, self._language)
            self._line(texts.vat_words.format(words=words), PLAIN)
        self._y -= 2 * mm
        if form.pay_by is not None:
            self._line(texts.pay_by.format(date=date_text(form.pay_by, self._language)), PLAIN)
        elif form.deferral_days:
            self._line(texts.deferral.format(days=form.deferral_days), PLAIN)
        if form.reserved_until is not None:
            until = date_text(form.reserved_until, self._language)
            self._line(texts.reserved_until.format(date=until), PLAIN)
        self._rule(0.8)
        self._y -= 8 * mm
        self._line(texts.made_by.format(name=form.supplier.signer), PLAIN)

    def _line(self, text: str, font: str) -> None:
        self._text(text, _LEFT, _RIGHT - _LEFT, font, _SIZE)

    def _text(self, text: str, left: float, width: float, font: str, size: float) -> None:
        for line in self._wrap(text, font, size, width):
            self._keep(size * _LEADING)
            self._canvas.setFont(font, size)
            self._canvas.drawString(left, self._y - size, line)
            self._y -= size * _LEADING

    def _wrap(self, text: str, font: str, size: float, width: float) -> list[str]:
        key = (text, font, size, width)
        if key not in self._wrapped:
            self._wrapped[key] = wrap(*key)
        return self._wrapped[key]

    def _rule(self, width: float) -> None:
        self._y -= 1.5 * mm
        self._canvas.setLineWidth(width)
        self._canvas.line(_LEFT, self._y, _RIGHT, self._y)

    def _keep(self, height: float) -> None:
        """Go to the next page unless `height` still fits on this one."""
        if self._y - height < _BOTTOM:
            self._next_page()

    def _next_page(self) -> None:
        self._footer()
        self._canvas.showPage()
        self._page += 1
        self._y = _TOP

    def _footer(self) -> None:
        self._canvas.setFont(PLAIN, _SMALL)
        self._canvas.setFillGray(0.35)
        said = self._texts.footer.format(number=self._form.order_number)
        self._canvas.drawString(_LEFT, 10 * mm, said)
        page = self._texts.page.format(page=self._page, pages=self._total)
        self._canvas.drawRightString(_RIGHT, 10 * mm, page)
        self._canvas.setFillGray(0)


def plain(text: str) -> str:
    """Return the text without control characters: a name from 1C may hold tabs and line ends."""
    return "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} else letter
        for letter in text
    )


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Return the text in lines no wider than `width`; a word wider than that is broken."""

    def wide(piece: str) -> float:
        return float(pdfmetrics.stringWidth(piece, font, size))

    lines: list[str] = []
    current, used, blank = "", 0.0, wide(" ")
    for word in plain(text).split(" "):
        if not word:
            continue
        own = wide(word)
        if current and used + blank + own <= width:
            current, used = f"{current} {word}", used + blank + own
            continue
        if current:
            lines.append(current)
        current, used = word, own
        if own > width:
            *whole, current = _broken(word, width, wide)
            lines += whole
            used = wide(current)
    if current or not lines:
        lines.append(current)
    return lines


def _broken(word: str, width: float, wide: Callable[[str], float]) -> list[str]:
    pieces, current = [], ""
    for letter in word:
        if current and wide(current + letter) > width:
            # A number's thousands are not torn from each other's space.
            pieces.append(current.rstrip(NBSP))
            current = letter.lstrip(NBSP)
        else:
            current += letter
    return [*pieces, current]

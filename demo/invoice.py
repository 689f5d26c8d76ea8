"""The printed form of the imitated 1C: «Рахунок на оплату»."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from demo.prices import plain

if TYPE_CHECKING:
    from demo.orders import Order

_FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
_MONTHS = (
    *("січня", "лютого", "березня", "квітня", "травня", "червня"),
    *("липня", "серпня", "вересня", "жовтня", "листопада", "грудня"),
)
_CUT_NAME = 120


@cache
def _styles() -> tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]:
    for name, file in (("DemoText", "Inter-Regular.ttf"), ("DemoBold", "Inter-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))
    text = ParagraphStyle("text", fontName="DemoText", fontSize=8, leading=10)
    bold = ParagraphStyle("bold", parent=text, fontName="DemoBold")
    title = ParagraphStyle("title", parent=bold, fontSize=13, leading=17, spaceBefore=8)
    return text, bold, title


def _money(kopecks: int) -> str:
    whole, part = plain(kopecks, 2, least=2).split(".")
    return f"{int(whole):,}".replace(",", "\u00a0") + f",{part}"


def _date(iso: str) -> str:
    day = dt.date.fromisoformat(iso[:10])
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} р."


def _vat_kopecks(order: Order) -> int:
    total = 0
    for line in order.lines:
        if not line.cancelled and line.rate.isdigit():
            rate = int(line.rate)
            total += (line.sum_kopecks * rate * 2 + 100 + rate) // (2 * (100 + rate))
    return total


def invoice_pdf(order: Order, onec_number: str, onec_date: str, seller: dict[str, str]) -> bytes:
    """The invoice of a document as PDF bytes; `seller` is one of supplier.ORGANISATIONS."""
    text, bold, title = _styles()

    def cell(words: str, style: ParagraphStyle = text) -> Paragraph:
        return Paragraph(escape(words), style)

    live = [line for line in order.lines if not line.cancelled]
    rows = [[cell(w, bold) for w in ("№", "Артикул", "Товар", "Од.", "Кільк.", "Ціна", "Сума")]]
    rows += [
        [
            cell(str(n)),
            cell(line.article),
            cell(line.name[:_CUT_NAME]),
            cell(line.unit),
            cell(plain(line.quantity_milli, 3).replace(".", ",")),
            cell(plain(line.price_e4, 4, least=2).replace(".", ",")),
            cell(_money(line.sum_kopecks)),
        ]
        for n, line in enumerate(live, 1)
    ]
    goods = Table(rows, colWidths=[n * mm for n in (9, 25, 70, 12, 18, 22, 24)], repeatRows=1)
    goods.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
            ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    total = order.live_sum_kopecks()
    story: list[Flowable] = [
        cell(f"{seller['name']}, ЄДРПОУ {seller['edrpou']}, ІПН {seller['ipn']}", bold),
        cell(f"{seller['address']}, тел. {seller['phone']}"),
        cell(f"IBAN {seller['iban']}, {seller['bank']}, МФО {seller['mfo']}"),
        cell(f"Рахунок на оплату № {onec_number} від {_date(onec_date)}", title),
        Spacer(1, 4 * mm),
        cell(f"Покупець: {order.customer}, ЄДРПОУ {order.edrpou}"),
        cell(f"Замовлення: № {order.number} від {_date(order.date)}"),
        Spacer(1, 3 * mm),
        goods,
        Spacer(1, 3 * mm),
        cell(f"У тому числі ПДВ: {_money(_vat_kopecks(order))} {order.currency}"),
        cell(f"Усього найменувань {len(live)}, на суму {_money(total)} {order.currency}", bold),
        Spacer(1, 10 * mm),
        cell(f"Виписав(ла) ____________________ {seller['signer']}"),
    ]
    stream = io.BytesIO()
    SimpleDocTemplate(
        stream,
        pagesize=A4,
        title=f"Рахунок на оплату № {onec_number}",
        author=seller["name"],
        leftMargin=15 * mm,
        rightMargin=15 * mm,
        topMargin=15 * mm,
        bottomMargin=15 * mm,
    ).build(story)
    return stream.getvalue()

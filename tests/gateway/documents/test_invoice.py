"""The invoice as a person and a bookkeeping program read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pypdfium2
import pytest

from gateway.documents.invoice import draw_invoice
from gateway.documents.invoice_texts import money_text, quantity_text
from gateway.services.invoices import InvoiceForm, InvoiceLine, Party

LONG = "Перфоратор акумуляторний безщітковий із валізою «Ґедзь» № 5 (їжак, об’єм 5 л)"
FORM = InvoiceForm(
    language="uk",
    number="100000124",
    date=dt.date(2026, 11, 24),
    order_number="100000123",
    supplier=Party(
        name="ТОВ «Постач Україна»",
        edrpou="12345678",
        ipn="123456789012",
        iban="UA213223130000026007233566001",
        bank="АТ «Банк»",
        address="04071, м. Київ, вул. Нижній Вал, 1",
        signer="Іваненко І. І.",
    ),
    buyer=Party(name="ФОП Коваленко О. П.", edrpou="1234567890"),
    contract_number="7/26",
    contract_date=dt.date(2026, 1, 5),
    contract_name="Опт",
    warehouse="Київ, Поділ",
    currency="UAH",
    vat="included",
    lines=(InvoiceLine("ДР-1", LONG, "шт", 1_500, 82_304_400, 123_456_600),),
    sum_e4=123_456_600,
    vat_e4=20_576_100,
    payable_e4=123_456_600,
    pay_by=dt.date(2026, 11, 27),
    deferral_days=0,
    reserved_until=dt.date(2026, 11, 28),
)


def pages(form: InvoiceForm) -> list[str]:
    document = pypdfium2.PdfDocument(draw_invoice(form).pdf)
    told = []
    for page in document:
        text = page.get_textpage()
        told.append(text.get_text_bounded().replace("\r\n", "\n"))
        text.close()
        page.close()
    document.close()
    return told


def flat(text: str) -> str:
    return " ".join(text.split())


def test_everything_that_a_payment_needs_is_on_it():
    (page,) = pages(FORM)
    text = flat(page)
    for piece in (
        "Рахунок на оплату № 100000124 від 24 листопада 2026 р.",
        "ТОВ «Постач Україна»",
        "п/р UA213223130000026007233566001 у банку АТ «Банк»",
        "код за ЄДРПОУ 12345678, ІПН 123456789012",
        "ФОП Коваленко О. П.",
        "№ 7/26 від 5 січня 2026 р.",
        "ДР-1",
        "1,5",
        "8 230,44",
        "12 345,66",
        "У тому числі ПДВ: 2 057,61",
        "Всього найменувань 1, на суму 12 345,66 грн",
        "Дванадцять тисяч триста сорок п’ять гривень 66 копійок",
        "У т.ч. ПДВ: Дві тисячі п’ятдесят сім гривень 61 копійка",
        "Сплатити до 27 листопада 2026 р.",
        "Товар заброньовано до 28 листопада 2026 р.",
        "Складено порталом за даними замовлення № 100000123",
        "Сторінка 1 з 1",
    ):
        assert piece in text
    assert LONG in text


def test_goods_that_are_still_to_come_say_when():
    line = replace(FORM.lines[0], name="Дриль", backorder_on=dt.date(2026, 12, 2))
    (page,) = pages(replace(FORM, lines=(line,), reserved_until=None))
    assert "Дриль (очікується 2 грудня 2026 р.)" in flat(page)
    assert "заброньовано" not in page


@pytest.mark.parametrize(
    ("vat", "there", "absent"),
    [
        ("included", ["Ціна з ПДВ", "У тому числі ПДВ:"], "Всього із ПДВ:"),
        ("on_top", ["Ціна без ПДВ", "Сума ПДВ:", "Всього із ПДВ:"], "У тому числі"),
        ("none", ["Без ПДВ"], "Сума ПДВ:"),
    ],
)
def test_vat_is_told_by_the_contracts_rule(vat: str, there: list[str], absent: str):
    text = flat(pages(replace(FORM, vat=vat))[0])
    assert all(piece in text for piece in there)
    assert absent not in text


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("ru", "Составлено порталом по данным заказа № 100000123"),
        ("en", "Made by the portal from order No. 100000123"),
    ],
)
def test_other_languages(language: str, piece: str):
    assert piece in flat(pages(replace(FORM, language=language))[0])


@pytest.mark.parametrize("count", [1, 2, 17, 18, 40, 300])
def test_every_line_is_there_and_each_page_repeats_the_heading(count: int):
    lines = tuple(replace(FORM.lines[0], article=f"A{n:05d}") for n in range(count))
    told = pages(replace(FORM, lines=lines))
    assert draw_invoice(replace(FORM, lines=lines)).pages == len(told)
    whole = " ".join(told)
    assert all(line.article in whole for line in lines)
    for number, page in enumerate(told, start=1):
        assert f"Сторінка {number} з {len(told)}" in flat(page)
        if any(line.article in page for line in lines):
            assert "Артикул" in page


def test_the_largest_order_is_drawn():
    lines = tuple(replace(FORM.lines[0], article=f"A{n:05d}", name="Свердло") for n in range(5_000))
    drawn = draw_invoice(replace(FORM, lines=lines))
    assert drawn.pdf.startswith(b"%PDF-")
    assert drawn.pages > 50


def test_the_same_invoice_has_the_same_bytes():
    assert draw_invoice(FORM).pdf == draw_invoice(replace(FORM)).pdf
    assert draw_invoice(FORM).pdf != draw_invoice(replace(FORM, number="100000125")).pdf


def test_a_name_is_text_whatever_it_holds():
    nasty = "<b>жирний</b> &amp; \x00\x1b[31m\n\r\t %PDF (дужки \\ )"
    text = flat(pages(replace(FORM, lines=(replace(FORM.lines[0], name=nasty),)))[0])
    assert "<b>жирний</b> &amp; [31m %PDF (дужки \\ )" in text


def test_a_word_longer_than_its_column_is_broken_and_not_cut():
    word = "АРТИКУЛ" * 12
    page = pages(replace(FORM, lines=(replace(FORM.lines[0], article=word),)))[0]
    assert word in "".join(page.split())


def test_a_deferral_and_an_unknown_organisation_promise_nothing():
    form = replace(FORM, pay_by=None, deferral_days=30, reserved_until=None, supplier=Party(""))
    text = flat(pages(form)[0])
    assert "Відстрочка платежу, днів: 30" in text
    assert "Сплатити до" not in text
    assert "заброньовано" not in text
    assert "п/р" not in text


@pytest.mark.parametrize(
    ("amount_e4", "text"),
    [(0, "0,00"), (12_345_670_000, "1 234 567,00"), (1_234_567, "123,4567"), (-100, "-0,01")],
)
def test_amounts_are_written_with_thousands_and_a_comma(amount_e4: int, text: str):
    assert money_text(amount_e4).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(("milli", "text"), [(1_000, "1"), (1_250, "1,25"), (1_000_000, "1 000")])
def test_quantities_have_no_idle_zeros(milli: int, text: str):
    assert quantity_text(milli).replace("\N{NO-BREAK SPACE}", " ") == text

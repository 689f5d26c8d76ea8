"""What the banner says after a contract switch: how many goods, the cart before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui import formats
from app.ui.shell.banners import Message, Priority
from app.ui.widgets.notices import Action

if TYPE_CHECKING:
    from app.domain.terms import Contract
    from app.ui.cart.valuation import Valuation

translate = QCoreApplication.translate


def switch_message(
    before: Contract,
    now: Contract,
    goods: int,
    valuation: Valuation,
    took_s: float | None = None,
) -> Message:
    """Return the banner; `goods` is how many products were recalculated, `took_s` how fast."""
    title = translate("SwitchBanner", "Prices recalculated for contract {no} “{name}”.")
    undo = translate("SwitchBanner", "Back to {code}").format(code=before.short)
    if took_s is None:
        text = translate("SwitchBanner", "%Ln product(s).", "", goods)
    else:
        seconds = f"{max(took_s, 0.01):.2f}".replace(".", ",")
        text = translate("SwitchBanner", "%Ln product(s), {seconds} s.", "", goods)
        text = text.replace("{seconds}", seconds)
    cart = _cart(before, now, valuation)
    actions = [Action("contract_back", undo, "Ctrl+Z", icon="undo-2")]
    if valuation.draft is not None and valuation.draft.lines:
        actions.append(Action("compare", translate("SwitchBanner", "Compare the cart"), "F8"))
    return Message(
        "contract",
        Priority.CONTRACT,
        "info",
        title.format(no=now.number, name=now.name),
        f"{text} {cart}" if cart else text,
        "refresh-cw",
        tuple(actions),
    )


def _cart(before: Contract, now: Contract, valuation: Valuation) -> str:
    """Return the active cart's cost before and after; '' for one that does not follow."""
    draft, appraisal = valuation.draft, valuation.appraisal
    if draft is None or not draft.lines or draft.contract is not None or appraisal is None:
        return ""
    old = valuation.appraise(draft, before)
    if old.unpriced or appraisal.unpriced:
        return ""
    was_e4, is_e4 = old.totals.payable_e4, appraisal.totals.payable_e4
    same = (before.currency, before.vat) == (now.currency, now.vat)
    values = {
        "cart": draft.name,
        "before": formats.money(was_e4, before.currency),
        "after": formats.money(is_e4, now.currency),
    }
    if not same:
        return translate("SwitchBanner", "{cart}: {before} → {after}").format(**values)
    difference = formats.difference(is_e4 - was_e4)
    text = translate("SwitchBanner", "{cart}: {before} → {after} ({difference})")
    return text.format(**values, difference=difference)

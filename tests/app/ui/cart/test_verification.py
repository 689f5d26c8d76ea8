"""The check before ordering: what may be decided, what becomes of the cart, who asks again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox

from app.domain.cart import Draft
from app.domain.errors import Alternative, Problem, ProblemCode, Severity
from app.domain.verification import SimilarOrder, Verification, VerifiedLine
from app.services.checkout import Checkout
from app.ui.cart.problems import explain
from app.ui.cart.verification import VerificationScreen
from app.ui.cart.verification_choices import Decision, choices_of, decide, resolved
from app.ui.cart.verifying import Verifying
from tests.app.ui.cart.conftest import cart_line
from tests.fakes.ordering import FakeOrdering

SEEN = 1_000_000
NOW = dt.datetime(2026, 11, 24, 12, 8, tzinfo=dt.UTC)


def _verified(n, line, *problems, shown=SEEN, price=SEEN):
    return VerifiedLine(
        n=n,
        line=line,
        shown_price_e4=shown,
        price_e4=price,
        free_milli=None,
        sum_e4=0,
        vat_e4=0,
        problems=problems,
    )


def _check(*lines, problems=(), similar=()):
    return Verification(
        quote="q",
        contract="c-1",
        currency="UAH",
        as_of=NOW,
        lines=lines,
        problems=problems,
        parts=(),
        total_e4=0,
        vat_e4=0,
        minimum_need_e4=None,
        minimum_have_e4=None,
        limit_after_e4=None,
        pay_to_release_e4=None,
        reserved_until=None,
        similar=similar,
        valid_until=NOW + dt.timedelta(minutes=15),
    )


def _rose(n, now=1_100_000):
    return Problem(n, "PriceChanged", Severity.WARNING, price_now_e4=now)


def _short(n, free, *others):
    return Problem(n, "NotEnough", free_now_milli=free, alternatives=others)


@pytest.fixture
def screen(qtbot, theme, world) -> VerificationScreen:
    screen = VerificationScreen(theme, world.terms, world.goods)
    qtbot.addWidget(screen)
    screen.resize(1000, 600)
    screen.show()
    return screen


@pytest.fixture
def show(world, screen):
    """Show a check of a draft with these lines; a line may change its quantity first."""

    def put(*verified, problems=(), similar=()):
        draft = replace(world.drafts.active, lines=tuple(one.line for one in verified))
        world.drafts.change(draft)
        contract = world.terms.contract
        screen.show_check(_check(*verified, problems=problems, similar=similar), draft, contract)
        return draft

    return put


def _kinds(problem, quantity=60_000, pack=20_000):
    line = replace(_verified(1, LINE, problem), line=replace(LINE, quantity_milli=quantity))
    return [(one.kind, one.quantity_milli, one.rest_milli) for one in choices_of(line, pack)]


LINE = cart_line(None, 1, 60_000)


def test_a_shortage_may_be_cut_split_or_removed() -> None:
    assert _kinds(_short(1, 45_000, Alternative("w-2", 340_000))) == [
        ("keep", 40_000, 0),
        ("split", 40_000, 20_000),
        ("remove", 0, 0),
    ]


def test_nothing_here_may_come_whole_from_elsewhere_as_far_as_it_goes() -> None:
    assert _kinds(_short(1, 0, Alternative("w-2", 55_000))) == [
        ("move", 0, 40_000),
        ("remove", 0, 0),
    ]


def test_a_wrong_pack_may_be_rounded_either_way() -> None:
    problem = Problem(1, "WrongPack", pack_milli=20_000)
    assert _kinds(problem, 50_000) == [("round", 60_000, 0), ("round", 40_000, 0), ("remove", 0, 0)]


@pytest.mark.parametrize("code", ["NotSold", "NotPermitted", "Discontinued", "FromTheFuture"])
def test_what_cannot_be_had_can_only_be_removed(code) -> None:
    """An error of a newer server that this program does not know is never accepted away."""
    assert _kinds(Problem(1, code)) == [("remove", 0, 0)]


def _arrives(day: int | None, severity=Severity.ERROR, free=None):
    since = None if day is None else dt.datetime(2026, 12, day, tzinfo=dt.UTC)
    return Problem(1, "BackorderDate", severity, free_now_milli=free, since=since)


def test_what_is_short_may_wait_for_its_day() -> None:
    told = (_short(1, 45_000), _arrives(2, Severity.WARNING))
    line = _verified(1, replace(LINE, quantity_milli=60_000), *told)
    wait = next(one for one in choices_of(line, 20_000) if one.kind == "wait")
    assert (wait.quantity_milli, wait.rest_milli, wait.expected_on) == (
        40_000, 20_000, "2026-12-02",
    )  # fmt: skip
    after = _decided(line, wait)
    assert [(x.quantity_milli, x.backorder_on) for x in after.lines] == [
        (40_000, None), (20_000, "2026-12-02"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("problem", "kinds", "becomes"),
    [
        (_arrives(9), ["accept", "remove"], "2026-12-09"),
        (_arrives(1, Severity.WARNING), ["accept", "remove"], "2026-12-01"),
        (_arrives(None, free=60_000), ["take", "remove"], None),
    ],
    ids=["later", "sooner", "come already"],
)
def test_another_day_is_accepted_and_goods_that_have_come_are_taken(
    problem, kinds, becomes
) -> None:
    line = _verified(1, replace(LINE, backorder_on="2026-12-02"), problem)
    choices = choices_of(line, 20_000)
    assert [one.kind for one in choices] == kinds
    assert [x.backorder_on for x in _decided(line, choices[0]).lines] == [becomes]


def test_goods_that_nobody_knows_the_day_of_are_removed() -> None:
    line = _verified(1, replace(LINE, backorder_on="2026-12-02"), _arrives(None, free=0))
    assert [one.kind for one in choices_of(line, 20_000)] == ["remove"]


def _decided(line, choice):
    draft = Draft("d-1", "Кошик", lines=(line.line,))
    return resolved(draft, [Decision(line, (choice,), 0, 20)])


def test_falls_are_accepted_already_rises_and_shortages_are_not(world) -> None:
    lines = [cart_line(world, n, 60_000) for n in (1, 2, 3)]
    check = _check(
        _verified(1, lines[0], _rose(1, 900_000), price=900_000),
        _verified(2, lines[1], _rose(2), price=1_100_000),
        _verified(3, lines[2], _short(3, 40_000)),
    )
    chosen = [one.chosen for one in decide(check, lambda _line: (20_000, 20))]
    assert chosen == [0, None, None]


def test_the_draft_becomes_what_was_decided(world) -> None:
    lines = tuple(cart_line(world, n, 60_000) for n in (1, 2, 3, 4))
    draft = replace(world.drafts.active, lines=lines)
    check = _check(
        _verified(1, lines[0], _rose(1), price=1_100_000),
        _verified(2, lines[1], _short(2, 40_000, Alternative("w-2", 340_000))),
        _verified(3, lines[2], _short(3, 0, Alternative("w-2", 40_000))),
        _verified(4, lines[3], Problem(4, "Discontinued")),
    )
    decisions = decide(check, lambda _line: (20_000, 20))
    picks = (0, 1, 0, 0)
    decided = [one._replace(chosen=pick) for one, pick in zip(decisions, picks, strict=True)]
    after = {
        (one.product, one.warehouse): one.quantity_milli for one in resolved(draft, decided).lines
    }
    assert after == {
        ("guid-1", "w-1"): 60_000,
        ("guid-2", "w-1"): 40_000,
        ("guid-2", "w-2"): 20_000,
        ("guid-3", "w-2"): 40_000,
    }


def test_only_changed_lines_are_shown_and_keys_decide_them(screen, show, world, qtbot) -> None:
    QAbstractItemModelTester(
        screen.model, QAbstractItemModelTester.FailureReportingMode.Warning, screen
    )
    lines = [cart_line(world, n, 60_000) for n in (1, 2, 3)]
    draft = show(
        _verified(1, lines[0], _rose(1), price=1_100_000),
        _verified(2, lines[1], _short(2, 40_000, Alternative("w-2", 340_000))),
        _verified(3, lines[2]),
    )
    assert screen.model.rowCount() == 2
    assert not screen.can_go_on
    qtbot.keyClicks(screen.table, "a")
    qtbot.keyClicks(screen.table, "n")
    assert screen.table.currentIndex().row() == 1
    qtbot.keyClicks(screen.table, "2")
    assert screen.can_go_on
    with qtbot.waitSignal(screen.resolved) as sent:
        screen.go_on()
    after, holds = sent.args
    assert after == draft.split(lines[1].id, 40_000, "w-2")
    assert not holds
    assert screen.accepted_prices()[lines[0].id] == 1_100_000


@pytest.mark.parametrize(("letter", "kind"), [("ф", "accept"), ("к", "remove")])
def test_the_keys_work_under_a_cyrillic_layout(screen, show, world, qtbot, letter, kind) -> None:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QKeyEvent

    show(_verified(1, cart_line(world, 1, 60_000), _rose(1), price=1_100_000))
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QCoreApplication.sendEvent(screen.table, event)
    assert screen.model.decisions[0].choice.kind == kind


def test_accepted_prices_alone_leave_the_check_standing(screen, show, world, qtbot) -> None:
    draft = show(_verified(1, cart_line(world, 1, 60_000), _rose(1), price=1_100_000))
    qtbot.keyClicks(screen.table, "a")
    with qtbot.waitSignal(screen.resolved) as sent:
        screen.go_on()
    assert sent.args == [draft, True]


def test_a_click_on_a_choice_takes_it(screen, show, world, qtbot) -> None:
    show(_verified(1, cart_line(world, 1, 60_000), _rose(1), price=1_100_000))
    place = screen.table.choice_boxes(0)[1]
    qtbot.mouseClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert screen.model.decisions[0].choice.kind == "remove"


def test_accepting_all_asks_once_when_the_total_rises_much(screen, show, world, qtbot) -> None:
    show(_verified(1, cart_line(world, 1, 60_000), _rose(1), price=1_100_000))
    screen.accept_all()
    asking = screen.findChild(QMessageBox)
    assert asking is not None
    assert screen.model.open_rows == [0]
    asking.defaultButton().click()
    assert screen.model.open_rows == []


def test_accepting_all_does_not_ask_about_a_small_rise(screen, show, world) -> None:
    show(_verified(1, cart_line(world, 1, 60_000), _rose(1, 1_010_000), price=1_010_000))
    screen.accept_all()
    assert screen.findChild(QMessageBox) is None
    assert screen.can_go_on


def test_an_orders_own_problem_stops_it_until_the_cart_changes(screen, show, world) -> None:
    limit = Problem(None, "LimitExceeded", limit_left_e4=1_000_000)
    lines = [cart_line(world, n, 60_000) for n in (1, 2)]
    show(
        _verified(1, lines[0], _rose(1), price=1_100_000), _verified(2, lines[1]), problems=(limit,)
    )
    screen.model.choose(0, 0)
    assert not screen.can_go_on
    screen.model.choose(0, 1)
    assert screen.can_go_on


def test_removing_everything_leaves_nothing_to_order(screen, show, world) -> None:
    show(_verified(1, cart_line(world, 1, 60_000), Problem(1, "Discontinued")))
    screen.model.choose(0, 0)
    assert not screen.can_go_on


def test_every_code_has_its_own_words() -> None:
    said = {explain(Problem(None, code)) for code in ProblemCode}
    assert len({one.title for one in said}) == len(ProblemCode)
    assert all(one.next_step for one in said)
    assert explain(Problem(None, "FromTheFuture")).next_step


@pytest.fixture
def ordering() -> FakeOrdering:
    return FakeOrdering()


@pytest.fixture
def verifying(qtbot, world, ordering):
    from app.ui.cart.valuation import Valuation

    valuation = Valuation(world.terms, world.goods, world.drafts)
    draft = replace(world.drafts.active, lines=(cart_line(world, 1, 60_000),))
    world.drafts.change(draft)
    qtbot.waitUntil(lambda: valuation.draft == draft)
    checkout = Checkout(world.journal, ordering)
    return Verifying(world.tasks, lambda: checkout, valuation)


def test_a_check_without_differences_leads_straight_on(verifying, world, qtbot) -> None:
    with qtbot.waitSignal(verifying.verified) as sent:
        verifying.check(world.drafts.active)
        assert verifying.busy
    assert sent.args[1] == world.drafts.active
    assert not verifying.busy


def test_differences_are_shown_and_accepted_prices_are_not_asked_twice(
    verifying, world, ordering, qtbot
) -> None:
    ordering.prices["guid-1"] = Decimal("120.00")
    with qtbot.waitSignal(verifying.differs) as sent:
        verifying.check(world.drafts.active)
    draft = sent.args[1]
    less = replace(draft, lines=(replace(draft.lines[0], quantity_milli=40_000),))
    with qtbot.waitSignal(verifying.verified) as sent:
        verifying.take(less, holds=False, prices={draft.lines[0].id: 1_200_000})
    assert world.drafts.active == less
    assert sent.args[0].lines[0].price_e4 == 1_200_000
    assert ordering.calls == ["quote", "quote"]


def test_an_alike_order_is_shown_even_when_nothing_differs(screen, show, world) -> None:
    similar = SimilarOrder("k", "ДМ-004196", NOW, "Олена")
    show(_verified(1, cart_line(world, 1, 60_000)), similar=(similar,))
    assert screen.can_go_on


def test_without_a_connection_the_cart_stays(verifying, world, ordering, qtbot) -> None:
    ordering.offline = 1
    before = world.drafts.active
    with qtbot.waitSignal(verifying.failed):
        verifying.check(before)
    assert world.drafts.active == before
    assert not verifying.busy


def test_known_to_be_offline_nobody_is_asked(verifying, world, ordering, qtbot) -> None:
    verifying.set_online(False)
    with qtbot.waitSignal(verifying.verified) as sent:
        verifying.check(world.drafts.active)
    assert sent.args[0].quote == ""
    assert ordering.calls == []


def test_a_cart_changed_during_the_check_is_not_ordered(verifying, world, qtbot) -> None:
    with qtbot.waitSignal(verifying.failed):
        verifying.check(world.drafts.active)
        world.drafts.clear(world.drafts.active_id)

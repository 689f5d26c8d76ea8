"""The names of problems are those of the wire, and errors carry what a screen needs."""

from __future__ import annotations

import pytest

from app.domain import errors


def test_problem_codes_are_exactly_those_of_the_contract():
    assert {code.value for code in errors.ProblemCode} == {
        "NotEnough",
        "PriceChanged",
        "NotPermitted",
        "NotSold",
        "Discontinued",
        "BelowMinimum",
        "AboveMaximum",
        "LimitExceeded",
        "OverdueBlocked",
        "WrongPack",
        "UnitUnknown",
        "ContractClosed",
        "TotalDiffers",
        "BackorderDate",
        "DeliveryRefused",
    }


def test_a_rejection_keeps_every_problem_in_the_gateways_order():
    problems = (
        errors.Problem(2, "NotEnough", free_now_milli=0),
        errors.Problem(1, "ANewWordOfTomorrow"),
        errors.Problem(None, "LimitExceeded", limit_left_e4=15_000),
    )
    rejected = errors.Rejected(problems)
    assert rejected.problems == problems
    assert problems[0].price_now_e4 is None  # unknown is not zero
    assert "ANewWordOfTomorrow" in str(rejected)


def test_what_is_known_is_told_from_our_own_bugs_by_one_root():
    known = [
        errors.Offline("down", retry_after_s=5),
        errors.SignInNeeded(),
        errors.AccessWithdrawn(),
        errors.ProtocolBroken("no end", request_id="r1"),
        errors.Rejected(()),
        errors.StorageFailed(),
        errors.PrinterFailed(errors.PrinterFault.GONE, "Бухгалтерія"),
        errors.Cancelled(),
    ]
    for error in known:
        with pytest.raises(errors.AppError):
            raise error

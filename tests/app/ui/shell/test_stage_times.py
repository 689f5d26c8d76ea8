"""The time that is left is told late, and it never grows without a word."""

from __future__ import annotations

import pytest

from app.ui.shell.stage_times import Left, StageTimes


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def times(clock: Clock) -> StageTimes:
    return StageTimes(clock)


def test_nothing_is_promised_in_the_first_three_seconds(clock, times) -> None:
    clock.now += 2.9
    assert times.left_s(0.5) is None
    clock.now += 0.2
    assert times.left_s(0.5) == Left(3, longer=False)


def test_the_end_comes_nearer_and_a_later_one_is_said_to_be_longer(clock, times) -> None:
    clock.now += 10
    assert times.left_s(0.5) == Left(10, longer=False)
    clock.now += 4
    assert times.left_s(0.62) == Left(6, longer=False), "slower, but what was told still holds"
    clock.now += 5
    assert times.left_s(0.6) == Left(13, longer=True)
    clock.now += 1
    assert times.left_s(1.0) is None


def test_a_stage_that_counts_anew_has_gone_on_to_its_next_part(clock, times) -> None:
    for done in (10, 30, 5, 20):
        times.note("prices", done, 0)
    assert times.count("prices") == (50, 0)


def test_a_stage_says_how_long_it_took_and_how_long_it_may_take(clock, times) -> None:
    assert times.stage_s("stock", done=False, total=100) is None
    times.note("stock", 0, 0)
    clock.now += 4
    times.note("stock", 25, 0)
    assert times.stage_s("stock", done=False, total=100) == 12
    assert times.stage_s("stock", done=True, total=0) == 4


def test_the_speed_is_of_the_whole_time(clock, times) -> None:
    assert times.a_second(1_000) is None
    clock.now += 4
    assert times.a_second(1_000) == 250

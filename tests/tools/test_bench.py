"""`dev.py bench`: a figure says by itself whether it keeps its bar."""

import json

import pytest

from tools.bench import Figure, Options
from tools.bench import __main__ as bench
from tools.bench.start import BARE_WINDOW, alternate
from tools.processes import CommandFailed


class Measured:
    """A bench that measures nothing and yields what it was made with."""

    def __init__(self, *figures: Figure) -> None:
        self.figures = figures

    def run(self, options: Options):
        yield from self.figures


@pytest.mark.parametrize(
    ("figure", "ratio", "is_met"),
    [
        (Figure("a", 30.0, "ms", bar=1.5, against=20.0), 1.5, True),
        (Figure("a", 31.0, "ms", bar=1.5, against=20.0), 1.55, False),
        (Figure("a", 350.0, "ms", bar=350.0), None, True),
        (Figure("a", 351.0, "ms", bar=350.0), None, False),
        (Figure("a", 1e9, "ms"), None, True),
    ],
)
def test_the_bar_judges_the_ratio_or_else_the_value(figure, ratio, is_met):
    assert figure.ratio == ratio
    assert figure.is_met is is_met


def test_every_figure_is_one_json_line_and_only_the_missed_come_back(capsys, tmp_path):
    good = Figure("good", 10.0, "ms", bar=2.0, against=10.0)
    bad = Figure("bad", 30.0, "ms", bar=2.0, against=10.0)
    assert bench.measure(Measured(good, bad), Options(10, 1, tmp_path)) == [bad]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == {
        "name": "good",
        "value": 10.0,
        "unit": "ms",
        "bar": 2.0,
        "against": 10.0,
        "ratio": 1.0,
    }
    assert [line["name"] for line in lines] == ["good", "bad"]


def test_the_ruler_of_start_paints_and_a_program_that_does_not_is_an_error():
    (taken,) = alternate([["-c", BARE_WINDOW]], repeats=1)
    assert taken > 0
    with pytest.raises(CommandFailed, match="painted nothing"):
        alternate([["-c", "print('nearly')"]], repeats=1)

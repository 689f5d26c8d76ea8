"""The suite's own promises: what a test leaves behind or logs by surprise fails it."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).parent.parent / "conftest.py"


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini(
        "[pytest]\nqt_api = pyside6\nqt_log_level_fail = WARNING\nmarkers = long: slow\n"
        "    windows: there\n"
    )
    return pytester


def outcome(suite: pytest.Pytester, body: str, *options: str) -> pytest.RunResult:
    suite.makepyfile(body)
    return suite.runpytest_subprocess("-p", "no:cacheprovider", *options)


def test_an_unexpected_warning_of_our_programs_fails_the_test(suite):
    result = outcome(
        suite,
        """
        import logging
        def test_it():
            logging.getLogger("gateway.onec").warning("1C is silent")
        """,
    )
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*unexpected in the log*", "*1C is silent*"])


def test_an_announced_warning_is_no_failure(suite):
    result = outcome(
        suite,
        """
        import logging
        def test_it(expected_log):
            expected_log("1C is silent")
            logging.getLogger("gateway.onec").warning("1C is silent")
        """,
    )
    result.assert_outcomes(passed=1)


def test_a_warning_that_was_announced_but_never_came_fails_the_test(suite):
    result = outcome(
        suite,
        """
        def test_it(expected_log):
            expected_log("1C is silent")
        """,
    )
    result.assert_outcomes(passed=1, errors=1)


def test_warnings_of_other_libraries_are_their_own_business(suite):
    result = outcome(
        suite,
        """
        import logging
        def test_it():
            logging.getLogger("httpx").warning("something")
        """,
    )
    result.assert_outcomes(passed=1)


def test_a_window_left_open_fails_its_test_and_only_that_one(suite):
    result = outcome(
        suite,
        """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_leaves(qtbot):
            kept.append(QWidget(objectName="lost"))
        def test_next(qtbot):
            qtbot.addWidget(QWidget())
        """,
    )
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*windows left open: QWidget 'lost'*"])


def test_a_warning_of_qt_fails_the_test(suite):
    result = outcome(
        suite,
        """
        from PySide6.QtCore import qWarning
        def test_it(qtbot):
            qWarning("a signal without a receiver")
        """,
    )
    result.assert_outcomes(failed=1)


@pytest.mark.parametrize(("options", "passed"), [((), 1), (("--long",), 2)])
def test_slow_tests_wait_for_the_option_long(suite, options, passed):
    result = outcome(
        suite,
        """
        import pytest
        @pytest.mark.long
        def test_slow(): pass
        def test_quick(): pass
        """,
        *options,
    )
    result.assert_outcomes(passed=passed, skipped=2 - passed)

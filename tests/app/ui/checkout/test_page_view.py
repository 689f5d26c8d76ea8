"""The invoice on the screen: exactly its pages, and calm words when a PDF does not open."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from app.ui.checkout.page_view import LONGEST_PX, MOST_PIXELS, PageView, _drawable
from app.ui.live.papers import PageRenderer
from tests.app.printing.pdfs import save
from tests.fakes.papers import pdf

SLOW_MS = 20_000


@pytest.fixture
def view(qtbot, theme) -> Iterator[Callable[..., PageView]]:
    made: list[PageRenderer] = []

    def make(**options) -> PageView:
        renderer = PageRenderer(**options)
        made.append(renderer)
        view = PageView(theme, renderer)
        qtbot.addWidget(view)
        view.resize(700, 800)
        with qtbot.waitExposed(view):
            view.show()
        return view

    yield make
    for renderer in made:
        renderer.finish()


def _child(folder: Path, source: str) -> list[str]:
    script = folder / "child.py"
    script.write_text(textwrap.dedent(source), encoding="utf-8")
    return [sys.executable, str(script)]


def _dark_share(view: PageView) -> float:
    image = view.viewport().grab().toImage()
    width, height = image.width(), image.height()
    spots = [(x, y) for x in range(0, width, 7) for y in range(0, height, 7)]
    return sum(image.pixelColor(x, y).lightness() < 40 for x, y in spots) / len(spots)


def test_a_page_is_drawn_as_it_is(view, qtbot, tmp_path) -> None:
    page = view()
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf(pages=3)))
    assert page.page_count == 3
    page.verticalScrollBar().setValue(60)
    assert _dark_share(page) > 0.05


def test_scrolling_draws_the_other_pages(view, qtbot, tmp_path) -> None:
    page = view()
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf(pages=3)))
    assert page.current_page == 1
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: 2 in page._pages, timeout=SLOW_MS)
    assert page.current_page == 3


def test_zoom_goes_by_steps_and_back_to_the_width(view, qtbot, tmp_path) -> None:
    page = view()
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf()))
    fitting = page._rects()[0].width()
    page.zoom(closer=True)
    assert page._rects()[0].width() > fitting
    qtbot.waitUntil(lambda: page._pages[0].width() > fitting, timeout=SLOW_MS)
    page.fit_width()
    assert page._rects()[0].width() == fitting


def test_the_next_document_takes_the_place_of_the_first(view, qtbot, tmp_path) -> None:
    page = view()
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf("one"), "one.pdf"))
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf("two", pages=2), "two.pdf"))
    assert page.page_count == 2


def test_a_broken_pdf_says_so_calmly_and_the_next_one_opens(view, qtbot, tmp_path) -> None:
    page = view()
    with qtbot.waitSignal(page.failed, timeout=SLOW_MS):
        page.open(*save(tmp_path, b"%PDF-1.7 broken", "broken.pdf"))
    assert "does not open" in page.accessibleDescription()
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf(), "good.pdf"))
    assert page.accessibleDescription() == ""


def test_changed_bytes_are_not_shown(view, qtbot, tmp_path) -> None:
    page = view()
    path, sha256 = save(tmp_path, pdf())
    path.write_bytes(pdf("other"))
    with qtbot.waitSignal(page.failed, timeout=SLOW_MS):
        page.open(path, sha256)


def test_a_child_that_hangs_is_killed_and_the_next_document_opens(
    view, qtbot, tmp_path, expected_log
) -> None:
    expected_log(r"does not answer")
    marker = tmp_path / "hung"
    command = _child(
        tmp_path,
        f"""
        import os, pathlib, sys, time
        marker = pathlib.Path({str(marker)!r})
        if not marker.exists():
            marker.touch()
            time.sleep(60)
        os.execv(sys.executable, [sys.executable, "-m", "app", "render"])
        """,
    )
    page = view(command=command, answer_within_s=8.0)
    with qtbot.waitSignal(page.failed, timeout=SLOW_MS) as told:
        page.open(*save(tmp_path, pdf()))
    assert told.args == ["timeout"]
    with qtbot.waitSignal(page.shown, timeout=SLOW_MS):
        page.open(*save(tmp_path, pdf()))


def test_each_page_has_its_own_time_to_answer(view, qtbot, tmp_path, expected_log) -> None:
    """The second page hangs after the first was drawn: that is noticed, too."""
    expected_log(r"does not answer")
    command = _child(
        tmp_path,
        """
        import json, pathlib, sys, time
        for line in sys.stdin:
            asked = json.loads(line)
            answer = {"id": asked["id"]}
            if "open" in asked:
                answer |= {"opened": asked["sha256"], "pages": 2, "sizes": [[600, 300]] * 2}
            elif asked["render"] == 0:
                pathlib.Path(asked["out_dir"], "p").write_bytes(bytes(4))
                answer |= {"rendered": 0, "file": "p", "width": 1, "height": 1, "stride": 4}
            else:
                time.sleep(60)
            print(json.dumps(answer), flush=True)
        """,
    )
    page = view(command=command, answer_within_s=1.5)
    with qtbot.waitSignal(page.failed, timeout=SLOW_MS) as told:
        page.open(*save(tmp_path, pdf()))
    assert told.args == ["timeout"]
    assert 0 in page._pages


def test_a_child_that_dies_says_so(view, qtbot, tmp_path) -> None:
    page = view(command=_child(tmp_path, "import os\nos.abort()"))
    with qtbot.waitSignal(page.failed, timeout=SLOW_MS) as told:
        page.open(*save(tmp_path, pdf()))
    assert told.args == ["died"]


def test_a_page_that_cannot_be_drawn_leaves_the_others(view, qtbot, tmp_path) -> None:
    command = _child(
        tmp_path,
        """
        import json, pathlib, sys
        for line in sys.stdin:
            asked = json.loads(line)
            answer = {"id": asked["id"]}
            if "open" in asked:
                answer |= {"opened": asked["sha256"], "pages": 2, "sizes": [[600, 300], None]}
            elif asked["render"] == 0:
                pathlib.Path(asked["out_dir"], "p").write_bytes(bytes(4))
                answer |= {"rendered": 0, "file": "p", "width": 1, "height": 1, "stride": 4}
            else:
                answer |= {"error": "broken", "detail": ""}
            print(json.dumps(answer), flush=True)
        """,
    )
    page = view(command=command)
    with qtbot.assertNotEmitted(page.failed, wait=50), qtbot.waitSignal(page.shown):
        page.open(*save(tmp_path, pdf()))
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: page._broken == {1})
    assert 0 in page._pages


@pytest.mark.parametrize("size", [(2_380, 3_366), (3_000, 4_243), (900, 45_000), (60, 900_000)])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_no_page_asks_the_child_for_more_than_it_draws(size, ratio) -> None:
    width = _drawable(QSize(*size), ratio)
    height = width * size[1] / size[0]
    assert width * height <= MOST_PIXELS
    assert height <= LONGEST_PX

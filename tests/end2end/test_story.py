"""The main job on the whole program: every process is real, the window is drawn into memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.processes import environment

ROOT = Path(__file__).resolve().parents[2]
REAL_FILES = ROOT.parent / "shared" / "data" / "onec" / "open"


def play(out: Path, *options: str) -> dict:
    """Play a story in a process of its own and return its story.json; all steps must be ok."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.end2end.player", "--out", str(out), *options],
        check=False,
        cwd=ROOT,
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
    story = json.loads((out / "story.json").read_text(encoding="utf-8"))
    assert all(step["ok"] for step in story["steps"]), story["steps"]
    for step in story["steps"]:
        assert (out / step["screenshot"]).stat().st_size > 2_000, step
    return story


def check_order(story: dict, out: Path) -> None:
    order, invoice, printed = story["order"], story["invoice"], story["printed"]
    assert order["number"]
    assert order["currency"] == "UAH"
    assert len(order["parts"]) == 3
    assert all(part["onec_number"] for part in order["parts"])
    assert invoice["source"] == "onec", "1C's own invoice has replaced ours"
    assert (out / invoice["path"]).read_bytes().startswith(b"%PDF-")
    assert printed["pages"] == 1
    assert (out / printed["path"]).is_file()


@pytest.mark.timeout(400)
def test_main_job_with_bas_as_it_really_behaves(tmp_path):
    """1C loads without reserving and answers after its manager has touched the order."""
    story = play(tmp_path, "--products", "300", "--onec", "bas")
    check_order(story, tmp_path)


@pytest.mark.long
@pytest.mark.timeout(400)
def test_main_job_with_a_1c_that_answers_at_once(tmp_path):
    story = play(tmp_path, "--products", "300", "--onec", "ideal")
    check_order(story, tmp_path)


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("profile", ["bas", "ideal"])
def test_main_job_with_a_1c_that_comes_once_a_minute(tmp_path, profile):
    """The dealer waits for nothing: the number and the documents come when 1C comes."""
    story = play(tmp_path, "--products", "300", "--onec", profile, "--onec-interval", "60")
    check_order(story, tmp_path)


@pytest.mark.long
@pytest.mark.timeout(400)
def test_order_on_goods_of_real_1c_files(tmp_path):
    if not REAL_FILES.is_dir():
        pytest.skip(f"REAL 1C FILES ARE NOT HERE: {REAL_FILES}")
    story = play(tmp_path, "--onec-data", str(REAL_FILES))
    xml = (tmp_path / "order.xml").read_bytes()
    assert story["order"]["parts"][0]["number"].encode() in xml

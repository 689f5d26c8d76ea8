"""dev.py itself: what it answers before anything is installed, and from any folder."""

import subprocess
import sys

import pytest

from tools.sources import ROOT


def dev(*arguments: str, folder=ROOT, isolated: bool = False) -> subprocess.CompletedProcess[str]:
    # -S leaves out site-packages: what runs then needs the standard library only.
    bare = ["-S", "-E"] if isolated else []
    return subprocess.run(
        [sys.executable, *bare, str(ROOT / "dev.py"), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "usage: python3 dev.py VERB"),
        (("--help",), "usage: python3 dev.py VERB"),
        (("demo", "--help"), "--onec-data"),
        (("check", "--help"), "translations"),
        (("bench", "--help"), "--strict"),
    ],
)
def test_help_needs_nothing_installed(arguments, words, tmp_path):
    done = dev(*arguments, folder=tmp_path, isolated=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout


def test_an_unknown_verb_is_refused_with_the_list_of_those_there_are():
    done = dev("instal")
    assert done.returncode == 2
    assert "there is no 'instal'" in done.stderr
    assert "gateway" in done.stderr


def test_a_demo_without_a_folder_for_its_pictures_is_refused_before_it_begins():
    done = dev("demo", "--headless")
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_the_exit_code_of_the_work_is_the_exit_code_of_dev(tmp_path):
    done = dev("check", "names", "sizes-of-shoes", folder=tmp_path)
    assert done.returncode == 2
    assert "no such check: sizes-of-shoes" in done.stderr

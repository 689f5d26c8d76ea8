"""The first `dev.py` on a machine: what makes the environment stale, finished or forgotten."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, system_packages
from tools.system_packages import Refused


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock file that asks for one package made here, so that nothing is fetched."""
    return locked(tmp_path, "0.1")


def locked(folder: Path, version: str) -> Path:
    wheel = make_wheel(folder, version)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock = folder / "requirements.lock"
    lock.write_text(
        f"--no-index\n--find-links {folder}\nfound-it=={version} --hash=sha256:{digest}\n"
    )
    return lock


def make_wheel(folder: Path, version: str) -> Path:
    import zipfile

    wheel = folder / f"found_it-{version}-py3-none-any.whl"
    info = f"found_it-{version}.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("found_it.py", f"version = {version!r}\n")
        archive.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: found-it\nVersion: {version}\n"
        )
        archive.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def installed(python: Path) -> str:
    done = subprocess.run(
        [python, "-c", "import found_it; print(found_it.version)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_the_environment_is_made_once_and_remade_when_the_lock_changes(tmp_path, lock):
    folder = tmp_path / "env"
    python = environment.ensure(folder, lock)
    assert installed(python) == "0.1"
    assert environment.is_current(folder, lock)

    stray = folder / "stray"
    stray.touch()
    environment.ensure(folder, lock)
    assert stray.exists(), "a current environment is left alone"

    locked(tmp_path, "0.2")
    assert not environment.is_current(folder, lock)
    assert installed(environment.ensure(folder, lock)) == "0.2"
    assert not stray.exists(), "it is made anew, not patched"


def test_a_package_with_another_hash_is_refused_and_the_next_run_begins_anew(tmp_path, lock):
    folder = tmp_path / "env"
    good = lock.read_text()
    lock.write_text(good.replace("sha256:", "sha256:0")[:-2] + "\n")
    with pytest.raises(Refused, match="could not be installed"):
        environment.ensure(folder, lock)
    assert not environment.is_current(folder, lock)

    half_made = folder / "half-made"
    half_made.touch()
    lock.write_text(good)
    environment.ensure(folder, lock)
    assert environment.is_current(folder, lock)
    assert not half_made.exists()


def test_line_ends_of_a_windows_checkout_do_not_make_the_lock_another_one(tmp_path):
    unix, windows = tmp_path / "unix", tmp_path / "windows"
    unix.write_bytes(b"a==1\nb==2\n")
    windows.write_bytes(b"a==1\r\nb==2\r\n")
    assert environment.fingerprint(unix) == environment.fingerprint(windows)


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Linux")
def test_a_library_that_cannot_be_loaded_names_its_package():
    lists = [{"libc.so.6": "libc6", "libno-such-thing.so.9": "libnosuch9", "no-such-prog": "none"}]
    assert system_packages.missing(lists) == ["libnosuch9", "none"]


@pytest.mark.parametrize(
    ("verb", "options", "groups"),
    [
        ("gateway", ["serve"], []),
        ("test", [], [system_packages.OFFSCREEN]),
        ("demo", ["--headless"], [system_packages.OFFSCREEN]),
        ("demo", [], [system_packages.OFFSCREEN, system_packages.WINDOW]),
    ],
)
def test_a_window_is_asked_for_only_by_what_shows_one(verb, options, groups):
    assert system_packages.groups_for(verb, options) == groups

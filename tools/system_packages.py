"""Finds the system libraries that Qt needs and this machine lacks, and installs or names them.

The lists were read with ldd from the plug-ins of PySide6-Essentials 6.11.3. A library is looked
for by loading it, not by asking for a package: package names differ between releases, file
names do not. Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# File that must be loadable -> Debian's package. What another one brings along is not listed.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "fontconfig",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Program that must be found -> Debian's package.
VIRTUAL_DISPLAY = {"Xvfb": "xvfb"}


class Refused(Exception):
    """Something is missing and cannot be installed from here; the message has the command."""


def groups_for(verb: str, options: list[str]) -> list[dict[str, str]]:
    """Return the lists that a verb needs: a window only for a demo that shows one."""
    if verb == "gateway":
        return []
    groups = [OFFSCREEN]
    if verb == "demo" and ("--headless" not in options or "--xvfb" in options):
        groups.append(WINDOW)
    if "--xvfb" in options:
        groups.append(VIRTUAL_DISPLAY)
    return groups


def ensure(groups: list[dict[str, str]]) -> None:
    """Install what is missing of the groups; raises Refused when that takes the person."""
    if sys.platform != "linux":
        return
    packages = missing(groups)
    if not packages:
        return
    install(packages)
    still = missing(groups)
    if still:
        raise Refused(f"installed, but still cannot be loaded: {', '.join(still)}")


def missing(groups: list[dict[str, str]]) -> list[str]:
    """Return the packages of files that cannot be loaded and programs that are not there."""
    needed = {file: package for group in groups for file, package in group.items()}
    return sorted({package for file, package in needed.items() if not _is_there(file)})


def install(packages: list[str]) -> None:
    """Install Debian packages as root or by a sudo that asks nothing, else raise Refused."""
    by_hand = "apt-get install --no-install-recommends " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Refused(
            "these libraries are missing; install what your system calls them "
            f"(Debian's names): {' '.join(packages)}"
        )
    prefix = _root_prefix()
    if prefix is None:
        raise Refused(f"this machine lacks libraries. Run once:\n\n    sudo {by_hand}\n")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        command = [*prefix, "apt-get", "-qq", "-o", "Acquire::Retries=3", *step]
        done = subprocess.run(
            command, check=False, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode:
            raise Refused(f"{' '.join(command)} failed:\n{done.stdout.decode(errors='replace')}")


def _is_there(file: str) -> bool:
    if ".so." not in file:
        return shutil.which(file) is not None
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _root_prefix() -> list[str] | None:
    if os.name == "posix" and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    silent = subprocess.run([sudo, "-n", "true"], check=False, capture_output=True)
    return [sudo, "-n"] if silent.returncode == 0 else None

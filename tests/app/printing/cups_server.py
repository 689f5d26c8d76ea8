"""A CUPS of the tests' own: another folder, another socket, nothing of the machine touched."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

TOOLS = ("cupsd", "lpadmin", "cupsdisable", "cupsenable")
# The server and its tools are an administrator's, outside an ordinary user's path.
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
START_TIMEOUT_S = 15.0

FILES_CONF = """ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/tmp
AccessLog {root}/access.log
ErrorLog {root}/error.log
PageLog {root}/page.log
Printcap
User lp
Group lp
SystemGroup root
FileDevice Yes
"""
CUPSD_CONF = """Listen {root}/cups.sock
Browsing No
PreserveJobFiles Yes
PageLogFormat %p|%j|%C|%{{job-name}}|%{{media}}|%{{sides}}
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""


def why_not() -> str:
    """Return why there can be no private CUPS here, empty if there can."""
    missing = [tool for tool in TOOLS if shutil.which(tool, path=PATH) is None]
    if missing:
        return f"no CUPS on this machine (missing: {', '.join(missing)})"
    if os.geteuid() != 0:
        return "a private CUPS needs root"
    return ""


class PrivateCups:
    """A running cupsd and its queues."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.socket = str(root / "cups.sock")

    def run(self, *command: str) -> str:
        environment = {**os.environ, "PATH": PATH, "CUPS_SERVER": self.socket}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=20, check=True
        )
        return done.stdout

    def add_queue(self, name: str) -> None:
        self.run("lpadmin", "-p", name, "-E", "-v", "file:///dev/null")

    def received(self, job_id: str) -> bytes:
        """The bytes that CUPS took in for a job."""
        return (self.root / "spool" / f"d{int(job_id):05}-001").read_bytes()

    def page_log(self) -> list[list[str]]:
        return [line.split("|") for line in (self.root / "page.log").read_text().splitlines()]


@contextlib.contextmanager
def private_cups() -> Iterator[PrivateCups]:
    # Not pytest's folder: the user lp must be able to pass through every parent.
    root = Path(tempfile.mkdtemp(prefix="test-cups-"))
    root.chmod(0o755)
    for name in ("etc", "spool", "cache", "state", "tmp"):
        (root / name).mkdir()
    (root / "cups-files.conf").write_text(FILES_CONF.format(root=root))
    (root / "cupsd.conf").write_text(CUPSD_CONF.format(root=root))
    command = [
        shutil.which("cupsd", path=PATH) or "cupsd",
        "-f",
        "-c",
        f"{root}/cupsd.conf",
        "-s",
        f"{root}/cups-files.conf",
    ]
    with (root / "cupsd.out").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PATH": PATH})
    try:
        until = time.monotonic() + START_TIMEOUT_S
        while not (root / "cups.sock").exists():
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError((root / "cupsd.out").read_text())
            time.sleep(0.05)
        yield PrivateCups(root)
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(root, ignore_errors=True)

"""The demo's child programs: heard when ready, stopped in order, never left behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.processes import Child, CommandFailed, environment, run

SERVER = """
import json, signal, sys, time
print("some words first")
try:
    print(json.dumps({"listening": "http://127.0.0.1:1"}), flush=True)
    while True:
        time.sleep(0.05)
finally:
    print(json.dumps({"stopped": "in order"}), flush=True)
"""
GRACEFUL = "import signal\nsignal.signal(signal.SIGTERM, lambda *_: exit(0))\n" + SERVER


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Write little programs that can be run with python -m."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def write(name: str, text: str) -> str:
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        return name

    return write


def gone(pid: int) -> bool:
    """Tell whether the process ends within ten seconds (a zombie has ended)."""
    for _ in range(200):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
        except FileNotFoundError:
            return True
        if stat.rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_child_is_heard_when_ready_and_may_finish_what_it_does(programs, tmp_path):
    log = tmp_path / "logs" / "server.log"
    with Child(programs("server_a", GRACEFUL), log=log) as child:
        assert child.wait_for("listening") == "http://127.0.0.1:1"
        assert child.returncode is None
    assert child.returncode == 0
    assert '{"stopped": "in order"}' in log.read_text(encoding="utf-8")


def test_a_child_that_listens_is_told_things_and_ends_with_its_input(programs, tmp_path):
    echo = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"heard": json.loads(line)}), flush=True)
"""
    with Child(programs("echo", echo), log=tmp_path / "e.log", listens=True) as child:
        child.tell({"do": "push"})
        assert child.wait_for("heard") == {"do": "push"}
    assert child.returncode == 0


def test_telling_a_child_that_is_gone_is_an_error(programs, tmp_path):
    name = programs("gone_at_once", "print('never listened')")
    with Child(name, log=tmp_path / "g.log", listens=True) as child:
        child.wait()
        with pytest.raises(CommandFailed, match="does not listen:\nnever listened"):
            child.tell({"do": "push"})


def test_a_child_that_fails_at_start_is_reported_with_its_own_words(programs, tmp_path):
    name = programs("server_b", "raise SystemExit('the port is taken')")
    with (
        Child(name, log=tmp_path / "b.log") as child,
        pytest.raises(CommandFailed, match="the port is taken"),
    ):
        child.wait_for("listening")


def test_a_silent_child_is_not_waited_for_without_end(programs, tmp_path):
    name = programs("server_c", "import time\ntime.sleep(60)")
    with (
        Child(name, log=tmp_path / "c.log") as child,
        pytest.raises(CommandFailed, match="did not say 'listening' within 0 s"),
    ):
        child.wait_for("listening", timeout_s=0.3)
    assert child.returncode not in {None, 0}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killing_the_starter_leaves_no_child_behind(programs, tmp_path):
    programs("server_d", GRACEFUL)
    starter = f"""
import pathlib, time
from tools.processes import Child
child = Child("server_d", log=pathlib.Path({str(tmp_path / "d.log")!r}))
child.wait_for("listening")
print(child.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", starter], env=environment(), stdout=subprocess.PIPE, text=True
    ) as process:
        child = int(process.stdout.readline())
        assert Path(f"/proc/{child}").exists()
        process.send_signal(signal.SIGKILL)
    assert gone(child)


def test_a_command_that_fails_is_reported_with_its_words(programs):
    assert run(programs("fine", "print('made')")) == "made\n"
    with pytest.raises(CommandFailed, match="ended with 1:\nno such dealer"):
        run(programs("wrong", "raise SystemExit('no such dealer')"))

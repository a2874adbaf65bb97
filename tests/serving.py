"""A server of ours in a process of its own, for tests: started, asked, and ended by its process id."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner, Result

from advocacy.cli import cli

ROOT = Path(__file__).resolve().parents[1]
SECRET = "only-for-tests-only-for-tests-only-for-tests"


@dataclass
class Served:
    """What runs, where it answers, and what it printed."""

    process: subprocess.Popen[str]
    address: str
    lines: list[str] = field(default_factory=list)

    @property
    def password(self) -> str:
        """The password that the demo printed."""
        return next(line.partition("password: ")[2] for line in self.lines if "password: " in line)

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end and return its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=20)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment for a command that keeps its data in the folder.

    The program is compiled once for all processes, as where it is installed, also where Python writes no bytecode.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ADVOCACY_")}
    clean.pop("PYTHONDONTWRITEBYTECODE", None)
    bytecode = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "cabildo-bytecode")}
    return {**clean, **bytecode, "ADVOCACY_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **more}


def advocacy(*arguments: str, env: dict[str, str], typed: str = "") -> Result:
    """Run the command to its end, in this process: starting one takes seconds. A fault of the program is raised."""
    none = dict.fromkeys(name for name in os.environ if name.startswith("ADVOCACY_"))
    ours = {name: value for name, value in env.items() if name.startswith("ADVOCACY_")}
    done = CliRunner().invoke(cli, arguments, prog_name="advocacy", env={**none, **ours}, input=typed)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def started(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the command to its end in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "advocacy.cli", *arguments],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextlib.contextmanager
def serving(*arguments: str, env: dict[str, str]) -> Iterator[Served]:
    """Run a server command on a free port until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "advocacy.cli", *arguments, "--port", "0"],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served = Served(process, "")
    known = threading.Event()
    reader = threading.Thread(target=_read, args=(served, known), daemon=True)
    reader.start()
    try:
        assert known.wait(40), f"it never said where it answers: {served.lines}"
        assert served.address, f"it ended: {served.lines}"
        yield served
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=20)
        reader.join(timeout=5)
        assert process.stdout is not None
        process.stdout.close()


def _read(served: Served, known: threading.Event) -> None:
    assert served.process.stdout is not None
    for line in served.process.stdout:
        served.lines.append(line.rstrip())
        found = re.search(r"http://[^/\s]+/", line)
        if found and not served.address:
            served.address = found.group()
        if "Stop with" in line or "answers on" in line:
            known.set()
    known.set()

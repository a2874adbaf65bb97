"""`make bench`: seed a large installation, serve it by `advocacy serve --workers 2`, print ratios to their floors.

python -m tests.bench [--activities 100000] [--keep FOLDER]
"""

import argparse
import contextlib
import csv
import html
import io
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.db import begin_for_method, db
from advocacy.domain.reports import ReportFilter
from advocacy.models import User
from advocacy.policy import Actor
from advocacy.queries.reports import rows_statement
from tests.bench import mail, paper, seed
from tests.bench.client import Client, Times, csrf_of, in_turn, measure, submission_of, throughput
from tests.web import form_data

SECRET = "only-for-benchmarks-only-for-benchmarks"
EMAIL = "bench@example.org"


def main() -> None:
    """Seed, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder for the seeded database, used again when it is there")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = wanted.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        database = folder / f"bench-{wanted.activities}.db"
        settings = Settings(database_url=f"sqlite:///{database}", data_dir=folder, secret_key=SECRET)
        if not database.exists():
            start = time.perf_counter()
            seed.main(settings, wanted.activities)
            say("seeding", f"{wanted.activities:,} activities in {time.perf_counter() - start:.1f} s")
        run(settings, database)
        for name, seconds in paper.printed():
            say(name, f"{seconds:.2f} s (must: {paper.MUST[name]})")
        speed, early, greatest = mail.drained(folder, SECRET)
        say(f"{mail.MESSAGES:,} queued mails", f"{speed:.0f} a second by one worker")
        say(
            "memory of the worker",
            f"{early:.0f} MB after a tenth, {greatest:.0f} MB at most",
        )


def run(settings: Settings, database: Path) -> None:
    """Measure everything against two servers."""
    with floor_server(database) as floor_port, app_server(settings, database) as (port, pid, cold):
        floor = Client(floor_port)
        say("hello, p50", f"{measure(lambda: floor.get('/hello')).p50:.2f} ms")
        say("cold start to first page", f"{cold:.2f} s (must: 0.6, stretch: 0.35)")
        client = Client(port)
        client.sign_in(EMAIL, seed.PASSWORD)
        listed = pages(client, floor)
        writes(client, floor)
        crowd(client, floor, port, floor_port)
        exports(settings, database, client, port, listed)
        say("memory of the largest process", f"{largest_process(pid):.0f} MB (must: 90, stretch: 60)")


def pages(client: Client, floor: Client) -> Times:
    """The reading pages, each in turn with hello."""

    def hello() -> object:
        return floor.get("/hello")

    def first() -> object:
        return client.get("/activities")

    deep, official = deep_page(client), an_official(client)
    row("floor: list", in_turn([hello, lambda: floor.get("/list")]), "")
    listed = in_turn([hello, first])
    row("list page, first", listed, "must 6, stretch 3")
    beside, deep_times = in_turn([first, lambda: client.get(deep)])
    say("list page, deep", f"{deep_times.p50:.2f} ms, {deep_times.p50 / beside.p50:.2f} × the first (must 1.1)")
    say("HTML of the list page", f"{len(client.get('/activities')) / 1000:.1f} KB (must 25)")
    row("campaign page", in_turn([hello, lambda: client.get("/campaigns/campaign-1")]), "must 6")
    row("official page", in_turn([hello, lambda: client.get(official)]), "")
    row("floor: search", in_turn([hello, lambda: floor.get(f"/search?q={seed.RARE}")]), "")
    beside, found = in_turn([first, lambda: client.get(f"/search?q={seed.RARE}")])
    say("search for a 1 % word", f"{found.p50:.2f} ms, {found.p50 / beside.p50:.2f} × the list page (must 1.3)")
    return listed[1]


def deep_page(client: Client) -> str:
    """Walk some pages down and return the address of an older one."""
    path = "/activities"
    for _ in range(40):
        found = re.search(rb'href="(/activities\?[^"]*after=[^"]+)"', client.get(path))
        if found is None:
            raise AssertionError(f"no older page on {path}")
        path = html.unescape(found[1].decode())
    return path


def an_official(client: Client) -> str:
    """Return the address of an official's page."""
    found = re.search(rb'href="(/officials/[0-9a-z]{10})"', client.get("/officials"))
    if found is None:
        raise AssertionError("no official on the list")
    return found[1].decode()


def writes(client: Client, floor: Client) -> None:
    """Form and post, one activity with its audit entry."""

    def by_hand() -> None:
        floor.get("/create")
        floor.ask("POST", "/create", {"summary": "by hand"})

    path = "/activities/new?campaign=campaign-1"
    form = BeautifulSoup(client.get(path), "html.parser").select_one("main form.entry")
    if form is None:
        raise AssertionError("no form to log an activity")
    fields = {name: values[-1] for name, values in form_data(form).items() if values}
    fields |= {"kind": "call", "words": "A neighbor", "summary": "By the benchmark"}

    def ours() -> None:
        page = client.get(path)
        fields.update(csrf_token=csrf_of(page), submission=submission_of(page))
        status, data, _headers = client.ask("POST", path, fields)
        if status != 303:
            raise AssertionError(f"create answered {status}: {data[:500]!r}")

    def hello() -> object:
        return floor.get("/hello")

    row("floor: create", in_turn([hello, by_hand], runs=60, warm=5), "")
    row("create (form + post)", in_turn([hello, ours], runs=60, warm=5), "must 12, stretch 6")


def crowd(client: Client, floor: Client, port: int, floor_port: int) -> None:
    """Eight and thirty-two clients at once, all reading the list."""

    def reader() -> object:
        mine = Client(port)
        mine.cookie = client.cookie
        return lambda: mine.get("/activities")

    def greeter() -> object:
        mine = Client(floor_port)
        return lambda: mine.get("/hello")

    hello, _ = throughput(greeter, 8)  # type: ignore[arg-type]
    eight, failed8 = throughput(reader, 8)  # type: ignore[arg-type]
    many, failed32 = throughput(reader, 32)  # type: ignore[arg-type]
    say("8 clients", f"{eight:.0f} req/s, hello / {hello / eight:.1f} (must: hello / 6), {failed8} failed")
    say("32 clients", f"{many:.0f} req/s, {many / eight:.2f} × that of 8 (must 0.9), {failed32} failed")


def exports(settings: Settings, database: Path, client: Client, port: int, listed: Times) -> None:
    """The CSV and XLSX of all rows, and what pages cost beside them."""
    bare = min(bare_csv(settings, database) for _ in range(3))
    first, total = min((csv_times(client) for _ in range(3)), key=lambda times: times[1])
    say("CSV of all", f"{total:.2f} s, {total / bare:.2f} × a bare cursor loop of {bare:.2f} s (must 2, stretch 1.5)")
    say("CSV, first byte", f"{first * 1000:.0f} ms (must 50)")
    start = time.perf_counter()
    size = len(client.get("/reports/activities.xlsx"))
    say("XLSX of all", f"{time.perf_counter() - start:.2f} s, {size / 1e6:.1f} MB")
    stop = threading.Event()

    def export_on_and_on() -> None:
        mine = Client(port)
        mine.cookie = client.cookie
        while not stop.is_set():
            mine.get("/reports/activities.csv")

    thread = threading.Thread(target=export_on_and_on)
    thread.start()
    time.sleep(0.3)
    beside = measure(lambda: client.get("/activities"))
    stop.set()
    thread.join()
    say(
        "list page beside an export",
        f"p50 {beside.p50 / listed.p50:.2f} × (must 1.5), p95 {beside.p95 / listed.p95:.2f} × (must 4) quiet values",
    )


def bare_csv(settings: Settings, database: Path) -> float:
    """Return the seconds of the same SELECT, written by csv.writer from a bare cursor."""
    app = create_app(settings)
    begin_for_method("GET")
    with app.app_context():
        actor = Actor.of(db.session.get_one(User, 1))
        sql = str(rows_statement(actor, ReportFilter()).compile(db.engine, compile_kwargs={"literal_binds": True}))
        db.session.remove()
        db.engine.dispose()
    with contextlib.closing(sqlite3.connect(database)) as connection:
        out = io.StringIO()
        writer = csv.writer(out)
        start = time.perf_counter()
        for line in connection.execute(sql):
            writer.writerow(line)
        return time.perf_counter() - start


def csv_times(client: Client) -> tuple[float, float]:
    """Return the seconds to the first byte and to the last."""
    client.connection.request("GET", "/reports/activities.csv", headers={"Cookie": client.cookie})
    start = time.perf_counter()
    answer = client.connection.getresponse()
    answer.read(1)
    first = time.perf_counter() - start
    if answer.status != 200:
        raise AssertionError(f"export answered {answer.status}")
    answer.read()
    return first, time.perf_counter() - start


@contextlib.contextmanager
def app_server(settings: Settings, database: Path) -> Iterator[tuple[int, int, float]]:
    """Run `advocacy serve --workers 2`; yield its port, its process id and the seconds to its first page."""
    port = free_port()
    environment = {
        **as_installed(settings.data_dir),
        "ADVOCACY_DATABASE_URL": settings.database_url,
        "ADVOCACY_DATA_DIR": str(settings.data_dir),
        "ADVOCACY_SECRET_KEY": SECRET,
    }
    command = [sys.executable, "-m", "advocacy.cli", "serve", "--workers", "2", "--port", str(port)]
    subprocess.run([sys.executable, "-c", "import advocacy.app"], env=environment, check=True)
    start = time.perf_counter()
    with process(command, environment) as running:
        wait_for(port, "/login")
        yield port, running.pid, time.perf_counter() - start


def as_installed(folder: Path) -> dict[str, str]:
    """Return the environment in which Python keeps the compiled program, as pip does where it installs one."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**clean, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


@contextlib.contextmanager
def floor_server(database: Path) -> Iterator[int]:
    """Run the hand-written pages under the same server."""
    port = free_port()
    with process([sys.executable, "-m", "tests.bench.floor", str(database), str(port)], dict(os.environ)):
        wait_for(port, "/hello")
        yield port


@contextlib.contextmanager
def process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the block ends; end it by its process id."""
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(15)


def wait_for(port: int, path: str) -> None:
    """Wait until a page answers, at most ten seconds."""
    deadline = time.perf_counter() + 10
    while time.perf_counter() < deadline:
        try:
            Client(port).get(path)
            return
        except (OSError, AssertionError):
            time.sleep(0.01)
    raise AssertionError(f"nothing answers on {port}")


def free_port() -> int:
    """Return a free port of the loopback address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def largest_process(parent: int) -> float:
    """Return the resident megabytes of the largest of a process and its children."""
    sizes = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)
            if int(folder.name) == parent or int(status["PPid"]) == parent:
                sizes.append(int(status.get("VmRSS", "0 kB").split()[0]) / 1024)
    return max(sizes, default=0.0)


def row(name: str, pair: list[Times], goal: str) -> None:
    """Print a page's time as a ratio to hello, measured in turn with it."""
    hello, times = pair
    say(name, f"{times.p50:.2f} ms, {times.p50 / hello.p50:.1f} × hello" + (f" ({goal})" if goal else ""))


def say(name: str, text: str) -> None:
    """Print one line of the table."""
    sys.stdout.write(f"{name:32} {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

"""A plain HTTP client with one open connection, and how long its answers take."""

import http.client
import re
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Times:
    """Median and 95th percentile in milliseconds."""

    p50: float
    p95: float


class Client:
    """A browser that keeps its cookie."""

    def __init__(self, port: int) -> None:
        """Open a connection to loopback."""
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookie = ""

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes, dict[str, str]]:
        """Ask, and return status, body and headers."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        data = answer.read()
        for name, value in answer.getheaders():
            if name == "Set-Cookie" and value.startswith(("session=", "__Host-session=")):
                self.cookie = value.split(";")[0]
        return answer.status, data, dict(answer.getheaders())

    def get(self, path: str) -> bytes:
        """Return the body of a page that must answer 200."""
        status, data, _headers = self.ask("GET", path)
        if status != 200:
            raise AssertionError(f"{path}: {status} {data[:200]!r}")
        return data

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the form."""
        token = csrf_of(self.get("/login"))
        status, _data, _headers = self.ask(
            "POST", "/login", {"csrf_token": token, "email": email, "password": password}
        )
        if status != 303:
            raise AssertionError(f"sign-in answered {status}")


def csrf_of(page: bytes) -> str:
    """Return the CSRF token of a page."""
    found = re.search(rb'name="csrf_token" value="([^"]+)"', page)
    return found[1].decode() if found else ""


def submission_of(page: bytes) -> str:
    """Return the submission id of the first form of a page."""
    found = re.search(rb'name="submission"[^>]* value="([^"]+)"', page)
    return found[1].decode() if found else ""


def measure(work: Callable[[], object], runs: int = 150, warm: int = 15) -> Times:
    """Time the work, after a warm-up."""
    (times,) = in_turn([work], runs, warm)
    return times


def in_turn(works: Sequence[Callable[[], object]], runs: int = 150, warm: int = 15) -> list[Times]:
    """Time several works, one after the other again and again: what else the machine does hits all of them alike."""
    for _ in range(warm):
        for work in works:
            work()
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for number, work in enumerate(works):
            start = time.perf_counter()
            work()
            taken[number].append((time.perf_counter() - start) * 1000)
    return [Times(statistics.median(each), statistics.quantiles(each, n=20)[-1]) for each in taken]


def throughput(make: Callable[[], Callable[[], object]], clients: int, seconds: float = 4.0) -> tuple[float, int]:
    """Return requests per second of so many clients at once, and how many failed."""
    done, failed = [0] * clients, [0] * clients
    stop = time.perf_counter() + seconds

    def one(number: int, work: Callable[[], object]) -> None:
        while time.perf_counter() < stop:
            try:
                work()
                done[number] += 1
            except (AssertionError, OSError, http.client.HTTPException):
                failed[number] += 1

    threads = [threading.Thread(target=one, args=(number, make())) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds, sum(failed)

"""The `advocacy` command: what a person types, and what it answers."""

import contextlib
import http.client
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import sqlite3
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import SECRET, Served, advocacy, environment, serving, started

TYPED = "seven quiet rivers run"


def test_help_names_the_commands_and_each_has_examples(tmp_path: Path) -> None:
    env = environment(tmp_path)
    overview = advocacy("--help", env=env)
    assert overview.exit_code == 0
    for name in ("demo", "serve", "db", "users", "load", "export"):
        assert re.search(rf"^  {name} ", overview.stdout, re.MULTILINE)
        assert "Example" in advocacy(name, "--help", env=env).stdout
    for words in (("db", "upgrade"), ("users", "add"), ("users", "link"), ("export", "activities")):
        assert "Example" in advocacy(*words, "--help", env=env).stdout


def test_wrong_usage_is_exit_code_2_and_a_refusal_1_for_the_shell_too(tmp_path: Path) -> None:
    env = environment(tmp_path)
    overview, wrong, refusal = started("--help", env=env), started("nonsense", env=env), started("serve", env=env)
    assert (overview.returncode, wrong.returncode, refusal.returncode) == (0, 2, 1)
    assert overview.stdout.startswith("Usage: advocacy ")
    assert len(refusal.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "typed",
    [
        ("nonsense",),
        ("serve", "--port", "99999"),
        ("serve", "--nonsense"),
        ("db", "nonsense"),
        ("users", "add"),
        ("users", "add", "a@example.org", "--name", "A", "--role", "king"),
        ("users", "link", "a@example.org", "--address", "javascript:alert(1)"),
        ("export", "activities", "--format", "csv", "-o", ""),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(tmp_path: Path, typed: tuple[str, ...]) -> None:
    answer = advocacy(*typed, env=environment(tmp_path))
    assert answer.exit_code == 2
    assert "Usage" in answer.stderr


def refused(*arguments: str, env: dict[str, str]) -> str:
    """Run a command that must be refused (what serves, in a process of its own); return its one sentence."""
    if arguments[0] in {"serve", "demo"}:
        done = started(*arguments, env=env)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False), done
        return done.stderr
    answer = advocacy(*arguments, env=env)
    assert answer.exit_code == 1, answer
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr
    return answer.stderr


def test_serving_needs_a_secret_key(tmp_path: Path) -> None:
    assert "ADVOCACY_SECRET_KEY is not set" in refused("serve", env=environment(tmp_path))


def test_serving_a_database_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    env = environment(tmp_path, ADVOCACY_SECRET_KEY=SECRET)
    assert "advocacy db upgrade" in refused("serve", "--port", "0", env=env)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://localhost/x", "must begin with sqlite:/// or postgresql://"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "cannot be reached"),
        ("sqlite:////nonexistent/folder/x.db", "cannot be reached"),
        (f"sqlite:///{Path(__file__)}", "is not a database"),
        ("sqlite:///", "names no file"),
        ("postgresql://ana:secret@host:port/x", "cannot be read"),
        ("postgresql://127.0.0.1:1/x?nonsense=1", "cannot be used"),
    ],
)
def test_a_database_that_is_not_there_is_a_sentence(tmp_path: Path, url: str, words: str) -> None:
    env = environment(tmp_path, ADVOCACY_SECRET_KEY=SECRET, ADVOCACY_DATABASE_URL=url)
    assert words in refused("db", "upgrade", env=env)


def test_plain_http_is_refused_on_an_address_that_others_reach(tmp_path: Path) -> None:
    env = environment(tmp_path, ADVOCACY_SECRET_KEY=SECRET)
    assert "ADVOCACY_BEHIND_PROXY=1" in refused("serve", "--host", "0.0.0.0", env=env)  # noqa: S104
    assert "this machine alone" in refused("demo", "--host", "0.0.0.0", env=env)  # noqa: S104


def test_a_busy_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"Port {port} is in use" in refused("demo", "--port", port, env=environment(tmp_path))


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    env = environment(tmp_path)
    assert "tables are made" in advocacy("db", "upgrade", env=env).stdout
    assert "already" in advocacy("db", "upgrade", env=env).stdout


def sign_in(address: str, email: str, password: str) -> str:
    """Sign in as a script would, with a plain cookie jar; return the page that follows."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = browser.open(address + "login", timeout=20).read().decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    form = {"email": email, "password": password, "csrf_token": token[1]}
    return str(browser.open(address + "login", urllib.parse.urlencode(form).encode(), timeout=20).read().decode())


def test_the_demo_signs_its_four_users_in_at_every_start_and_keeps_secrets_for_its_owner(
    tmp_path: Path,
) -> None:
    passwords = set()
    for _start in range(2):
        with serving("demo", env=environment(tmp_path / "new")) as demo:
            passwords.add(demo.password)
            for email in ("member", "organizer", "coordinator", "admin"):
                assert "/logout" in sign_in(demo.address, f"{email}@example.org", demo.password)
            assert demo.end() == 0
    assert len(passwords) == 1
    if os.name == "posix":
        for name in ("demo-password", "demo-secret-key", "demo.db"):
            assert (tmp_path / "new" / name).stat().st_mode & 0o077 == 0


def test_the_demo_takes_the_given_password_as_it_is(tmp_path: Path, seeded: Path) -> None:
    shutil.copyfile(seeded, tmp_path / "demo.db")
    with serving("demo", env=environment(tmp_path, ADVOCACY_DEMO_PASSWORD="ñ")) as demo:
        assert "/logout" in sign_in(demo.address, "organizer@example.org", "ñ")


def test_resetting_the_demo_begins_anew(tmp_path: Path, seeded: Path) -> None:
    env = environment(tmp_path)
    shutil.copyfile(seeded, tmp_path / "demo.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "demo.db")) as connection, connection:
        connection.execute("UPDATE users SET display_name = 'Somebody else'")
    with serving("demo", "--reset", env=env) as demo:
        assert "Demo Member" in sign_in(demo.address, "member@example.org", demo.password)
    elsewhere = environment(tmp_path, ADVOCACY_DATABASE_URL=f"sqlite:///{tmp_path}/real.db")
    assert "own database" in refused("demo", "--reset", "--port", "0", env=elsewhere)


@pytest.fixture
def real(tmp_path: Path, sqlite_template: Path) -> dict[str, str]:
    """An installation with tables."""
    shutil.copyfile(sqlite_template, tmp_path / "cabildo.db")
    return environment(tmp_path, ADVOCACY_SECRET_KEY=SECRET)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[tuple[Served, dict[str, str]]]:
    """A server of one process, and its environment, for tests that leave it as it was; Ana has an account."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copyfile(sqlite_template, folder / "cabildo.db")
    env = environment(folder, ADVOCACY_SECRET_KEY=SECRET)
    assert "http" not in added("--password-stdin", env=env, typed=f"{TYPED}\n")
    with serving("serve", "--workers", "1", env=env) as served:
        yield served, env


def added(*arguments: str, env: dict[str, str], typed: str = "", email: str = "ana@example.org") -> str:
    """Add an administrator who must be taken; return what was printed."""
    options = ("--name", "Ana Muestra", "--role", "administrator")
    answer = advocacy("users", "add", email, *options, *arguments, env=env, typed=typed)
    assert answer.exit_code == 0, answer
    return answer.stdout


def test_a_user_with_a_typed_password_signs_in_at_once(office: tuple[Served, dict[str, str]]) -> None:
    served, _env = office
    assert "/logout" in sign_in(served.address, "ana@example.org", TYPED)
    assert not any("Nobody has an account" in line for line in served.lines)


def test_a_user_without_a_password_gets_a_link_that_opens_and_is_never_printed(
    office: tuple[Served, dict[str, str]],
) -> None:
    served, env = office
    printed = added("--address", "https://cabildo.example/", env=env, email="berta@example.org")
    link = re.search(r"https://cabildo\.example/(invitation/(\S+))", printed)
    assert link is not None
    assert status(served.address, link[1]) == 200
    own = {**env, "ADVOCACY_BASE_URL": "https://own.example"}
    assert "https://own.example/invitation/" in advocacy("users", "link", "BERTA@example.org", env=own).stdout
    until(lambda: any("/invitation/" in line for line in served.lines))
    assert not any(link[2] in line for line in served.lines)


def test_what_is_wrong_with_a_new_user_is_a_sentence(real: dict[str, str]) -> None:
    added(env=real)
    options = ("--name", "Ana", "--role", "member")
    assert "has an account already" in refused("users", "add", "Ana@Example.org", *options, env=real)
    assert "not an e-mail address" in refused("users", "add", "ana", *options, env=real)
    assert "no account with the address" in refused("users", "link", "nobody@example.org", env=real)
    assert "Name: This is needed" in refused("users", "add", "b@example.org", "--name", "", *options[2:], env=real)
    assert "no text" in refused("users", "add", "b@example.org", "--name", "A\udcff", *options[2:], env=real)
    short = advocacy("users", "add", "b@example.org", *options, "--password-stdin", env=real, typed="short\n")
    assert short.exit_code == 1
    assert "at least 12 characters" in short.stderr


def test_a_server_without_users_prints_a_link_for_the_first_administrator(real: dict[str, str]) -> None:
    with serving("serve", "--workers", "1", env=real) as served:
        printed = "\n".join(served.lines)
        assert "Nobody has an account yet" in printed
        path = re.search(r"first-run/\S+", printed)
        assert path is not None
        assert status(served.address, path.group()) == 200


def children(parent: int) -> list[int]:
    """Return the process ids of a process's children."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    if not listed.exists():
        pytest.skip("needs Linux's /proc")
    return [int(word) for word in listed.read_text().split()]


def status(address: str, path: str = "healthz") -> int:
    """Ask once on a connection of its own."""
    with urllib.request.urlopen(address + path, timeout=10) as answer:  # noqa: S310 (our own server)
        return int(answer.status)


def test_serving_answers_with_several_processes_and_ends_cleanly(real: dict[str, str]) -> None:
    with serving("serve", "--workers", "2", env=real) as served:
        assert status(served.address) == status(served.address, "readyz") == status(served.address, "login") == 200
        working = children(served.process.pid)
        assert len(working) == 2
        assert served.end(signal.SIGINT) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in working)


def test_a_server_process_that_dies_is_replaced(real: dict[str, str]) -> None:
    with serving("serve", "--workers", "2", env=real) as served:
        victim = children(served.process.pid)[0]
        os.kill(victim, signal.SIGKILL)
        until(lambda: len(children(served.process.pid)) == 2 and victim not in children(served.process.pid))
        assert [status(served.address) for _ in range(10)] == [200] * 10
        assert served.end() == 0


def test_server_processes_leave_when_the_parent_is_killed(real: dict[str, str]) -> None:
    with serving("serve", "--workers", "2", env=real) as served:
        working = children(served.process.pid)
        served.process.kill()
        served.process.wait(timeout=10)
        until(lambda: not any(is_running(pid) for pid in working))


def is_running(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def until(holds: object, seconds: float = 10.0) -> None:
    """Wait until a condition holds."""
    assert callable(holds)
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def test_static_files_come_compressed_and_pages_do_not(office: tuple[Served, dict[str, str]]) -> None:
    served, _env = office
    style = asked(served, "/static/css/app.css", {"Accept-Encoding": "gzip, br"})
    assert style.getheader("Content-Encoding") == "br"
    assert style.getheader("X-Content-Type-Options") == "nosniff"
    assert "max-age=31536000" in str(style.getheader("Cache-Control"))
    page = asked(served, "/login", {"Accept-Encoding": "gzip, br"})
    assert page.getheader("Content-Encoding") is None
    assert page.getheader("Server") is None


def test_a_client_cannot_pretend_to_come_over_tls(office: tuple[Served, dict[str, str]]) -> None:
    served, _env = office
    page = asked(served, "/login", {"X-Forwarded-Proto": "https"})
    assert page.getheader("Strict-Transport-Security") is None


def test_a_large_body_is_refused_before_it_is_read(office: tuple[Served, dict[str, str]]) -> None:
    served, _env = office
    answer = asked(served, "/login", {"Content-Length": str(10**10)}, method="POST")
    assert answer.status == 413


def asked(served: Served, path: str, headers: dict[str, str], method: str = "GET") -> http.client.HTTPResponse:
    """Ask with headers of one's own."""
    host = urllib.parse.urlsplit(served.address).netloc
    connection = http.client.HTTPConnection(host, timeout=10)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def test_fifty_slow_clients_do_not_slow_an_ordinary_one(office: tuple[Served, dict[str, str]]) -> None:
    served, _env = office
    slow = [slow_body(served) for _ in range(50)]
    started = time.monotonic()
    assert status(served.address, "login") == 200
    assert time.monotonic() - started < 3
    for each in slow:
        each.close()


def slow_body(served: Served) -> socket.socket:
    """Send the beginning of a form, and no more."""
    host, port = urllib.parse.urlsplit(served.address).netloc.split(":")
    opened = socket.create_connection((host, int(port)), timeout=10)
    opened.sendall(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\nemail=")
    return opened

"""What the measured pages are compared with: a bare page, and complete pages written by hand on the same database.

    python -m tests.bench.floor DATABASE PORT

`/hello` is Flask and 50 bytes. `/list`, `/search` and `/create` do by hand what a page cannot go without: the session
and its user, one statement for 50 joined rows, a compiled template, a commit with an activity and an audit row.
"""

import hashlib
import secrets
import socket
import sqlite3
import sys
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask, request, session
from jinja2 import Environment

from advocacy.cli import processes

ROWS = """
SELECT a.ref, a.occurred_on, a.kind, a.summary, a.minutes, p.given_name || ' ' || p.family_name, c.outcome,
  u.display_name
FROM activities a JOIN activity_contacts c ON c.activity_id = a.id JOIN people p ON p.id = c.person_id
JOIN users u ON u.id = a.author_id
WHERE a.retracted_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM activity_campaigns l JOIN campaigns k ON k.id = l.campaign_id
  WHERE l.activity_id = a.id AND k.access = 'restricted'
    AND NOT EXISTS (SELECT 1 FROM team_members t WHERE t.campaign_id = k.id AND t.user_id = ?))
ORDER BY a.sort_on DESC, a.id DESC LIMIT 50
"""
HITS = """
SELECT s.title, s.sort_on FROM search_fts f JOIN search_entries s ON s.place = f.rowid
WHERE f.search_fts MATCH ? ORDER BY f.rowid DESC LIMIT 50
"""
PAGE = Environment(autoescape=True).from_string(
    "<!doctype html><title>List</title><table>"
    "{% for r in rows %}<tr><td><a href='/activities/{{ r[0] }}'>{{ r[3] }}</a>"
    "<td>{{ r[1] }}<td>{{ r[2] }}<td>{{ r[5] }}<td>{{ r[6] }}<td>{{ r[7] }}<td>{{ r[4] }}</tr>{% endfor %}</table>"
)


def make_app(path: str) -> Flask:
    """Return the app on a database file."""
    app = Flask(__name__)
    app.secret_key = "floor" * 10
    connection = _connections(path)

    @app.get("/hello")
    def hello() -> str:
        return "hello, this is a page of fifty bytes and no more.."

    @app.get("/list")
    def rows() -> str:
        session.setdefault("csrf", "x")
        return PAGE.render(rows=connection().execute(ROWS, (user(connection()),)).fetchall())

    @app.get("/search")
    def search() -> str:
        found = connection().execute(HITS, (request.args["q"],)).fetchall()
        return PAGE.render(rows=[(row[0], row[1], "", row[0], "", "", "", "") for row in found])

    @app.route("/create", methods=["GET", "POST"])
    def create() -> Any:
        if request.method == "GET":
            return "<form method=post><input name=summary><input type=hidden name=csrf></form>"
        write(connection(), user(connection()), request.form["summary"])
        return "", 303, {"Location": "/list"}

    return app


def _connections(path: str) -> Callable[[], sqlite3.Connection]:
    """Return what gives each thread a connection of its own."""
    local = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local, "connection"):
            local.connection = sqlite3.connect(path, isolation_level=None)
            local.connection.execute("PRAGMA synchronous=FULL")
        return local.connection  # type: ignore[no-any-return]

    return connection


def user(connection: sqlite3.Connection) -> int:
    """Read the signed session and its user."""
    found = connection.execute("SELECT id FROM users WHERE id = ?", (session.get("user", 1),)).fetchone()
    return int(found[0])


def write(connection: sqlite3.Connection, user: int, summary: str) -> None:
    """An activity, its link and an audit row in one durable transaction."""
    connection.execute("BEGIN IMMEDIATE")
    ref = secrets.token_hex(5)
    made = connection.execute(
        "INSERT INTO activities (ref, version, kind, side, occurred_on, date_note, sort_on, summary, note, step,"
        " lobbying, lobbying_note, author_id, created_at, updated_at, is_sample, retracted_reason)"
        " VALUES (?, 1, 'call', 'ours', '2026-11-01', '', '2026-11-01', ?, '', '', 'not_classified', '', ?,"
        " '2026-11-01', '2026-11-01', 1, '')",
        (ref, summary, user),
    )
    connection.execute(
        "INSERT INTO activity_campaigns (activity_id, campaign_id, sort_on) VALUES (?, 1, '2026-11-01')",
        (made.lastrowid,),
    )
    connection.execute(
        "INSERT INTO audit_entries (at, actor_kind, actor_id, event, subject_ref, subject_kind, changes, previous_hash,"
        " entry_hash) VALUES ('2026-11-01', 'user', ?, 'floor', ?, 'activity', '{}', '', ?)",
        (user, ref, hashlib.sha256(ref.encode()).hexdigest()),
    )
    connection.execute("COMMIT")


def main() -> None:
    """Serve with the program's own server, two processes."""
    path, port = sys.argv[1], int(sys.argv[2])
    bound = socket.create_server(("127.0.0.1", port))
    processes.run(make_app(path), bound, workers=2, behind_proxy=False, when_ready=lambda: None)


if __name__ == "__main__":
    main()

"""Several workers on one queue, each a process of its own: no message is claimed twice, also when one is killed."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from advocacy.config import Settings
from advocacy.db import db
from advocacy.domain.mail import Mail, MailKind, MailStatus
from advocacy.models import OutboxMessage
from advocacy.models.base import utc_now
from advocacy.services import outbox
from advocacy.worker import Worker
from tests.smtp import PostOffice, serving

PATIENCE = 60
MESSAGES = 12


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A mail server, through which this installation sends."""
    with serving() as running:
        app.config.update(MAIL=running.settings(), BASE_URL="https://cabildo.example.org")
        yield running


def start_worker(app: Flask, office: PostOffice, *options: str) -> subprocess.Popen[str]:
    """Start `advocacy worker` on the test's database."""
    settings: Settings = app.config["SETTINGS"]
    return subprocess.Popen(
        [sys.executable, "-m", "advocacy.cli", "worker", *options],
        env=os.environ
        | {
            "ADVOCACY_DATABASE_URL": settings.database_url,
            "ADVOCACY_DATA_DIR": str(settings.data_dir),
            "ADVOCACY_SECRET_KEY": settings.secret_key,
            "ADVOCACY_BASE_URL": "https://cabildo.example.org",
            "ADVOCACY_SMTP_HOST": "127.0.0.1",
            "ADVOCACY_SMTP_PORT": str(office.port),
            "ADVOCACY_SMTP_SECURITY": "none",
            "ADVOCACY_MAIL_FROM": "cabildo@example.org",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def fill(count: int) -> None:
    """Queue so many messages, each to an address of its own."""
    for number in range(count):
        outbox.queue(Mail(MailKind.TEST, f"key {number}", f"a{number}@example.org", "Hello", "Text"))
    db.session.commit()


def rows() -> list[OutboxMessage]:
    """Return the whole outbox as it stands now."""
    found = list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))
    db.session.expunge_all()
    db.session.rollback()
    return found


def test_two_workers_share_the_queue_and_send_each_message_once(app: Flask, office: PostOffice) -> None:
    fill(MESSAGES)
    both_are_here = threading.Event()

    def wait_for_the_other(_to: str) -> str:
        if len(office.connections) == 2:
            both_are_here.set()
        return "" if both_are_here.wait(PATIENCE) else "451 the other one did not come"

    office.before_taking = wait_for_the_other
    workers = [start_worker(app, office, "--once") for _ in range(2)]
    for worker in workers:
        said, _ = worker.communicate(timeout=2 * PATIENCE)
        assert worker.returncode == 0, said
    assert Counter(office.recipients) == {f"a{number}@example.org": 1 for number in range(MESSAGES)}
    sent = rows()
    assert {(row.status, row.attempts) for row in sent} == {(MailStatus.SENT, 1)}
    assert len({row.claimed_by for row in sent}) == 2


def test_a_worker_killed_between_sending_and_noting_leaves_one_copy_with_the_same_id(
    app: Flask, office: PostOffice
) -> None:
    fill(4)
    second_came, nothing_can_be_noted = threading.Event(), threading.Event()

    def wait_until_nothing_can_be_noted(to: str) -> str:
        if to == "a1@example.org" and not second_came.is_set():
            second_came.set()
            nothing_can_be_noted.wait(PATIENCE)
        return ""

    office.before_taking = wait_until_nothing_can_be_noted
    victim = start_worker(app, office, "--once")
    try:
        assert second_came.wait(PATIENCE)
        with _nobody_may_write():
            nothing_can_be_noted.set()
            while len(office.taken) < 2:
                assert victim.poll() is None
            victim.kill()
            victim.wait()
    finally:
        victim.kill()
        victim.communicate()

    before = rows()
    assert [row.status for row in before] == [MailStatus.SENT, MailStatus.SENDING, MailStatus.QUEUED, MailStatus.QUEUED]
    assert Worker(lambda: False).run_once()
    assert len(office.taken) == 4, "while the claim lasts, nobody else sends the message that was being sent"
    db.session.execute(update(OutboxMessage).values(next_attempt_at=utc_now() - timedelta(seconds=1)))
    db.session.commit()
    assert Worker(lambda: False).run_once()

    assert Counter(office.recipients) == {f"a{number}@example.org": 2 if number == 1 else 1 for number in range(4)}
    copies = [each["Message-ID"] for each in office.taken if each["To"] == "a1@example.org"]
    assert copies == [before[1].message_id] * 2
    assert {row.status for row in rows()} == {MailStatus.SENT}


class _nobody_may_write:
    """Hold what a worker needs to note anything: SQLite's write lock, PostgreSQL's lock of the table."""

    def __init__(self) -> None:
        self.connection = db.engine.connect()

    def __enter__(self) -> None:
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(text("LOCK TABLE outbox_messages IN EXCLUSIVE MODE"))
        else:
            self.connection.execute(text("SELECT 1"))  # begins with BEGIN IMMEDIATE

    def __exit__(self, *_: object) -> None:
        self.connection.rollback()
        self.connection.close()


@pytest.mark.sqlite_only
def test_a_worker_goes_on_until_it_is_asked_to_stop(app: Flask, office: PostOffice) -> None:
    worker = start_worker(app, office)
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "The worker runs.\n"
        worker.terminate()
        said, _ = worker.communicate(timeout=PATIENCE)
        assert (worker.returncode, said) == (0, "")
    finally:
        worker.kill()
        worker.communicate()

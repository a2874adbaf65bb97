"""The worker against a real mail server: what arrives, what is tried again, what is given up."""

import contextlib
import ssl
import subprocess
import weakref
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError

from advocacy.config.mail import Security
from advocacy.db import db
from advocacy.domain.mail import LEASE, MOST_ATTEMPTS, PAUSES, Mail, MailKind, MailStatus
from advocacy.models import OutboxMessage
from advocacy.models.base import utc_now
from advocacy.services import files, outbox, sending
from advocacy.worker import Worker, mail, smtp
from tests.smtp import PostOffice, serving


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A mail server, through which this installation sends."""
    with serving() as running:
        app.config.update(MAIL=running.settings(), BASE_URL="https://cabildo.example.org", SITE_NAME="Our Coalition")
        yield running


def never() -> bool:
    """Nobody asks the worker to stop."""
    return False


def run_worker() -> bool:
    """Let a worker do everything that is due."""
    return Worker(never).run_once()


def put_in(to: str, kind: MailKind = MailKind.TEST, **more: str) -> OutboxMessage:
    """Queue and commit a message."""
    words = {"subject": "Your day", "body": "Nothing is due.\n"} | more
    message = outbox.queue(Mail(kind, f"{kind}:{to}", to, **words))
    assert message is not None
    db.session.commit()
    return message


def again(ref: str) -> OutboxMessage:
    """Return the message as it stands now."""
    db.session.rollback()
    return db.session.scalars(select(OutboxMessage).where(OutboxMessage.ref == ref)).one()


def let_time_pass() -> None:
    """Let every wait and every claim be over."""
    db.session.execute(update(OutboxMessage).values(next_attempt_at=utc_now() - timedelta(seconds=1)))
    db.session.commit()


@pytest.mark.one_database
def test_a_message_arrives_whole(office: PostOffice) -> None:
    body = "Señora alcaldesa:\n\n" + "palabra " * 300 + "\n.\nCon respeto\n"
    message = put_in(
        "ana@example.org",
        body=body,
        to_name="Ana Muñoz, PhD",
        subject="¿Cómo está la carta 5?",
        body_html="<p>Señora</p>",
        reply_to="answer+x1@example.org",
        unsubscribe_url="https://cabildo.example.org/stop/x",
    )
    ref, message_id = message.ref, message.message_id
    assert run_worker()
    sent = again(ref)
    assert (sent.status, sent.attempts, sent.last_error) == (MailStatus.SENT, 1, "")
    assert sent.sent_at is not None
    (arrived,) = office.taken
    assert str(arrived["From"]) == "Our Coalition <cabildo@example.org>"
    assert str(arrived["To"]) == '"Ana Muñoz, PhD" <ana@example.org>'
    assert arrived["Subject"] == "¿Cómo está la carta 5?"
    assert arrived["Message-ID"] == message_id
    assert arrived["Reply-To"] == "answer+x1@example.org"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["List-Unsubscribe"] == "<https://cabildo.example.org/stop/x>"
    assert arrived["Date"].datetime.tzinfo is not None
    plain, html = arrived.get_body(("plain",)), arrived.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == body
    assert html.get_content().strip() == "<p>Señora</p>"


@pytest.mark.sqlite_only
def test_a_letter_that_a_person_wrote_does_not_call_itself_automatic(office: PostOffice) -> None:
    put_in("ana@example.org", MailKind.LETTER)
    run_worker()
    assert office.taken[0]["Auto-Submitted"] is None


@pytest.mark.sqlite_only
def test_many_messages_go_over_one_connection(office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "MOST_ON_ONE_CONNECTION", 4)
    for number in range(7):
        put_in(f"a{number}@example.org")
    run_worker()
    assert len(office.taken) == 7
    assert len(office.connections) == 2


def test_what_a_server_says_decides_and_stops_no_other(office: PostOffice) -> None:
    office.answers = {
        "gone@example.org": "550 5.1.1 <gone@example.org> user unknown",
        "full@example.org": "452 4.2.2 mailbox full",
    }
    gone, full, fine = (put_in(f"{name}@example.org").ref for name in ("gone", "full", "fine"))
    run_worker()
    assert office.recipients == ["fine@example.org"]
    assert again(fine).status is MailStatus.SENT
    dead = again(gone)
    assert (dead.status, dead.attempts) == (MailStatus.DEAD, 1)
    assert dead.last_error == "550 5.1.1 <g…@example.org> user unknown"
    waiting = again(full)
    assert (waiting.status, waiting.attempts, waiting.last_error) == (MailStatus.QUEUED, 1, "452 4.2.2 mailbox full")
    assert timedelta(0) < waiting.next_attempt_at - utc_now() <= PAUSES[0]


@pytest.mark.sqlite_only
def test_a_message_is_given_up_after_the_last_attempt_and_somebody_is_told(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setitem(outbox._waiting, (MailStatus.DEAD, MailKind.TEST), [lambda each: told.append(each.last_error)])
    office.answers = {"full@example.org": "452 mailbox full"}
    ref = put_in("full@example.org").ref
    for _ in range(MOST_ATTEMPTS - 1):
        run_worker()
        assert again(ref).status is MailStatus.QUEUED
        let_time_pass()
    run_worker()
    assert again(ref).status is MailStatus.DEAD
    assert told == ["452 mailbox full"]
    let_time_pass()
    run_worker()
    assert again(ref).attempts == MOST_ATTEMPTS


def test_a_server_that_is_away_costs_no_message_an_attempt(app: Flask) -> None:
    with serving() as gone:
        settings = gone.settings()
    app.config.update(MAIL=settings, BASE_URL="https://cabildo.example.org")
    refs = [put_in(f"{name}@example.org").ref for name in ("ana", "luis")]
    assert run_worker()
    first, second = map(again, refs)
    assert (first.status, first.attempts, first.last_error) == (MailStatus.QUEUED, 0, smtp.NOT_REACHED)
    assert first.next_attempt_at > utc_now()
    assert (second.status, second.attempts, second.last_error) == (MailStatus.QUEUED, 0, "")


@pytest.mark.sqlite_only
def test_a_server_that_refuses_our_sender_costs_no_message_an_attempt(office: PostOffice) -> None:
    office.sender_answer = "530 5.7.0 sign in first"
    ref = put_in("ana@example.org").ref
    run_worker()
    kept = again(ref)
    assert (kept.status, kept.attempts, kept.last_error) == (MailStatus.QUEUED, 0, "530 5.7.0 sign in first")


def test_files_go_with_a_message_and_a_lost_one_stops_no_other(office: PostOffice) -> None:
    kept, lost = files.keep(b"%PDF-1.7 the letter", "application/pdf"), files.keep(b"a photo", "image/jpeg")
    for file, to in ((kept, "ana@example.org"), (lost, "luis@example.org")):
        outbox.queue(Mail(MailKind.LETTER, to, to, "Letter", "Text"), attachments=[(file, "Carta señora.pdf")])
    db.session.commit()
    files.storage().remove(lost.sha256)
    run_worker()
    (arrived,) = office.taken
    (attached,) = arrived.iter_attachments()
    assert isinstance(attached, EmailMessage)
    assert (attached.get_content_type(), attached.get_filename()) == ("application/pdf", "Carta señora.pdf")
    assert attached.get_content() == b"%PDF-1.7 the letter"
    dead = db.session.scalars(select(OutboxMessage).where(OutboxMessage.status == MailStatus.DEAD)).one()
    assert (dead.to_address, dead.last_error) == ("luis@example.org", mail.CANNOT_BE_WRITTEN)


def test_a_claim_ends_by_itself(office: PostOffice) -> None:
    message = put_in("ana@example.org")
    message.status, message.attempts, message.claimed_by = MailStatus.SENDING, 1, "a worker that was killed"
    message.next_attempt_at = utc_now() + LEASE
    ref = message.ref
    db.session.commit()
    run_worker()
    assert office.taken == []
    let_time_pass()
    run_worker()
    assert len(office.taken) == 1
    assert again(ref).attempts == 2


@pytest.mark.sqlite_only
def test_a_message_that_kills_every_worker_is_given_up(office: PostOffice) -> None:
    message = put_in("ana@example.org")
    message.status, message.attempts = MailStatus.SENDING, MOST_ATTEMPTS
    ref = message.ref
    db.session.commit()
    let_time_pass()
    run_worker()
    assert office.taken == []
    assert again(ref).status is MailStatus.DEAD


@pytest.mark.sqlite_only
def test_when_what_should_follow_fails_the_message_is_sent_once_all_the_same(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_message: OutboxMessage) -> None:
        raise RuntimeError

    monkeypatch.setitem(outbox._waiting, (MailStatus.SENT, MailKind.TEST), [fail])
    ref = put_in("ana@example.org").ref
    run_worker()
    let_time_pass()
    run_worker()
    assert len(office.taken) == 1
    assert again(ref).status is MailStatus.SENT


@pytest.mark.sqlite_only
def test_a_busy_database_is_asked_again_what_was_sent_is_noted_and_somebody_is_told(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    tell = [lambda message: told.append(message.ref)]
    monkeypatch.setitem(outbox._waiting, (MailStatus.SENT, MailKind.TEST), tell)
    real, busy = sending.settle, [OperationalError("UPDATE", {}, Exception("database is locked"))]

    def settle(*args: Any, **more: Any) -> OutboxMessage | None:
        if busy:
            raise busy.pop()
        return real(*args, **more)

    monkeypatch.setattr(sending, "settle", settle)
    ref = put_in("ana@example.org").ref
    run_worker()
    assert again(ref).status is MailStatus.SENT
    assert (len(office.taken), told) == (1, [ref])


@pytest.mark.sqlite_only
def test_a_message_that_may_wait_waits(office: PostOffice) -> None:
    outbox.queue(
        Mail(MailKind.TEST, "later", "ana@example.org", "Hi", "Text"), not_before=utc_now() + timedelta(hours=1)
    )
    db.session.commit()
    run_worker()
    assert office.taken == []


@pytest.mark.sqlite_only
def test_however_many_wait_the_worker_holds_one_message(office: PostOffice) -> None:
    for number in range(40):
        put_in(f"a{number}@example.org")
    db.session.remove()
    alive: weakref.WeakSet[OutboxMessage] = weakref.WeakSet()
    held: list[int] = []
    loads: list[str] = []

    def loaded(message: OutboxMessage, _context: object) -> None:
        alive.add(message)
        loads.append(message.ref)

    def count(_to: str) -> str:
        held.append(len(alive))
        return ""

    office.before_taking = count
    event.listen(OutboxMessage, "load", loaded)
    run_worker()
    event.remove(OutboxMessage, "load", loaded)
    assert len(held) == 40
    assert len(set(loads)) == 40
    assert max(held) <= 1


@pytest.mark.sqlite_only
def test_a_worker_that_is_asked_to_stop_begins_no_other_message(office: PostOffice) -> None:
    for number in range(3):
        put_in(f"a{number}@example.org")
    Worker(lambda: bool(office.taken)).run_once()
    assert len(office.taken) == 1


# --- the way to the server ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key in one file, signed by itself."""
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "-", "-out", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    file.write_bytes(made.stdout)
    return file


@contextlib.contextmanager
def protected(app: Flask, certificate: Path, password: str) -> Iterator[PostOffice]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(tls=context, password="right") as office:
        settings = office.settings(security=Security.STARTTLS, user="cabildo", password=password)
        app.config.update(MAIL=settings, BASE_URL="https://cabildo.example.org")
        yield office


@pytest.mark.sqlite_only
def test_mail_goes_through_starttls_with_a_name_and_a_password(
    app: Flask, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with protected(app, certificate, "right") as office:
        put_in("ana@example.org")
        run_worker()
        assert office.recipients == ["ana@example.org"]


@pytest.mark.sqlite_only
def test_a_wrong_password_is_said_and_costs_no_attempt(
    app: Flask, certificate: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with protected(app, certificate, "wrong-password") as office:
        ref = put_in("ana@example.org").ref
        run_worker()
        assert office.taken == []
    assert (again(ref).attempts, again(ref).last_error) == (0, smtp.NOT_SIGNED_IN)
    assert "wrong-password" not in caplog.text


@pytest.mark.sqlite_only
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(app: Flask, certificate: Path) -> None:
    with protected(app, certificate, "right") as office:
        ref = put_in("ana@example.org").ref
        run_worker()
        assert office.taken == []
    assert again(ref).last_error == smtp.BAD_CERTIFICATE


@pytest.mark.sqlite_only
def test_a_server_without_starttls_gets_nothing(app: Flask, office: PostOffice) -> None:
    app.config["MAIL"] = office.settings(security=Security.STARTTLS)
    ref = put_in("ana@example.org").ref
    run_worker()
    assert office.taken == []
    assert again(ref).last_error == smtp.NO_TLS

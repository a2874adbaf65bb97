"""Answers that lie in a mailbox: taken in once each from a real IMAP server, put away and never deleted."""

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from advocacy.config.mail import Security
from advocacy.db import db
from advocacy.domain.inbound import TOO_LARGE
from advocacy.domain.letters import RecipientStatus
from advocacy.domain.mail import InboundStatus
from advocacy.models import InboundMessage, Reply, User
from advocacy.models.base import utc_now
from advocacy.queries import mailbox
from advocacy.services.inbox import arriving
from advocacy.worker import Worker, imap, inbox
from tests.imap import MailHouse, serving
from tests.inbound import answer, came, mailed, whole, work
from tests.smtp import PostOffice
from tests.web import Web


@pytest.fixture
def house(app: Flask) -> Iterator[MailHouse]:
    """An IMAP server, whose mailbox this installation reads."""
    with serving() as running:
        app.config["IMAP"] = running.settings()
        yield running


def read() -> None:
    """Let the worker look into the mailbox."""
    assert inbox.take_in_mailbox(lambda: False) is False


def test_an_answer_lands_with_its_letter_and_moves_to_the_other_folder(
    app: Flask, office: PostOffice, house: MailHouse
) -> None:
    app.config["IMAP"] = house.settings(processed="Taken in")
    ref = mailed()
    house.deliver(answer(To=str(office.taken[0]["Reply-To"])), answer("Who are you?", sender="clerk@other.example"))
    work()
    assert whole(ref).recipients[0].status is RecipientStatus.TO_CLASSIFY
    found = db.session.scalars(select(InboundMessage.status).order_by(InboundMessage.id)).all()
    assert found == [InboundStatus.MATCHED, InboundStatus.WAITING]
    assert (house.lying_in(), house.lying_in("Taken in")) == (0, 2)
    house.deliver(answer(To=str(office.taken[0]["Reply-To"])))  # the same message once more
    work()
    assert len(db.session.scalars(select(Reply)).all()) == 1
    assert (house.lying_in(), house.lying_in("Taken in")) == (0, 3)


@pytest.mark.sqlite_only
def test_without_another_folder_what_is_unread_is_taken_in_and_marked_as_read(house: MailHouse) -> None:
    house.deliver(answer("One"), answer("Two"))
    read()
    assert len(db.session.scalars(select(InboundMessage)).all()) == 2
    assert (house.lying_in(), house.lying_in("INBOX", "UNSEEN")) == (2, 0)


def test_a_connection_that_dies_before_a_message_is_put_away_doubles_nothing(
    house: MailHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.deliver(answer("One"), answer("Two"))

    def die(self: imap.Mailbox, _number: str) -> None:
        self.box.client.shutdown()
        self.box.client.noop()

    with monkeypatch.context() as cut:
        cut.setattr(imap.Mailbox, "put_away", lambda self, number: _in_trouble(die, self, number))
        read()
    assert len(db.session.scalars(select(InboundMessage)).all()) == 1
    assert (mailbox.reading().trouble, house.lying_in("INBOX", "UNSEEN")) == (imap.LOST, 2)
    db.session.remove()
    with time_machine.travel(utc_now() + timedelta(minutes=2)):
        read()
    assert len(db.session.scalars(select(InboundMessage)).all()) == 2
    assert (mailbox.reading().trouble, house.lying_in("INBOX", "UNSEEN")) == ("", 0)


def _in_trouble(act: object, *given: object) -> None:
    with imap._trouble(imap.LOST):
        act(*given)  # type: ignore[operator]


@pytest.mark.sqlite_only
def test_while_the_database_is_busy_a_message_stays_unread(house: MailHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    house.deliver(answer())

    def busy(*_given: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))

    with monkeypatch.context() as locked:
        locked.setattr(arriving, "match_of", busy)
        assert not Worker(lambda: False).run_once()
    assert house.lying_in("INBOX", "UNSEEN") == 1
    read()
    assert came().status is InboundStatus.WAITING
    assert house.lying_in("INBOX", "UNSEEN") == 0


@pytest.mark.sqlite_only
def test_what_is_too_large_is_asked_for_its_size_alone(house: MailHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_BYTES", 2_000)
    fetched: list[str] = []
    whole_message = imap.Mailbox.message
    monkeypatch.setattr(
        imap.Mailbox, "message", lambda self, number: fetched.append(number) or whole_message(self, number)
    )
    house.deliver(answer("Hello " * 1000, Subject="Our budget, all of it"), answer("Short"))
    read()
    large, short = db.session.scalars(select(InboundMessage).order_by(InboundMessage.id)).all()
    assert (large.why, large.subject, large.file_id) == (TOO_LARGE, "Our budget, all of it", None)
    assert short.file_id is not None
    assert len(fetched) == 1
    assert (house.lying_in(), house.lying_in("INBOX", "UNSEEN")) == (2, 0)


def test_a_server_that_is_away_is_asked_less_and_less_and_the_administrator_reads_why(
    app: Flask, web: Web, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = administrator.id
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        app.config["IMAP"] = MailHouse(taken.getsockname()[1]).settings()
        tries: list[None] = []
        connect = imap.Mailbox._connected
        monkeypatch.setattr(imap.Mailbox, "_connected", lambda self: tries.append(None) or connect(self))
        begin, counted = utc_now(), []
        for minute in range(16):
            with time_machine.travel(begin + timedelta(minutes=minute, seconds=1), tick=False):
                read()
            counted.append(len(tries))
    assert counted == [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5]
    web.sign_in(db.session.get_one(User, who))
    page = web.get("/admin/mail")
    assert "The mailbox cannot be read" in page.text
    assert "The server of the mailbox cannot be reached." in page.text
    assert "right-password" not in page.text


@pytest.mark.sqlite_only
def test_a_wrong_password_and_a_missing_folder_are_said(
    app: Flask, house: MailHouse, caplog: pytest.LogCaptureFixture
) -> None:
    for changes, words in (({"password": "wrong"}, imap.NOT_SIGNED_IN), ({"folder": "Nowhere"}, imap.NO_FOLDER)):
        app.config["IMAP"] = house.settings(**changes)
        with pytest.raises(imap.MailboxTrouble, match=words), imap.Mailbox(app.config["IMAP"]):
            pass
    assert "wrong" not in caplog.text


# --- the way there ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key in one file, signed by itself."""
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    openssl = shutil.which("openssl")
    assert openssl
    made = subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "-", "-out", "-"],
        capture_output=True, check=True,
    )  # fmt: skip
    file.write_bytes(made.stdout)
    return file


@pytest.mark.sqlite_only
def test_starttls_is_taken_from_a_server_that_is_trusted_and_from_no_other(
    app: Flask, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(certificate) as running:
        settings = running.settings(security=Security.STARTTLS)
        with pytest.raises(imap.MailboxTrouble, match=imap.BAD_CERTIFICATE), imap.Mailbox(settings):
            pass
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with imap.Mailbox(settings) as box:
            assert box.new() == []
            assert isinstance(box.box.client.sock, ssl.SSLSocket)


@pytest.mark.sqlite_only
def test_a_server_without_starttls_learns_no_password(app: Flask, house: MailHouse) -> None:
    settings = house.settings(security=Security.STARTTLS)
    with pytest.raises(imap.MailboxTrouble, match=r"STARTTLS"), imap.Mailbox(settings):
        pass


@pytest.mark.sqlite_only
def test_tls_from_the_beginning_is_refused_by_a_certificate_that_nobody_vouches_for(
    app: Flask, certificate: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            opened, _peer = listening.accept()
            with contextlib.suppress(OSError), opened, context.wrap_socket(opened, server_side=True):
                pass

        greeting = threading.Thread(target=greet)
        greeting.start()
        settings = MailHouse(listening.getsockname()[1]).settings(security=Security.TLS)
        with pytest.raises(imap.MailboxTrouble, match=imap.BAD_CERTIFICATE), imap.Mailbox(settings):
            pass
        greeting.join()

"""The page of mail for administrators."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from advocacy.config.mail import MailSettings, Security
from advocacy.db import db
from advocacy.domain.mail import LINK_TOKEN, Mail, MailKind, MailStatus
from advocacy.domain.users import Language, LinkPurpose, Role, UserDetails
from advocacy.models import AuditEntry, OutboxMessage, User
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.services import links, mail, outbox, sending, users
from tests.web import Web

SETTINGS = MailSettings("smtp.example.org", 587, Security.STARTTLS, "cabildo@example.org", user="u", password="hush-1")


@pytest.fixture
def mail_on(app: Flask) -> None:
    """Let this installation send mail."""
    app.config.update(MAIL=SETTINGS, BASE_URL="https://cabildo.example.org")


@pytest.fixture
def dead(mail_on: None) -> OutboxMessage:
    """A message that was given up after its last attempt."""
    mail = Mail(MailKind.SIGN_ON_REMINDER, "r1", "maria@example.org", "Please sign", "The secret words")
    message = outbox.queue(mail)
    assert message is not None
    message.status, message.attempts, message.last_error = MailStatus.DEAD, 6, "550 no such user"
    db.session.commit()
    return message


def audited() -> list[str]:
    """Return what was noted about mail."""
    return list(db.session.scalars(select(AuditEntry.event).where(AuditEntry.event.startswith("mail."))))


def test_one_refused_message_that_is_sent_again_stops_no_other_mail(
    web: Web, administrator: User, dead: OutboxMessage
) -> None:
    web.sign_in(administrator)
    web.post_with_token(f"/admin/mail/{dead.ref}/resend")
    shown = web.get("/admin/mail")
    assert "No mail goes out for now." not in shown.text
    db.session.refresh(dead)
    assert (dead.status, dead.last_error) == (MailStatus.QUEUED, "")


@pytest.mark.sqlite_only
def test_without_a_server_the_page_says_so_and_what_to_set(web: Web, administrator: User) -> None:
    web.sign_in(administrator)
    shown = web.get("/admin/mail")
    assert "This installation sends no mail." in shown.text
    assert "ADVOCACY_SMTP_HOST" in shown.text
    assert "Send a test message" not in shown.text
    assert web.post_with_token("/admin/mail/test").status == 422
    assert db.session.scalar(select(OutboxMessage)) is None


@pytest.mark.usefixtures("mail_on")
@pytest.mark.one_database
def test_a_test_message_goes_to_whoever_asks(web: Web, administrator: User) -> None:
    web.sign_in(administrator)
    assert web.post_with_token("/admin/mail/test").status == 303
    message = db.session.scalars(select(OutboxMessage)).one()
    assert (message.kind, message.to_address) == (MailKind.TEST, administrator.email)
    assert "https://cabildo.example.org" in message.body
    assert audited() == ["mail.tested"]


def test_what_could_not_be_sent_is_shown_without_what_it_says(
    web: Web, administrator: User, dead: OutboxMessage
) -> None:
    web.sign_in(administrator)
    shown = web.get("/admin/mail").text
    assert "A reminder to sign" in shown
    assert "m…@example.org" in shown
    assert "550 no such user" in shown
    for hidden in ("maria@", "secret words", "Please sign", "hush-1"):
        assert hidden not in shown


def test_a_dead_message_is_sent_again_from_the_beginning(web: Web, administrator: User, dead: OutboxMessage) -> None:
    web.sign_in(administrator)
    assert web.post_with_token(f"/admin/mail/{dead.ref}/resend").status == 303
    db.session.expire_all()
    assert (dead.status, dead.attempts) == (MailStatus.QUEUED, 0)
    assert dead.next_attempt_at <= utc_now()
    assert audited() == ["mail.resent"]


@pytest.mark.sqlite_only
def test_a_cancelled_message_is_forgotten(web: Web, administrator: User, dead: OutboxMessage) -> None:
    web.sign_in(administrator)
    assert web.post_with_token(f"/admin/mail/{dead.ref}/cancel").status == 303
    db.session.expire_all()
    assert (dead.status, dead.body) == (MailStatus.CANCELLED, "")
    assert audited() == ["mail.cancelled"]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("verb", ["resend", "cancel"])
@pytest.mark.parametrize("status", [MailStatus.SENT, MailStatus.SENDING])
def test_a_message_on_its_way_or_sent_is_left_alone(
    web: Web, administrator: User, dead: OutboxMessage, verb: str, status: MailStatus
) -> None:
    dead.status = status
    db.session.commit()
    web.sign_in(administrator)
    refused = web.post_with_token(f"/admin/mail/{dead.ref}/{verb}")
    assert refused.status == 422
    assert "Nothing was changed" in refused.text
    db.session.expire_all()
    assert dead.status is status


@pytest.mark.sqlite_only
def test_the_page_says_why_nothing_goes_out_and_that_no_worker_runs(
    web: Web, administrator: User, dead: OutboxMessage
) -> None:
    dead.status, dead.attempts, dead.last_error = MailStatus.QUEUED, 0, ""
    dead.next_attempt_at = utc_now() - timedelta(hours=1)
    db.session.commit()
    web.sign_in(administrator)
    assert "It seems that the worker does not run" in web.get("/admin/mail").text
    dead.last_error = "The mail server cannot be reached."
    db.session.commit()
    assert "No mail goes out for now." in web.get("/admin/mail").text


@pytest.mark.usefixtures("mail_on")
def test_a_mailed_invitation_waits_without_its_secret_and_is_sent_again_with_another(
    web: Web, administrator: User
) -> None:
    web.sign_in(administrator)
    form = web.get("/admin/users/new")
    shown = form.submit({"name": "Bea Example", "email": "bea@example.org", "roles": "member"})
    address = str(shown.soup.select_one("input[readonly]")["value"])  # type: ignore[index]
    message = db.session.scalars(select(OutboxMessage)).one()
    assert address.rpartition("/")[2] not in f"{message.body}{message.unique_key}"
    assert address.rpartition("/")[2] in outbox.text_to_send(message)
    message.status = MailStatus.DEAD
    db.session.commit()
    assert web.post_with_token(f"/admin/mail/{message.ref}/resend").status == 303
    db.session.expire_all()
    fresh = outbox.text_to_send(message).partition("/invitation/")[2].split()[0]
    visitor = Web(web.app)
    assert visitor.get(f"/invitation/{address.rpartition('/')[2]}").status == 404
    assert visitor.get(f"/invitation/{fresh}").status == 200


@pytest.mark.usefixtures("mail_on")
def test_a_link_that_ended_while_its_mail_waited_is_made_anew_and_one_that_was_replaced_is_not_mailed(
    web: Web, administrator: User
) -> None:
    actor = Actor.of(administrator)
    user, token = users.invite(actor, UserDetails("Bea Example", "bea@example.org", frozenset({Role.MEMBER})))
    mail.send_link(actor, user, LinkPurpose.INVITATION, token, "Join", f"/x/{LINK_TOKEN}", language=Language.EN)
    db.session.commit()
    message = db.session.scalars(select(OutboxMessage)).one()
    with time_machine.travel(utc_now() + timedelta(days=9)):
        assert sending.claim_next("w") is not None
        text = outbox.text_to_send(message)
        assert token not in text
        assert links.good(text.rpartition("/")[2], LinkPurpose.INVITATION) is not None
        message.status = MailStatus.QUEUED
        message.next_attempt_at = utc_now()
        users.invite_again(actor, user)
        assert sending.claim_next("w") is None
    assert message.status is MailStatus.CANCELLED


@pytest.mark.usefixtures("mail_on")
def test_a_link_is_sent_again_where_its_owner_is_reached_today_and_never_to_the_address_before(
    web: Web, administrator: User
) -> None:
    actor = Actor.of(administrator)
    details = UserDetails("Bea Example", "mistyped@example.org", frozenset({Role.MEMBER}))
    user, token = users.invite(actor, details)
    mail.send_link(actor, user, LinkPurpose.INVITATION, token, "Join", f"/x/{LINK_TOKEN}", language=Language.EN)
    message = db.session.scalars(select(OutboxMessage)).one()
    message.status = MailStatus.DEAD
    users.edit(actor, user, replace(details, email="bea@example.org"), version=None)
    db.session.commit()
    mail.send_again(actor, message)
    assert (message.status, message.to_address) == (MailStatus.QUEUED, "bea@example.org")
    user.email = "elsewhere@example.org"
    db.session.commit()
    assert sending.claim_next("w") is None
    assert (message.status, message.last_error) == (MailStatus.CANCELLED, mail.NOT_THEIR_ADDRESS)

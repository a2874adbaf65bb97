"""The outbox: what is queued once, what is refused, and what cannot slip into a header."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from advocacy.config.mail import MailSettings, Security
from advocacy.db import db
from advocacy.domain.mail import Mail, MailKind, MailStatus
from advocacy.domain.problems import Refused
from advocacy.models import OutboxMessage, User
from advocacy.models.base import utc_now
from advocacy.services import outbox
from advocacy.services.addresses import address_of

SETTINGS = MailSettings("127.0.0.1", 25, Security.NONE, "cabildo@example.org")


def a_mail(key: str = "digest:one", **changes: str) -> Mail:
    words = {"to_address": "ana@example.org", "subject": "Your day", "body": "Nothing is due."} | changes
    return Mail(MailKind.DIGEST, key, **words)


@pytest.fixture
def mail_on(app: Flask) -> None:
    """Let this installation send mail."""
    app.config.update(MAIL=SETTINGS, BASE_URL="https://cabildo.example.org")


@pytest.mark.usefixtures("mail_on")
@pytest.mark.one_database
def test_the_same_key_queues_one_message(member: User) -> None:
    first = outbox.queue(a_mail(), user=member)
    again = outbox.queue(a_mail(body="Other words."), user=member)
    assert first is not None
    assert again is first
    assert first.status is MailStatus.QUEUED
    assert first.user_id == member.id
    assert first.message_id.endswith("@example.org>")
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


@pytest.mark.sqlite_only
def test_nothing_is_kept_where_no_mail_is_sent(app: Flask) -> None:
    assert outbox.queue(a_mail()) is None
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    with pytest.raises(Refused, match="sends no mail"):
        outbox.ensure_mail_is_on()


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("mail_on")
def test_nothing_that_was_typed_ends_a_header() -> None:
    message = outbox.queue(
        a_mail(subject="Due\r\nBcc: eve@example.org\u2028x", to_name="Ana\nB", in_reply_to="<a@b>\r\nX: y")
    )
    assert message is not None
    assert message.subject == "Due Bcc: eve@example.org x"
    assert message.to_name == "Ana B"
    assert message.headers["In-Reply-To"] == "<a@b> X: y"
    assert message.headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("mail_on")
@pytest.mark.parametrize(
    "wrong",
    [
        {"to_address": "nobody"},
        {"to_address": "a@example.org\r\nBcc: b@example.org"},
        {"to_address": "a@example.org, b@example.org"},
        {"reply_to": "x"},
        {"subject": " \r\n"},
        {"body": " "},
    ],
)
def test_a_message_that_cannot_be_sent_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        outbox.queue(a_mail(**wrong))


@pytest.mark.sqlite_only
@pytest.mark.usefixtures("mail_on")
def test_links_in_mail_lead_where_the_settings_say(app: Flask) -> None:
    with app.test_request_context(base_url="https://evil.example.net"):
        assert address_of("home.index") == "https://cabildo.example.org/"


@pytest.mark.usefixtures("mail_on")
def test_what_is_over_is_forgotten_after_its_time_and_a_letters_sending_stays() -> None:
    for kind, status, days in (
        (MailKind.TEST, MailStatus.SENT, 91),
        (MailKind.TEST, MailStatus.SENT, 89),
        (MailKind.TEST, MailStatus.DEAD, 91),
        (MailKind.TEST, MailStatus.QUEUED, 400),
        (MailKind.SIGN_ON_REMINDER, MailStatus.SENT, 91),
        (MailKind.SIGN_ON_REMINDER, MailStatus.CANCELLED, 366),
        (MailKind.LETTER, MailStatus.SENT, 4000),
        (MailKind.LETTER, MailStatus.DEAD, 91),
    ):
        message = outbox.queue(Mail(kind, f"{kind}{status}{days}", "ana@example.org", "Hello", "Text"))
        assert message is not None
        message.status, message.created_at = status, utc_now() - timedelta(days=days)
    assert outbox.forget_old() == 3
    left = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    assert [(each.kind, each.status) for each in left] == [
        (MailKind.TEST, MailStatus.SENT),
        (MailKind.TEST, MailStatus.QUEUED),
        (MailKind.SIGN_ON_REMINDER, MailStatus.SENT),
        (MailKind.LETTER, MailStatus.SENT),
        (MailKind.LETTER, MailStatus.CANCELLED),
    ]
    assert left[-1].body == ""

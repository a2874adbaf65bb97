"""Mail about signing: one link each, made when the mail goes out, to whom the text of today asks."""

from datetime import UTC, datetime, time, timedelta

import time_machine
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.letters import LetterEvent, SignatureStatus
from advocacy.domain.mail import MailKind, MailStatus
from advocacy.domain.users import Language
from advocacy.models import Letter, OutboxMessage, Signature, SignOnLink, User
from advocacy.policy import Actor
from advocacy.queries.clock import home_zone, today
from advocacy.services import letters, outbox, sending, sign_in_delays
from advocacy.services import mail as mail_service
from advocacy.services.letters import sign_on
from advocacy.services.letters.waiting import LINK_REVOKED
from tests.factories import commit, make_person
from tests.integration.test_sign_on import ask, change_text, collecting, link_in, mail, mails, open_link, signs
from tests.letters import sign_on as invite
from tests.web import Web

__all__ = ["mail"]
A_MONTH = timedelta(days=40)


def links() -> int:
    """How many links there are."""
    return db.session.scalar(select(func.count(SignOnLink.id))) or 0


def confirmed_by_open_link(web: Web, actor: Actor, letter: Letter, **typed: str) -> Signature:
    """Somebody who asked to sign by the open link and was confirmed."""
    signs(web.get(open_link(actor, letter)), **{"name": "Bo Neighbor", **typed})
    signature = db.session.scalars(select(Signature).order_by(Signature.id.desc())).first()
    assert signature is not None
    sign_on.confirm_asked(actor, letter, signature)
    commit()
    return signature


def claimed() -> OutboxMessage | None:
    """What a worker would send next."""
    claim = sending.claim_next("w")
    return db.session.get_one(OutboxMessage, claim.message_id) if claim is not None else None


def test_who_signed_by_a_link_that_was_forwarded_is_mailed_the_new_text_and_confirms_it_in_another_browser(
    web: Web, as_organizer: Actor, mail: None
) -> None:
    letter = collecting(as_organizer)
    signature = confirmed_by_open_link(web, as_organizer, letter, email="bo@example.org")
    change_text(as_organizer, letter)
    message = claimed()
    assert message is not None
    assert (message.kind, message.to_address) == (MailKind.SIGN_ON_AGAIN, "bo@example.org")
    elsewhere = Web(web.app).get(link_in(message))
    assert elsewhere.title.startswith("The text has changed.")
    elsewhere.submit(button="Confirm my signature")
    db.session.refresh(signature)
    assert (signature.status, signature.seen_version) == (SignatureStatus.SIGNED, 2)


def test_who_left_no_e_mail_stands_on_the_page_as_one_whom_no_mail_reaches(
    web: Web, as_organizer: Actor, organizer: User, mail: None
) -> None:
    letter = collecting(as_organizer)
    signature = confirmed_by_open_link(web, as_organizer, letter)
    change_text(as_organizer, letter)
    assert mails(MailKind.SIGN_ON_AGAIN) == []
    desk = Web(web.app).sign_in(organizer)
    page = desk.get(f"/letters/{letter.ref}/sign-on")
    assert "No e-mail is known" in page.text
    assert page.soup.select_one(f'a[href="/letters/{letter.ref}/signatures/{signature.ref}/link"]') is not None


def test_who_asked_and_was_not_confirmed_is_asked_about_a_new_text_only_by_a_reminder(
    web: Web, as_organizer: Actor, mail: None
) -> None:
    letter = collecting(as_organizer)
    signs(web.get(open_link(as_organizer, letter)), "Bo Neighbor", email="bo@example.org")
    change_text(as_organizer, letter)
    assert mails(MailKind.SIGN_ON_AGAIN) == []
    db.session.refresh(letter)
    assert sign_on.remind(as_organizer, letter) == 1
    assert [each.to_address for each in mails(MailKind.SIGN_ON_AGAIN)] == ["bo@example.org"]


def test_reminders_carry_the_same_link_and_a_revoked_one_is_made_anew(
    web: Web, as_organizer: Actor, mail: None
) -> None:
    letter = collecting(as_organizer)
    invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    sent = []
    for day in range(3):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=day)):
            ask(as_organizer, letter) or sign_on.remind(as_organizer, letter)
            message = claimed()
            assert message is not None
            sent.append(link_in(message))
    assert (len(set(sent)), links()) == (1, 1)
    sign_on.revoke(as_organizer, letter, db.session.scalars(select(SignOnLink)).one())
    commit()
    assert Web(web.app).get(sent[0]).status == 404
    with time_machine.travel(datetime.now(UTC) + timedelta(days=4)):
        sign_on.remind(as_organizer, letter)
        message = claimed()
        assert message is not None
        assert link_in(message) != sent[0]
        commit()
        assert Web(web.app).get(link_in(message)).status == 200


def test_a_revoked_link_is_mailed_by_nobody_but_a_person(web: Web, as_organizer: Actor, mail: None) -> None:
    """The mailbox may be in wrong hands: what waits is cancelled, and neither the worker nor a new text asks again."""
    letter = collecting(as_organizer)
    letter.sign_by = today() + timedelta(days=5)
    signature = invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    ask(as_organizer, letter)
    sign_on.revoke(as_organizer, letter, db.session.scalars(select(SignOnLink)).one())
    commit()
    (message,) = mails(MailKind.SIGN_ON_INVITATION)
    assert (message.status, message.body, message.last_error) == (MailStatus.CANCELLED, "", LINK_REVOKED)
    noon = datetime.combine(today() + timedelta(days=3), time(12), home_zone())
    with time_machine.travel(noon):
        assert (sign_on.remind_before_day(), links()) == (0, 1)
    signature.status = SignatureStatus.TO_RECONFIRM
    sign_on.ask_again(as_organizer, letter)
    assert (mails(MailKind.SIGN_ON_AGAIN), links()) == ([], 1)
    sign_on.mail_link(as_organizer, letter, signature, "ada@elsewhere.example", Language.EN)
    assert (claimed() is not None, links()) == (True, 2)


def test_mail_that_was_given_up_holds_no_link_and_is_sent_again_with_one_that_works(
    web: Web, as_organizer: Actor, administrator: User, mail: None
) -> None:
    letter = collecting(as_organizer)
    invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    ask(as_organizer, letter)
    (message,) = mails(MailKind.SIGN_ON_INVITATION)
    first = link_in(message)
    message.status = MailStatus.DEAD
    commit()
    assert first.rpartition("/")[2] not in message.body
    with time_machine.travel(datetime.now(UTC) + A_MONTH):
        mail_service.send_again(Actor.of(administrator), message)
        assert claimed() is message
        commit()
        assert link_in(message) != first
        assert Web(web.app).get(link_in(message)).title == "Will you sign this letter?"


def test_who_has_answered_by_then_is_not_mailed(as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    ask(as_organizer, letter)
    letters.sign(as_organizer, letter, signature, SignatureDetails(), seen_version=1)
    assert claimed() is None
    (message,) = mails(MailKind.SIGN_ON_INVITATION)
    assert (message.status, message.body) == (MailStatus.CANCELLED, "")
    assert message.last_error == sign_on.NOT_ASKED_ANY_MORE


def test_a_letter_that_takes_no_names_any_more_mails_nobody(as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    ask(as_organizer, letter)
    letters.advance(as_organizer, letter, LetterEvent.REVISE)
    assert claimed() is None


def test_one_address_that_tries_without_end_leaves_the_link_to_everybody_else(app: Flask) -> None:
    with app.test_request_context():
        stranger = sign_in_delays.keys_of_link("a link", "192.0.2.1")
        waits = [sign_in_delays.count_attempt(stranger) for _ in range(200)]
        assert waits[119] == timedelta() < waits[-1]
        assert sign_in_delays.count_attempt(sign_in_delays.keys_of_link("a link", "192.0.2.2")) == timedelta()


def test_a_cookie_holds_nothing_that_lets_anybody_sign(web: Web, as_organizer: Actor, organizer: User) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_person("Ada Example"))
    commit()
    desk = web.sign_in(organizer)
    form = desk.get(f"/letters/{letter.ref}/signatures/{signature.ref}/link")
    made = form.send({"language": "en"}, button="Make the link")
    signer = SecureCookieSessionInterface().get_signing_serializer(web.app)
    assert signer is not None
    cookie = made.response.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    held = str(signer.loads(cookie))
    address = str(desk.get(f"/letters/{letter.ref}/sign-on").soup.select_one("#link")["value"])  # type: ignore[index]
    assert signature.ref
    assert "sign_on_link" in held
    assert address.rpartition("/")[2] not in held


def test_a_link_of_one_language_is_the_same_in_the_other(as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    first = sign_on.make_link(as_organizer, letter, signature, Language.EN)
    assert sign_on.make_link(as_organizer, letter, signature, Language.ES) == first
    assert db.session.scalars(select(SignOnLink.language)).all() == [Language.ES]
    assert outbox.mail_is_on()

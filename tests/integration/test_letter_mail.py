"""A letter sent by e-mail, through a real mail server: shown, confirmed, sent once, and only then the clock starts."""

import io
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.contact_points import ContactPointDetails
from advocacy.domain.directory import ContactKind
from advocacy.domain.letter_mail import LetterMail, Paper
from advocacy.domain.letters import DeliveryMethod, LetterStatus, RecipientStatus
from advocacy.domain.mail import MailStatus, NoticeKind
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.problems import Refused
from advocacy.models import Attachment, Letter, LetterPaper, Notice, OutboxMessage, Recipient, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.clock import today
from advocacy.queries.letters import letter_by_ref
from advocacy.services import contact_points, letters, mail
from advocacy.services.letters import mailing
from advocacy.worker import JOBS, Worker
from tests.factories import make_campaign, make_demand
from tests.letters import approved, dispatches, draft, send
from tests.smtp import PostOffice, serving
from tests.web import Web, form_data

PAPER = Paper("letter.pdf", b"%PDF-1.7 the letter")


@pytest.fixture
def office(app: Flask) -> Iterator[PostOffice]:
    """A mail server, through which this installation sends; answers come to an address with a key."""
    with serving() as running:
        app.config.update(
            MAIL=running.settings(),
            BASE_URL="https://cabildo.example.org",
            REPLY_ADDRESS="replies+{key}@example.org",
        )
        yield running


def after_work(letter: Letter) -> Letter:
    """Let a worker do everything, and return the letter as it stands then."""
    ref = letter.ref
    assert Worker(lambda: False).run_once()
    return whole(ref)


def whole(ref: str) -> Letter:
    letter = letter_by_ref(OPERATOR, ref)
    assert letter is not None
    return letter


def can_be_mailed(actor: Actor, recipient: Recipient, address: str, *, public: bool = True) -> None:
    assert recipient.party is not None
    details = ContactPointDetails(ContactKind.EMAIL, address, is_public=public)
    contact_points.add(actor, recipient.party, details)


def told(recipient: Recipient, address: str = "ada@city.example", **fields: object) -> tuple[LetterMail, Paper]:
    words = {"shown_address": address, "to_name": "", "subject": "Three points", "body": "We ask.\n"} | fields
    return LetterMail(recipient.ref, recipient.party_name, address, **words), PAPER  # type: ignore[arg-type]


def mail_to_all(actor: Actor, letter: Letter) -> None:
    letters.mail(actor, letter, [told(each, f"r{each.position}@city.example") for each in letter.recipients])
    db.session.commit()


def messages() -> list[OutboxMessage]:
    db.session.expire_all()
    return list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_a_letter_is_shown_confirmed_and_sent_with_its_paper(
    office: PostOffice, web: Web, organizer: User, as_organizer: Actor
) -> None:
    campaign = make_campaign()
    demand = make_demand(campaign, "No detainers")
    letter = approved(as_organizer, campaign, to=2, demands=(demand.ref,), body="Dear {{recipient.name}},\n\nWe ask.")
    reached, other = letter.recipients
    can_be_mailed(as_organizer, reached, "ada@city.example")
    db.session.commit()
    web.sign_in(organizer)
    shown = web.get(f"/letters/{letter.ref}").soup.find("a", string=lambda words: "Send by e-mail" in (words or ""))
    assert shown is not None
    page = web.get(str(shown["href"]))
    assert "Official1 Example <ada@city.example>" in page.text
    assert "Dear Official1 Example," in page.text
    assert "1. No detainers" in page.text
    assert "Official2 Example No e-mail address on file" in page.text
    after = page.submit()
    assert "Waits in the outbox" in after.text
    assert reached.status is RecipientStatus.TO_SEND
    assert dispatches(letter) == []
    db.session.commit()
    letter = after_work(letter)
    reached, other = letter.recipients
    (arrived,) = office.taken
    body, (attached,) = arrived.get_body(("plain",)), arrived.iter_attachments()
    assert body is not None
    assert "Dear Official1 Example," in body.get_content()
    assert isinstance(attached, EmailMessage)
    assert attached.get_content().startswith(b"%PDF-")
    assert arrived["Reply-To"] == f"replies+{reached.reply_key}@example.org"
    assert arrived["Subject"] == "Three points"
    assert (letter.status, reached.status, other.status) == (
        LetterStatus.SENT,
        RecipientStatus.SENT,
        RecipientStatus.TO_SEND,
    )
    assert (reached.method, reached.sent_on) == (DeliveryMethod.EMAIL, PartialDate.of(today()))
    assert reached.reply_due is not None
    assert reached.sent_to == "ada@city.example"
    assert len(dispatches(letter)) == 1
    kept = db.session.scalars(select(LetterPaper).where(LetterPaper.media_type == mailing.PDF)).one()
    proof = db.session.scalars(select(Attachment).where(Attachment.recipient_id == reached.id)).one()
    assert proof.file.sha256 == kept.file_sha256
    assert "ada@city.example" in web.get(f"/letters/{letter.ref}").text


@pytest.mark.one_database
def test_two_recipients_of_one_day_are_one_line_on_the_timeline(office: PostOffice, app: Flask) -> None:
    letter = approved(OPERATOR, make_campaign(), to=3)
    mail_to_all(OPERATOR, letter)
    letter = after_work(letter)
    assert sorted(office.recipients) == ["r1@city.example", "r2@city.example", "r3@city.example"]
    (activity,) = dispatches(letter)
    assert len(activity.contacts) == 3
    assert {each.status for each in letter.recipients} == {RecipientStatus.SENT}


@pytest.mark.usefixtures("office")
@pytest.mark.one_database
def test_nobody_gets_it_twice(app: Flask) -> None:
    letter = approved(OPERATOR, make_campaign())
    mail_to_all(OPERATOR, letter)
    letter = whole(letter.ref)
    for again in (
        lambda: mail_to_all(OPERATOR, letter),
        lambda: send(OPERATOR, letter),
        lambda: letters.remove_recipient(OPERATOR, letter, letter.recipients[0]),
    ):
        with pytest.raises(Refused, match="outbox"):
            again()
    letter = after_work(letter)
    with pytest.raises(Refused, match="already gone out"):
        mail_to_all(OPERATOR, letter)
    assert len(messages()) == 1


def test_what_is_in_the_outbox_can_be_taken_out_and_sent_another_way(office: PostOffice, app: Flask) -> None:
    letter = approved(OPERATOR, make_campaign())
    mail_to_all(OPERATOR, letter)
    letters.take_out(OPERATOR, letter, letter.recipients[0])
    db.session.commit()
    letter = after_work(letter)
    assert office.taken == []
    assert messages()[0].status is MailStatus.CANCELLED
    send(OPERATOR, letter, method=DeliveryMethod.BY_HAND, taken_by="The clerk")
    assert letter.recipients[0].taken_by == "The clerk"
    with pytest.raises(Refused, match="not in the outbox"):
        letters.take_out(OPERATOR, letter, letter.recipients[0])


def test_a_refused_address_is_a_failed_delivery_that_may_be_tried_again(
    office: PostOffice, administrator: User
) -> None:
    letter = approved(OPERATOR, make_campaign())
    who = administrator.id
    office.answers = {"r1@city.example": "550 5.1.1 no such user"}
    mail_to_all(OPERATOR, letter)
    letter = after_work(letter)
    recipient = letter.recipients[0]
    assert (recipient.status, letter.status) == (RecipientStatus.DELIVERY_FAILED, LetterStatus.APPROVED)
    assert db.session.scalars(select(Notice.kind).where(Notice.user_id == who)).all() == [NoticeKind.MAIL_FAILED]
    letters.mail(OPERATOR, letter, [told(recipient, "right@city.example")])
    db.session.commit()
    letter = after_work(letter)
    assert office.recipients == ["right@city.example"]
    assert [each.status for each in messages()] == [MailStatus.CANCELLED, MailStatus.SENT]
    assert letter.recipients[0].status is RecipientStatus.SENT


@pytest.mark.usefixtures("office")
@pytest.mark.one_database
def test_only_what_is_ready_goes_out(app: Flask) -> None:
    unapproved = draft(OPERATOR, make_campaign())
    with pytest.raises(Refused, match="approved"):
        letters.mail(OPERATOR, unapproved, [told(unapproved.recipients[0])])
    letter = approved(OPERATOR, make_campaign("Free buses"))
    with pytest.raises(Refused, match="without a value"):
        letters.mail(OPERATOR, letter, [told(letter.recipients[0], unfilled=("recipient.office",))])
    assert messages() == []


@pytest.mark.sqlite_only
def test_an_installation_without_mail_says_so(app: Flask) -> None:
    letter = approved(OPERATOR, make_campaign())
    with pytest.raises(Refused, match="sends no mail"):
        letters.mail(OPERATOR, letter, [told(letter.recipients[0])])


@pytest.mark.sqlite_only
def test_what_went_out_while_somebody_changed_the_letter_is_noted_later(
    office: PostOffice, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = approved(OPERATOR, make_campaign())
    mail_to_all(OPERATOR, letter)
    with monkeypatch.context() as patch:
        patch.setattr(mailing.sending, "went_out", lambda *_args: 1 / 0)
        ref = letter.ref
        Worker(lambda: False, jobs=tuple(job for job in JOBS if job.name == "mail")).run_once()
    assert len(office.taken) == 1
    assert messages()[0].status is MailStatus.SENT
    letter = after_work(whole(ref))
    assert letter.recipients[0].status is RecipientStatus.SENT
    assert len(office.taken) == 1


@pytest.mark.usefixtures("office")
@pytest.mark.one_database
def test_a_private_address_is_offered_to_the_team_and_shown_to_nobody_else(
    web: Web, coordinator: User, as_coordinator: Actor
) -> None:
    letter = approved(as_coordinator, make_campaign())
    can_be_mailed(as_coordinator, letter.recipients[0], "home@mail.example", public=False)
    db.session.commit()
    web.sign_in(coordinator).get(f"/letters/{letter.ref}/mail").submit()
    letter = after_work(letter)
    assert letter.recipients[0].sent_to == "h…@mail.example"
    history = web.get(f"/letters/{letter.ref}").text.partition("History")[2]
    assert "by the worker, for Coordinator" in history


@pytest.mark.sqlite_only
def test_a_delivery_by_hand_keeps_who_took_it_and_a_photo_of_the_receipt(web: Web, organizer: User) -> None:
    letter = approved(OPERATOR, make_campaign())
    db.session.commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/send")
    values: dict[str, object] = dict(form_data(page.form()))
    values |= {"method": "by_hand", "taken_by": "City Clerk’s office"}
    values["files"] = (io.BytesIO(b"stamped"), "receipt.txt")
    answer = web.post(f"/letters/{letter.ref}/send", values, content_type="multipart/form-data")
    assert answer.status == 303, answer.text
    text = web.get(f"/letters/{letter.ref}").text
    assert "Taken by City Clerk’s office." in text
    assert "Proof: receipt.txt" in text


@pytest.mark.sqlite_only
def test_proof_that_does_not_go_with_the_way_is_refused(app: Flask) -> None:
    letter = approved(OPERATOR, make_campaign())
    with pytest.raises(Refused, match="tracking number"):
        send(OPERATOR, letter, method=DeliveryMethod.EMAIL, tracking_number="9400 1000")


@pytest.mark.one_database
def test_what_was_given_up_is_not_sent_again_once_the_letter_is_withdrawn(office: PostOffice) -> None:
    letter = approved(OPERATOR, make_campaign())
    office.answers = {"r1@city.example": "550 5.1.1 no such user"}
    mail_to_all(OPERATOR, letter)
    letter = after_work(letter)
    letters.withdraw(OPERATOR, letter, "We think again.")
    db.session.commit()
    with pytest.raises(Refused, match="cancelled in the meantime"):
        mail.send_again(OPERATOR, messages()[0])
    db.session.rollback()
    assert [(each.status, each.body) for each in messages()] == [(MailStatus.CANCELLED, "")]

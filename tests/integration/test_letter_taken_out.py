"""What waits in the outbox and is not to go out any more: taken out, or the change is refused, and the page says so."""

from collections.abc import Callable

import pytest
from flask import Flask

from advocacy.db import db
from advocacy.domain.letter_details import SignatureDetails
from advocacy.domain.letters import LetterEvent, LetterStatus, RecipientStatus, SignatureEvent, SignatureStatus
from advocacy.domain.mail import MailStatus, NoticeKind
from advocacy.domain.problems import Refused
from advocacy.domain.users import Language
from advocacy.models import Letter, Notice, User
from advocacy.policy import OPERATOR, Actor
from advocacy.services import letters, steps
from advocacy.services import mail as mail_service
from advocacy.services.letters import sign_on as links
from advocacy.worker import Worker
from tests.factories import commit, make_campaign, make_person
from tests.integration.test_letter_mail import mail_to_all, messages, office, whole
from tests.letters import approved, send, sign_on
from tests.smtp import PostOffice
from tests.web import Web

__all__ = ["office"]  # the fixture
pytestmark = pytest.mark.usefixtures("office")


def waiting(actor: Actor = OPERATOR, to: int = 2) -> Letter:
    """An approved letter with a signature and an invitation, in the outbox for its recipients."""
    letter = approved(actor, make_campaign(), to=to)
    for name in ("Ada Example", "Ben Example"):
        sign_on(actor, letter, make_person(name), email="a@example.org")
    letters.sign(actor, letter, letter.signatures[0], SignatureDetails(), seen_version=1)
    mail_to_all(actor, letter)
    return whole(letter.ref)


def statuses() -> set[MailStatus]:
    return {each.status for each in messages()}


STOPS: dict[str, Callable[[Letter], object]] = {
    "revise": lambda letter: letters.advance(OPERATOR, letter, LetterEvent.REVISE),
    "collect": lambda letter: letters.advance(OPERATOR, letter, LetterEvent.COLLECT),
    "withdraw": lambda letter: letters.withdraw(OPERATOR, letter),
    "withdraw a name": lambda letter: letters.step_signature(
        OPERATOR, letter, letter.signatures[0], SignatureEvent.WITHDRAW
    ),
}


@pytest.mark.parametrize("what", STOPS)
def test_what_is_not_to_go_out_any_more_is_taken_out(what: str, office: PostOffice, app: Flask) -> None:
    letter = waiting()
    ref = letter.ref
    assert STOPS[what](letter) == 2
    db.session.commit()
    assert statuses() == {MailStatus.CANCELLED}
    assert Worker(lambda: False).run_once()
    assert office.taken == []
    assert {each.status for each in whole(ref).recipients} == {RecipientStatus.TO_SEND}


@pytest.mark.parametrize("what", STOPS)
def test_nothing_of_it_is_done_while_a_worker_sends_the_letter(what: str, app: Flask) -> None:
    ref = waiting().ref
    messages()[0].status = MailStatus.SENDING
    db.session.commit()
    letter = whole(ref)
    with pytest.raises(Refused, match="being sent to Official1 Example just now"):
        STOPS[what](letter)
    db.session.rollback()
    assert whole(ref).status is LetterStatus.APPROVED
    assert statuses() == {MailStatus.SENDING, MailStatus.QUEUED}


@pytest.mark.sqlite_only
def test_no_name_comes_under_or_changes_under_what_waits_in_the_outbox(app: Flask) -> None:
    ref = waiting().ref
    details = SignatureDetails(attribution="Ada Example", printed_name="Ada E.")
    changes: list[Callable[[Letter], object]] = [
        lambda letter: letters.sign(OPERATOR, letter, letter.signatures[1], SignatureDetails(), seen_version=1),
        lambda letter: letters.edit_signature(OPERATOR, letter, letter.signatures[0], details),
        lambda letter: letters.move_signature(OPERATOR, letter, letter.signatures[0], 1),
        lambda letter: links.make_open_link(OPERATOR, letter, Language.EN),
        lambda letter: steps.take_back(OPERATOR, letter, steps.standing_steps(letter)[-1], "A mistake."),
    ]
    for change in changes:
        with pytest.raises(Refused, match="outbox"):
            change(whole(ref))
        db.session.rollback()
    letter = whole(ref)
    assert letters.step_signature(OPERATOR, letter, letter.signatures[1], SignatureEvent.WITHDRAW) == 0


@pytest.mark.sqlite_only
def test_what_was_given_up_cannot_be_sent_again_once_the_text_is_revised(app: Flask) -> None:
    ref = waiting(to=1).ref
    messages()[0].status = MailStatus.DEAD
    assert letters.advance(OPERATOR, whole(ref), LetterEvent.REVISE) == 0
    db.session.commit()
    assert [(each.status, each.body) for each in messages()] == [(MailStatus.CANCELLED, "")]


def given_up(to: int = 1) -> str:
    """The ref of a letter whose mail was given up."""
    ref = waiting(to=to).ref
    for each in messages():
        each.status = MailStatus.DEAD
    db.session.commit()
    return ref


def test_what_was_given_up_and_went_out_by_hand_is_not_sent_again(administrator: User) -> None:
    letter = whole(given_up())
    message = messages()[0]
    letter.recipients[0].status = RecipientStatus.SENT  # as it was before mail that was given up was forgotten then
    db.session.flush()
    with pytest.raises(Refused, match="another way"):
        mail_service.send_again(Actor.of(administrator), message)
    db.session.rollback()
    letter = whole(letter.ref)
    send(OPERATOR, letter)
    db.session.commit()
    assert statuses() == {MailStatus.CANCELLED}


@pytest.mark.sqlite_only
@pytest.mark.parametrize("what", ["edit", "sign"])
def test_what_was_given_up_is_not_sent_again_under_other_names(administrator: User, what: str) -> None:
    letter = whole(given_up())
    if what == "edit":
        details = SignatureDetails(attribution="Ada Example", printed_name="Ada E.")
        letters.edit_signature(OPERATOR, letter, letter.signatures[0], details)
    else:
        letters.sign(OPERATOR, letter, letter.signatures[1], SignatureDetails(), seen_version=1)
    db.session.commit()
    with pytest.raises(Refused):
        mail_service.send_again(Actor.of(administrator), messages()[0])


@pytest.mark.sqlite_only
def test_nobody_is_invited_any_more_to_sign_what_was_withdrawn(office: PostOffice, app: Flask) -> None:
    letter = approved(OPERATOR, make_campaign())
    sign_on(OPERATOR, letter, make_person("Ada Example"))
    links.mail_link(OPERATOR, letter, letter.signatures[0], "ada@example.org", Language.EN)
    db.session.commit()
    letters.withdraw(OPERATOR, letter)
    db.session.commit()
    assert Worker(lambda: False).run_once()
    assert (office.taken, statuses()) == ([], {MailStatus.CANCELLED})


def test_who_withdraws_by_a_link_does_not_go_out_and_the_author_is_told(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign())
    signature = sign_on(actor, letter, make_person("Ada Example"))
    token = links.make_link(actor, letter, signature, Language.EN)
    letters.sign(actor, letter, signature, SignatureDetails(), seen_version=1)
    mail_to_all(actor, letter)
    page = web.get(f"/sign/{token}")
    assert "Signed" in page.text
    asked = web.get(next(link for link in page.links() if "ask=withdraw" in link))
    assert statuses() == {MailStatus.QUEUED}
    after = asked.submit(button="Withdraw my name")
    assert "Your name is withdrawn." in after.text
    assert statuses() == {MailStatus.CANCELLED}
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.WITHDRAWN
    told = db.session.scalars(db.select(Notice).where(Notice.user_id == organizer.id)).all()
    assert {(each.kind, each.about_id) for each in told} == {
        (NoticeKind.MAIL_FAILED, letter.id),
        (NoticeKind.SIGNATURE_CAME, letter.id),
    }
    assert "Somebody withdrew their name" in web.sign_in(organizer).get("/notices").text


@pytest.mark.sqlite_only
def test_the_page_says_what_was_taken_out(web: Web, organizer: User) -> None:
    letter = waiting()
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letters/{letter.ref}/withdraw")
    assert "2 messages with it wait in the outbox." in page.text
    assert "2 messages with the letter were taken out of the outbox." in page.submit().text

"""Inviting many at once, mail about signing that does not arrive, and saying no to many who ask."""

from pathlib import Path

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import LetterEvent, SignatureStatus
from advocacy.domain.mail import MailKind, MailStatus, NoticeKind
from advocacy.domain.users import Language, Role
from advocacy.models import Letter, Notice, OutboxMessage, Signature, User
from advocacy.policy import Actor
from advocacy.queries import sign_on as queries
from advocacy.services import letters
from tests.factories import commit, make_person, make_user
from tests.inbound import bounce, deliver, work
from tests.integration.test_sign_on import ask, collecting, mail, mails, open_link, personal, signs
from tests.letters import send
from tests.letters import sign_on as invite
from tests.smtp import PostOffice
from tests.web import Web

__all__ = ["mail"]


def told(user_id: int) -> list[NoticeKind]:
    """What rang for somebody about mail."""
    kind = Notice.kind == NoticeKind.MAIL_FAILED
    return list(db.session.scalars(select(Notice.kind).where(Notice.user_id == user_id, kind)))


def test_who_was_not_asked_is_invited_in_one_step_each_in_their_language(
    web: Web, as_organizer: Actor, organizer: User, mail: None
) -> None:
    letter = collecting(as_organizer)
    for name, languages in (("Ada Example", ""), ("Luz Example", "español, some English"), ("Cy Example", "")):
        email = f"{name[:3].strip().lower()}@example.org"
        invite(as_organizer, letter, make_person(name, languages=languages), email=email)
    invite(as_organizer, letter, make_person("Dee Example"))
    commit()
    desk = web.sign_in(organizer)
    page = desk.get(f"/letters/{letter.ref}/sign-on")
    assert "Invite 3 people who have not been asked yet" in page.text
    assert "Remind those who have not answered" not in page.text
    assert "One has no e-mail and was not asked." in page.text
    form = desk.get(f"/letters/{letter.ref}/sign-on/invite")
    assert "Dee Example" in form.text
    chosen = [str(each["value"]) for each in form.soup.select("select[name$=-language] option[selected]")]
    assert chosen == ["en", "es", "en"]
    form.submit({"people-0-language": "es", "people-2-take": []})
    assert [(each.to_address, each.language) for each in mails(MailKind.SIGN_ON_INVITATION)] == [
        ("ada@example.org", Language.ES),
        ("luz@example.org", Language.ES),
    ]
    page = desk.get(f"/letters/{letter.ref}/sign-on")
    assert "Invite one person who has not been asked yet" in page.text
    assert "2 people were asked and have not answered." in page.text
    assert desk.get(f"/letters/{letter.ref}/sign-on/invite").send({"people-0-take": []}).status == 422


@pytest.mark.one_database
def test_an_invitation_that_was_taken_out_before_it_went_is_still_to_be_sent(as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    assert ask(as_organizer, letter) == 1
    assert queries.asked(letter).to_invite == []
    mails(MailKind.SIGN_ON_INVITATION)[0].status = MailStatus.CANCELLED
    assert queries.asked(letter).to_invite == [signature]
    assert ask(as_organizer, letter) == 1


@pytest.mark.one_database
def test_a_pasted_list_is_invited_at_once_where_that_is_wanted(web: Web, organizer: User, mail: None) -> None:
    letter = collecting(Actor.of(organizer))
    commit()
    desk = web.sign_in(organizer)
    text = "Ada Example, ada@example.org\nLuz Example, luz@example.org\nCy Example"
    shown = desk.get(f"/letters/{letter.ref}/signatures/paste").send({"text": text})
    saved = shown.submit({"invite_now": "y", "lines-1-language": "es"})
    assert "3 people added to the signatures. 2 invitations go out." in saved.text
    assert [(each.to_address, each.language) for each in mails(MailKind.SIGN_ON_INVITATION)] == [
        ("ada@example.org", Language.EN),
        ("luz@example.org", Language.ES),
    ]


def test_an_invitation_that_is_refused_says_so_rings_and_is_sent_to_the_right_address(
    office: PostOffice, web: Web, organizer: User, coordinator: User
) -> None:
    letter = collecting(Actor.of(organizer))
    signature = invite(Actor.of(organizer), letter, make_person("Ada Example"), email="wrong@example.org")
    ask(Actor.of(coordinator), letter)
    commit()
    ref, signature_ref, ids = letter.ref, signature.ref, (organizer.id, coordinator.id)
    office.answers["wrong@example.org"] = "550 5.1.1 no such user"
    work()
    assert [told(each) for each in ids] == [[NoticeKind.MAIL_FAILED]] * 2
    desk = web.sign_in(db.session.get_one(User, ids[0]))
    page = desk.get(f"/letters/{ref}/sign-on")
    assert "The mail did not arrive" in page.text
    assert "no such user" in page.text
    assert "Remind those who have not answered" not in page.text
    assert "Why, and what to do" in desk.get(f"/letters/{ref}").text
    link = f"/letters/{ref}/signatures/{signature_ref}/link"
    assert link in page.links()
    desk.get(link).submit({"email": "ada@example.org"}, button="Mail the invitation")
    work()
    assert [str(each["To"]) for each in office.taken] == ["Ada Example <ada@example.org>"]
    assert "The mail did not arrive" not in desk.get(f"/letters/{ref}/sign-on").text


@pytest.mark.sqlite_only
def test_an_invitation_that_comes_back_says_so(office: PostOffice, maildir: Path, web: Web, organizer: User) -> None:
    letter = collecting(Actor.of(organizer))
    invite(Actor.of(organizer), letter, make_person("Ada Example"), email="ada@example.org")
    ask(Actor.of(make_user("somebody else", Role.ORGANIZER)), letter)
    commit()
    ref, who = letter.ref, organizer.id
    work()
    deliver(maildir, bounce(str(office.taken[0]["Message-ID"]), "ada@example.org"))
    assert db.session.scalars(select(OutboxMessage.status)).all() == [MailStatus.BOUNCED]
    assert told(who) == [NoticeKind.MAIL_FAILED]
    page = web.sign_in(db.session.get_one(User, who)).get(f"/letters/{ref}/sign-on")
    assert "The mail did not arrive" in page.text


def test_many_who_ask_are_told_no_at_once_and_the_link_ends(web: Web, as_organizer: Actor, organizer: User) -> None:
    letter = collecting(as_organizer)
    _own, own = personal(as_organizer, letter, "Ada Example")
    address = open_link(as_organizer, letter)
    for number in range(4):
        signs(web.get(address), f"Stranger {number}")
    desk = Web(web.app).sign_in(organizer)
    assert f"/letters/{letter.ref}/sign-on/requests" in desk.get(f"/letters/{letter.ref}/sign-on").links()
    form = desk.get(f"/letters/{letter.ref}/sign-on/requests")
    waiting = [str(each["value"]) for each in form.soup.select("input[name=requests][checked]")]
    assert len(waiting) == 4
    form.submit({"requests": waiting[1:]})
    rows = db.session.scalars(select(Signature).where(Signature.asked_at.is_not(None)).order_by(Signature.id)).all()
    assert [each.status for each in rows] == [SignatureStatus.CONSIDERING] + [SignatureStatus.DECLINED] * 3
    assert web.get(address).status == 404
    assert web.get(own).status == 200
    none = desk.get(f"/letters/{letter.ref}/sign-on/requests").send({"requests": []})
    assert (none.status, "Tick at least one." in " ".join(none.errors)) == (422, True)


@pytest.mark.one_database
def test_links_of_a_letter_that_went_out_only_show_how_it_stands(
    web: Web, as_organizer: Actor, organizer: User
) -> None:
    letter = collecting(as_organizer)
    signed, address = personal(as_organizer, letter)
    _silent, other = personal(as_organizer, letter, "Ben Example")
    withdraw = "You can withdraw until the letter goes out."
    assert withdraw in signs(web.get(address)).text
    desk = Web(web.app).sign_in(organizer)
    assert "Links that work" in desk.get(f"/letters/{letter.ref}/sign-on").text
    letter = db.session.get_one(Letter, letter.id)
    letters.advance(as_organizer, letter, LetterEvent.CLOSE_SIGNATURES)
    commit()
    assert withdraw in web.get(address).text
    assert withdraw not in web.get(other).text
    send(as_organizer, letter)
    commit()
    assert withdraw not in web.get(address).text
    page = desk.get(f"/letters/{letter.ref}/sign-on")
    assert "Links that work" not in page.text
    assert "Links that show how it stands" in page.text
    assert signed.status is SignatureStatus.SIGNED

"""Signing a letter by a link, without an account."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from advocacy.config.mail import MailSettings, Security
from advocacy.db import db
from advocacy.domain.letter_details import LetterDetails, SignatureDetails
from advocacy.domain.letters import LetterEvent, SignatureStatus
from advocacy.domain.mail import MailKind
from advocacy.domain.sign_on import SignOnDates, count_signatures
from advocacy.domain.users import Language
from advocacy.models import AuditEntry, Letter, OutboxMessage, Signature, SignInDelay, SignOnLink, User
from advocacy.policy import Actor, NotAllowed
from advocacy.queries import sign_on as queries
from advocacy.queries.clock import today
from advocacy.services import letters, outbox, steps
from advocacy.services.letters import sign_on
from tests.factories import commit, make_campaign, make_organization, make_person
from tests.letters import approve, approved
from tests.letters import sign_on as invite
from tests.web import Page, Web

GONE = "This link does not work"


@pytest.fixture
def mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that sends mail."""
    settings = MailSettings(host="127.0.0.1", port=1, security=Security.NONE, from_address="cabildo@example.org")
    monkeypatch.setitem(app.config, "MAIL", settings)
    monkeypatch.setitem(app.config, "BASE_URL", "https://cabildo.example.org")


def collecting(actor: Actor, **fields: object) -> Letter:
    """A letter of ours under which signatures are collected."""
    letter = approved(actor, make_campaign(), body="We ask **one** thing of you.", **fields)
    letters.advance(actor, letter, LetterEvent.COLLECT)
    return letter


def personal(actor: Actor, letter: Letter, name: str = "Ada Example", **fields: object) -> tuple[Signature, str]:
    """Somebody invited, and the address of their link."""
    signature = invite(actor, letter, make_person(name), **fields)
    token = sign_on.make_link(actor, letter, signature, Language.EN)
    commit()
    return signature, f"/sign/{token}"


def open_link(actor: Actor, letter: Letter, language: Language = Language.EN) -> str:
    """The address of a link to forward."""
    token = sign_on.make_open_link(actor, letter, language)
    commit()
    return f"/sign/{token}"


def ask(actor: Actor, letter: Letter) -> int:
    """Invite everybody who has not been asked yet."""
    waiting = queries.asked(letter).to_invite
    return sign_on.invite(actor, letter, {each.ref: queries.language_of(letter, each) for each in waiting})


def change_text(actor: Actor, letter: Letter, body: str = "We ask two things.") -> None:
    """Revise the text and have it approved again."""
    letters.advance(actor, letter, LetterEvent.REVISE)
    letters.edit(
        actor, letter, LetterDetails(letter.subject, body, campaigns=tuple(each.ref for each in letter.campaigns))
    )
    approve(actor, letter)
    commit()


def signs(page: Page, name: str = "Ada Example", **values: str) -> Page:
    """Press the button that signs."""
    return page.submit({"printed_name": name, "act": "sign", **values}, button="ign")


def mails(kind: MailKind) -> list[OutboxMessage]:
    """What waits in the outbox."""
    return list(db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)))


def link_in(message: OutboxMessage) -> str:
    """The path of the link in a mail as it goes out."""
    text = outbox.text_to_send(message)
    return next(line for line in text.splitlines() if "/sign/" in line).removeprefix("https://cabildo.example.org")


def test_somebody_without_an_account_signs_by_a_link_of_their_own(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    page = web.get(address)
    assert page.title == "Will you sign this letter?"
    assert "We ask one thing of you." in page.text
    signed = signs(page, "Ada E. Example", printed_title="Tenant")
    assert signed.title == "You have signed."
    assert (signature.status, signature.printed_name, signature.seen_version) == (
        SignatureStatus.SIGNED,
        "Ada E. Example",
        1,
    )
    assert "Ada E. Example" in web.get(address).text
    noted = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "letter.sign")).one()
    assert (noted.actor_kind.value, noted.actor_id) == ("visitor", None)


@pytest.mark.one_database
def test_looking_at_a_link_changes_nothing_and_only_its_hash_is_kept(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    version = letter.version
    for _ in range(3):
        web.get(address)
    link = db.session.scalars(select(SignOnLink)).one()
    assert (signature.status, letter.version, link.opened_at) == (SignatureStatus.INVITED, version, None)
    assert address.rpartition("/")[2] not in str(vars(link))


@pytest.mark.one_database
def test_whoever_declined_may_come_back_and_whoever_withdrew_may_not(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    declined = web.get(address).submit(button="I will not sign")
    assert signature.status is SignatureStatus.DECLINED
    assert signs(declined).title == "You have signed."
    assert web.get(f"{address}?ask=withdraw").submit(button="Withdraw").title == "Your name is withdrawn."
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.WITHDRAWN
    assert "We ask" not in web.get(address).text


def test_a_name_is_printed_as_its_owner_changes_it(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    page = signs(web.get(address))
    page.submit({"printed_title": "Chair"}, button="Save how it prints")
    assert (signature.status, signature.printed_title) == (SignatureStatus.SIGNED, "Chair")


def test_an_organization_says_who_approved_it_and_nothing_typed_is_lost(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_organization("Tenants Together"))
    token = sign_on.make_link(as_organizer, letter, signature, Language.EN)
    commit()
    page = web.get(f"/sign/{token}")
    refused = page.submit({"printed_name": "Tenants Together", "printed_title": "Chair"}, button="Sign this letter")
    assert refused.status == 422
    assert "who approved it" in " ".join(refused.errors)
    assert 'value="Chair"' in refused.source
    signed = signs(refused, "Tenants Together", approved_by="Board vote of January 12")
    assert signed.title == "You have signed."
    assert signature.approved_by == "Board vote of January 12"


@pytest.mark.one_database
def test_what_must_never_be_stored_is_refused_at_its_field(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    refused = signs(web.get(address), approved_by="Her number is 536-22-1234.")
    assert refused.status == 422
    assert refused.errors
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.INVITED


def test_a_name_that_cannot_be_printed_is_refused_at_its_field(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    address = open_link(as_organizer, letter)
    refused = signs(web.get(address), name="W" * 120)
    assert refused.status == 422
    assert "“WWWWWWWWWWWWWWWWWWWW…” is longer than any word that can be printed: at most 45 letters." in refused.text
    assert letter.signatures == []
    assert "At most 150 characters" in signs(web.get(address), name="Ada Example " * 15).text


def test_a_text_that_is_too_long_is_not_read_through(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    _signature, address = personal(as_organizer, letter)
    refused = signs(web.get(address), approved_by="Her number is 536-22-1234. " * 100)
    told = [each for each in refused.errors if "social-security" in each or "At most" in each]
    assert told
    assert not any("social-security" in each for each in told)


@pytest.mark.one_database
def test_who_asks_by_an_open_link_waits_until_somebody_confirms(web: Web, as_organizer: Actor, organizer: User) -> None:
    letter = collecting(as_organizer)
    address = open_link(as_organizer, letter)
    page = web.get(address)
    asked = signs(page, "Bo Neighbor", email="bo@example.org", printed_organization="Block 7")
    assert asked.title == "Thank you. Your request is in."
    signature = letter.signatures[0]
    assert (signature.status, signature.asked_at is not None) == (SignatureStatus.CONSIDERING, True)
    assert asked.response.request.path not in (address, "")
    desk = Web(web.app).sign_in(organizer)
    shown = desk.get(f"/letters/{letter.ref}/sign-on")
    assert "Bo Neighbor" in shown.text
    assert "bo@example.org" in shown.text
    shown.submit(action=f"{signature.ref}/confirm", button="Confirm")
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.SIGNED
    assert web.get(asked.response.request.path).title == "You have signed."
    assert "Bo Neighbor" not in web.get(address).text


@pytest.mark.one_database
def test_the_same_request_sent_twice_is_one(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    page = web.get(open_link(as_organizer, letter))
    for _ in range(2):
        signs(page, "Bo Neighbor")
    db.session.refresh(letter)
    assert len(letter.signatures) == 1


@pytest.mark.one_database
def test_a_text_that_changed_is_confirmed_by_its_signer_and_by_nobody_else(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    drawn = web.get(address)
    signs(drawn)
    change_text(as_organizer, letter)
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.TO_RECONFIRM
    page = web.get(address)
    assert page.title.startswith("The text has changed.")
    assert "We ask two things." in page.text
    stale = drawn.send({"act": "sign", "printed_name": "Ada"}, button="Sign this letter")
    assert stale.status == 422
    assert "The text has changed while you read" in stale.text
    page.submit(button="Confirm my signature")
    db.session.refresh(signature)
    assert (signature.status, signature.seen_version) == (SignatureStatus.SIGNED, 2)


def test_a_request_under_an_older_text_is_not_confirmed(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    own = signs(web.get(open_link(as_organizer, letter)), "Bo Neighbor").response.request.path
    change_text(as_organizer, letter)
    signature = letter.signatures[0]
    with pytest.raises(Exception, match="changed since they asked"):
        sign_on.confirm_asked(as_organizer, letter, signature)
    db.session.rollback()
    web.get(own).submit(button="Confirm my signature")
    db.session.refresh(signature)
    assert (signature.status, signature.seen_version) == (SignatureStatus.CONSIDERING, 2)
    sign_on.confirm_asked(as_organizer, letter, signature)


def test_links_that_ended_were_revoked_or_never_were_look_alike(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    _signature, revoked = personal(as_organizer, letter)
    sign_on.revoke(as_organizer, letter, db.session.scalars(select(SignOnLink)).one())
    _other, ended = personal(as_organizer, letter, "Ben Example")
    db.session.scalars(select(SignOnLink).where(SignOnLink.revoked_at.is_(None))).one().expires_at = datetime.now(UTC)
    commit()
    answers = [web.get(address) for address in (revoked, ended, "/sign/" + "x" * 43)]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert GONE in answers[0].text


@pytest.mark.one_database
def test_a_withdrawn_letter_is_shown_to_nobody_by_its_links(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    address = open_link(as_organizer, letter)
    letters.withdraw(as_organizer, letter, "")
    commit()
    assert web.get(address).status == 404


def test_no_link_signs_after_the_last_day(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    _signature, address = personal(as_organizer, letter)
    sign_on.set_dates(as_organizer, letter, SignOnDates(today(), today()))
    commit()
    page = web.get(address)
    assert "Please answer by" in page.text
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        assert signs(page).status == 404
        with pytest.raises(Exception, match="last day"):
            sign_on.make_open_link(as_organizer, letter, Language.EN)


@pytest.mark.one_database
def test_the_text_is_hidden_while_it_is_revised(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    address = open_link(as_organizer, letter)
    letters.advance(as_organizer, letter, LetterEvent.REVISE)
    commit()
    page = web.get(address)
    assert page.title == "Signatures are not being taken now"
    assert "We ask" not in page.text
    assert letter.subject not in page.source


@pytest.mark.one_database
def test_a_page_of_a_link_speaks_its_language_switches_and_loads_nothing_from_elsewhere(
    web: Web, as_organizer: Actor
) -> None:
    letter = collecting(as_organizer)
    address = open_link(as_organizer, letter, Language.ES)
    page = web.get(address)
    assert page.soup.html["lang"] == "es"  # type: ignore[index]
    assert page.title == "¿Quieres firmar esta carta?"
    english = web.get(address + "?lang=en")
    assert english.title == "Will you sign this letter?"
    refused = english.submit({"printed_name": ""}, button="Ask to sign")
    assert "This is needed." in " ".join(refused.errors)
    loaded = [str(tag.get("src") or tag.get("href")) for tag in page.soup.select("script, link, img")]
    assert all(each.startswith("/static/") for each in loaded)
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.one_database
def test_a_form_is_taken_over_tls_where_the_browser_sends_its_own_address_as_referrer(
    web: Web, as_organizer: Actor
) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    page = web.get(address, base_url="https://localhost")
    token = page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    data = {"csrf_token": token["value"], "act": "decline"}
    answer = web.post(address, data, base_url="https://localhost", headers={"Referer": f"https://localhost{address}"})
    assert answer.status == 303
    assert signature.status is SignatureStatus.DECLINED


def test_tries_by_a_link_from_one_address_are_slowed(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    page = web.get(open_link(as_organizer, letter))
    answers = [page.send({"printed_name": ""}, button="Ask to sign").status for _ in range(123)]
    assert answers[:120] == [422] * 120
    assert 429 in answers[120:]


def test_an_invitation_goes_by_mail_and_no_secret_waits_in_the_outbox(
    web: Web, as_organizer: Actor, mail: None
) -> None:
    letter = collecting(as_organizer)
    signature, _address = personal(as_organizer, letter)
    sign_on.mail_link(as_organizer, letter, signature, "ada@example.org", Language.ES)
    commit()
    message = mails(MailKind.SIGN_ON_INVITATION)[0]
    assert (message.to_address, message.language) == ("ada@example.org", Language.ES)
    assert "https://cabildo.example.org/sign/" in message.body
    assert link_in(message) not in message.body
    assert web.get(link_in(message)).title == "¿Quieres firmar esta carta?"


@pytest.mark.one_database
def test_reminders_go_to_who_has_not_answered_and_once_a_day(as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    for name, email in (("Ada Example", "ada@example.org"), ("Ben Example", "ben@example.org"), ("Cy Example", "")):
        invite(as_organizer, letter, make_person(name), email=email)
    done = invite(as_organizer, letter, make_person("Dee Example"), email="dee@example.org")
    letters.sign(as_organizer, letter, done, SignatureDetails(), seen_version=1)
    assert sign_on.remind(as_organizer, letter) == 0
    assert ask(as_organizer, letter) == 2
    assert ask(as_organizer, letter) == 0
    assert sign_on.remind(as_organizer, letter) == 0
    assert [each.to_address for each in mails(MailKind.SIGN_ON_INVITATION)] == ["ada@example.org", "ben@example.org"]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        assert sign_on.remind(as_organizer, letter) == 2
    assert len(mails(MailKind.SIGN_ON_REMINDER)) == 2


def test_the_worker_reminds_once_before_the_day(as_organizer: Actor, mail: None) -> None:
    start = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        letter = collecting(as_organizer)
        invite(as_organizer, letter, make_person(), email="ada@example.org")
        ask(as_organizer, letter)
        sign_on.set_dates(as_organizer, letter, SignOnDates(today() + timedelta(days=9)))
        commit()
        told = []
        for _day in range(12):
            told.append(sign_on.remind_before_day())
            commit()
            clock.shift(timedelta(days=1))
    assert told == [0] * 6 + [1] + [0] * 5


@pytest.mark.sqlite_only
def test_the_worker_reminds_before_the_last_day_too_and_never_of_a_withdrawn_letter(
    as_organizer: Actor, mail: None
) -> None:
    start = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        letter = collecting(as_organizer)
        invite(as_organizer, letter, make_person(), email="ada@example.org")
        ask(as_organizer, letter)
        sign_on.set_dates(as_organizer, letter, SignOnDates(today() + timedelta(days=5), today() + timedelta(days=12)))
        commit()
        told = []
        for _day in range(10):
            told.append(sign_on.remind_before_day())
            commit()
            clock.shift(timedelta(days=1))
        assert told == [0, 0, 1, 0, 0, 0, 0, 0, 0, 1]
        sign_on.set_dates(as_organizer, letter, SignOnDates(None, today() + timedelta(days=9)))
        letters.withdraw(as_organizer, letter)
        commit()
        clock.shift(timedelta(days=6))
        assert sign_on.remind_before_day() == 0


@pytest.mark.one_database
def test_a_changed_text_is_mailed_to_its_signers_once_it_is_approved(web: Web, as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    _signature, address = personal(as_organizer, letter, email="ada@example.org")
    signs(web.get(address))
    change_text(as_organizer, letter)
    again = mails(MailKind.SIGN_ON_AGAIN)
    assert [each.to_address for each in again] == ["ada@example.org"]
    assert "has changed" in again[0].subject


@pytest.mark.one_database
def test_who_is_not_in_print_is_not_named_in_mail(as_organizer: Actor, mail: None) -> None:
    letter = collecting(as_organizer)
    person = make_person("Ada Example", not_in_print=True)
    signature = invite(as_organizer, letter, person, email="ada@example.org")
    sign_on.mail_link(as_organizer, letter, signature, "ada@example.org", Language.EN)
    message = mails(MailKind.SIGN_ON_INVITATION)[0]
    assert "Ada" not in message.to_name + message.subject + message.body


def test_an_organizer_makes_links_sees_them_once_and_revokes_them(
    web: Web, as_organizer: Actor, organizer: User
) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_person("Ada Example"))
    commit()
    desk = web.sign_in(organizer)
    page = desk.get(f"/letters/{letter.ref}/signatures/{signature.ref}/link")
    shown = page.submit({"language": "es"}, button="Make the link")
    address = str(shown.soup.select_one("#link")["value"])  # type: ignore[index]
    assert "/sign/" in address
    again = desk.get(f"/letters/{letter.ref}/sign-on")
    assert again.soup.select_one("#link") is None
    path = address[address.index("/sign/") :]
    assert Web(web.app).get(path).title == "¿Quieres firmar esta carta?"
    again.submit(action="/revoke", button="Revoke")
    assert Web(web.app).get(path).status == 404


@pytest.mark.one_database
def test_the_letters_page_counts_who_was_asked(web: Web, as_organizer: Actor, organizer: User) -> None:
    letter = collecting(as_organizer)
    _signature, address = personal(as_organizer, letter)
    invite(as_organizer, letter, make_person("Ben Example"))
    commit()
    signs(Web(web.app).get(address))
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}")
    assert "2 invited · 1 signed · 1 without an answer" in page.text


@pytest.mark.one_database
def test_who_asks_to_sign_is_not_shown_to_members_before_somebody_confirms(
    web: Web, as_organizer: Actor, organizer: User, member: User
) -> None:
    letter = collecting(as_organizer)
    signs(Web(web.app).get(open_link(as_organizer, letter)), "Bo Neighbor")
    assert "Bo Neighbor" in Web(web.app).sign_in(organizer).get(f"/letters/{letter.ref}").text
    page = web.sign_in(member).get(f"/letters/{letter.ref}")
    assert page.status == 200
    assert "Bo Neighbor" not in page.source


def test_a_name_that_its_owner_withdrew_is_brought_back_by_nobody(
    web: Web, as_organizer: Actor, coordinator: User
) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    signs(web.get(address))
    web.get(f"{address}?ask=withdraw").submit(button="Withdraw")
    step = steps.latest_step(letter)
    assert step is not None
    with pytest.raises(NotAllowed):
        steps.take_back(Actor.of(coordinator), letter, step, "They asked me to.")
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.WITHDRAWN


@pytest.mark.one_database
def test_made_up_links_are_counted_by_their_sender_alone(web: Web, as_organizer: Actor) -> None:
    page = web.get(open_link(as_organizer, collecting(as_organizer)))
    token = page.soup.select_one("input[name=csrf_token]")
    assert token is not None
    for number in range(3):
        sent = {"csrf_token": str(token["value"]), "act": "decline"}
        assert web.client.post(f"/sign/{number:040}", data=sent).status_code == 404
    assert db.session.scalar(select(func.count(SignInDelay.id))) == 1


def test_withdrawing_asks_first_and_looking_at_the_question_changes_nothing(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter)
    signed = signs(web.get(address))
    asked = web.get(next(link for link in signed.links() if "ask=withdraw" in link))
    assert "Withdraw your name?" in asked.text
    assert address in asked.links()
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.SIGNED
    asked.submit(button="Withdraw my name")
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.WITHDRAWN


def test_an_organization_writes_its_name_once(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    typed = letters.add_signature(as_organizer, letter, SignatureDetails(printed_name="Teachers Local 12"))
    page = web.get(f"/sign/{sign_on.make_link(as_organizer, letter, typed, Language.EN)}")
    commit()
    values = {"for_organization": "y", "approved_by": "board vote", "act": "sign"}
    signed = page.submit(values, button="Sign this letter")
    assert signed.title == "You have signed."
    on_file = invite(as_organizer, letter, make_organization("Local 7"))
    commit()
    known = web.get(f"/sign/{sign_on.make_link(as_organizer, letter, on_file, Language.EN)}")
    commit()
    form = known.soup.select_one("[name=printed_organization]")
    assert form is not None
    assert form["value"] == "Local 7"
    told = known.submit({"approved_by": "board vote", "act": "sign"}, button="Sign this letter")
    for page in (signed, told):
        card = page.soup.select_one("[aria-labelledby=done]")
        assert card is not None
        assert [card.get_text().count(name) for name in ("Teachers Local 12", "Local 7")] in ([1, 0], [0, 1])
    assert typed.printed_organization == "Teachers Local 12"
    assert on_file.printed_organization == "Local 7"


def test_who_is_asked_again_reads_what_changed_above_the_whole_text_in_their_language(
    web: Web, as_organizer: Actor
) -> None:
    letter = collecting(as_organizer)
    _signature, address = personal(as_organizer, letter)
    signs(web.get(address))
    change_text(as_organizer, letter, "We ask **one** thing of {{recipient.name}} and {{campaign.title}}.")
    page = web.get(f"{address}?lang=es")
    told = page.soup.select_one("#changed, [aria-labelledby^=changed]")
    assert "Qué ha cambiado" in page.text
    inserted = " ".join(each.get_text() for each in page.soup.select(".diff ins"))
    assert "{{" not in inserted
    assert "[The recipient’s name]" in page.text
    assert page.text.index("Qué ha cambiado") < page.text.index("El texto completo")
    assert told is not None
    assert "{{" not in page.text


def test_who_came_by_the_open_link_is_not_counted_as_invited() -> None:
    told = [(SignatureStatus.SIGNED, False), (SignatureStatus.SIGNED, True), (SignatureStatus.CONSIDERING, True)]
    counts = count_signatures(told)
    assert (counts.invited, counts.signed, counts.asking) == (1, 2, 1)

"""The subject of a letter is told to nobody with braces: its fields are filled in, or say in words what will stand."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_details import LetterDetails, RecipientDetails
from advocacy.domain.letter_translations import TranslationDetails
from advocacy.domain.letters import LetterEvent
from advocacy.domain.mail import MailKind
from advocacy.domain.sign_on import SignOnDates
from advocacy.domain.tasks import TaskRule
from advocacy.domain.users import Language
from advocacy.models import Letter, Task, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries.clock import today
from advocacy.queries.letter_names import names_of
from advocacy.services import letters
from advocacy.services.letters import sign_on
from tests.factories import commit, make_campaign, make_letter, make_official, make_person
from tests.integration.test_sign_on import ask, mail, mails, open_link
from tests.letters import approve, dispatches, reply, send
from tests.letters import sign_on as invite
from tests.queries import count_queries
from tests.web import Web

__all__ = ["mail"]
SUBJECT = "{{campaign.title}} for {{recipient.office}}"


def written(actor: Actor, subject: str = SUBJECT) -> Letter:
    """A letter whose subject has a field of the campaign and one of each recipient; its signatures are open."""
    details = LetterDetails(subject, "We ask.", campaigns=(make_campaign("Sunday hours").ref,))
    letter = letters.create(actor, details, [RecipientDetails(person=make_official("Bob Example").ref)])
    approve(actor, letter)
    letters.advance(actor, letter, LetterEvent.COLLECT)
    return letter


def test_outsiders_are_told_the_subject_filled_in(web: Web, as_organizer: Actor, mail: None) -> None:
    letter = written(as_organizer)
    invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    assert ask(as_organizer, letter) == 1
    told = "Sunday hours for [Office, such as Mayor]"
    message = mails(MailKind.SIGN_ON_INVITATION)[0]
    assert message.subject == f"Will you sign? {told}"
    assert f"“{told}”" in message.body
    page = web.get(open_link(as_organizer, letter))
    assert f"“{told}”" in page.text
    assert "{{" not in page.text


def test_a_mail_in_the_other_language_has_subject_and_sender_of_the_approved_translation(
    as_organizer: Actor, mail: None
) -> None:
    letter = written(as_organizer)
    spanish = TranslationDetails("{{campaign.title}}, {{recipient.ward}}", "Le pedimos.", True, "Coalición Ejemplo")
    letters.translate(as_organizer, letter, spanish)
    invite(as_organizer, letter, make_person("Ada Example"), email="ada@example.org")
    signature = letter.signatures[0]
    sign_on.mail_link(as_organizer, letter, signature, "ada@example.org", Language.ES)
    before = mails(MailKind.SIGN_ON_INVITATION)[0]
    assert "for [Office" in before.subject  # nobody has approved the translation
    assert "Coalición Ejemplo" not in before.body
    letters.approve_translation(OPERATOR, letter)
    sign_on.mail_link(as_organizer, letter, signature, "ada@example.org", Language.ES)
    after = mails(MailKind.SIGN_ON_INVITATION)[1]
    assert "Sunday hours, [Distrito del cargo]" in after.subject
    assert after.body.startswith("Coalición Ejemplo")


def test_insiders_read_it_filled_in_on_pages_in_tasks_and_in_the_calendar(
    web: Web, as_organizer: Actor, organizer: User
) -> None:
    letter = written(as_organizer)
    sign_on.set_dates(as_organizer, letter, SignOnDates(today(), today()))
    commit()
    web.sign_in(organizer)
    own = f"/letters/{letter.ref}"
    for address in (own, "/letters", "/", "/calendar", f"{own}/papers", f"{own}/sign-on", "/search?q=Sunday"):
        page = web.get(address)
        assert "Sunday hours for [Office, such as Mayor]" in page.text, address
        assert "{{" not in page.text.replace("{{recipient.office}} ", ""), address


def test_what_happened_and_is_to_do_is_called_by_the_filled_in_subject(
    web: Web, as_organizer: Actor, organizer: User
) -> None:
    letter = written(as_organizer, "About {{campaign.title}}, from {{letter.sender}}")
    letters.advance(as_organizer, letter, LetterEvent.CLOSE_SIGNATURES)
    send(as_organizer, letter)
    reply(as_organizer, letter)
    commit()
    told = "About Sunday hours, from [The sender]"
    task = db.session.scalars(select(Task).where(Task.rule == TaskRule.CLASSIFY_REPLY)).one()
    assert task.rule_subject == told
    assert dispatches(letter)[0].summary == told
    page = web.sign_in(organizer).get(f"/campaigns/{letter.campaigns[0].slug}/timeline")
    assert told in page.text
    assert "{{" not in page.text


@pytest.mark.one_database
def test_names_of_many_letters_are_looked_up_in_one_go_and_plain_ones_not_at_all(as_organizer: Actor) -> None:
    plain = [("a", "Plain")]
    with count_queries() as none:
        assert names_of(plain) == {"a": "Plain"}
    assert none == []
    campaign = make_campaign("Sunday hours")
    several = [make_letter(campaign, subject=f"{{{{campaign.title}}}} {number}") for number in range(3)]
    commit()
    db.session.expire_all()
    refs = [(each.ref, each.subject) for each in several]
    db.session.expunge_all()
    with count_queries() as few:
        names = names_of(refs)
    assert set(names.values()) == {f"Sunday hours {number}" for number in range(3)}
    assert len(few) <= 3

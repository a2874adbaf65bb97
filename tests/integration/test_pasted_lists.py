"""A pasted list is shown before it is saved, takes nobody twice, and is saved whole or not at all."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.events import EventDetails, EventKind, EventStatus, RsvpAnswer
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Letter, MeetingAttendee, Recipient, Rsvp, Signature, User
from advocacy.policy import Actor
from advocacy.services import events
from advocacy.services.events import Around
from tests.factories import (
    add,
    commit,
    make_body,
    make_campaign,
    make_event,
    make_meeting,
    make_organization,
    make_person,
)
from tests.letters import approved, draft, sign_on
from tests.web import Page, Web

LIST = """Name, Title, Organization
1. Ada Example, Chair, Tenants Together
2. Ben Example <ben@example.org>
3. Ada Example
4. Local 7
, nobody
"""


def recipients_of(letter: Letter) -> list[Recipient]:
    """To whom a letter goes."""
    return list(db.session.scalars(select(Recipient).where(Recipient.letter_id == letter.id).order_by(Recipient.id)))


def ticks(page: Page) -> list[bool]:
    """Which lines are ticked."""
    return [node.has_attr("checked") for node in page.soup.select("input[name$=-take]")]


@pytest.mark.one_database
def test_signers_are_shown_with_who_is_on_file_and_then_invited(web: Web, organizer: User) -> None:
    letter = approved(Actor.of(organizer), make_campaign())
    ada, union = make_person("Ada Example"), make_organization("Local 7")
    commit()
    desk = web.sign_in(organizer)
    shown = desk.get(f"/letters/{letter.ref}/signatures/paste").send({"text": LIST})
    assert shown.status == 200
    assert ticks(shown) == [False, True, True, False, True, False]
    assert db.session.scalars(select(Signature)).all() == []
    saved = shown.submit()
    assert "3 people added to the signatures." in saved.response.get_data(as_text=True)
    rows = db.session.scalars(select(Signature).order_by(Signature.id)).all()
    assert [(each.person_id, each.organization_id, each.printed_name, each.email) for each in rows] == [
        (ada.id, None, "Ada Example", ""),
        (None, None, "Ben Example", "ben@example.org"),
        (None, union.id, "Local 7", ""),
    ]


def test_recipients_are_pasted_and_taken_from_a_council_each_once(web: Web, organizer: User) -> None:
    council = make_body(seats=2)
    letter = draft(Actor.of(organizer), make_campaign())
    commit()
    desk = web.sign_in(organizer)
    shown = desk.get(f"/letters/{letter.ref}/recipients/paste").send(
        {"text": "Councilor1 Example\nThe Clerk, City Hall"}
    )
    assert ticks(shown) == [True, True]
    shown.submit()
    desk.get(f"/letters/{letter.ref}/recipients/add").submit({"body": council.ref})
    page = desk.get(f"/letters/{letter.ref}").text
    assert all(name in page for name in ("Councilor1 Example", "The Clerk, City Hall", "Councilor2 Example"))
    added = [(each.person_id is None, each.attribution) for each in recipients_of(letter)[-3:]]
    assert added == [(False, ""), (True, "The Clerk, City Hall"), (False, "")]
    again = desk.get(f"/letters/{letter.ref}/recipients/paste").send({"text": "Councilor1 Example"})
    assert ticks(again) == [False]
    refused = again.send({"lines-0-take": "y"})
    assert "is already on the letter" in refused.text


def test_one_of_two_people_of_a_name_is_chosen_by_a_person(web: Web, organizer: User) -> None:
    letter = approved(Actor.of(organizer), make_campaign())
    make_person("Ada Example")
    second = make_person("Ada Example")
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/signatures/paste").send({"text": "Ada Example"})
    assert ticks(page) == [False]
    page.submit({"lines-0-take": "y", "lines-0-who": f"person:{second.ref}"})
    assert db.session.scalars(select(Signature.person_id)).all() == [second.id]


def test_a_wrong_line_says_so_and_nothing_of_the_list_is_saved_or_lost(web: Web, organizer: User) -> None:
    actor = Actor.of(organizer)
    letter = approved(actor, make_campaign())
    ada = make_person("Ada Example")
    sign_on(actor, letter, ada)
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/signatures/paste").send({"text": "Ada Example\nBo\nCy"})
    assert ticks(page) == [False, True, True]
    refused = page.send({"lines-0-take": "y", "lines-2-printed_title": "Her number is 536-22-1234."})
    assert refused.status == 422
    assert "never stored" in " ".join(refused.errors)
    refused = refused.send({"lines-2-printed_title": "Neighbor"})
    assert refused.status == 422
    assert "already among the signatures" in " ".join(refused.errors)
    assert 'value="Bo"' in refused.source
    assert len(db.session.scalars(select(Signature)).all()) == 1
    refused.submit({"lines-0-take": []})
    names = db.session.scalars(select(Signature.printed_name).order_by(Signature.id)).all()
    assert names == ["Ada Example", "Bo", "Cy"]


def test_answers_for_an_event_are_pasted_too(web: Web, organizer: User) -> None:
    campaign, ada = make_campaign(), make_person("Ada Example")
    details = EventDetails("Picnic", EventKind.RALLY, happened_on=PartialDate("2031-05-01"))
    event = events.create(Actor.of(organizer), details, Around(campaigns=[campaign]))
    commit()
    desk = web.sign_in(organizer)
    page = desk.get(f"/events/{event.ref}/rsvps/paste").send({"text": "Ada Example\nBo Neighbor; Elm Street"})
    refused = page.send({"came": "y"})
    assert refused.status == 422
    assert "not marked as held" in refused.text
    page.submit({"answer": "maybe"})
    rows = db.session.scalars(select(Rsvp).order_by(Rsvp.id)).all()
    assert [(each.person_id, each.words, each.answer.value) for each in rows] == [
        (ada.id, "", "maybe"),
        (None, "Bo Neighbor, Elm Street", "maybe"),
    ]


def test_who_has_answered_is_marked_as_there_and_not_written_down_twice(
    web: Web, organizer: User, member: User
) -> None:
    ada = make_person("Ada Example")
    event = make_event(make_campaign(), "Picnic", status=EventStatus.HELD, attendance=2)
    for who in ({"person_id": ada.id}, {"words": "Bo Neighbor, Elm Street"}, {"user_id": member.id}):
        add(Rsvp(event_id=event.id, answer=RsvpAnswer.GOING, **who))
    commit()
    pasted = f"Ada Example +2\nbo neighbor\n{member.display_name}\nCy Guest (and 1 guest)\nAda Example"
    page = web.sign_in(organizer).get(f"/events/{event.ref}/rsvps/paste").send({"text": pasted, "came": "y"})
    assert ticks(page) == [True, True, True, True, False]
    assert page.text.count("Has answered already: will be marked as having come.") == 3
    assert page.text.count("Will be added, and marked as having come.") == 1
    assert db.session.scalars(select(Rsvp).where(Rsvp.attended)).all() == []
    page.submit()
    db.session.expire_all()
    rows = db.session.scalars(select(Rsvp).order_by(Rsvp.id)).all()
    assert [(each.words, each.guests, each.attended) for each in rows] == [
        ("", 2, True),
        ("Bo Neighbor, Elm Street", 0, True),
        ("", 0, True),
        ("Cy Guest", 1, True),
    ]
    assert event.attendance == 4


def test_a_signer_may_stand_for_the_organization_that_the_line_names(web: Web, organizer: User) -> None:
    letter = approved(Actor.of(organizer), make_campaign())
    union = make_organization("Local 7")
    commit()
    page = (
        web.sign_in(organizer)
        .get(f"/letters/{letter.ref}/signatures/paste")
        .send({"text": "Bo Example, Chair, Local 7"})
    )
    assert "Will be added in these words." in page.text
    page.submit({"lines-0-who": f"organization:{union.ref}"})
    row = db.session.scalars(select(Signature)).one()
    assert (row.organization_id, row.printed_name, row.printed_title) == (union.id, "Bo Example", "Chair")


def test_who_was_at_a_meeting_is_pasted_once_for_each_side(web: Web, organizer: User) -> None:
    meeting = make_meeting(make_campaign())
    ada, union = make_person("Ada Example"), make_organization("Local 7")
    commit()
    there = f"/meetings/{meeting.ref}/attendees/paste"
    page = web.sign_in(organizer).get(there).send({"text": "Ada Example\nLocal 7\nBo Neighbor, Elm Street"})
    assert ticks(page) == [True, True, True]
    assert "3 people written down." in page.submit().text
    again = web.get(there).send({"text": "Ada Example\nbo neighbor\nHer number is 536-22-1234."})
    assert again.status == 422
    again = web.get(there).send({"text": "Ada Example\nbo neighbor\nAide", "side": "them"})
    assert ticks(again) == [False, False, True]
    again.submit()
    rows = db.session.scalars(select(MeetingAttendee).order_by(MeetingAttendee.id)).unique().all()
    assert [(each.side.value, each.person_id, each.organization_id, each.attribution) for each in rows] == [
        ("us", ada.id, None, ""),
        ("us", None, union.id, ""),
        ("us", None, None, "Bo Neighbor, Elm Street"),
        ("them", None, None, "Aide"),
    ]


def test_a_pasted_list_of_who_has_signed_is_saved_as_signed_by_the_rules_of_signing(web: Web, organizer: User) -> None:
    letter = approved(Actor.of(organizer), make_campaign())
    make_organization("Local 7")
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/signatures/paste")
    page = page.send({"text": "Ada Example\nLocal 7", "have_signed": "y"})
    page = page.send({})
    assert "Say who saw them sign, or what they signed on." in page.errors
    page = page.send({"basis": "Sheet of the rally"})
    assert page.errors == ["Say who approved it for the organization, and with what authority."]
    page.send({"lines-1-approved_by": "Board vote of May 1"})
    rows = db.session.scalars(select(Signature).order_by(Signature.id)).all()
    assert [(each.status.value, each.seen_version, each.basis, each.approved_by) for each in rows] == [
        ("signed", letter.text_version, "Sheet of the rally", ""),
        ("signed", letter.text_version, "Sheet of the rally", "Board vote of May 1"),
    ]


def test_a_text_that_changed_under_a_pasted_list_takes_no_names(web: Web, organizer: User) -> None:
    letter = approved(Actor.of(organizer), make_campaign())
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/signatures/paste")
    refused = page.send({"text": "Ada", "have_signed": "y", "basis": "Sheet"}).send({"seen_version": "0"})
    assert "The text has changed since this was opened." in refused.text
    assert db.session.scalars(select(Signature)).all() == []


def test_names_on_a_letter_that_cannot_be_signed_yet_are_invited_only(web: Web, organizer: User) -> None:
    letter = draft(Actor.of(organizer), make_campaign())
    commit()
    page = web.sign_in(organizer).get(f"/letters/{letter.ref}/signatures/paste")
    assert page.soup.select_one("input[name=have_signed]") is None
    page.send({"text": "Ada", "have_signed": "y", "basis": "Sheet"}).submit()
    assert [each.status.value for each in db.session.scalars(select(Signature))] == ["invited"]

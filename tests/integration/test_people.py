"""Officials and other people: the list, the page, adding and editing; who exists for whom."""

from typing import Any

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.directory import ContactKind
from advocacy.domain.letters import LetterStatus
from advocacy.domain.measures import MeasureStatus, MeasureType, VoteChoice
from advocacy.domain.meetings import MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence
from advocacy.domain.users import Language
from advocacy.models import (
    AuditEntry,
    Campaign,
    Commitment,
    ContactPoint,
    Measure,
    MediaItem,
    MeetingRequest,
    Person,
    RollCallEntry,
    Sponsor,
    Stance,
    Target,
    TeamMember,
    User,
    VoteEvent,
)
from advocacy.models.records import Citation
from advocacy.policy import Actor
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening
from tests.factories import (
    add,
    commit,
    link,
    make_body,
    make_campaign,
    make_letter,
    make_official,
    make_organization,
    make_person,
    make_place,
    make_recipient,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Page, Web

LIST = "/officials"


def page_of(person: Person) -> str:
    """The address of a person's page."""
    return f"{LIST}/{person.ref}"


def make_target(campaign: Campaign, person: Person) -> Target:
    """Make the person a target of the campaign."""
    target = add(Target(campaign_id=campaign.id, person_id=person.id))
    link(target, campaign)
    return target


def make_stance(campaign: Campaign, person: Person, score: int, stated_on: str, **fields: Any) -> Stance:
    """Make a stance of the person on the campaign."""
    fields.setdefault("confidence", Confidence.PUBLIC)
    stance = add(
        Stance(about_id=campaign.id, person_id=person.id, score=score, stated_on=PartialDate(stated_on), **fields)
    )
    link(stance, campaign)
    return stance


def log_contact(user: User, campaign: Campaign, person: Person, on: str, **fields: Any) -> None:
    """Log that somebody was in touch with the person."""
    happening = Happening(occurred_on=PartialDate(on), contacts=(Contact(person),), **fields)
    activities.record(Actor.of(user), None, ActivityKind.CALL, happening, campaigns=[campaign])


def names_on(page: Page) -> list[str]:
    """The names in the list."""
    return [" ".join(node.get_text(" ").split()) for node in page.soup.select("table th a")]


# --- the list -----------------------------------------------------------------------------------------------


@pytest.mark.one_database
def test_the_list_has_officials_by_family_name_and_no_other_people(web: Web, member: User) -> None:
    make_official("Zoe Adams", "Mayor")
    make_official("Ana Zapata", "City Clerk")
    make_person("Nobody Inparticular")
    page = web.sign_in(member).get(LIST)
    assert names_on(page) == ["Zoe Adams", "Ana Zapata"]
    assert "Mayor" in page.text


@pytest.mark.one_database
def test_an_organizer_may_ask_for_everybody_and_a_member_may_not(web: Web, member: User, organizer: User) -> None:
    make_official("Zoe Adams", "Mayor")
    make_person("Ben Signer")
    commit()
    assert names_on(web.sign_in(organizer).get(f"{LIST}?everybody=y")) == ["Zoe Adams", "Ben Signer"]
    assert names_on(web.sign_in(member).get(f"{LIST}?everybody=y")) == ["Zoe Adams"]


def test_the_list_is_filtered_by_name_alias_body_and_place(web: Web, member: User) -> None:
    city, ward = make_place("Sampleville"), make_place("Ward 1")
    ward.parent_id = city.id
    make_body("Sampleville City Council", seats=2, jurisdiction_id=ward.id)
    make_body("Otherton Council", seats=1)
    make_official("José Núñez", "Mayor", jurisdiction_id=city.id)
    commit()
    web.sign_in(member)
    assert names_on(web.get(f"{LIST}?q=nunez jose")) == ["José Núñez"]
    assert names_on(web.get(f"{LIST}?place={city.ref}")) == [
        "Councilor1 Example",
        "Councilor2 Example",
        "José Núñez",
    ]
    council = web.get("/pick/bodies?body-q=Otherton&name=body").soup.select_one("input[name=body]")
    assert council is not None
    assert names_on(web.get(f"{LIST}?body={council['value']}")) == ["Councilor1 Example"]
    assert "Nobody matches" in web.get(f"{LIST}?q=nobody").text


def test_the_list_goes_on_in_pages_of_fifty_and_back(web: Web, member: User) -> None:
    for number in range(120):
        make_official(f"Ada N{number:03}", "Clerk")
    commit()
    web.sign_in(member)
    first = web.get(LIST)
    second = web.get(str(first.soup.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    third = web.get(str(second.soup.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    names = names_on(first) + names_on(second) + names_on(third)
    assert names == [f"Ada N{number:03}" for number in range(120)]
    assert third.soup.select_one("a[rel=next]") is None
    back = web.get(str(third.soup.select_one("a[rel=prev]")["href"]))  # type: ignore[index]
    assert names_on(back) == names_on(second)


def test_the_list_shows_the_latest_visible_stance_and_contact(web: Web, member: User, organizer: User) -> None:
    open_one, quiet = make_campaign(), make_restricted_campaign(team=(organizer,))
    mayor = make_official("Ada Mayor", "Mayor")
    make_stance(open_one, mayor, -1, "2017-01")
    make_stance(open_one, mayor, 2, "2016")
    make_stance(quiet, mayor, 1, "2018", confidence=Confidence.SAID_TO_TWO)
    log_contact(organizer, open_one, mayor, "2017-02-02")
    log_contact(organizer, open_one, mayor, "2019-02-02", side=Side.OTHERS)
    log_contact(organizer, quiet, mayor, "2018-03-04")
    commit()
    seen = web.sign_in(member).get(LIST).text
    assert "Opposed" in seen
    assert "Feb 2, 2017" in seen
    assert "2018" not in seen
    team = web.sign_in(organizer).get(LIST).text
    assert "Supportive" in team
    assert "Mar 4, 2018" in team


@pytest.mark.one_database
def test_private_evidence_moves_the_list_of_organizers_alone(web: Web, member: User, organizer: User) -> None:
    mayor, campaign = make_official("Ada Mayor", "Mayor"), make_campaign()
    make_stance(campaign, mayor, -2, "2017-01")
    make_stance(campaign, mayor, 1, "2017-02", confidence=Confidence.SAID_TO_ONE)
    commit()
    assert "Strongly opposed" in web.sign_in(member).get(LIST).text
    assert "Supportive" in web.sign_in(organizer).get(LIST).text


@pytest.mark.one_database
def test_an_inferred_stance_does_not_displace_a_stronger_one_of_the_last_90_days(web: Web, organizer: User) -> None:
    mayor, campaign = make_official("Ada Mayor", "Mayor"), make_campaign()
    make_stance(campaign, mayor, -2, "2017-01-01")
    make_stance(campaign, mayor, 1, "2017-03-01", confidence=Confidence.INFERRED)
    commit()
    web.sign_in(organizer)
    assert "Strongly opposed" in web.get(LIST).text
    assert "Strongly opposed" in web.get(page_of(mayor)).soup.select_one("header.file").get_text(" ")  # type: ignore[union-attr]
    make_stance(campaign, mayor, 1, "2017-04-05", confidence=Confidence.INFERRED)
    commit()
    assert "Supportive" in web.get(LIST).text


@pytest.mark.one_database
def test_queries_of_the_list_do_not_grow_with_its_rows(web: Web, organizer: User) -> None:
    campaign = make_campaign()

    def some(number: int) -> None:
        for each in range(number):
            person = make_official(f"Ada X{each}", "Clerk", jurisdiction_id=make_place(f"P{each}").id)
            make_stance(campaign, person, 1, "2017")
            log_contact(organizer, campaign, person, "2017-03-03")
        commit()

    some(2)
    web.sign_in(organizer).get(LIST)
    with count_queries() as few:
        web.get(LIST)
    some(30)
    with count_queries() as many:
        assert len(names_on(web.get(LIST))) == 32
    assert len(many) == len(few)


# --- who exists for whom ------------------------------------------------------------------------------------


def test_a_person_linked_to_nothing_visible_does_not_exist(web: Web, organizer: User, coordinator: User) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    hidden = make_person("Quinn Hidden")
    make_target(quiet, hidden)
    commit()
    web.sign_in(organizer)
    assert web.get(page_of(hidden)).status == 404
    assert web.get(f"{page_of(hidden)}/edit").status == 404
    assert names_on(web.get(f"{LIST}?everybody=y")) == []
    assert "Quinn" not in web.get("/pick/people?person-q=Quinn&name=person").response.get_data(as_text=True)
    added = web.get(f"{LIST}/new").submit({"given_name": "Quinn", "family_name": "Hidden"})
    assert added.status == 200
    assert added.title == "Quinn Hidden"
    web.sign_in(coordinator)
    assert web.get(page_of(hidden)).status == 200
    assert names_on(web.get(f"{LIST}?everybody=y")) == ["Quinn Hidden", "Quinn Hidden"]


@pytest.mark.one_database
def test_missing_and_hidden_people_look_the_same(web: Web, member: User) -> None:
    hidden = make_person("Quinn Hidden")
    make_target(make_restricted_campaign(), hidden)
    commit()
    web.sign_in(member)
    assert web.get(page_of(hidden)).text == web.get(f"{LIST}/0000000000").text


# --- the page -----------------------------------------------------------------------------------------------


def full_official(organizer: User) -> tuple[Person, Campaign]:
    """An official with everything on the page."""
    campaign = make_campaign()
    mayor = make_official("Ada Mayor", "Mayor", title="Mayor", party="Democrat", languages="Spanish")
    source = add(MediaItem(headline="The answer is no", publisher="WXYZ", published_on=PartialDate("2017-02-02")))
    stance = make_stance(campaign, mayor, -2, "2017-02-02", quote="the answer is no")
    add(Citation(media_item_id=source.id, record_id=stance.id))
    letter = make_letter(campaign, "Three points", status=LetterStatus.SENT)
    make_recipient(letter, mayor)
    meeting = add(MeetingRequest(topic="The march route", person_id=mayor.id, status=MeetingStatus.REQUESTED))
    link(meeting, campaign, number=1)
    promise = add(Commitment(text="To answer by March", person_id=mayor.id))
    link(promise, campaign)
    measure = add(Measure(title="Welcoming city", measure_type=MeasureType.RESOLUTION, status=MeasureStatus.PASSED))
    link(measure, campaign, number=1)
    add(Sponsor(measure_id=measure.id, person_id=mayor.id))
    vote = add(VoteEvent(measure_id=measure.id, voted_on=PartialDate("2017-03")))
    add(RollCallEntry(vote_event_id=vote.id, person_id=mayor.id, choice=VoteChoice.YES))
    log_contact(organizer, campaign, mayor, "2017-03-14", summary="Left a message with the front desk.")
    commit()
    return mayor, campaign


@pytest.mark.one_database
def test_the_page_tells_office_stance_votes_letters_meetings_and_contact(
    web: Web, member: User, organizer: User
) -> None:
    mayor, _campaign = full_official(organizer)
    page = web.sign_in(member).get(page_of(mayor))
    assert page.title == "Mayor Ada Mayor"
    for words in (
        "Democrat", "Since Jan 2020", "Holds it today", "Strongly opposed", "Feb 2, 2017", "“the answer is no”",
        "WXYZ", "Said in public", "Three points", "The march route", "To answer by March", "Welcoming city", "Yes",
        "Mar 14, 2017", "Left a message with the front desk.",
    ):  # fmt: skip
        assert words in page.text, words


@pytest.mark.one_database
def test_the_page_reads_in_spanish(web: Web, organizer: User) -> None:
    mayor, _campaign = full_official(organizer)
    organizer.language = Language.ES
    commit()
    web.sign_in(organizer)
    page = web.get(page_of(mayor))
    assert "Muy en contra" in page.text
    assert "Todos los contactos" in page.text
    assert web.get(LIST).title == "Funcionarios"
    assert web.get(f"{LIST}/new").title == "Añadir a una persona"


@pytest.mark.one_database
def test_a_member_sees_no_buttons_and_is_refused_by_the_server(web: Web, member: User, organizer: User) -> None:
    mayor, _campaign = full_official(organizer)
    page = web.sign_in(member).get(page_of(mayor))
    assert [address for address in page.links() if address.endswith(("/edit", "/new"))] == []
    assert web.get(f"{LIST}/new").status == 403
    assert web.post_with_token(f"{page_of(mayor)}/edit", {"family_name": "Changed"}).status == 403
    assert db.session.get_one(Person, mayor.id).family_name == "Mayor"


def test_what_belongs_to_a_hidden_campaign_is_on_no_page_of_others(web: Web, member: User) -> None:
    quiet = make_restricted_campaign()
    mayor = make_official("Ada Mayor", "Mayor")
    make_stance(quiet, mayor, 2, "2017", quote="off the record")
    make_recipient(make_letter(quiet, "Quiet letter", status=LetterStatus.SENT), mayor)
    log_contact(member, quiet, mayor, "2017-05", summary="A quiet word.")
    commit()
    text = web.sign_in(member).get(page_of(mayor)).text
    assert "off the record" not in text
    assert "Quiet letter" not in text
    assert "A quiet word." not in text
    assert "No stance on file" in text


def test_the_timeline_of_the_page_is_filtered_by_kind_and_side(web: Web, member: User, organizer: User) -> None:
    mayor, campaign = full_official(organizer)
    log_contact(organizer, campaign, mayor, "2017-04", summary="Others were there.", side=Side.OTHERS)
    commit()
    web.sign_in(member)
    text = web.get(f"{page_of(mayor)}?side=others").text
    assert "Others were there." in text
    assert "Left a message with the front desk." not in text
    assert "Others were there." not in web.get(f"{page_of(mayor)}?kind=vote").text


@pytest.mark.one_database
def test_queries_of_the_page_do_not_grow_with_what_is_on_it(web: Web, organizer: User) -> None:
    mayor, campaign = full_official(organizer)
    web.sign_in(organizer).get(page_of(mayor))
    with count_queries() as few:
        web.get(page_of(mayor))
    for number in range(12):
        make_stance(campaign, mayor, 1, f"2018-{number % 12 + 1:02}")
        make_recipient(make_letter(campaign, f"Letter {number}", status=LetterStatus.SENT), mayor)
        log_contact(organizer, campaign, mayor, "2018")
        meeting = add(MeetingRequest(topic=f"Topic {number}", person_id=mayor.id, status=MeetingStatus.REQUESTED))
        link(meeting, campaign, number=number + 10)
    commit()
    with count_queries() as many:
        web.get(page_of(mayor))
    assert len(many) == len(few)


# --- contact points that are not public ---------------------------------------------------------------------


def with_private_number(person: Person) -> None:
    """Give a person a phone that is not public, and one that is."""
    add(ContactPoint(person_id=person.id, contact_kind=ContactKind.PHONE, value="+14135550123", is_public=False))
    add(ContactPoint(person_id=person.id, contact_kind=ContactKind.PHONE, value="+14135550100", is_public=True))


@pytest.mark.parametrize("approach", ["target", "recipient", "meeting"])
@pytest.mark.one_database
def test_a_private_number_is_for_coordinators_and_the_organizers_on_the_team(
    web: Web, member: User, organizer: User, coordinator: User, approach: str
) -> None:
    mayor, campaign = make_official("Ada Mayor", "Mayor"), make_campaign(team=(member,))
    with_private_number(mayor)
    if approach == "target":
        make_target(campaign, mayor)
    elif approach == "recipient":
        make_recipient(make_letter(campaign, status=LetterStatus.SENT), mayor)
    else:
        link(add(MeetingRequest(topic="Route", person_id=mayor.id, status=MeetingStatus.REQUESTED)), campaign)
    commit()

    def sees_it(user: User) -> bool:
        text = web.sign_in(user).get(page_of(mayor)).text
        assert "(413) 555-0100" in text
        return "(413) 555-0123" in text

    assert sees_it(coordinator)
    assert not sees_it(organizer)
    assert not sees_it(member)
    add(TeamMember(campaign_id=campaign.id, user_id=organizer.id))
    commit()
    assert sees_it(organizer)


# --- adding and editing -------------------------------------------------------------------------------------


def test_adding_a_person_with_everything(web: Web, organizer: User) -> None:
    office = make_organization("Mayor's office")
    commit()
    page = (
        web.sign_in(organizer)
        .get(f"{LIST}/new")
        .submit(
            {
                "given_name": "Ana",
                "family_name": "Ruiz",
                "role": "Aide to the mayor",
                "organization": office.ref,
                "aliases": "Anita Ruiz\n\n  A.  Ruiz ",
                "not_in_print": "y",
            }
        )
    )
    assert page.title == "Ana Ruiz"
    person = db.session.query(Person).one()
    assert [alias.alias for alias in person.aliases] == ["Anita Ruiz", "A. Ruiz"]
    assert person.not_in_print
    assert "Mayor's office" in page.text
    assert "Not in print" in page.text
    assert db.session.query(AuditEntry).filter_by(event="person.created").one().record_id == person.id


def test_a_name_nobody_knows_needs_words_that_say_who_is_meant(web: Web, organizer: User) -> None:
    form = web.sign_in(organizer).get(f"{LIST}/new")
    empty = form.submit({"party": "Green"})
    assert empty.status == 422
    assert "say who is meant" in " ".join(empty.errors)
    assert empty.soup.select_one("input[name=party]")["value"] == "Green"  # type: ignore[index]
    added = empty.submit({"label": "Governor of Illinois, not named"})
    assert added.title == "Governor of Illinois, not named"


@pytest.mark.one_database
def test_a_second_person_of_one_name_is_asked_about_first(web: Web, organizer: User) -> None:
    make_official("Adam Gomez", "City Councilor, Ward 1")
    commit()
    form = web.sign_in(organizer).get(f"{LIST}/new")
    asked = form.submit({"given_name": "ádam", "family_name": "GÓMEZ"})
    assert asked.status == 422
    assert "City Councilor, Ward 1" in asked.text
    assert db.session.query(Person).count() == 1
    added = asked.submit({"is_somebody_else": "y"})
    assert added.status == 200
    assert db.session.query(Person).count() == 2


@pytest.mark.one_database
def test_an_alias_is_a_name_for_the_hint_too(web: Web, organizer: User) -> None:
    web.sign_in(organizer).get(f"{LIST}/new").submit(
        {"given_name": "Jonathan", "family_name": "Smith", "aliases": "Jon Smith"}
    )
    assert web.get(f"{LIST}/new").submit({"given_name": "Jon", "family_name": "Smith"}).status == 422


def test_what_must_never_be_stored_is_refused_at_the_field(web: Web, organizer: User) -> None:
    refused = web.sign_in(organizer).get(f"{LIST}/new").submit({"family_name": "Ruiz", "note": "SSN 212-45-6789"})
    assert refused.status == 422
    assert db.session.query(Person).count() == 0


def test_editing_keeps_what_was_not_touched_and_refuses_a_stale_form(web: Web, organizer: User) -> None:
    person = make_official("Ada Mayor", "Mayor", title="Mayor", party="Independent")
    commit()
    form = web.sign_in(organizer).get(f"{page_of(person)}/edit")
    drawn_before = web.get(f"{page_of(person)}/edit")
    assert form.submit({"given_name": "Adah"}).title == "Mayor Adah Mayor"
    assert db.session.get_one(Person, person.id).party == "Independent"
    stale = drawn_before.submit({"given_name": "Adelaide"})
    assert stale.status == 409
    assert "Adelaide" in stale.text
    assert db.session.get_one(Person, person.id).given_name == "Adah"


@pytest.mark.one_database
def test_the_find_button_works_without_javascript(web: Web, organizer: User) -> None:
    make_organization("Mayor's office")
    commit()
    form = web.sign_in(organizer).get(f"{LIST}/new")
    found = form.submit({"family_name": "Ruiz", "organization-q": "mayor", "_find": "organization"})
    assert found.status == 200
    assert found.errors == []
    assert "Mayor's office" in found.text
    assert found.soup.select_one("input[name=family_name]")["value"] == "Ruiz"  # type: ignore[index]

"""Recording a reply, a debriefing or a vote offers the stances it implies, and never writes them by itself."""

import pytest

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.measures import MotionKind, VoteChoice, VoteMethod
from advocacy.domain.meetings import AttendeeSide, MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence
from advocacy.domain.users import Language
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Letter,
    Measure,
    MeetingAsk,
    MeetingAttendee,
    MeetingRequest,
    Person,
    RollCallEntry,
    Stance,
    User,
    VoteEvent,
)
from advocacy.policy import Actor
from advocacy.queries import stance_offers as queries
from tests.factories import (
    add,
    commit,
    make_campaign,
    make_demand,
    make_letter,
    make_measure,
    make_meeting,
    make_official,
    make_person,
    make_recipient,
    make_restricted_campaign,
)
from tests.web import Page, Web

OFFER = "Enter the stance it shows"


@pytest.fixture
def campaign() -> Campaign:
    """An open campaign."""
    return make_campaign()


@pytest.fixture
def mayor() -> Person:
    """An official."""
    return make_official("Ada Example", "Mayor")


def sent_letter(campaign: Campaign, mayor: Person) -> Letter:
    """A letter that went out to the mayor."""
    letter = make_letter(campaign, status=LetterStatus.SENT)
    make_recipient(letter, mayor, status=RecipientStatus.SENT, sent_on=PartialDate("2017-01-30").first_day)
    commit()
    return letter


def log_reply(web: Web, letter: Letter, **values: str) -> Page:
    """Log a reply by the page."""
    typed = {"received_on": "2017-02-02", "outcome": "refused", "words": "the answer is no", "channel": "letter"}
    return web.get(f"/letters/{letter.ref}/replies/new").submit({**typed, **values})


@pytest.mark.one_database
def test_a_reply_offers_the_stance_it_shows_and_writes_none_by_itself(
    web: Web, organizer: User, campaign: Campaign, mayor: Person
) -> None:
    letter = sent_letter(campaign, mayor)
    after = log_reply(web.sign_in(organizer), letter)
    link = next(a for a in after.soup.select("a") if OFFER in a.get_text())
    assert db.session.query(Stance).count() == 0
    offers = web.get(str(link["href"]))
    assert "Ada Example on Sanctuary city" in offers.text
    shown = offers.submit({})
    assert "Enter the stances it shows" not in shown.text
    (stance,) = db.session.query(Stance).all()
    assert (stance.person_id, stance.about_id) == (mayor.id, campaign.id)
    assert (stance.score, stance.confidence, stance.quote) == (-2, Confidence.IN_WRITING, "the answer is no")
    assert (stance.stated_on.text, stance.evidence_record_id) == ("2017-02-02", letter.id)
    assert "Nothing to enter" in web.get(str(link["href"])).text


@pytest.mark.parametrize(
    ("outcome", "reply_from"), [("receipt", "official"), ("", "official"), ("refused", "boilerplate")]
)
@pytest.mark.one_database
def test_what_says_nothing_offers_nothing(
    web: Web, organizer: User, campaign: Campaign, mayor: Person, outcome: str, reply_from: str
) -> None:
    letter = sent_letter(campaign, mayor)
    after = log_reply(web.sign_in(organizer), letter, outcome=outcome, reply_from=reply_from)
    assert OFFER not in after.soup.get_text()


@pytest.mark.one_database
def test_what_is_not_ticked_is_not_entered_and_what_is_corrected_is(
    web: Web, organizer: User, as_organizer: Actor, campaign: Campaign, mayor: Person
) -> None:
    measure, people = a_vote(campaign)
    offers = queries.offers_of(as_organizer, measure)
    assert [(each.party.name, each.score) for each in offers] == [("Ada One", 2), ("Ben Two", -2)]
    page = web.sign_in(organizer).get(f"/stances/offered/{measure.ref}")
    none = page.submit({f"enter_{offer.key}": [] for offer in offers})
    assert none.status == 422
    assert "Tick at least one" in none.text
    first, second = offers
    page.submit({f"enter_{second.key}": [], f"score_{first.key}": "1"})
    (stance,) = db.session.query(Stance).all()
    assert (stance.person_id, stance.score, stance.confidence) == (people[0].id, 1, Confidence.PUBLIC)
    assert [each.party.id for each in queries.offers_of(as_organizer, measure)] == [people[1].id]


def a_vote(campaign: Campaign, motion: MotionKind = MotionKind.ORDINARY) -> tuple[Measure, list[Person]]:
    """A roll call: one yes, one no, one absent."""
    measure = make_measure(campaign)
    vote = add(
        VoteEvent(
            measure_id=measure.id, voted_on=PartialDate("2017-03-01"), method=VoteMethod.ROLL_CALL, motion_kind=motion
        )
    )
    people = [make_person("Ada One"), make_person("Ben Two"), make_person("Cy Three")]
    choices = (VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSENT)
    for person, choice in zip(people, choices, strict=True):
        add(RollCallEntry(vote_event_id=vote.id, person_id=person.id, choice=choice))
    commit()
    db.session.expire_all()
    return measure, people


def test_the_page_of_a_vote_leads_to_its_stances(web: Web, organizer: User, member: User, campaign: Campaign) -> None:
    measure, _people = a_vote(campaign)
    path = f"/resolutions/{measure.ref}/votes/{measure.votes[0].ref}"
    address = f"/stances/offered/{measure.ref}"
    assert address in web.sign_in(organizer).get(path).links()
    assert address not in web.sign_in(member).get(path).links()
    assert web.get(address).status == 403


@pytest.mark.one_database
def test_a_vote_on_an_amendment_says_nothing_about_the_measure(as_organizer: Actor, campaign: Campaign) -> None:
    measure, _people = a_vote(campaign, MotionKind.AMENDMENT)
    assert queries.offers_of(as_organizer, measure) == []


def held(campaign: Campaign, mayor: Person, *, of_us: int) -> MeetingRequest:
    """A meeting that was held, with two asks, one of them a demand."""
    meeting = make_meeting(campaign, of=mayor, status=MeetingStatus.HELD, held_on=PartialDate("2017-04-01"))
    add(MeetingAsk(meeting_id=meeting.id, text="Sign the order", demand_id=make_demand(campaign).id))
    add(MeetingAsk(meeting_id=meeting.id, text="Come to the march", position=1))
    for number in range(of_us):
        add(MeetingAttendee(meeting_id=meeting.id, side=AttendeeSide.US, attribution=f"Neighbor {number}"))
    commit()
    return meeting


@pytest.mark.parametrize(("of_us", "confidence"), [(1, Confidence.SAID_TO_ONE), (2, Confidence.SAID_TO_TWO)])
def test_answered_asks_of_a_debriefing_offer_stances(
    web: Web, organizer: User, campaign: Campaign, mayor: Person, of_us: int, confidence: Confidence
) -> None:
    meeting = held(campaign, mayor, of_us=of_us)
    first = meeting.asks[0]
    page = web.sign_in(organizer).get(f"/meetings/{meeting.ref}/debrief")
    after = page.submit({f"answer_{first.ref}": "1", f"words_{first.ref}": "I am inclined to."})
    assert OFFER in after.soup.get_text()
    web.get(f"/stances/offered/{meeting.ref}").submit({})
    (stance,) = db.session.query(Stance).all()
    assert (stance.score, stance.confidence, stance.quote) == (1, confidence, "I am inclined to.")
    assert stance.about_id == first.demand_id
    assert stance.evidence == "Sign the order"


@pytest.mark.one_database
def test_a_hidden_record_offers_nothing_to_nobody_outside(web: Web, organizer: User, coordinator: User) -> None:
    quiet = make_restricted_campaign(team=(coordinator,))
    measure, _people = a_vote(quiet)
    assert web.sign_in(organizer).get(f"/stances/offered/{measure.ref}").status == 404
    assert web.get("/stances/offered/0000000000").status == 404


@pytest.mark.one_database
def test_the_offers_speak_spanish(web: Web, organizer: User, campaign: Campaign) -> None:
    measure, _people = a_vote(campaign)
    organizer.language = Language.ES
    commit()
    assert web.sign_in(organizer).get(f"/stances/offered/{measure.ref}").title == "Posturas que muestra"


def test_a_contact_that_says_where_somebody_stands_leads_to_the_form_filled_in(
    web: Web, organizer: User, member: User, campaign: Campaign, mayor: Person
) -> None:
    silent = make_person("Ben Silent")
    contacts = [
        ActivityContact(person_id=mayor.id, outcome=ContactOutcome.LEANING_YES),
        ActivityContact(person_id=silent.id, outcome=ContactOutcome.NO_ANSWER),
    ]
    call = add(
        Activity(
            kind=ActivityKind.CALL,
            occurred_on=PartialDate("2017-03-01"),
            summary="Would like to see the text.",
            contacts=contacts,
            campaign_links=[ActivityCampaign(campaign_id=campaign.id)],
        )
    )
    commit()
    path = f"/activities/{call.ref}"
    page = web.sign_in(organizer).get(path)
    (form,) = [each for each in page.links() if each.startswith("/stances/new")]
    web.get(form).submit({})
    (stance,) = db.session.query(Stance).all()
    assert (stance.person_id, stance.about_id, stance.score) == (mayor.id, campaign.id, 1)
    assert (stance.confidence, stance.stated_on.text) == (Confidence.SAID_TO_ONE, "2017-03-01")
    assert (stance.evidence, stance.evidence_activity_id) == ("Would like to see the text.", call.id)
    assert not [each for each in web.sign_in(member).get(path).links() if each.startswith("/stances/new")]

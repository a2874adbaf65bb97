"""Records for tests, made the short way. Each returns a flushed row; `commit()` makes them lasting."""

import functools
from typing import Any

from advocacy.db import db
from advocacy.domain.campaigns import Access, CampaignStatus
from advocacy.domain.directory import JurisdictionKind, OrganizationKind
from advocacy.domain.events import EventKind
from advocacy.domain.measures import MeasureType
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.text import slugify
from advocacy.domain.users import Role
from advocacy.models import (
    Campaign,
    Commitment,
    Demand,
    Event,
    Jurisdiction,
    Letter,
    Measure,
    MeetingRequest,
    Organization,
    Person,
    Post,
    Recipient,
    Record,
    RecordCampaign,
    Task,
    TeamMember,
    Term,
    User,
)
from advocacy.services import accounts

PASSWORD = "correct horse battery staple"


def commit() -> None:
    """Commit what the factories made."""
    db.session.commit()


def add(row: Any) -> Any:
    """Add a row and flush it."""
    db.session.add(row)
    db.session.flush()
    return row


def make_user(name: str = "somebody", *roles: Role, email: str = "") -> User:
    """A user with roles (a member by default) and the password PASSWORD."""
    user = User(display_name=name.title(), password_hash=password_hash())
    user.set_email(email or f"{name.replace(' ', '.')}@example.org")
    user.set_roles(set(roles) or {Role.MEMBER})
    add(user)
    commit()
    return user


@functools.cache
def password_hash() -> str:
    """One hash for all: sign-ins are not what most tests are about."""
    return accounts.hash_password(PASSWORD)


def make_campaign(title: str = "Sanctuary city", *, team: tuple[User, ...] = (), **fields: Any) -> Campaign:
    """An active campaign; `access=Access.RESTRICTED` hides it from all but its team."""
    fields.setdefault("status", CampaignStatus.ACTIVE)
    campaign = Campaign(title=title, slug=fields.pop("slug", slugify(title)), **fields)
    add(campaign)
    link(campaign, campaign)
    campaign.team = [TeamMember(user=user) for user in team]
    db.session.flush()
    return campaign


def make_restricted_campaign(title: str = "Quiet work", *, team: tuple[User, ...] = ()) -> Campaign:
    """A confidential campaign."""
    return make_campaign(title, team=team, access=Access.RESTRICTED)


def link(record: Record, *campaigns: Campaign, number: int | None = None) -> None:
    """Make a record belong to campaigns."""
    for campaign in campaigns:
        record.campaign_links.append(
            RecordCampaign(campaign=campaign, campaign_id=campaign.id, kind=record.kind, number=number)
        )
    db.session.flush()


def make_demand(campaign: Campaign, text: str = "No detainers", number: int = 1, **fields: Any) -> Demand:
    """A demand of a campaign."""
    demand = add(Demand(campaign_id=campaign.id, text=text, number=number, **fields))
    link(demand, campaign)
    return demand


def make_person(name: str = "Ada Example", **fields: Any) -> Person:
    """A person, linked to nothing yet."""
    given, _, family = name.partition(" ")
    person = Person(**fields)
    person.rename(given_name=given, family_name=family)
    return add(person)


def make_organization(title: str = "Example Coalition", **fields: Any) -> Organization:
    """An organization."""
    fields.setdefault("organization_kind", OrganizationKind.COALITION_PARTNER)
    organization = Organization(**fields)
    organization.rename(title)
    return add(organization)


def make_place(title: str = "Sampleville", **fields: Any) -> Jurisdiction:
    """A city."""
    place = Jurisdiction(jurisdiction_kind=fields.pop("jurisdiction_kind", JurisdictionKind.CITY), **fields)
    place.rename(title)
    return add(place)


def make_body(title: str = "Sampleville City Council", seats: int = 3, **fields: Any) -> Organization:
    """A deciding body with seats, each held since 2020 by somebody."""
    body = make_organization(title, organization_kind=OrganizationKind.LEGISLATIVE_BODY, is_body=True, **fields)
    for number in range(1, seats + 1):
        post = add(Post(body_id=body.id, label=f"City Councilor, Ward {number}", position=number))
        holder = make_person(f"Councilor{number} Example")
        add(Term(post_id=post.id, person_id=holder.id, starts_on=PartialDate("2020-01")))
    return body


def make_official(name: str = "Ada Example", office: str = "Mayor", **fields: Any) -> Person:
    """A person who holds an office since 2020."""
    person = make_person(name, **fields)
    post = add(Post(label=office))
    add(Term(post_id=post.id, person_id=person.id, starts_on=PartialDate("2020-01")))
    return person


def make_letter(campaign: Campaign | None = None, subject: str = "Three points", **fields: Any) -> Letter:
    """A letter (a draft unless `status` says otherwise)."""
    letter = add(Letter(subject=subject, **fields))
    if campaign is not None:
        link(letter, campaign, number=fields.get("number", letter.id))
    return letter


def make_recipient(letter: Letter, party: Person | Organization, **fields: Any) -> Recipient:
    """A recipient of a letter."""
    side = "person_id" if isinstance(party, Person) else "organization_id"
    return add(Recipient(letter_id=letter.id, **{side: party.id}, **fields))


def make_task(what: str = "Call the office", assignee: User | None = None, **fields: Any) -> Task:
    """A task added by hand."""
    campaign = fields.pop("campaign", None)
    task = add(Task(what=what, assignee_id=assignee.id if assignee else None, **fields))
    if campaign is not None:
        link(task, campaign)
    return task


def make_measure(campaign: Campaign | None = None, title: str = "May Day resolution", **fields: Any) -> Measure:
    """A resolution before a body (an idea unless `status` says otherwise)."""
    fields.setdefault("measure_type", MeasureType.RESOLUTION)
    body = fields.pop("body", None)
    measure = add(Measure(title=title, body_id=body.id if body else None, **fields))
    if campaign is not None:
        link(measure, campaign, number=measure.id)
    return measure


def make_meeting(
    campaign: Campaign | None = None, topic: str = "Detainers", of: Person | Organization | None = None, **fields: Any
) -> MeetingRequest:
    """A meeting request (a draft unless `status` says otherwise), of a new mayor unless `of` says otherwise."""
    party = of or make_official("Ada Mayor")
    side = "person_id" if isinstance(party, Person) else "organization_id"
    meeting = add(MeetingRequest(topic=topic, **{side: party.id}, **fields))
    if campaign is not None:
        link(meeting, campaign, number=meeting.id)
    return meeting


def make_commitment(campaign: Campaign | None = None, text: str = "Will sign", **fields: Any) -> Commitment:
    """A promise of a new mayor."""
    party = fields.pop("of", None) or make_official("Ada Mayor")
    commitment = add(Commitment(text=text, person_id=party.id, **fields))
    if campaign is not None:
        link(commitment, campaign)
    return commitment


def make_event(campaign: Campaign | None = None, title: str = "May Day march", **fields: Any) -> Event:
    """A planned march; give `happened_on` as text, and it knows its first day."""
    fields.setdefault("event_kind", EventKind.MARCH)
    fields["happened_on"] = PartialDate(fields.pop("happened_on", ""))
    event = add(Event(title=title, first_day=fields["happened_on"].first_day, **fields))
    if campaign is not None:
        link(event, campaign, number=event.id)
    return event

"""Whom somebody is about to log: people they met lately, targets of the campaign, and who matches a few letters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, bindparam, or_, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.activity_kinds import Side
from advocacy.domain.campaigns import RUNNING, CampaignStatus
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.text import fold
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Organization,
    Person,
    Target,
    TeamMember,
)
from advocacy.policy import Actor, visible_activities, visible_records
from advocacy.policy.readers import Reader, parameters, reader
from advocacy.queries import picking

MOST_LIKELY = 6
LOOK_BACK = 60
"""How many of somebody's latest contacts are looked through for whom they met."""
OPEN_TO_LOG = (CampaignStatus.PLANNING, *RUNNING)

Party = Person | Organization


@dataclass(frozen=True)
class Likely:
    """Somebody to choose: their office (or what role is known), and when one of us last met them."""

    party: Party
    office: str
    last_on: PartialDate = NOT_KNOWN


def likely_contacts(actor: Actor, campaign: Campaign | None) -> list[Likely]:
    """Return whom the actor met lately, then the campaign's targets, each once, at most six."""
    parties = [*_met_lately(actor), *(_targets(actor, campaign) if campaign is not None else ())]
    return described(actor, list(dict.fromkeys(parties))[:MOST_LIKELY])


def matching(actor: Actor, words: str) -> list[Likely]:
    """Return who matches by name, other name, office or ward, best first."""
    return described(actor, [row[3] for row in picking.find(actor, "parties", words)])


def namesakes(actor: Actor, name: str) -> list[Likely]:
    """Return the people on file whom the actor may see and who bear exactly this name."""
    given, _, family = name.strip().rpartition(" ")
    key = fold(f"{family} {given}")
    found = db.session.scalars(
        select(Person).where(Person.name_key == key, visible_records(actor, Person)).order_by(Person.id).limit(5)
    )
    return described(actor, list(found))


def one(actor: Actor, ref: str) -> Party | None:
    """Return the person or organization of a ref, or None when the actor sees none."""
    rows = picking.get(actor, "parties", [ref])
    party: Party | None = rows[0][3] if rows else None
    return party


def one_by_id(actor: Actor, party_id: int | None) -> Party | None:
    """Return the person or organization of a database id, or None when the actor sees none."""
    person = db.session.scalar(select(Person).where(Person.id == party_id, visible_records(actor, Person)))
    if person is not None:
        return person
    return db.session.scalar(
        select(Organization).where(Organization.id == party_id, visible_records(actor, Organization))
    )


def described(actor: Actor, parties: Sequence[Party]) -> list[Likely]:
    """Add office and latest contact to each, in two queries."""
    offices = picking.offices_of([party.id for party in parties])
    last = _last_contacts(actor, parties)
    return [
        Likely(
            party,
            offices.get(party.id) or (party.role if isinstance(party, Person) else ""),
            last.get(party.id, NOT_KNOWN),
        )
        for party in parties
    ]


def _met_lately(actor: Actor) -> list[Party]:
    rows = db.session.scalars(_latest_contacts(reader(actor)), {"author_id": actor.user_id, **parameters(actor)})
    return [contact.party for contact in rows]


@lru_cache(maxsize=4)
def _latest_contacts(viewer: Reader) -> Select[Any]:
    return (
        select(ActivityContact)
        .join(Activity, Activity.id == ActivityContact.activity_id)
        .where(
            Activity.author_id == bindparam("author_id"),
            Activity.side == Side.OURS,
            or_(ActivityContact.person_id.is_not(None), ActivityContact.organization_id.is_not(None)),
            visible_activities(viewer),
        )
        .options(selectinload(ActivityContact.person), selectinload(ActivityContact.organization))
        .order_by(Activity.id.desc(), ActivityContact.id)
        .limit(LOOK_BACK)
    )


def _targets(actor: Actor, campaign: Campaign) -> list[Party]:
    """The campaign's targets, those that matter most first."""
    found = db.session.scalars(
        select(Target)
        .where(Target.campaign_id == campaign.id, visible_records(actor, Target))
        .options(joinedload(Target.person), joinedload(Target.organization))
        .order_by(Target.id)
    ).all()
    ranks = {"high": 0, "normal": 1, "low": 2}
    ranked = sorted(found, key=lambda target: ranks[target.priority.value])
    return [target.party for target in ranked if target.party is not None]


def _last_contacts(actor: Actor, parties: Iterable[Party]) -> dict[int, PartialDate]:
    """Return when one of us was last in touch with each, as far as the actor may see, by record id."""
    asked = {"ids": [party.id for party in parties], **parameters(actor)}
    rows = db.session.execute(_last_dates(reader(actor)), asked)
    return {party_id: PartialDate(str(when)) for party_id, when in rows if when is not None}


@lru_cache(maxsize=4)
def _last_dates(viewer: Reader) -> CompoundSelect[Any]:
    """For each the newest date of its own timeline: an index walk that ends at the first entry in sight."""
    contact = ActivityContact.__table__.c
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    branches = []
    for table, column in ((Person.__table__, contact.person_id), (Organization.__table__, contact.organization_id)):
        newest = (
            select(contact.sort_on)
            .join_from(ActivityContact.__table__, Activity, Activity.id == contact.activity_id)
            .where(
                column == table.c.id, Activity.side == Side.OURS, Activity.occurred_on != "", visible_activities(viewer)
            )
            .order_by(contact.sort_on.desc(), contact.activity_id.desc())
            .limit(1)
            .correlate(table)
            .scalar_subquery()
        )
        branches.append(select(table.c.id, newest).where(table.c.id.in_(ids)))
    return union_all(*branches)


def default_campaign(actor: Actor) -> Campaign | None:
    """Return the campaign to log for: that of the actor's latest entry, else the team they joined last, else the only
    one that runs."""
    choices = open_campaigns(actor)
    by_id = {campaign.id: campaign for campaign in choices}
    latest = db.session.scalar(
        select(ActivityCampaign.campaign_id)
        .join(Activity, Activity.id == ActivityCampaign.activity_id)
        .where(Activity.author_id == actor.user_id, ActivityCampaign.campaign_id.in_(by_id), visible_activities(actor))
        .order_by(Activity.id.desc(), ActivityCampaign.id)
        .limit(1)
    )
    if latest is None:
        latest = db.session.scalar(
            select(TeamMember.campaign_id)
            .where(TeamMember.user_id == actor.user_id, TeamMember.campaign_id.in_(by_id))
            .order_by(TeamMember.joined_at.desc(), TeamMember.id.desc())
            .limit(1)
        )
    if latest is not None:
        return by_id[latest]
    return choices[0] if len(choices) == 1 else None


def open_campaigns(actor: Actor) -> list[Campaign]:
    """Return the campaigns that are being planned or run, as far as visible, by title."""
    return list(db.session.scalars(_open_campaigns(reader(actor)), parameters(actor)))


@lru_cache(maxsize=4)
def _open_campaigns(viewer: Reader) -> Select[Any]:
    return (
        select(Campaign)
        .where(Campaign.status.in_(OPEN_TO_LOG), visible_records(viewer, Campaign))
        .order_by(Campaign.title)
    )


def campaign_named(actor: Actor, text: str) -> Campaign | None:
    """Return the campaign of a ref or slug, or None when the actor sees none."""
    return db.session.scalars(
        select(Campaign).where(or_(Campaign.ref == text, Campaign.slug == text), visible_records(actor, Campaign))
    ).first()

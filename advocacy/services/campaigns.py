"""Campaigns: created, edited, run, closed with their story, archived and reopened."""

from sqlalchemy import select

from advocacy.db import db, one_at_a_time
from advocacy.domain.campaigns import (
    CLOSING,
    Access,
    CampaignDetails,
    CampaignEvent,
    Ending,
    check_campaign,
    check_ending,
)
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.refs import new_ref
from advocacy.domain.text import slugify
from advocacy.domain.words import N_
from advocacy.models import Campaign, Jurisdiction, Step, Target, Task, TeamMember
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.queries.letter_texts import letters_that_name
from advocacy.services import records, steps
from advocacy.services.letters.drafting import changing

RESERVED_SLUGS = frozenset({"new"})
"""Addresses below /campaigns/ that are pages of their own."""


def create(
    actor: Actor,
    details: CampaignDetails,
    *,
    access: Access = Access.OPEN,
    place: Jurisdiction | None = None,
    parent: Campaign | None = None,
) -> Campaign:
    """Create a campaign in planning, with its creator on the team as lead."""
    ensure(actor, Action.CREATE_CAMPAIGN)
    refuse_if(check_campaign(details, today()))
    _refuse_unseen_parent(actor, parent)
    campaign = Campaign(
        slug=new_slug(details.title, access),
        access=access,
        created_by_id=actor.user_id,
        parent_id=parent.id if parent else None,
    )
    _write(campaign, details, place)
    if actor.user is not None:
        campaign.team = [TeamMember(user=actor.user, is_lead=True)]
    db.session.add(campaign)
    db.session.flush()
    records.set_campaigns(actor, campaign, [campaign])
    records.saved(actor, campaign, "campaign.created", access=access, status=campaign.status)
    return campaign


def edit(
    actor: Actor,
    campaign: Campaign,
    details: CampaignDetails,
    *,
    place: Jurisdiction | None = None,
    parent: Campaign | None = None,
    version: int | None = None,
) -> None:
    """Change what is said about a campaign. Its address stays, so that links keep working.

    Letters that print its title or goal follow while they are written; those that were approved keep the words.
    """
    ensure(actor, Action.EDIT_CAMPAIGN, campaign)
    records.expect_version(campaign, version)
    refuse_if(check_campaign(details, today()))
    if parent is not None:
        _refuse_unseen_parent(actor, parent)
        _refuse_circle(campaign, parent)
        campaign.parent_id = parent.id
    elif not _has_hidden_parent(actor, campaign):
        campaign.parent_id = None
    with changing(actor, *letters_that_name(campaign)):
        _write(campaign, details, place)
    records.saved(actor, campaign, "campaign.edited", started_on=details.started_on)


def take_step(
    actor: Actor,
    campaign: Campaign,
    event: CampaignEvent,
    *,
    ending: Ending | None = None,
    because: str = "",
    version: int | None = None,
) -> Step:
    """Start, pause, resume, close, archive or reopen a campaign. Closing needs its ending.

    Closing also drops what was still to do about the campaign and its targets, with the words `because`.
    """
    ensure(actor, Action.CLOSE_CAMPAIGN, campaign)
    records.expect_version(campaign, version)
    if event not in CLOSING:
        return steps.take(actor, campaign, event)
    told = ending or Ending("")
    refuse_if(check_ending(told, campaign.started_on, today()))
    records.refuse_never_stored(story=told.story)
    step = steps.take(actor, campaign, event, note=told.story)
    campaign.how_it_ended, campaign.ended_on = told.story, told.ended_on
    _drop_open_tasks(actor, campaign, because)
    records.saved(actor, campaign, "campaign.ended", ended_on=told.ended_on)
    return step


def new_slug(title: str, access: Access) -> str:
    """Return a free address: of the title, or random for a confidential campaign."""
    if access is Access.RESTRICTED:
        return new_ref()
    wanted = slugify(title)
    one_at_a_time("addresses of campaigns")
    taken = set(db.session.scalars(select(Campaign.slug).where(Campaign.slug.startswith(wanted, autoescape=True))))
    taken |= RESERVED_SLUGS
    if wanted not in taken:
        return wanted
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


def _write(campaign: Campaign, details: CampaignDetails, place: Jurisdiction | None) -> None:
    records.refuse_never_stored(title=details.title, summary=details.summary, goal=details.goal, note=details.note)
    campaign.title, campaign.summary, campaign.goal = details.title, details.summary, details.goal
    campaign.run_by, campaign.started_on, campaign.note = details.run_by, details.started_on, details.note
    campaign.jurisdiction_id = place.id if place else None


def _refuse_unseen_parent(actor: Actor, parent: Campaign | None) -> None:
    if parent is not None and not sees(actor, parent):
        raise Refused.at("parent", N_("Choose a campaign from the list."))


def _has_hidden_parent(actor: Actor, campaign: Campaign) -> bool:
    """Whoever may not see the parent cannot have meant to take it away."""
    parent = db.session.get(Campaign, campaign.parent_id) if campaign.parent_id else None
    return parent is not None and not sees(actor, parent)


def _refuse_circle(campaign: Campaign, parent: Campaign) -> None:
    above: int | None = parent.id
    while above is not None:
        if above == campaign.id:
            raise Refused([Problem("parent", N_("A campaign cannot be part of itself."))])
        above = db.session.scalar(select(Campaign.parent_id).where(Campaign.id == above))


def _drop_open_tasks(actor: Actor, campaign: Campaign, note: str) -> None:
    """Drop what was still to do about the campaign itself and about asking its targets."""
    steps.close_tasks(actor, campaign, note)
    task, aim = Task.__table__, Target.__table__
    asked = select(task.c.about_id).join(aim, aim.c.id == task.c.about_id).where(aim.c.campaign_id == campaign.id)
    for target in db.session.scalars(select(Target).where(Target.id.in_(asked))):
        steps.close_tasks(actor, target, note)

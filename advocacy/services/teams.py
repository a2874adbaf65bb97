"""Teams: who is on a campaign, who leads it, and whether it is open or confidential."""

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.words import N_
from advocacy.models import Campaign, RecordCampaign, Target, Task, TeamMember, User
from advocacy.policy import Action, Actor, ensure
from advocacy.services import records, tasks
from advocacy.services.campaigns import new_slug


def add(actor: Actor, campaign: Campaign, user: User, *, version: int | None = None) -> None:
    """Put a user on the team."""
    ensure(actor, Action.SET_TEAM, campaign)
    records.expect_version(campaign, version)
    _refuse_new_member(campaign, user)
    campaign.team.append(TeamMember(user=user, user_id=user.id))
    records.saved(actor, campaign, "campaign.member_added", user=user.ref)


def remove(
    actor: Actor, campaign: Campaign, user: User, *, successor: User | None = None, version: int | None = None
) -> None:
    """Take a user off the team; everybody may leave by themselves.

    The last one of a confidential campaign names a successor: a campaign that nobody sees is lost.
    """
    ensure(actor, Action.READ if user.id == actor.user_id else Action.SET_TEAM, campaign)
    records.expect_version(campaign, version)
    member = member_of(campaign, user)
    if campaign.is_restricted and not any(other.user.is_active for other in campaign.team if other is not member):
        _hand_over(campaign, user, successor)
    campaign.team.remove(member)
    _free_tasks_of_outsiders(actor, campaign)
    records.saved(actor, campaign, "campaign.member_removed", user=user.ref)


def lead(actor: Actor, campaign: Campaign, user: User, *, version: int | None = None) -> None:
    """Make a member the lead of the campaign; nobody else leads it then."""
    ensure(actor, Action.SET_TEAM, campaign)
    records.expect_version(campaign, version)
    chosen = member_of(campaign, user)
    for member in campaign.team:
        member.is_lead = member is chosen
    records.saved(actor, campaign, "campaign.lead_changed", user=user.ref)


def set_access(actor: Actor, campaign: Campaign, access: Access, *, version: int | None = None) -> None:
    """Open a campaign to the coalition, or make it confidential. Its address changes with that.

    A confidential one gets a random address, so that its old one tells nothing.
    """
    ensure(actor, Action.SET_TEAM, campaign)
    records.expect_version(campaign, version)
    if access is campaign.access:
        return
    if access is Access.RESTRICTED and actor.user_id not in {member.user_id for member in campaign.team}:
        raise Refused.at("access", N_("Only the team sees a confidential campaign. Add yourself to the team first."))
    before, campaign.access = campaign.access, access
    campaign.slug = new_slug(campaign.title, access)
    _free_tasks_of_outsiders(actor, campaign)
    records.saved(actor, campaign, "campaign.access_changed", access=(before, access))


def join_restricted(actor: Actor, campaign: Campaign, reason: str) -> None:
    """Let an administrator join a confidential campaign, with a reason. It is audited, and each member gets a task."""
    ensure(actor, Action.JOIN_RESTRICTED)
    if not reason.strip():
        raise Refused.at("reason", N_("Say why you join: the team will read it."))
    records.refuse_never_stored(reason=reason)
    if actor.user is None or not campaign.is_restricted:
        raise Refused.sentence(N_("Only a user can join, and only a confidential campaign."))
    _refuse_new_member(campaign, actor.user)
    team = [member.user for member in campaign.team if member.user.is_active]
    campaign.team.append(TeamMember(user=actor.user, user_id=actor.user.id))
    records.saved(actor, campaign, "campaign.joined_by_administrator", user=actor.user.ref)
    db.session.flush()
    for user in team:
        task = tasks.plan(actor, TaskRule.ADMINISTRATOR_JOINED, actor.user.name, about=campaign, assignee=user)
        task.note = reason


def member_of(campaign: Campaign, user: User) -> TeamMember:
    """Return the membership; raise Refused when the user is not on the team."""
    for member in campaign.team:
        if member.user_id == user.id:
            return member
    raise Refused.sentence(N_("%(name)s is not on the team."), name=user.name)


def _refuse_new_member(campaign: Campaign, user: User) -> None:
    if not user.is_active:
        raise Refused.at("user", N_("%(name)s can no longer sign in. Choose somebody else."), name=user.name)
    known = select(TeamMember.id).where(TeamMember.campaign_id == campaign.id, TeamMember.user_id == user.id)
    if db.session.scalar(known) is not None:
        raise Refused.at("user", N_("%(name)s is on the team already."), name=user.name)


def _free_tasks_of_outsiders(actor: Actor, campaign: Campaign) -> None:
    """Leave open tasks of a confidential campaign to nobody when whoever had them can no longer see them."""
    if not campaign.is_restricted:
        return
    team = [member.user_id for member in campaign.team]
    linked = select(RecordCampaign.record_id).where(RecordCampaign.campaign_id == campaign.id)
    mine = select(Task).where(Task.id.in_(linked), Task.status == TaskStatus.OPEN, Task.assignee_id.not_in(team))
    for task in db.session.scalars(mine):
        task.assignee_id = None
        records.saved(actor, task, "task.edited", assignee=None)
    for target in db.session.scalars(
        select(Target).where(Target.campaign_id == campaign.id, Target.asker_id.not_in(team))
    ):
        target.asker_id = None


def _hand_over(campaign: Campaign, leaving: User, successor: User | None) -> None:
    """Put the successor on the team as its lead."""
    if successor is None or successor.id == leaving.id:
        raise Refused.at(
            "successor", N_("Name somebody who takes over: without a team nobody would see this campaign.")
        )
    if not successor.is_active:
        raise Refused.at("successor", N_("%(name)s can no longer sign in. Choose somebody else."), name=successor.name)
    campaign.team.append(TeamMember(user=successor, user_id=successor.id, is_lead=True))

"""Targets: whom a campaign wants to move, for what, and who asks them by when."""

from collections.abc import Sequence

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.campaigns import TargetDetails
from advocacy.domain.problems import Refused
from advocacy.domain.tasks import NO_TARGET, TaskEvent, TaskRule
from advocacy.domain.words import N_
from advocacy.models import Campaign, Demand, Organization, Person, Record, Target, Task, User
from advocacy.models.campaigns import TargetDemand
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.services import audit, notices, records, steps, tasks

Party = Person | Organization


def add(
    actor: Actor,
    campaign: Campaign,
    party: Party,
    details: TargetDetails,
    *,
    demands: Sequence[Demand] = (),
    asker: User | None = None,
) -> Target:
    """Make a person or an organization a target. With an asker their task is planned."""
    ensure(actor, Action.WORK_TARGET, campaign)
    _refuse_party(actor, campaign, party)
    target = Target(
        campaign_id=campaign.id,
        person_id=party.id if isinstance(party, Person) else None,
        organization_id=party.id if isinstance(party, Organization) else None,
        is_sample=campaign.is_sample,
    )
    _write(campaign, target, details, demands, asker)
    records.add(actor, target, "target.created", campaigns=[campaign], part=details.part, priority=details.priority)
    _plan(actor, target, asker)
    return target


def edit(
    actor: Actor,
    campaign: Campaign,
    target: Target,
    details: TargetDetails,
    *,
    demands: Sequence[Demand] = (),
    asker: User | None = None,
    version: int | None = None,
) -> None:
    """Change part, priority, demands, asker, day or note of a target. The asker's task follows."""
    ensure(actor, Action.WORK_TARGET, target)
    records.expect_version(target, version)
    _write(campaign, target, details, demands, asker)
    records.saved(actor, target, "target.edited", part=details.part, priority=details.priority)
    _plan(actor, target, asker)


def remove(actor: Actor, campaign: Campaign, target: Target, reason: str = "", *, version: int | None = None) -> None:
    """Take a target off the list: the campaign does not want to move them any more, or never did.

    Where they stand and what happened with them is not about the target, and stays. Open tasks to ask them are
    dropped, with the reason; all tasks about the target are the campaign's from then on.
    """
    ensure(actor, Action.WORK_TARGET, target)
    records.expect_version(target, version)
    records.refuse_never_stored(reason=reason)
    steps.close_tasks(actor, target, reason.strip() or NO_TARGET)
    for task in db.session.scalars(select(Task).where(Task.about_id == target.id)):
        task.about_id = campaign.id
    db.session.flush()
    party = db.session.get(Record, target.person_id or target.organization_id or 0)
    audit.record(actor, campaign, "campaign.target_removed", record=party.ref if party else None)
    db.session.delete(target)


def _write(
    campaign: Campaign, target: Target, details: TargetDetails, demands: Sequence[Demand], asker: User | None
) -> None:
    records.refuse_never_stored(note=details.note)
    _refuse_strange_demands(campaign, demands)
    _refuse_asker(campaign, asker)
    if details.ask_by is not None and asker is None:
        raise Refused.at("asker", N_("Say who asks them by that day."))
    target.part, target.priority, target.note = details.part, details.priority, details.note
    target.ask_by, target.asker_id = details.ask_by, asker.id if asker else None
    wanted = {demand.id for demand in demands}
    kept = [link for link in target.demand_links if link.demand_id in wanted]
    new = wanted - {link.demand_id for link in kept}
    target.demand_links = kept + [TargetDemand(demand_id=demand_id) for demand_id in sorted(new)]


def _refuse_party(actor: Actor, campaign: Campaign, party: Party) -> None:
    if not sees(actor, party):
        raise Refused.at("party", N_("Choose from the list."))
    same = Target.person_id == party.id if isinstance(party, Person) else Target.organization_id == party.id
    if db.session.scalar(select(Target.id).where(Target.campaign_id == campaign.id, same)) is not None:
        raise Refused.at("party", N_("%(name)s is a target of this campaign already."), name=party.name)


def _refuse_strange_demands(campaign: Campaign, demands: Sequence[Demand]) -> None:
    if any(demand.campaign_id != campaign.id for demand in demands):
        raise Refused.at("demands", N_("Choose among the demands of this campaign."))


def _refuse_asker(campaign: Campaign, asker: User | None) -> None:
    if asker is None:
        return
    if not asker.is_active:
        raise Refused.at("asker", N_("%(name)s can no longer sign in. Choose somebody else."), name=asker.name)
    if not sees(Actor.of(asker), campaign):
        raise Refused.at(
            "asker", N_("%(name)s is not on the team of this confidential campaign. Add them first."), name=asker.name
        )


def _plan(actor: Actor, target: Target, asker: User | None) -> None:
    """Make, change or drop the one open task to ask this target."""
    task = tasks.open_task(TaskRule.ASK_TARGET, target)
    if asker is None:
        if task is not None:
            steps.take(actor, task, TaskEvent.DROP)
        return
    if task is None:
        tasks.plan(actor, TaskRule.ASK_TARGET, target.name, about=target, assignee=asker, due_on=target.ask_by)
        return
    if (task.assignee_id, task.due_on) != (asker.id, target.ask_by):
        due, before = (task.due_on, target.ask_by), task.assignee_id
        task.assignee_id, task.due_on = asker.id, target.ask_by
        records.saved(actor, task, "task.edited", due_on=due, assignee=asker.ref)
        if asker.id != before:
            notices.task_given(actor, task)

"""Checklists: kept by coordinators, and applied to a record as tasks with their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from advocacy.db import db
from advocacy.domain.checklists import APPLIED_TO, ChecklistDetails, Item, check, items_of
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.tasks import MOST_YEARS_AHEAD, TaskRule
from advocacy.domain.text import fold
from advocacy.domain.words import N_
from advocacy.models import Campaign, Checklist, ChecklistItem, Record, Task, User
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.services import audit, notices, records, tasks

NOTHING_CHOSEN = N_("Tick at least one thing to do.")
NOBODY = N_("Nobody who can sign in is called “%(name)s”. Write the whole name, “lead”, or leave it out.")
SEVERAL = N_("Several people are called “%(name)s”. Leave the name out, and choose each time.")
NOT_FOR_THIS = N_("A checklist is applied to a campaign, an event, a resolution or a meeting.")


@dataclass(frozen=True)
class Chosen:
    """One item that becomes a task, and who does it."""

    item: Item
    assignee: User | None = None


def create(actor: Actor, details: ChecklistDetails) -> Checklist:
    """Keep a new checklist."""
    ensure(actor, Action.MANAGE_CHECKLISTS)
    kept = Checklist()
    _fill(kept, details)
    db.session.add(kept)
    db.session.flush()
    audit.record(actor, kept, "checklist.created")
    return kept


def edit(actor: Actor, kept: Checklist, details: ChecklistDetails, version: int | None) -> None:
    """Change a checklist. Tasks that it made already stay as they are."""
    ensure(actor, Action.MANAGE_CHECKLISTS)
    records.expect_version(kept, version)
    _fill(kept, details)
    flag_modified(kept, "title")  # items have rows of their own: the version moves on anyway
    audit.record(actor, kept, "checklist.edited")


def archive(actor: Actor, kept: Checklist, version: int | None) -> None:
    """Take a checklist out of use. Tasks that it made stay."""
    ensure(actor, Action.MANAGE_CHECKLISTS)
    records.expect_version(kept, version)
    kept.archived_at = utc_now()
    audit.record(actor, kept, "checklist.archived")


def _fill(kept: Checklist, details: ChecklistDetails) -> None:
    refuse_if(check(details))
    records.refuse_never_stored(title=details.title, note=details.note, lines=details.lines)
    kept.title, kept.note = details.title, details.note
    items = items_of(details.lines)
    named = _named([item.who for item in items if item.who and not item.is_for_lead])
    kept.items = [
        ChecklistItem(
            position=place,
            what=item.what,
            offset_days=item.days,
            for_lead=item.is_for_lead,
            assignee=named.get(fold(item.who)),
        )
        for place, item in enumerate(items)
    ]


def _named(names: Sequence[str]) -> dict[str, User]:
    """Return the users of these names, by the folded name; refuse one that nobody has, or several have."""
    if not names:
        return {}
    wanted, found = {fold(name) for name in names}, dict[str, list[User]]()
    for user in db.session.scalars(select(User).where(User.is_active).order_by(User.id)):
        if fold(user.display_name) in wanted:
            found.setdefault(fold(user.display_name), []).append(user)
    for name in names:
        if len(found.get(fold(name), ())) != 1:
            raise Refused.at("lines", SEVERAL if found.get(fold(name)) else NOBODY, name=name[:60])
    return {name: users[0] for name, users in found.items()}


def apply(actor: Actor, kept: Checklist, about: Record, day: date, chosen: Sequence[Chosen]) -> list[Task]:
    """Make a task of each chosen item, due so many days from `day`. Who may not see the record cannot be chosen."""
    ensure(actor, Action.WORK_TASK, about)
    if about.kind not in APPLIED_TO:
        raise Refused.sentence(NOT_FOR_THIS)
    if abs(day.year - today().year) > MOST_YEARS_AHEAD:
        raise Refused.at("day", N_("Look at the year: it is more than ten years away."))
    if not chosen:
        raise Refused.at("items", NOTHING_CHOSEN)
    campaigns = [about] if isinstance(about, Campaign) else about.campaigns
    for assignee in {each.assignee for each in chosen}:
        tasks.refuse_who_may_not_see("assignee", assignee, about, campaigns)
    made = [_task(actor, kept, about, each, day) for each in chosen]
    for task in made:
        records.add(actor, task, "task.planned", campaigns=campaigns, due_on=task.due_on)
    for user_id in {task.assignee_id for task in made if task.assignee_id is not None}:
        notices.work_given(actor, user_id, [task for task in made if task.assignee_id == user_id])
    audit.record(actor, about, "checklist.applied", count=len(made))
    return made


def _task(actor: Actor, kept: Checklist, about: Record, chosen: Chosen, day: date) -> Task:
    return Task(
        what=chosen.item.what,
        rule=TaskRule.CHECKLIST,
        checklist_id=kept.id,
        about_id=about.id,
        assignee_id=chosen.assignee.id if chosen.assignee is not None else None,
        due_on=chosen.item.due(day),
        is_sample=about.is_sample,
    )

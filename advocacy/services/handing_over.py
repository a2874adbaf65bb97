"""Handing work over when somebody leaves: open tasks, targets to ask, meetings to follow up."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.problems import Refused, each_line
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.words import N_
from advocacy.models import MeetingRequest, Record, Target, Task, User
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.services import notices, records, tasks

NOTHING_CHOSEN = N_("Tick at least one thing.")
TO_THEMSELVES = N_("Choose somebody else.")
NOT_THEIRS = N_("Some of it is not theirs any more. Open this page again.")
GONE = N_("%(name)s can no longer sign in. Choose somebody else.")
MAY_NOT_SEE = N_("%(name)s may not see this. Choose somebody else, or add them to the team first.")
Work = Task | Target | MeetingRequest


@dataclass(frozen=True)
class Handed:
    """How much went over."""

    tasks: int = 0
    targets: int = 0
    meetings: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.tasks + self.targets + self.meetings


def hand_over(actor: Actor, leaving: User, to: User | None, chosen: Sequence[Work]) -> Handed:
    """Give chosen work of one user to another: by coordinators what they see, by administrators too.

    Raises LinesRefused, by the place in `chosen`, when the other may not see some of it: nothing goes over then.
    """
    ensure(actor, Action.HAND_OVER)
    if to is None or to.id == leaving.id:
        raise Refused.at("to", TO_THEMSELVES)
    if not chosen:
        raise Refused.at("work", NOTHING_CHOSEN)
    if not to.is_active:
        raise Refused.at("to", GONE, name=to.name)
    each_line(chosen, lambda each: _refuse(actor, leaving, to, each))
    for each in chosen:
        _give(actor, each, to)
    notices.work_given(actor, to.id, chosen)
    return Handed(
        sum(isinstance(each, Task) for each in chosen),
        sum(isinstance(each, Target) for each in chosen),
        sum(isinstance(each, MeetingRequest) for each in chosen),
    )


def _refuse(actor: Actor, leaving: User, to: User, work: Work) -> None:
    """Refuse what is not theirs any more, what the actor does not see, and what the other may not see."""
    if _whose(work) != leaving.id or not sees(actor, work):
        raise Refused.at("work", NOT_THEIRS)
    about: Record | None = tasks.about_of(work) if isinstance(work, Task) else work
    theirs = Actor.of(to)
    if not all(sees(theirs, each) for each in (*([about] if about is not None else []), *work.campaigns)):
        raise Refused.at("work", MAY_NOT_SEE, name=to.name)


def _whose(work: Work) -> int | None:
    if isinstance(work, Task):
        return work.assignee_id if work.status is TaskStatus.OPEN else None
    return work.asker_id if isinstance(work, Target) else work.owner_id


def _give(actor: Actor, work: Work, to: User) -> None:
    if isinstance(work, Task):
        work.assignee_id = to.id
    elif isinstance(work, Target):
        task = tasks.open_task(TaskRule.ASK_TARGET, work)
        if task is not None and task.assignee_id == work.asker_id:
            task.assignee_id = to.id
        work.asker_id = to.id
    else:
        work.owner_id = to.id
    records.saved(actor, work, f"{work.kind.value}.handed_over", assignee=to.ref)

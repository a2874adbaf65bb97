"""Tasks: something to be done, by somebody, by a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from advocacy.domain.problems import Problem
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges

DAYS_OF_A_WEEK = 7
MOST_YEARS_AHEAD = 10


class TaskStatus(Word):
    """Whether it is done."""

    OPEN = "open", N_("Open")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


class TaskEvent(Word):
    """What can happen to a task."""

    FINISH = "finish", N_("Mark as done")
    DROP = "drop", N_("Drop")
    REOPEN = "reopen", N_("Reopen")


TASK: Workflow[TaskStatus, TaskEvent] = Workflow(
    "task",
    TaskStatus.OPEN,
    {
        **edges(TaskStatus.DONE, TaskEvent.FINISH, TaskStatus.OPEN),
        **edges(TaskStatus.DROPPED, TaskEvent.DROP, TaskStatus.OPEN),
        **edges(TaskStatus.OPEN, TaskEvent.REOPEN, TaskStatus.DONE, TaskStatus.DROPPED),
    },
)


class TaskRule(Word):
    """What made the task. One open task per rule and record."""

    BY_HAND = "by_hand", N_("Added by hand")
    FOLLOW_UP = "follow_up", N_("Follow-up of an activity")
    CLASSIFY_REPLY = "classify_reply", N_("A reply to classify")
    ANSWER_REPLY = "answer_reply", N_("A reply to follow up")
    CHASE_MEETING = "chase_meeting", N_("A meeting request to chase")
    DEBRIEF_MEETING = "debrief_meeting", N_("A meeting to debrief")
    ASK_TARGET = "ask_target", N_("A target to ask")
    ASK_FOR_VOTE = "ask_for_vote", N_("A vote to ask for")
    ADMINISTRATOR_JOINED = "administrator_joined", N_("An administrator joined a team")
    REVIEW_LETTER = "review_letter", N_("A letter to review")
    CHASE_LETTER = "chase_letter", N_("A letter to chase")
    THANK_OFFICE = "thank_office", N_("A meeting to give thanks for")
    KEEP_COMMITMENT = "keep_commitment", N_("A commitment that is due")
    CHECKLIST = "checklist", N_("From a checklist")


MANY_AT_ONCE = (
    TaskRule.BY_HAND,
    TaskRule.FOLLOW_UP,
    TaskRule.ASK_FOR_VOTE,
    TaskRule.ADMINISTRATOR_JOINED,
    TaskRule.CHECKLIST,
    TaskRule.REVIEW_LETTER,
)
"""Rules of which a record may have several open tasks."""

TITLES: dict[TaskRule, str] = {
    TaskRule.CLASSIFY_REPLY: N_("Classify the reply: %(subject)s"),
    TaskRule.ANSWER_REPLY: N_("Answer their question: %(subject)s"),
    TaskRule.CHASE_MEETING: N_("Chase the meeting request: %(subject)s"),
    TaskRule.DEBRIEF_MEETING: N_("Debrief the meeting: %(subject)s"),
    TaskRule.ASK_TARGET: N_("Ask %(subject)s"),
    TaskRule.ASK_FOR_VOTE: N_("Ask for a vote: %(subject)s"),
    TaskRule.REVIEW_LETTER: N_("Review the letter: %(subject)s"),
    TaskRule.CHASE_LETTER: N_("Chase the letter: %(subject)s"),
    TaskRule.THANK_OFFICE: N_("Thank them for the meeting: %(subject)s"),
    TaskRule.KEEP_COMMITMENT: N_("Ask what became of the promise: %(subject)s"),
    TaskRule.ADMINISTRATOR_JOINED: N_("%(subject)s, an administrator, has joined this team. Read why."),
}
"""What the tasks of rules are called, each reader in their language; the other tasks are called as somebody typed."""

LETTER_CLOSED = N_("The letter was closed.")
LETTER_APPROVED = N_("The letter was approved.")
LETTER_RETURNED = N_("The text went back to draft.")
REVIEWER_WROTE = N_("They changed the text themselves, so somebody else reviews it.")
LETTER_WITHDRAWN = N_("The letter was withdrawn.")
STEP_TAKEN_BACK = N_("The step that called for it was taken back.")
NO_TARGET = N_("They are no longer a target.")
ENTRY_UNDONE = N_("Undone just after logging")
DECIDED = N_("It has been decided.")
CLOSINGS = frozenset(
    {
        ENTRY_UNDONE,
        LETTER_CLOSED,
        LETTER_WITHDRAWN,
        STEP_TAKEN_BACK,
        NO_TARGET,
        DECIDED,
        LETTER_APPROVED,
        LETTER_RETURNED,
        REVIEWER_WROTE,
    }
)
"""Why rules drop tasks: printed in the reader's language, unlike what somebody typed."""


class Weeks(Word):
    """When to be reminded."""

    ONE = "1", N_("In one week")
    TWO = "2", N_("In two weeks")
    THREE = "3", N_("In three weeks")

    def after(self, day: date) -> date:
        """Return the day so many weeks later."""
        return day + timedelta(weeks=int(self.value))


class TaskGroup(Word):
    """When an open task wants doing, as said on a day."""

    OVERDUE = "overdue", N_("Overdue")
    TODAY = "today", N_("Due today")
    THIS_WEEK = "this_week", N_("In the next seven days")
    LATER = "later", N_("Later")
    NO_DATE = "no_date", N_("No due date")
    SNOOZED = "snoozed", N_("Snoozed")


def wanted_on(due_on: date | None, snoozed_until: date | None) -> date | None:
    """Return the day on which a task speaks up: its due date, or the end of a snooze that lasts longer."""
    return max((day for day in (due_on, snoozed_until) if day is not None), default=None)


def group_of(due_on: date | None, snoozed_until: date | None, today: date) -> TaskGroup:
    """Return the group of an open task; a snoozed one sleeps until its day has come, whatever its due date."""
    if snoozed_until is not None and snoozed_until > today:
        return TaskGroup.SNOOZED
    if due_on is None:
        return TaskGroup.NO_DATE
    if due_on <= today:
        return TaskGroup.TODAY if due_on == today else TaskGroup.OVERDUE
    return TaskGroup.THIS_WEEK if (due_on - today).days <= DAYS_OF_A_WEEK else TaskGroup.LATER


@dataclass(frozen=True)
class TaskDetails:
    """A task as somebody wrote it down. The assignee, the record and the campaigns go beside it."""

    what: str
    note: str = ""
    due_on: date | None = None
    whatever_happens: bool = False
    """It stays open when what it is about is closed or withdrawn."""


def check(details: TaskDetails, today: date) -> Iterator[Problem]:
    """Yield what is wrong: nothing to do, or a due date that can only be a slip of the pen."""
    if not details.what.strip():
        yield Problem("what", N_("Say what is to be done."))
    if details.due_on is not None and abs(details.due_on.year - today.year) > MOST_YEARS_AHEAD:
        yield Problem("due_on", N_("Look at the year: it is more than ten years away."))


def check_snooze(until: date | None, today: date) -> Iterator[Problem]:
    """Yield what is wrong with a day to snooze until: it must be ahead, and at most a year."""
    if until is None or until <= today:
        yield Problem("snoozed_until", N_("Choose a day that is still to come."))
    elif until > today + timedelta(days=366):
        yield Problem("snoozed_until", N_("Choose a day within a year."))

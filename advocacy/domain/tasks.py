"""Tasks: something to be done, by somebody, by a day."""

from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


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

"""What the bell says: one sentence for each kind of notice, and for each way in which an event changed."""

from enum import StrEnum

from advocacy.domain.events import EventStatus
from advocacy.domain.mail import NoticeKind
from advocacy.domain.words import N_

SENTENCES: dict[NoticeKind, str] = {
    NoticeKind.TASK_GIVEN: N_("A new task is yours: %(what)s"),
    NoticeKind.TASK_DUE: N_("This task is due: %(what)s"),
    NoticeKind.REPLY_ARRIVED: N_("A reply arrived: %(what)s"),
    NoticeKind.COMMENT_WRITTEN: N_("There is a new comment: %(what)s"),
    NoticeKind.REVIEW_ASKED: N_("Your review is asked for: %(what)s"),
    NoticeKind.REVIEW_ANSWERED: N_("A review was given: %(what)s"),
    NoticeKind.SIGNATURE_CAME: N_("A signature came: %(what)s"),
    NoticeKind.EVENT_CHANGED: N_("An event has another date: %(what)s"),
    NoticeKind.MAIL_WAITS: N_("Mail waits in the holding pen."),
    NoticeKind.MAIL_FAILED: N_("A message could not be sent."),
}
"""What is said where nobody is named."""

SENTENCES_WITH_NAME: dict[NoticeKind, str] = {
    NoticeKind.TASK_GIVEN: N_("%(who)s gave you a task: %(what)s"),
    NoticeKind.REPLY_ARRIVED: N_("%(who)s logged a reply: %(what)s"),
    NoticeKind.COMMENT_WRITTEN: N_("%(who)s commented: %(what)s"),
    NoticeKind.REVIEW_ASKED: N_("%(who)s asks for your review: %(what)s"),
    NoticeKind.REVIEW_ANSWERED: N_("%(who)s reviewed your letter: %(what)s"),
    NoticeKind.SIGNATURE_CAME: N_("%(who)s noted a signature: %(what)s"),
    NoticeKind.EVENT_CHANGED: N_("%(who)s moved an event: %(what)s"),
}
"""What is said where the one of us is known whose work it was."""

SENTENCES_ABOUT: dict[NoticeKind, str] = {
    NoticeKind.MAIL_FAILED: N_("Mail did not arrive: %(what)s"),
}
"""What is said where it is about a record, of kinds that need not be."""

SIGNATURE_WITHDRAWN = N_("Somebody withdrew their name: %(what)s")
"""What is said, under the word for signatures, where a name was taken back by a link."""
_WITHDRAWAL = "withdrawn"

EVENT_SENTENCES: dict[EventStatus, str] = {
    EventStatus.CANCELLED: N_("An event was cancelled: %(what)s"),
    EventStatus.POSTPONED: N_("An event was postponed: %(what)s"),
}
"""What is said of an event that will not be, as things stand now."""


WORK_SENTENCES: dict[bool, str] = {
    False: N_("This is yours to follow up now: %(what)s"),
    True: N_("%(who)s handed this over to you: %(what)s"),
}
"""What is said of a target or a meeting; by whether it is known who gave it."""
SEVERAL_SENTENCES: dict[bool, str] = {
    False: N_("Several things to do are yours now."),
    True: N_("%(who)s gave you several things to do."),
}


def withdrawal_key(signature_ref: str, text_version: int) -> str:
    """Return what a notice is for that tells of a name taken back."""
    return f"{signature_ref}:{_WITHDRAWAL}:{text_version}"


def is_withdrawal(unique_key: str) -> bool:
    """Tell whether a notice, by its key, is about a name that was taken back."""
    return _WITHDRAWAL in unique_key.split(":")


def sentence_of_work(*, has_name: bool, is_several: bool) -> str:
    """Return the message id for work that is no single task."""
    return (SEVERAL_SENTENCES if is_several else WORK_SENTENCES)[has_name]


def sentence_of(kind: NoticeKind, *, has_name: bool, status: StrEnum | None = None, has_record: bool = True) -> str:
    """Return the message id of a notice's sentence, with places for `what` and, where somebody is named, `who`.

    `status` is the state in which the event of a notice stands now; `has_record` says that it is about something.
    """
    if kind is NoticeKind.EVENT_CHANGED and isinstance(status, EventStatus) and status in EVENT_SENTENCES:
        return EVENT_SENTENCES[status]
    if has_name and kind in SENTENCES_WITH_NAME:
        return SENTENCES_WITH_NAME[kind]
    return SENTENCES_ABOUT.get(kind, SENTENCES[kind]) if has_record else SENTENCES[kind]

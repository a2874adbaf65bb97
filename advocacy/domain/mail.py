"""Mail that goes out through the outbox, and mail that comes in from a mailbox or a folder."""

from advocacy.domain.words import N_, Word


class MailKind(Word):
    """What a message of ours is."""

    LETTER = "letter", N_("A letter to its recipient")
    SIGN_ON_INVITATION = "sign_on_invitation", N_("An invitation to sign")
    SIGN_ON_REMINDER = "sign_on_reminder", N_("A reminder to sign")
    SIGN_ON_AGAIN = "sign_on_again", N_("A request to confirm a signature under a changed text")
    ACCOUNT_LINK = "account_link", N_("An invitation or a link for a new password")
    DIGEST = "digest", N_("A digest")
    TASK_REMINDER = "task_reminder", N_("A reminder of tasks")
    EVENT_REMINDER = "event_reminder", N_("A reminder of an event")
    EVENT_CHANGED = "event_changed", N_("An event was moved or cancelled")
    TEST = "test", N_("A test message")


class MailStatus(Word):
    """Where a message of ours stands."""

    QUEUED = "queued", N_("Queued")
    SENDING = "sending", N_("Being sent")
    SENT = "sent", N_("Sent")
    DEAD = "dead", N_("Given up")
    CANCELLED = "cancelled", N_("Cancelled")
    BOUNCED = "bounced", N_("Came back")


class InboundStatus(Word):
    """What became of a message that came in."""

    WAITING = "waiting", N_("In the holding pen")
    GUARDED = "guarded", N_("Held: it seems to hold what is never stored")
    MATCHED = "matched", N_("Logged as a reply")
    BOUNCE = "bounce", N_("A bounce")
    DISCARDED = "discarded", N_("Discarded")


class DigestRhythm(Word):
    """How often somebody gets the digest."""

    NEVER = "never", N_("Never")
    DAILY = "daily", N_("Every day")
    WEEKLY = "weekly", N_("Every Monday")


class NoticeKind(Word):
    """Why the bell rings."""

    TASK_GIVEN = "task_given", N_("A task was given to you")
    TASK_DUE = "task_due", N_("A task is due")
    REPLY_ARRIVED = "reply_arrived", N_("A reply arrived")
    COMMENT_WRITTEN = "comment_written", N_("Somebody commented")
    REVIEW_ASKED = "review_asked", N_("A letter waits for review")
    REVIEW_ANSWERED = "review_answered", N_("A letter was reviewed")
    SIGNATURE_CAME = "signature_came", N_("Somebody signed")
    EVENT_CHANGED = "event_changed", N_("An event was moved or cancelled")
    MAIL_WAITS = "mail_waits", N_("Mail waits in the holding pen")
    MAIL_FAILED = "mail_failed", N_("A message could not be sent")

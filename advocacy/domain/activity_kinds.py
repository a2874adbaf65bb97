"""Kinds, sides and outcomes of activities: what happened in the world."""

from advocacy.domain.words import N_, Word


class ActivityKind(Word):
    """What happened. The first nine are logged by hand; workflows write the others."""

    CALL = "call", N_("Call")
    IN_PERSON = "in_person", N_("In person")
    MEETING = "meeting", N_("Meeting")
    EMAIL = "email", N_("E-mail")
    TEXT_MESSAGE = "text_message", N_("Text message")
    TESTIMONY = "testimony", N_("Testimony")
    CANVASS = "canvass", N_("Canvass or phone bank")
    SOCIAL_MEDIA = "social_media", N_("Social media")
    OTHER = "other", N_("Other")
    EVENT = "event", N_("Event")
    LETTER_SENT = "letter_sent", N_("Letter sent")
    REPLY_RECEIVED = "reply_received", N_("Reply received")
    MEETING_REQUESTED = "meeting_requested", N_("Meeting requested")
    MEETING_DECLINED = "meeting_declined", N_("Meeting declined")
    MEETING_HELD = "meeting_held", N_("Meeting held")
    MEASURE_ACTION = "measure_action", N_("Measure action")
    VOTE = "vote", N_("Vote")
    STATEMENT = "statement", N_("Statement")
    PROCEEDING = "proceeding", N_("Step of a proceeding")


LOGGED_BY_HAND = (
    ActivityKind.CALL,
    ActivityKind.IN_PERSON,
    ActivityKind.MEETING,
    ActivityKind.EMAIL,
    ActivityKind.TEXT_MESSAGE,
    ActivityKind.EVENT,
    ActivityKind.TESTIMONY,
    ActivityKind.CANVASS,
    ActivityKind.SOCIAL_MEDIA,
    ActivityKind.STATEMENT,
    ActivityKind.OTHER,
)


class Side(Word):
    """Who did it: we, the people we ask, or somebody else."""

    OURS = "ours", N_("Ours")
    THEIRS = "theirs", N_("Theirs")
    OTHERS = "others", N_("Others")


class ContactOutcome(Word):
    """How a contact ended, for each person met."""

    YES = "yes", N_("Yes")
    LEANING_YES = "leaning_yes", N_("Leaning yes")
    UNDECIDED = "undecided", N_("Undecided")
    LEANING_NO = "leaning_no", N_("Leaning no")
    NO = "no", N_("No")
    NO_ANSWER = "no_answer", N_("No answer")
    LEFT_MESSAGE = "left_message", N_("Left a message")
    INFORMATION_GIVEN = "information_given", N_("Information given")
    OTHER = "other", N_("Other")

"""What a reply, an answer at a meeting or a vote says about where somebody stands. Somebody still decides."""

from advocacy.domain.activity_kinds import ContactOutcome
from advocacy.domain.letters import ReplyChannel, ReplyFrom, ReplyOutcome
from advocacy.domain.measures import MotionKind, VoteChoice
from advocacy.domain.stances import Confidence

BY_OUTCOME: dict[ReplyOutcome, int] = {
    ReplyOutcome.GRANTED: 2,
    ReplyOutcome.PARTLY_GRANTED: 1,
    ReplyOutcome.NON_COMMITTAL: 0,
    ReplyOutcome.REFUSED: -2,
}
"""A receipt, a referral and a question say nothing about it."""

BY_CHOICE: dict[VoteChoice, int] = {VoteChoice.YES: 2, VoteChoice.NO: -2}
"""Who abstained or was away may have had any reason."""

BY_CONTACT: dict[ContactOutcome, int] = {
    ContactOutcome.YES: 2,
    ContactOutcome.LEANING_YES: 1,
    ContactOutcome.UNDECIDED: 0,
    ContactOutcome.LEANING_NO: -1,
    ContactOutcome.NO: -2,
}
"""Nobody answered, or only information was given: that says nothing about it."""

ON_THE_MATTER = (MotionKind.ORDINARY, MotionKind.EMERGENCY, MotionKind.OVERRIDE)
"""Motions whose yes is a yes to the measure: not an amendment, not a motion to table."""

_BY_CHANNEL: dict[ReplyChannel, Confidence] = {
    ReplyChannel.LETTER: Confidence.IN_WRITING,
    ReplyChannel.EMAIL: Confidence.IN_WRITING,
    ReplyChannel.PRESS: Confidence.PUBLIC,
}


def speaks_for_them(reply_from: ReplyFrom) -> bool:
    """Tell whether a reply shows a position: a form letter does not."""
    return reply_from is not ReplyFrom.BOILERPLATE


def confidence_of_reply(channel: ReplyChannel) -> Confidence:
    """Return how well we know what a reply says, by the way it came."""
    return _BY_CHANNEL.get(channel, Confidence.SAID_TO_ONE)


def confidence_of_meeting(of_us: int) -> Confidence:
    """Return how well we know what was said at a meeting, by how many of us heard it."""
    return Confidence.SAID_TO_TWO if of_us > 1 else Confidence.SAID_TO_ONE

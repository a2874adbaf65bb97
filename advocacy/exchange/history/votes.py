"""Does the vote of a resolution contradict itself, or the status of the resolution?"""

from __future__ import annotations

from advocacy.domain.measures import MeasureStatus, VoteResult
from advocacy.domain.votes import Tally, VoteFacts, choice_of
from advocacy.domain.votes import check_vote as contradictions_in
from advocacy.domain.words import N_
from advocacy.exchange.history.problems import Spot
from advocacy.exchange.history.records import VoteEntry

_NOT_VOTED_YET = (MeasureStatus.INTRODUCED, MeasureStatus.IN_COMMITTEE, MeasureStatus.SCHEDULED)
_RESULTS = {MeasureStatus.PASSED: VoteResult.PASSED, MeasureStatus.FAILED: VoteResult.FAILED}


def check_vote(vote: VoteEntry, status: MeasureStatus, line: int, spot: Spot) -> None:
    """Note what in the vote contradicts something else in it, or the status of the resolution."""
    tally = tally_of(vote)
    if status in _NOT_VOTED_YET and (tally != Tally() or vote.roll_call or vote.voice):
        spot.says(line, N_("There is a vote, but the status says that it is still to come."))
        return
    if vote.voice and vote.roll_call:
        spot.says(line, N_("A voice vote has no roll call."))
    facts = VoteFacts(
        result=_RESULTS.get(status, VoteResult.NOT_KNOWN),
        counts=tally,
        roll_call=tuple(map(choice_of, (vote.roll_call or {}).values())),
        roll_call_is_complete=vote.roll_call_complete is not False,
        special_rule=vote.rule is not None,
    )
    for problem in contradictions_in(facts):
        spot.says(line, problem.message, **problem.params)


def tally_of(vote: VoteEntry) -> Tally:
    """Return the counts that the file gives."""
    return Tally(yes=vote.yes, no=vote.no, abstain=vote.abstain, absent=vote.absent)

"""Votes: what the clerk's words mean, how a roll call adds up, and which facts contradict each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from advocacy.domain.measures import CastingVote, MeasureEvent, MotionKind, VoteChoice, VoteMethod, VoteResult
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate, Precision
from advocacy.domain.problems import Problem
from advocacy.domain.text import fold
from advocacy.domain.words import N_

_WORDS = {
    VoteChoice.YES: """
        yes, y, yea, yeas, aye, ayes, yay, affirmative, affirm, in favor, in favour, for, approve, approved,
        support, agree, si, a favor, afirmativo, afirmativa, favorable, voto a favor""",
    VoteChoice.NO: """
        no, n, nay, nays, noes, negative, against, opposed, oppose, disapprove, disagree, dissent,
        en contra, contra, negativo, negativa, voto en contra""",
    VoteChoice.ABSTAIN: """
        abstain, abstained, abstains, abstention, abstaining, present, pass, pres,
        abstencion, se abstiene, se abstuvo, abstenido, abstenida, presente""",
    VoteChoice.ABSENT: """
        absent, abs, not present, away, absent unexcused, unexcused, late, departed, absent at roll call,
        out of chamber, absent at vote, left early, temporarily absent,
        ausente, no presente, ausencia""",
    VoteChoice.EXCUSED: """
        excused, exc, excused absence, absent excused, excused absent, leave, on leave, leave of absence,
        medical, medical leave, maternity, paternity, parental, parental leave, bereavement, jury duty, sick,
        military leave, official business, excusado, excusada, ausente con excusa, licencia, con permiso""",
    VoteChoice.NOT_VOTING: """
        not voting, nv, non voting, nonvoting, did not vote, no vote, not cast, present not voting,
        recused, recuse, recusal, recusing, conflict, conflict of interest, rec,
        no vota, no voto, no votante, sin votar, recusado, recusada, se recusa, conflicto de interes,
        impedido, impedida, se inhibe, inhibido, inhibida""",
    VoteChoice.PAIRED: """
        paired, pair, paired yes, paired yea, paired aye, paired no, paired nay, paired for, paired against,
        pareado, pareada""",
}
_CHOICES = {" ".join(word.split()): choice for choice, words in _WORDS.items() for word in words.split(",")}

_ABSENCES = (VoteChoice.ABSENT, VoteChoice.EXCUSED, VoteChoice.NOT_VOTING)


def choice_of(clerks_word: str) -> VoteChoice:
    """Return what a clerk's word means, in English, Spanish and the words of Legistar; else OTHER.

    The word itself is kept beside the choice. A recusal is *not voting*; *present* is an abstention; a bare
    "A" is OTHER, because some clerks write it for aye and some for absent.
    """
    words = " ".join(re.findall(r"[a-z0-9]+", fold(clerks_word)))
    return _CHOICES.get(words, VoteChoice.OTHER)


_RECUSALS = ("recus", "conflict", "rec", "impedid", "inhib")


def is_recusal(clerks_word: str) -> bool:
    """Tell whether a clerk's word says that somebody stepped aside over a conflict of interest."""
    words = re.findall(r"[a-z]+", fold(clerks_word))
    return any(word == root or (len(root) > 3 and word.startswith(root)) for word in words for root in _RECUSALS)


@dataclass(frozen=True)
class Tally:
    """How many chose what; None where nobody said how many."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    excused: int | None = None
    not_voting: int | None = None
    paired: int | None = None
    other: int | None = None

    @classmethod
    def of(cls, choices: Iterable[VoteChoice]) -> Tally:
        """Return the tally of a roll call: a number for every choice."""
        counted = Counter(choices)
        return cls(**{choice.value: counted[choice] for choice in VoteChoice})

    def count(self, choice: VoteChoice) -> int | None:
        """Return how many made this choice, if it is known."""
        found: int | None = getattr(self, choice.value)
        return found

    @property
    def known(self) -> int:
        """The sum of the numbers that are known."""
        return sum(number for field in fields(self) if (number := getattr(self, field.name)) is not None)

    def without(self, casting: CastingVote) -> Tally:
        """Return the tally of the members alone: without the casting vote of who presides, where it is counted in.

        A casting vote is cast only when the members are equally divided (Constitution of the United States, Article
        I, Section 3, Clause 4; Robert's Rules of Order Newly Revised, 12th ed., 44:12). So a side that is one ahead
        by it holds it, as in "51 to 50"; where both sides are equal it was told apart, as in "50 to 50".
        """
        if self.yes is None or self.no is None:
            return self
        if casting is CastingVote.YES and self.yes == self.no + 1:
            return replace(self, yes=self.no)
        if casting is CastingVote.NO and self.no == self.yes + 1:
            return replace(self, no=self.yes)
        return self

    def beside(self, choices: Iterable[VoteChoice]) -> Tally:
        """Return these numbers, and those of a roll call where none are given."""
        rolled = Tally.of(choices)
        if self == Tally():
            return rolled
        return Tally(
            **{
                choice.value: rolled.count(choice) or None if self.count(choice) is None else self.count(choice)
                for choice in VoteChoice
            }
        )


@dataclass(frozen=True)
class VoteFacts:
    """One vote as somebody entered it.

    `counts` are those of the minutes or the news; `roll_call` what each member chose (empty: none known);
    `roll_call_is_complete` whether it names all who were counted. `special_rule`: the body's rule for this
    motion was not the majority of those voting.
    """

    result: VoteResult
    counts: Tally = Tally()
    roll_call: tuple[VoteChoice, ...] = ()
    roll_call_is_complete: bool = True
    motion_kind: MotionKind = MotionKind.ORDINARY
    special_rule: bool = False
    casting_vote: CastingVote = CastingVote.NONE


@dataclass(frozen=True)
class VoteDetails:
    """What somebody says about one vote; the body, the roll call and the sources are given beside it.

    `casting_vote`: that of who presides, where the members were equally divided; the counts may hold it or not.
    `decides`: the measure passes or fails by it. `despite_rule`: whoever enters it knows that the result differs
    from what the rule on file makes of the numbers.
    """

    voted_on: PartialDate = NOT_KNOWN
    date_note: str = ""
    motion_kind: MotionKind = MotionKind.ORDINARY
    motion: str = ""
    method: VoteMethod = VoteMethod.NOT_KNOWN
    result: VoteResult = VoteResult.NOT_KNOWN
    counts: Tally = Tally()
    note: str = ""
    decides: bool = False
    casting_vote: CastingVote = CastingVote.NONE
    despite_rule: bool = False


_DECISIONS = {
    (MotionKind.ORDINARY, VoteResult.PASSED): MeasureEvent.PASS,
    (MotionKind.ORDINARY, VoteResult.FAILED): MeasureEvent.FAIL,
    (MotionKind.EMERGENCY, VoteResult.PASSED): MeasureEvent.PASS,
    (MotionKind.EMERGENCY, VoteResult.FAILED): MeasureEvent.FAIL,
    (MotionKind.OTHER, VoteResult.PASSED): MeasureEvent.PASS,
    (MotionKind.OTHER, VoteResult.FAILED): MeasureEvent.FAIL,
    (MotionKind.OVERRIDE, VoteResult.PASSED): MeasureEvent.OVERRIDE,
    (MotionKind.OVERRIDE, VoteResult.FAILED): MeasureEvent.SUSTAIN,
}


def decision_of(details: VoteDetails) -> MeasureEvent | None:
    """Return what a vote on such a motion with such a result does to the measure, or None when it decides nothing."""
    return _DECISIONS.get((details.motion_kind, details.result))


VOICE_HAS_NO_ROLL_CALL = N_("Only a roll call says how each member voted. Choose “Roll call”, or clear the names.")
ROLL_CALL_NEEDS_NAMES = N_("Say how at least one member voted, or choose another method.")
ROLL_CALL_NEEDS_DAY = N_("A roll call needs the day of the vote: who sits in the body depends on it.")
DECIDES_NOTHING = N_("This vote cannot decide: say that it passed or failed, on the measure itself.")
STILL_TO_COME = N_("This day is still to come. A vote is logged when it has been taken.")


def check_method(details: VoteDetails, *, has_roll_call: bool, today: date) -> Iterator[Problem]:
    """Yield what does not go together: method and names, names and day, decision and result."""
    if details.voted_on.certainly_after(today):
        yield Problem("voted_on", STILL_TO_COME)
    by_name = details.method is VoteMethod.ROLL_CALL
    if has_roll_call and not by_name:
        yield Problem("method", VOICE_HAS_NO_ROLL_CALL)
    if by_name and not has_roll_call:
        yield Problem("roll_call", ROLL_CALL_NEEDS_NAMES)
    if has_roll_call and details.voted_on.precision is not Precision.DAY:
        yield Problem("voted_on", ROLL_CALL_NEEDS_DAY)
    if details.decides and decision_of(details) is None:
        yield Problem("decides", DECIDES_NOTHING)


NEGATIVE = N_("A number of votes cannot be less than zero.")
COUNTS_DIFFER = N_("The roll call has %(rolled)s for “%(choice)s”, but the number given is %(given)s.")
PASSED_WITHOUT_MAJORITY = N_(
    "It cannot have passed with %(yes)s yes and %(no)s no. Check the numbers, or say which rule decided."
)
TIED = N_(
    "A tie does not pass: %(yes)s yes and %(no)s no. If the chair broke it, say so under “The chair’s casting vote”. "
    "Else check the numbers, or say which rule decided."
)
NO_TIE_TO_BREAK = N_("%(yes)s yes and %(no)s no are no tie that the chair could break. Check the numbers.")
CHAIR_DECIDED_OTHERWISE = N_("The chair’s casting vote says otherwise than the result. Check both.")
FAILED_WITH_MAJORITY = N_(
    "It cannot have failed with %(yes)s yes and %(no)s no. Check the numbers, or say which rule decided."
)


def check_vote(facts: VoteFacts) -> list[Problem]:
    """Return what contradicts what: negative counts, counts and roll call, counts and result.

    The problems stand at `<choice>_count` or at `result`. A complete roll call must have exactly the numbers
    given, an incomplete one not more. Passing always takes more yes than no, unless the body has a special
    rule; failing with more yes than no is a contradiction for motions that a simple majority decides. A casting
    vote breaks a tie and nothing else, and decides as it says.
    """
    negative = list(_negative(facts.counts))
    if negative:
        return negative
    return [*_differing_either_way(facts), *_contradicted_result(facts)]


def _negative(counts: Tally) -> Iterator[Problem]:
    for choice in VoteChoice:
        number = counts.count(choice)
        if number is not None and number < 0:
            yield Problem(f"{choice}_count", NEGATIVE)


def _differing_either_way(facts: VoteFacts) -> list[Problem]:
    """The numbers may hold the casting vote, and the roll call may name the chair or not."""
    plain = list(_differing(facts))
    if not plain or facts.casting_vote is CastingVote.NONE:
        return plain
    return list(_differing(replace(facts, counts=facts.counts.without(facts.casting_vote))))


def _differing(facts: VoteFacts) -> Iterator[Problem]:
    if not facts.roll_call:
        return
    rolled = Tally.of(facts.roll_call)
    for choice in VoteChoice:
        given, least = facts.counts.count(choice), rolled.count(choice) or 0
        if given is None:
            continue
        most = least + _also_absent(choice, facts.counts, rolled)
        agrees = least <= given <= most if facts.roll_call_is_complete else least <= given
        if not agrees:
            params = {"rolled": least, "choice": choice, "given": given}
            yield Problem(f"{choice}_count", COUNTS_DIFFER, params)


def _also_absent(choice: VoteChoice, given: Tally, rolled: Tally) -> int:
    """How many more of the roll call a number of absences may include: minutes often put them together."""
    if choice is not VoteChoice.ABSENT:
        return 0
    unnamed = [other for other in _ABSENCES if other is not choice and given.count(other) is None]
    return sum(rolled.count(other) or 0 for other in unnamed)


def _contradicted_result(facts: VoteFacts) -> Iterator[Problem]:
    yes, no = _best_known(facts, VoteChoice.YES), _best_known(facts, VoteChoice.NO)
    if facts.casting_vote is not CastingVote.NONE:
        yield from _contradicted_chair(facts, Tally(yes=yes, no=no).without(facts.casting_vote))
        return
    if yes is None or no is None or facts.special_rule:
        return
    params = {"yes": yes, "no": no}
    if facts.result is VoteResult.PASSED and yes <= no:
        yield Problem("result", TIED if yes == no else PASSED_WITHOUT_MAJORITY, params)
    if facts.result is VoteResult.FAILED and yes > no and facts.motion_kind in _BY_SIMPLE_MAJORITY:
        yield Problem("result", FAILED_WITH_MAJORITY, params)


def _contradicted_chair(facts: VoteFacts, members: Tally) -> Iterator[Problem]:
    """A casting vote needs a tie of the members; a yes passes it, unless another rule asks for more, and a no fails."""
    if members.yes is not None and members.no is not None and (members.yes != members.no or not members.yes):
        yield Problem("casting_vote", NO_TIE_TO_BREAK, {"yes": members.yes, "no": members.no})
        return
    denied = facts.casting_vote is CastingVote.NO and facts.result is VoteResult.PASSED
    granted = facts.casting_vote is CastingVote.YES and facts.result is VoteResult.FAILED
    if denied or (granted and not facts.special_rule):
        yield Problem("casting_vote", CHAIR_DECIDED_OTHERWISE)


_BY_SIMPLE_MAJORITY = (MotionKind.ORDINARY, MotionKind.AMENDMENT, MotionKind.PROCEDURAL)


def _best_known(facts: VoteFacts, choice: VoteChoice) -> int | None:
    """The number given, else that of a complete roll call."""
    given = facts.counts.count(choice)
    if given is None and facts.roll_call and facts.roll_call_is_complete:
        return Tally.of(facts.roll_call).count(choice)
    return given


WORD_AND_CHOICE_DIFFER = N_("%(name)s: the clerk’s word “%(word)s” means “%(meaning)s”, but “%(choice)s” is chosen.")


def check_word(name: str, word: str, choice: VoteChoice | None) -> Iterator[Problem]:
    """Yield a contradiction between the clerk's word and what somebody chose beside it."""
    meaning = choice_of(word)
    if word and choice is not None and meaning is not VoteChoice.OTHER and meaning is not choice:
        params = {"name": name, "word": word, "meaning": meaning, "choice": choice}
        yield Problem("roll_call", WORD_AND_CHOICE_DIFFER, params)

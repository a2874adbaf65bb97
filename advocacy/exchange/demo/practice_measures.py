"""Practice measures: a resolution up for a vote in four days, an order asked for, an idea, and two past votes."""

from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.measures import (
    Binding,
    DecidedBy,
    MeasureEvent,
    MeasureType,
    VoteChoice,
    VoteMethod,
    VoteResult,
)
from advocacy.exchange.demo import practice_counts
from advocacy.exchange.demo.practice_campaigns import INTERPRETERS, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import (
    Measure,
    MeasureAction,
    MeasureDemand,
    RollCallEntry,
    Sponsor,
    VoteEvent,
)
from advocacy.services import activities
from advocacy.services.activities import Contact, Happening

ROLL_CALL = ("yes",) * 8 + ("no",) * 3 + ("abstain", "absent")
CLERK = {"yes": "Yea", "no": "Nay", "abstain": "Present", "absent": "Absent"}


def play(stage: Stage) -> None:
    """Put the measures before the council and the mayor."""
    resolution = _resolution(stage)
    _order(stage)
    _idea(stage)
    practice_counts.play(stage, resolution, _passed(stage))


def _measure(stage: Stage, campaign: str, **fields: object) -> Measure:
    measure = Measure(**fields)
    if measure.decided_by is not DecidedBy.OFFICE_HOLDER:
        measure.body_id = stage.organizations["council"].id
    stage.add(measure, campaign)
    return measure


def _act(stage: Stage, measure: Measure, event: MeasureEvent, days: int, words: str = "") -> None:
    """A dated action: it moves the status and stands on the timeline."""
    public = event not in (MeasureEvent.DRAFT, MeasureEvent.SPONSOR, MeasureEvent.SEEK_SPONSOR)
    step = stage.step(measure, event, days, summary=measure.title, side=Side.THEIRS)
    measure.was_public = measure.was_public or public
    if step.activity_id is not None:
        measure.actions.append(
            MeasureAction(
                action=event,
                occurred_on=stage.on(days),
                words=words,
                position=len(measure.actions),
                activity_id=step.activity_id,
            )
        )


def _resolution(stage: Stage) -> Measure:
    measure = _measure(
        stage, WELCOME, title="Welcoming City resolution", identifier="R-12 (sample)",
        measure_type=MeasureType.RESOLUTION, binding=Binding.NO,
        summary="Declares Sampleville a welcoming city and asks the mayor for four written rules.",
        next_on=stage.day(4), next_what="Vote of the full council",
    )  # fmt: skip
    measure.sponsors = [
        Sponsor(person_id=stage.people["Ana Muestra"].id),
        Sponsor(person_id=stage.people["Ben Sample"].id),
    ]
    measure.demand_links = [MeasureDemand(demand=stage.campaigns[WELCOME].demands[3])]
    _act(stage, measure, MeasureEvent.SPONSOR, -32)
    _act(stage, measure, MeasureEvent.INTRODUCE, -24, "Introduced by Councilor Muestra.")
    _act(stage, measure, MeasureEvent.REFER_TO_COMMITTEE, -20, "Referred to the committee on public safety.")
    _act(stage, measure, MeasureEvent.SCHEDULE, -6, "Reported out, 3 to 2; put on the agenda.")
    return measure


def _order(stage: Stage) -> None:
    measure = _measure(
        stage, WELCOME, title="Order on questions about immigration status",
        measure_type=MeasureType.EXECUTIVE_ORDER, binding=Binding.YES, decided_by=DecidedBy.OFFICE_HOLDER,
        office_holder_id=stage.people["Marta Modelo"].id,
        summary="The mayor would order the police not to ask victims and witnesses.",
    )  # fmt: skip
    measure.demand_links = [MeasureDemand(demand=stage.campaigns[WELCOME].demands[0])]
    _act(stage, measure, MeasureEvent.ASK, -12, "Asked for in the letter of the coalition.")


def _idea(stage: Stage) -> None:
    _measure(
        stage, WELCOME, title="Ordinance on detainers", measure_type=MeasureType.ORDINANCE, binding=Binding.YES,
        summary="For after the vote, if it goes well.",
    )  # fmt: skip


def _passed(stage: Stage) -> Measure:
    measure = _measure(
        stage, INTERPRETERS, title="Budget line for interpreters", identifier="O-7 (sample)",
        measure_type=MeasureType.ORDER, binding=Binding.YES, summary="Pays for an interpreter at every counter.",
    )  # fmt: skip
    _act(stage, measure, MeasureEvent.INTRODUCE, -90)
    _vote_by_voice(stage, measure)
    _act(stage, measure, MeasureEvent.PASS, -52)
    _vote_by_roll_call(stage, measure)
    _act(stage, measure, MeasureEvent.SIGN, -45, "Signed by Mayor Modelo.")
    return measure


def _vote(stage: Stage, measure: Measure, days: int, vote: VoteEvent) -> None:
    written = activities.record(
        stage.actor, measure, ActivityKind.VOTE,
        Happening(
            occurred_on=stage.on(days), summary=measure.title, side=Side.THEIRS,
            contacts=(Contact(stage.organizations["council"]),),
        ),
        step=vote.result.value,
    )  # fmt: skip
    vote.voted_on, vote.activity_id, vote.body_id = stage.on(days), written.id, stage.organizations["council"].id
    measure.votes.append(vote)


def _vote_by_voice(stage: Stage, measure: Measure) -> None:
    motion = "To send it to the full council"
    vote = VoteEvent(method=VoteMethod.VOICE, result=VoteResult.PASSED, motion=motion)
    _vote(stage, measure, -66, vote)


def _vote_by_roll_call(stage: Stage, measure: Measure) -> None:
    vote = VoteEvent(
        method=VoteMethod.ROLL_CALL, result=VoteResult.PASSED, motion="Final passage", yes_count=8, no_count=3,
        abstain_count=1, absent_count=1,
    )  # fmt: skip
    council = list(stage.people.values())[:13]
    vote.roll_call = [
        RollCallEntry(person_id=person.id, choice=VoteChoice(word), clerks_word=CLERK[word])
        for person, word in zip(council, ROLL_CALL, strict=True)
    ]
    _vote(stage, measure, -52, vote)

"""Proceedings: writing a case down, its parties, and its dated steps, each of them on the timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.problems import refuse_if
from advocacy.domain.proceedings import (
    ProceedingDetails,
    ProceedingPart,
    ProceedingStepDetails,
    check_step,
    status_after,
)
from advocacy.models import (
    Activity,
    Campaign,
    Jurisdiction,
    MediaItem,
    Organization,
    Person,
    Proceeding,
    ProceedingParty,
    ProceedingStep,
)
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.services import activities, records, retracting, search
from advocacy.services.activities import Contact, Happening

Party = Jurisdiction | Person | Organization
_PLAIN = ("title", "court", "case_number", "asks", "note")


@dataclass(frozen=True)
class Around:
    """Who takes part in a case, which campaigns it matters to, and where it stands."""

    plaintiffs: Sequence[Party] = ()
    defendants: Sequence[Party] = ()
    others: Sequence[Party] = ()
    campaigns: Sequence[Campaign] = ()
    sources: Sequence[MediaItem] = ()


def create(actor: Actor, details: ProceedingDetails, around: Around) -> Proceeding:
    """Write a case down."""
    ensure(actor, Action.EDIT_DIRECTORY)
    _check(details)
    case = Proceeding(parties=[], steps=[], citations=[], status=details.status)
    _put(actor, case, details, around)
    records.add(actor, case, "proceeding.created", campaigns=around.campaigns)
    return case


def edit(actor: Actor, case: Proceeding, details: ProceedingDetails, around: Around, *, version: int | None) -> None:
    """Change what is written about a case; where it stands follows its steps as soon as one says so."""
    ensure(actor, Action.EDIT_DIRECTORY, case)
    records.expect_version(case, version)
    retracting.refuse_retracted(case)
    _check(details)
    _put(actor, case, details, around)
    case.status = status_after(case.steps, details.status)
    records.set_campaigns(actor, case, around.campaigns)
    records.saved(actor, case, "proceeding.edited", status=case.status)


def retract(actor: Actor, case: Proceeding, reason: str, *, version: int | None) -> None:
    """Take a case out of the lists with the lines of its steps, and say why; its page stays."""
    retracting.retract(actor, case, "proceeding.retracted", reason, version=version)
    for step in case.steps:
        _take_off(actor, step, reason)


def log_step(
    actor: Actor,
    case: Proceeding,
    details: ProceedingStepDetails,
    sources: Sequence[MediaItem] = (),
    *,
    version: int | None,
) -> ProceedingStep:
    """Log what happened in a case: the timeline tells of it, and where the case stands follows."""
    _may_change_steps(actor, case, details, version)
    step = ProceedingStep(position=max((each.position for each in case.steps), default=-1) + 1)
    _fill(step, details)
    happening = Happening(
        occurred_on=details.occurred_on,
        date_note=details.date_note,
        summary=case.title,
        note=details.words,
        side=Side.OTHERS,
        contacts=tuple(Contact(party) for party in _met(case)),
        sources=tuple(sources),
    )
    told = activities.record(actor, case, ActivityKind.PROCEEDING, happening, step=details.event.value)
    step.activity_id = told.id
    case.steps.append(step)
    _follow(actor, case, "proceeding.step_logged", step)
    return step


def edit_step(
    actor: Actor,
    case: Proceeding,
    step: ProceedingStep,
    details: ProceedingStepDetails,
    sources: Sequence[MediaItem] = (),
    *,
    version: int | None,
) -> None:
    """Correct a step; its line on the timeline follows."""
    _may_change_steps(actor, case, details, version)
    _fill(step, details)
    activity = _told_by(step)
    if activity is not None:
        activity.note, activity.step = details.words, details.event.value
        records.set_sources(activity, sources)
        activities.move(activity, details.occurred_on, details.date_note)
        search.refresh(activity)
    _follow(actor, case, "proceeding.step_edited", step)


def remove_step(actor: Actor, case: Proceeding, step: ProceedingStep, reason: str, *, version: int | None) -> None:
    """Take a step out that did not happen, and its line off the timeline."""
    ensure(actor, Action.EDIT_DIRECTORY, case)
    records.expect_version(case, version)
    retracting.refuse_retracted(case)
    _take_off(actor, step, retracting.reason_given(reason))
    case.steps.remove(step)
    _follow(actor, case, "proceeding.step_removed", step)


def _may_change_steps(actor: Actor, case: Proceeding, details: ProceedingStepDetails, version: int | None) -> None:
    ensure(actor, Action.EDIT_DIRECTORY, case)
    records.expect_version(case, version)
    retracting.refuse_retracted(case)
    refuse_if(check_step(details, on=today()))
    records.refuse_never_stored(words=details.words, date_note=details.date_note)


def _fill(step: ProceedingStep, details: ProceedingStepDetails) -> None:
    step.event, step.occurred_on = details.event, details.occurred_on
    step.date_note, step.words = details.date_note, details.words


def _follow(actor: Actor, case: Proceeding, event: str, step: ProceedingStep) -> None:
    case.status = status_after(case.steps, case.status)
    records.saved(actor, case, event, status=case.status, occurred_on=step.occurred_on)


def _told_by(step: ProceedingStep) -> Activity | None:
    return db.session.get(Activity, step.activity_id) if step.activity_id is not None else None


def _take_off(actor: Actor, step: ProceedingStep, reason: str) -> None:
    activity = _told_by(step)
    if activity is not None and activity.retracted_at is None:
        activities.retract(actor, activity, reason.strip(), at=utc_now())


def _met(case: Proceeding) -> list[Person | Organization]:
    parties: list[Any] = [
        db.session.get(Person, row.person_id) if row.person_id else db.session.get(Organization, row.organization_id)
        for row in case.parties
        if row.person_id or row.organization_id
    ]
    return parties


def _check(details: ProceedingDetails) -> None:
    names = (*_PLAIN, "plaintiff_words", "defendant_words")
    records.refuse_never_stored(**{name: getattr(details, name) for name in names})


def _put(actor: Actor, case: Proceeding, details: ProceedingDetails, around: Around) -> None:
    for name in _PLAIN:
        setattr(case, name, getattr(details, name))
    case.parties = [
        *_rows(actor, case, ProceedingPart.PLAINTIFF, around.plaintiffs, details.plaintiff_words),
        *_rows(actor, case, ProceedingPart.DEFENDANT, around.defendants, details.defendant_words),
        *_rows(actor, case, ProceedingPart.OTHER, around.others, ""),
    ]
    records.set_sources(case, around.sources)


def _rows(
    actor: Actor, case: Proceeding, part: ProceedingPart, parties: Sequence[Party], words: str
) -> list[ProceedingParty]:
    """Return the rows of one side; a row that stays is kept, and so is a person whom the actor does not see."""
    wanted = {(_column(party), party.id): None for party in parties}
    kept = []
    for row in case.parties:
        key = next(((name, getattr(row, name)) for name in _COLUMNS if getattr(row, name)), ("attribution", 0))
        is_wanted = key in wanted or (key[0] == "attribution" and row.attribution == words)
        if row.part is part and (is_wanted or records.is_unseen(actor, row.person_id)):
            wanted.pop(key, None)
            kept.append(row)
    named = [ProceedingParty(part=part, **{column: record_id}) for column, record_id in wanted]
    has_words = not words or any(row.attribution == words for row in kept)
    return [*kept, *named, *([] if has_words else [ProceedingParty(part=part, attribution=words)])]


_COLUMNS = ("jurisdiction_id", "person_id", "organization_id")


def _column(party: Party) -> str:
    if isinstance(party, Jurisdiction):
        return "jurisdiction_id"
    return "person_id" if isinstance(party, Person) else "organization_id"

"""Which rung of the ladder comes next where an answer is overdue."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.escalations import DEFAULTS, EscalationKind, Rung, next_rung
from advocacy.domain.letters import BEFORE_SENDING, CLOCK_RUNS, LetterKind, LetterStatus
from advocacy.domain.meetings import MeetingStatus
from advocacy.models import (
    Activity,
    ActivityContact,
    Campaign,
    EscalationRung,
    Letter,
    MeetingRequest,
    Recipient,
    RecordCampaign,
)
from advocacy.policy import Actor, visible_activities, visible_records
from advocacy.queries.clock import today

IN_WORK = frozenset({*BEFORE_SENDING, MeetingStatus.DRAFT})
"""States of a letter or a meeting request that nobody outside has heard of."""


@dataclass(frozen=True)
class NextRung:
    """What to do now about a letter, and about whom: the recipient whose answer is longest overdue."""

    rung: Rung
    recipient: Recipient
    days: int
    """Overdue."""
    in_work: Letter | MeetingRequest | None = None
    """What was begun for this rung and has not gone out."""


def rungs_of(campaign_ids: Sequence[int]) -> Mapping[int, tuple[Rung, ...]]:
    """Return the ladder of each campaign by its id; those without one of their own have the usual one."""
    found: dict[int, list[Rung]] = defaultdict(list)
    statement = (
        select(EscalationRung).where(EscalationRung.campaign_id.in_(campaign_ids)).order_by(EscalationRung.position)
    )
    for row in db.session.scalars(statement):
        found[row.campaign_id].append(Rung(row.kind, row.after_days))
    return {each: tuple(found[each]) if each in found else DEFAULTS for each in campaign_ids}


def ladder_of(campaign: Campaign) -> tuple[Rung, ...]:
    """Return the ladder of one campaign."""
    return rungs_of([campaign.id])[campaign.id]


def next_rungs(actor: Actor, recipients: Sequence[Recipient]) -> dict[int, NextRung]:
    """Return the next rung by the id of each letter of which an answer is overdue; six queries whatever their number.

    A rung was taken when a chase letter, a call, a meeting request or an open statement that the reader may see went
    out or was made after the answer was due (a chase letter: at any time). One that has not gone out is in work.
    """
    day = today()
    late: dict[int, Recipient] = {}
    for each in recipients:
        is_late = each.status in CLOCK_RUNS and each.reply_due is not None and each.reply_due < day
        if is_late and each.letter.campaigns and _due(each) <= _due(late.get(each.letter_id, each)):
            late[each.letter_id] = each
    if not late:
        return {}
    ladders = rungs_of(sorted({each.letter.campaigns[0].id for each in late.values()}))
    taken = _Taken(actor, list(late.values()))
    found = {}
    for letter_id, recipient in late.items():
        days = (day - _due(recipient)).days
        rung = next_rung(ladders[recipient.letter.campaigns[0].id], days, taken.about(recipient))
        if rung is not None:
            found[letter_id] = NextRung(rung, recipient, days, taken.in_work(rung.kind, recipient))
    return found


def _due(recipient: Recipient) -> date:
    return recipient.reply_due or date.max


class _Taken:
    """What was done about these recipients, read at once."""

    def __init__(self, actor: Actor, recipients: Sequence[Recipient]) -> None:
        self._begun: dict[tuple[EscalationKind, int], Letter | MeetingRequest] = {}
        letters = [each.letter_id for each in recipients]
        chasing = select(Letter.chases_id, Letter).where(
            Letter.chases_id.in_(letters), Letter.status != LetterStatus.WITHDRAWN, visible_records(actor, Letter)
        )
        self.chased = self._gone(EscalationKind.CHASE, chasing)
        self.called = self._days(
            select(_party(ActivityContact), Activity.created_at)
            .join(Activity, Activity.id == ActivityContact.activity_id)
            .where(_of(ActivityContact, recipients), Activity.kind == ActivityKind.CALL)
            .where(Activity.retracted_at.is_(None), visible_activities(actor))
        )
        asked = select(_party(MeetingRequest), MeetingRequest).where(
            _of(MeetingRequest, recipients),
            MeetingRequest.status != MeetingStatus.WITHDRAWN,
            visible_records(actor, MeetingRequest),
        )
        self.asked = self._gone(EscalationKind.MEETING, asked)
        campaigns = [each.letter.campaigns[0].id for each in recipients]
        published = (
            select(RecordCampaign.campaign_id, Letter)
            .join(Letter, Letter.id == RecordCampaign.record_id)
            .where(RecordCampaign.campaign_id.in_(campaigns), Letter.letter_kind == LetterKind.OPEN_STATEMENT)
            .where(Letter.status != LetterStatus.WITHDRAWN, visible_records(actor, Letter))
        )
        self.published = self._gone(EscalationKind.PUBLIC, published)

    def _gone(self, kind: EscalationKind, statement: Any) -> dict[int, datetime]:
        """Return when the latest of what went out was begun, by its key; keep what has not gone out."""
        latest: dict[int, datetime] = {}
        for key, made in db.session.execute(statement.order_by(None)).all():
            if made.status in IN_WORK:
                self._begun[kind, key] = made
            else:
                latest[key] = max(made.created_at, latest.get(key, made.created_at))
        return latest

    def in_work(self, kind: EscalationKind, recipient: Recipient) -> Letter | MeetingRequest | None:
        """Return what was begun for a rung about a recipient."""
        return self._begun.get((kind, self._keys(recipient).get(kind, 0)))

    @staticmethod
    def _keys(recipient: Recipient) -> dict[EscalationKind, int]:
        party = recipient.person_id or recipient.organization_id or 0
        return {
            EscalationKind.CHASE: recipient.letter_id,
            EscalationKind.CALL: party,
            EscalationKind.MEETING: party,
            EscalationKind.PUBLIC: recipient.letter.campaigns[0].id,
        }

    @staticmethod
    def _days(statement: Any) -> dict[int, datetime]:
        latest: dict[int, datetime] = {}
        for key, at in db.session.execute(statement).all():
            latest[key] = max(at, latest.get(key, at))
        return latest

    def about(self, recipient: Recipient) -> set[EscalationKind]:
        """Return the rungs taken about one recipient since the answer was due."""
        due = datetime.combine(_due(recipient), datetime.min.time(), tzinfo=UTC)
        keys = self._keys(recipient)
        taken = {EscalationKind.CHASE} if recipient.letter_id in self.chased else set()
        for kind, latest in (
            (EscalationKind.CALL, self.called),
            (EscalationKind.MEETING, self.asked),
            (EscalationKind.PUBLIC, self.published),
        ):
            if keys[kind] in latest and latest[keys[kind]] >= due:
                taken.add(kind)
        return taken


def _party(model: Any) -> Any:
    return func.coalesce(model.person_id, model.organization_id)


def _of(model: Any, recipients: Sequence[Recipient]) -> Any:
    return _party(model).in_([each.person_id or each.organization_id or 0 for each in recipients])

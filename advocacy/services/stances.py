"""The stance ledger: entering where somebody stands, replacing an entry, retracting one. Nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass

from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.stances import EVIDENCE_KINDS, POSITION_KINDS, StanceDetails, check_stance
from advocacy.domain.words import N_
from advocacy.models import Activity, Campaign, Demand, Measure, MediaItem, Organization, Person, Record, Stance
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.services import records, retracting

Party = Person | Organization


@dataclass(frozen=True)
class Evidence:
    """What a stance is known from, beside words: sources, one record, one entry of the log."""

    sources: tuple[MediaItem, ...] = ()
    record: Record | None = None
    activity: Activity | None = None

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.sources) or self.record is not None or self.activity is not None


NO_EVIDENCE = Evidence()


def enter(
    actor: Actor, about: Record, party: Party, details: StanceDetails, evidence: Evidence = NO_EVIDENCE
) -> Stance:
    """Write down where a person or an organization stands on a campaign, a demand or a measure.

    It belongs to the campaigns of what it is about, as far as the actor sees them. The activity log gets nothing:
    what was said or done stands there already, and this is what we make of it.
    """
    ensure(actor, Action.WORK_STANCE, about)
    return _enter(actor, about, _party(actor, party), details, evidence)


def replace(
    actor: Actor,
    old: Stance,
    about: Record,
    details: StanceDetails,
    reason: str,
    evidence: Evidence = NO_EVIDENCE,
    *,
    version: int | None = None,
) -> Stance:
    """Put a new entry in the place of one that was wrong or is better known now, and say why.

    `about`: the record that the old entry is about. The old entry stays in the ledger as superseded.
    """
    ensure(actor, Action.WORK_STANCE, old)
    records.expect_version(old, version)
    _refuse_what_stands_no_more(old)
    said = retracting.reason_given(reason)
    party = {"person_id": old.person_id, "organization_id": old.organization_id, "attribution": old.attribution}
    new = _enter(actor, about, party, details, evidence)
    old.superseded_by_id, old.superseded_reason = new.id, said
    records.saved(actor, old, "stance.superseded", record=new.ref)
    return new


def retract(actor: Actor, stance: Stance, reason: str, *, version: int | None = None) -> None:
    """Take an entry out of all counts, and say why. It stays in the ledger; what it replaced stays replaced."""
    retracting.retract(actor, stance, "stance.retracted", reason, version=version, action=Action.WORK_STANCE)


def _enter(
    actor: Actor, about: Record, party: dict[str, int | str | None], details: StanceDetails, evidence: Evidence
) -> Stance:
    _refuse_strange(actor, about, evidence)
    refuse_if(check_stance(details, on=today(), points_at_evidence=bool(evidence)))
    records.refuse_never_stored(quote=details.quote, evidence=details.evidence)
    stance = Stance(
        about_id=about.id,
        score=details.score,
        confidence=details.confidence,
        stated_on=details.stated_on,
        quote=details.quote,
        evidence=details.evidence,
        evidence_record_id=evidence.record.id if evidence.record is not None else None,
        evidence_activity_id=evidence.activity.id if evidence.activity is not None else None,
        is_sample=about.is_sample,
        **party,
    )
    campaigns = campaigns_of(actor, about)
    records.add(actor, stance, "stance.created", campaigns=campaigns)
    records.cite(stance, evidence.sources)
    return stance


def campaigns_of(actor: Actor, about: Record) -> Sequence[Campaign]:
    """Return the campaigns that a stance on this record belongs to: those of the record that the actor sees."""
    if isinstance(about, Campaign):
        return [about]
    if isinstance(about, Demand):
        return [about.campaign]
    return [campaign for campaign in about.campaigns if sees(actor, campaign)] if isinstance(about, Measure) else []


def _party(actor: Actor, party: Party) -> dict[str, int | str | None]:
    if not sees(actor, party):
        raise Refused.at("party", N_("Choose from the list."))
    return {"person_id" if isinstance(party, Person) else "organization_id": party.id}


def _refuse_strange(actor: Actor, about: Record, evidence: Evidence) -> None:
    if about.kind not in POSITION_KINDS or not sees(actor, about):
        raise Refused.at("about", N_("Choose from the list."))
    record = evidence.record
    if record is not None and (record.kind not in EVIDENCE_KINDS or not sees(actor, record)):
        raise Refused.at("known_from", N_("Choose from the list."))
    if evidence.activity is not None and not sees(actor, evidence.activity):
        raise Refused.at("known_from", N_("Choose from the list."))


def _refuse_what_stands_no_more(stance: Stance) -> None:
    retracting.refuse_retracted(stance)
    if stance.superseded_by_id is not None:
        raise Refused.sentence(N_("This entry has been replaced already. Open the newer one."))

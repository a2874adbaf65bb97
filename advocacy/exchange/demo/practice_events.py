"""Practice events: a rally in two days, a training, a held vigil, a cancelled march, the council's hearing."""

from advocacy.domain.activity_kinds import Side
from advocacy.domain.events import EventKind, EventPart, EventStep, RsvpAnswer
from advocacy.exchange.demo.practice_campaigns import QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Event, EventParty, Rsvp


def play(stage: Stage) -> None:
    """Call people together."""
    rally = _event(stage, "Rally for a welcoming city", EventKind.RALLY, 2, 18, "Steps of City Hall", people_needed=60)
    rally.purpose = "Be seen before the vote: sixty neighbors, five languages, three minutes each."
    rally.interpreters, rally.access_notes = "Spanish, ASL", "Ramp on the north side; chairs in front."
    rally.parts = [
        EventParty(part=EventPart.HOST, organization_id=stage.organizations["neighbors"].id),
        EventParty(part=EventPart.SPEAKER, person_id=stage.people["Quinn Ejemplar"].id),
        EventParty(part=EventPart.SPEAKER, attribution="A student (name to come)"),
    ]
    rally.rsvps = [
        Rsvp(user_id=stage.organizer.id, answer=RsvpAnswer.GOING, guests=2),
        Rsvp(user_id=stage.coordinator.id, answer=RsvpAnswer.GOING),
        Rsvp(person_id=stage.people["Rosa Patrón"].id, answer=RsvpAnswer.GOING, guests=9),
        Rsvp(words="Choir of First Sample Church", answer=RsvpAnswer.MAYBE, guests=11),
    ]
    stage.step(rally, EventStep.ANNOUNCE)
    training = _event(
        stage, "Training: three minutes at the microphone", EventKind.TRAINING, 1, 18, "Sample Workers Center"
    )
    stage.step(training, EventStep.ANNOUNCE)
    vigil = _event(stage, "Vigil at the courthouse", EventKind.VIGIL, -10, 19, "Courthouse square")
    vigil.attendance = 85
    stage.step(vigil, EventStep.HOLD, -10, summary=vigil.title)
    march = _event(stage, "March from Ward 6 to City Hall", EventKind.MARCH, 6, 11, "Ward 6 library")
    stage.step(march, EventStep.CANCEL)
    hearing = _event(stage, "Hearing of the public safety committee", EventKind.HEARING, -6, 18, "City Hall")
    hearing.side, hearing.attendance = Side.THEIRS, 40
    stage.step(hearing, EventStep.HOLD, -6, summary=hearing.title, side=Side.THEIRS)
    _event(stage, "Check-in of the quiet team", EventKind.MEETING, 3, 17, "Video call", campaign=QUIET)


def _event(
    stage: Stage,
    title: str,
    kind: EventKind,
    days: int,
    hour: int,
    place: str,
    *,
    campaign: str = WELCOME,
    people_needed: int | None = None,
) -> Event:
    event = Event(
        title=title, event_kind=kind, starts_at=stage.at(days, hour), ends_at=stage.at(days, hour + 1, 30),
        happened_on=stage.on(days), first_day=stage.day(days), place=place, people_needed=people_needed,
    )  # fmt: skip
    return stage.add(event, campaign, by=stage.organizer)

"""Events: marches, rallies, hearings and the rest."""

from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.words import N_, Word
from advocacy.domain.workflow import Workflow, edges


class EventKind(Word):
    """What people come to."""

    MARCH = "march", N_("March")
    RALLY = "rally", N_("Rally")
    VIGIL = "vigil", N_("Vigil")
    PRESS_CONFERENCE = "press_conference", N_("Press conference")
    HEARING = "hearing", N_("Hearing")
    TOWN_HALL = "town_hall", N_("Town hall")
    TRAINING = "training", N_("Training")
    MEETING = "meeting", N_("Coalition meeting")
    OTHER = "other", N_("Other event")


class EventStatus(Word):
    """Where an event stands."""

    PLANNED = "planned", N_("Planned")
    ANNOUNCED = "announced", N_("Announced")
    HELD = "held", N_("Held")
    CANCELLED = "cancelled", N_("Cancelled")
    POSTPONED = "postponed", N_("Postponed")


class EventStep(Word):
    """What can be done with an event."""

    ANNOUNCE = "announce", N_("Announce")
    HOLD = "hold", N_("Mark as held")
    CANCEL = "cancel", N_("Cancel the event")
    POSTPONE = "postpone", N_("Postpone")


_E = EventStatus
EVENT: Workflow[EventStatus, EventStep] = Workflow(
    "event",
    EventStatus.PLANNED,
    {
        **edges(_E.ANNOUNCED, EventStep.ANNOUNCE, _E.PLANNED, _E.POSTPONED),
        **edges(_E.HELD, EventStep.HOLD, _E.PLANNED, _E.ANNOUNCED, activity=ActivityKind.EVENT),
        **edges(_E.CANCELLED, EventStep.CANCEL, _E.PLANNED, _E.ANNOUNCED, _E.POSTPONED),
        **edges(_E.POSTPONED, EventStep.POSTPONE, _E.PLANNED, _E.ANNOUNCED),
    },
)


class RsvpAnswer(Word):
    """What somebody said about coming."""

    GOING = "going", N_("Going")
    MAYBE = "maybe", N_("Maybe")
    NOT_GOING = "not_going", N_("Not going")


class EventPart(Word):
    """What somebody does at an event."""

    HOST = "host", N_("Host")
    SPEAKER = "speaker", N_("Speaker")

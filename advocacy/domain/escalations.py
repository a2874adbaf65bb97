"""The escalation ladder of a campaign: what to do when nobody answers. Proposed, never automatic."""

from advocacy.domain.words import N_, Word


class EscalationKind(Word):
    """A rung of the ladder."""

    CHASE = "chase", N_("Chase letter")
    CALL = "call", N_("Call the office")
    MEETING = "meeting", N_("Ask for a meeting")
    PUBLIC = "public", N_("Go public")

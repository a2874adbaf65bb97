"""The activity report as a table that goes out."""

from advocacy.domain.activity_kinds import ContactOutcome
from advocacy.domain.words import N_
from advocacy.exchange.tables import Column, Table

ACTIVITIES = Table(
    N_("Activities"),
    (
        Column("ref", N_("Reference"), 12),
        Column("date", N_("Date"), 12),
        Column("kind", N_("Kind"), 18, words=True),
        Column("side", N_("Side"), 10, words=True),
        Column("people", N_("People and organizations"), 32),
        Column("outcomes", N_("Outcomes"), 16, each=ContactOutcome),
        Column("summary", N_("What happened"), 50),
        Column("note", N_("Note"), 40),
        Column("campaigns", N_("Campaigns"), 30),
        Column("minutes", N_("Minutes"), 9),
        Column("lobbying", N_("Lobbying class"), 18, words=True),
        Column("sample", N_("Sample"), 8),
    ),
)

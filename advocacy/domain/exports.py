"""The tables that go out beside the activity report: what was said, where they stand, and what we argue with."""

from advocacy.domain.words import N_, Word


class Export(Word):
    """A table of records, one row each, as CSV and XLSX. Retracted ones are in none."""

    STATEMENTS = "statements", N_("Statements")
    STANCES = "stances", N_("Stance ledger")
    CLAIMS = "claims", N_("Claims")
    PRECEDENTS = "precedents", N_("Precedents")
    PROCEEDINGS = "proceedings", N_("Proceedings")


HOLDS = {
    Export.STATEMENTS: N_("What was said in public: who, when, where, the words and the position they show."),
    Export.STANCES: N_("Every entry of the ledger, with how we know it; those that were replaced are marked."),
    Export.CLAIMS: N_("The facts used in argument, who says so, and what answers them."),
    Export.PRECEDENTS: N_("What other places and agencies did, and which demands it meets."),
    Export.PROCEEDINGS: N_("Lawsuits and administrative cases with their parties and where they stand."),
}
"""What each table holds, in a sentence."""

"""What the practice mayor and council said in public over the years. All of it is invented."""

from advocacy.domain.activity_kinds import Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.statements import StatementDetails
from advocacy.exchange.demo.practice_campaigns import QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.services import statements
from advocacy.services.statements import Around

SAID = (
    ("Marta Modelo", None, "At a debate before her election.", "Says that the city should stay out of it.",
     "Not on my watch.", -2, ""),
    ("Marta Modelo", -290, "Letter to the neighbors", "Writes that the city has other worries.", "", -1, ""),
    ("Marta Modelo", -21, "To The Sampleville Gazette", "Has read the four rules and hesitates.",
     "I am not convinced yet. Show me that it works somewhere.", -1, "mayor"),
    ("Ana Muestra", -30, "Press conference at City Hall", "Announces the resolution with Councilor Sample.",
     "Nobody should have to think twice before calling for help.", 2, ""),
    ("Hugo Invento", -6, "Hearing of the committee on public safety", "Speaks against the resolution.",
     "We are a city council, not a parliament.", -2, "hearing"),
)  # fmt: skip


def play(stage: Stage) -> None:
    """Write down what was said, each with where and, if a paper had it, its source."""
    welcome = stage.campaigns[WELCOME]
    for name, days, channel, summary, quote, shows, source in SAID:
        when = stage.on(days) if days is not None else PartialDate(str(stage.today.year - 2))
        details = StatementDetails(summary, quote, when, channel=channel, shows=shows)
        sources = (stage.sources[source],) if source else ()
        around = Around((stage.party(name),), campaigns=(welcome,), demands=(welcome.demands[3],), sources=sources)
        statements.create(stage.actor, details, around, is_sample=True)
    _others(stage)


def _others(stage: Stage) -> None:
    """One of ours, one of an opponent that only words name, one that belongs to the confidential campaign."""
    welcome = stage.campaigns[WELCOME]
    ours = StatementDetails(
        "Endorses the resolution after a vote of its members.", "Our students’ families are our neighbors.",
        stage.on(-15), channel="Open letter", side=Side.OURS, shows=2,
    )  # fmt: skip
    statements.create(stage.actor, ours, Around((stage.party("union"),), campaigns=(welcome,)), is_sample=True)
    other = StatementDetails(
        "Calls the rules unneeded.", "", not_after=stage.day(-40), date_note="Before the hearing",
        channel="Radio", side=Side.OTHERS, shows_words="critical",
    )  # fmt: skip
    words = Around((stage.party("opponents"),), "a caller from Ward 6", (welcome,))
    statements.create(stage.actor, other, words, is_sample=True)
    quiet = StatementDetails(
        "Tells the county that the sheriff will look at notices to families.", "", stage.on(-25), channel="County board"
    )
    around = Around((stage.party("Omar Placeholder"),), campaigns=(stage.campaigns[QUIET],))
    statements.create(stage.actor, quiet, around, is_sample=True)

"""Where the practice council and its mayor stand: of every confidence, over two years, one replaced, one wrong."""

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence, StanceDetails
from advocacy.exchange.demo.practice_campaigns import QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Record, Stance
from advocacy.services import stances
from advocacy.services.stances import NO_EVIDENCE, Evidence

NOW = (
    ("Ana Muestra", 2, Confidence.PUBLIC, "Sponsors the resolution.", -30),
    ("Ben Sample", 2, Confidence.IN_WRITING, "Wrote to the coalition.", -12),
    ("Carla Ejemplo", 2, Confidence.SAID_TO_TWO, "Told two of us after the hearing.", -6),
    ("Dov Specimen", 2, Confidence.SAID_TO_ONE, "Said yes in the corridor.", -3),
    ("Elena Prueba", 1, Confidence.SAID_TO_TWO, "Likes it, worries about the budget.", -8),
    ("Frank Testcase", 0, Confidence.SAID_TO_ONE, "Wants to hear from the police chief first.", -5),
    ("Grace Mockup", -1, Confidence.INFERRED, "Left the hearing before testimony.", -6),
    ("Hugo Invento", -2, Confidence.PUBLIC, "Spoke against it at the hearing.", -6),
    ("Iris Example", 1, Confidence.INFERRED, "Voted yes on the language policy.", -40),
)
BEFORE = (
    ("Dov Specimen", 0, Confidence.PUBLIC, "“I will listen to my ward first.”", -210),
    ("Dov Specimen", 1, Confidence.SAID_TO_TWO, "Asked two of us for the text.", -75),
    ("Elena Prueba", -1, Confidence.INFERRED, "Did not sign the first open letter.", -240),
    ("Elena Prueba", 0, Confidence.SAID_TO_TWO, "“Bring me the numbers.”", -95),
    ("Hugo Invento", -1, Confidence.IN_WRITING, "Answered the questionnaire: rather not.", -330),
)
MAYOR = (
    (-2, Confidence.PUBLIC, "Campaign debate: “Not on my watch.”", None),
    (-1, Confidence.IN_WRITING, "Letter to the neighbors: the city has other worries.", -290),
    (0, Confidence.SAID_TO_ONE, "To an organizer at a ribbon-cutting: she would read it.", -110),
    (-1, Confidence.PUBLIC, "“Not convinced yet.”", -21),
)


def play(stage: Stage) -> None:
    """Write the ledger of the open practice campaign."""
    welcome = stage.campaigns[WELCOME]
    for name, score, confidence, evidence, days in (*BEFORE, *NOW):
        _enter(stage, welcome, name, score, confidence, evidence, stage.on(days))
    for score, confidence, evidence, on_day in MAYOR:
        when = stage.on(on_day) if on_day is not None else PartialDate(str(stage.today.year - 2))
        quoted = evidence.startswith("“")
        source = (stage.sources["mayor"],) if quoted else ()
        _enter(stage, welcome, "Marta Modelo", score, confidence, evidence, when, Evidence(source))
    _replaced_and_retracted(stage, welcome)
    quiet = StanceDetails(1, Confidence.SAID_TO_TWO, stage.on(-4), evidence="Coffee with the chief: open to it.")
    stances.enter(stage.actor, stage.campaigns[QUIET], stage.party("Omar Placeholder"), quiet)
    first = welcome.demands[0]
    _enter(stage, first, "Marta Modelo", -1, Confidence.PUBLIC, "Leaves it to the chief.", stage.on(-64))
    _enter(stage, first, "Omar Placeholder", 1, Confidence.SAID_TO_TWO, "Promised it on the phone.", stage.on(-15))


def _enter(
    stage: Stage,
    about: Record,
    name: str,
    score: int,
    confidence: Confidence,
    evidence: str,
    when: PartialDate,
    known_from: Evidence = NO_EVIDENCE,
) -> Stance:
    details = StanceDetails(score, confidence, when, evidence=evidence)
    return stances.enter(stage.actor, about, stage.party(name), details, known_from)


def _replaced_and_retracted(stage: Stage, welcome: Record) -> None:
    """Show both ways in which an entry stops counting."""
    heard = _enter(
        stage, welcome, "Luz Demostración", 1, Confidence.PUBLIC, "Nodded at the rally.", stage.on(-34)
    )  # fmt: skip
    seen = StanceDetails(1, Confidence.INFERRED, stage.on(-34), evidence="Nodded at the rally; said nothing.")
    stances.replace(stage.actor, heard, welcome, seen, "A nod is no public word.")
    wrong = _enter(stage, welcome, "Kim Pretend", 2, Confidence.SAID_TO_ONE, "Said yes on the phone.", stage.on(-18))
    stances.retract(stage.actor, wrong, "It was her aide on the phone.")

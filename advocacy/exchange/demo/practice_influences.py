"""Who has whose ear in Sampleville: ways of one, two and three steps to the mayor; one retracted, one confidential."""

from advocacy.domain.influences import InfluenceDetails, Strength
from advocacy.domain.stances import Confidence
from advocacy.exchange.demo.practice_campaigns import QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Influence
from advocacy.services import influences

LINKS = (
    ("workers", "Ana Muestra", Strength.STRONG, Confidence.PUBLIC, "Her campaign’s first endorsement", -200),
    ("neighbors", "Quinn Ejemplar", Strength.STRONG, Confidence.SAID_TO_TWO, "They run the food pantry together", -60),
    ("neighbors", "Elena Prueba", Strength.SOME, Confidence.IN_WRITING, "Most of them live in her ward", -45),
    ("church", "Frank Testcase", Strength.SOME, Confidence.SAID_TO_TWO, "He sings in its choir", -40),
    ("Quinn Ejemplar", "Marta Modelo", Strength.SOME, Confidence.PUBLIC, "Opened her inauguration with a prayer", -300),
    ("Quinn Ejemplar", "Frank Testcase", Strength.STRONG, Confidence.SAID_TO_TWO, "His pastor", -40),
    ("Ana Muestra", "Omar Placeholder", Strength.SOME, Confidence.PUBLIC, "Chairs the committee on public safety", -90),
    ("Omar Placeholder", "Marta Modelo", Strength.STRONG, Confidence.PUBLIC, "She appointed him", -400),
    ("Omar Placeholder", "Frank Testcase", Strength.WEAK, Confidence.INFERRED, "Frank waits for his word", -5),
    ("union", "Grace Mockup", Strength.SOME, Confidence.PUBLIC, "Endorsed her twice", -150),
    ("opponents", "Hugo Invento", Strength.STRONG, Confidence.PUBLIC, "His former board", -250),
    ("Marta Modelo", "Luz Demostración", Strength.WEAK, Confidence.SAID_TO_ONE, "Same party, little love", -30),
)


def play(stage: Stage) -> None:
    """Draw the map of the open practice campaign, and one link of the confidential one."""
    for source, target, strength, confidence, relation, days in LINKS:
        _enter(stage, WELCOME, source, target, InfluenceDetails(strength, confidence, relation, stage.on(days)))
    wrong = InfluenceDetails(Strength.STRONG, Confidence.SAID_TO_TWO, "Her sister-in-law, we thought", stage.on(-70))
    influences.retract(stage.actor, _enter(stage, WELCOME, "union", "Marta Modelo", wrong), "It was another family.")
    quiet = InfluenceDetails(Strength.STRONG, Confidence.SAID_TO_TWO, "Old colleague of the chief’s deputy")
    _enter(stage, QUIET, "neighbors", "Omar Placeholder", quiet)


def _enter(stage: Stage, campaign: str, source: str, target: str, details: InfluenceDetails) -> Influence:
    ends = stage.party(source), stage.party(target)
    return influences.enter(stage.actor, stage.campaigns[campaign], *ends, details)

"""Practice counts: where the invented council stands on its resolution, and what was counted before a past vote."""

from datetime import timedelta

from advocacy.domain.stances import Confidence
from advocacy.exchange.demo.practice_campaigns import INTERPRETERS, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Measure, Record, Stance
from advocacy.services import counts

C = Confidence
ON_THE_RESOLUTION = (
    ("Ana Muestra", 2, C.PUBLIC, "Introduced it: “This is who we are.”", -24),
    ("Ben Sample", 2, C.IN_WRITING, "Signed on as a sponsor by letter.", -14),
    ("Carla Ejemplo", 2, C.SAID_TO_TWO, "Told two of us after the hearing that her vote is sure.", -6),
    ("Luz Demostración", 2, C.PUBLIC, "Said so at the hearing.", -6),
    ("Dov Specimen", 2, C.SAID_TO_ONE, "Said on the phone that he will vote for it.", -3),
    ("Grace Mockup", -1, C.IN_WRITING, "Wrote that the text goes too far.", -30),
    ("Grace Mockup", 1, C.INFERRED, "Nodded while the pastor spoke.", -6),
    ("Hugo Invento", -2, C.PUBLIC, "Spoke against it at the hearing.", -6),
)
ON_THE_DEMAND = (("Elena Prueba", 2, C.PUBLIC, "Called for a welcoming city in the Gazette.", -45),)
BEFORE_THE_BUDGET_VOTE = (
    ("Ana Muestra", 2, C.PUBLIC, "Moved the budget line.", -60),
    ("Ben Sample", 2, C.IN_WRITING, "Wrote that he will vote for it.", -58),
    ("Carla Ejemplo", 1, C.SAID_TO_TWO, "Likes it if the money is there.", -57),
    ("Dov Specimen", 2, C.SAID_TO_ONE, "Said yes at the counter.", -56),
    ("Elena Prueba", 0, C.SAID_TO_TWO, "Waits for the budget note.", -56),
    ("Frank Testcase", -1, C.INFERRED, "Voted against every new line this year.", -70),
    ("Iris Example", 1, C.SAID_TO_ONE, "Sounded friendly.", -59),
    ("Joel Ficticio", -2, C.PUBLIC, "Said no in the committee.", -66),
    ("Kim Pretend", -1, C.SAID_TO_TWO, "Too dear, he told two of us.", -61),
    ("Luz Demostración", 1, C.SAID_TO_ONE, "Leans to it.", -55),
    ("Max Fixture", 2, C.PUBLIC, "Said yes in the committee.", -66),
)


def play(stage: Stage, resolution: Measure, budget_line: Measure) -> None:
    """Count the council before the vote to come, as before the one that was."""
    for about, campaign, entries in (
        (resolution, WELCOME, ON_THE_RESOLUTION),
        (stage.campaigns[WELCOME].demands[3], WELCOME, ON_THE_DEMAND),
        (budget_line, INTERPRETERS, BEFORE_THE_BUDGET_VOTE),
    ):
        for name, score, confidence, evidence, days in entries:
            _enter(stage, about, campaign, days, name=name, score=score, confidence=confidence, evidence=evidence)
    kim = stage.people["Kim Pretend"]
    reason = "Owns the hall that the city would rent for the welcome office (invented)."
    counts.recuse(stage.actor, resolution, kim, reason)
    for name, asker, days in (("Elena Prueba", stage.organizer, 2), ("Dov Specimen", stage.coordinator, 1)):
        task = counts.ask(stage.actor, resolution, stage.people[name], asker, stage.day(days))
        task.is_sample = True


def _enter(stage: Stage, about: Record, campaign: str, days: int, *, name: str, **fields: object) -> None:
    """Enter a stance as it was entered on that day."""
    stance = Stance(about_id=about.id, person_id=stage.people[name].id, stated_on=stage.on(days), **fields)
    stage.add(stance, campaign)
    stance.created_at = stage.at(days, 18) + timedelta(minutes=stance.id % 50)

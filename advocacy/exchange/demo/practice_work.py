"""The everyday of the practice campaigns: calls, visits, testimony, and tasks for each of the demo's users."""

from advocacy.domain.action_calls import ActionCallDetails, DeedDetails
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.tasks import TaskEvent, TaskRule
from advocacy.exchange.demo.practice_campaigns import INTERPRETERS, QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import Task, User
from advocacy.policy import Actor
from advocacy.queries.action_calls import targets_by_ref
from advocacy.services import action_calls

Kind, Outcome = ActivityKind, ContactOutcome
CALLED = ("Ana Muestra", "Marta Modelo", "Elena Prueba", "Frank Testcase")

LOG = (
    (
        -1,
        Kind.CALL,
        "Called the Ward 6 office: he wants to hear from the chief.",
        "Frank Testcase",
        Outcome.UNDECIDED,
        12,
    ),
    (-3, Kind.IN_PERSON, "Met Councilor Specimen in the corridor.", "Dov Specimen", Outcome.YES, 5),
    (-4, Kind.CALL, "Called the Ward 7 office.", "Grace Mockup", Outcome.LEFT_MESSAGE, 3),
    (-5, Kind.EMAIL, "Sent the one-page summary.", "Elena Prueba", Outcome.INFORMATION_GIVEN, 10),
    (-6, Kind.TESTIMONY, "Eleven of us spoke at the hearing.", "Hugo Invento", Outcome.NO, 90),
    (-8, Kind.CALL, "Talked the budget note through.", "Elena Prueba", Outcome.LEANING_YES, 25),
    (-9, Kind.CALL, "Called the mayor’s scheduler.", "Marta Modelo", Outcome.NO_ANSWER, 4),
    (-12, Kind.IN_PERSON, "After Mass, on the church steps.", "Ben Sample", Outcome.YES, 15),
    (-15, Kind.TEXT_MESSAGE, "Sent the date of the hearing.", "Carla Ejemplo", Outcome.LEANING_YES, 2),
    (-19, Kind.CALL, "Called the Ward 4 office.", "Dov Specimen", Outcome.UNDECIDED, 8),
    (-26, Kind.MEETING, "Coffee with her aide.", "Pia Muster", Outcome.INFORMATION_GIVEN, 45),
    (-33, Kind.CALL, "First call about the resolution.", "Iris Example", Outcome.UNDECIDED, 10),
    (-41, Kind.CANVASS, "Canvassed Ward 5: 120 doors, 31 signatures.", "neighbors", None, 180),
)
TASKS = (
    ("organizer", "Call the Ward 6 councilor again before the vote", 1, WELCOME),
    ("organizer", "Confirm the Spanish interpreter for the rally", 0, WELCOME),
    ("organizer", "Send the text of the resolution to Pia Muster", -2, WELCOME),
    ("coordinator", "Write the press note for the day of the vote", 3, WELCOME),
    ("coordinator", "Draft the second proposal to the sheriff", 5, QUIET),
    ("member", "Bring ten chairs to the rally", 2, WELCOME),
    ("member", "Ask two neighbors to testify", -1, WELCOME),
    ("administrator", "Invite the new organizer of the workers’ center", 2, WELCOME),
)


def play(stage: Stage) -> None:
    """Log the everyday, and hand out tasks."""
    for days, kind, summary, name, outcome, minutes in LOG:
        stage.log(WELCOME, days, kind, summary, [(name, outcome)], minutes=minutes)
    stage.log(
        WELCOME, -16, Kind.CALL, "A round of calls to three offices.",
        [("Ana Muestra", Outcome.YES), ("Grace Mockup", Outcome.LEANING_NO), ("Kim Pretend", Outcome.NO_ANSWER)],
        by=stage.coordinator, minutes=35,
    )  # fmt: skip
    stage.log(
        WELCOME, -18, Kind.CALL, "A neighbor told us of a bad night at the precinct.",
        [("Sol Reservada", Outcome.INFORMATION_GIVEN)], minutes=20,
    )  # fmt: skip
    _call_to_action(stage)
    stage.log(QUIET, -18, Kind.CALL, "First call to the chief’s deputy.", [("Omar Placeholder", Outcome.UNDECIDED)])
    stage.log(QUIET, -4, Kind.IN_PERSON, "Coffee with the chief.", [("Omar Placeholder", Outcome.LEANING_YES)])
    stage.log(INTERPRETERS, -55, Kind.CANVASS, "Counted languages at the counters.", [("neighbors", None)])
    users: dict[str, User] = {
        "organizer": stage.organizer, "coordinator": stage.coordinator, "member": stage.member,
        "administrator": stage.administrator,
    }  # fmt: skip
    for who, what, days, campaign in TASKS:
        task = Task(
            what=what, assignee_id=users[who].id, due_on=stage.day(days), rule=TaskRule.BY_HAND,
            about_id=stage.campaigns[campaign].id,
        )  # fmt: skip
        stage.add(task, campaign)
    done = Task(what="Thank the sponsors", assignee_id=stage.organizer.id, due_on=stage.day(-3))
    stage.add(done, WELCOME)
    stage.step(done, TaskEvent.FINISH, by=stage.organizer)


def _call_to_action(stage: Stage) -> None:
    """What members are asked to do before the vote; one has done a part of it."""
    campaign = stage.campaigns[WELCOME]
    offered = {target.name: ref for ref, target in targets_by_ref(stage.actor, campaign).items()}
    chosen = tuple(offered[name] for name in CALLED if name in offered)
    details = ActionCallDetails(
        sentence="Call your councilor before the vote and ask for a yes.",
        sentence_es="Llama a tu concejal antes de la votación y pide un sí.",
        script="I live in Sampleville. Please vote yes on the welcoming-city resolution: everybody should be able to "
        "call for help without fear.",
        script_es="Vivo en Sampleville. Por favor vote que sí a la resolución de ciudad acogedora: todas las personas "
        "deben poder pedir ayuda sin miedo.",
        until=stage.day(6),
        targets=chosen,
        specific_legislation=True,
    )
    call = action_calls.create(stage.actor, campaign, details)
    deed = DeedDetails(chosen[0], Kind.CALL, Outcome.LEFT_MESSAGE, "Left a message with her aide.")
    action_calls.answer(Actor.of(stage.organizer), call, deed)

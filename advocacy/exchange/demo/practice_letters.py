"""Practice letters: drafts, one collecting names, some waiting, overdue, to classify, granted."""

import hashlib
import secrets
from datetime import date, timedelta

from advocacy.db import db
from advocacy.domain.deadlines import calendar_for, reply_due
from advocacy.domain.letter_details import LetterDetails
from advocacy.domain.letter_reviews import AskDetails, ReviewDetails
from advocacy.domain.letter_templates import TemplateDetails
from advocacy.domain.letter_translations import TranslationDetails
from advocacy.domain.letters import (
    DeliveryMethod,
    LetterEvent,
    LetterOutcome,
    RecipientEvent,
    ReplyChannel,
    ReplyFrom,
    ReplyOutcome,
    SignatureEvent,
)
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.tasks import TaskRule
from advocacy.domain.users import Role
from advocacy.exchange.demo.practice_campaigns import QUIET, WELCOME
from advocacy.exchange.demo.stage import Stage
from advocacy.models import (
    Activity,
    Letter,
    LetterDemand,
    Letterhead,
    Organization,
    Recipient,
    Reply,
    ReplyAnswer,
    Signature,
    SignOnLink,
    User,
)
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.services import comments, letter_templates, letters, steps, tasks
from advocacy.services.activities import Contact

BODY = """Dear {who},

We are neighbors, workers and congregations of Sampleville. We ask you for **{ask}**:

- It keeps people safe who call for help.
- It costs nothing.
- Twelve cities of our size have done it (sample figure).

{demands}We would like to meet you, and look forward to your answer.
"""


THANKS_ES = "Gracias a quienes movieron la partida del presupuesto"
BODY_ES = """Concejala:

Somos vecinas, vecinos, trabajadores y congregaciones de Sampleville. Le pedimos **su apoyo duradero**:

- Protege a quienes piden ayuda.
- No cuesta nada.
- Doce ciudades como la nuestra ya lo hicieron (cifra de muestra).

{{demands}}

Queremos reunirnos con usted y esperamos su respuesta.
"""
TEMPLATE = TemplateDetails(
    "Ask for a meeting",
    subject="A meeting about {{campaign.title}}",
    body="Dear {{recipient.name}},\n\nWe ask you for a meeting of twenty minutes.\n\n"
    "{{demands}}\n\nOn behalf of {{letter.sender}}",
    subject_es="Una reunión sobre {{campaign.title}}",
    body_es="{{recipient.name}}:\n\nLe pedimos una reunión de veinte minutos.\n\n{{demands}}\n\n"
    "En nombre de {{letter.sender}}",
    note="Before a vote, to each member of the body.",
)
LETTERHEAD = "Welcoming Sampleville Coalition"
LETTERHEAD_LINES = "hello@sampleville.example\n(555) 555-0100"
LETTERHEAD_ADDRESS = "12 Practice Street\nSampleville, MA 01101"


def play(stage: Stage) -> None:
    """Write the letters."""
    db.session.add(
        Letterhead(title=LETTERHEAD, lines=LETTERHEAD_LINES, return_address=LETTERHEAD_ADDRESS, is_default=True)
    )
    letter_templates.create(stage.actor, TEMPLATE)
    _draft(stage)
    _in_review(stage)
    _approved(stage)
    _collecting(stage)
    _sent(stage, "Ask for the detainer policy in writing", ["police"], -35, who="Members of the Department")
    waiting = _sent(
        stage,
        "Come to the hearing on the welcoming-city resolution",
        ["Elena Prueba", "Frank Testcase", "Grace Mockup"],
        -7,
        who="Councilors",
    )
    _answer(stage, waiting, 0, -2, ReplyOutcome.NON_COMMITTAL, "Thank you. The councilor will listen to all sides.")
    to_classify = _sent(stage, "Four written rules for Sampleville", ["Marta Modelo", "council"], -12)
    _answer(stage, to_classify, 0, -1, None, "Your letter raises points that my office is looking into.")
    clarify = _sent(stage, "A seat for neighbors on the police board", ["Iris Example"], -16)
    _answer(stage, clarify, 0, -3, ReplyOutcome.NEEDS_CLARIFICATION, "Which board do you mean, and how many seats?")
    granted = _sent(stage, "Three more languages at the counters", ["Marta Modelo"], -70)
    _answer(stage, granted, 0, -58, ReplyOutcome.PARTLY_GRANTED, "We will begin with three of the five languages.")
    stage.step(granted, LetterEvent.CLOSE)
    granted.outcome = LetterOutcome.PARTLY
    _sent(stage, "Notices to families: a first proposal", ["Omar Placeholder"], -9, campaign=QUIET)


def _letter(stage: Stage, subject: str, who: str, ask: str, campaign: str = WELCOME) -> Letter:
    demands = "{{demands}}\n\n" if campaign == WELCOME else ""
    letter = Letter(subject=subject, body=BODY.format(who=who, ask=ask, demands=demands))
    stage.add(letter, campaign, by=stage.organizer)
    if campaign == WELCOME:
        letter.demand_links = [LetterDemand(demand=demand) for demand in stage.campaigns[WELCOME].demands[:2]]
    return letter


def _to(stage: Stage, letter: Letter, names: list[str]) -> None:
    for position, name in enumerate(names):
        party = stage.party(name)
        side = "organization_id" if isinstance(party, Organization) else "person_id"
        letter.recipients.append(Recipient(position=position, method=DeliveryMethod.EMAIL, **{side: party.id}))


def _draft(stage: Stage) -> None:
    letter = _letter(stage, "Thank the councilors who moved the budget line", "Councilor", "your lasting support")
    _to(stage, letter, ["Iris Example"])
    letters.translate(Actor.of(stage.organizer), letter, TranslationDetails(THANKS_ES, BODY_ES))
    said = comments.write(Actor.of(stage.organizer), letter, "Is it Councilor or City Councilor (sample)?")
    comments.write(stage.actor, letter, "Does “costs nothing” hold? The clerk counted court days (sample).")
    comments.resolve(stage.actor, letter, said)
    _rewrite(stage, letter, letter.body.replace("It costs nothing.", "It costs nothing, and saves court days."))


def _rewrite(stage: Stage, letter: Letter, body: str) -> None:
    """Let the coordinator change the text: the one before is kept."""
    details = LetterDetails(
        letter.subject, body,
        campaigns=tuple(each.ref for each in letter.campaigns), demands=tuple(each.ref for each in letter.demands),
    )  # fmt: skip
    letters.edit(stage.actor, letter, details)


def _in_review(stage: Stage) -> None:
    letter = _letter(stage, "Ask the chief to put the promise in writing", "Chief Placeholder", "a written order")
    _to(stage, letter, ["Omar Placeholder"])
    second = _second_reviewer(stage)
    asked = AskDetails((stage.coordinator.ref, second.ref), needed=2, due_on=stage.day(3))
    letters.ask_for_review(Actor.of(stage.organizer), letter, asked)
    letters.review(stage.actor, letter, ReviewDetails(ReviewVerdict.APPROVED, "Short and clear. It can go (sample)."))


def _second_reviewer(stage: Stage) -> User:
    """A second organizer of the practice coalition, who cannot sign in."""
    reviewer = User(display_name="Demo Reviewer")
    reviewer.set_email("reviewer@example.org")
    reviewer.set_roles({Role.ORGANIZER})
    db.session.add(reviewer)
    db.session.flush()
    return reviewer


def _approved(stage: Stage) -> None:
    letter = _letter(stage, "Invite the council to the rally", "Members of the Council", "ten minutes of your evening")
    _to(stage, letter, ["council", "Marta Modelo"])
    _approve(stage, letter)


def _collecting(stage: Stage) -> None:
    letter = _letter(stage, "An open letter to the whole council", "Members of the Council", "a yes to the resolution")
    _to(stage, letter, ["council"])
    _approve(stage, letter)
    stage.step(letter, LetterEvent.COLLECT)
    for position, (key, event) in enumerate(
        (
            ("neighbors", SignatureEvent.SIGN),
            ("workers", SignatureEvent.SIGN),
            ("church", SignatureEvent.CONSIDER),
            ("union", None),
        )
    ):
        group = stage.organizations[key]
        signature = Signature(position=position, organization_id=group.id, printed_organization=group.title)
        letter.signatures.append(signature)
        if event is SignatureEvent.SIGN:
            signature.approved_by, signature.signed_on = "Vote of the board (sample)", stage.on(-4)
            signature.seen_version = letter.text_version
        if event is not None:
            stage.step(letter, event, subject=_flushed(signature))
    letter.sign_by, letter.sign_until = stage.day(6), stage.day(9)
    _sign_on(stage, letter)


def _sign_on(stage: Stage, letter: Letter) -> None:
    """A link that was forwarded, by which somebody asks to sign. Nobody has its token: make another one to try it."""
    link = SignOnLink(
        token_hash=hashlib.sha256(secrets.token_bytes(32)).hexdigest(),
        letter_id=letter.id,
        language=letter.language,
        created_by_id=stage.organizer.id,
        expires_at=utc_now() + timedelta(days=9),
    )
    asking = Signature(
        position=2,
        attribution="Nora Vecina",
        printed_name="Nora Vecina",
        printed_title="Tenants’ committee, Elm Street (sample)",
        email="nora@example.org",
        asked_at=utc_now(),
        seen_version=letter.text_version,
        signed_on=stage.on(0),
    )
    letter.signatures.append(asking)
    db.session.add(link)
    stage.step(letter, SignatureEvent.CONSIDER, subject=_flushed(asking))


def _flushed(row: Signature) -> Signature:
    db.session.flush()
    return row


def _store(row: Reply | ReplyAnswer) -> None:
    db.session.add(row)
    db.session.flush()


def _approve(stage: Stage, letter: Letter) -> None:
    letters.advance(Actor.of(stage.organizer), letter, LetterEvent.SUBMIT)
    letters.review(stage.actor, letter, ReviewDetails(ReviewVerdict.APPROVED))


def _sent(stage: Stage, subject: str, names: list[str], days: int, campaign: str = WELCOME, *, who: str = "") -> Letter:
    letter = _letter(stage, subject, who or names[0], "a written answer", campaign)
    _to(stage, letter, names)
    letter.signatures = [
        Signature(
            organization_id=stage.organizations[key].id, printed_organization=stage.organizations[key].title,
            position=place, signed_on=stage.on(days), seen_version=1,
        )
        for place, key in enumerate(("neighbors", "workers"))
    ]  # fmt: skip
    _approve(stage, letter)
    for signature in letter.signatures:
        stage.step(letter, SignatureEvent.SIGN, subject=signature)
    stage.step(letter, LetterEvent.SEND)
    contacts = tuple(
        Contact(recipient.party or stage.party(names[place])) for place, recipient in enumerate(letter.recipients)
    )
    written = None
    for recipient in letter.recipients:
        recipient.sent_on, recipient.reply_due = stage.on(days), _due(stage.day(days))
        if written is None:
            first = stage.step(letter, RecipientEvent.SEND, days, subject=recipient, summary=subject, contacts=contacts)
            written = first.activity_id
        else:
            _join(stage, letter, recipient, written)
    letter.dated_on = stage.on(days)
    return letter


def _join(stage: Stage, letter: Letter, recipient: Recipient, activity_id: int) -> None:
    """One activity per letter and day: the second recipient's step joins the first one's."""
    activity = db.session.get_one(Activity, activity_id)
    steps.take(stage.actor, letter, RecipientEvent.SEND, subject=recipient, activity=activity)


def _due(sent: date) -> date:
    return reply_due(sent, calendar=calendar_for("US", "MA"))


def _answer(stage: Stage, letter: Letter, which: int, days: int, outcome: ReplyOutcome | None, words: str) -> None:
    recipient = letter.recipients[which]
    reply = Reply(
        received_on=stage.on(days), channel=ReplyChannel.EMAIL, reply_from=ReplyFrom.STAFF, words=words,
        logged_by_id=stage.organizer.id,
    )  # fmt: skip
    _store(reply)
    _store(ReplyAnswer(reply=reply, recipient=recipient, outcome=outcome))
    step = stage.step(
        letter, RecipientEvent.LOG_REPLY, days, subject=recipient, by=stage.organizer,
        summary=letter.subject, note=words, contacts=(Contact(recipient.party),),
    )  # fmt: skip
    reply.activity_id = step.activity_id
    if outcome is None:
        tasks.plan(
            stage.actor, TaskRule.CLASSIFY_REPLY, letter.subject,
            about=letter, assignee=stage.organizer, due_on=stage.today,
        )  # fmt: skip
    else:
        asks_back = outcome is ReplyOutcome.NEEDS_CLARIFICATION
        stage.step(letter, RecipientEvent.CLARIFY if asks_back else RecipientEvent.ANSWER, subject=recipient)

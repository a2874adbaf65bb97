"""Paste a list: signers of a letter, who comes to an event or came. It is shown before anything is saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from advocacy.db import db
from advocacy.domain.events import EventStatus, RsvpAnswer
from advocacy.domain.letters import SIGNABLE
from advocacy.domain.meetings import AttendeeSide
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.pasted_lists import MOST_LINES, PastedLine, read_lines
from advocacy.domain.problems import LinesRefused, Problem
from advocacy.domain.text import fold
from advocacy.forms.pasted_lists import (
    WORDS_ONLY,
    LinePart,
    PastedAnswersForm,
    PastedAttendeesForm,
    PastedListForm,
    PastedRecipientsForm,
    PastedSignersForm,
)
from advocacy.models import Event, Letter, Signature
from advocacy.policy import Action, ensure
from advocacy.queries import events as event_queries
from advocacy.queries import picking
from advocacy.queries.clock import today
from advocacy.queries.pasted_lists import Match, matches
from advocacy.queries.sign_on import languages_of
from advocacy.services import letters
from advocacy.services import pasted_lists as service
from advocacy.services.letters import sign_on
from advocacy.services.pasted_lists import AnswerLine, AttendeeLine
from advocacy.views.access import current_actor, requires
from advocacy.views.events import event_or_404
from advocacy.views.letters.blueprint import letter_to_work
from advocacy.views.meetings import meeting_or_404
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to, saved, sentence

bp = Blueprint("pasted_lists", __name__)
FIELDS_OF_LINE = {
    "party": "who",
    "person": "who",
    "words": "printed_name",
    "attribution": "printed_name",
    "recipients": "who",
    "approved_by": "approved_by",
}


@bp.route("/letters/<ref:ref>/signatures/paste", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def signers(ref: str) -> ResponseReturnValue:
    """Invite everybody on a list to sign."""
    letter, g.nav_current = letter_to_work(ref), "letters"
    form: PastedListForm = PastedListForm(version=str(letter.version))
    if letter.status in SIGNABLE:
        day = PartialDate.of(today())
        form = PastedSignersForm(version=str(letter.version), seen_version=str(letter.text_version), signed_on=day)
    there = [(each.person_id, each.organization_id, each.printed_name or each.party_name) for each in letter.signatures]

    invited: list[int] = []

    def save(lines: Sequence[LinePart]) -> None:
        known = form.signed() if isinstance(form, PastedSignersForm) else None
        details = [line.signature() for line in lines]
        signed = service.Signed(*known) if known else None
        added = service.add_signers(current_actor(), letter, details, form.drawn_version(), signed=signed)
        if isinstance(form, PastedSignersForm) and form.invite_now.data and not signed:
            invited.append(_invite(letter, added, lines))

    answer = _taken(form, there, save, organizations=True)
    if answer:
        words = ngettext("%(num)d person added to the signatures.", "%(num)d people added to the signatures.", answer)
        if invited:
            words += " " + ngettext("%(num)d invitation goes out.", "%(num)d invitations go out.", invited[0])
        return saved(url_for("letters.sign_on" if invited else "letters.show", ref=ref), words)
    return _page(
        form,
        letter.name,
        url_for("letters.show", ref=ref),
        _("Paste a list of signers"),
        ref=ref,
        can_invite=sign_on.can_invite(letter),
    )


def _invite(letter: Letter, added: Sequence[Signature], lines: Sequence[LinePart]) -> int:
    """Mail those of a list that have an e-mail their invitation, in the language of their line."""
    languages = languages_of(letter, added)
    chosen = {
        signature.ref: line.language.word or languages[signature.id]
        for signature, line in zip(added, lines, strict=True)
    }
    return sign_on.invite(current_actor(), letter, chosen)


@bp.route("/letters/<ref:ref>/recipients/paste", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def recipients(ref: str) -> ResponseReturnValue:
    """Add everybody on a list to those to whom a letter goes."""
    letter, g.nav_current = letter_to_work(ref), "letters"
    form = PastedRecipientsForm(version=str(letter.version))
    there = [(each.person_id, each.organization_id, each.party_name) for each in letter.recipients]

    def save(lines: Sequence[LinePart]) -> None:
        letters.add_recipients(current_actor(), letter, [line.recipient() for line in lines], form.drawn_version())

    answer = _taken(form, there, save, organizations=True)
    if answer:
        return saved(
            url_for("letters.show", ref=ref),
            ngettext("%(num)d recipient added.", "%(num)d recipients added.", answer),
        )
    return _page(form, letter.name, url_for("letters.show", ref=ref), _("Paste a list of recipients"), ref=ref)


@bp.route("/events/<ref:ref>/rsvps/paste", methods=["GET", "POST"])
@requires(Action.WORK_EVENT)
def answers(ref: str) -> ResponseReturnValue:
    """Write down who comes, or who came."""
    event, g.nav_current = event_or_404(ref), "events"
    ensure(current_actor(), Action.SEE_RSVP_NAMES, event)
    form = PastedAnswersForm()

    def save(lines: Sequence[LinePart]) -> None:
        people = {row[0]: row[3] for row in picking.get(current_actor(), "people", [x.chosen("person") for x in lines])}
        written = [
            AnswerLine(
                people.get(line.chosen("person")), line.words(), line.printed_name.data or "", line.guests.data or 0
            )
            for line in lines
        ]
        word = RsvpAnswer(form.answer.word)
        service.add_answers(current_actor(), event, written, word, came=bool(form.came.data))

    if form.is_submitted() and form.came.data and event.status is not EventStatus.HELD:
        form.came.errors = [_(service.NOT_HELD)]
        _offer(form, organizations=False)
        return _page(form, event.title, url_for("events.show", ref=ref), _("Paste a list of people"), ref=ref)
    count = _taken(form, _who_answered(event), save, organizations=False)
    if count:
        return saved(
            url_for("events.show", ref=ref), ngettext("%(num)d answer added.", "%(num)d answers added.", count)
        )
    return _page(form, event.title, url_for("events.show", ref=ref), _("Paste a list of people"), ref=ref)


@bp.route("/meetings/<ref:ref>/attendees/paste", methods=["GET", "POST"])
@requires(Action.WORK_MEETING)
def attendees(ref: str) -> ResponseReturnValue:
    """Write down who was at a meeting, on one side of the table."""
    meeting, g.nav_current = meeting_or_404(ref), "meetings"
    ensure(current_actor(), Action.WORK_MEETING, meeting)
    form = PastedAttendeesForm(version=str(meeting.version))
    there = [(each.person_id, each.organization_id, each.party_name.partition(",")[0]) for each in meeting.attendees]

    def save(lines: Sequence[LinePart]) -> None:
        refs = [line.chosen("person") or line.chosen("organization") for line in lines]
        parties = {row[0]: row[3] for row in picking.get(current_actor(), "parties", [each for each in refs if each])}
        written = [AttendeeLine(parties.get(ref), line.words()) for ref, line in zip(refs, lines, strict=True)]
        side = AttendeeSide(form.side.word)
        service.add_attendees(current_actor(), meeting, written, side, form.drawn_version())

    count = _taken(form, there, save, organizations=True)
    back = url_for("meetings.show", ref=ref)
    if count:
        return saved(back, ngettext("%(num)d person written down.", "%(num)d people written down.", count))
    return _page(form, meeting.topic, back, _("Paste a list of who came"), ref=ref)


@dataclass(frozen=True)
class There:
    """Who is there already, by id and by name; it grows with the lines, so that nobody is taken twice."""

    ids: set[tuple[int | None, int | None]]
    names: set[str]
    lines: set[str] = field(default_factory=set)
    """Names that lines have brought."""

    def takes(self, key: tuple[int | None, int | None] | None, name: str) -> bool:
        """Tell whether somebody is there, and remember them."""
        is_there = key in self.ids if key is not None else name in self.names
        if key is not None:
            self.ids.add(key)
        self.names.add(name)
        return is_there


Known = tuple[int | None, int | None, str]


def _who_answered(event: Event) -> list[Known]:
    return [(each.rsvp.person_id, None, each.name.partition(",")[0]) for each in event_queries.names(event)]


def _taken(
    form: PastedListForm,
    there: Sequence[Known],
    save: Callable[[Sequence[LinePart]], None],
    *,
    organizations: bool,
) -> int:
    """Do what was sent: read the list and show it, or save the ticked lines and return how many they were."""
    if not form.is_submitted():
        return 0
    if not form.is_reviewing:
        _read(form, there, organizations=organizations)
        return 0
    _offer(form, organizations=organizations)
    if not form.validate():
        return 0
    taken = form.taken()
    if not taken:
        form.form_errors.append(_("Tick at least one line."))
        return 0
    lines = [line for _entry, line in taken]
    with refusals_to(form):
        try:
            save(lines)
        except LinesRefused as refused:
            _show_all(form, lines, refused)
    if form.errors or form.form_errors:
        db.session.rollback()
        return 0
    return len(taken)


def _show_all(form: PastedListForm, lines: Sequence[LinePart], refused: LinesRefused) -> None:
    for place, problems in refused.lines.items():
        for problem in problems:
            _show(form, lines[place], problem)


def _show(form: PastedListForm, line: LinePart, problem: Problem) -> None:
    name = FIELDS_OF_LINE.get(problem.field, problem.field)
    field = line._fields.get(name) or line.printed_name
    field.errors = [*field.errors, sentence(problem)]
    form.form_errors = [_("Some lines need another look. Nothing was saved yet.")]


def _read(form: PastedListForm, there: Sequence[Known], *, organizations: bool) -> None:
    if not form.validate():
        return
    read = read_lines(form.text.data or "")
    if not read or len(read) > MOST_LINES:
        words = (
            _("At most %(most)s lines at once. Paste the rest afterwards.", most=MOST_LINES)
            if read
            else _("Paste at least one line.")
        )
        form.text.errors = [*form.text.errors, words]
        return
    found = matches(current_actor(), [line.name for line in read], organizations=organizations)
    before = [(person, organization) for person, organization, _name in there if person or organization]
    known = There(set(before), {fold(name) for _person, _organization, name in there})
    earlier = There(set(before), set(known.names))
    while form.lines.entries:
        form.lines.pop_entry()
    for line in read:
        _append(form, line, found.get(fold(line.name), []), known, earlier)
    form.reviewing.data = "y"
    _offer(form, organizations=organizations)


def _append(form: PastedListForm, line: PastedLine, found: Sequence[Match], known: There, earlier: There) -> None:
    """Add a line, ticked if it can be taken as it stands: nobody twice, and nobody guessed among several.

    `earlier`: who was there before the list. Who came is on the list of an event already, and is only marked.
    """
    match = found[0] if len(found) == 1 else None
    key = ((match.id, None) if match.is_person else (None, match.id)) if match is not None else None
    name = fold(line.name)
    is_marked = _only_marks(form) and (key in earlier.ids or name in earlier.names)
    is_twice = known.takes(key, name) and not (is_marked and name not in earlier.lines)
    obstacle = _obstacle(line, found, is_twice=is_twice)
    earlier.lines.add(name)
    entry = form.lines.append_entry(
        {
            "take": not obstacle,
            "printed_name": line.name,
            "printed_title": line.title,
            "printed_organization": line.organization,
            "email": line.email,
            "guests": line.guests or None,
            "who": _value(match) if match is not None else WORDS_ONLY,
            "source": obstacle or _what_happens(form, is_marked=is_marked, is_on_file=match is not None),
        }
    )
    entry.form.take.data = not obstacle


def _obstacle(line: PastedLine, found: Sequence[Match], *, is_twice: bool) -> str:
    """Say why a line is not ticked, or ""."""
    if line.problem:
        return str(_(line.problem))
    if is_twice:
        return str(_("Already there."))
    return str(_("Several on file bear this name: choose one.")) if len(found) > 1 else ""


def _only_marks(form: PastedListForm) -> bool:
    return isinstance(form, PastedAnswersForm) and bool(form.came.data)


def _what_happens(form: PastedListForm, *, is_marked: bool, is_on_file: bool) -> str:
    """Say what becomes of a ticked line as it was read."""
    if is_marked:
        return str(_("Has answered already: will be marked as having come."))
    if _only_marks(form):
        return str(_("Will be added, and marked as having come."))
    if isinstance(form, PastedAnswersForm):
        return str(_("Will be added: %(answer)s.", answer=_(RsvpAnswer(form.answer.word).label)))
    return str(_("Will be added: is on file.") if is_on_file else _("Will be added in these words."))


def _value(match: Match) -> str:
    return f"{'person' if match.is_person else 'organization'}:{match.ref}"


def _offer(form: PastedListForm, *, organizations: bool) -> None:
    """Offer each line who of its name is on file, and words alone."""
    lines = [entry.form for entry in form.lines.entries]
    spoken = [line.printed_name.data or "" for line in lines]
    groups = [line.printed_organization.data or "" for line in lines] if organizations else []
    found = matches(current_actor(), [*spoken, *groups], organizations=organizations)
    for line in lines:
        bodies = [each for each in found.get(fold(line.printed_organization.data or ""), []) if not each.is_person]
        named = found.get(fold(line.printed_name.data or ""), [])
        known = [
            SelectChoice(value=_value(each), label=f"{each.name} ({each.hint})" if each.hint else each.name)
            for each in [*named, *(each for each in bodies if each not in named)]
        ]
        offered = {choice.value for choice in known}
        if line.who.data not in (*offered, WORDS_ONLY):
            line.who.data = WORDS_ONLY
        line.who.choices = [SelectChoice(value=WORDS_ONLY, label=_("In words only")), *known]


def _page(
    form: PastedListForm, subject: str, back: str, heading: str, *, can_invite: bool = False, **context: Any
) -> ResponseReturnValue:
    return page(
        "pasted_lists/paste.html",
        status=422 if form.errors or form.form_errors else 200,
        form=form,
        subject=subject,
        back=back,
        heading=heading,
        for_event=isinstance(form, PastedAnswersForm),
        for_meeting=isinstance(form, PastedAttendeesForm),
        takes_email=not isinstance(form, PastedAnswersForm | PastedAttendeesForm | PastedRecipientsForm),
        takes_signed=isinstance(form, PastedSignersForm),
        can_invite=can_invite,
        **context,
    )

"""A letter on paper: PDF and DOCX, for all recipients or for each, envelopes and labels."""

from io import BytesIO

from flask import abort, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from advocacy.db import db
from advocacy.domain.letter_texts import SHOWN_SIGNS
from advocacy.domain.problems import Refused
from advocacy.exchange.papers.making import PaperKind, make
from advocacy.exchange.papers.reading import name_lines, picture_of, read_sheet, reference_of, speaks_to_each
from advocacy.forms.letterheads import LayoutForm
from advocacy.models import Letter
from advocacy.policy import Action, ensure
from advocacy.queries import letter_papers
from advocacy.queries.letter_translations import is_approved, translation_of
from advocacy.queries.letterheads import letterheads
from advocacy.services import audit
from advocacy.services.letterheads import lay_out as set_layout
from advocacy.services.letters.papers import hash_of
from advocacy.services.letters.wording import is_history, text_is_open
from advocacy.views.access import current_actor, requires
from advocacy.views.letters.blueprint import bp, letter_of, letter_title, letter_to_work, recipient_of
from advocacy.views.letters.printed import gaps
from advocacy.views.letters.translating import asked_translation
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to, saved

FOR_READERS = (PaperKind.PDF, PaperKind.DOCX)
"""What whoever sees the letter may print; the rest is for those who work it."""


@bp.get("/<ref:ref>/papers")
@requires(Action.WORK_LETTER)
def papers(ref: str) -> ResponseReturnValue:
    """What can be printed, whether the text is the one that was approved, and which fields have no value."""
    letter = letter_to_work(ref)
    translation = asked_translation(letter)
    sheet = read_sheet(current_actor(), letter, translation=translation)
    unnamed = [each for each in letter.recipients if not name_lines(sheet, each)]
    return page(
        "letters/papers.html",
        letter=letter,
        letter_name=letter_title(letter),
        kinds=PaperKind,
        signs=SHOWN_SIGNS,
        approval=letter_papers.approval_of(letter),
        sha256=hash_of(letter),
        kept=translation_of(letter),
        translation=translation,
        is_approved=translation is not None and is_approved(translation),
        language=translation.language.value if translation is not None else None,
        printed_sha256=hash_of(letter, translation),
        head=sheet.head,
        gaps=gaps([each for each in letter.recipients if each not in unnamed], sheet),
        is_open=text_is_open(letter),
        unnamed=unnamed,
        for_each=len(letter.recipients) - len(unnamed) > 1 and speaks_to_each(sheet),
        without_address=[each for each in letter.recipients if each.id not in sheet.addresses],
    )


@bp.get("/<ref:ref>/papers/<any({}):kind>".format(", ".join(f"'{each.value}'" for each in PaperKind)))
@requires(Action.READ)
def printed_as(ref: str, kind: str) -> ResponseReturnValue:
    """The letter as a file; `?recipient=` for one of its recipients, `?language=` for the text in that language."""
    letter, wanted = letter_of(ref), PaperKind(kind)
    if wanted not in FOR_READERS:
        ensure(current_actor(), Action.WORK_LETTER, letter)
    if not letter.body:
        abort(404)
    recipients = letter.recipients
    if request.args.get("recipient"):
        recipients = [recipient_of(letter, request.args["recipient"])]
    translation = asked_translation(letter)
    sheet = read_sheet(current_actor(), letter, translation=translation, logo=picture_of(letter))
    try:
        made = make(wanted, sheet, recipients, reference=reference_of(sheet, hash_of(letter, translation)))
    except ValueError as problem:
        raise Refused.sentence(str(problem)) from None
    _note(letter, wanted, len(recipients))
    return send_file(BytesIO(made.content), made.media_type, as_attachment=True, download_name=made.name)


def _note(letter: Letter, kind: PaperKind, count: int) -> None:
    """Note in the trail what leaves the program with addresses on it."""
    if kind in FOR_READERS:
        return
    with Session(db.engine) as own:
        audit.note_apart(own, current_actor(), "letter.printed", format=kind.value, rows=count, letter=letter.ref)


@bp.route("/<ref:ref>/layout", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def lay_out(ref: str) -> ResponseReturnValue:
    """Choose letterhead, order and columns of names, and what is enclosed."""
    letter = letter_to_work(ref)
    kept = letterheads()
    chosen = next((each.ref for each in kept if each.id == letter.letterhead_id), "")
    form = LayoutForm(kept, obj=letter, letterhead=chosen)
    if not (text_is_open(letter) or is_history(letter)):
        form.keep_settled()
    elif request.method == "GET":
        form.letterhead.data = chosen
    if form.validate_on_submit():
        with refusals_to(form):
            set_layout(current_actor(), letter, form.details(chosen, letter), form.drawn_version())
        if not form.errors:
            return saved(url_for("letters.papers", ref=ref), _("Layout saved."))
    return page(
        "letters/layout.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        head=letter_papers.head_of(letter),
    )

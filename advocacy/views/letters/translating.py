"""A letter in English and Spanish side by side, and filled in for one of its recipients."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.letter_translations import NO_VERSION, other_language
from advocacy.domain.letters import TEXT_IS_OPEN
from advocacy.domain.text_differences import Difference, difference
from advocacy.exchange.papers.reading import filled, read_sheet
from advocacy.forms.base import StepForm
from advocacy.forms.letter_translations import TranslationForm
from advocacy.models import Letter, LetterTranslation
from advocacy.policy import Action, allows
from advocacy.queries.letter_texts import as_printed, text_numbered, texts_of
from advocacy.queries.letter_translations import (
    is_approved,
    is_as_good_as_the_letter,
    is_out_of_date,
    translation_of,
)
from advocacy.services import letters
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work, recipient_of
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved


def asked_translation(letter: Letter) -> LetterTranslation | None:
    """Return the translation that `?language=` asks for; None for the letter's own; 404 for what is not there.

    One that is out of date, or that nobody has approved, is for who works the letter.
    """
    wanted = request.args.get("language", "")
    if not wanted or wanted == letter.language.value:
        return None
    kept = found(translation_of(letter) if wanted == other_language(letter.language).value else None)
    is_shown = is_as_good_as_the_letter(letter, kept) or allows(current_actor(), Action.WORK_LETTER, letter)
    return found(kept if is_shown else None)


@bp.route("/<ref:ref>/translation", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def translation(ref: str) -> ResponseReturnValue:
    """The text beside its translation; what changed since the translation said all of it."""
    letter = letter_to_work(ref)
    kept = translation_of(letter)
    late = kept is not None and is_out_of_date(letter, kept)
    form = TranslationForm(
        version=letter.version,
        subject=kept.subject if kept is not None else "",
        body=kept.body if kept is not None else "",
        sender=kept.sender if kept is not None else "",
        is_current=not late,
    )
    if done(form, lambda: letters.translate(current_actor(), letter, form.details(), form.drawn_version())):
        return saved(back_to(letter), _("Translation saved."))
    return page(
        "letters/translation.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        kept=kept,
        late=late,
        other=other_language(letter.language),
        since=_since(letter, kept) if late else None,
        beside=as_printed(letter).beside,
        is_approved=kept is not None and is_approved(kept),
        goes_with_letter=letter.status in TEXT_IS_OPEN,
        is_own=kept is not None and kept.editor_id == current_actor().user_id,
    )


@bp.post("/<ref:ref>/translation/approve")
@requires(Action.WORK_LETTER)
def approve_translation(ref: str) -> ResponseReturnValue:
    """Approve a translation that was written or changed after the letter was approved."""
    letter = letter_to_work(ref)
    letters.approve_translation(current_actor(), letter, StepForm().drawn_version())
    return saved(back_to(letter), _("Translation approved."))


def _since(letter: Letter, kept: LetterTranslation | None) -> Difference | None:
    """Return what changed in the text since the translation said all of it; None where it never did."""
    if kept is None or kept.of_version == NO_VERSION:
        return None
    texts = texts_of(letter)
    old = text_numbered(texts, kept.of_version)
    return difference(old.compared_with(texts[-1]), texts[-1].compared_with(old)) if old is not None else None


@bp.get("/<ref:ref>/filled")
@requires(Action.WORK_LETTER)
def filled_in(ref: str) -> ResponseReturnValue:
    """The letter as one recipient will read it: `?recipient=`, else the first; `?language=` for the other text."""
    letter = letter_to_work(ref)
    asked = request.args.get("recipient", "")
    recipient = recipient_of(letter, asked) if asked else next(iter(letter.recipients), None)
    sheet = read_sheet(current_actor(), letter, translation=asked_translation(letter))
    return page(
        "letters/filled.html",
        letter=letter,
        letter_name=letter_title(letter),
        recipient=recipient,
        filled=filled(sheet, recipient) if recipient is not None else None,
        sheet=sheet,
        kept=translation_of(letter),
    )

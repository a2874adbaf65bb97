"""Reviewing a letter: asking for it, and saying what one thinks of the text."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.letters import LetterStatus
from advocacy.domain.text_differences import Difference, difference
from advocacy.forms.letter_reviews import AskForReviewForm, ReviewForm
from advocacy.models import Letter
from advocacy.policy import Action
from advocacy.queries import letter_reviews as queries
from advocacy.queries import tasks
from advocacy.queries.letter_texts import text_numbered, texts_of
from advocacy.queries.letter_translations import is_out_of_date, translation_of
from advocacy.services import letters
from advocacy.views.access import current_actor, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work
from advocacy.views.letters.printed import printed
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved


@bp.route("/<ref:ref>/ask-for-review", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def ask_for_review(ref: str) -> ResponseReturnValue:
    """Send a draft for review; while it is in review, ask more people."""
    letter = letter_to_work(ref)
    possible = queries.possible_reviewers(letter)
    before = {each.reviewer_id for each in queries.reviews_of(letter)}
    is_asked = letter.status is LetterStatus.IN_REVIEW
    form = AskForReviewForm(
        possible,
        version=letter.version,
        needed=letter.reviews_needed,
        reviewers=[] if is_asked else [user.ref for user in possible if user.id in before],
    )
    if done(form, lambda: letters.ask_for_review(current_actor(), letter, form.details(), form.drawn_version())):
        return saved(back_to(letter), _("Asked for a review.") if is_asked else _("Sent for review."))
    return page(
        "letters/ask_for_review.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        possible=possible,
        is_asked=is_asked,
        reviewing=queries.reviewing_of(letter, tasks.tasks_about(current_actor(), letter)),
    )


@bp.route("/<ref:ref>/review", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def review(ref: str) -> ResponseReturnValue:
    """Read the text, and say whether it can go out; who reviewed an earlier one sees what changed since."""
    letter = letter_to_work(ref)
    actor = current_actor()
    reviewing = queries.reviewing_of(letter, tasks.tasks_about(actor, letter))
    kept = translation_of(letter)
    mine = next((each for each in reviewing.now if each.reviewer_id == actor.user_id), None)
    form = ReviewForm(
        version=letter.version,
        verdict=mine.verdict.value if mine is not None else None,
        note=mine.note if mine is not None else "",
    )
    if done(form, lambda: letters.review(actor, letter, form.details(), form.drawn_version())):
        return saved(back_to(letter), _said(letter))
    return page(
        "letters/review.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        printed=printed(letter),
        translated=printed(letter, kept) if kept is not None and not is_out_of_date(letter, kept) else None,
        reviewing=reviewing,
        is_own=reviewing.is_own(actor.user_id),
        nobody_else=reviewing.is_own(actor.user_id) and not queries.possible_reviewers(letter),
        since=_since(letter, reviewing, actor.user_id),
    )


def _said(letter: Letter) -> str:
    if letter.status is LetterStatus.APPROVED:
        return str(_("Letter approved."))
    return str(_("Returned to draft.") if letter.status is LetterStatus.DRAFT else _("Review saved."))


def _since(letter: Letter, reviewing: queries.Reviewing, user_id: int | None) -> Difference | None:
    """Return what changed since this reader reviewed an earlier text, if they did."""
    read = next((each.text_version for each in reviewing.before if each.reviewer_id == user_id), None)
    texts = texts_of(letter)
    old = text_numbered(texts, read)
    return difference(old.compared_with(texts[-1]), texts[-1].compared_with(old)) if old is not None else None

"""The texts that a letter has had: all of them, two compared word by word, an older one brought back."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.text_differences import difference
from advocacy.forms.base import StepForm
from advocacy.policy import Action
from advocacy.queries.letter_texts import LetterText, text_numbered, texts_of
from advocacy.services import letters
from advocacy.services.letters.wording import text_is_open
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import back_to, bp, letter_title, letter_to_work
from advocacy.views.rendering import page
from advocacy.views.saving import saved


@bp.get("/<ref:ref>/versions")
@requires(Action.WORK_LETTER)
def versions(ref: str) -> ResponseReturnValue:
    """Every text, the newest first, with who wrote it and when."""
    letter = letter_to_work(ref)
    return page(
        "letters/versions.html",
        letter=letter,
        letter_name=letter_title(letter),
        texts=texts_of(letter),
        may_restore=text_is_open(letter),
    )


@bp.get("/<ref:ref>/versions/compare")
@requires(Action.WORK_LETTER)
def compare(ref: str) -> ResponseReturnValue:
    """Two texts word by word: `?old=` and `?new=`; without them the last change."""
    letter = letter_to_work(ref)
    texts = texts_of(letter)
    new = _asked(texts, "new", letter.text_version)
    old = _asked(texts, "old", max(new.number - 1, 1))
    return page(
        "letters/compare.html",
        letter=letter,
        letter_name=letter_title(letter),
        texts=texts,
        old=old,
        new=new,
        told=difference(old.compared_with(new), new.compared_with(old)),
        may_restore=text_is_open(letter),
    )


def _asked(texts: list[LetterText], name: str, usual: int) -> LetterText:
    given = request.args.get(name, "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else usual
    return found(text_numbered(texts, number))


@bp.post("/<ref:ref>/versions/<int:number>/restore")
@requires(Action.WORK_LETTER)
def restore(ref: str, number: int) -> ResponseReturnValue:
    """Bring an older text back, as the newest."""
    letter = letter_to_work(ref)
    found(text_numbered(texts_of(letter), number))
    letters.restore(current_actor(), letter, number, StepForm().drawn_version())
    return saved(back_to(letter), _("The older text is back, as text %(n)s.", n=letter.text_version))

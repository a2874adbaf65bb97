"""Writing a letter and changing it."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.letters import LetterKind
from advocacy.domain.merge_fields import FIELDS, with_place_of_demands
from advocacy.domain.users import Language
from advocacy.forms.letters import LetterForm
from advocacy.models import Letter, LetterTemplate
from advocacy.policy import Action
from advocacy.queries import picking
from advocacy.queries.letter_papers import head_of
from advocacy.queries.letter_templates import template_by_ref
from advocacy.services import letters
from advocacy.services.letters.wording import date_is_open, is_history, text_is_open
from advocacy.views.access import current_actor, found, requires
from advocacy.views.from_address import campaigns_of_address
from advocacy.views.letters.blueprint import back_to, bp, carried, letter_of, letter_title, letter_to_work
from advocacy.views.pick import bind_pickers
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def new() -> ResponseReturnValue:
    """Begin a letter: for `?campaign=` and `?to=` (refs), as a follow-up of `?after=`, or from `?template=`."""
    template = _template_of_address()
    form = LetterForm(**{**_from_address(), **_texts_of(template)})

    def begin() -> Letter:
        letter = letters.create(current_actor(), form.details(), form.recipients())
        if template is not None:
            letters.translate_from_template(current_actor(), letter, template)
        return letter

    if not _places_demands(form) and (letter := made(form, begin)):
        said = _("Draft saved.") if letter.status == "draft" else _("Letter saved.")
        return saved(back_to(letter), said)
    return page(
        "letters/form.html", form=form, letter=None, cancel=url_for("letters.index"), fields=FIELDS, carried=carried()
    )


def _places_demands(form: LetterForm) -> bool:
    """Put the field of the demands into the text where the button for it was pressed; nothing is saved by it."""
    if request.method != "POST" or request.form.get("do") != "place_demands" or "body" not in form:
        return False
    bind_pickers(form)
    form.body.data = with_place_of_demands(form.body.data or "")
    return True


def _template_of_address() -> LetterTemplate | None:
    """Return the template that the address names; 404 for one that is not in use."""
    ref = request.args.get("template", "")
    return found(template_by_ref(ref)) if ref else None


def _texts_of(template: LetterTemplate | None) -> dict[str, Any]:
    """Return what a template says, in the language of `?language=`."""
    if template is None:
        return {}
    spanish = request.args.get("language") == Language.ES.value
    return {
        "subject": template.subject_es if spanish else template.subject,
        "body": template.body_es if spanish else template.body,
        "language": Language.ES if spanish else Language.EN,
        "letter_kind": template.letter_kind,
    }


def _from_address() -> dict[str, Any]:
    """Return what the address says about a new letter, as far as the reader may see it."""
    actor, given = current_actor(), request.args
    if given.get("after"):
        before = letter_of(given["after"])
        parties = [each.party for each in before.recipients if each.party is not None]
        return {
            "campaigns": before.campaigns,
            "demands": before.demands,
            "addressees": parties,
            "sender": before.sender,
        }
    addressees = [row[3] for row in picking.get(actor, "parties", given.getlist("to")[:50])]
    kind = next((each for each in LetterKind if each.value == given.get("kind")), LetterKind.LETTER)
    return {"campaigns": campaigns_of_address(), "addressees": addressees, "letter_kind": kind}


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def edit(ref: str) -> ResponseReturnValue:
    """Change a letter; its text only while it is open."""
    letter = letter_to_work(ref)
    form = LetterForm(**_as_typed(letter))
    is_open = text_is_open(letter)
    form.change(with_text=is_open, with_demands=is_open or is_history(letter), with_date=date_is_open(letter))
    if not _places_demands(form) and done(
        form, lambda: letters.edit(current_actor(), letter, form.details(letter), form.drawn_version())
    ):
        return saved(back_to(letter), _("Letter saved."))
    return page(
        "letters/form.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        cancel=back_to(letter),
        fields=FIELDS,
        head=head_of(letter),
    )


_TYPED = (
    "subject", "body", "letter_kind", "sender", "language", "dated_on", "date_note", "reply_business_days",
    "others_signed", "signer_note", "enclosures", "note", "campaigns", "demands", "version",
)  # fmt: skip


def _as_typed(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in _TYPED}

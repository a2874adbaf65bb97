"""The page by which somebody without an account signs a letter: GET shows, POST acts, and nothing else is to be seen.

A link that never was, one that ended and one that was revoked answer alike. The page is in the language of the link,
with a switch, and keeps no choice.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from advocacy.db import db, one_at_a_time
from advocacy.domain.not_in_print import Unprinted
from advocacy.domain.problems import Refused
from advocacy.domain.sign_on import SignOnAct, SignOnState
from advocacy.domain.text_differences import Difference, difference
from advocacy.exchange.papers.blocks import printable
from advocacy.exchange.papers.reading import paper, read_sheet, readable
from advocacy.exchange.papers.signers import is_unprinted
from advocacy.forms.base import Form
from advocacy.forms.sign_on import ActForm, SignerForm
from advocacy.models import Letter, LetterTranslation, Signature, SignOnLink
from advocacy.policy import VISITOR
from advocacy.queries import sign_on as queries
from advocacy.queries.clock import today
from advocacy.queries.letter_papers import head_of, told_subject
from advocacy.queries.letter_texts import text_numbered, texts_of
from advocacy.queries.letter_translations import is_approved, is_out_of_date, translation_of
from advocacy.queries.not_in_print import unprinted
from advocacy.services import sign_in_delays
from advocacy.services.letters import answering
from advocacy.services.letters.sign_on import takes_signatures
from advocacy.views.auth import TOKEN
from advocacy.views.checking import wait_sentence
from advocacy.views.language import LANGUAGES, locale_code, speaking
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to

bp = Blueprint("sign_on", __name__)
REPRINT = "reprint"


@dataclass(frozen=True)
class Place:
    """A link with the letter it signs, and whose it is (None: anybody's)."""

    token: str
    link: SignOnLink
    letter: Letter
    signature: Signature | None


@bp.route(f"/sign/{TOKEN}", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Show the letter and what was done by the link, or do it."""
    link = answering.link_of(token)
    with speaking(_language(link)):
        if request.method == "GET":
            return _page(_place(token, link)) if link is not None else _gone()
        return _acted(token)


def _language(link: SignOnLink | None) -> str:
    asked = request.args.get("lang", "")
    if asked in LANGUAGES:
        return asked
    return link.language.value if link is not None else locale_code()


def _place(token: str, link: SignOnLink) -> Place:
    letter = queries.letter_of_link(link)
    signature = next((each for each in letter.signatures if each.id == link.signature_id), None)
    return Place(token, link, letter, signature)


def _gone() -> ResponseReturnValue:
    return page("sign_on/gone.html", status=404)


def _acted(token: str) -> ResponseReturnValue:
    """Count the try, do what the button says, and lead to the page that shows it."""
    address = request.remote_addr or ""
    is_known = answering.link_of(token) is not None
    keys = sign_in_delays.keys_of_link(token, address) if is_known else sign_in_delays.keys_of_no_link(address)
    wait = sign_in_delays.count_attempt(keys)
    if wait:
        db.session.rollback()
        return _slowed(wait.total_seconds())
    db.session.commit()
    link = answering.link_of(token)
    if link is None:
        return _gone()
    one_at_a_time(f"sign-on {link.letter_id}")
    place = _place(token, link)
    form = _form_of(place, request.form.get("act", ""))
    if form.validate_on_submit():
        with refusals_to(form):
            landing = _do(place, request.form.get("act", ""), form)
        if not form.errors:
            if place.signature is not None:
                sign_in_delays.forgive(keys)
            db.session.commit()
            return redirect(_address(landing), 303)
    db.session.rollback()
    again = answering.link_of(token)
    return _page(_place(token, again), form) if again is not None else _gone()


def _slowed(seconds: float) -> ResponseReturnValue:
    whole = max(1, int(seconds + 0.999))
    response = make_response(page("sign_on/slowed.html", status=429, sentence=wait_sentence(whole)))
    response.headers["Retry-After"] = str(whole)
    return response


def _address(token: str, **more: str) -> str:
    """Return the address of a link's page, in the languages of page and text that were asked for."""
    asked = {name: request.args.get(name, "") for name in ("lang", "text")} | more
    kept: dict[str, Any] = {name: code for name, code in asked.items() if name == "ask" or code in LANGUAGES}
    return url_for("sign_on.show", token=token, **kept)


@dataclass(frozen=True)
class Texts:
    """The letter in two languages, as whoever signs reads it: the one that counts, and the other to help them."""

    translation: LetterTranslation
    is_shown: bool
    """Whether the translation is what the page shows."""
    is_out_of_date: bool
    tabs: tuple[tuple[str, str, bool], ...]


def _texts(place: Place) -> Texts | None:
    """Return both texts, or None where there is one, or nobody approved the other.

    Unasked, a translation is shown to who reads its language alone, and only while it says what the letter says.
    """
    letter, translation = place.letter, translation_of(place.letter)
    if translation is None or not is_approved(translation):
        return None
    outdated = is_out_of_date(letter, translation)
    asked = request.args.get("text", "")
    if asked not in LANGUAGES:
        asked = translation.language.value if not outdated and locale_code() == translation.language.value else ""
    is_shown = asked == translation.language.value
    tabs = tuple(
        (language.label, _address(place.token, text=language.value), (language is translation.language) is is_shown)
        for language in (letter.language, translation.language)
    )
    return Texts(translation, is_shown, outdated, tabs)


def _form_of(place: Place, act: str) -> Form:
    return _signer_form(place) if act in (SignOnAct.SIGN.value, REPRINT) else ActForm()


def _do(place: Place, act: str, form: Any) -> str:
    """Do what the button says; return the token of the page that shows it."""
    link, letter, signature = place.link, place.letter, place.signature
    if signature is None:
        if act != SignOnAct.SIGN.value:
            raise Refused.sentence(answering.NOT_NOW)
        return answering.ask(link, letter, form.details(), seen_version=form.seen())
    if act == SignOnAct.SIGN.value:
        answering.sign(link, letter, signature, form.details(), seen_version=form.seen())
    elif act == REPRINT:
        answering.reprint(link, letter, signature, form.details())
    elif act == SignOnAct.DECLINE.value:
        answering.decline(link, letter, signature)
    elif act == SignOnAct.WITHDRAW.value:
        answering.withdraw(link, letter, signature)
    else:
        raise Refused.sentence(answering.NOT_NOW)
    return place.token


def _signer_form(place: Place) -> SignerForm:
    signature = place.signature
    known: dict[str, Any] = {"seen_version": str(place.letter.text_version)}
    if signature is not None:
        known |= {
            "printed_name": signature.printed_name or signature.party_name,
            "printed_title": signature.printed_title,
            "printed_organization": signature.printed_organization or _organization_of(signature),
            "approved_by": signature.approved_by,
            "for_organization": bool(signature.approved_by) or signature.organization_id is not None,
        }
    form = SignerForm(data=known)
    form.approved_by.flags.required = signature is not None and signature.organization_id is not None
    return form


def _organization_of(signature: Signature) -> str:
    """Return the name of an organization that was invited: whoever signs for it need not write it."""
    return signature.party_name if signature.organization_id is not None else ""


def _what_changed(place: Place, names: Unprinted) -> Difference | None:
    """Return what changed since the text under which the name stood, as outsiders read it; None if unknown."""
    letter, signature = place.letter, place.signature
    if signature is None or signature.seen_version is None:
        return None
    texts = texts_of(letter)
    old, new = text_numbered(texts, signature.seen_version), texts[-1]
    if old is None or old.is_current:
        return None
    told = (old.compared_with(new), new.compared_with(old))
    return difference(*(names.withheld(letter.told(text, letter.language, head_of(letter))) for text in told))


def _page(place: Place, form: Form | None = None) -> ResponseReturnValue:
    link, letter, signature = place.link, place.letter, place.signature
    status = 422 if form is not None and form.errors else 200
    drawn = form if isinstance(form, SignerForm) else _signer_form(place)
    drawn.seen_version.data = str(letter.text_version)
    state = answering.state_by(link, letter, signature)
    shows_text = answering.shows_text(link, letter, signature)
    texts = _texts(place) if shows_text else None
    shown = texts.translation if texts is not None and texts.is_shown else None
    sheet = read_sheet(VISITOR, letter, translation=shown) if shows_text else None
    names = unprinted()
    return page(
        "sign_on/show.html",
        status=status,
        form=drawn,
        refused=form.form_errors if form is not None and not isinstance(form, SignerForm) else [],
        token=place.token,
        letter=letter,
        subject=names.withheld(printable(told_subject(letter, shown))),
        sender=sheet.head.title if sheet is not None else "",
        is_named=signature is None or not is_unprinted(signature.party),
        signature=signature,
        state=state.value,
        changes_print=state is SignOnState.SIGNED and takes_signatures(letter),
        acts={each.value for each in answering.acts_by(link, letter, signature)},
        sheet=sheet,
        texts=texts,
        paper=paper(sheet, letter.recipients) if sheet is not None else None,
        text=readable(sheet, letter.recipients) if sheet is not None else None,
        changed=_what_changed(place, names) if state is SignOnState.CHANGED else None,
        asks_to_withdraw=request.args.get("ask") == SignOnAct.WITHDRAW.value,
        is_late=letter.sign_by is not None and letter.sign_by < today(),
        here=request.args.get("lang", ""),
        here_again=_address(place.token),
        withdrawal=_address(place.token, ask=SignOnAct.WITHDRAW.value),
    )

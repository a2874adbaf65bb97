"""Sign-on as organizers work it: the days, links to copy or to mail, who asks to sign, reminders."""

from typing import Any

from flask import g, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.letters import SIGNABLE, SignatureEvent, SignatureStatus
from advocacy.domain.sign_on import count_signatures, last_day
from advocacy.domain.users import Language
from advocacy.forms.base import StepForm
from advocacy.forms.sign_on import LinkForm, OpenLinkForm, SignOnDatesForm
from advocacy.models import Letter
from advocacy.models.base import utc_now
from advocacy.policy import Action
from advocacy.queries import sign_on as queries
from advocacy.queries.clock import home_zone
from advocacy.services import letters, outbox, tokens
from advocacy.services.letters import sign_on as links
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import bp, letter_title, letter_to_work, signature_of
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

SHOWN_ONCE = "sign_on_link"


def _back(letter: Letter) -> str:
    return url_for("letters.sign_on", ref=letter.ref)


@bp.get("/<ref:ref>/sign-on")
@requires(Action.WORK_LETTER)
def sign_on(ref: str) -> ResponseReturnValue:
    """How signing stands: counts, who asks, links, the days; a link that was just made is shown once."""
    letter = letter_to_work(ref)
    kept: dict[str, Any] = session.pop(SHOWN_ONCE, None) or {}
    address = ""
    if kept.get("letter") == letter.ref:
        address = url_for("sign_on.show", token=tokens.token_of(links.PURPOSE, kept["seed"]), _external=True)
    every = queries.links_of(letter)
    now = utc_now()
    to_ask = queries.to_ask_again(letter)
    living = [each for each in every if each.revoked_at is None and each.expires_at > now]
    return page(
        "letters/sign_on.html",
        letter=letter,
        letter_name=letter_title(letter),
        counts=counts_of(letter),
        asking=[each for each in letter.signatures if _asks(each)],
        to_ask=to_ask,
        asked_days=queries.asked_again_days(to_ask) if to_ask else {},
        links=living,
        last_days={each.id: last_day(each.expires_at, home_zone()) for each in living},
        ended=len(every) - len(living),
        address=address,
        shown_name=kept.get("name", ""),
        takes_signatures=links.takes_signatures(letter),
        is_signable=letter.status in SIGNABLE,
        mail_is_on=outbox.mail_is_on(),
        to_remind=len(queries.unanswered(letter)),
    )


def counts_of(letter: Letter) -> Any:
    """Return how many were asked and what they said."""
    return count_signatures((each.status, each.asked_at is not None) for each in letter.signatures)


def _asks(signature: Any) -> bool:
    return signature.asked_at is not None and signature.status is SignatureStatus.CONSIDERING


@bp.route("/<ref:ref>/sign-on/dates", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def sign_on_dates(ref: str) -> ResponseReturnValue:
    """Set by when signatures are asked for, and the last day."""
    letter = letter_to_work(ref)
    form = SignOnDatesForm(sign_by=letter.sign_by, sign_until=letter.sign_until, version=letter.version)
    if done(form, lambda: links.set_dates(current_actor(), letter, form.details(), form.drawn_version())):
        return saved(_back(letter), _("Dates saved."))
    return page("letters/sign_on_dates.html", form=form, letter=letter, letter_name=letter_title(letter))


@bp.route("/<ref:ref>/sign-on/link", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def open_link(ref: str) -> ResponseReturnValue:
    """Make a link that may be forwarded."""
    letter = letter_to_work(ref)
    form = OpenLinkForm(language=letter.language, version=letter.version)
    token = made(
        form,
        lambda: links.make_open_link(current_actor(), letter, Language(form.language.word), form.drawn_version()),
    )
    if token:
        return _show_once(letter, token, "")
    return page("letters/sign_on_link.html", form=form, letter=letter, letter_name=letter_title(letter), signature=None)


@bp.route("/<ref:ref>/signatures/<ref:signature_ref>/link", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def signature_link(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Make a link for one who was invited: to copy, or mailed."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    name = signature.printed_name or signature.party_name
    form = LinkForm(language=queries.language_of(letter, signature), email=signature.email, version=letter.version)
    language = Language(form.language.word or letter.language)
    actor = current_actor()
    if request.form.get("do") == "mail":
        mail = (actor, letter, signature, form.email.data or "", language, form.drawn_version())
        if done(form, lambda: links.mail_link(*mail)):
            return saved(_back(letter), _("The invitation waits in the outbox and goes out soon."))
    elif token := made(form, lambda: links.make_link(actor, letter, signature, language, form.drawn_version())):
        return _show_once(letter, token, name)
    return page(
        "letters/sign_on_link.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        signature=signature,
        name=name,
        mail_is_on=outbox.mail_is_on(),
    )


def _show_once(letter: Letter, token: str, name: str) -> ResponseReturnValue:
    """Keep in this browser alone what the next page makes the link of."""
    session[SHOWN_ONCE] = {"letter": letter.ref, "seed": tokens.seed_of(token), "name": name}
    return saved(_back(letter), _("Link made."))


@bp.post("/<ref:ref>/sign-on/links/<ref:link_ref>/revoke")
@requires(Action.WORK_LETTER)
def revoke_link(ref: str, link_ref: str) -> ResponseReturnValue:
    """End a link."""
    letter = letter_to_work(ref)
    g.newer_url = _back(letter)
    link = found(next((each for each in queries.links_of(letter) if each.ref == link_ref), None))
    links.revoke(current_actor(), letter, link)
    return saved(_back(letter), _("The link does not work any more."))


@bp.post("/<ref:ref>/sign-on/remind")
@requires(Action.WORK_LETTER)
def remind(ref: str) -> ResponseReturnValue:
    """Mail everybody who was invited and has not answered."""
    letter = letter_to_work(ref)
    count = links.remind(current_actor(), letter, StepForm().drawn_version())
    if not count:
        return saved(_back(letter), _("Nobody is left to mail today: each was mailed already."))
    return saved(_back(letter), ngettext("%(num)d message goes out.", "%(num)d messages go out.", count))


@bp.post("/<ref:ref>/signatures/<ref:signature_ref>/confirm")
@requires(Action.WORK_LETTER)
def confirm_asked(ref: str, signature_ref: str) -> ResponseReturnValue:
    """Put a name under the letter that was asked for by the open link, or say no to it."""
    letter = letter_to_work(ref)
    signature = signature_of(letter, signature_ref)
    version = StepForm().drawn_version()
    if request.form.get("answer") == "no":
        letters.step_signature(current_actor(), letter, signature, SignatureEvent.DECLINE, version)
        return saved(_back(letter), _("Their name does not stand under the letter."))
    links.confirm_asked(current_actor(), letter, signature, version)
    return saved(_back(letter), _("Their name stands under the letter."))

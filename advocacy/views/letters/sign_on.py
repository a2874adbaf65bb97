"""Sign-on as organizers work it: the days, links to copy or to mail, who asks to sign, reminders."""

from typing import Any

from flask import g, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from advocacy.domain.letters import SIGNABLE, SignatureEvent
from advocacy.domain.problems import Refused
from advocacy.domain.sign_on import count_signatures, last_day
from advocacy.domain.users import Language
from advocacy.domain.words import N_
from advocacy.forms.base import StepForm
from advocacy.forms.sign_on import MOST_INVITED, AskersForm, InviteForm, LinkForm, OpenLinkForm, SignOnDatesForm
from advocacy.models import Letter, Signature
from advocacy.models.base import utc_now
from advocacy.policy import Action
from advocacy.queries import sign_on as queries
from advocacy.queries.clock import home_zone
from advocacy.services import letters, outbox, tokens
from advocacy.services.letters import asking
from advocacy.services.letters import sign_on as links
from advocacy.views.access import current_actor, found, requires
from advocacy.views.letters.blueprint import bp, letter_title, letter_to_work, signature_of
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved

SHOWN_ONCE = "sign_on_link"
NOBODY_TO_INVITE = N_("Tick at least one who has not been asked yet.")


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
        asking=[each for each in letter.signatures if queries.waits_to_be_confirmed(each)],
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
        asked=queries.asked(letter),
        in_words=in_words,
    )


def counts_of(letter: Letter) -> Any:
    """Return how many were asked and what they said."""
    return count_signatures((each.status, each.asked_at is not None) for each in letter.signatures)


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


@bp.route("/<ref:ref>/sign-on/invite", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def invite_signers(ref: str) -> ResponseReturnValue:
    """Mail an invitation to those who were not asked yet, each in their language."""
    letter = letter_to_work(ref)
    asked = queries.asked(letter)
    languages = queries.languages_of(letter, asked.to_invite)
    people = [{"take": True, "ref": each.ref, "language": languages[each.id]} for each in asked.to_invite]
    form = InviteForm(people=people[:MOST_INVITED], version=letter.version)
    if count := made(form, lambda: _invited(letter, form)):
        return saved(_back(letter), ngettext("%(num)d invitation goes out.", "%(num)d invitations go out.", count))
    return page(
        "letters/invite_signers.html",
        form=form,
        letter=letter,
        letter_name=letter_title(letter),
        invited={each.ref: each for each in letter.signatures},
        without=[each for each in asked.not_yet if not each.email],
        takes_signatures=links.takes_signatures(letter),
        mail_is_on=outbox.mail_is_on(),
    )


def _invited(letter: Letter, form: InviteForm) -> int:
    count = links.invite(current_actor(), letter, form.chosen(), form.drawn_version())
    if not count:
        raise Refused.sentence(NOBODY_TO_INVITE)
    return count


def in_words(error: str) -> str:
    """Return what a mail server said, or a sentence of ours in the reader's language."""
    return _(error) if error else ""


@bp.route("/<ref:ref>/sign-on/requests", methods=["GET", "POST"])
@requires(Action.WORK_LETTER)
def answer_askers(ref: str) -> ResponseReturnValue:
    """Say no to several who asked to sign by a link that was forwarded, and end such links."""
    letter = letter_to_work(ref)
    waiting = [each for each in letter.signatures if queries.waits_to_be_confirmed(each)]
    form = AskersForm(requests=[each.ref for each in waiting], ends_links=True, version=letter.version)
    form.requests.choices = [SelectChoice(value=each.ref, label=_asker(each)) for each in waiting]

    def decline() -> int:
        refs, ends = form.requests.data or (), bool(form.ends_links.data)
        return asking.decline(current_actor(), letter, refs, ends_links=ends, version=form.drawn_version())

    if count := made(form, decline):
        return saved(_back(letter), ngettext("One request declined.", "%(num)d requests declined.", count))
    return page("letters/answer_askers.html", form=form, letter=letter, letter_name=letter_title(letter))


def _asker(signature: Signature) -> str:
    told = (signature.printed_name, signature.printed_title, signature.printed_organization, signature.email)
    return ", ".join(each for each in told if each)


@bp.post("/<ref:ref>/sign-on/remind")
@requires(Action.WORK_LETTER)
def remind(ref: str) -> ResponseReturnValue:
    """Mail everybody who was asked and has not answered."""
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

"""The list of letters, and one letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.activity_kinds import Side
from advocacy.domain.letter_clock import overall
from advocacy.domain.letters import (
    BEFORE_SENDING,
    GONE_OUT,
    LETTER,
    RECIPIENT,
    SIGNABLE,
    SIGNATURE,
    TEXT_IS_OPEN,
    LetterStatus,
    ReplyOutcome,
    SignatureStatus,
)
from advocacy.domain.partial_dates import Precision
from advocacy.domain.users import Language
from advocacy.forms.letters import LetterFilterForm
from advocacy.models import Demand, Letter, LetterTranslation
from advocacy.policy import Action, allows
from advocacy.queries import claims, inbox, letter_lists, tasks
from advocacy.queries import letters as queries
from advocacy.queries.campaign_choices import campaigns_with
from advocacy.queries.comments import comments_on
from advocacy.queries.letter_lists import LetterFilters
from advocacy.queries.letter_reviews import possible_reviewers, reviewing_of
from advocacy.queries.letter_translations import is_approved, is_as_good_as_the_letter, translation_of
from advocacy.queries.letters import ShownReply
from advocacy.queries.sign_on import failed_mails
from advocacy.services.letters.signing import INVITING
from advocacy.services.letters.wording import is_history, text_is_open
from advocacy.views.access import current_actor, requires
from advocacy.views.from_address import with_campaign_of_address
from advocacy.views.history import take_back_url
from advocacy.views.letters.blueprint import bp, letter_of, letter_title
from advocacy.views.letters.past import past_of
from advocacy.views.letters.post import post_of
from advocacy.views.letters.printed import offices, printed
from advocacy.views.letters.progress import progress, sent_on
from advocacy.views.letters.sign_on import counts_of
from advocacy.views.rendering import page
from advocacy.views.stance_offers import offered


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Letters, newest first, by campaign, state and what they wait for."""
    actor = current_actor()
    campaigns = with_campaign_of_address(campaigns_with(actor, Letter))
    form = LetterFilterForm(request.args)
    form.offer(campaigns)
    filters = LetterFilters(
        campaign=next((each for each in campaigns if each.slug == form.campaign.data), None),
        status=form.status.word,
        wait=form.wait.word,
    )
    first = {name: value for name, value in _chosen(filters).items() if value}
    after = request.args.get("after", "")[:10]
    shown = letter_lists.letters_page(actor, filters, after)
    return page(
        "letters/index.html",
        filter_form=form,
        found=shown,
        chips=_chips(filters, first),
        asked=first,
        after=after,
        rate=queries.response_rate(actor, filters.campaign),
        waiting_ones=queries.to_classify(actor, 5) if actor.is_worker and not first and not after else [],
        letter_title=letter_title,
        sent_on=sent_on,
        in_pen=inbox.count(actor),
    )


def _chosen(filters: LetterFilters) -> dict[str, str]:
    return {
        "campaign": filters.campaign.slug if filters.campaign else "",
        "status": filters.status.value if filters.status else "",
        "wait": filters.wait.value if filters.wait else "",
    }


def _chips(filters: LetterFilters, asked: dict[str, str]) -> list[tuple[str, str]]:
    words = {
        "campaign": filters.campaign.title if filters.campaign else "",
        "status": _(filters.status.label) if filters.status else "",
        "wait": _(filters.wait.label) if filters.wait else "",
    }
    return [(words[name], _address({key: value for key, value in asked.items() if key != name})) for name in asked]


def _address(values: dict[str, Any]) -> str:
    return url_for("letters.index", **values)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One letter: its text and signers, to whom it went, what came back, what is to do."""
    actor = current_actor()
    letter = letter_of(ref)
    numbers = queries.numbers_of(letter)
    replies = queries.replies_of(actor, letter)
    told, is_past = shared_outcome(replies), is_history(letter)
    may_work = allows(actor, Action.WORK_LETTER, letter)
    translation = _shown_translation(letter, may_work=may_work)
    about = tasks.tasks_about(actor, letter)
    reviewing = reviewing_of(letter, about) if may_work and letter.status in BEFORE_SENDING else None
    is_own = reviewing is not None and reviewing.is_own(actor.user_id)
    return page(
        "letters/show.html",
        letter=letter,
        letter_name=letter_title(letter),
        numbers=numbers,
        replies=replies,
        told=told,
        printed=printed(letter, translation if translation and asks_for(translation) else None),
        offices=offices(letter),
        counts=counts_of(letter),
        unreached=failed_mails(letter) if may_work and letter.signatures and letter.status in SIGNABLE else {},
        answered_after=_answered_after(letter, replies),
        asks=asks_of(letter, replies),
        way=progress(letter, numbers, told, is_past=is_past),
        went_out_on=sent_on(letter),
        rights=_rights(letter, may_work=may_work, is_past=is_past),
        tasks=about,
        reviewing=reviewing,
        comments=comments_on(letter) if may_work else None,
        has_unconfirmed=any(each.status is SignatureStatus.TO_RECONFIRM for each in letter.signatures),
        translation=translation,
        unapproved=translation is not None and letter.status not in TEXT_IS_OPEN and not is_approved(translation),
        is_own=is_own,
        nobody_else=is_own and letter.status is LetterStatus.IN_REVIEW and not possible_reviewers(letter),
        past=past_of(letter, may_work=may_work),
        take_back=take_back_url(letter) if may_work else "",
        offer_url=offered(letter),
        claims=claims.used_in(actor, letter),
        post=post_of(actor, letter, may_work=may_work),
    )


def _shown_translation(letter: Letter, *, may_work: bool) -> LetterTranslation | None:
    """Return the text in the other language; one that is out of date or not approved is for who works the letter."""
    translation = translation_of(letter)
    is_for_all = translation is not None and is_as_good_as_the_letter(letter, translation)
    return translation if may_work or is_for_all else None


def asks_for(translation: LetterTranslation) -> bool:
    """Whether the address asks for the text in this language."""
    return request.args.get("language") == translation.language.value


def told_in(replies: Sequence[ShownReply]) -> list[ReplyOutcome]:
    """Return every outcome that the replies give to this letter."""
    return [answer.outcome for shown in replies for answer in shown.answers if answer.outcome is not None]


def outcomes_of(letter: Letter) -> list[ReplyOutcome]:
    """Return every outcome of the letter, as far as the reader may see."""
    return told_in(queries.replies_of(current_actor(), letter))


def shared_outcome(replies: Sequence[ShownReply]) -> ReplyOutcome | None:
    """Return the one word for what came back, or None when recipients said different things."""
    by_recipient: dict[int, list[ReplyOutcome]] = {}
    for shown in replies:
        for answer in shown.answers:
            if answer.outcome is not None:
                by_recipient.setdefault(answer.recipient_id, []).append(answer.outcome)
    told = {overall(outcomes) for outcomes in by_recipient.values()}
    return told.pop() if len(told) == 1 else None


@dataclass(frozen=True)
class Ask:
    """A demand that the letter carries, and what the replies say to it: one outcome, or how many granted it."""

    demand: Demand
    outcome: ReplyOutcome | None
    granted: int
    told: int


@bp.app_template_global()
def demand_line(letter: Letter, demand: Demand, language: str) -> str:
    """Return a demand as everything about one letter calls it: by its number on the paper that the office holds.

    Where the paper lists none (a letter of others or of the past, or one that carries no demands of its own), it is
    the campaign's number, and says so.
    """
    text = (demand.text_es if language == Language.ES.value else "") or demand.text
    is_listed = letter.side is Side.OURS and not is_history(letter)
    own = [each.id for each in letter.demands] if is_listed else []
    if demand.id in own:
        return str(_("%(n)s. %(demand)s", n=own.index(demand.id) + 1, demand=text))
    return str(_("%(demand)s (demand %(n)s of the campaign)", n=demand.number, demand=text))


def asks_of(letter: Letter, replies: Sequence[ShownReply]) -> list[Ask]:
    """Return the demands with their outcome; what was said on a demand goes before what was said on the whole."""
    return [_ask(demand, replies) for demand in letter.demands]


def _ask(demand: Demand, replies: Sequence[ShownReply]) -> Ask:
    own: dict[int, list[ReplyOutcome]] = {}
    whole: dict[int, list[ReplyOutcome]] = {}
    for answer in (answer for shown in replies for answer in shown.answers if answer.demand_id in (demand.id, None)):
        if answer.outcome is not None:
            (whole if answer.demand_id is None else own).setdefault(answer.recipient_id, []).append(answer.outcome)
    told = [overall(outcomes) for outcomes in {**whole, **own}.values()]
    shared = told[0] if len(set(told)) == 1 else None
    return Ask(demand, shared, told.count(ReplyOutcome.GRANTED), len(told))


def _answered_after(letter: Letter, replies: Sequence[ShownReply]) -> int | None:
    """Return how many days a single reply took from when the letter went to those who gave it, if both are known."""
    if len(replies) != 1:
        return None
    answered = [answer.recipient.sent_on for answer in replies[0].answers]
    out = min(answered, key=lambda day: day.text, default=sent_on(letter))
    came = replies[0].reply.received_on
    if not out.first_day or not came.first_day or {out.precision, came.precision} != {Precision.DAY}:
        return None
    return (came.first_day - out.first_day).days


@dataclass(frozen=True)
class Rights:
    """What the page offers: which buttons, by role and state."""

    may_work: bool
    before_sending: bool
    text_is_open: bool
    may_sign: bool
    may_add_signature: bool
    may_edit_signature: bool
    takes_replies: bool

    def letter(self, letter: Letter) -> set[str]:
        """Return the steps that are possible now."""
        return {event.value for event in LETTER.events_from(letter.status)} if self.may_work else set()

    def recipient(self, each: Any) -> set[str]:
        """Return the steps of a recipient that are possible now."""
        return {event.value for event in RECIPIENT.events_from(each.status)} if self.may_work else set()

    def signature(self, each: Any) -> set[str]:
        """Return the steps of a signature that are possible now."""
        if not (self.may_work and self.before_sending):
            return set()
        return {event.value for event in SIGNATURE.events_from(each.status)}


def _rights(letter: Letter, *, may_work: bool, is_past: bool) -> Rights:
    before = letter.status in BEFORE_SENDING
    return Rights(
        may_work=may_work,
        before_sending=before,
        text_is_open=may_work and text_is_open(letter),
        may_sign=may_work and letter.status in SIGNABLE,
        may_add_signature=may_work and (letter.status in INVITING or is_past),
        may_edit_signature=may_work and (before or is_past),
        takes_replies=may_work and letter.status in GONE_OUT,
    )

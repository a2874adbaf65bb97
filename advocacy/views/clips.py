"""The clip desk: paste an article, see what it proposes, save what is ticked. Nothing is kept between the two pages."""

import contextlib
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.db import db
from advocacy.domain.activities import ActivityDetails, ContactDetails
from advocacy.domain.activity_kinds import Side
from advocacy.domain.clips.findings import Clip, Found
from advocacy.domain.clips.proposals import Proposals, passage_of, proposals_of
from advocacy.domain.clips.reading import read
from advocacy.domain.never_stored import check_never_stored
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.text import Limits, fold
from advocacy.domain.words import N_
from advocacy.exchange.clips.documents import Document, checked
from advocacy.exchange.clips.opening import document_of
from advocacy.forms.base import PickerField
from advocacy.forms.clips import TICKED, ClipForm
from advocacy.models import Campaign
from advocacy.policy import Action
from advocacy.queries import clips as queries
from advocacy.queries.campaigns import by_slug
from advocacy.queries.sources import on_file
from advocacy.services import claims, clips
from advocacy.services.clips import Ticked, TickedClaim, TickedHappening, TickedPerson, TickedStatement
from advocacy.services.statements import Around
from advocacy.views.access import current_actor, requires
from advocacy.views.pick import bind_pickers, bind_together
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import saved, show_problem

bp = Blueprint("clips", __name__, url_prefix="/clips")
bp.before_request(lighting("precedents"))

MOST_BYTES = 3_000_000
"""The largest file: with the rest of its form it must stay below the largest request."""
TOO_BIG = N_("The file is too large: at most %(most)s MB are read.")
TEXT_OR_FILE = N_("There is text above as well. Empty it, or leave the file out.")
NOTHING_TO_READ = N_("Paste the text of an article, or choose a file.")


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_STATEMENT)
def new() -> ResponseReturnValue:
    """The first page takes the article, the second shows what it proposes and saves what is ticked."""
    form = ClipForm(campaigns=_campaign_asked_for())
    _bind(form)
    if request.method == "GET":
        return page("clips/new.html", form=form)
    return _reviewed(form) if form.is_reviewing else _taken(form)


def _campaign_asked_for() -> Campaign | None:
    slug = request.args.get("campaign", "")
    return by_slug(current_actor(), slug) if slug else None


def _bind(form: ClipForm) -> None:
    bind_pickers(form)
    bind_together(field for _name, part in form.parts() for field in part if isinstance(field, PickerField))


def _taken(form: ClipForm) -> ResponseReturnValue:
    """Read the article, and show what it proposes."""
    if not form.is_only_finding and form.validate_on_submit():
        try:
            document = _document(form)
        except Refused as refused:
            for problem in refused.problems:
                show_problem(form, problem)
        else:
            return _read(form, document)
    return page("clips/new.html", form=form)


def _document(form: ClipForm) -> Document:
    """Return the text that was pasted or stands in the file; raise Refused at the field it came by."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return _checked(form, Document(form.text.data or ""), "text")
    if form.text.data:
        raise Refused.at("file", TEXT_OR_FILE)
    with contextlib.closing(upload):
        data = upload.stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused.at("file", TOO_BIG, most=MOST_BYTES // 1_000_000)
    try:
        document = document_of(data, upload.filename)
    except Refused as refused:
        raise Refused(problem.at("file") for problem in refused.problems) from refused
    return _checked(form, document, "file")


def _checked(form: ClipForm, document: Document, name: str) -> Document:
    """Return the document with clean text. What is refused stands in the text field then, where it can be taken out."""
    text = document.text.replace("\0", "").strip()
    if not text:
        raise Refused.at(name, NOTHING_TO_READ)
    try:
        checked(document)
    except Refused as refused:
        raise Refused(problem.at(name) for problem in refused.problems) from refused
    form.text.data = text
    refuse_if(check_never_stored("text", text))
    return Document(text, document.title, document.publisher, document.published)


def _read(form: ClipForm, document: Document) -> ResponseReturnValue:
    """Draw the second page for what was just taken."""
    source = form.source()
    published_on = source.published_on
    if not published_on and document.published is not None:
        published_on = PartialDate.of(document.published)
    publisher = source.publisher or document.publisher
    clip = _clip(document.text, published_on, publisher)
    proposals = proposals_of(clip)
    review = ClipForm(
        formdata=None,
        reviewing=TICKED,
        text=document.text,
        headline=(source.headline or document.title or clip.headline)[: Limits.MAX_SHORT],
        publisher=publisher[: Limits.MAX_NAME],
        author=(source.author or clip.reporter)[: Limits.MAX_SHORT],
        published_on=published_on or PartialDate(clip.published),
        url=source.url,
        campaigns=form.campaigns.records,
        **_parts(proposals, form.campaigns.records),
    )
    _bind(review)
    return _review_page(review, clip, proposals.left_out)


def _clip(text: str, published_on: PartialDate, publisher: str) -> Clip:
    day = published_on.first_day if published_on.precision is Precision.DAY else None
    return read(text, queries.known(current_actor()), day, publisher)


def _parts(proposals: Proposals, campaigns: list[Campaign]) -> dict[str, list[dict[str, Any]]]:
    """Return what the fields of each proposal are filled with. None is ticked."""
    return {
        "statements": _statement_parts(proposals, campaigns),
        "happenings": [
            {
                **_span(each),
                "summary": each.summary,
                "occurred_on": each.occurred_on,
                "contacts": each.with_whom,
                "campaigns": campaigns,
            }
            for each in proposals.happenings
        ],
        "claims": [
            {
                **_span(each),
                "text": each.text,
                "figure": each.figure,
                "unit": each.unit,
                "claimant": each.speaker,
                "said_by": each.in_words,
                "campaigns": campaigns,
            }
            for each in proposals.claims
        ],
        "people": [
            {
                **_span(each),
                "given_name": each.given_name,
                "family_name": each.family_name,
                "role": each.role,
                "organization": each.organization,
            }
            for each in proposals.people
        ],
    }


def _span(found: Found) -> dict[str, str]:
    return {"start": str(found.start), "end": str(found.end)}


def _statement_parts(proposals: Proposals, campaigns: list[Campaign]) -> list[dict[str, Any]]:
    ours = queries.ours(current_actor(), {each.speaker.ref for each in proposals.statements if each.speaker})
    return [
        {
            **_span(each),
            "is_sure": TICKED if each.is_sure else "",
            "speaker": each.speaker,
            "in_words": each.in_words,
            "quote": each.quote,
            "summary": each.summary,
            "said_on": each.said_on,
            "side": Side.OURS if each.speaker and each.speaker.ref in ours else Side.THEIRS,
            "campaigns": campaigns,
        }
        for each in proposals.statements
    ]


def _reviewed(form: ClipForm) -> ResponseReturnValue:
    """Save what is ticked, or draw the page again with everything that was typed."""
    if form.pressed == "change":
        form.reviewing.data = ""
        return page("clips/new.html", form=form)
    if form.pressed == "tick":
        form.tick_what_is_sure()
    elif not form.is_only_finding and form.validate_on_submit():
        ticked = _ticked(form)
        try:
            source = clips.save(current_actor(), ticked)
        except Refused as refused:
            db.session.rollback()
            _show_problems(form, refused.problems)
        else:
            return saved(url_for("sources.show", ref=source.ref), _saved_words(ticked.count))
    return _review_page(form, _clip(form.text.data or "", form.published, form.publisher.data or ""))


def _saved_words(count: int) -> str:
    if not count:
        return str(_("Source saved."))
    return str(ngettext("One thing saved from this article.", "%(num)d things saved from this article.", count))


def _review_page(form: ClipForm, clip: Clip, left_out: int = 0) -> ResponseReturnValue:
    source = on_file(current_actor(), form.source())
    text = form.text.data or ""
    return page(
        "clips/review.html",
        form=form,
        clip=clip,
        source=source,
        left_out=left_out,
        passages={name: passage_of(text, *part.span) for name, part in form.parts()},
        there=queries.words_on_file(current_actor(), source) if source is not None else set(),
        folded=fold,
    )


def _ticked(form: ClipForm) -> Ticked:
    published_on = form.published
    return Ticked(
        form.source(),
        takes_source=bool(form.take_source.data),
        people=[
            TickedPerson(name, part.details(), part.organization.record, bool(part.is_somebody_else.data))
            for name, part in form.ticked(form.people)
        ],
        statements=[
            TickedStatement(name, part.details(published_on), _around(part))
            for name, part in form.ticked(form.statements)
        ],
        happenings=[TickedHappening(name, _happening(part)) for name, part in form.ticked(form.happenings)],
        claims=[
            TickedClaim(name, part.details(), claims.Around(part.claimant.records, campaigns=part.campaigns.records))
            for name, part in form.ticked(form.claims)
        ],
    )


def _around(part: Any) -> Around:
    return Around(
        speakers=tuple(part.speaker.records),
        in_words="" if part.speaker.records else part.in_words.data or "",
        campaigns=tuple(part.campaigns.records),
        demands=tuple(part.demands.records),
    )


def _happening(part: Any) -> ActivityDetails:
    return ActivityDetails(
        kind=part.kind.word,
        side=part.side.word,
        occurred_on=part.occurred_on.value,
        summary=part.summary.data or "",
        contacts=tuple(ContactDetails(record.ref) for record in part.contacts.records),
        campaigns=tuple(campaign.ref for campaign in part.campaigns.records),
        without_campaign=not part.campaigns.records,
    )


_FIELD_OF = {
    "speakers": "speaker",
    "not_before": "said_on",
    "not_after": "said_on",
    "label": "family_name",
    "claimants": "claimant",
}
"""The fields that services speak of, where the desk calls them otherwise."""


def _show_problems(form: ClipForm, problems: tuple[Problem, ...]) -> None:
    """Put each problem at the field of its part."""
    parts = dict(form.parts())
    for problem in problems:
        name, _dash, field = problem.field.rpartition("-")
        part = parts.get(name)
        if part is None:
            show_problem(form, problem)
            continue
        at = _FIELD_OF.get(field, field)
        show_problem(part, problem.at(at if at in part else "take"))
    form.gather_errors()

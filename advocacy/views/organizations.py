"""Organizations: the list by part in the coalition, one page each, adding and editing. Bodies have seats and rules."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.directory import CoalitionPart, OrganizationKind, TaxStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.forms.bodies import SeatsOnForm
from advocacy.forms.organizations import OrganizationForm, OrganizationsFilter
from advocacy.models import Jurisdiction, Organization
from advocacy.policy import Action
from advocacy.queries import bodies, dealings, influences, public_statements, records, stances, timeline
from advocacy.queries import organizations as queries
from advocacy.queries.clock import today
from advocacy.queries.people import people_of
from advocacy.services import organizations
from advocacy.services.organizations import Around
from advocacy.views.access import current_actor, found, requires
from advocacy.views.contact_points import contact_lines
from advocacy.views.listing import address_with, filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import asked_for, bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved
from advocacy.views.timelines import shown_timeline

bp = Blueprint("organizations", __name__, url_prefix="/organizations")
bp.before_request(lighting("organizations"))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Organizations by name, by their part in the coalition and by kind."""
    actor = current_actor()
    filters = OrganizationsFilter(request.args)
    bind_pickers(filters)
    wanted = queries.Wanted(
        words=filters.q.data or "",
        part=filters.part.word,
        kind=filters.kind.word,
        place=filters.place.record,
        bodies_only=bool(filters.bodies.data),
    )
    rows = queries.listed(actor, wanted, place_of_address())
    counts = queries.count_by_part(actor)
    parts = [(part, counts[part], address_with(part=part.value)) for part in CoalitionPart if counts.get(part)]
    return page(
        "organizations/index.html",
        filters=filters,
        wanted=wanted,
        rows=rows.rows,
        beside=pages_beside(rows),
        parts=parts,
        everything=(sum(counts.values()), without("part")),
        chips=_chips(wanted),
    )


def _chips(wanted: queries.Wanted) -> list[tuple[str, str]]:
    return filters_on(
        (wanted.words, without("q")),
        (_(wanted.kind.label) if wanted.kind else "", without("kind")),
        (wanted.place.name if wanted.place else "", without("place", "place-q")),
        (_("Bodies that vote") if wanted.bodies_only else "", without("bodies")),
    )


def _around(form: OrganizationForm) -> Around:
    return Around(form.parent.record, form.place.record, form.spokesperson.record)


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Add an organization (`?kind=legislative_body&place=` prefill a council). One of the same name is shown first."""
    actor = current_actor()
    asked = request.args.get("kind") == OrganizationKind.LEGISLATIVE_BODY.value
    form = OrganizationForm(
        organization_kind=OrganizationKind.LEGISLATIVE_BODY if asked else OrganizationKind.COALITION_PARTNER,
        part=CoalitionPart.NONE,
        tax_status=TaxStatus.NOT_KNOWN,
        is_body=asked,
        place=asked_for(Jurisdiction, "place"),
    )
    if organization := made(
        form,
        lambda: organizations.create(
            actor, form.details(), _around(form), is_another_one=bool(form.is_another_one.data)
        ),
    ):
        return saved(url_for("organizations.show", ref=organization.ref), _("%(name)s added.", name=organization.name))
    same = queries.same_organizations(actor, form.title.data or "") if request.method == "POST" else []
    return page("organizations/form.html", form=form, organization=None, same=same)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One organization: what it is to us, its people, its letters, its timeline; of a body also seats and rules."""
    actor = current_actor()
    organization = found(records.by_ref(actor, Organization, ref, *queries.WITH_AROUND))
    seats_form = SeatsOnForm(request.args)
    seats_day = (seats_form.on.data if seats_form.validate() else None) or today()
    if not seats_form.on.errors:
        seats_form.on.data = seats_day
    said = public_statements.said_by(actor, organization)
    return page(
        "organizations/show.html",
        organization=organization,
        reaches=influences.ways_to(actor, [organization.id]).to(organization.id),
        spokesperson=queries.spokesperson_of(actor, organization),
        people=people_of(actor, organization),
        parts=queries.parts_of(actor, organization),
        contacts=contact_lines(actor, organization),
        histories=stances.histories_of(actor, organization),
        said=said,
        to_enter=public_statements.to_enter(actor, said),
        letters=dealings.letters_of(actor, organization),
        meetings=dealings.meetings_of(actor, organization),
        seats_form=seats_form,
        seats_day=PartialDate.of(seats_day),
        seats=bodies.seats_on(organization, seats_day) if organization.is_body else [],
        rules=bodies.rules_of(organization) if organization.is_body else [],
        shown=shown_timeline(lambda wanted: timeline.of_party(actor, organization, wanted)),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is said about an organization."""
    actor = current_actor()
    organization = found(records.by_ref(actor, Organization, ref, *queries.WITH_AROUND))
    form = OrganizationForm(
        data={name: getattr(organization, name) for name in _FIELDS},
        parent=organization.parent,
        place=organization.jurisdiction,
        spokesperson=queries.spokesperson_of(actor, organization),
        version=str(organization.version),
    )
    del form.is_another_one
    if done(
        form,
        lambda: organizations.edit(actor, organization, form.details(), _around(form), version=form.drawn_version()),
    ):
        return saved(url_for("organizations.show", ref=ref), _("%(name)s saved.", name=organization.name))
    return page("organizations/form.html", form=form, organization=organization, same=[])


_FIELDS = (
    "title", "organization_kind", "is_body", "part", "joined_on", "left_on", "tax_status", "promised", "note",
    "website",
)  # fmt: skip

"""Officials and other people: the list, one page each, adding and editing."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.forms.people import PeopleFilter, PersonForm
from advocacy.models import Person
from advocacy.models.directory import current_terms
from advocacy.policy import Action
from advocacy.queries import dealings, influences, public_statements, records, stances, timeline
from advocacy.queries import people as queries
from advocacy.queries.clock import today
from advocacy.services import people
from advocacy.views.access import current_actor, found, requires
from advocacy.views.contact_points import contact_lines
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved
from advocacy.views.timelines import shown_timeline

bp = Blueprint("people", __name__, url_prefix="/officials")
bp.before_request(lighting("people"))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """Officials by family name; organizers and coordinators may ask for everybody."""
    actor = current_actor()
    filters = PeopleFilter(request.args)
    bind_pickers(filters)
    wanted = queries.Wanted(
        words=filters.q.data or "",
        body=filters.body.record,
        place=filters.place.record,
        everybody=actor.is_worker and bool(filters.everybody.data),
    )
    rows = queries.listed(actor, wanted, place_of_address())
    return page(
        "people/index.html",
        filters=filters,
        wanted=wanted,
        rows=rows.rows,
        chips=_chips(wanted),
        beside=pages_beside(rows),
    )


def _chips(wanted: queries.Wanted) -> list[tuple[str, str]]:
    return filters_on(
        (wanted.words, without("q")),
        (wanted.body.name if wanted.body else "", without("body", "body-q")),
        (wanted.place.name if wanted.place else "", without("place", "place-q")),
        (_("Everybody") if wanted.everybody else "", without("everybody")),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new() -> ResponseReturnValue:
    """Add a person. Somebody of the same name is shown first."""
    actor = current_actor()
    form = PersonForm()
    if person := made(
        form,
        lambda: people.create(
            actor,
            form.details(),
            organization=form.organization.record,
            place=form.place.record,
            is_somebody_else=bool(form.is_somebody_else.data),
        ),
    ):
        return saved(url_for("people.show", ref=person.ref), _("%(name)s added.", name=person.name))
    same = queries.same_people(actor, form.details()) if request.method == "POST" else []
    return page("people/form.html", form=form, person=None, same=same)


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One person: office, contact, stances, votes, letters, and all contact as a timeline."""
    actor = current_actor()
    person = found(records.by_ref(actor, Person, ref, *queries.WITH_OFFICES))
    ways = influences.ways_to(actor, [person.id])
    said = public_statements.said_by(actor, person)
    return page(
        "people/show.html",
        reaches=ways.to(person.id),
        is_ours=ways.is_ours(person.id),
        person=person,
        holding=current_terms(person.terms, today()),
        place=queries.place_of_person(person),
        contacts=contact_lines(actor, person),
        histories=stances.histories_of(actor, person),
        said=said,
        to_enter=public_statements.to_enter(actor, said),
        current=queries.latest_stances(actor, [person.id]).get(person.id),
        votes=dealings.votes_of(actor, person),
        measures=dealings.measures_of(actor, person),
        letters=dealings.letters_of(actor, person),
        meetings=dealings.meetings_of(actor, person),
        commitments=dealings.commitments_of(actor, person),
        shown=shown_timeline(lambda wanted: timeline.of_party(actor, person, wanted)),
    )


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change what is said about a person."""
    actor = current_actor()
    person = found(records.by_ref(actor, Person, ref, *queries.WITH_OFFICES))
    form = PersonForm(
        data={name: getattr(person, name) for name in _FIELDS},
        aliases="\n".join(alias.alias for alias in person.aliases),
        place=person.jurisdiction,
        version=str(person.version),
    )
    del form.is_somebody_else
    if done(
        form,
        lambda: people.edit(
            actor,
            person,
            form.details(),
            organization=form.organization.record,
            place=form.place.record,
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("people.show", ref=ref), _("%(name)s saved.", name=person.name))
    return page("people/form.html", form=form, person=person, same=[])


_FIELDS = (
    "given_name", "family_name", "label", "title", "party", "role", "languages", "not_in_print", "note",
    "organization",
)  # fmt: skip

"""Contact points of a person or an organization: adding, editing, checking, removing."""

from dataclasses import dataclass

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.contact_points import address_of, shown
from advocacy.domain.directory import ContactKind, ContactState
from advocacy.forms.contact_points import ContactPointForm
from advocacy.models import ContactPoint, Organization, Person
from advocacy.policy import Action, Actor
from advocacy.queries import contact_points as queries
from advocacy.queries import records
from advocacy.services import contact_points
from advocacy.views.access import current_actor, found, requires
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import done, saved

bp = Blueprint("contact_points", __name__)
CHECKED = {state.value: state for state in (ContactState.GOOD, ContactState.FAILING)}


@dataclass(frozen=True)
class ContactLine:
    """A contact point, ready to print: how it reads, and what its link leads to."""

    point: ContactPoint
    text: str
    href: str


def contact_lines(actor: Actor, owner: queries.Owner) -> list[ContactLine]:
    """Return the contact points that the actor may see."""
    return [
        ContactLine(point, shown(point.contact_kind, point.value), address_of(point.contact_kind, point.value))
        for point in queries.points_of(actor, owner)
    ]


@bp.app_template_global()
def phones_of(owner: queries.Owner | None) -> list[ContactLine]:
    """Return the numbers that the reader may see and that are not known to fail."""
    if owner is None:
        return []
    return [
        line
        for line in contact_lines(current_actor(), owner)
        if line.point.contact_kind is ContactKind.PHONE and line.point.state is not ContactState.FAILING
    ]


@bp.route("/officials/<ref:ref>/contact-points/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_for_person(ref: str) -> ResponseReturnValue:
    """Add a contact point of a person."""
    g.nav_current = "people"
    return _new(found(records.by_ref(current_actor(), Person, ref)))


@bp.route("/organizations/<ref:ref>/contact-points/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_for_organization(ref: str) -> ResponseReturnValue:
    """Add a contact point of an organization."""
    g.nav_current = "organizations"
    return _new(found(records.by_ref(current_actor(), Organization, ref)))


def _new(owner: queries.Owner) -> ResponseReturnValue:
    asked = next((kind for kind in ContactKind if kind.value == request.args.get("kind")), ContactKind.PHONE)
    form = ContactPointForm(contact_kind=asked)
    if done(form, lambda: contact_points.add(current_actor(), owner, form.details())):
        return saved(record_url(owner), _("Contact point added."))
    return page("contact_points/form.html", form=form, owner=owner, point=None)


@bp.route("/contact-points/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit(ref: str) -> ResponseReturnValue:
    """Change a contact point."""
    point, owner = _point(ref)
    form = ContactPointForm(obj=point, version=str(owner.version))
    if request.method == "GET":
        form.value.data = "" if form.is_address else shown(point.contact_kind, point.value)
        form.address.data = point.value if form.is_address else ""
    if done(
        form, lambda: contact_points.edit(current_actor(), owner, point, form.details(), version=form.drawn_version())
    ):
        return saved(record_url(owner), _("Contact point saved."))
    return page("contact_points/form.html", form=form, owner=owner, point=point)


@bp.post("/contact-points/<ref:ref>/verify")
@requires(Action.EDIT_DIRECTORY)
def verify(ref: str) -> ResponseReturnValue:
    """Note that somebody tried it: it works, or it fails."""
    point, owner = _point(ref)
    state = found(CHECKED.get(request.form.get("state", "")))
    contact_points.verify(current_actor(), owner, point, state)
    return saved(record_url(owner), _("Noted as working.") if state is ContactState.GOOD else _("Noted as failing."))


@bp.post("/contact-points/<ref:ref>/remove")
@requires(Action.EDIT_DIRECTORY)
def remove(ref: str) -> ResponseReturnValue:
    """Forget it."""
    point, owner = _point(ref)
    contact_points.remove(current_actor(), owner, point)
    return saved(record_url(owner), _("Contact point removed."))


def _point(ref: str) -> tuple[ContactPoint, queries.Owner]:
    point, owner = found(queries.point_with_owner(current_actor(), ref))
    g.nav_current = "people" if isinstance(owner, Person) else "organizations"
    g.newer_url = record_url(owner)
    return point, owner

"""Deciding bodies: seats, who holds them and when, and the rules by which they decide."""

from flask import Blueprint, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.bodies import HOLDER_TWICE, OFFICE_TWICE, ONE_HOLDER, ONE_OFFICE, PostDetails
from advocacy.domain.problems import Refused
from advocacy.forms.base import Form, StepForm
from advocacy.forms.bodies import EndRuleForm, EndTermForm, OfficeTermForm, PostForm, RuleForm, SeatTermForm, TermForm
from advocacy.models import BodyRule, Organization, Person, Post, Term
from advocacy.policy import Action, sees
from advocacy.queries import bodies as queries
from advocacy.queries import people, records
from advocacy.queries.clock import today
from advocacy.services import bodies
from advocacy.services import people as people_service
from advocacy.views.access import current_actor, found, requires
from advocacy.views.auth import safe_next
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, record_url
from advocacy.views.saving import done, saved

bp = Blueprint("bodies", __name__)
bp.before_request(lighting("organizations"))


def _body(ref: str) -> Organization:
    body = found(records.by_ref(current_actor(), Organization, ref))
    return found(body if body.is_body else None)


def _post(ref: str) -> Post:
    post = found(queries.post_by_ref(ref))
    g.newer_url = _home(post)
    return post


def _home(post: Post) -> str:
    """Return the page that shows a post: its body, else its place, else the list of officials."""
    around = post.body or post.jurisdiction
    return record_url(around) if around is not None else url_for("people.index")


def _term(ref: str) -> Term:
    term = found(queries.term_by_ref(ref))
    g.newer_url = record_url(term.person)
    return term


def _back(term: Term) -> str:
    """Return the page that the link or button stood on, as it says itself, or the person's."""
    named = request.values.get("back", "")
    return safe_next(named) if named else record_url(term.person)


@bp.route("/organizations/<ref:ref>/posts/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_post(ref: str) -> ResponseReturnValue:
    """Add a seat to a body."""
    body = _body(ref)
    form = PostForm()
    if done(form, lambda: bodies.add_post(current_actor(), body, form.details(), place=form.place.record)):
        return saved(record_url(body), _("Seat added."))
    return page("bodies/post.html", form=form, post=None, home=record_url(body), around=body)


@bp.route("/posts/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit_post(ref: str) -> ResponseReturnValue:
    """Change a seat."""
    post = _post(ref)
    body = post.body
    form = PostForm(obj=post, place=post.jurisdiction, version=str(body.version) if body is not None else "")
    if done(
        form,
        lambda: bodies.edit_post(
            current_actor(), post, body, form.details(), place=form.place.record, version=form.drawn_version()
        ),
    ):
        return saved(_home(post), _("Seat saved."))
    return page("bodies/post.html", form=form, post=post, home=_home(post), around=body or post.jurisdiction)


def _term_page(form: Form, title: str, button: str, about: str, back: str) -> ResponseReturnValue:
    return page("bodies/term.html", form=form, title=title, button=button, about=about, back=back)


def _named(term: Term) -> str:
    return f"{term.person.name}, {term.post.label}"


@bp.route("/posts/<ref:ref>/terms/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_term(ref: str) -> ResponseReturnValue:
    """Seat somebody."""
    post = _post(ref)
    form = SeatTermForm()
    if done(form, lambda: bodies.add_term(current_actor(), post, _holder(form), form.details())):
        return saved(_home(post), _("Term added."))
    return page(
        "bodies/term.html",
        form=form,
        title=_("Add a term"),
        button=_("Add the term"),
        about=post.label,
        back=_home(post),
    )


def _holder(form: SeatTermForm) -> Person:
    """Return who was chosen, or add the one written down: of the same name as somebody on file only when confirmed."""
    chosen, name = form.person.record, (form.new_name.data or "").strip()
    if chosen is not None and name:
        raise Refused.at("new_name", HOLDER_TWICE)
    if chosen is None and not name:
        raise Refused.at("person", ONE_HOLDER)
    if isinstance(chosen, Person):
        return chosen
    is_another = bool(form.is_somebody_else.data)
    return people_service.create(current_actor(), form.name_details(), is_somebody_else=is_another)


@bp.route("/officials/<ref:ref>/terms/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_office_term(ref: str) -> ResponseReturnValue:
    """Say which office a person holds: a seat on file, or a new office without a body."""
    g.nav_current = "people"
    person = found(records.by_ref(current_actor(), Person, ref, *people.WITH_OFFICES))
    form = OfficeTermForm()
    if done(form, lambda: bodies.add_term(current_actor(), _office(form), person, form.details())):
        return saved(record_url(person), _("Term added."))
    return _term_page(form, _("Add a term"), _("Add the term"), person.name, record_url(person))


def _office(form: OfficeTermForm) -> Post:
    """Return the office chosen, or make the one written down."""
    chosen, label = form.post.record, form.new_label.data or ""
    if chosen is not None and label:
        raise Refused.at("new_label", OFFICE_TWICE)
    if chosen is None and not label:
        raise Refused.at("post", ONE_OFFICE)
    if chosen is not None:
        return found(queries.post_by_ref(chosen.ref))
    return bodies.add_post(current_actor(), None, PostDetails(label), place=form.place.record)


@bp.route("/terms/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit_term(ref: str) -> ResponseReturnValue:
    """Change the dates of a term."""
    term = _term(ref)
    form = TermForm(
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        note=term.note,
        is_confirmed=term.confirmed_on is not None,
        version=str(term.person.version),
    )
    if done(
        form, lambda: bodies.edit_term(current_actor(), term, term.person, form.details(), version=form.drawn_version())
    ):
        return saved(_back(term), _("Term saved."))
    about = f"{term.person.name}, {term.post.label}"
    return page(
        "bodies/term.html",
        form=form,
        title=_("Edit the term"),
        button=_("Save the term"),
        about=about,
        back=_back(term),
    )


@bp.route("/terms/<ref:ref>/end", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def end_term(ref: str) -> ResponseReturnValue:
    """Say when somebody left the seat."""
    term = _term(ref)
    form = EndTermForm(ends_on=term.ends_on, version=str(term.person.version))
    if done(
        form,
        lambda: bodies.end_term(current_actor(), term, term.person, form.ends_on.value, version=form.drawn_version()),
    ):
        return saved(_back(term), _("Term ended."))
    about = f"{term.person.name}, {term.post.label}"
    return page(
        "bodies/term.html", form=form, title=_("End the term"), button=_("End the term"), about=about, back=_back(term)
    )


@bp.post("/terms/<ref:ref>/confirm")
@requires(Action.EDIT_DIRECTORY)
def confirm_term(ref: str) -> ResponseReturnValue:
    """Vouch for a term that has no dates: from now on it seats its holder."""
    term = _term(ref)
    bodies.confirm_term(current_actor(), term, term.person, version=StepForm().drawn_version())
    return saved(_back(term), _("Confirmed: %(name)s holds the seat.", name=term.person.name))


@bp.post("/terms/<ref:ref>/remove")
@requires(Action.EDIT_DIRECTORY)
def remove_term(ref: str) -> ResponseReturnValue:
    """Take back a term that was entered by mistake. Somebody whom nothing else shows has no page after it."""
    term = _term(ref)
    person, back, home = term.person, _back(term), _home(term.post)
    bodies.remove_term(current_actor(), term, person)
    return saved(back if sees(current_actor(), person) else home, _("Term removed."))


@bp.get("/organizations/<ref:ref>/rules")
@requires(Action.READ)
def rules(ref: str) -> ResponseReturnValue:
    """Every rule of the body, those that hold no more too, with what they need today."""
    body, day = _body(ref), today()
    by_motion = queries.rule_lines(queries.rules_of(body), queries.seats_on(body, day), day)
    return page("bodies/rules.html", body=body, by_motion=by_motion)


@bp.route("/organizations/<ref:ref>/rules/new", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def new_rule(ref: str) -> ResponseReturnValue:
    """Add how the body decides one kind of motion."""
    body = _body(ref)
    return _rule(body, None, RuleForm(version=str(body.version)))


@bp.route("/organizations/<ref:ref>/rules/<ref:rule_ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def edit_rule(ref: str, rule_ref: str) -> ResponseReturnValue:
    """Change a rule."""
    body = _body(ref)
    rule = found(queries.rule_by_ref(body, rule_ref))
    return _rule(body, rule, RuleForm(obj=rule, version=str(body.version)))


@bp.route("/organizations/<ref:ref>/rules/<ref:rule_ref>/end", methods=["GET", "POST"])
@requires(Action.EDIT_DIRECTORY)
def end_rule(ref: str, rule_ref: str) -> ResponseReturnValue:
    """Say until when a rule held."""
    body = _body(ref)
    rule = found(queries.rule_by_ref(body, rule_ref))
    form = EndRuleForm(ends_on=rule.ends_on, version=str(body.version))
    g.newer_url = url_for("bodies.rules", ref=ref)
    if done(
        form, lambda: bodies.end_rule(current_actor(), rule, body, form.ends_on.value, version=form.drawn_version())
    ):
        return saved(url_for("bodies.rules", ref=ref), _("Rule ended."))
    return page("bodies/end_rule.html", form=form, body=body, rule=rule)


def _rule(body: Organization, rule: BodyRule | None, form: RuleForm) -> ResponseReturnValue:
    g.newer_url = record_url(body)

    def write() -> None:
        if rule is None:
            bodies.add_rule(current_actor(), body, form.details())
        else:
            bodies.edit_rule(current_actor(), rule, body, form.details(), version=form.drawn_version())

    if done(form, write):
        return saved(url_for("bodies.rules", ref=body.ref), _("Rule saved."))
    return page("bodies/rule.html", form=form, body=body, rule=rule)

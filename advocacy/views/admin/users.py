"""People and roles: invite, give roles, close and reopen accounts, end sessions."""

from collections.abc import Callable
from typing import Any

from flask import g, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.db import db
from advocacy.domain.users import LinkPurpose, Role
from advocacy.forms.admin import InviteForm, UserForm, UsersFilter
from advocacy.forms.base import StepForm
from advocacy.models import User
from advocacy.models.base import utc_now
from advocacy.policy import RULES, Action
from advocacy.queries import handing_over
from advocacy.queries import users as queries
from advocacy.services import outbox, tokens, users
from advocacy.views import sessions
from advocacy.views.access import current_actor, found, requires
from advocacy.views.admin.blueprint import bp
from advocacy.views.admin.link_mail import mail_link
from advocacy.views.confirm import ask_again
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved
from advocacy.views.sessions import session_row

SHOWN_ONCE = "one_time_link"


def _user_of(ref: str) -> User:
    g.newer_url = url_for("admin.user", ref=ref)
    return found(queries.by_ref(current_actor(), ref))


@bp.get("/users", endpoint="users")
@requires(Action.MANAGE_USERS)
def index() -> ResponseReturnValue:
    """Everybody with an account: name, e-mail, roles, state, and when they were last here."""
    actor = current_actor()
    filters = UsersFilter(request.args)
    wanted = queries.Wanted((filters.q.data or "")[:200].strip(), filters.role.word, filters.state.word)
    rows = queries.listed(actor, wanted, place_of_address())
    return page(
        "admin/users.html",
        filters=filters,
        rows=rows.rows,
        links=queries.open_links(rows.rows),
        state_of=users.state_of,
        counts=queries.counts(actor),
        beside=pages_beside(rows),
        chips=_chips(wanted),
        abilities=ABILITIES,
        roles=list(Role),
        now=utc_now(),
        may_hold=_may,
    )


def _chips(wanted: queries.Wanted) -> list[tuple[str, str]]:
    return filters_on(
        (wanted.words, without("q")),
        (_(wanted.role.label) if wanted.role else "", without("role")),
        (_(wanted.state.label) if wanted.state else "", without("state")),
    )


def _may(role: Role, action: Action) -> bool:
    """Tell what the table of rules says of a role, so that the page cannot say otherwise."""
    return any(role in rule.roles for rule in RULES[action])


ABILITIES = (
    ("read", Action.READ),
    ("work", Action.WORK_LETTER),
    ("drafts", Action.SEE_DRAFTS),
    ("campaigns", Action.CREATE_CAMPAIGN),
    ("export", Action.EXPORT_REPORT),
    ("users", Action.MANAGE_USERS),
    ("audit", Action.READ_AUDIT),
)
"""The rows of "What each role may do": a name for the template's words, and the action that decides."""


@bp.route("/users/new", methods=["GET", "POST"])
@requires(Action.MANAGE_USERS)
def invite() -> ResponseReturnValue:
    """Invite somebody: the link is shown once."""
    if (detour := ask_again()) is not None:
        return detour
    form = InviteForm(roles=[Role.MEMBER.value])
    if invited := made(form, lambda: users.invite(current_actor(), form.details())):
        user, token = invited
        return _show_once(user, LinkPurpose.INVITATION, token, _("Invitation made."))
    return page("admin/user_form.html", form=form, user=None, mail_is_on=outbox.mail_is_on())


def _show_once(user: User, purpose: LinkPurpose, token: str, message: str) -> ResponseReturnValue:
    """Keep in this browser alone what the next page makes the link of; mail it where mail goes out."""
    was_mailed = mail_link(user, purpose, token)
    seed = tokens.seed_of(token)
    session[SHOWN_ONCE] = {"ref": user.ref, "purpose": purpose.value, "seed": seed, "mailed": was_mailed}
    return saved(url_for("admin.link", ref=user.ref), message)


@bp.get("/users/<ref:ref>")
@requires(Action.MANAGE_USERS)
def user(ref: str) -> ResponseReturnValue:
    """One account: what it may do, where it is signed in, and what can be done about it."""
    shown = _user_of(ref)
    return _user_page(shown, StepForm(version=str(shown.version)))


def _user_page(shown: User, form: StepForm) -> ResponseReturnValue:
    return page(
        "admin/user.html",
        form=form,
        user=shown,
        state=users.state_of(shown),
        link=queries.open_links([shown]).get(shown.id),
        sessions=queries.living_sessions(shown),
        now=utc_now(),
        again=request.args.get("again", "") if sessions.is_fresh() else "",
    )


@bp.route("/users/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.MANAGE_USERS)
def edit_user(ref: str) -> ResponseReturnValue:
    """Change name, e-mail and roles."""
    if (detour := ask_again(url_for("admin.edit_user", ref=ref))) is not None:
        return detour
    shown = _user_of(ref)
    form = UserForm(
        name=shown.display_name,
        email=shown.email,
        roles=[role.value for role in shown.roles],
        version=str(shown.version),
    )
    if done(form, lambda: users.edit(current_actor(), shown, form.details(), version=form.drawn_version())):
        return saved(url_for("admin.user", ref=ref), _("Account saved."))
    if form.errors:
        db.session.rollback()
        shown = _user_of(ref)
    return page("admin/user_form.html", form=form, user=shown, mail_is_on=outbox.mail_is_on())


@bp.route("/users/<ref:ref>/link", methods=["GET", "POST"])
@requires(Action.MANAGE_USERS)
def link(ref: str) -> ResponseReturnValue:
    """Make a link that lets somebody in, and show it once."""
    shown = _user_of(ref)
    if request.method == "GET":
        return _link_page(shown)
    if (detour := ask_again(url_for("admin.user", ref=ref, again="link"))) is not None:
        return detour
    form = StepForm()
    if letting_in := made(form, lambda: users.link_for(current_actor(), shown)):
        purpose, token = letting_in
        return _show_once(shown, purpose, token, _("Link made."))
    return _user_page(shown, form)


def _link_page(shown: User) -> ResponseReturnValue:
    kept: dict[str, Any] = session.pop(SHOWN_ONCE, None) or {}
    address, purpose = "", None
    if kept.get("ref") == shown.ref:
        purpose = LinkPurpose(kept["purpose"])
        endpoint = "auth.invitation" if purpose is LinkPurpose.INVITATION else "auth.reset"
        token = tokens.token_of(purpose.value, kept["seed"])
        address = url_for(endpoint, token=token, _external=True)
    return page("admin/link.html", user=shown, address=address, purpose=purpose, was_mailed=kept.get("mailed", False))


def _step(ref: str, step: str, act: Any, message: Callable[[User], str]) -> ResponseReturnValue:
    """Do one thing to an account after a fresh sign-in, and come back to its page, which says what is to be pressed."""
    if (detour := ask_again(url_for("admin.user", ref=ref, again=step))) is not None:
        return detour
    shown = _user_of(ref)
    form = StepForm()
    if done(form, lambda: act(current_actor(), shown)):
        return saved(url_for("admin.user", ref=ref), message(shown))
    return _user_page(shown, form)


@bp.post("/users/<ref:ref>/deactivate")
@requires(Action.MANAGE_USERS)
def deactivate(ref: str) -> ResponseReturnValue:
    """Close an account: its sessions end at once."""
    return _step(ref, "deactivate", users.deactivate, _deactivated)


def _deactivated(shown: User) -> str:
    """Say what is left to do, where there is anything."""
    if handing_over.work_of(current_actor(), shown).all():
        return str(_("Account deactivated; its sessions have ended. Hand over their work now."))
    return str(_("Account deactivated; its sessions have ended."))


@bp.post("/users/<ref:ref>/reactivate")
@requires(Action.MANAGE_USERS)
def reactivate(ref: str) -> ResponseReturnValue:
    """Open a closed account again."""
    return _step(ref, "reactivate", users.reactivate, lambda _user: _("Account reactivated."))


@bp.post("/users/<ref:ref>/end-sessions")
@requires(Action.MANAGE_USERS)
def end_sessions(ref: str) -> ResponseReturnValue:
    """Sign somebody out everywhere."""
    return _step(ref, "end_sessions", users.end_sessions, lambda _user: _("Signed out everywhere."))


@bp.route("/users/end-sessions", methods=["GET", "POST"])
@requires(Action.MANAGE_USERS)
def end_all_sessions() -> ResponseReturnValue:
    """Sign everybody out, but not this browser: after a lost laptop or a leak."""
    if (detour := ask_again(url_for("admin.end_all_sessions"))) is not None:
        return detour
    form = StepForm()
    if form.validate_on_submit():
        ended = users.end_everybodys_sessions(current_actor(), but=session_row())
        message = ngettext("%(num)d session ended.", "%(num)d sessions ended.", ended)
        return saved(url_for("admin.users"), message)
    return page("admin/end_sessions.html", form=form)

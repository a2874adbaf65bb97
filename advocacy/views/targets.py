"""Targets of a campaign: who they are, where they stand, who asks them by when."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import joinedload, selectinload

from advocacy.domain.campaigns import Priority
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.target_board import QUIET_DAYS, BoardFilter
from advocacy.forms.targets import BoardFilterForm, RemoveTargetForm, TargetForm
from advocacy.forms.tasks import TaskForm
from advocacy.models import Campaign, Target
from advocacy.policy import Action, may_ever
from advocacy.queries import campaign_page, campaigns, influences, records, stances
from advocacy.queries import target_board as board_queries
from advocacy.queries import targets as queries
from advocacy.queries.activities.guard import guard
from advocacy.queries.clock import today
from advocacy.queries.target_board import BoardLine
from advocacy.services import targets, tasks
from advocacy.views.access import current_actor, found, requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.listing import without
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("targets", __name__, url_prefix="/campaigns/<slug>/targets")
bp.before_request(lighting("campaigns"))


def target_of(slug: str, ref: str) -> tuple[Campaign, Target]:
    """Return the campaign and its target, or answer 404; a target of another campaign is not here."""
    options = (
        joinedload(Target.campaign),
        joinedload(Target.person),
        joinedload(Target.organization),
        joinedload(Target.asker),
        selectinload(Target.demand_links),
    )
    target = found(records.by_ref(current_actor(), Target, ref, *options))
    found(target if target.campaign.slug == slug else None)
    return target.campaign, target


@bp.get("")
@requires(Action.READ)
def index(slug: str) -> ResponseReturnValue:
    """The target board: all targets by stance and part, who moved, and each with last contact and who asks them.

    Notes are for organizers and coordinators.
    """
    campaign = campaign_at(slug)
    actor = current_actor()
    lines = board_queries.board(actor, campaign)
    filters = BoardFilterForm(request.args, dict(sorted(_askers(lines), key=lambda asker: asker[1].casefold())))
    wanted = filters.wanted()
    shown = [line for line in lines if wanted.takes(line.standing)]
    return page(
        "targets/index.html",
        campaign=campaign,
        counts=campaigns.record_counts(actor, [campaign.id])[campaign.id],
        lines=lines,
        parts=board_queries.by_part(lines),
        places=board_queries.PLACES,
        moved=board_queries.moves_of(lines),
        shown=shown,
        numbers=queries.with_demands([line.target for line in shown]),
        score_labels=SCORE_LABELS,
        sees_notes=may_ever(actor, Action.SEE_TARGET_NOTES),
        ways=influences.ways_to(actor, [line.target.party_id for line in shown], most=1),
        filters=filters,
        chips=_chips(filters, wanted),
        quiet_after=QUIET_DAYS if wanted.quiet_days is None else wanted.quiet_days,
    )


def _askers(lines: list[BoardLine]) -> set[tuple[str, str]]:
    return {(line.target.asker_ref, line.target.asker) for line in lines if line.target.asker_ref}


def _chips(filters: BoardFilterForm, wanted: BoardFilter) -> list[tuple[str, str]]:
    """Return the filters that are on, in words, each with the address without it."""
    chosen = {field.name: field for field in (filters.stance, filters.asker)}
    words = {
        name: next((str(choice.label) for choice in field.choices or () if choice.value == field.data), "")
        for name, field in chosen.items()
        if field.data
    }
    if wanted.part is not None:
        words["part"] = _(wanted.part.label)
    if wanted.quiet_days is not None:
        words["quiet"] = ngettext("Not contacted for one day", "Not contacted for %(num)d days", wanted.quiet_days)
    if wanted.moved:
        words["moved"] = _("Moved in the last 30 days")
    return [(text, without(name)) for name, text in words.items() if text]


@bp.route("/<ref:ref>/plan", methods=["GET", "POST"])
@requires(Action.WORK_TASK)
def plan(slug: str, ref: str) -> ResponseReturnValue:
    """Plan a contact with a target: who of us was there lately, what is pending; then who does it by when."""
    campaign, target = target_of(slug, ref)
    actor = current_actor()
    party_id = target.person_id or target.organization_id
    ways = influences.ways_to(actor, [party_id])
    form = TaskForm(what=_("Talk with %(name)s", name=target.name), assignee=target.asker or actor.user)
    del form.campaigns
    if done(form, lambda: tasks.create(actor, form.details(today()), assignee=form.assignee.record, about=target)):
        return saved(url_for("targets.index", slug=slug), _("Contact planned."))
    return page(
        "targets/plan.html",
        form=form,
        campaign=campaign,
        target=target,
        guard=guard(actor, [target.party] if target.party is not None else []),
        standing=stances.current_on(actor, [campaign.id])
        .get(campaign.id, {})
        .get((target.person_id, target.organization_id)),
        score_labels=SCORE_LABELS,
        reaches=ways.to(party_id),
        is_ours=ways.is_ours(party_id),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_TARGET)
def new(slug: str) -> ResponseReturnValue:
    """Name a target."""
    campaign = campaign_at(slug)
    form = TargetForm(campaign_page.demands_of(current_actor(), campaign), priority=Priority.NORMAL)
    if done(
        form,
        lambda: targets.add(
            current_actor(),
            campaign,
            form.party.record,
            form.details(),
            demands=form.chosen_demands,
            asker=form.asker.record,
        ),
    ):
        return saved(url_for("targets.index", slug=slug), _("Target added."))
    return page("targets/form.html", form=form, campaign=campaign, target=None)


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_TARGET)
def edit(slug: str, ref: str) -> ResponseReturnValue:
    """Change part, priority, demands, asker, day or note of a target."""
    campaign, target = target_of(slug, ref)
    demands = campaign_page.demands_of(current_actor(), campaign)
    linked = {link.demand_id for link in target.demand_links}
    form = TargetForm(
        demands,
        [demand for demand in demands if demand.id in linked],
        part=target.part,
        priority=target.priority,
        asker=target.asker,
        ask_by=target.ask_by,
        note=target.note,
        version=str(target.version),
    )
    del form.party
    if done(
        form,
        lambda: targets.edit(
            current_actor(),
            campaign,
            target,
            form.details(),
            demands=form.chosen_demands,
            asker=form.asker.record,
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("targets.index", slug=slug), _("Target saved."))
    return page("targets/form.html", form=form, campaign=campaign, target=target)


@bp.route("/<ref:ref>/remove", methods=["GET", "POST"])
@requires(Action.WORK_TARGET)
def remove(slug: str, ref: str) -> ResponseReturnValue:
    """Take a target off the list."""
    campaign, target = target_of(slug, ref)
    form = RemoveTargetForm(version=str(target.version))
    name = target.name
    if done(
        form,
        lambda: targets.remove(current_actor(), campaign, target, form.reason.data or "", version=form.drawn_version()),
    ):
        return saved(url_for("targets.index", slug=slug), _("%(name)s is no longer a target.", name=name))
    return page("targets/remove.html", form=form, campaign=campaign, target=target)

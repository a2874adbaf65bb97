"""The tables that go out beside the activity report: which there are, and each as CSV and XLSX."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.exports import HOLDS, Export
from advocacy.domain.partial_dates import PartialDate
from advocacy.exchange.exports import TABLES
from advocacy.forms.exports import ExportsFilter
from advocacy.models import Campaign
from advocacy.policy import Action
from advocacy.queries import campaign_choices
from advocacy.queries import exports as queries
from advocacy.queries.campaigns import by_slug
from advocacy.queries.clock import today
from advocacy.views import dates
from advocacy.views.access import current_actor, found, requires
from advocacy.views.confirm import ask_again
from advocacy.views.downloads import BULK, WHERE_TOO_MANY, csv_answer, xlsx_answer
from advocacy.views.language import locale_code
from advocacy.views.rail import lighting
from advocacy.views.rendering import page

bp = Blueprint("exports", __name__, url_prefix="/reports/tables")
bp.before_request(lighting("reports"))
bp.register_error_handler(*WHERE_TOO_MANY)


@bp.get("")
@requires(Action.EXPORT_REPORT)
def index() -> ResponseReturnValue:
    """The tables, each with how many rows it has for this reader."""
    actor, campaign = current_actor(), _campaign()
    filters = ExportsFilter(request.args)
    filters.offer(campaign_choices.choices(actor), campaign.slug if campaign is not None else "")
    counts = {export: queries.count(actor, export, campaign) for export in Export}
    return page("exports/index.html", filters=filters, campaign=campaign, counts=counts, holds=HOLDS)


def _campaign() -> Campaign | None:
    slug = request.args.get("campaign", "")
    return found(by_slug(current_actor(), slug)) if slug else None


@bp.get("/<name>.csv")
@requires(Action.EXPORT_REPORT)
def csv(name: str) -> ResponseReturnValue:
    """Stream a table as CSV."""
    export, campaign = _export(name), _campaign()
    again = _ask_again_for_many(export, campaign)
    if again is not None:
        return again
    rows = queries.rows_statement(current_actor(), export, campaign)
    return csv_answer(TABLES[export], rows, export.value, _filters(export, campaign))


@bp.get("/<name>.xlsx")
@requires(Action.EXPORT_REPORT)
def xlsx(name: str) -> ResponseReturnValue:
    """Send a table as XLSX."""
    export, campaign = _export(name), _campaign()
    again = _ask_again_for_many(export, campaign)
    if again is not None:
        return again
    rows = queries.rows_statement(current_actor(), export, campaign)
    return xlsx_answer(TABLES[export], rows, export.value, _filters(export, campaign), _about(export, campaign))


def _export(name: str) -> Export:
    return found(next((each for each in Export if each.value == name), None))


def _ask_again_for_many(export: Export, campaign: Campaign | None) -> ResponseReturnValue | None:
    return ask_again() if queries.count(current_actor(), export, campaign) > BULK else None


def _filters(export: Export, campaign: Campaign | None) -> str:
    return f"table={export.value}" + (" campaigns=1" if campaign is not None else "")


def _about(export: Export, campaign: Campaign | None) -> list[tuple[str, str]]:
    user = current_actor().user
    return [
        (_("Report"), _(export.label)),
        (_("Campaign"), campaign.title if campaign is not None else _("All campaigns")),
        (_("Made on"), dates.partial_date(PartialDate.of(today()), locale_code())),
        (_("Made by"), user.display_name if user else ""),
    ]

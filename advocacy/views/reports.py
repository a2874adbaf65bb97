"""The activity report: on the page, as CSV and as XLSX, all by one definition."""

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.activity_kinds import ContactOutcome, Side
from advocacy.domain.reports import ReportFilter, check_filter
from advocacy.exchange.reports import ACTIVITIES
from advocacy.forms.reports import ReportForm
from advocacy.policy import Action
from advocacy.queries import campaign_choices, reports
from advocacy.queries.clock import today
from advocacy.views import dates
from advocacy.views.access import current_actor, requires
from advocacy.views.confirm import ask_again
from advocacy.views.downloads import BULK, WHERE_TOO_MANY, csv_answer, xlsx_answer
from advocacy.views.findings import busiest_month, leading_kind, leading_outcome, month_short
from advocacy.views.language import locale_code
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import day_in_full, page
from advocacy.views.saving import show_problem

bp = Blueprint("reports", __name__, url_prefix="/reports")
bp.before_request(lighting("reports"))
bp.register_error_handler(*WHERE_TOO_MANY)
_TONES = {
    ContactOutcome.YES: "p2",
    ContactOutcome.LEANING_YES: "p1",
    ContactOutcome.UNDECIDED: "z",
    ContactOutcome.LEANING_NO: "m1",
    ContactOutcome.NO: "m2",
}


def _asked() -> tuple[ReportForm, ReportFilter | None]:
    """Read the address; no filter when something in it is wrong."""
    form = ReportForm(campaign_choices.choices(current_actor()))
    bind_pickers(form)
    if not form.validate():
        return form, None
    wanted = form.details()
    for problem in check_filter(wanted):
        show_problem(form, problem)
    return form, None if form.errors else wanted


@bp.get("/activities")
@requires(Action.READ_REPORT)
def activities() -> ResponseReturnValue:
    """Totals with charts, and the newest rows."""
    form, wanted = _asked()
    if wanted is None:
        return page("reports/activities.html", form=form, totals=None, rows=[], period="")
    totals = reports.totals(current_actor(), wanted)
    query = request.query_string.decode()
    return page(
        "reports/activities.html",
        form=form,
        totals=totals,
        rows=reports.first_rows(current_actor(), wanted),
        period=" · ".join([period_words(wanted), *filter_words(form, wanted)]),
        query=f"?{query}" if query else "",
        **_charts(totals),
        filters_on=len(filter_words(form, wanted)) + wanted.has_period,
    )


def _charts(totals: reports.Totals) -> dict[str, Any]:
    """Return the rows of the charts, labelled in the reader's language, and what each shows."""
    code = locale_code()
    months = [(month, count) for month, count in totals.months if month]
    years = {month[:4] for month, _count in months}
    return {
        "kind_rows": [(_(kind.label), count) for kind, count in totals.kinds],
        "month_rows": [(month_short(month, code, with_year=len(years) > 1), count) for month, count in months[-24:]],
        "no_month": dict(totals.months).get("", 0),
        "outcome_rows": [
            (
                _(outcome.label) if outcome else _("No outcome noted"),
                count,
                _tone(outcome),
            )
            for outcome, count in totals.outcomes
        ],
        "campaign_rows": [(title, count) for _slug, title, count in totals.campaigns],
        "outcome_words": outcome_words,
        "findings": {
            "kinds": leading_kind(totals),
            "months": busiest_month(totals, code),
            "outcomes": leading_outcome(totals),
        },
    }


def _tone(outcome: ContactOutcome | None) -> str:
    return "u" if outcome is None else _TONES.get(outcome, "u")


def outcome_words(codes: str | None) -> str:
    """Return outcome codes ("yes; no") in the reader's language."""
    return "; ".join(_(ContactOutcome(code).label) for code in (codes or "").split("; ") if code)


@bp.get("/activities.csv")
@requires(Action.EXPORT_REPORT)
def activities_csv() -> ResponseReturnValue:
    """Stream the rows as CSV."""
    refused, _form, wanted = _may_leave()
    if wanted is None:
        return refused
    rows = reports.rows_statement(current_actor(), wanted)
    return csv_answer(ACTIVITIES, rows, "activities", _filter_words(wanted))


@bp.get("/activities.xlsx")
@requires(Action.EXPORT_REPORT)
def activities_xlsx() -> ResponseReturnValue:
    """Send the rows as XLSX."""
    refused, form, wanted = _may_leave()
    if wanted is None:
        return refused
    rows = reports.rows_statement(current_actor(), wanted)
    return xlsx_answer(ACTIVITIES, rows, "activities", _filter_words(wanted), _about(form, wanted))


def _may_leave() -> tuple[ResponseReturnValue, ReportForm, ReportFilter | None]:
    """Check the address, and for bulk a fresh sign-in; return the answer instead when something is missing."""
    form, wanted = _asked()
    if wanted is None:
        return page("reports/activities.html", form=form, totals=None, rows=[], period=""), form, None
    if reports.more_than(current_actor(), wanted, BULK):
        again = ask_again()
        if again is not None:
            return again, form, None
    return "", form, wanted


def filter_words(form: ReportForm, wanted: ReportFilter) -> list[str]:
    """Return what the report is about beside its period, in the reader's words; nothing for what is usual."""
    titles = {choice.value: choice.label for choice in form.campaign.choices}
    parts = [
        _("All sides") if len(wanted.sides) > 1 else "" if wanted.sides == (Side.OURS,) else _(wanted.sides[0].label),
        ", ".join(_(kind.label) for kind in wanted.kinds),
        ", ".join(titles[slug] for slug in form.campaign.data or ()),
        ", ".join(record.name for record in form.people.records),
    ]
    return [part for part in parts if part]


def _filter_words(wanted: ReportFilter) -> str:
    parts = {
        "from": wanted.first_day,
        "to": wanted.last_day,
        "campaigns": len(wanted.campaign_ids),
        "kinds": "+".join(kind.value for kind in wanted.kinds),
        "people": len(wanted.person_ids) + len(wanted.organization_ids),
        "sides": "+".join(side.value for side in wanted.sides),
    }
    return " ".join(f"{name}={value}" for name, value in parts.items() if value)


def _about(form: ReportForm, wanted: ReportFilter) -> list[tuple[str, str]]:
    user = current_actor().user
    return [
        (_("Report"), _("Activity report")),
        (_("Period"), period_words(wanted)),
        (_("Made on"), day_in_full(today())),
        (_("Made by"), user.display_name if user else ""),
        (_("Filters"), " · ".join(filter_words(form, wanted))),
    ]


def period_words(wanted: ReportFilter) -> str:
    """Return the period in words."""
    first, last = wanted.first_day, wanted.last_day
    if first and last:
        return dates.period(first, last, locale_code())
    if first:
        return str(_("From %(day)s on", day=day_in_full(first)))
    if last:
        return str(_("Until %(day)s", day=day_in_full(last)))
    return str(_("All time"))

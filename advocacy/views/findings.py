"""What a chart shows, in a sentence; a plain name where nothing stands out."""

from datetime import date

from babel.dates import format_skeleton
from flask_babel import gettext as _

from advocacy.domain.activity_kinds import ContactOutcome
from advocacy.queries.reports import Totals


def leading_kind(totals: Totals) -> str:
    """Name the kind that makes at least a third of all."""
    if not totals.kinds or totals.activities < 5:
        return str(_("By kind"))
    kind, count = totals.kinds[0]
    share = round(100 * count / totals.activities)
    if share < 34:
        return str(_("By kind"))
    return str(_("%(kind)s: %(share)s%% of all activities", kind=_(kind.label), share=share))


def busiest_month(totals: Totals, locale: str) -> str:
    """Name the busiest month, when there is one."""
    months = [(count, month) for month, count in totals.months if month]
    if len(months) < 2:
        return str(_("By month"))
    months.sort(reverse=True)
    if months[0][0] == months[1][0]:
        return str(_("By month"))
    return str(_("%(month)s was the busiest month", month=month_name(months[0][1], locale)))


def leading_outcome(totals: Totals) -> str:
    """Say how many activities ended in a yes."""
    told = dict(totals.outcomes)
    count = sum(number for outcome, number in totals.outcomes if outcome is not None)
    yes = told.get(ContactOutcome.YES, 0)
    if count < 5 or not yes:
        return str(_("By outcome"))
    return str(_("%(share)s%% of outcomes were a yes", share=round(100 * yes / count)))


def month_name(text: str, locale: str) -> str:
    """Return `2017-02` as "February 2017"."""
    year, month = text.split("-")
    name: str = format_skeleton("yMMMM", date(int(year), int(month), 1), locale=locale)
    return name[:1].upper() + name[1:]


def month_short(text: str, locale: str, *, with_year: bool) -> str:
    """Return `2017-02` as "Feb" or "Feb 2017"."""
    year, month = text.split("-")
    return str(format_skeleton("yMMM" if with_year else "MMM", date(int(year), int(month), 1), locale=locale))

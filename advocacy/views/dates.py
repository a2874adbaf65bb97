"""Dates and times as pages print them; files and mail print them in the same words."""

from advocacy.exchange.dates import (
    ago,
    clock,
    day,
    day_and_time,
    day_parts,
    days_ago,
    holiday_words,
    long_date,
    moment,
    partial_date,
    period,
    time_of_day,
    zone_words,
)

__all__ = [
    "ago",
    "clock",
    "day",
    "day_and_time",
    "day_parts",
    "days_ago",
    "holiday_words",
    "long_date",
    "moment",
    "partial_date",
    "period",
    "time_of_day",
    "zone_words",
]

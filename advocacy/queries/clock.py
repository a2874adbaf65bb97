"""What day it is where the coalition works."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask import current_app


def today() -> date:
    """Return today's date in the installation's time zone (ADVOCACY_TIME_ZONE)."""
    return datetime.now(home_zone()).date()


def home_zone() -> ZoneInfo:
    """Return the installation's time zone."""
    return ZoneInfo(current_app.config["TIME_ZONE"])


def claims_grow_old() -> timedelta:
    """Return the age after which a claim is marked as one to look up again (ADVOCACY_CLAIM_DAYS)."""
    return timedelta(days=current_app.config["CLAIM_DAYS"])

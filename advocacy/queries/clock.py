"""What day it is where the coalition works."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def today() -> date:
    """Return today's date in the installation's time zone (ADVOCACY_TIME_ZONE)."""
    return datetime.now(home_zone()).date()


def home_zone() -> ZoneInfo:
    """Return the installation's time zone."""
    return ZoneInfo(current_app.config["TIME_ZONE"])

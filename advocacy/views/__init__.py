"""Pages: one blueprint per noun."""

from advocacy.views import account, auth, corrections, health, home, pick, tasks
from advocacy.views import account, auth, confirm, corrections, health, home, pick, reports

BLUEPRINTS = (
    account.bp,
    auth.bp,
    confirm.bp,
    corrections.bp,
    health.bp,
    home.bp,
    pick.bp,
    tasks.bp,
    reports.bp,
)

"""Pages: one blueprint per noun."""

from advocacy.views import account, auth, confirm, corrections, health, home, pick, reports, tasks

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

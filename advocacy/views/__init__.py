"""Pages: one blueprint per noun."""

from advocacy.views import account, auth, corrections, health, home, pick, tasks

BLUEPRINTS = (
    account.bp,
    auth.bp,
    corrections.bp,
    health.bp,
    home.bp,
    pick.bp,
    tasks.bp,
)

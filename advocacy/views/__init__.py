"""Pages: one blueprint per noun."""

from advocacy.views import account, auth, health, home, pick

BLUEPRINTS = (
    account.bp,
    auth.bp,
    health.bp,
    home.bp,
    pick.bp,
)

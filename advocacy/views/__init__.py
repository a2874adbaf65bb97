"""Pages: one blueprint per noun."""

from advocacy.views import (
    account,
    auth,
    confirm,
    corrections,
    health,
    home,
    letters,
    measure_actions,
    measures,
    pick,
    reports,
    tasks,
)

BLUEPRINTS = (
    account.bp,
    auth.bp,
    confirm.bp,
    corrections.bp,
    health.bp,
    home.bp,
    measure_actions.bp,
    measures.bp,
    letters.bp,
    pick.bp,
    tasks.bp,
    reports.bp,
)

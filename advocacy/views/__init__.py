"""Pages: one blueprint per noun."""

from advocacy.views import (
    account,
    auth,
    bodies,
    confirm,
    contact_points,
    corrections,
    health,
    home,
    organizations,
    people,
    pick,
    places,
    reports,
    sources,
    tasks,
)

BLUEPRINTS = (
    bodies.bp,
    contact_points.bp,
    organizations.bp,
    people.bp,
    places.bp,
    sources.bp,
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

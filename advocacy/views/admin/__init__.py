"""Administration: people and roles, mail, and the audit trail."""

from advocacy.views.admin import audit, mail, users
from advocacy.views.admin.blueprint import bp

__all__ = ["audit", "bp", "mail", "users"]

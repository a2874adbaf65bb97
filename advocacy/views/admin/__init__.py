"""Administration: people and roles, and the audit trail."""

from advocacy.views.admin import audit, users
from advocacy.views.admin.blueprint import bp

__all__ = ["audit", "bp", "users"]

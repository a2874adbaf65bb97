"""Activities: what workflows and people put on the timeline, and how it is taken off again.

Workflows use what stands here. What people log and edit by hand is in `outreach` and `editing`, which plan tasks and
therefore stand above the workflows: import them by name.
"""

from advocacy.services.activities.recording import (
    NOT_KNOWN,
    Contact,
    Happening,
    move,
    record,
    retract,
    set_contacts,
    set_links,
)

__all__ = ["NOT_KNOWN", "Contact", "Happening", "move", "record", "retract", "set_contacts", "set_links"]

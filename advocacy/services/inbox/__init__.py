"""Mail that comes in: answers land with their letter, what fits none waits in the holding pen, nothing is lost."""

from advocacy.services.inbox.arriving import Arrived, looked_through, take_in, take_in_by_name
from advocacy.services.inbox.holding import assign, discard

__all__ = ["Arrived", "assign", "discard", "looked_through", "take_in", "take_in_by_name"]

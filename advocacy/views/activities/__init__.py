"""Activities: the log, one entry, the full form and the three taps of the quick log."""

from advocacy.views.activities import entry, log, quick, writing
from advocacy.views.activities.blueprint import bp

__all__ = ["bp", "entry", "log", "quick", "writing"]

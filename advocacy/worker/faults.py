"""What went wrong, for a log that must hold nobody's words."""

import traceback
from pathlib import Path

PLACES = 3


def described(error: BaseException) -> str:
    """Return kind and places of an error, the innermost first; never its message, which may quote what was read."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    places = (f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in reversed(frames))
    return ", ".join([type(error).__name__, *places])

"""How far long work has come, on a terminal and nowhere else."""

import contextlib
import sys
from collections.abc import Callable
from typing import Any

import click


class ProgressBar:
    """Shows on a terminal how far long work has come; says nothing elsewhere, and for short work."""

    LONG = 1_000

    def __init__(self) -> None:
        """Begin without a bar: how long the work is is not known yet."""
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "ProgressBar":
        """Be used in a `with`, which takes the bar away at the end."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the line of the bar."""
        self._stack.close()

    def begin(self, length: int) -> Callable[[int], Any]:
        """Show a bar of this length if it is long, and return what moves it on."""
        if length <= self.LONG or not sys.stderr.isatty():
            return lambda _count: None
        bar = click.progressbar(length=length, label="Loading", file=sys.stderr, show_pos=True)
        return self._stack.enter_context(bar).update

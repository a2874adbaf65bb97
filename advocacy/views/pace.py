"""How often an address without a sign-in is answered: so many times in a while, counted in this process alone.

Nothing is written for it: who asks only reads. The counts are few and bounded, and forgotten with the process.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable


class Pace:
    """At most `most` answers within `seconds` for each key."""

    def __init__(
        self, most: int, seconds: float, *, keys: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Keep at most so many keys: the one that was longest away is forgotten."""
        self.most, self.seconds, self.keys, self.clock = most, seconds, keys, clock
        self._lock = threading.Lock()
        self._begun: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def wait(self, key: str) -> int:
        """Count one more and return 0, or the seconds until the next answer."""
        now = self.clock()
        with self._lock:
            since, count = self._begun.pop(key, (now, 0))
            if now - since >= self.seconds:
                since, count = now, 0
            self._begun[key] = (since, count + 1)
            while len(self._begun) > self.keys:
                self._begun.popitem(last=False)
        return 0 if count < self.most else max(1, round(since + self.seconds - now))

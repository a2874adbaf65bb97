"""N server processes on one socket, watched by the process that the person started.

Each runs waitress, which takes a whole request before it calls the app and a whole page before it sends it, so that
slow clients cost memory and never a thread. Why waitress and not another: docs/adr/0002-server.md.
"""

import contextlib
import ctypes
import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn

from waitress import wasyncore
from waitress.server import create_server

THREADS = 4
LARGEST_BODY = 16 * 1024 * 1024
CONNECTIONS = 1000
DRAIN_SECONDS = 5.0
KILL_SECONDS = 8.0
QUICK_DEATH = 5.0
MOST_QUICK_DEATHS = 5
M_TRIM_THRESHOLD, M_ARENA_MAX = -1, -8  # malloc.h
STOPPING = frozenset({signal.SIGTERM, signal.SIGINT})


class CannotStay(Exception):
    """The server processes die as fast as they are started."""


def run(
    app: Any,
    bound: socket.socket,
    *,
    workers: int,
    behind_proxy: bool,
    when_ready: Callable[[], object],
    largest_body: int = LARGEST_BODY,
) -> None:
    """Serve until SIGTERM or Ctrl-C, then let the requests at work finish. Raises CannotStay.

    A request with a body of more bytes than `largest_body` is refused before it is read.
    """
    how: dict[str, Any] = {"behind_proxy": behind_proxy, "largest_body": max(largest_body, LARGEST_BODY)}
    _give_memory_back()
    gc.enable()
    gc.freeze()  # what is loaded by now stays as it is, and shared between the processes
    if workers == 1 or not hasattr(os, "fork"):
        _Worker(app, bound, **how).serve(when_ready)
    else:
        _Parent(app, bound, workers, how).watch(when_ready)


def _give_memory_back() -> None:
    """Keep one heap for all threads, and give what is free at its end back to the system (glibc only).

    Each thread has a heap of its own otherwise, which stays as large as its largest page or export was.
    """
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(M_ARENA_MAX, 1)
        libc.mallopt(M_TRIM_THRESHOLD, 128 * 1024)


class _Parent:
    """Starts the processes, replaces one that dies, and ends them."""

    def __init__(self, app: Any, bound: socket.socket, workers: int, how: dict[str, Any]) -> None:
        self.app, self.bound, self.workers, self.how = app, bound, workers, how
        self.children: dict[int, float] = {}
        self.quick_deaths = 0
        self.lifeline = os.pipe()  # the children see its end when this process is gone, however it went

    def watch(self, when_ready: Callable[[], object]) -> None:
        # The signals wait until this process asks for them: none can come in the middle of a fork or be missed
        # between a look and a wait.
        signal.signal(signal.SIGCHLD, lambda *_: None)  # a signal without a handler need not be kept waiting
        awaited = STOPPING | {signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
        try:
            while len(self.children) < self.workers:
                self._start_one()
            when_ready()
            while signal.sigwait(awaited) not in STOPPING:
                self._replace_the_dead()
        finally:
            self._end()

    def _start_one(self) -> None:
        pid = os.fork()
        if pid == 0:
            self._become_a_worker()
        self.children[pid] = time.monotonic()

    def _become_a_worker(self) -> NoReturn:
        status = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends us in order
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING | {signal.SIGCHLD})
            os.close(self.lifeline[1])
            worker = _Worker(self.app, self.bound, **self.how)
            threading.Thread(target=_die_with_the_parent, args=(self.lifeline[0], worker), daemon=True).start()
            worker.serve()
            status = 0
        except Exception:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _replace_the_dead(self) -> None:
        for pid in [each for each in self.children if os.waitpid(each, os.WNOHANG)[0]]:
            started = self.children.pop(pid)
            self.quick_deaths = self.quick_deaths + 1 if time.monotonic() - started < QUICK_DEATH else 0
            if self.quick_deaths >= MOST_QUICK_DEATHS:
                raise CannotStay
            self._start_one()

    def _end(self) -> None:
        for pid in self.children:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + KILL_SECONDS
        for pid in self.children:
            while os.waitpid(pid, os.WNOHANG)[0] == 0:
                if time.monotonic() > deadline:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.02)


def _die_with_the_parent(lifeline: int, worker: "_Worker") -> None:
    os.read(lifeline, 1)
    worker.stop()


class _Worker:
    """One waitress on the shared socket."""

    def __init__(self, app: Any, bound: socket.socket, *, behind_proxy: bool, largest_body: int) -> None:
        self.stopping = False
        self.sockets: dict[int, Any] = {}
        self.server = create_server(
            app,
            map=self.sockets,
            sockets=[bound],
            threads=THREADS,
            connection_limit=CONNECTIONS,
            channel_timeout=60,
            max_request_body_size=largest_body,
            clear_untrusted_proxy_headers=not behind_proxy,
            asyncore_use_poll=True,
            ident=None,
            expose_tracebacks=False,
        )

    def stop(self) -> None:
        """Take no more requests; end when those at work are answered."""
        self.stopping = True
        self.server.pull_trigger()

    def serve(self, when_ready: Callable[[], object] = lambda: None) -> None:
        """Answer until told to stop."""
        signal.signal(signal.SIGTERM, lambda *_: self.stop())
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, lambda *_: self.stop())
        when_ready()
        while not self.stopping:
            self._turn(30.0)
        self._drain()

    def _drain(self) -> None:
        self.server.del_channel()
        deadline = time.monotonic() + DRAIN_SECONDS
        while self._is_busy() and time.monotonic() < deadline:
            self._turn(0.05)
        self.server.task_dispatcher.shutdown(timeout=1)

    def _is_busy(self) -> bool:
        return any(channel.requests or channel.total_outbufs_len for channel in self.server.active_channels.values())

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self.sockets, count=1)

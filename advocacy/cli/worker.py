"""`advocacy worker`: what runs in the background."""

import contextlib
import logging
import os
import select
import signal
from collections.abc import Iterator

import click

from advocacy.cli.command import CONTEXT, Sentence, app_on
from advocacy.config import read_settings, require_secret

LONGEST_SLEEP = 30.0


@click.command(context_settings=CONTEXT)
@click.option("--once", is_flag=True, help="Do what there is to do, then end: for cron.")
def worker(once: bool) -> None:
    """Send what waits in the outbox, until SIGTERM or Ctrl-C. Several may run, on one machine or on many.

    \b
    Examples:
      advocacy worker
      */5 * * * *  advocacy worker --once
    """
    from advocacy.worker import Worker

    settings = read_settings()
    require_secret(settings)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    if settings.mail is None:
        click.echo("No mail is sent: ADVOCACY_SMTP_HOST is not set.")
    with app_on(settings), _asked_to_stop() as stop:
        running = Worker(stop.was_asked)
        if once:
            if not running.run_once():
                raise Sentence("Not everything went well. The lines above say what.")
            return
        click.echo("The worker runs.")
        while not stop.was_asked():
            stop.wait(min(running.run_due(), LONGEST_SLEEP))


class _Stop:
    """Whether somebody asked this process to end. A signal writes into a pipe, so that none is missed before a wait."""

    def __init__(self, reading: int) -> None:
        self.reading = reading

    def was_asked(self) -> bool:
        """Tell it at once."""
        return self.wait(0.0)

    def wait(self, seconds: float) -> bool:
        """Sleep, but not longer than until somebody asks; tell whether they did."""
        return bool(select.select([self.reading], [], [], seconds)[0])


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[_Stop]:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = {each: signal.signal(each, lambda *_: os.write(writing, b".")) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield _Stop(reading)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        os.close(reading)
        os.close(writing)

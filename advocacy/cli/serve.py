"""`advocacy serve`: the installation, for its people."""

import logging

import click
from flask import Flask

from advocacy.cli.command import CONTEXT, Sentence, ensure_this_version
from advocacy.config import Settings, read_settings, require_secret


@click.command(context_settings=CONTEXT)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes to run.  [default: one per core, at most 4]")
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the installation until SIGTERM or Ctrl-C.

    Plain http is served to this machine alone. For others put a proxy with TLS in front and say so with
    ADVOCACY_BEHIND_PROXY=1: it must set X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host itself.

    \b
    Examples:
      advocacy serve
      advocacy serve --port 8080 --workers 2
      ADVOCACY_BEHIND_PROXY=1 advocacy serve --host 0.0.0.0
    """
    from advocacy.cli.listening import is_loopback, listen, web_address
    from advocacy.cli.serving import default_workers, quick_start, run_until_stopped

    settings = read_settings()
    require_secret(settings)
    if not settings.behind_proxy and not is_loopback(host):
        raise Sentence(
            f"Plain http on {host} would show passwords to the network. Listen on 127.0.0.1, or put a proxy "
            "with TLS in front and set ADVOCACY_BEHIND_PROXY=1."
        )
    bound = listen(host, port)
    _log_to_stderr()
    with quick_start():
        app = _checked_app(settings)
        first_run = _first_run_token(app)
    run_until_stopped(
        app,
        settings,
        bound,
        workers=workers or default_workers(),
        when_ready=lambda: _announce(settings, web_address(bound), first_run),
    )


def _log_to_stderr() -> None:
    """Log each request (its pattern, status and time) and each fault; never contents."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it counts who waits, on every busy moment


def _checked_app(settings: Settings) -> Flask:
    from advocacy.app import create_app

    app = create_app(settings)
    logging.getLogger("advocacy.requests").setLevel(logging.INFO)
    with app.app_context():
        ensure_this_version()
    return app


def _first_run_token(app: Flask) -> str:
    """Return the token of a link for the first administrator, or "" when somebody is here already."""
    from advocacy.db import db
    from advocacy.domain.users import LinkPurpose
    from advocacy.services import links

    with app.app_context():
        token = links.issue(LinkPurpose.FIRST_RUN) if links.nobody_is_here() else ""
        db.session.commit()
    return token


def _announce(settings: Settings, address: str, first_run: str) -> None:
    from advocacy.cli.users import link_address
    from advocacy.domain.users import LinkPurpose

    if first_run:
        shown = link_address(
            "https://your.address" if settings.behind_proxy else address, LinkPurpose.FIRST_RUN, first_run
        )
        click.echo(f"Nobody has an account yet. Make the first administrator here, within 24 hours:\n\n  {shown}\n")
    click.echo(f"{settings.site_name} answers on {address}")

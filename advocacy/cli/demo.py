"""`advocacy demo`: everything set up on this machine, with sample data and one sign-in per role."""

import dataclasses
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask

from advocacy.cli.command import CONTEXT, Sentence, ensure_this_version
from advocacy.config import Settings, read_settings

WORKERS = 2
WORDLIKE = "abcdefghjkmnpqrstuvwxyz23456789"  # no letters that look alike


@click.command(context_settings=CONTEXT)
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine alone.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="The port to listen on.")
@click.option("--reset", is_flag=True, help="Throw the demo's database away and begin anew.")
def demo(host: str, port: int, reset: bool) -> None:
    """Try Cabildo on this machine, with sample data and a sign-in for each role.

    The demo keeps a database of its own in the data directory and shows its sign-ins at each start. Its
    password is random, or what ADVOCACY_DEMO_PASSWORD says.

    \b
    Examples:
      advocacy demo
      advocacy demo --port 8080
      advocacy demo --reset
    """
    from advocacy.cli.listening import is_loopback, listen, web_address
    from advocacy.cli.serving import quick_start, run_until_stopped

    if not is_loopback(host):
        raise Sentence("The demo shows its passwords to whoever starts it, so it answers on this machine alone.")
    settings = _demo_settings()
    bound = listen(host, port)
    if reset:
        _remove_database(settings)
    with quick_start():
        app = _prepared_app(settings)
    run_until_stopped(app, settings, bound, workers=WORKERS, when_ready=lambda: _announce(web_address(bound), settings))


def _demo_settings() -> Settings:
    """Return the settings with a secret key and a password: given, or made once and kept with the data."""
    settings = read_settings(demo=True)
    folder = settings.data_dir
    return dataclasses.replace(
        settings,
        behind_proxy=False,
        secret_key=settings.secret_key or kept_secret(folder / "demo-secret-key", lambda: secrets.token_urlsafe(48)),
        demo_password=settings.demo_password or kept_secret(folder / "demo-password", _new_password),
    )


def _new_password() -> str:
    return "-".join("".join(secrets.choice(WORDLIKE) for _ in range(5)) for _ in range(3))


def kept_secret(path: Path, make: Callable[[], str]) -> str:
    """Return the secret kept in a file that only its owner may read; make it the first time."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    secret = make()
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(secret + "\n")
    return secret


def _remove_database(settings: Settings) -> None:
    own = settings.data_dir / "demo.db"
    if settings.database_url != f"sqlite:///{own}":
        raise Sentence("--reset only throws away the demo's own database. Unset ADVOCACY_DATABASE_URL to use it.")
    for path in (own, own.with_name("demo.db-wal"), own.with_name("demo.db-shm")):
        path.unlink(missing_ok=True)
    if settings.files.folder is None:
        shutil.rmtree(settings.files_dir, ignore_errors=True)


def _prepared_app(settings: Settings) -> Flask:
    """Return the app on a database with the newest tables, the demo's data, and sign-ins that work."""
    from advocacy.app import create_app
    from advocacy.db import db, newest_revision, revision_of_database, upgrade
    from advocacy.exchange.demo import seed

    app = create_app(settings)
    with app.app_context():
        if revision_of_database() < newest_revision():
            upgrade()
        ensure_this_version()
        seed(password=settings.demo_password)
        db.session.commit()
    return app


def _announce(address: str, settings: Settings) -> None:
    from advocacy.exchange.demo import ROLE_OF

    click.echo(f"\n{settings.site_name} demo: {address}\n\nSign in as one of:")
    for email, role in ROLE_OF.items():
        click.echo(f"  {email:<26}{role.label}")
    click.echo(f"with the password: {settings.demo_password}\n")
    click.echo("Stop with Ctrl-C. Springfield is public history; Sampleville is invented.\n")

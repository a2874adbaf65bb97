"""`advocacy files`: whether the bytes of files are where the database says."""

import click

from advocacy.cli.command import CONTEXT, Sentence, app_on, settings_for_tools


@click.group(context_settings=CONTEXT)
def files() -> None:
    """Files that hang on records.

    \b
    Example:  advocacy files check
    """


@files.command("check", context_settings=CONTEXT)
@click.option("--tidy", is_flag=True, help="Delete for good what nothing uses any more.")
def check_command(tidy: bool) -> None:
    """Read every file once, and list what is missing, changed or used by nothing.

    Names are those of the content (SHA-256), never what people called a file. Exit code 1 when something is missing
    or changed: bring it back from a backup. What nothing uses is harmless; --tidy deletes it.

    \b
    Examples:
      advocacy files check
      advocacy files check --tidy
    """
    from advocacy.db import db
    from advocacy.services.files import checking

    with app_on(settings_for_tools()):
        found = checking.check()
        for word, names in (("missing", found.missing), ("changed", found.changed), ("unused", found.unused)):
            for name in names:
                click.echo(f"{word}  {name}")
        if tidy and found.unused:
            checking.forget(found.unused)
            db.session.commit()
    said = (
        f"{found.count} files, {len(found.missing)} missing, {len(found.changed)} changed, {len(found.unused)} unused"
    )
    click.echo(f"{said}; the unused ones are deleted." if tidy and found.unused else f"{said}.")
    if found.missing or found.changed:
        raise Sentence("Bring what is missing or changed back from a backup of the folder of files.")

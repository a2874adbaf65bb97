"""The `advocacy` command: one file per subcommand, loaded when it is asked for."""

from advocacy.cli.command import cli, main

__all__ = ["cli", "main"]

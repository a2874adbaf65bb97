"""`python -m advocacy.cli` is the same as `advocacy`."""

from advocacy.cli.command import main

main()

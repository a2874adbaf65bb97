"""`advocacy users`: accounts, for whoever runs the server."""

import sys

import click

from advocacy.cli.command import CONTEXT, Sentence, app_on, settings_for_tools
from advocacy.domain.users import LinkPurpose, Role

ADDRESS = "http://127.0.0.1:8000"
PATHS = {
    LinkPurpose.INVITATION: "invitation",
    LinkPurpose.RESET: "reset",
    LinkPurpose.FIRST_RUN: "first-run",
}


def _web_address(_context: click.Context, _option: click.Parameter, address: str) -> str:
    if address and not address.startswith(("http://", "https://")):
        raise click.BadParameter("write it like https://cabildo.example.org")
    return address


address_option = click.option(
    "--address",
    default="",
    show_default="ADVOCACY_BASE_URL, else " + ADDRESS,
    callback=_web_address,
    help="Where people open this installation: the link begins so.",
)


@click.group(context_settings=CONTEXT)
def users() -> None:
    """Accounts: the first administrator, and ways back in.

    \b
    Example:  advocacy users add you@example.org --name "Your name" --role administrator
    """


@users.command("add", context_settings=CONTEXT)
@click.argument("email")
@click.option("--name", required=True, help="The name that others see.")
@click.option(
    "--role",
    "roles",
    required=True,
    multiple=True,
    type=click.Choice([role.value for role in Role]),
    help="What they may do; may be given several times.",
)
@click.option("--password-stdin", is_flag=True, help="Read the password from the standard input.")
@address_option
def add(email: str, name: str, roles: tuple[str, ...], password_stdin: bool, address: str) -> None:
    """Make an account and print a link that lets its owner choose a password.

    The link works once, within 7 days. With --password-stdin no link is printed and the account can sign in at once.

    \b
    Examples:
      advocacy users add ana@example.org --name "Ana Muestra" --role organizer
      advocacy users add ops@example.org --name Ops --role administrator --role coordinator
      advocacy users add ops@example.org --name Ops --role administrator --password-stdin < password.txt
    """
    from advocacy.db import db
    from advocacy.domain.users import UserDetails
    from advocacy.policy import OPERATOR
    from advocacy.services import users as service

    settings = settings_for_tools()
    details = UserDetails(name, email, frozenset(Role(role) for role in roles))
    password = _password_from_stdin() if password_stdin else ""
    token = ""
    with app_on(settings):
        if password_stdin:
            service.add_with_password(OPERATOR, details, password, site=settings.site_name)
        else:
            _user, token = service.invite(OPERATOR, details)
        db.session.commit()
    click.echo(f"{email} has an account now.")
    if token:
        _print_link(address or settings.base_url, LinkPurpose.INVITATION, token, "7 days")


def _password_from_stdin() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


@users.command("link", context_settings=CONTEXT)
@click.argument("email")
@address_option
def link(email: str, address: str) -> None:
    """Print a link that lets somebody in again: a new invitation, or a new password.

    It works once; links that were made before for the same purpose die.

    \b
    Example:  advocacy users link ana@example.org --address https://cabildo.example.org
    """
    from advocacy.db import db
    from advocacy.policy import OPERATOR
    from advocacy.services import accounts
    from advocacy.services import users as service

    settings = settings_for_tools()
    with app_on(settings):
        user = accounts.by_email(email)
        if user is None:
            raise Sentence(f"There is no account with the address {email}.")
        purpose, token = service.link_for(OPERATOR, user)
        db.session.commit()
    _print_link(
        address or settings.base_url, purpose, token, "7 days" if purpose is LinkPurpose.INVITATION else "24 hours"
    )


def _print_link(address: str, purpose: LinkPurpose, token: str, lasts: str) -> None:
    click.echo(
        f"Give them this link. It works once, within {lasts}:\n\n  {link_address(address or ADDRESS, purpose, token)}\n"
    )


def link_address(address: str, purpose: LinkPurpose, token: str) -> str:
    """Return the address of a one-time link."""
    return f"{address.rstrip('/')}/{PATHS[purpose]}/{token}"

"""The mail that brings somebody their invitation or their link for a new password."""

from flask import current_app
from flask_babel import gettext as _

from advocacy.domain.mail import LINK_TOKEN
from advocacy.domain.users import Language, LinkPurpose
from advocacy.models import User
from advocacy.services import mail as service
from advocacy.services.addresses import address_of
from advocacy.views.access import current_actor
from advocacy.views.language import locale_code, speaking

ENDPOINTS = {LinkPurpose.INVITATION: "auth.invitation", LinkPurpose.RESET: "auth.reset"}


def mail_link(user: User, purpose: LinkPurpose, token: str) -> bool:
    """Queue the link to its owner, in their language; tell whether this installation sends mail at all."""
    language = user.language or Language(locale_code())
    with speaking(language.value):
        subject, body = _words(user, purpose, address_of(ENDPOINTS[purpose], token=LINK_TOKEN))
    return service.send_link(current_actor(), user, purpose, token, subject, body, language=language)


def _words(user: User, purpose: LinkPurpose, address: str) -> tuple[str, str]:
    places = {
        "name": user.display_name,
        "who": current_actor().display_name,
        "site": current_app.config["SITE_NAME"],
        "address": address,
    }
    if purpose is LinkPurpose.INVITATION:
        return _("Your invitation to %(site)s", **places), _(
            "Hello %(name)s,\n\n%(who)s invites you to %(site)s. Open this address to choose a password:\n\n"
            "%(address)s\n\nIt works once, within 7 days. If you expected no invitation, delete this message.\n",
            **places,
        )
    return _("A new password for %(site)s", **places), _(
        "Hello %(name)s,\n\n%(who)s made a link for you to choose a new password at %(site)s:\n\n"
        "%(address)s\n\nIt works once, within 24 hours. If you asked for no new password, tell whoever looks after "
        "the installation.\n",
        **places,
    )

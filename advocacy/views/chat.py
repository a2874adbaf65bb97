"""Copy for chat: where a campaign stands, as plain text in either language."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from advocacy.domain.action_calls import in_language
from advocacy.domain.not_in_print import WITHHELD, Unprinted
from advocacy.domain.users import Language
from advocacy.policy import Action
from advocacy.queries.chat import Next, Said, sayable
from advocacy.queries.not_in_print import unprinted
from advocacy.services.addresses import address_of
from advocacy.views.access import requires
from advocacy.views.campaigns import campaign_at
from advocacy.views.language import locale_code, speaking
from advocacy.views.rail import lighting
from advocacy.views.rendering import day_in_full, moment, page

MOST_CONTACTS = 5
"""Of a chat message: the page of the call names all."""

bp = Blueprint("chat", __name__)
bp.before_request(lighting("campaigns"))


@bp.get("/campaigns/<slug>/chat")
@requires(Action.READ)
def show(slug: str) -> ResponseReturnValue:
    """The text to copy, the reader's language first. A confidential campaign has none: 403, in words."""
    campaign = campaign_at(slug)
    said = sayable(campaign)
    if said is None:
        return page("campaigns/chat.html", status=403, campaign=campaign, texts=[])
    languages = sorted(Language, key=lambda language: language.value != locale_code())
    names = unprinted()
    texts = [(language, _without_names(names, text_in(said, language.value), language.value)) for language in languages]
    return page("campaigns/chat.html", campaign=campaign, texts=texts)


def _without_names(names: Unprinted, text: str, language: str) -> str:
    with speaking(language):
        return names.saying(_(WITHHELD)).withheld(text)


def text_in(said: Said, language: str) -> str:
    """Return the text in a language; what people typed stays in theirs."""
    with speaking(language):
        lines = [f"{said.title} – {_(said.status.label)}", *_middle(said)]
        if said.call is not None:
            sentence, _language = in_language(said.call.sentence, said.call.sentence_es, language)
            lines.append(str(_("What you can do: %(sentence)s", sentence=sentence)))
            if said.call.until is not None:
                lines.append(str(_("Until %(day)s.", day=day_in_full(said.call.until))))
            lines += _contacts(said)
        lines += _link(said)
        return "\n".join(lines)


def _middle(said: Said) -> list[str]:
    lines = []
    if said.demands:
        one, many = "%(met)s of %(num)d demand met", "%(met)s of %(num)d demands met"
        lines.append(str(ngettext(one, many, said.demands, met=said.met)))
    if said.decision is not None:
        lines.append(str(_("Next decision: %(what)s", what=_words(said.decision))))
    if said.event is not None:
        lines.append(str(_("Next event: %(what)s", what=_words(said.event))))
    return lines


def _words(following: Next) -> str:
    when = moment(following.at, following.zone) or day_in_full(following.on)
    return ", ".join(part for part in (following.title, when, following.what) if part)


def _contacts(said: Said) -> list[str]:
    """One line for each of whom to contact: with what is public, or by name alone."""
    return [
        str(_("Contact: %(whom)s", whom=", ".join(each for each in contact if each)))
        for contact in said.to_contact[:MOST_CONTACTS]
    ]


def _link(said: Said) -> list[str]:
    """Where to read on: the call to action, else the campaign. An installation without an address has no link."""
    if not current_app.config["BASE_URL"]:
        return []
    if said.call is not None:
        return [address_of("action_calls.show", ref=said.call.ref)]
    return [address_of("campaigns.show", slug=said.slug)]

"""Templates of letters: coordinators keep them, whoever writes letters uses them."""

from dataclasses import asdict

from advocacy.db import db
from advocacy.domain.letter_templates import TEXTS, TemplateDetails, check_template
from advocacy.domain.problems import refuse_if
from advocacy.models import LetterTemplate
from advocacy.models.base import utc_now
from advocacy.policy import Action, Actor, ensure
from advocacy.services import audit, records


def create(actor: Actor, details: TemplateDetails) -> LetterTemplate:
    """Keep a new template."""
    ensure(actor, Action.MANAGE_TEMPLATES)
    kept = LetterTemplate(created_by_id=actor.user_id)
    _fill(kept, details)
    db.session.add(kept)
    db.session.flush()
    audit.record(actor, kept, "template.created")
    return kept


def edit(actor: Actor, kept: LetterTemplate, details: TemplateDetails, version: int | None = None) -> None:
    """Change a template. Letters begun from it stay as they are."""
    ensure(actor, Action.MANAGE_TEMPLATES)
    records.expect_version(kept, version)
    _fill(kept, details)
    audit.record(actor, kept, "template.edited")


def archive(actor: Actor, kept: LetterTemplate, version: int | None = None) -> None:
    """Take a template out of use. Letters begun from it stay as they are."""
    ensure(actor, Action.MANAGE_TEMPLATES)
    records.expect_version(kept, version)
    kept.archived_at = utc_now()
    audit.record(actor, kept, "template.archived")


def _fill(kept: LetterTemplate, details: TemplateDetails) -> None:
    refuse_if(check_template(details))
    records.refuse_never_stored(
        title=details.title, note=details.note, **{name: getattr(details, name) for name in TEXTS}
    )
    for name, value in asdict(details).items():
        setattr(kept, name, value)
    kept.updated_at = utc_now()

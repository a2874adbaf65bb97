"""Under which name somebody without an account stands: their own as they write it, another once it is confirmed."""

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.letters import SignatureStatus
from advocacy.domain.mail import NoticeKind
from advocacy.domain.sign_on import is_same_name
from advocacy.domain.users import Language
from advocacy.models import Letter, Notice, Signature, User
from advocacy.models.base import utc_now
from advocacy.policy import Actor
from advocacy.services.letters import sign_on
from tests.factories import commit, make_organization
from tests.integration.test_sign_on import change_text, collecting, open_link, personal, signs
from tests.letters import sign_on as invite
from tests.web import Page, Web

SOMEBODY = {"name": "Cardinal Famous", "printed_title": "Archbishop", "printed_organization": "Archdiocese"}


def confirmed(web: Web, actor: Actor, letter: Letter) -> tuple[Signature, str]:
    """Somebody who asked to sign by the open link and was confirmed, and the address of their own link."""
    asked = signs(web.get(open_link(actor, letter)), "Bo Neighbor", printed_organization="Block 7")
    signature = letter.signatures[0]
    sign_on.confirm_asked(actor, letter, signature)
    commit()
    return signature, asked.response.request.path


def rung(user_id: int) -> int:
    """How often somebody was told of a signature; each was read since."""
    kind = Notice.kind == NoticeKind.SIGNATURE_CAME
    for each in db.session.scalars(select(Notice).where(Notice.user_id == user_id)):
        each.read_at = utc_now()
    commit()
    return db.session.scalar(select(func.count()).where(Notice.user_id == user_id, kind)) or 0


def reprints(page: Page, name: str, **values: str) -> Page:
    """Press the button that changes how a name prints."""
    return page.submit({"printed_name": name, **values}, button="Save how it prints")


def test_who_was_confirmed_from_the_open_link_waits_again_under_another_name(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    letter = collecting(as_organizer)
    signature, address = confirmed(web, as_organizer, letter)
    told = rung(organizer.id)
    page = web.get(address)
    assert "an organizer confirms it again" in page.text
    waiting = reprints(page, **SOMEBODY)
    assert waiting.title == "Thank you. Your request is in."
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.CONSIDERING
    assert rung(organizer.id) == told + 1
    shown = Web(web.app).sign_in(organizer).get(f"/letters/{letter.ref}/sign-on")
    assert "Cardinal Famous" in shown.text
    assert "Known here as Bo Neighbor." in shown.text
    shown.submit(action=f"{signature.ref}/confirm", button="Confirm")
    db.session.refresh(signature)
    assert (signature.status, signature.printed_name) == (SignatureStatus.SIGNED, "Cardinal Famous")


@pytest.mark.one_database
def test_who_was_confirmed_from_the_open_link_waits_again_with_another_title_alone(
    web: Web, as_organizer: Actor
) -> None:
    letter = collecting(as_organizer)
    signature, address = confirmed(web, as_organizer, letter)
    reprints(web.get(address), "Bo Neighbor", printed_title="Mayor")
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.CONSIDERING


@pytest.mark.one_database
@pytest.mark.parametrize(("name", "status"), [("Bo Neighbor", "signed"), ("Mayor Famous", "considering")])
def test_a_new_text_is_confirmed_under_the_name_that_was_confirmed_and_no_other(
    web: Web, as_organizer: Actor, name: str, status: str
) -> None:
    letter = collecting(as_organizer)
    signature, address = confirmed(web, as_organizer, letter)
    change_text(as_organizer, letter)
    web.get(address).submit({"printed_name": name}, button="Confirm my signature")
    db.session.refresh(signature)
    assert signature.status.value == status


@pytest.mark.one_database
def test_who_was_invited_writes_their_name_as_they_like_and_nobody_elses(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter, "Ada Example")
    signs(web.get(address), "A. M. Example", printed_title="Tenant")
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.SIGNED
    told = rung(organizer.id)
    reprints(web.get(address), "Ada Maria Example", printed_organization="Tenants Together")
    db.session.refresh(signature)
    assert (signature.status, rung(organizer.id)) == (SignatureStatus.SIGNED, told + 1)
    reprints(web.get(address), **SOMEBODY)
    db.session.refresh(signature)
    assert (signature.status, rung(organizer.id)) == (SignatureStatus.CONSIDERING, told + 2)


@pytest.mark.one_database
def test_whose_invitation_was_passed_on_asks_to_sign(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature, address = personal(as_organizer, letter, "Ada Example")
    assert signs(web.get(address), "Cardinal Famous").title == "Thank you. Your request is in."
    db.session.refresh(signature)
    assert (signature.status, signature.asked_at is not None) == (SignatureStatus.CONSIDERING, True)


@pytest.mark.one_database
def test_an_organization_that_was_invited_may_print_who_signs_for_it(web: Web, as_organizer: Actor) -> None:
    letter = collecting(as_organizer)
    signature = invite(as_organizer, letter, make_organization("Tenants Together"))
    token = sign_on.make_link(as_organizer, letter, signature, Language.EN)
    commit()
    told = {"printed_organization": "Tenants Together", "approved_by": "Board vote of January 12"}
    assert signs(web.get(f"/sign/{token}"), "Ada Example", **told).title == "You have signed."
    reprints(web.get(f"/sign/{token}"), "Ada Example", printed_organization="Archdiocese")
    db.session.refresh(signature)
    assert signature.status is SignatureStatus.CONSIDERING


@pytest.mark.parametrize(
    ("known", "typed", "is_same"),
    [
        ("Ada Example", "ADA  EXAMPLE", True),
        ("Ada Example", "Dr. Ada M. Example", True),
        ("Ada Maria Example", "A. Example", True),
        ("José Peña", "Jose Pena", True),
        ("Ada Example", "Ada Famous", False),
        ("Ada Example", "A. E.", False),
        ("Ada Example", "…", False),
        ("Ada Example", "Cardinal Famous", False),
    ],
)
def test_a_name_is_the_same_with_more_words_fewer_or_initials(known: str, typed: str, *, is_same: bool) -> None:
    assert is_same_name(known, typed) is is_same

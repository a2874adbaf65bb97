"""Reviews of a letter: what was said of which text, who is asked, and who else may review."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letters import LetterStatus
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.models import Letter, LetterReview, Task, TeamMember, User, UserRole
from advocacy.policy import WORKING_ROLES
from advocacy.queries.letter_texts import text_author_id


@dataclass(frozen=True)
class Reviewing:
    """How far the review of a letter has come: only what was said of the text as it stands counts."""

    needed: int
    now: tuple[LetterReview, ...]
    before: tuple[LetterReview, ...]
    """Of earlier texts, the newest first."""
    waiting: tuple[Task, ...]
    """The open task of each who is asked."""
    author_id: int | None

    @property
    def approvals(self) -> int:
        """How many have approved the text as it stands."""
        return sum(each.verdict is ReviewVerdict.APPROVED for each in self.now)

    def is_own(self, user_id: int | None) -> bool:
        """Whether this user wrote the text as it stands: nobody approves their own."""
        return user_id is not None and user_id == self.author_id


def reviewing_of(letter: Letter, tasks: Sequence[Task]) -> Reviewing:
    """Return how far the review has come; `tasks` are those of the letter, with their assignees."""
    reviews = reviews_of(letter)
    asked = [each for each in tasks if each.rule is TaskRule.REVIEW_LETTER and each.status is TaskStatus.OPEN]
    return Reviewing(
        needed=letter.reviews_needed,
        now=tuple(each for each in reviews if each.text_version == letter.text_version),
        before=tuple(each for each in reviews if each.text_version != letter.text_version),
        waiting=tuple(asked) if letter.status is LetterStatus.IN_REVIEW else (),
        author_id=text_author_id(letter),
    )


def reviews_of(letter: Letter) -> list[LetterReview]:
    """Return every review of a letter, the newest first."""
    told = select(LetterReview).where(LetterReview.letter_id == letter.id)
    return list(db.session.scalars(told.order_by(LetterReview.text_version.desc(), LetterReview.id.desc())))


def possible_reviewers(letter: Letter) -> list[User]:
    """Return who may review the text as it stands, by name: who works letters, sees this one, and did not write it."""
    working = select(UserRole.user_id).where(UserRole.role.in_(WORKING_ROLES))
    statement = select(User).where(User.is_active, User.id.in_(working))
    for campaign in letter.campaigns:
        if campaign.is_restricted:
            team = select(TeamMember.user_id).where(TeamMember.campaign_id == campaign.id)
            statement = statement.where(User.id.in_(team))
    author = text_author_id(letter)
    if author is not None:
        statement = statement.where(User.id != author)
    return list(db.session.scalars(statement.order_by(User.display_name, User.id)))

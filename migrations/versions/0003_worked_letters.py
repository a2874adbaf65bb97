"""Letters, meetings and mail worked to the end: files, the outbox, what came in, reviews, links to sign, feeds."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.base import ByteString, UTCDateTime
from advocacy.models.schema_changes import add_column, allow_words, drop_column, listed

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TASK_RULES = (
    "by_hand",
    "follow_up",
    "classify_reply",
    "answer_reply",
    "chase_meeting",
    "debrief_meeting",
    "ask_target",
    "ask_for_vote",
    "administrator_joined",
)
_NEW_TASK_RULES = ("review_letter", "chase_letter", "thank_office", "keep_commitment", "checklist")
_ONE_AT_ONCE = "status = 'open' AND rule NOT IN ('by_hand', 'follow_up', 'ask_for_vote', 'administrator_joined'%s)"
_SIGNER_ORDERS = ("by_hand", "alphabetical", "organizations_first", "as_signed")


def upgrade() -> None:
    """Make the new tables, and new columns in old ones."""
    _make_tables()
    _add_columns()
    allow_words(op, "tasks", "rule", (*_TASK_RULES, *_NEW_TASK_RULES), constraint="ck_tasks_taskrule")
    _index_open_tasks(_ONE_AT_ONCE % ", 'checklist', 'review_letter'")


def _index_open_tasks(condition: str) -> None:
    op.drop_index("uq_tasks_open_rule_about", table_name="tasks")
    op.create_index(
        "uq_tasks_open_rule_about",
        "tasks",
        ["rule", "about_id"],
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _add_columns() -> None:
    add_column(op, "letters", sa.Column("reviews_needed", sa.Integer(), server_default="1", nullable=False))
    add_column(op, "letters", sa.Column("sign_by", sa.Date(), nullable=True), index=True)
    add_column(op, "letters", sa.Column("sign_until", sa.Date(), nullable=True), index=True)
    add_column(
        op,
        "letters",
        sa.Column("signer_order", sa.String(40), server_default="by_hand", nullable=False),
        check=("ck_letters_signerorder", listed("signer_order", _SIGNER_ORDERS)),
    )
    add_column(op, "letters", sa.Column("signer_columns", sa.Integer(), server_default="2", nullable=False))
    add_column(op, "letters", sa.Column("enclosures", sa.Text(), server_default="", nullable=False))
    add_column(
        op,
        "letters",
        sa.Column("letterhead_id", sa.Integer(), nullable=True),
        points_at=("fk_letters_letterhead_id", "letterheads"),
        index=True,
    )
    add_column(
        op,
        "letters",
        sa.Column("chases_id", sa.Integer(), nullable=True),
        points_at=("fk_letters_chases_id", "letters"),
        index=True,
    )
    add_column(op, "recipients", sa.Column("sent_to", sa.String(300), server_default="", nullable=False))
    add_column(op, "recipients", sa.Column("taken_by", sa.String(300), server_default="", nullable=False))
    add_column(op, "recipients", sa.Column("tracking_number", sa.String(100), server_default="", nullable=False))
    add_column(op, "recipients", sa.Column("reply_key", ByteString(20), nullable=True), unique=True)
    add_column(op, "signatures", sa.Column("email", sa.String(254), server_default="", nullable=False))
    add_column(op, "signatures", sa.Column("asked_at", UTCDateTime(), nullable=True))
    add_column(op, "tasks", sa.Column("whatever_happens", sa.Boolean(), server_default=sa.false(), nullable=False))
    add_column(
        op,
        "tasks",
        sa.Column("checklist_id", sa.Integer(), nullable=True),
        points_at=("fk_tasks_checklist_id", "checklists"),
        index=True,
    )


def downgrade() -> None:
    """Take them out again. Refused while tasks of the new rules are kept."""
    _index_open_tasks(_ONE_AT_ONCE % "")
    allow_words(op, "tasks", "rule", _TASK_RULES, constraint="ck_tasks_taskrule")
    drop_column(op, "tasks", "checklist_id", index=True)
    drop_column(op, "tasks", "whatever_happens")
    drop_column(op, "signatures", "asked_at")
    drop_column(op, "signatures", "email")
    drop_column(op, "recipients", "reply_key", index=True)
    for name in ("tracking_number", "taken_by", "sent_to"):
        drop_column(op, "recipients", name)
    for name in ("chases_id", "letterhead_id"):
        drop_column(op, "letters", name, index=True)
    for name in ("enclosures", "signer_columns", "signer_order"):
        drop_column(op, "letters", name)
    for name in ("sign_until", "sign_by"):
        drop_column(op, "letters", name, index=True)
    drop_column(op, "letters", "reviews_needed")
    _drop_tables()


def _make_tables() -> None:
    op.create_table('event_demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_event_demands_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_demands_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_demands')),
    sa.UniqueConstraint('event_id', 'demand_id', name=op.f('uq_event_demands_event_id_demand_id'))
    )
    op.create_index(op.f('ix_event_demands_demand_id'), 'event_demands', ['demand_id'], unique=False)
    # ### commands auto generated by Alembic - please adjust! ###
    op.create_table('checklists',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('archived_at', UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checklists')),
    sa.UniqueConstraint('ref', name=op.f('uq_checklists_ref'))
    )
    op.create_table('stored_files',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('sha256', ByteString(64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('media_type', ByteString(100), nullable=False),
    sa.Column('stored_at', UTCDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stored_files')),
    sa.UniqueConstraint('sha256', name=op.f('uq_stored_files_sha256'))
    )
    op.create_table('checklist_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('checklist_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=300), nullable=False),
    sa.Column('offset_days', sa.Integer(), nullable=False),
    sa.CheckConstraint('offset_days BETWEEN -730 AND 730', name=op.f('ck_checklist_items_offset_range')),
    sa.ForeignKeyConstraint(['checklist_id'], ['checklists.id'], name=op.f('fk_checklist_items_checklist_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checklist_items'))
    )
    op.create_index(op.f('ix_checklist_items_checklist_id'), 'checklist_items', ['checklist_id'], unique=False)
    op.create_table('letter_templates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('letter_kind', sa.Enum('letter', 'open_statement', 'testimony', name='letterkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('subject_es', sa.String(length=200), nullable=False),
    sa.Column('body_es', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('updated_at', UTCDateTime(), nullable=False),
    sa.Column('archived_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_letter_templates_created_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_templates')),
    sa.UniqueConstraint('ref', name=op.f('uq_letter_templates_ref'))
    )
    op.create_table('letterheads',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.Column('return_address', sa.Text(), nullable=False),
    sa.Column('logo_id', sa.Integer(), nullable=True),
    sa.Column('logo_words', sa.String(length=300), nullable=False),
    sa.Column('is_default', sa.Boolean(), nullable=False),
    sa.Column('archived_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['logo_id'], ['stored_files.id'], name=op.f('fk_letterheads_logo_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letterheads')),
    sa.UniqueConstraint('ref', name=op.f('uq_letterheads_ref'))
    )
    op.create_table('mail_choices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('digest', sa.Enum('never', 'daily', 'weekly', name='digestrhythm', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('task_reminders', sa.Boolean(), nullable=False),
    sa.Column('event_reminders', sa.Boolean(), nullable=False),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_until', sa.Integer(), nullable=False),
    sa.Column('unsubscribed_at', UTCDateTime(), nullable=True),
    sa.CheckConstraint('quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439', name=op.f('ck_mail_choices_quiet_minutes')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_mail_choices_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_choices')),
    sa.UniqueConstraint('user_id', name=op.f('uq_mail_choices_user_id'))
    )
    op.create_table('comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('text_version', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.Column('resolved_at', UTCDateTime(), nullable=True),
    sa.Column('resolved_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_comments_author_id')),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_comments_record_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['resolved_by_id'], ['users.id'], name=op.f('fk_comments_resolved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comments')),
    sa.UniqueConstraint('ref', name=op.f('uq_comments_ref'))
    )
    op.create_index(op.f('ix_comments_author_id'), 'comments', ['author_id'], unique=False)
    op.create_index(op.f('ix_comments_record_id'), 'comments', ['record_id'], unique=False)
    op.create_table('notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('task_given', 'task_due', 'reply_arrived', 'comment_written', 'review_asked', 'review_answered', 'signature_came', 'event_changed', 'mail_waits', 'mail_failed', name='noticekind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('unique_key', ByteString(200), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('on_day', sa.Date(), nullable=True),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.Column('read_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['about_id'], ['records.id'], name=op.f('fk_notices_about_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_notices_by_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_notices_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notices')),
    sa.UniqueConstraint('ref', name=op.f('uq_notices_ref')),
    sa.UniqueConstraint('unique_key', name=op.f('uq_notices_unique_key'))
    )
    op.create_index(op.f('ix_notices_about_id'), 'notices', ['about_id'], unique=False)
    op.create_index('ix_notices_user_id_read_at', 'notices', ['user_id', 'read_at', 'id'], unique=False)
    op.create_table('letter_papers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('text_version', sa.Integer(), nullable=False),
    sa.Column('media_type', ByteString(100), nullable=False),
    sa.Column('content_sha256', ByteString(64), nullable=False),
    sa.Column('file_sha256', ByteString(64), nullable=False),
    sa.Column('made_at', UTCDateTime(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_papers_letter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['made_by_id'], ['users.id'], name=op.f('fk_letter_papers_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_papers'))
    )
    op.create_index(op.f('ix_letter_papers_content_sha256'), 'letter_papers', ['content_sha256'], unique=False)
    op.create_index(op.f('ix_letter_papers_file_sha256'), 'letter_papers', ['file_sha256'], unique=False)
    op.create_index(op.f('ix_letter_papers_letter_id'), 'letter_papers', ['letter_id'], unique=False)
    op.create_table('letter_reviews',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('text_version', sa.Integer(), nullable=False),
    sa.Column('reviewer_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.Enum('approved', 'changes', name='reviewverdict', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_reviews_letter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reviewer_id'], ['users.id'], name=op.f('fk_letter_reviews_reviewer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_reviews')),
    sa.UniqueConstraint('letter_id', 'text_version', 'reviewer_id', name=op.f('uq_letter_reviews_letter_id_text_version_reviewer_id'))
    )
    op.create_index(op.f('ix_letter_reviews_reviewer_id'), 'letter_reviews', ['reviewer_id'], unique=False)
    op.create_table('letter_translations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.Enum('en', 'es', name='language', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('of_version', sa.Integer(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['editor_id'], ['users.id'], name=op.f('fk_letter_translations_editor_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_translations_letter_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_translations')),
    sa.UniqueConstraint('letter_id', 'language', name=op.f('uq_letter_translations_letter_id_language'))
    )
    op.create_table('own_holidays',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_own_holidays_jurisdiction_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_holidays')),
    sa.UniqueConstraint('jurisdiction_id', 'day', name=op.f('uq_own_holidays_jurisdiction_id_day'))
    )
    op.create_table('action_calls',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('sentence', sa.String(length=300), nullable=False),
    sa.Column('sentence_es', sa.String(length=300), nullable=False),
    sa.Column('script', sa.Text(), nullable=False),
    sa.Column('script_es', sa.Text(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('specific_legislation', sa.Boolean(), nullable=True),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_action_calls_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_action_calls_created_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_calls')),
    sa.UniqueConstraint('ref', name=op.f('uq_action_calls_ref'))
    )
    op.create_index(op.f('ix_action_calls_campaign_id'), 'action_calls', ['campaign_id'], unique=False)
    op.create_index(op.f('ix_action_calls_until'), 'action_calls', ['until'], unique=False)
    op.create_table('calendar_feeds',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('token_hash', ByteString(64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=True),
    sa.Column('language', sa.Enum('en', 'es', name='language', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('tells_confidential', sa.Boolean(), nullable=False),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('revoked_at', UTCDateTime(), nullable=True),
    sa.Column('last_used_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_calendar_feeds_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_calendar_feeds_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feeds')),
    sa.UniqueConstraint('ref', name=op.f('uq_calendar_feeds_ref')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_calendar_feeds_token_hash'))
    )
    op.create_index(op.f('ix_calendar_feeds_campaign_id'), 'calendar_feeds', ['campaign_id'], unique=False)
    op.create_index(op.f('ix_calendar_feeds_user_id'), 'calendar_feeds', ['user_id'], unique=False)
    op.create_table('escalation_rungs',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('chase', 'call', 'meeting', 'public', name='escalationkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('after_days', sa.Integer(), nullable=False),
    sa.CheckConstraint('after_days BETWEEN 0 AND 3650', name=op.f('ck_escalation_rungs_after_days_range')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_escalation_rungs_campaign_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_escalation_rungs')),
    sa.UniqueConstraint('campaign_id', 'position', name=op.f('uq_escalation_rungs_campaign_id_position'))
    )
    op.create_table('inbound_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('digest', ByteString(64), nullable=False),
    sa.Column('status', sa.Enum('waiting', 'guarded', 'matched', 'bounce', 'discarded', name='inboundstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('message_id', ByteString(1000), nullable=False),
    sa.Column('from_address', sa.String(length=320), nullable=False),
    sa.Column('from_name', sa.String(length=200), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sent_at', UTCDateTime(), nullable=True),
    sa.Column('received_at', UTCDateTime(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('reply_id', sa.Integer(), nullable=True),
    sa.Column('why', sa.String(length=300), nullable=False),
    sa.Column('handled_by_id', sa.Integer(), nullable=True),
    sa.Column('handled_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_inbound_messages_file_id')),
    sa.ForeignKeyConstraint(['handled_by_id'], ['users.id'], name=op.f('fk_inbound_messages_handled_by_id')),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_inbound_messages_record_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['reply_id'], ['replies.id'], name=op.f('fk_inbound_messages_reply_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inbound_messages')),
    sa.UniqueConstraint('digest', name=op.f('uq_inbound_messages_digest')),
    sa.UniqueConstraint('ref', name=op.f('uq_inbound_messages_ref'))
    )
    op.create_index(op.f('ix_inbound_messages_file_id'), 'inbound_messages', ['file_id'], unique=False)
    op.create_index(op.f('ix_inbound_messages_message_id'), 'inbound_messages', ['message_id'], unique=False)
    op.create_index(op.f('ix_inbound_messages_received_at'), 'inbound_messages', ['received_at'], unique=False)
    op.create_index(op.f('ix_inbound_messages_record_id'), 'inbound_messages', ['record_id'], unique=False)
    op.create_index(op.f('ix_inbound_messages_reply_id'), 'inbound_messages', ['reply_id'], unique=False)
    op.create_index(op.f('ix_inbound_messages_status'), 'inbound_messages', ['status'], unique=False)
    op.create_table('public_comment_speakers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('point', sa.String(length=2000), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('signed_up_on', sa.Date(), nullable=True),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_public_comment_speakers_one_party')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_public_comment_speakers_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_public_comment_speakers_person_id')),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_public_comment_speakers_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_comment_speakers')),
    sa.UniqueConstraint('ref', name=op.f('uq_public_comment_speakers_ref'))
    )
    op.create_index(op.f('ix_public_comment_speakers_organization_id'), 'public_comment_speakers', ['organization_id'], unique=False)
    op.create_index(op.f('ix_public_comment_speakers_person_id'), 'public_comment_speakers', ['person_id'], unique=False)
    op.create_index(op.f('ix_public_comment_speakers_record_id'), 'public_comment_speakers', ['record_id'], unique=False)
    op.create_table('action_call_targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_call_id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['action_call_id'], ['action_calls.id'], name=op.f('fk_action_call_targets_action_call_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['target_id'], ['targets.id'], name=op.f('fk_action_call_targets_target_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_call_targets')),
    sa.UniqueConstraint('action_call_id', 'target_id', name=op.f('uq_action_call_targets_action_call_id_target_id'))
    )
    op.create_index(op.f('ix_action_call_targets_target_id'), 'action_call_targets', ['target_id'], unique=False)
    op.create_table('actions_taken',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_call_id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['action_call_id'], ['action_calls.id'], name=op.f('fk_actions_taken_action_call_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_actions_taken_activity_id')),
    sa.ForeignKeyConstraint(['target_id'], ['targets.id'], name=op.f('fk_actions_taken_target_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_actions_taken_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_actions_taken')),
    sa.UniqueConstraint('action_call_id', 'target_id', 'user_id', name=op.f('uq_actions_taken_action_call_id_target_id_user_id'))
    )
    op.create_index(op.f('ix_actions_taken_activity_id'), 'actions_taken', ['activity_id'], unique=False)
    op.create_index(op.f('ix_actions_taken_target_id'), 'actions_taken', ['target_id'], unique=False)
    op.create_index(op.f('ix_actions_taken_user_id'), 'actions_taken', ['user_id'], unique=False)
    op.create_table('attachments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.Enum('other', 'proof_of_delivery', 'reply', 'minutes', 'photo', 'signed_letter', name='filepurpose', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=True),
    sa.Column('reply_id', sa.Integer(), nullable=True),
    sa.Column('added_by_id', sa.Integer(), nullable=True),
    sa.Column('added_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['users.id'], name=op.f('fk_attachments_added_by_id')),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_attachments_file_id')),
    sa.ForeignKeyConstraint(['recipient_id'], ['recipients.id'], name=op.f('fk_attachments_recipient_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_attachments_record_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reply_id'], ['replies.id'], name=op.f('fk_attachments_reply_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachments')),
    sa.UniqueConstraint('ref', name=op.f('uq_attachments_ref'))
    )
    op.create_index(op.f('ix_attachments_added_by_id'), 'attachments', ['added_by_id'], unique=False)
    op.create_index(op.f('ix_attachments_file_id'), 'attachments', ['file_id'], unique=False)
    op.create_index(op.f('ix_attachments_recipient_id'), 'attachments', ['recipient_id'], unique=False)
    op.create_index(op.f('ix_attachments_record_id'), 'attachments', ['record_id'], unique=False)
    op.create_index(op.f('ix_attachments_reply_id'), 'attachments', ['reply_id'], unique=False)
    op.create_table('outbox_messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('kind', sa.Enum('letter', 'sign_on_invitation', 'sign_on_reminder', 'sign_on_again', 'account_link', 'digest', 'task_reminder', 'event_reminder', 'event_changed', 'test', name='mailkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('unique_key', ByteString(200), nullable=False),
    sa.Column('message_id', ByteString(200), nullable=False),
    sa.Column('status', sa.Enum('queued', 'sending', 'sent', 'dead', 'cancelled', 'bounced', name='mailstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('to_address', sa.String(length=254), nullable=False),
    sa.Column('to_name', sa.String(length=200), nullable=False),
    sa.Column('reply_to', sa.String(length=254), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('body_html', sa.Text(), nullable=False),
    sa.Column('headers', sa.JSON(), nullable=False),
    sa.Column('language', sa.Enum('en', 'es', name='language', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('recipient_id', sa.Integer(), nullable=True),
    sa.Column('signature_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('next_attempt_at', UTCDateTime(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('claimed_at', UTCDateTime(), nullable=True),
    sa.Column('claimed_by', ByteString(100), nullable=False),
    sa.Column('sent_at', UTCDateTime(), nullable=True),
    sa.Column('last_error', sa.String(length=300), nullable=False),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_outbox_messages_attempts_not_negative')),
    sa.ForeignKeyConstraint(['recipient_id'], ['recipients.id'], name=op.f('fk_outbox_messages_recipient_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_outbox_messages_record_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['signature_id'], ['signatures.id'], name=op.f('fk_outbox_messages_signature_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_outbox_messages_user_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_messages')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_messages_message_id')),
    sa.UniqueConstraint('ref', name=op.f('uq_outbox_messages_ref')),
    sa.UniqueConstraint('unique_key', name=op.f('uq_outbox_messages_unique_key'))
    )
    op.create_index(op.f('ix_outbox_messages_recipient_id'), 'outbox_messages', ['recipient_id'], unique=False)
    op.create_index(op.f('ix_outbox_messages_record_id'), 'outbox_messages', ['record_id'], unique=False)
    op.create_index(op.f('ix_outbox_messages_signature_id'), 'outbox_messages', ['signature_id'], unique=False)
    op.create_index('ix_outbox_messages_status_next_attempt_at', 'outbox_messages', ['status', 'next_attempt_at', 'id'], unique=False)
    op.create_index(op.f('ix_outbox_messages_user_id'), 'outbox_messages', ['user_id'], unique=False)
    op.create_table('sign_on_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('token_hash', ByteString(64), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('signature_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.Enum('en', 'es', name='language', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('expires_at', UTCDateTime(), nullable=False),
    sa.Column('revoked_at', UTCDateTime(), nullable=True),
    sa.Column('opened_at', UTCDateTime(), nullable=True),
    sa.Column('reminded_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_sign_on_links_created_by_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_sign_on_links_letter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['signature_id'], ['signatures.id'], name=op.f('fk_sign_on_links_signature_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_on_links')),
    sa.UniqueConstraint('ref', name=op.f('uq_sign_on_links_ref')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_sign_on_links_token_hash'))
    )
    op.create_index(op.f('ix_sign_on_links_letter_id'), 'sign_on_links', ['letter_id'], unique=False)
    op.create_index(op.f('ix_sign_on_links_signature_id'), 'sign_on_links', ['signature_id'], unique=False)
    op.create_table('outbox_attachments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['file_id'], ['stored_files.id'], name=op.f('fk_outbox_attachments_file_id')),
    sa.ForeignKeyConstraint(['message_id'], ['outbox_messages.id'], name=op.f('fk_outbox_attachments_message_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_attachments'))
    )
    op.create_index(op.f('ix_outbox_attachments_file_id'), 'outbox_attachments', ['file_id'], unique=False)
    op.create_index(op.f('ix_outbox_attachments_message_id'), 'outbox_attachments', ['message_id'], unique=False)


def _drop_tables() -> None:
    op.drop_table('event_demands')
    op.drop_index(op.f('ix_outbox_attachments_message_id'), table_name='outbox_attachments')
    op.drop_index(op.f('ix_outbox_attachments_file_id'), table_name='outbox_attachments')
    op.drop_table('outbox_attachments')
    op.drop_index(op.f('ix_sign_on_links_signature_id'), table_name='sign_on_links')
    op.drop_index(op.f('ix_sign_on_links_letter_id'), table_name='sign_on_links')
    op.drop_table('sign_on_links')
    op.drop_index(op.f('ix_outbox_messages_user_id'), table_name='outbox_messages')
    op.drop_index('ix_outbox_messages_status_next_attempt_at', table_name='outbox_messages')
    op.drop_index(op.f('ix_outbox_messages_signature_id'), table_name='outbox_messages')
    op.drop_index(op.f('ix_outbox_messages_record_id'), table_name='outbox_messages')
    op.drop_index(op.f('ix_outbox_messages_recipient_id'), table_name='outbox_messages')
    op.drop_table('outbox_messages')
    op.drop_index(op.f('ix_attachments_reply_id'), table_name='attachments')
    op.drop_index(op.f('ix_attachments_record_id'), table_name='attachments')
    op.drop_index(op.f('ix_attachments_recipient_id'), table_name='attachments')
    op.drop_index(op.f('ix_attachments_file_id'), table_name='attachments')
    op.drop_index(op.f('ix_attachments_added_by_id'), table_name='attachments')
    op.drop_table('attachments')
    op.drop_index(op.f('ix_actions_taken_user_id'), table_name='actions_taken')
    op.drop_index(op.f('ix_actions_taken_target_id'), table_name='actions_taken')
    op.drop_index(op.f('ix_actions_taken_activity_id'), table_name='actions_taken')
    op.drop_table('actions_taken')
    op.drop_index(op.f('ix_action_call_targets_target_id'), table_name='action_call_targets')
    op.drop_table('action_call_targets')
    op.drop_index(op.f('ix_public_comment_speakers_record_id'), table_name='public_comment_speakers')
    op.drop_index(op.f('ix_public_comment_speakers_person_id'), table_name='public_comment_speakers')
    op.drop_index(op.f('ix_public_comment_speakers_organization_id'), table_name='public_comment_speakers')
    op.drop_table('public_comment_speakers')
    op.drop_index(op.f('ix_inbound_messages_status'), table_name='inbound_messages')
    op.drop_index(op.f('ix_inbound_messages_reply_id'), table_name='inbound_messages')
    op.drop_index(op.f('ix_inbound_messages_record_id'), table_name='inbound_messages')
    op.drop_index(op.f('ix_inbound_messages_received_at'), table_name='inbound_messages')
    op.drop_index(op.f('ix_inbound_messages_message_id'), table_name='inbound_messages')
    op.drop_index(op.f('ix_inbound_messages_file_id'), table_name='inbound_messages')
    op.drop_table('inbound_messages')
    op.drop_table('escalation_rungs')
    op.drop_index(op.f('ix_calendar_feeds_user_id'), table_name='calendar_feeds')
    op.drop_index(op.f('ix_calendar_feeds_campaign_id'), table_name='calendar_feeds')
    op.drop_table('calendar_feeds')
    op.drop_index(op.f('ix_action_calls_until'), table_name='action_calls')
    op.drop_index(op.f('ix_action_calls_campaign_id'), table_name='action_calls')
    op.drop_table('action_calls')
    op.drop_table('own_holidays')
    op.drop_table('letter_translations')
    op.drop_index(op.f('ix_letter_reviews_reviewer_id'), table_name='letter_reviews')
    op.drop_table('letter_reviews')
    op.drop_index(op.f('ix_letter_papers_letter_id'), table_name='letter_papers')
    op.drop_index(op.f('ix_letter_papers_file_sha256'), table_name='letter_papers')
    op.drop_index(op.f('ix_letter_papers_content_sha256'), table_name='letter_papers')
    op.drop_table('letter_papers')
    op.drop_index('ix_notices_user_id_read_at', table_name='notices')
    op.drop_index(op.f('ix_notices_about_id'), table_name='notices')
    op.drop_table('notices')
    op.drop_index(op.f('ix_comments_record_id'), table_name='comments')
    op.drop_index(op.f('ix_comments_author_id'), table_name='comments')
    op.drop_table('comments')
    op.drop_table('mail_choices')
    op.drop_table('letterheads')
    op.drop_table('letter_templates')
    op.drop_index(op.f('ix_checklist_items_checklist_id'), table_name='checklist_items')
    op.drop_table('checklist_items')
    op.drop_table('stored_files')
    op.drop_table('checklists')

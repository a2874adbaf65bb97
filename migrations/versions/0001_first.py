"""All tables of the first version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text

from advocacy.models.base import ByteString, PartialDateType, UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table('installation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', ByteString(60), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_installation')),
    sa.UniqueConstraint('key', name=op.f('uq_installation_key'))
    )
    op.create_table('sign_in_delays',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key_hash', ByteString(64), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure_at', UTCDateTime(), nullable=False),
    sa.Column('blocked_until', UTCDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_delays')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_sign_in_delays_key_hash'))
    )
    op.create_index(op.f('ix_sign_in_delays_last_failure_at'), 'sign_in_delays', ['last_failure_at'], unique=False)
    op.create_table('users',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('email_key', ByteString(300), nullable=False),
    sa.Column('display_name', sa.String(length=200), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('language', sa.Enum('en', 'es', name='language', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('deactivated_at', UTCDateTime(), nullable=True),
    sa.Column('last_seen_at', UTCDateTime(), nullable=True),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name='fk_users_organization_id', use_alter=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name='fk_users_person_id', use_alter=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email_key', name=op.f('uq_users_email_key')),
    sa.UniqueConstraint('ref', name=op.f('uq_users_ref'))
    )
    op.create_index(op.f('ix_users_organization_id'), 'users', ['organization_id'], unique=False)
    op.create_index(op.f('ix_users_person_id'), 'users', ['person_id'], unique=False)
    op.create_table('known_devices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', ByteString(64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('last_used_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_known_devices_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_devices')),
    sa.UniqueConstraint('token_hash', 'user_id', name=op.f('uq_known_devices_token_hash_user_id'))
    )
    op.create_index(op.f('ix_known_devices_user_id'), 'known_devices', ['user_id'], unique=False)
    op.create_table('one_time_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', ByteString(64), nullable=False),
    sa.Column('purpose', sa.Enum('invitation', 'reset', 'first_run', name='linkpurpose', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('expires_at', UTCDateTime(), nullable=False),
    sa.Column('used_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_one_time_links_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_one_time_links_token_hash'))
    )
    op.create_index(op.f('ix_one_time_links_user_id'), 'one_time_links', ['user_id'], unique=False)
    op.create_table('records',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('kind', sa.Enum('jurisdiction', 'organization', 'person', 'media_item', 'campaign', 'demand', 'target', 'stance', 'influence', 'statement', 'letter', 'meeting', 'commitment', 'measure', 'event', 'precedent', 'proceeding', 'claim', 'task', name='recordkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('audience', sa.Enum('directory', 'campaigns', 'workers', 'linked', name='audience', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('updated_at', UTCDateTime(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['created_by_id'], ['users.id'], name=op.f('fk_records_created_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_records')),
    sa.UniqueConstraint('ref', name=op.f('uq_records_ref'))
    )
    op.create_index(op.f('ix_records_created_by_id'), 'records', ['created_by_id'], unique=False)
    op.create_index('ix_records_kind_id', 'records', ['kind', 'id'], unique=False)
    op.create_table('submissions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('submission_id', ByteString(64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('location', sa.Text(), nullable=False),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_submissions_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submissions')),
    sa.UniqueConstraint('submission_id', name=op.f('uq_submissions_submission_id'))
    )
    op.create_index(op.f('ix_submissions_created_at'), 'submissions', ['created_at'], unique=False)
    op.create_index(op.f('ix_submissions_user_id'), 'submissions', ['user_id'], unique=False)
    op.create_table('user_roles',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('member', 'organizer', 'coordinator', 'administrator', name='role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_roles_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_roles')),
    sa.UniqueConstraint('user_id', 'role', name=op.f('uq_user_roles_user_id_role'))
    )
    op.create_table('user_sessions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', ByteString(64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('last_seen_at', UTCDateTime(), nullable=False),
    sa.Column('fresh_at', UTCDateTime(), nullable=False),
    sa.Column('agent', sa.String(length=200), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_user_sessions_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_sessions')),
    sa.UniqueConstraint('ref', name=op.f('uq_user_sessions_ref')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_user_sessions_token_hash'))
    )
    op.create_index(op.f('ix_user_sessions_user_id'), 'user_sessions', ['user_id'], unique=False)
    op.create_table('activities',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('call', 'in_person', 'meeting', 'email', 'text_message', 'testimony', 'canvass', 'social_media', 'other', 'event', 'letter_sent', 'reply_received', 'meeting_requested', 'meeting_declined', 'meeting_held', 'measure_action', 'vote', 'statement', 'proceeding', name='activitykind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('side', sa.Enum('ours', 'theirs', 'others', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('occurred_on', PartialDateType(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=True),
    sa.Column('last_day', sa.Date(), nullable=True),
    sa.Column('date_note', sa.String(length=300), nullable=False),
    sa.Column('not_before', sa.Date(), nullable=True),
    sa.Column('not_after', sa.Date(), nullable=True),
    sa.Column('sort_on', PartialDateType(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('step', sa.String(length=40), nullable=False),
    sa.Column('outcome', sa.Enum('yes', 'leaning_yes', 'undecided', 'leaning_no', 'no', 'no_answer', 'left_message', 'information_given', 'other', name='contactoutcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('lobbying', sa.Enum('direct', 'grassroots', 'not_lobbying', 'not_classified', name='lobbyingclass', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('lobbying_note', sa.Text(), nullable=False),
    sa.Column('specific_legislation', sa.Boolean(), nullable=True),
    sa.Column('view_taken', sa.Boolean(), nullable=True),
    sa.Column('said_to', sa.Enum('legislator', 'legislative_staff', 'other_official', 'administrative_body', 'voters', 'members', 'public', name='audience', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('call_to_act', sa.Boolean(), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UTCDateTime(), nullable=False),
    sa.Column('updated_at', UTCDateTime(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.CheckConstraint('minutes IS NULL OR minutes BETWEEN 0 AND 100000', name=op.f('ck_activities_minutes_range')),
    sa.ForeignKeyConstraint(['author_id'], ['users.id'], name=op.f('fk_activities_author_id')),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_activities_record_id')),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_activities_retracted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activities')),
    sa.UniqueConstraint('ref', name=op.f('uq_activities_ref'))
    )
    op.create_index(op.f('ix_activities_author_id'), 'activities', ['author_id'], unique=False)
    op.create_index('ix_activities_author_timeline', 'activities', ['author_id', 'sort_on', 'id'], unique=False)
    op.create_index(op.f('ix_activities_first_day'), 'activities', ['first_day'], unique=False)
    op.create_index('ix_activities_kind_sort_on_id', 'activities', ['kind', 'sort_on', 'id'], unique=False)
    op.create_index(op.f('ix_activities_record_id'), 'activities', ['record_id'], unique=False)
    op.create_index('ix_activities_sort_on_id', 'activities', ['sort_on', 'id'], unique=False)
    op.create_table('audit_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.Column('actor_kind', sa.Enum('user', 'system:import', 'system:worker', 'system:operator', 'visitor', name='actorkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('event', ByteString(60), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('subject_ref', ByteString(10), nullable=False),
    sa.Column('subject_kind', ByteString(40), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('previous_hash', ByteString(64), nullable=False),
    sa.Column('entry_hash', ByteString(64), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['users.id'], name=op.f('fk_audit_entries_actor_id')),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_audit_entries_record_id'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries')),
    sa.UniqueConstraint('entry_hash', name=op.f('uq_audit_entries_entry_hash'))
    )
    op.create_index(op.f('ix_audit_entries_actor_id'), 'audit_entries', ['actor_id'], unique=False)
    op.create_index(op.f('ix_audit_entries_at'), 'audit_entries', ['at'], unique=False)
    op.create_index('ix_audit_entries_event_id', 'audit_entries', ['event', 'id'], unique=False)
    op.create_index(op.f('ix_audit_entries_record_id'), 'audit_entries', ['record_id'], unique=False)
    op.create_index(op.f('ix_audit_entries_subject_ref'), 'audit_entries', ['subject_ref'], unique=False)
    op.create_table('claims',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('figure', sa.String(length=300), nullable=False),
    sa.Column('value', sa.String(length=60), nullable=False),
    sa.Column('unit', sa.String(length=300), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('basis', sa.Text(), nullable=False),
    sa.Column('stated_on', PartialDateType(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_claims_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_claims_retracted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claims'))
    )
    op.create_table('jurisdictions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('title_key', ByteString(400), nullable=False),
    sa.Column('jurisdiction_kind', sa.Enum('nation', 'state', 'county', 'city', 'ward', 'neighborhood', 'other', name='jurisdictionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.String(length=2), nullable=False),
    sa.Column('division_id', ByteString(200), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('time_zone', ByteString(60), nullable=False),
    sa.Column('holidays', ByteString(10), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_jurisdictions_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['parent_id'], ['jurisdictions.id'], name=op.f('fk_jurisdictions_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jurisdictions'))
    )
    op.create_index(op.f('ix_jurisdictions_division_id'), 'jurisdictions', ['division_id'], unique=False)
    op.create_index(op.f('ix_jurisdictions_parent_id'), 'jurisdictions', ['parent_id'], unique=False)
    op.create_index(op.f('ix_jurisdictions_title_key'), 'jurisdictions', ['title_key'], unique=False)
    op.create_table('letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('text_version', sa.Integer(), nullable=False),
    sa.Column('letter_kind', sa.Enum('letter', 'open_statement', 'testimony', name='letterkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('side', sa.Enum('ours', 'theirs', 'others', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sender', sa.String(length=300), nullable=False),
    sa.Column('language', sa.Enum('en', 'es', name='language', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status', sa.Enum('draft', 'in_review', 'approved', 'collecting', 'signatures_closed', 'sent', 'closed', 'withdrawn', name='letterstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('outcome', sa.Enum('granted', 'partly', 'refused', 'no_reply', name='letteroutcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('dated_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('reply_business_days', sa.Integer(), nullable=False),
    sa.Column('others_signed', sa.Boolean(), nullable=False),
    sa.Column('signer_note', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_letters_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letters'))
    )
    op.create_index(op.f('ix_letters_status'), 'letters', ['status'], unique=False)
    op.create_table('proceedings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('court', sa.String(length=300), nullable=False),
    sa.Column('court_note', sa.Text(), nullable=False),
    sa.Column('case_number', sa.String(length=300), nullable=False),
    sa.Column('status', sa.Enum('not_known', 'filed', 'pending', 'decided', 'appealed', 'settled', 'dismissed', name='proceedingstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asks', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_proceedings_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_proceedings_retracted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proceedings'))
    )
    op.create_index(op.f('ix_proceedings_status'), 'proceedings', ['status'], unique=False)
    op.create_table('statements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('channel', sa.String(length=300), nullable=False),
    sa.Column('said_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.String(length=300), nullable=False),
    sa.Column('not_before', sa.Date(), nullable=True),
    sa.Column('not_after', sa.Date(), nullable=True),
    sa.Column('sort_on', PartialDateType(), nullable=False),
    sa.Column('side', sa.Enum('ours', 'theirs', 'others', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('shows', sa.Integer(), nullable=True),
    sa.Column('shows_words', sa.String(length=300), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.CheckConstraint('shows IS NULL OR shows BETWEEN -2 AND 2', name=op.f('ck_statements_shows_range')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_statements_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_statements_retracted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statements'))
    )
    op.create_index('ix_statements_sort_on_id', 'statements', ['sort_on', 'id'], unique=False)
    op.create_table('activity_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_versions_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['editor_id'], ['users.id'], name=op.f('fk_activity_versions_editor_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_versions'))
    )
    op.create_index(op.f('ix_activity_versions_activity_id'), 'activity_versions', ['activity_id'], unique=False)
    op.create_table('campaigns',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('slug', ByteString(92), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('goal', sa.Text(), nullable=False),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.Column('run_by', sa.Enum('us', 'allies', 'others', name='runby', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status', sa.Enum('planning', 'active', 'paused', 'won', 'partly_won', 'lost', 'archived', name='campaignstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status_note', sa.Text(), nullable=False),
    sa.Column('access', sa.Enum('open', 'restricted', name='access', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('started_on', PartialDateType(), nullable=False),
    sa.Column('ended_on', PartialDateType(), nullable=False),
    sa.Column('how_it_ended', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_campaigns_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_campaigns_jurisdiction_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['campaigns.id'], name=op.f('fk_campaigns_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaigns')),
    sa.UniqueConstraint('slug', name=op.f('uq_campaigns_slug'))
    )
    op.create_index(op.f('ix_campaigns_access'), 'campaigns', ['access'], unique=False)
    op.create_index(op.f('ix_campaigns_jurisdiction_id'), 'campaigns', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_campaigns_parent_id'), 'campaigns', ['parent_id'], unique=False)
    op.create_index(op.f('ix_campaigns_status'), 'campaigns', ['status'], unique=False)
    op.create_table('claim_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('answer_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('claim_id <> answer_id', name=op.f('ck_claim_answers_not_itself')),
    sa.ForeignKeyConstraint(['answer_id'], ['claims.id'], name=op.f('fk_claim_answers_answer_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_claim_answers_claim_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_answers')),
    sa.UniqueConstraint('claim_id', 'answer_id', name=op.f('uq_claim_answers_claim_id_answer_id'))
    )
    op.create_index(op.f('ix_claim_answers_answer_id'), 'claim_answers', ['answer_id'], unique=False)
    op.create_table('claim_uses',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_claim_uses_claim_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_claim_uses_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_uses')),
    sa.UniqueConstraint('claim_id', 'record_id', name=op.f('uq_claim_uses_claim_id_record_id'))
    )
    op.create_index('ix_claim_uses_record_id', 'claim_uses', ['record_id'], unique=False)
    op.create_table('events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('event_kind', sa.Enum('march', 'rally', 'vigil', 'press_conference', 'hearing', 'town_hall', 'training', 'meeting', 'other', name='eventkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('side', sa.Enum('ours', 'theirs', 'others', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status', sa.Enum('planned', 'announced', 'held', 'cancelled', 'postponed', name='eventstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('starts_at', UTCDateTime(), nullable=True),
    sa.Column('ends_at', UTCDateTime(), nullable=True),
    sa.Column('zone', ByteString(60), nullable=False),
    sa.Column('happened_on', PartialDateType(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=True),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('people_needed', sa.Integer(), nullable=True),
    sa.Column('attendance', sa.Integer(), nullable=True),
    sa.Column('attendance_note', sa.String(length=300), nullable=False),
    sa.Column('interpreters', sa.String(length=300), nullable=False),
    sa.Column('access_notes', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint('attendance IS NULL OR attendance >= 0', name=op.f('ck_events_attendance_not_negative')),
    sa.CheckConstraint('ends_at IS NULL OR starts_at IS NOT NULL', name=op.f('ck_events_end_needs_start')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_events_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_events_jurisdiction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_events'))
    )
    op.create_index(op.f('ix_events_first_day'), 'events', ['first_day'], unique=False)
    op.create_index(op.f('ix_events_jurisdiction_id'), 'events', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_events_starts_at'), 'events', ['starts_at'], unique=False)
    op.create_index(op.f('ix_events_status'), 'events', ['status'], unique=False)
    op.create_table('import_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('namespace', ByteString(100), nullable=False),
    sa.Column('external_id', ByteString(200), nullable=False),
    sa.Column('section', ByteString(40), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('child_ref', ByteString(10), nullable=False),
    sa.Column('values', sa.JSON(), nullable=False),
    sa.Column('loaded_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_import_links_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_import_links_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_links')),
    sa.UniqueConstraint('namespace', 'external_id', name=op.f('uq_import_links_namespace_external_id'))
    )
    op.create_index(op.f('ix_import_links_activity_id'), 'import_links', ['activity_id'], unique=False)
    op.create_index(op.f('ix_import_links_record_id'), 'import_links', ['record_id'], unique=False)
    op.create_table('letter_versions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('editor_id', sa.Integer(), nullable=True),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['editor_id'], ['users.id'], name=op.f('fk_letter_versions_editor_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_versions_letter_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_versions')),
    sa.UniqueConstraint('letter_id', 'number', name=op.f('uq_letter_versions_letter_id_number'))
    )
    op.create_table('organizations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('title_key', ByteString(400), nullable=False),
    sa.Column('organization_kind', sa.Enum('government', 'legislative_body', 'agency', 'police', 'coalition_partner', 'party', 'union', 'congregation', 'media_outlet', 'university', 'association', 'other', name='organizationkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_body', sa.Boolean(), nullable=False),
    sa.Column('part', sa.Enum('member', 'endorser', 'ally', 'opponent', 'neutral', 'none', name='coalitionpart', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('joined_on', PartialDateType(), nullable=False),
    sa.Column('left_on', PartialDateType(), nullable=False),
    sa.Column('tax_status', sa.Enum('501c3', '501c3_h', '501c4', 'other', 'not_known', name='taxstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('promised', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('website', sa.Text(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.Column('spokesperson_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_organizations_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_organizations_jurisdiction_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['organizations.id'], name=op.f('fk_organizations_parent_id')),
    sa.ForeignKeyConstraint(['spokesperson_id'], ['people.id'], name='fk_organizations_spokesperson_id', use_alter=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organizations'))
    )
    op.create_index(op.f('ix_organizations_jurisdiction_id'), 'organizations', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_organizations_parent_id'), 'organizations', ['parent_id'], unique=False)
    op.create_index(op.f('ix_organizations_part'), 'organizations', ['part'], unique=False)
    op.create_index(op.f('ix_organizations_spokesperson_id'), 'organizations', ['spokesperson_id'], unique=False)
    op.create_index(op.f('ix_organizations_title_key'), 'organizations', ['title_key'], unique=False)
    op.create_table('proceeding_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('proceeding_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.Enum('file', 'join', 'hear', 'order', 'decide', 'appeal', 'settle', 'dismiss', 'other', name='proceedingevent', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('occurred_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_proceeding_steps_activity_id')),
    sa.ForeignKeyConstraint(['proceeding_id'], ['proceedings.id'], name=op.f('fk_proceeding_steps_proceeding_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proceeding_steps')),
    sa.UniqueConstraint('ref', name=op.f('uq_proceeding_steps_ref'))
    )
    op.create_index(op.f('ix_proceeding_steps_activity_id'), 'proceeding_steps', ['activity_id'], unique=False)
    op.create_index(op.f('ix_proceeding_steps_proceeding_id'), 'proceeding_steps', ['proceeding_id'], unique=False)
    op.create_table('replies',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('received_on', PartialDateType(), nullable=False),
    sa.Column('channel', sa.Enum('letter', 'email', 'call', 'in_person', 'press', 'other', name='replychannel', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reply_from', sa.Enum('official', 'staff', 'boilerplate', name='replyfrom', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('from_words', sa.String(length=300), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('logged_by_id', sa.Integer(), nullable=True),
    sa.Column('logged_at', UTCDateTime(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_replies_activity_id')),
    sa.ForeignKeyConstraint(['logged_by_id'], ['users.id'], name=op.f('fk_replies_logged_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_replies')),
    sa.UniqueConstraint('ref', name=op.f('uq_replies_ref'))
    )
    op.create_index(op.f('ix_replies_activity_id'), 'replies', ['activity_id'], unique=False)
    op.create_table('search_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('kind', ByteString(40), nullable=False),
    sa.Column('sort_on', PartialDateType(), nullable=False),
    sa.Column('place', sa.BigInteger(), nullable=False),
    sa.Column('title', sa.String(length=2000), nullable=False),
    sa.Column('title_folded', sa.Text(), nullable=False),
    sa.Column('body_folded', sa.Text(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.CheckConstraint('(record_id IS NULL) <> (activity_id IS NULL)', name=op.f('ck_search_entries_one_subject')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_search_entries_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_search_entries_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entries')),
    sa.UniqueConstraint('activity_id', name=op.f('uq_search_entries_activity_id')),
    sa.UniqueConstraint('place', name=op.f('uq_search_entries_place')),
    sa.UniqueConstraint('record_id', name=op.f('uq_search_entries_record_id'))
    )
    op.create_table('tasks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=300), nullable=False),
    sa.Column('rule_subject', sa.String(length=300), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('status', sa.Enum('open', 'done', 'dropped', name='taskstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('assignee_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('snoozed_until', sa.Date(), nullable=True),
    sa.Column('rule', sa.Enum('by_hand', 'follow_up', 'classify_reply', 'answer_reply', 'chase_meeting', 'debrief_meeting', 'ask_target', 'ask_for_vote', 'administrator_joined', name='taskrule', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=True),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('closed_at', UTCDateTime(), nullable=True),
    sa.Column('closing_note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['about_id'], ['records.id'], name=op.f('fk_tasks_about_id')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_tasks_activity_id')),
    sa.ForeignKeyConstraint(['assignee_id'], ['users.id'], name=op.f('fk_tasks_assignee_id')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_tasks_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tasks'))
    )
    op.create_index(op.f('ix_tasks_about_id'), 'tasks', ['about_id'], unique=False)
    op.create_index(op.f('ix_tasks_activity_id'), 'tasks', ['activity_id'], unique=False)
    op.create_index(op.f('ix_tasks_assignee_id'), 'tasks', ['assignee_id'], unique=False)
    op.create_index('ix_tasks_assignee_status_due', 'tasks', ['assignee_id', 'status', 'due_on'], unique=False)
    op.create_index(op.f('ix_tasks_due_on'), 'tasks', ['due_on'], unique=False)
    op.create_index('uq_tasks_open_rule_about', 'tasks', ['rule', 'about_id'], unique=True, sqlite_where=sa.text("status = 'open' AND rule NOT IN ('by_hand', 'follow_up', 'ask_for_vote', 'administrator_joined')"), postgresql_where=sa.text("status = 'open' AND rule NOT IN ('by_hand', 'follow_up', 'ask_for_vote', 'administrator_joined')"))
    op.create_table('activity_campaigns',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('sort_on', PartialDateType(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_campaigns_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_activity_campaigns_campaign_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_campaigns')),
    sa.UniqueConstraint('activity_id', 'campaign_id', name=op.f('uq_activity_campaigns_activity_id_campaign_id'))
    )
    op.create_index('ix_activity_campaigns_timeline', 'activity_campaigns', ['campaign_id', 'sort_on', 'activity_id'], unique=False)
    op.create_table('body_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('motion_kind', sa.Enum('ordinary', 'amendment', 'override', 'emergency', 'procedural', 'other', name='motionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('valid_from', PartialDateType(), nullable=False),
    sa.Column('ends_on', PartialDateType(), nullable=False),
    sa.Column('fraction', sa.Enum('1/2', '3/5', '2/3', '3/4', '4/5', '9/10', '1/1', name='rulefraction', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('base', sa.Enum('all_seats', 'filled_seats', 'present', 'voting', name='rulebase', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('quorum', sa.Integer(), nullable=True),
    sa.Column('chair_breaks_ties', sa.Boolean(), nullable=False),
    sa.Column('notice_hours', sa.Integer(), nullable=True),
    sa.Column('comment_deadline_hours', sa.Integer(), nullable=True),
    sa.Column('comment_minutes', sa.Integer(), nullable=True),
    sa.Column('readings', sa.Integer(), nullable=True),
    sa.Column('veto', sa.String(length=300), nullable=False),
    sa.Column('citation', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['organizations.id'], name=op.f('fk_body_rules_body_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_body_rules')),
    sa.UniqueConstraint('ref', name=op.f('uq_body_rules_ref'))
    )
    op.create_index(op.f('ix_body_rules_body_id'), 'body_rules', ['body_id'], unique=False)
    op.create_table('campaign_counters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('jurisdiction', 'organization', 'person', 'media_item', 'campaign', 'demand', 'target', 'stance', 'influence', 'statement', 'letter', 'meeting', 'commitment', 'measure', 'event', 'precedent', 'proceeding', 'claim', 'task', name='recordkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_campaign_counters_campaign_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_counters')),
    sa.UniqueConstraint('campaign_id', 'kind', name=op.f('uq_campaign_counters_campaign_id_kind'))
    )
    op.create_table('demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('text_es', sa.String(length=2000), nullable=False),
    sa.Column('instrument', sa.Enum('executive_order', 'agency_order', 'ordinance', 'resolution', 'trust_act', 'policy', 'declaration', 'state_law', 'pledge', 'listing', 'contrary_act', 'other', name='instrument', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('status', sa.Enum('open', 'promised', 'partly_met', 'met', 'rejected', 'withdrawn', name='demandstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_demands_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_demands_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demands')),
    sa.UniqueConstraint('campaign_id', 'number', name=op.f('uq_demands_campaign_id_number'))
    )
    op.create_table('event_old_dates',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('happened_on', PartialDateType(), nullable=False),
    sa.Column('starts_at', UTCDateTime(), nullable=True),
    sa.Column('changed_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_old_dates_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_old_dates'))
    )
    op.create_index(op.f('ix_event_old_dates_event_id'), 'event_old_dates', ['event_id'], unique=False)
    op.create_table('media_items',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('publisher', sa.String(length=200), nullable=False),
    sa.Column('author', sa.String(length=300), nullable=False),
    sa.Column('headline', sa.String(length=300), nullable=False),
    sa.Column('published_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('outlet_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_media_items_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['outlet_id'], ['organizations.id'], name=op.f('fk_media_items_outlet_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_media_items'))
    )
    op.create_index(op.f('ix_media_items_outlet_id'), 'media_items', ['outlet_id'], unique=False)
    op.create_table('people',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('given_name', sa.String(length=200), nullable=False),
    sa.Column('family_name', sa.String(length=200), nullable=False),
    sa.Column('title', sa.String(length=60), nullable=False),
    sa.Column('label', sa.String(length=300), nullable=False),
    sa.Column('name_key', ByteString(1000), nullable=False),
    sa.Column('party', sa.String(length=100), nullable=False),
    sa.Column('role', sa.String(length=300), nullable=False),
    sa.Column('languages', sa.String(length=100), nullable=False),
    sa.Column('photo_url', sa.Text(), nullable=False),
    sa.Column('not_in_print', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("given_name <> '' OR family_name <> '' OR label <> ''", name=op.f('ck_people_named_or_labelled')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_people_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_people_jurisdiction_id')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_people_organization_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people'))
    )
    op.create_index(op.f('ix_people_jurisdiction_id'), 'people', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_people_name_key'), 'people', ['name_key'], unique=False)
    op.create_index(op.f('ix_people_organization_id'), 'people', ['organization_id'], unique=False)
    op.create_table('posts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=True),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.Column('label', sa.String(length=200), nullable=False),
    sa.Column('division', sa.String(length=100), nullable=False),
    sa.Column('votes', sa.Enum('yes', 'tie_only', 'no', name='votesright', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('starts_on', PartialDateType(), nullable=False),
    sa.Column('ends_on', PartialDateType(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['organizations.id'], name=op.f('fk_posts_body_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_posts_jurisdiction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posts')),
    sa.UniqueConstraint('ref', name=op.f('uq_posts_ref'))
    )
    op.create_index(op.f('ix_posts_body_id'), 'posts', ['body_id'], unique=False)
    op.create_index(op.f('ix_posts_jurisdiction_id'), 'posts', ['jurisdiction_id'], unique=False)
    op.create_table('record_campaigns',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('jurisdiction', 'organization', 'person', 'media_item', 'campaign', 'demand', 'target', 'stance', 'influence', 'statement', 'letter', 'meeting', 'commitment', 'measure', 'event', 'precedent', 'proceeding', 'claim', 'task', name='recordkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_record_campaigns_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_record_campaigns_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_campaigns')),
    sa.UniqueConstraint('campaign_id', 'kind', 'number', name=op.f('uq_record_campaigns_campaign_id_kind_number')),
    sa.UniqueConstraint('record_id', 'campaign_id', name=op.f('uq_record_campaigns_record_id_campaign_id'))
    )
    op.create_index('ix_record_campaigns_campaign_kind', 'record_campaigns', ['campaign_id', 'kind', 'record_id'], unique=False)
    op.create_table('team_members',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('is_lead', sa.Boolean(), nullable=False),
    sa.Column('joined_at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_team_members_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_team_members_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team_members')),
    sa.UniqueConstraint('campaign_id', 'user_id', name=op.f('uq_team_members_campaign_id_user_id'))
    )
    op.create_index('ix_team_members_user_id_campaign_id', 'team_members', ['user_id', 'campaign_id'], unique=False)
    op.create_table('activity_contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('yes', 'leaning_yes', 'undecided', 'leaning_no', 'no', 'no_answer', 'left_message', 'information_given', 'other', name='contactoutcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('sort_on', PartialDateType(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_activity_contacts_one_party')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_activity_contacts_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_activity_contacts_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_activity_contacts_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_contacts'))
    )
    op.create_index(op.f('ix_activity_contacts_activity_id'), 'activity_contacts', ['activity_id'], unique=False)
    op.create_index(op.f('ix_activity_contacts_organization_id'), 'activity_contacts', ['organization_id'], unique=False)
    op.create_index('ix_activity_contacts_organization_timeline', 'activity_contacts', ['organization_id', 'sort_on', 'activity_id'], unique=False)
    op.create_index(op.f('ix_activity_contacts_person_id'), 'activity_contacts', ['person_id'], unique=False)
    op.create_index('ix_activity_contacts_person_timeline', 'activity_contacts', ['person_id', 'sort_on', 'activity_id'], unique=False)
    op.create_table('citations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('media_item_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('(record_id IS NULL) <> (activity_id IS NULL)', name=op.f('ck_citations_one_subject')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_citations_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['media_item_id'], ['media_items.id'], name=op.f('fk_citations_media_item_id')),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_citations_record_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_citations')),
    sa.UniqueConstraint('media_item_id', 'activity_id', name=op.f('uq_citations_media_item_id_activity_id')),
    sa.UniqueConstraint('media_item_id', 'record_id', name=op.f('uq_citations_media_item_id_record_id'))
    )
    op.create_index(op.f('ix_citations_activity_id'), 'citations', ['activity_id'], unique=False)
    op.create_index(op.f('ix_citations_media_item_id'), 'citations', ['media_item_id'], unique=False)
    op.create_index(op.f('ix_citations_record_id'), 'citations', ['record_id'], unique=False)
    op.create_table('claimants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_claimants_one_party')),
    sa.ForeignKeyConstraint(['claim_id'], ['claims.id'], name=op.f('fk_claimants_claim_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_claimants_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_claimants_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claimants'))
    )
    op.create_index(op.f('ix_claimants_claim_id'), 'claimants', ['claim_id'], unique=False)
    op.create_index(op.f('ix_claimants_organization_id'), 'claimants', ['organization_id'], unique=False)
    op.create_index(op.f('ix_claimants_person_id'), 'claimants', ['person_id'], unique=False)
    op.create_table('contact_points',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('contact_kind', sa.Enum('phone', 'email', 'address', 'website', 'social', name='contactkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('value', sa.String(length=300), nullable=False),
    sa.Column('note', sa.String(length=300), nullable=False),
    sa.Column('is_public', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('not_checked', 'good', 'failing', name='contactstate', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.CheckConstraint('(person_id IS NULL) <> (organization_id IS NULL)', name=op.f('ck_contact_points_one_owner')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_contact_points_organization_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_contact_points_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_points')),
    sa.UniqueConstraint('ref', name=op.f('uq_contact_points_ref'))
    )
    op.create_index(op.f('ix_contact_points_organization_id'), 'contact_points', ['organization_id'], unique=False)
    op.create_index(op.f('ix_contact_points_person_id'), 'contact_points', ['person_id'], unique=False)
    op.create_table('event_parties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('host', 'speaker', name='eventpart', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_event_parties_one_party')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_event_parties_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_event_parties_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_event_parties_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_parties'))
    )
    op.create_index(op.f('ix_event_parties_event_id'), 'event_parties', ['event_id'], unique=False)
    op.create_index(op.f('ix_event_parties_organization_id'), 'event_parties', ['organization_id'], unique=False)
    op.create_index(op.f('ix_event_parties_person_id'), 'event_parties', ['person_id'], unique=False)
    op.create_table('influences',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('from_person_id', sa.Integer(), nullable=True),
    sa.Column('from_organization_id', sa.Integer(), nullable=True),
    sa.Column('to_person_id', sa.Integer(), nullable=True),
    sa.Column('to_organization_id', sa.Integer(), nullable=True),
    sa.Column('strength', sa.Enum('strong', 'some', 'weak', name='strength', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('confidence', sa.Enum('public', 'in_writing', 'said_to_two', 'said_to_one', 'inferred', name='confidence', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('relation', sa.String(length=300), nullable=False),
    sa.Column('known_on', PartialDateType(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.CheckConstraint('(from_person_id IS NULL) <> (from_organization_id IS NULL)', name=op.f('ck_influences_one_source')),
    sa.CheckConstraint('(to_person_id IS NULL) <> (to_organization_id IS NULL)', name=op.f('ck_influences_one_target')),
    sa.CheckConstraint('from_person_id IS NULL OR to_person_id IS NULL OR from_person_id <> to_person_id', name=op.f('ck_influences_two')),
    sa.ForeignKeyConstraint(['from_organization_id'], ['organizations.id'], name=op.f('fk_influences_from_organization_id')),
    sa.ForeignKeyConstraint(['from_person_id'], ['people.id'], name=op.f('fk_influences_from_person_id')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_influences_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_influences_retracted_by_id')),
    sa.ForeignKeyConstraint(['to_organization_id'], ['organizations.id'], name=op.f('fk_influences_to_organization_id')),
    sa.ForeignKeyConstraint(['to_person_id'], ['people.id'], name=op.f('fk_influences_to_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_influences'))
    )
    op.create_index(op.f('ix_influences_from_organization_id'), 'influences', ['from_organization_id'], unique=False)
    op.create_index(op.f('ix_influences_from_person_id'), 'influences', ['from_person_id'], unique=False)
    op.create_index(op.f('ix_influences_to_organization_id'), 'influences', ['to_organization_id'], unique=False)
    op.create_index(op.f('ix_influences_to_person_id'), 'influences', ['to_person_id'], unique=False)
    op.create_table('letter_demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_letter_demands_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_letter_demands_letter_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_demands')),
    sa.UniqueConstraint('letter_id', 'demand_id', name=op.f('uq_letter_demands_letter_id_demand_id'))
    )
    op.create_index(op.f('ix_letter_demands_demand_id'), 'letter_demands', ['demand_id'], unique=False)
    op.create_table('measures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('identifier', sa.String(length=60), nullable=False),
    sa.Column('measure_type', sa.Enum('resolution', 'ordinance', 'order', 'bill', 'charter_change', 'executive_order', 'policy', 'directive', 'program', 'statute', 'other', name='measuretype', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('decided_by', sa.Enum('body', 'office_holder', name='decidedby', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('binding', sa.Enum('yes', 'no', 'not_known', name='binding', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status', sa.Enum('idea', 'drafting', 'sponsor_sought', 'sponsored', 'introduced', 'in_committee', 'scheduled', 'passed', 'failed', 'tabled', 'referred_back', 'filed', 'expired', 'reconsidered', 'signed', 'vetoed', 'overridden', 'sustained', 'asked', 'issued', 'refused', 'in_force', 'amended', 'rescinded', 'withdrawn', name='measurestatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('status_note', sa.Text(), nullable=False),
    sa.Column('status_is_manual', sa.Boolean(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=True),
    sa.Column('next_what', sa.String(length=300), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.Column('body_id', sa.Integer(), nullable=True),
    sa.Column('office_holder_id', sa.Integer(), nullable=True),
    sa.Column('issuer_id', sa.Integer(), nullable=True),
    sa.Column('was_public', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['organizations.id'], name=op.f('fk_measures_body_id')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_measures_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['issuer_id'], ['organizations.id'], name=op.f('fk_measures_issuer_id')),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_measures_jurisdiction_id')),
    sa.ForeignKeyConstraint(['office_holder_id'], ['people.id'], name=op.f('fk_measures_office_holder_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measures'))
    )
    op.create_index(op.f('ix_measures_body_id'), 'measures', ['body_id'], unique=False)
    op.create_index(op.f('ix_measures_issuer_id'), 'measures', ['issuer_id'], unique=False)
    op.create_index(op.f('ix_measures_jurisdiction_id'), 'measures', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_measures_next_on'), 'measures', ['next_on'], unique=False)
    op.create_index(op.f('ix_measures_office_holder_id'), 'measures', ['office_holder_id'], unique=False)
    op.create_index(op.f('ix_measures_status'), 'measures', ['status'], unique=False)
    op.create_table('meetings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('topic', sa.String(length=200), nullable=False),
    sa.Column('side', sa.Enum('ours', 'theirs', 'others', name='side', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('requested_by', sa.String(length=300), nullable=False),
    sa.Column('status', sa.Enum('draft', 'requested', 'offered', 'confirmed', 'held', 'debriefed', 'declined', 'referred', 'no_answer', 'cancelled_by_office', 'cancelled_by_us', 'withdrawn', name='meetingstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('channel', sa.Enum('letter', 'email', 'call', 'web_form', 'in_person', 'not_known', name='requestchannel', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asked_on', PartialDateType(), nullable=False),
    sa.Column('answered_on', PartialDateType(), nullable=False),
    sa.Column('held_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('starts_at', UTCDateTime(), nullable=True),
    sa.Column('zone', ByteString(60), nullable=False),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('staff_instead', sa.String(length=300), nullable=False),
    sa.Column('answer_note', sa.Text(), nullable=False),
    sa.Column('minutes_text', sa.Text(), nullable=False),
    sa.Column('next_step', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_meetings_one_party')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_meetings_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_meetings_organization_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['users.id'], name=op.f('fk_meetings_owner_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_meetings_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings'))
    )
    op.create_index(op.f('ix_meetings_organization_id'), 'meetings', ['organization_id'], unique=False)
    op.create_index(op.f('ix_meetings_owner_id'), 'meetings', ['owner_id'], unique=False)
    op.create_index(op.f('ix_meetings_person_id'), 'meetings', ['person_id'], unique=False)
    op.create_index(op.f('ix_meetings_starts_at'), 'meetings', ['starts_at'], unique=False)
    op.create_index(op.f('ix_meetings_status'), 'meetings', ['status'], unique=False)
    op.create_table('participations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=True),
    sa.Column('is_paid', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_participations_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_participations_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_participations_person_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_participations_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participations'))
    )
    op.create_index(op.f('ix_participations_activity_id'), 'participations', ['activity_id'], unique=False)
    op.create_index(op.f('ix_participations_organization_id'), 'participations', ['organization_id'], unique=False)
    op.create_index(op.f('ix_participations_person_id'), 'participations', ['person_id'], unique=False)
    op.create_index(op.f('ix_participations_user_id'), 'participations', ['user_id'], unique=False)
    op.create_table('person_aliases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('alias', sa.String(length=200), nullable=False),
    sa.Column('alias_key', ByteString(400), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_person_aliases_person_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_aliases'))
    )
    op.create_index(op.f('ix_person_aliases_alias_key'), 'person_aliases', ['alias_key'], unique=False)
    op.create_index(op.f('ix_person_aliases_person_id'), 'person_aliases', ['person_id'], unique=False)
    op.create_table('precedents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=False),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.Column('official_id', sa.Integer(), nullable=True),
    sa.Column('instrument', sa.Enum('executive_order', 'agency_order', 'ordinance', 'resolution', 'trust_act', 'policy', 'declaration', 'state_law', 'pledge', 'listing', 'contrary_act', 'other', name='instrument', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('instrument_words', sa.String(length=300), nullable=False),
    sa.Column('standing', sa.Enum('in_force', 'practice', 'pledged', 'proposed', 'refused', 'ended', 'not_known', name='standing', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('happened_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('provisions', sa.Text(), nullable=False),
    sa.Column('aftermath', sa.Text(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_precedents_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_precedents_jurisdiction_id')),
    sa.ForeignKeyConstraint(['official_id'], ['people.id'], name=op.f('fk_precedents_official_id')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_precedents_organization_id')),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_precedents_retracted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_precedents'))
    )
    op.create_index(op.f('ix_precedents_jurisdiction_id'), 'precedents', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_precedents_official_id'), 'precedents', ['official_id'], unique=False)
    op.create_index(op.f('ix_precedents_organization_id'), 'precedents', ['organization_id'], unique=False)
    op.create_table('proceeding_parties',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('proceeding_id', sa.Integer(), nullable=False),
    sa.Column('jurisdiction_id', sa.Integer(), nullable=True),
    sa.Column('part', sa.Enum('plaintiff', 'defendant', 'other', name='proceedingpart', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN organization_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN jurisdiction_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN attribution = '' THEN 0 ELSE 1 END) = 1", name=op.f('ck_proceeding_parties_one_participant')),
    sa.ForeignKeyConstraint(['jurisdiction_id'], ['jurisdictions.id'], name=op.f('fk_proceeding_parties_jurisdiction_id')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_proceeding_parties_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_proceeding_parties_person_id')),
    sa.ForeignKeyConstraint(['proceeding_id'], ['proceedings.id'], name=op.f('fk_proceeding_parties_proceeding_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proceeding_parties'))
    )
    op.create_index(op.f('ix_proceeding_parties_jurisdiction_id'), 'proceeding_parties', ['jurisdiction_id'], unique=False)
    op.create_index(op.f('ix_proceeding_parties_organization_id'), 'proceeding_parties', ['organization_id'], unique=False)
    op.create_index(op.f('ix_proceeding_parties_person_id'), 'proceeding_parties', ['person_id'], unique=False)
    op.create_index(op.f('ix_proceeding_parties_proceeding_id'), 'proceeding_parties', ['proceeding_id'], unique=False)
    op.create_table('recipients',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('to_send', 'sent', 'acknowledged', 'to_classify', 'clarifying', 'answered', 'delivery_failed', 'no_reply', name='recipientstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('method', sa.Enum('by_hand', 'post', 'email', 'web_form', 'fax', 'published', 'not_known', name='deliverymethod', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('sent_on', PartialDateType(), nullable=False),
    sa.Column('delivered_on', PartialDateType(), nullable=False),
    sa.Column('reply_due', sa.Date(), nullable=True),
    sa.Column('due_is_given', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_recipients_one_party')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_recipients_letter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_recipients_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_recipients_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recipients')),
    sa.UniqueConstraint('ref', name=op.f('uq_recipients_ref'))
    )
    op.create_index(op.f('ix_recipients_letter_id'), 'recipients', ['letter_id'], unique=False)
    op.create_index(op.f('ix_recipients_organization_id'), 'recipients', ['organization_id'], unique=False)
    op.create_index(op.f('ix_recipients_person_id'), 'recipients', ['person_id'], unique=False)
    op.create_index(op.f('ix_recipients_reply_due'), 'recipients', ['reply_due'], unique=False)
    op.create_index(op.f('ix_recipients_status'), 'recipients', ['status'], unique=False)
    op.create_table('rsvps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.String(length=300), nullable=False),
    sa.Column('answer', sa.Enum('going', 'maybe', 'not_going', name='rsvpanswer', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('guests', sa.Integer(), nullable=False),
    sa.Column('attended', sa.Boolean(), nullable=True),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.CheckConstraint("user_id IS NOT NULL OR person_id IS NOT NULL OR words <> ''", name=op.f('ck_rsvps_somebody')),
    sa.CheckConstraint('guests >= 0', name=op.f('ck_rsvps_guests_not_negative')),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_rsvps_event_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_rsvps_person_id')),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_rsvps_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rsvps')),
    sa.UniqueConstraint('event_id', 'person_id', name=op.f('uq_rsvps_event_id_person_id')),
    sa.UniqueConstraint('event_id', 'user_id', name=op.f('uq_rsvps_event_id_user_id'))
    )
    op.create_index(op.f('ix_rsvps_event_id'), 'rsvps', ['event_id'], unique=False)
    op.create_index(op.f('ix_rsvps_person_id'), 'rsvps', ['person_id'], unique=False)
    op.create_index(op.f('ix_rsvps_user_id'), 'rsvps', ['user_id'], unique=False)
    op.create_table('signatures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('invited', 'considering', 'signed', 'declined', 'no_answer', 'to_reconfirm', 'withdrawn', name='signaturestatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('printed_name', sa.String(length=200), nullable=False),
    sa.Column('printed_title', sa.String(length=300), nullable=False),
    sa.Column('printed_organization', sa.String(length=200), nullable=False),
    sa.Column('approved_by', sa.String(length=300), nullable=False),
    sa.Column('seen_version', sa.Integer(), nullable=True),
    sa.Column('signed_on', PartialDateType(), nullable=False),
    sa.Column('basis', sa.String(length=300), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_signatures_one_party')),
    sa.ForeignKeyConstraint(['letter_id'], ['letters.id'], name=op.f('fk_signatures_letter_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_signatures_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_signatures_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signatures')),
    sa.UniqueConstraint('ref', name=op.f('uq_signatures_ref'))
    )
    op.create_index(op.f('ix_signatures_letter_id'), 'signatures', ['letter_id'], unique=False)
    op.create_index(op.f('ix_signatures_organization_id'), 'signatures', ['organization_id'], unique=False)
    op.create_index(op.f('ix_signatures_person_id'), 'signatures', ['person_id'], unique=False)
    op.create_table('stances',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('about_id', sa.Integer(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('confidence', sa.Enum('public', 'in_writing', 'said_to_two', 'said_to_one', 'inferred', name='confidence', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stated_on', PartialDateType(), nullable=False),
    sa.Column('quote', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('evidence_record_id', sa.Integer(), nullable=True),
    sa.Column('evidence_activity_id', sa.Integer(), nullable=True),
    sa.Column('superseded_by_id', sa.Integer(), nullable=True),
    sa.Column('superseded_reason', sa.Text(), nullable=False),
    sa.Column('retracted_at', UTCDateTime(), nullable=True),
    sa.Column('retracted_by_id', sa.Integer(), nullable=True),
    sa.Column('retracted_reason', sa.Text(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_stances_one_party')),
    sa.CheckConstraint('score BETWEEN -2 AND 2', name=op.f('ck_stances_score_range')),
    sa.ForeignKeyConstraint(['about_id'], ['records.id'], name=op.f('fk_stances_about_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['evidence_activity_id'], ['activities.id'], name=op.f('fk_stances_evidence_activity_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['evidence_record_id'], ['records.id'], name=op.f('fk_stances_evidence_record_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_stances_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_stances_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_stances_person_id')),
    sa.ForeignKeyConstraint(['retracted_by_id'], ['users.id'], name=op.f('fk_stances_retracted_by_id')),
    sa.ForeignKeyConstraint(['superseded_by_id'], ['stances.id'], name=op.f('fk_stances_superseded_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stances'))
    )
    op.create_index('ix_stances_about_id_person_id', 'stances', ['about_id', 'person_id'], unique=False)
    op.create_index(op.f('ix_stances_evidence_activity_id'), 'stances', ['evidence_activity_id'], unique=False)
    op.create_index(op.f('ix_stances_evidence_record_id'), 'stances', ['evidence_record_id'], unique=False)
    op.create_index(op.f('ix_stances_organization_id'), 'stances', ['organization_id'], unique=False)
    op.create_index(op.f('ix_stances_person_id'), 'stances', ['person_id'], unique=False)
    op.create_index(op.f('ix_stances_superseded_by_id'), 'stances', ['superseded_by_id'], unique=False)
    op.create_table('statement_demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_statement_demands_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['statement_id'], ['statements.id'], name=op.f('fk_statement_demands_statement_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_demands')),
    sa.UniqueConstraint('statement_id', 'demand_id', name=op.f('uq_statement_demands_statement_id_demand_id'))
    )
    op.create_index(op.f('ix_statement_demands_demand_id'), 'statement_demands', ['demand_id'], unique=False)
    op.create_table('statement_speakers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_statement_speakers_one_party')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_statement_speakers_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_statement_speakers_person_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statements.id'], name=op.f('fk_statement_speakers_statement_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_speakers'))
    )
    op.create_index(op.f('ix_statement_speakers_organization_id'), 'statement_speakers', ['organization_id'], unique=False)
    op.create_index(op.f('ix_statement_speakers_person_id'), 'statement_speakers', ['person_id'], unique=False)
    op.create_index(op.f('ix_statement_speakers_statement_id'), 'statement_speakers', ['statement_id'], unique=False)
    op.create_table('supporters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_supporters_one_party')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_supporters_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_supporters_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_supporters_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supporters'))
    )
    op.create_index(op.f('ix_supporters_campaign_id'), 'supporters', ['campaign_id'], unique=False)
    op.create_index(op.f('ix_supporters_organization_id'), 'supporters', ['organization_id'], unique=False)
    op.create_index(op.f('ix_supporters_person_id'), 'supporters', ['person_id'], unique=False)
    op.create_table('targets',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('campaign_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.Enum('decision_maker', 'influencer', 'ally', 'opponent', name='targetpart', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('priority', sa.Enum('high', 'normal', 'low', name='priority', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=True),
    sa.Column('ask_by', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_targets_one_party')),
    sa.ForeignKeyConstraint(['asker_id'], ['users.id'], name=op.f('fk_targets_asker_id')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('fk_targets_campaign_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_targets_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_targets_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_targets_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_targets')),
    sa.UniqueConstraint('campaign_id', 'person_id', 'organization_id', name=op.f('uq_targets_campaign_id_person_id_organization_id'))
    )
    op.create_index(op.f('ix_targets_asker_id'), 'targets', ['asker_id'], unique=False)
    op.create_index(op.f('ix_targets_campaign_id'), 'targets', ['campaign_id'], unique=False)
    op.create_index(op.f('ix_targets_organization_id'), 'targets', ['organization_id'], unique=False)
    op.create_index(op.f('ix_targets_person_id'), 'targets', ['person_id'], unique=False)
    op.create_table('terms',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', PartialDateType(), nullable=False),
    sa.Column('ends_on', PartialDateType(), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_terms_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['post_id'], ['posts.id'], name=op.f('fk_terms_post_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_terms')),
    sa.UniqueConstraint('ref', name=op.f('uq_terms_ref'))
    )
    op.create_index(op.f('ix_terms_person_id'), 'terms', ['person_id'], unique=False)
    op.create_index(op.f('ix_terms_post_id'), 'terms', ['post_id'], unique=False)
    op.create_index('ix_terms_post_id_starts_on', 'terms', ['post_id', 'starts_on'], unique=False)
    op.create_table('commitments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('made_on', PartialDateType(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('status', sa.Enum('open', 'kept', 'broken', name='commitmentstatus', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_commitments_one_party')),
    sa.ForeignKeyConstraint(['id'], ['records.id'], name=op.f('fk_commitments_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_commitments_meeting_id')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_commitments_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_commitments_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitments'))
    )
    op.create_index(op.f('ix_commitments_due_on'), 'commitments', ['due_on'], unique=False)
    op.create_index(op.f('ix_commitments_meeting_id'), 'commitments', ['meeting_id'], unique=False)
    op.create_index(op.f('ix_commitments_organization_id'), 'commitments', ['organization_id'], unique=False)
    op.create_index(op.f('ix_commitments_person_id'), 'commitments', ['person_id'], unique=False)
    op.create_table('measure_actions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('action', sa.Enum('draft', 'seek_sponsor', 'sponsor', 'introduce', 'refer_to_committee', 'schedule', 'pass', 'fail', 'table', 'refer_back', 'file', 'expire', 'reconsider', 'sign', 'veto', 'override', 'sustain', 'ask', 'issue', 'refuse', 'take_effect', 'amend', 'rescind', 'withdraw', name='measureevent', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('occurred_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_measure_actions_activity_id')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_measure_actions_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure_actions')),
    sa.UniqueConstraint('ref', name=op.f('uq_measure_actions_ref'))
    )
    op.create_index(op.f('ix_measure_actions_activity_id'), 'measure_actions', ['activity_id'], unique=False)
    op.create_index(op.f('ix_measure_actions_measure_id'), 'measure_actions', ['measure_id'], unique=False)
    op.create_table('measure_demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_measure_demands_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_measure_demands_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure_demands')),
    sa.UniqueConstraint('measure_id', 'demand_id', name=op.f('uq_measure_demands_measure_id_demand_id'))
    )
    op.create_index(op.f('ix_measure_demands_demand_id'), 'measure_demands', ['demand_id'], unique=False)
    op.create_table('meeting_asks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=2000), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=True),
    sa.Column('answer', sa.Integer(), nullable=True),
    sa.Column('answer_words', sa.Text(), nullable=False),
    sa.CheckConstraint('answer IS NULL OR answer BETWEEN -2 AND 2', name=op.f('ck_meeting_asks_answer_range')),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_meeting_asks_demand_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_asks_meeting_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_asks')),
    sa.UniqueConstraint('ref', name=op.f('uq_meeting_asks_ref'))
    )
    op.create_index(op.f('ix_meeting_asks_demand_id'), 'meeting_asks', ['demand_id'], unique=False)
    op.create_index(op.f('ix_meeting_asks_meeting_id'), 'meeting_asks', ['meeting_id'], unique=False)
    op.create_table('meeting_attendees',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.Enum('us', 'them', name='attendeeside', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_meeting_attendees_one_party')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_attendees_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_meeting_attendees_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_meeting_attendees_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_attendees'))
    )
    op.create_index(op.f('ix_meeting_attendees_meeting_id'), 'meeting_attendees', ['meeting_id'], unique=False)
    op.create_index(op.f('ix_meeting_attendees_organization_id'), 'meeting_attendees', ['organization_id'], unique=False)
    op.create_index(op.f('ix_meeting_attendees_person_id'), 'meeting_attendees', ['person_id'], unique=False)
    op.create_table('meeting_chases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('chased_on', sa.Date(), nullable=False),
    sa.Column('channel', sa.Enum('letter', 'email', 'call', 'web_form', 'in_person', 'not_known', name='requestchannel', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_meeting_chases_meeting_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_meeting_chases_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting_chases'))
    )
    op.create_index(op.f('ix_meeting_chases_meeting_id'), 'meeting_chases', ['meeting_id'], unique=False)
    op.create_table('precedent_demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('precedent_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_precedent_demands_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['precedent_id'], ['precedents.id'], name=op.f('fk_precedent_demands_precedent_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_precedent_demands')),
    sa.UniqueConstraint('precedent_id', 'demand_id', name=op.f('uq_precedent_demands_precedent_id_demand_id'))
    )
    op.create_index(op.f('ix_precedent_demands_demand_id'), 'precedent_demands', ['demand_id'], unique=False)
    op.create_table('recusals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_recusals_measure_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_recusals_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recusals')),
    sa.UniqueConstraint('measure_id', 'person_id', name=op.f('uq_recusals_measure_id_person_id')),
    sa.UniqueConstraint('ref', name=op.f('uq_recusals_ref'))
    )
    op.create_index('ix_recusals_person_id', 'recusals', ['person_id'], unique=False)
    op.create_table('reply_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('reply_id', sa.Integer(), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=True),
    sa.Column('outcome', sa.Enum('granted', 'partly_granted', 'refused', 'non_committal', 'referred', 'needs_clarification', 'receipt', name='replyoutcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.CheckConstraint('outcome IS NOT NULL OR demand_id IS NULL', name=op.f('ck_reply_answers_demand_has_outcome')),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_reply_answers_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['recipient_id'], ['recipients.id'], name=op.f('fk_reply_answers_recipient_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reply_id'], ['replies.id'], name=op.f('fk_reply_answers_reply_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reply_answers')),
    sa.UniqueConstraint('reply_id', 'recipient_id', 'demand_id', name=op.f('uq_reply_answers_reply_id_recipient_id_demand_id'))
    )
    op.create_index(op.f('ix_reply_answers_demand_id'), 'reply_answers', ['demand_id'], unique=False)
    op.create_index(op.f('ix_reply_answers_recipient_id'), 'reply_answers', ['recipient_id'], unique=False)
    op.create_index(op.f('ix_reply_answers_reply_id'), 'reply_answers', ['reply_id'], unique=False)
    op.create_table('sponsors',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('attribution', sa.String(length=300), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organization_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(person_id IS NULL OR organization_id IS NULL) AND (person_id IS NOT NULL OR organization_id IS NOT NULL OR attribution <> '')", name=op.f('ck_sponsors_one_party')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_sponsors_measure_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('fk_sponsors_organization_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sponsors_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sponsors')),
    sa.UniqueConstraint('measure_id', 'person_id', name=op.f('uq_sponsors_measure_id_person_id'))
    )
    op.create_index(op.f('ix_sponsors_measure_id'), 'sponsors', ['measure_id'], unique=False)
    op.create_index(op.f('ix_sponsors_organization_id'), 'sponsors', ['organization_id'], unique=False)
    op.create_index(op.f('ix_sponsors_person_id'), 'sponsors', ['person_id'], unique=False)
    op.create_table('steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=True),
    sa.Column('signature_id', sa.Integer(), nullable=True),
    sa.Column('event', ByteString(40), nullable=False),
    sa.Column('before_state', ByteString(40), nullable=False),
    sa.Column('after_state', ByteString(40), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.Column('wrote_activity', sa.Boolean(), nullable=False),
    sa.Column('closed_task_id', sa.Integer(), nullable=True),
    sa.Column('fields_before', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('corrected_at', UTCDateTime(), nullable=True),
    sa.Column('corrected_by_id', sa.Integer(), nullable=True),
    sa.Column('correction_reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_steps_activity_id')),
    sa.ForeignKeyConstraint(['actor_id'], ['users.id'], name=op.f('fk_steps_actor_id')),
    sa.ForeignKeyConstraint(['closed_task_id'], ['tasks.id'], name=op.f('fk_steps_closed_task_id')),
    sa.ForeignKeyConstraint(['corrected_by_id'], ['users.id'], name=op.f('fk_steps_corrected_by_id')),
    sa.ForeignKeyConstraint(['recipient_id'], ['recipients.id'], name=op.f('fk_steps_recipient_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['record_id'], ['records.id'], name=op.f('fk_steps_record_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['signature_id'], ['signatures.id'], name=op.f('fk_steps_signature_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_steps'))
    )
    op.create_index(op.f('ix_steps_activity_id'), 'steps', ['activity_id'], unique=False)
    op.create_index(op.f('ix_steps_actor_id'), 'steps', ['actor_id'], unique=False)
    op.create_index(op.f('ix_steps_closed_task_id'), 'steps', ['closed_task_id'], unique=False)
    op.create_index(op.f('ix_steps_recipient_id'), 'steps', ['recipient_id'], unique=False)
    op.create_index('ix_steps_record_id_id', 'steps', ['record_id', 'id'], unique=False)
    op.create_index(op.f('ix_steps_signature_id'), 'steps', ['signature_id'], unique=False)
    op.create_table('target_demands',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('target_id', sa.Integer(), nullable=False),
    sa.Column('demand_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['demand_id'], ['demands.id'], name=op.f('fk_target_demands_demand_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['target_id'], ['targets.id'], name=op.f('fk_target_demands_target_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target_demands')),
    sa.UniqueConstraint('target_id', 'demand_id', name=op.f('uq_target_demands_target_id_demand_id'))
    )
    op.create_index(op.f('ix_target_demands_demand_id'), 'target_demands', ['demand_id'], unique=False)
    op.create_table('vote_asks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_vote_asks_measure_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_vote_asks_person_id')),
    sa.ForeignKeyConstraint(['task_id'], ['tasks.id'], name=op.f('fk_vote_asks_task_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_asks')),
    sa.UniqueConstraint('measure_id', 'person_id', name=op.f('uq_vote_asks_measure_id_person_id'))
    )
    op.create_index('ix_vote_asks_person_id', 'vote_asks', ['person_id'], unique=False)
    op.create_index(op.f('ix_vote_asks_task_id'), 'vote_asks', ['task_id'], unique=False)
    op.create_table('vote_events',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('ref', ByteString(10), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=True),
    sa.Column('voted_on', PartialDateType(), nullable=False),
    sa.Column('date_note', sa.Text(), nullable=False),
    sa.Column('motion_kind', sa.Enum('ordinary', 'amendment', 'override', 'emergency', 'procedural', 'other', name='motionkind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('motion', sa.String(length=300), nullable=False),
    sa.Column('method', sa.Enum('roll_call', 'counts_only', 'voice', 'not_known', name='votemethod', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('result', sa.Enum('passed', 'failed', 'not_known', name='voteresult', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('yes_count', sa.Integer(), nullable=True),
    sa.Column('no_count', sa.Integer(), nullable=True),
    sa.Column('abstain_count', sa.Integer(), nullable=True),
    sa.Column('absent_count', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('no_count IS NULL OR no_count >= 0', name=op.f('ck_vote_events_no_not_negative')),
    sa.CheckConstraint('yes_count IS NULL OR yes_count >= 0', name=op.f('ck_vote_events_yes_not_negative')),
    sa.ForeignKeyConstraint(['activity_id'], ['activities.id'], name=op.f('fk_vote_events_activity_id')),
    sa.ForeignKeyConstraint(['body_id'], ['organizations.id'], name=op.f('fk_vote_events_body_id')),
    sa.ForeignKeyConstraint(['measure_id'], ['measures.id'], name=op.f('fk_vote_events_measure_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_events')),
    sa.UniqueConstraint('ref', name=op.f('uq_vote_events_ref'))
    )
    op.create_index(op.f('ix_vote_events_activity_id'), 'vote_events', ['activity_id'], unique=False)
    op.create_index(op.f('ix_vote_events_body_id'), 'vote_events', ['body_id'], unique=False)
    op.create_index(op.f('ix_vote_events_measure_id'), 'vote_events', ['measure_id'], unique=False)
    op.create_table('roll_call_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vote_event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.Enum('yes', 'no', 'abstain', 'absent', 'excused', 'not_voting', 'paired', 'other', name='votechoice', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('clerks_word', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_roll_call_entries_person_id')),
    sa.ForeignKeyConstraint(['vote_event_id'], ['vote_events.id'], name=op.f('fk_roll_call_entries_vote_event_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roll_call_entries')),
    sa.UniqueConstraint('vote_event_id', 'person_id', name=op.f('uq_roll_call_entries_vote_event_id_person_id'))
    )
    op.create_index('ix_roll_call_entries_person_id', 'roll_call_entries', ['person_id'], unique=False)
    _circles_on()


def downgrade() -> None:
    """Drop them."""
    _circles_off()
    op.drop_index('ix_roll_call_entries_person_id', table_name='roll_call_entries')
    op.drop_table('roll_call_entries')
    op.drop_index(op.f('ix_vote_events_measure_id'), table_name='vote_events')
    op.drop_index(op.f('ix_vote_events_body_id'), table_name='vote_events')
    op.drop_index(op.f('ix_vote_events_activity_id'), table_name='vote_events')
    op.drop_table('vote_events')
    op.drop_index(op.f('ix_vote_asks_task_id'), table_name='vote_asks')
    op.drop_index('ix_vote_asks_person_id', table_name='vote_asks')
    op.drop_table('vote_asks')
    op.drop_index(op.f('ix_target_demands_demand_id'), table_name='target_demands')
    op.drop_table('target_demands')
    op.drop_index(op.f('ix_steps_signature_id'), table_name='steps')
    op.drop_index('ix_steps_record_id_id', table_name='steps')
    op.drop_index(op.f('ix_steps_recipient_id'), table_name='steps')
    op.drop_index(op.f('ix_steps_closed_task_id'), table_name='steps')
    op.drop_index(op.f('ix_steps_actor_id'), table_name='steps')
    op.drop_index(op.f('ix_steps_activity_id'), table_name='steps')
    op.drop_table('steps')
    op.drop_index(op.f('ix_sponsors_person_id'), table_name='sponsors')
    op.drop_index(op.f('ix_sponsors_organization_id'), table_name='sponsors')
    op.drop_index(op.f('ix_sponsors_measure_id'), table_name='sponsors')
    op.drop_table('sponsors')
    op.drop_index(op.f('ix_reply_answers_reply_id'), table_name='reply_answers')
    op.drop_index(op.f('ix_reply_answers_recipient_id'), table_name='reply_answers')
    op.drop_index(op.f('ix_reply_answers_demand_id'), table_name='reply_answers')
    op.drop_table('reply_answers')
    op.drop_index('ix_recusals_person_id', table_name='recusals')
    op.drop_table('recusals')
    op.drop_index(op.f('ix_precedent_demands_demand_id'), table_name='precedent_demands')
    op.drop_table('precedent_demands')
    op.drop_index(op.f('ix_meeting_chases_meeting_id'), table_name='meeting_chases')
    op.drop_table('meeting_chases')
    op.drop_index(op.f('ix_meeting_attendees_person_id'), table_name='meeting_attendees')
    op.drop_index(op.f('ix_meeting_attendees_organization_id'), table_name='meeting_attendees')
    op.drop_index(op.f('ix_meeting_attendees_meeting_id'), table_name='meeting_attendees')
    op.drop_table('meeting_attendees')
    op.drop_index(op.f('ix_meeting_asks_meeting_id'), table_name='meeting_asks')
    op.drop_index(op.f('ix_meeting_asks_demand_id'), table_name='meeting_asks')
    op.drop_table('meeting_asks')
    op.drop_index(op.f('ix_measure_demands_demand_id'), table_name='measure_demands')
    op.drop_table('measure_demands')
    op.drop_index(op.f('ix_measure_actions_measure_id'), table_name='measure_actions')
    op.drop_index(op.f('ix_measure_actions_activity_id'), table_name='measure_actions')
    op.drop_table('measure_actions')
    op.drop_index(op.f('ix_commitments_person_id'), table_name='commitments')
    op.drop_index(op.f('ix_commitments_organization_id'), table_name='commitments')
    op.drop_index(op.f('ix_commitments_meeting_id'), table_name='commitments')
    op.drop_index(op.f('ix_commitments_due_on'), table_name='commitments')
    op.drop_table('commitments')
    op.drop_index('ix_terms_post_id_starts_on', table_name='terms')
    op.drop_index(op.f('ix_terms_post_id'), table_name='terms')
    op.drop_index(op.f('ix_terms_person_id'), table_name='terms')
    op.drop_table('terms')
    op.drop_index(op.f('ix_targets_person_id'), table_name='targets')
    op.drop_index(op.f('ix_targets_organization_id'), table_name='targets')
    op.drop_index(op.f('ix_targets_campaign_id'), table_name='targets')
    op.drop_index(op.f('ix_targets_asker_id'), table_name='targets')
    op.drop_table('targets')
    op.drop_index(op.f('ix_supporters_person_id'), table_name='supporters')
    op.drop_index(op.f('ix_supporters_organization_id'), table_name='supporters')
    op.drop_index(op.f('ix_supporters_campaign_id'), table_name='supporters')
    op.drop_table('supporters')
    op.drop_index(op.f('ix_statement_speakers_statement_id'), table_name='statement_speakers')
    op.drop_index(op.f('ix_statement_speakers_person_id'), table_name='statement_speakers')
    op.drop_index(op.f('ix_statement_speakers_organization_id'), table_name='statement_speakers')
    op.drop_table('statement_speakers')
    op.drop_index(op.f('ix_statement_demands_demand_id'), table_name='statement_demands')
    op.drop_table('statement_demands')
    op.drop_index(op.f('ix_stances_superseded_by_id'), table_name='stances')
    op.drop_index(op.f('ix_stances_person_id'), table_name='stances')
    op.drop_index(op.f('ix_stances_organization_id'), table_name='stances')
    op.drop_index(op.f('ix_stances_evidence_record_id'), table_name='stances')
    op.drop_index(op.f('ix_stances_evidence_activity_id'), table_name='stances')
    op.drop_index('ix_stances_about_id_person_id', table_name='stances')
    op.drop_table('stances')
    op.drop_index(op.f('ix_signatures_person_id'), table_name='signatures')
    op.drop_index(op.f('ix_signatures_organization_id'), table_name='signatures')
    op.drop_index(op.f('ix_signatures_letter_id'), table_name='signatures')
    op.drop_table('signatures')
    op.drop_index(op.f('ix_rsvps_user_id'), table_name='rsvps')
    op.drop_index(op.f('ix_rsvps_person_id'), table_name='rsvps')
    op.drop_index(op.f('ix_rsvps_event_id'), table_name='rsvps')
    op.drop_table('rsvps')
    op.drop_index(op.f('ix_recipients_status'), table_name='recipients')
    op.drop_index(op.f('ix_recipients_reply_due'), table_name='recipients')
    op.drop_index(op.f('ix_recipients_person_id'), table_name='recipients')
    op.drop_index(op.f('ix_recipients_organization_id'), table_name='recipients')
    op.drop_index(op.f('ix_recipients_letter_id'), table_name='recipients')
    op.drop_table('recipients')
    op.drop_index(op.f('ix_proceeding_parties_proceeding_id'), table_name='proceeding_parties')
    op.drop_index(op.f('ix_proceeding_parties_person_id'), table_name='proceeding_parties')
    op.drop_index(op.f('ix_proceeding_parties_organization_id'), table_name='proceeding_parties')
    op.drop_index(op.f('ix_proceeding_parties_jurisdiction_id'), table_name='proceeding_parties')
    op.drop_table('proceeding_parties')
    op.drop_index(op.f('ix_precedents_organization_id'), table_name='precedents')
    op.drop_index(op.f('ix_precedents_official_id'), table_name='precedents')
    op.drop_index(op.f('ix_precedents_jurisdiction_id'), table_name='precedents')
    op.drop_table('precedents')
    op.drop_index(op.f('ix_person_aliases_person_id'), table_name='person_aliases')
    op.drop_index(op.f('ix_person_aliases_alias_key'), table_name='person_aliases')
    op.drop_table('person_aliases')
    op.drop_index(op.f('ix_participations_user_id'), table_name='participations')
    op.drop_index(op.f('ix_participations_person_id'), table_name='participations')
    op.drop_index(op.f('ix_participations_organization_id'), table_name='participations')
    op.drop_index(op.f('ix_participations_activity_id'), table_name='participations')
    op.drop_table('participations')
    op.drop_index(op.f('ix_meetings_status'), table_name='meetings')
    op.drop_index(op.f('ix_meetings_starts_at'), table_name='meetings')
    op.drop_index(op.f('ix_meetings_person_id'), table_name='meetings')
    op.drop_index(op.f('ix_meetings_owner_id'), table_name='meetings')
    op.drop_index(op.f('ix_meetings_organization_id'), table_name='meetings')
    op.drop_table('meetings')
    op.drop_index(op.f('ix_measures_status'), table_name='measures')
    op.drop_index(op.f('ix_measures_office_holder_id'), table_name='measures')
    op.drop_index(op.f('ix_measures_next_on'), table_name='measures')
    op.drop_index(op.f('ix_measures_jurisdiction_id'), table_name='measures')
    op.drop_index(op.f('ix_measures_issuer_id'), table_name='measures')
    op.drop_index(op.f('ix_measures_body_id'), table_name='measures')
    op.drop_table('measures')
    op.drop_index(op.f('ix_letter_demands_demand_id'), table_name='letter_demands')
    op.drop_table('letter_demands')
    op.drop_index(op.f('ix_influences_to_person_id'), table_name='influences')
    op.drop_index(op.f('ix_influences_to_organization_id'), table_name='influences')
    op.drop_index(op.f('ix_influences_from_person_id'), table_name='influences')
    op.drop_index(op.f('ix_influences_from_organization_id'), table_name='influences')
    op.drop_table('influences')
    op.drop_index(op.f('ix_event_parties_person_id'), table_name='event_parties')
    op.drop_index(op.f('ix_event_parties_organization_id'), table_name='event_parties')
    op.drop_index(op.f('ix_event_parties_event_id'), table_name='event_parties')
    op.drop_table('event_parties')
    op.drop_index(op.f('ix_contact_points_person_id'), table_name='contact_points')
    op.drop_index(op.f('ix_contact_points_organization_id'), table_name='contact_points')
    op.drop_table('contact_points')
    op.drop_index(op.f('ix_claimants_person_id'), table_name='claimants')
    op.drop_index(op.f('ix_claimants_organization_id'), table_name='claimants')
    op.drop_index(op.f('ix_claimants_claim_id'), table_name='claimants')
    op.drop_table('claimants')
    op.drop_index(op.f('ix_citations_record_id'), table_name='citations')
    op.drop_index(op.f('ix_citations_media_item_id'), table_name='citations')
    op.drop_index(op.f('ix_citations_activity_id'), table_name='citations')
    op.drop_table('citations')
    op.drop_index('ix_activity_contacts_person_timeline', table_name='activity_contacts')
    op.drop_index(op.f('ix_activity_contacts_person_id'), table_name='activity_contacts')
    op.drop_index('ix_activity_contacts_organization_timeline', table_name='activity_contacts')
    op.drop_index(op.f('ix_activity_contacts_organization_id'), table_name='activity_contacts')
    op.drop_index(op.f('ix_activity_contacts_activity_id'), table_name='activity_contacts')
    op.drop_table('activity_contacts')
    op.drop_index('ix_team_members_user_id_campaign_id', table_name='team_members')
    op.drop_table('team_members')
    op.drop_index('ix_record_campaigns_campaign_kind', table_name='record_campaigns')
    op.drop_table('record_campaigns')
    op.drop_index(op.f('ix_posts_jurisdiction_id'), table_name='posts')
    op.drop_index(op.f('ix_posts_body_id'), table_name='posts')
    op.drop_table('posts')
    op.drop_index(op.f('ix_people_organization_id'), table_name='people')
    op.drop_index(op.f('ix_people_name_key'), table_name='people')
    op.drop_index(op.f('ix_people_jurisdiction_id'), table_name='people')
    op.drop_table('people')
    op.drop_index(op.f('ix_media_items_outlet_id'), table_name='media_items')
    op.drop_table('media_items')
    op.drop_index(op.f('ix_event_old_dates_event_id'), table_name='event_old_dates')
    op.drop_table('event_old_dates')
    op.drop_table('demands')
    op.drop_table('campaign_counters')
    op.drop_index(op.f('ix_body_rules_body_id'), table_name='body_rules')
    op.drop_table('body_rules')
    op.drop_index('ix_activity_campaigns_timeline', table_name='activity_campaigns')
    op.drop_table('activity_campaigns')
    op.drop_index('uq_tasks_open_rule_about', table_name='tasks', sqlite_where=sa.text("status = 'open' AND rule NOT IN ('by_hand', 'follow_up', 'ask_for_vote', 'administrator_joined')"), postgresql_where=sa.text("status = 'open' AND rule NOT IN ('by_hand', 'follow_up', 'ask_for_vote', 'administrator_joined')"))
    op.drop_index(op.f('ix_tasks_due_on'), table_name='tasks')
    op.drop_index('ix_tasks_assignee_status_due', table_name='tasks')
    op.drop_index(op.f('ix_tasks_assignee_id'), table_name='tasks')
    op.drop_index(op.f('ix_tasks_activity_id'), table_name='tasks')
    op.drop_index(op.f('ix_tasks_about_id'), table_name='tasks')
    op.drop_table('tasks')
    op.drop_table('search_entries')
    op.drop_index(op.f('ix_replies_activity_id'), table_name='replies')
    op.drop_table('replies')
    op.drop_index(op.f('ix_proceeding_steps_proceeding_id'), table_name='proceeding_steps')
    op.drop_index(op.f('ix_proceeding_steps_activity_id'), table_name='proceeding_steps')
    op.drop_table('proceeding_steps')
    op.drop_index(op.f('ix_organizations_title_key'), table_name='organizations')
    op.drop_index(op.f('ix_organizations_spokesperson_id'), table_name='organizations')
    op.drop_index(op.f('ix_organizations_part'), table_name='organizations')
    op.drop_index(op.f('ix_organizations_parent_id'), table_name='organizations')
    op.drop_index(op.f('ix_organizations_jurisdiction_id'), table_name='organizations')
    op.drop_table('organizations')
    op.drop_table('letter_versions')
    op.drop_index(op.f('ix_import_links_record_id'), table_name='import_links')
    op.drop_index(op.f('ix_import_links_activity_id'), table_name='import_links')
    op.drop_table('import_links')
    op.drop_index(op.f('ix_events_status'), table_name='events')
    op.drop_index(op.f('ix_events_starts_at'), table_name='events')
    op.drop_index(op.f('ix_events_jurisdiction_id'), table_name='events')
    op.drop_index(op.f('ix_events_first_day'), table_name='events')
    op.drop_table('events')
    op.drop_index('ix_claim_uses_record_id', table_name='claim_uses')
    op.drop_table('claim_uses')
    op.drop_index(op.f('ix_claim_answers_answer_id'), table_name='claim_answers')
    op.drop_table('claim_answers')
    op.drop_index(op.f('ix_campaigns_status'), table_name='campaigns')
    op.drop_index(op.f('ix_campaigns_parent_id'), table_name='campaigns')
    op.drop_index(op.f('ix_campaigns_jurisdiction_id'), table_name='campaigns')
    op.drop_index(op.f('ix_campaigns_access'), table_name='campaigns')
    op.drop_table('campaigns')
    op.drop_index(op.f('ix_activity_versions_activity_id'), table_name='activity_versions')
    op.drop_table('activity_versions')
    op.drop_index('ix_statements_sort_on_id', table_name='statements')
    op.drop_table('statements')
    op.drop_index(op.f('ix_proceedings_status'), table_name='proceedings')
    op.drop_table('proceedings')
    op.drop_index(op.f('ix_letters_status'), table_name='letters')
    op.drop_table('letters')
    op.drop_index(op.f('ix_jurisdictions_title_key'), table_name='jurisdictions')
    op.drop_index(op.f('ix_jurisdictions_parent_id'), table_name='jurisdictions')
    op.drop_index(op.f('ix_jurisdictions_division_id'), table_name='jurisdictions')
    op.drop_table('jurisdictions')
    op.drop_table('claims')
    op.drop_index(op.f('ix_audit_entries_subject_ref'), table_name='audit_entries')
    op.drop_index(op.f('ix_audit_entries_record_id'), table_name='audit_entries')
    op.drop_index('ix_audit_entries_event_id', table_name='audit_entries')
    op.drop_index(op.f('ix_audit_entries_at'), table_name='audit_entries')
    op.drop_index(op.f('ix_audit_entries_actor_id'), table_name='audit_entries')
    op.drop_table('audit_entries')
    op.drop_index('ix_activities_sort_on_id', table_name='activities')
    op.drop_index(op.f('ix_activities_record_id'), table_name='activities')
    op.drop_index('ix_activities_kind_sort_on_id', table_name='activities')
    op.drop_index(op.f('ix_activities_first_day'), table_name='activities')
    op.drop_index('ix_activities_author_timeline', table_name='activities')
    op.drop_index(op.f('ix_activities_author_id'), table_name='activities')
    op.drop_table('activities')
    op.drop_index(op.f('ix_user_sessions_user_id'), table_name='user_sessions')
    op.drop_table('user_sessions')
    op.drop_table('user_roles')
    op.drop_index(op.f('ix_submissions_user_id'), table_name='submissions')
    op.drop_index(op.f('ix_submissions_created_at'), table_name='submissions')
    op.drop_table('submissions')
    op.drop_index('ix_records_kind_id', table_name='records')
    op.drop_index(op.f('ix_records_created_by_id'), table_name='records')
    op.drop_table('records')
    op.drop_index(op.f('ix_one_time_links_user_id'), table_name='one_time_links')
    op.drop_table('one_time_links')
    op.drop_index(op.f('ix_known_devices_user_id'), table_name='known_devices')
    op.drop_table('known_devices')
    op.drop_index(op.f('ix_users_person_id'), table_name='users')
    op.drop_index(op.f('ix_users_organization_id'), table_name='users')
    op.drop_table('users')
    op.drop_index(op.f('ix_sign_in_delays_last_failure_at'), table_name='sign_in_delays')
    op.drop_table('sign_in_delays')
    op.drop_table('installation')


_CIRCLES = (
    ('fk_users_person_id', 'users', 'people', 'person_id'),
    ('fk_users_organization_id', 'users', 'organizations', 'organization_id'),
    ('fk_organizations_spokesperson_id', 'organizations', 'people', 'spokesperson_id'),
)


def _circles_on() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, table, to, column in _CIRCLES:
            op.create_foreign_key(name, table, to, [column], ["id"])


def _circles_off() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name, table, _to, _column in _CIRCLES:
            op.drop_constraint(name, table, type_="foreignkey")

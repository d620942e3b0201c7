-- The kernel's tables: keys, journal, outbox, followers, jobs, access log, files, texts.

create table subject_key (
  id uuid primary key,
  wrapped bytea,
  created_at timestamptz not null,
  erased_at timestamptz
);
comment on table subject_key is 'One data key per subject (a complainant, or the platform itself), wrapped by the master key. Erasing a person is emptying "wrapped".';

create table journal (
  matter_id uuid not null,
  n integer not null,
  kind text not null,
  version smallint not null,
  actor text not null,
  at timestamptz not null,
  tx xid8 not null default pg_current_xact_id(),
  prev bytea not null,
  digest bytea not null,
  primary key (matter_id, n, at)
) partition by range (at);
comment on table journal is 'Every act, append-only. "digest" is SHA-256 over the digests of the entry''s payload parts; "prev" is SHA-256 over the whole previous envelope, so that the entries of a matter form a chain.';
create index journal_tx on journal (tx, matter_id, n);

create table journal_default partition of journal default;
comment on table journal_default is 'Entries of months that have no partition of their own (imports of old matters).';

create table payload (
  matter_id uuid not null,
  n integer not null,
  part text not null check (part in ('facts', 'text', 'contact')),
  at timestamptz not null,
  subject_key uuid not null,
  digest bytea not null,
  ciphertext bytea not null,
  primary key (matter_id, n, part, at)
) partition by range (at);
comment on table payload is 'What an entry says, apart from its envelope: sealed under a subject''s key together with its salt. "digest" is SHA-256(salt || plaintext) and stays after an erasure, so that the chain can still be checked.';

create table payload_default partition of payload default;
comment on table payload_default is 'Payload of the entries in journal_default.';

create table outbox (
  id uuid primary key,
  topic text not null,
  body jsonb not null,
  matter_id uuid,
  created_at timestamptz not null,
  due_at timestamptz not null,
  tries smallint not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  fault text
);
comment on table outbox is 'What must follow from a committed act (notices, feeds), written in the act''s own transaction; delivered at least once.';
create index outbox_waiting on outbox (due_at) where state = 'waiting';
create index outbox_matter on outbox (matter_id) where matter_id is not null;

create table follower (
  name text primary key,
  tx xid8 not null,
  matter_id uuid not null,
  n integer not null,
  moved_at timestamptz not null
);
comment on table follower is 'How far each follower of the journal has read; always behind pg_snapshot_xmin, so that no late commit is missed.';

create table job_lease (
  name text primary key,
  holder text not null,
  until timestamptz not null,
  last_run timestamptz,
  last_fault text
);
comment on table job_lease is 'Which process runs a scheduled job now; a lease that ran out may be taken.';

create table access_log (
  id uuid not null,
  at timestamptz not null,
  actor text not null,
  unit text,
  matter_id uuid,
  what text not null,
  purpose text not null,
  primary key (id, at)
) partition by range (at);
comment on table access_log is 'Every reading of personal data: who, when, what, for which purpose. The person concerned can see it.';
create index access_log_matter on access_log (matter_id, at);

create table access_log_default partition of access_log default;
comment on table access_log_default is 'Readings in months that have no partition of their own.';

create table file (
  digest text primary key,
  media_type text not null,
  kind text not null,
  bytes bigint not null,
  width integer,
  height integer,
  stored_at timestamptz not null
);
comment on table file is 'Files by the SHA-256 of what is stored (images after cleaning); the bytes are in the file store.';

create table operation (
  id uuid primary key,
  actor text not null,
  payload_digest bytea not null,
  answer jsonb not null,
  at timestamptz not null
);
comment on table operation is 'Operation ids of commands already done: the same id and payload gives the same answer again, another payload is refused.';

create table setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
comment on table setting is 'Settings of the district that an administrator may change: name, zone, texts, office hours, holiday notices.';

-- Registers: records of dwellings, households, people, organisations, premises and facilities, with their versions and links.

create table record (
  id uuid primary key,
  register text not null,
  code text,
  area_code text collate "C" not null,
  lon double precision,
  lat double precision,
  title text not null,
  words text not null,
  n integer not null,
  state text not null check (state in ('current', 'ended', 'merged')),
  since text collate "C" not null,
  until text collate "C",
  plain jsonb not null,
  sealed bytea,
  subject_key uuid,
  chain bytea not null,
  changed_at timestamptz not null
);
comment on table record is 'What a register knows now: the fold of a record''s versions. Days are texts (2026-03-01) of the district''s zone; "until" is the first day it is no more. "title" and "words" are emptied when the subject is erased.';
create unique index record_code on record (register, code) where code is not null and state = 'current';
create index record_area on record (register, area_code, id);

create table record_version (
  record_id uuid not null,
  n integer not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  reason text,
  cause text,
  valid_from text collate "C" not null,
  plain jsonb not null,
  sealed bytea,
  prev bytea not null,
  digest bytea not null,
  primary key (record_id, n)
);
comment on table record_version is 'Every change of a record, append-only: the whole content from "valid_from" on and what happened to its links. "prev" is the digest of the version before; the digest covers the sealed bytes, so the chain can be checked after an erasure.';
create index record_version_cause on record_version (cause) where cause is not null;

create table record_link (
  id uuid primary key,
  from_id uuid not null,
  to_id uuid not null,
  role text not null,
  since text collate "C" not null,
  until text collate "C",
  recorded integer not null,
  ended integer
);
comment on table record_link is 'Dated links between records, derived from the versions of the record they go out from; "recorded" and "ended" are the numbers of its versions. A link that was a mistake is no row here, but stays in the versions.';
create index record_link_from on record_link (from_id, role);
create index record_link_to on record_link (to_id, role);

create table record_blind (
  register text not null,
  field text not null,
  index bytea not null,
  record_id uuid not null,
  primary key (register, field, index, record_id)
);
comment on table record_blind is 'Keyed digests by which a sensitive value is found without being readable; only of the current content.';
create index record_blind_record on record_blind (record_id);

alter table access_log add column record_id uuid;
create index access_log_record on access_log (record_id, at) where record_id is not null;

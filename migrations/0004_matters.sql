-- Matters: procedures in force, the projection of the journal, inboxes, clocks, search, rules.

create table procedure (
  digest text primary key,
  id text not null,
  body text not null,
  in_force boolean not null,
  stored_at timestamptz not null
);
comment on table procedure is 'Procedures by the digest of their text. A running matter stays on the version it began with; one version of each id is in force.';
create unique index procedure_in_force on procedure (id) where in_force;

create table category (
  code text primary key,
  tree text not null,
  parent text,
  name text not null,
  name_en text not null,
  keywords text[] not null default '{}',
  respond jsonb,
  handle jsonb,
  list_item text,
  source text,
  position integer not null default 0,
  valid_to date
);
comment on table category is 'Category trees of the district with the limits of each category and their source.';

create table routing_rule (
  id uuid primary key,
  category text not null,
  prefix text collate "C" not null,
  condition text,
  lead text not null,
  assistants text[] not null default '{}',
  list_item text,
  handle jsonb,
  reason text not null,
  position integer not null default 0
);
comment on table routing_rule is 'Routing as data: category (or its parent, or *) x area prefix x CEL condition gives the lead unit, assistants, duty-list item and limit. The most specific rule wins.';

create table matter (
  id uuid primary key,
  code text not null unique,
  n integer not null,
  procedure_id text not null,
  procedure_digest text not null,
  stage text not null,
  outcome text,
  nature text,
  category text,
  sensitivity text not null,
  restricted boolean not null,
  about_unit text,
  door text not null,
  channel text,
  filed_at timestamptz not null,
  filed_by text not null,
  filer_unit text,
  filed_area text collate "C" not null,
  area_code text collate "C" not null,
  located boolean not null,
  lon double precision,
  lat double precision,
  lead_unit text,
  units text[] not null,
  known_to text[] not null,
  due_at timestamptz,
  late boolean not null,
  fire_at timestamptz,
  returned smallint not null,
  reopened smallint not null,
  joined integer not null,
  solved boolean,
  satisfaction smallint,
  excluded boolean not null,
  answered_at timestamptz,
  closed_at timestamptz,
  released_at timestamptz,
  merged_into uuid,
  subject_key uuid not null,
  receipt_digest bytea,
  contact_index bytea,
  upstream_source text,
  upstream_number text,
  chain bytea not null,
  state jsonb not null
);
comment on table matter is 'The projection of each matter''s journal: columns for lists, scopes and statistics, and the folded state.';
comment on column matter.filed_area is 'Where it was filed; never changed, for statistics.';
comment on column matter.area_code is 'Where it is now; rewritten by an event when areas change, for scope.';
create unique index matter_upstream on matter (upstream_source, upstream_number) where upstream_number is not null;
create index matter_open_area on matter (area_code, due_at, id) where closed_at is null;
create index matter_area_filed on matter (area_code, filed_at desc, id);
create index matter_fire on matter (fire_at) where fire_at is not null;
create index matter_filed_by on matter (filed_by, filed_at desc) where filed_by like 'resident:%';
create index matter_unlocated on matter (id) where not located;
create index matter_by_contact on matter (contact_index) where contact_index is not null;
create index matter_released on matter (released_at desc, id) where released_at is not null;
create index matter_known on matter using gin (known_to);

create table matter_words (
  matter_id uuid primary key,
  title text not null,
  body text not null,
  address text,
  public_title text,
  public_text text,
  public_answer text
);
comment on table matter_words is 'The words of a matter for lists and rechecks of searches; emptied when its subject is erased. The public_ columns hold what a publisher released.';

create table matter_contact (
  matter_id uuid not null,
  n integer not null,
  subject_key uuid not null,
  sealed bytea not null,
  primary key (matter_id, n)
);
comment on table matter_contact is 'How to reach the complainant and those who joined, sealed under the subject''s key; shown masked, revealed for a purpose.';

create table matter_search (
  matter_id uuid primary key,
  area_code text collate "C" not null,
  filed_at timestamptz not null,
  terms tsvector not null
);
comment on table matter_search is 'Character bigrams and the area as a lexeme; fed by a follower of the journal, never in the filing transaction.';
create index matter_search_terms on matter_search using gin (terms) with (fastupdate = off);

create table task (
  matter_id uuid not null,
  unit text not null,
  role text not null,
  kind text not null,
  due_at timestamptz,
  primary key (matter_id, unit, role, kind)
);
comment on table task is 'Inboxes: what each unit must do about a matter now. Derived from the state.';
create index task_inbox on task (unit, role, due_at, matter_id);

create table attachment (
  matter_id uuid not null,
  n integer not null,
  digest text not null,
  kind text not null,
  shows text,
  primary key (matter_id, n, digest)
);
comment on table attachment is 'Files of a matter by digest, so that a file may be read only by those who may read the matter.';

create table matter_view (
  account text not null,
  name text not null,
  query jsonb not null,
  primary key (account, name)
);
comment on table matter_view is 'Saved filters of a member of staff.';

-- People who act: units, staff accounts, memberships, absences, sessions, residents, programs with a key.

create table unit (
  id text primary key,
  name text not null,
  name_en text not null,
  kind text not null,
  parent text references unit (id),
  hours jsonb,
  valid_from date not null,
  valid_to date,
  version integer not null default 1,
  changed_at timestamptz not null
);
comment on table unit is 'Units that work on matters, as a tree. "id" is a short code such as u-street-1. A unit is never deleted but closed: "valid_to" is its last day.';
create index unit_parent on unit (parent);

create table unit_scope (
  unit text not null references unit (id),
  prefix text collate "C" not null,
  kinds text[] not null,
  primary key (unit, prefix)
);
comment on table unit_scope is 'The areas a unit serves, as prefixes of area codes, and the procedures it is limited to there; no kinds means every kind.';

create table duty (
  role text not null,
  prefix text collate "C" not null,
  unit text not null references unit (id),
  primary key (role, prefix)
);
comment on table duty is 'Which unit does a role''s common work in an area (dispatching, call-backs). The longest prefix of the area''s code wins.';
create index duty_unit on duty (unit);

create table account (
  id uuid primary key,
  login text not null unique,
  name text not null,
  sealed_phone bytea,
  subject_key uuid not null,
  password_hash text,
  state text not null default 'active' check (state in ('active', 'left')),
  must_change boolean not null,
  failed smallint not null default 0,
  locked_until timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  left_at timestamptz
);
comment on table account is 'Staff accounts. "login" is kept in NFKC and lower case; the telephone is sealed under the account''s own subject key; the password is an argon2id string.';

create table membership (
  id uuid primary key,
  account uuid not null references account (id),
  unit text not null references unit (id),
  role text not null,
  since date not null,
  until date,
  created_at timestamptz not null
);
comment on table membership is 'Who holds which role in which unit, from the day "since" to the last day "until".';
create index membership_account on membership (account);
create index membership_unit on membership (unit, account);

create table absence (
  id uuid primary key,
  account uuid not null references account (id),
  substitute uuid not null references account (id),
  since timestamptz not null,
  until timestamptz not null,
  note text not null,
  created_at timestamptz not null,
  check (until > since)
);
comment on table absence is 'While a person is absent the substitute holds the person''s posts too, from "since" until just before "until".';
create index absence_account on absence (account, until);
create index absence_substitute on absence (substitute, until);

create table resident (
  id uuid primary key,
  phone_index bytea not null unique,
  sealed_phone bytea not null,
  subject_key uuid not null,
  created_at timestamptz not null
);
comment on table resident is 'Residents who signed in by a code sent to their telephone. The number is sealed under the resident''s subject key and found by its blind index.';

create table session (
  id_digest bytea primary key,
  account uuid references account (id),
  resident uuid references resident (id),
  data jsonb not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  idle_until timestamptz,
  expires_at timestamptz not null
);
comment on table session is 'Sessions by the SHA-256 of their id, so that a reader of the database cannot take one over. "idle_until" moves on with use, "expires_at" does not.';
create index session_account on session (account) where account is not null;
create index session_expires on session (expires_at);

create table sign_in (
  id uuid primary key,
  account uuid references account (id),
  at timestamptz not null,
  outcome text not null,
  address_digest bytea
);
comment on table sign_in is 'History of signing in, told to the account''s owner and to the auditor. The network address is kept as a keyed digest only.';
create index sign_in_account on sign_in (account, at);
create index sign_in_at on sign_in (at);

create table phone_code (
  phone_index bytea primary key,
  code_digest bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null,
  day date not null,
  sent_on_day smallint not null
);
comment on table phone_code is 'The last sign-in code sent to a telephone, as a keyed digest, with the tries made and how many were sent on that day.';

create table api_client (
  id text primary key,
  name text not null,
  key_digest bytea not null unique,
  active boolean not null,
  created_at timestamptz not null
);
comment on table api_client is 'Programs that call the interfaces with a key; only the SHA-256 of the key is kept.';

create table administration_log (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  act text not null,
  subject text not null,
  detail jsonb not null
);
comment on table administration_log is 'Every act of administration on units, staff, memberships, absences, duties and clients, for the auditor; append-only.';
create index administration_log_at on administration_log (at, id);
create index administration_log_subject on administration_log (subject, at);

insert into setting (name, value, changed_at, changed_by) values ('access.security', '{
  "password": {"minLength": 10, "minClasses": 3},
  "lockout": {"failures": 5, "minutes": 15},
  "argon2": {"memoryKiB": 19456, "passes": 2},
  "session": {"idleMinutes": 30, "staffHours": 12, "residentHours": 720, "otherHours": 24},
  "phoneCode": {"minutes": 5, "tries": 3, "secondsBetween": 60, "perDay": 10},
  "keepDays": {"signIns": 365},
  "source": "GB/T 22239-2019 8.1.4.1 (identity, complexity, failed sign-ins, idle sessions); Cybersecurity Law art. 21 (logs of six months at least); argon2id by the OWASP password storage cheat sheet"
}', now(), 'system:migration');

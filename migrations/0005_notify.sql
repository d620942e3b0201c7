-- Notices: what staff see on their screens, what was sent to residents, and the demo's own message box.

create table notice (
  id uuid primary key,
  unit text not null,
  role text not null,
  template text not null,
  params jsonb not null,
  matter_id uuid not null,
  at timestamptz not null,
  tx xid8 not null default pg_current_xact_id()
);
comment on table notice is 'Notices on the screens of a unit''s people of a role. "id" follows from the matter, its entry, the template and whom it is for, so that the same is told once. "params" holds codes and times, never words or names of residents.';
create index notice_for on notice (unit, role, at desc, id desc);
create index notice_tx on notice (tx, id);
create index notice_at on notice (at);

create table notice_read (
  account uuid not null,
  notice_id uuid not null,
  at timestamptz not null,
  primary key (account, notice_id)
);
comment on table notice_read is 'Which notices a member of staff has read; for that person''s screen only, never counted.';

create table delivery (
  outbox_id uuid primary key,
  channel text not null check (channel in ('sms', 'email')),
  matter_id uuid,
  template text not null,
  at timestamptz not null
);
comment on table delivery is 'Messages that went out, by the outbox entry they came from, so that an entry delivered again sends nothing twice. No addresses, no words.';
create index delivery_matter on delivery (matter_id) where matter_id is not null;
create index delivery_at on delivery (at);

create table demo_message (
  id uuid primary key,
  channel text not null,
  sealed bytea not null,
  at timestamptz not null
);
comment on table demo_message is 'Messages of a demonstration, kept instead of being sent. "sealed" holds address and words under the platform''s key.';
create index demo_message_at on demo_message (at desc);

insert into setting (name, value, changed_at, changed_by) values ('notify.sms-quiet', '{"from": "21:00", "to": "08:00", "source": "the district''s own choice: nobody is woken by a notice; sign-in codes go at once"}', now(), 'system:migration');

-- What a program with a key may do, how often, and when it was last seen; and why a notice was given up.

alter table api_client add column scopes text[] not null default '{}';
alter table api_client add column per_minute integer not null default 240 check (per_minute > 0);
alter table api_client add column used_at timestamptz;
comment on column api_client.scopes is 'What the key is good for: read, submit, upstream. None unless given.';
comment on column api_client.used_at is 'When the key was last used, written once a minute at most.';

-- Keys given out before there were scopes were good for everything; they keep that until somebody narrows them.
update api_client set scopes = array['read', 'submit', 'upstream'];

alter table outbox add column given_up_reason text;
comment on column outbox.given_up_reason is 'Why somebody decided that this entry is not to be tried any more.';

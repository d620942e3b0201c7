-- Exchange with other systems: orders of upstream platforms, and what Open311 clients ask by time.

create table upstream_order (
  source text not null,
  number text not null,
  received_at timestamptz,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (source, number)
);
comment on table upstream_order is 'Orders that an upstream platform (the city''s hotline) sent: when it had received them itself, for the reply in the same layout. The matter is found by source and number; nothing personal is kept here.';

-- Entries come in the order of their time, so that a few bytes for each stretch of the table find a window; a tree would cost every act an entry.
create index journal_at on journal using brin (at) with (pages_per_range = 16);

-- Boundaries that areas had before they were drawn anew.

create table area_drawing (
  code text collate "C" not null references area (code),
  valid_to date not null,
  boundary jsonb not null,
  primary key (code, valid_to)
);
comment on table area_drawing is 'Boundaries that an area had until it was drawn anew, for questions about past days. "valid_to" is the last day one stood; it began when the area did, or after the drawing before it.';

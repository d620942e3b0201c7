-- Figures: roll-ups of the journal, by day and by month.

create table daily_figure (
  day date not null,
  area_code text collate "C" not null,
  category text not null,
  door text not null,
  procedure_id text not null,
  excluded boolean not null,
  received integer not null default 0,
  respond_due integer not null default 0,
  responded integer not null default 0,
  due integer not null default 0,
  on_time integer not null default 0,
  late integer not null default 0,
  answered integer not null default 0,
  rated integer not null default 0,
  called_back integer not null default 0,
  satisfied integer not null default 0,
  basically integer not null default 0,
  unsatisfied integer not null default 0,
  solved integer not null default 0,
  not_solved integer not null default 0,
  reopened integer not null default 0,
  reworked integer not null default 0,
  returned integer not null default 0,
  exclusions integer not null default 0,
  closed integer not null default 0,
  declined integer not null default 0,
  withdrawn integer not null default 0,
  merged integer not null default 0,
  primary key (day, area_code, category, door, procedure_id, excluded)
);
comment on table daily_figure is 'What happened on each local day of the district, by community (or street, or county, when not located), category (empty when none), door and procedure. Fed by a follower of the journal; npm run recompute folds the journal and must give the same. "excluded" parts the matters taken out of the adjusted rates from the rest: raw is both, adjusted is false alone.';

create table monthly_figure (
  day date not null,
  area_code text collate "C" not null,
  category text not null,
  door text not null,
  procedure_id text not null,
  excluded boolean not null,
  received integer not null default 0,
  respond_due integer not null default 0,
  responded integer not null default 0,
  due integer not null default 0,
  on_time integer not null default 0,
  late integer not null default 0,
  answered integer not null default 0,
  rated integer not null default 0,
  called_back integer not null default 0,
  satisfied integer not null default 0,
  basically integer not null default 0,
  unsatisfied integer not null default 0,
  solved integer not null default 0,
  not_solved integer not null default 0,
  reopened integer not null default 0,
  reworked integer not null default 0,
  returned integer not null default 0,
  exclusions integer not null default 0,
  closed integer not null default 0,
  declined integer not null default 0,
  withdrawn integer not null default 0,
  merged integer not null default 0,
  primary key (day, area_code, category, door, procedure_id, excluded)
);
comment on table monthly_figure is 'The sums of daily_figure by month; "day" is the first of the month. Written with it, so that a month of a large district is read in milliseconds.';

-- Requests for exclusion may concern closed matters, which are no task of anybody's inbox.
create index matter_exclusion_asked on matter (area_code, id) where state -> 'requests' @> '[{"kind": "exclusion"}]';

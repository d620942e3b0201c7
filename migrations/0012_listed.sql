-- Lists read a line of their own instead of whole states; filled from the states that stand.

alter table matter add column listed jsonb;
update matter m set listed = jsonb_build_object(
  'id', m.id, 'code', m.code, 'procedure', m.procedure_digest, 'stage', m.stage, 'nature', m.nature, 'category', m.category,
  'areaCode', m.area_code, 'located', m.located, 'point', m.state -> 'point', 'lead', m.lead_unit, 'filedBy', m.filed_by,
  'filedAt', m.state -> 'filedAt', 'closedAt', m.state -> 'closedAt',
  'clock', case when m.closed_at is null then (
    select jsonb_build_object('limit', c -> 'limit', 'due', c -> 'due', 'provisional', c -> 'provisional', 'state', c -> 'state',
      'startedAt', c -> 'startedAt', 'suspensions', c -> 'suspensions')
    from jsonb_array_elements(m.state -> 'clocks') with ordinality as clocks (c, place)
    where c ->> 'state' in ('running', 'paused') and c -> 'assignment' = 'null'::jsonb and not starts_with(c ->> 'name', 'stage:')
    order by c ->> 'due', place limit 1) end,
  'marks', (
    select coalesce(jsonb_agg(jsonb_build_array(id, n) order by place), '[]'::jsonb)
    from (values
      (1, m.sensitivity = 'sealed', 'sealed', 0),
      (2, m.restricted, 'restricted', 0),
      (3, m.reopened > 0, 'reopened', 0),
      (4, m.returned > 0, 'returned', m.returned::int),
      (5, m.state -> 'supervised' <> 'null'::jsonb, 'supervised', 0),
      (6, (m.state -> 'counts' ->> 'urged')::int > 0, 'urged', 0),
      (7, m.state -> 'asked' <> 'null'::jsonb, 'asked', 0),
      (8, m.joined > 0, 'joined', m.joined),
      (9, m.state -> 'upstream' <> 'null'::jsonb, 'upstream', 0),
      (10, not m.located, 'unlocated', 0),
      (11, m.excluded, 'excluded', 0)
    ) as mark (place, holds, id, n) where holds));
alter table matter alter column listed set not null;
comment on column matter.listed is 'What a line of a list shows, so that lists need not read whole states.';

-- An act moves a due time often; an index with it in would be written each time, and no list reads it in that order.
drop index matter_open_area;
create index matter_open_area on matter (area_code) where closed_at is null;

-- Places: areas by code with boundary and validity, named places (buildings), map features.

create table area (
  code text collate "C" primary key,
  name text not null,
  name_en text,
  level text not null check (level in ('county', 'street', 'community', 'grid')),
  kind text not null default 'ordinary' check (kind in ('ordinary', 'basic', 'dedicated')),
  boundary jsonb,
  valid_from date not null,
  valid_to date,
  predecessors text[] not null default '{}'
);
comment on table area is 'County, streets, communities and grids by code; the code is the path. A code is never reused: "valid_to" ends it and successors name it in "predecessors".';

create table place (
  id text primary key,
  name text not null,
  aliases text[] not null default '{}',
  kind text not null,
  area_code text collate "C" not null,
  lon double precision not null,
  lat double precision not null,
  outline jsonb
);
comment on table place is 'Named places by which people say where something is: buildings, compounds, points of interest, from an import.';
create index place_area on place (area_code);

create table map_feature (
  id text primary key,
  layer text not null,
  properties jsonb not null,
  geometry jsonb not null
);
comment on table map_feature is 'Lines and surfaces drawn beneath the map: roads, green, water. Never used for decisions.';

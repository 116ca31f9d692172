-- The read side (读侧) of one service: rows of all its views. Text sorts by code point, as it does in memory.

create table es.rows (
  view    text collate "C" not null,
  key     text collate "C" not null,
  case_id text collate "C",
  ord     text collate "C" not null,
  data    jsonb not null,
  primary key (view, key)
) with (fillfactor = 85);

create index rows_in_order on es.rows (view, ord, key);
create index rows_of_case on es.rows (view, case_id) where case_id is not null;
create index rows_holding on es.rows using gin (data jsonb_path_ops);

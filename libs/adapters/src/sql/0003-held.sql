-- Rows are found by what they hold at their top level. That alone is indexed: an index over all of a row's data costs
-- more than everything else of its writing, and nobody looks for what stands deeper.

alter table es.rows add column held jsonb not null default '{}';

update es.rows set held = coalesce(
  (select jsonb_object_agg(top.name, top.value) from jsonb_each(data) as top (name, value)
    where jsonb_typeof(top.value) in ('string', 'number', 'boolean')), '{}')
  where jsonb_typeof(data) = 'object';

drop index es.rows_holding;
create index rows_holding on es.rows using gin (held jsonb_path_ops);

alter table es.rows alter column data type json;

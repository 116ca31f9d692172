-- Writes the rows of one transaction in one statement. What was read beforehand without a lock must still be as it was
-- read: the transaction that wrote it (xmin) tells. A row that was missing must be missing still. If anything is
-- otherwise, nothing is written and the caller is told that it was overtaken, as the server tells a deadlock's victim.
-- Rows are locked in one order, so that two who touch the same ones wait for each other in one direction.
create function es.put_rows(
  seen_views text[], seen_keys text[], seen_xmins text[],
  cleared text[], dropped_views text[], dropped_keys text[],
  fresh_views text[], fresh_keys text[], fresh_cases text[], fresh_ords text[], fresh_data json[], fresh_held jsonb[],
  put_views text[], put_keys text[], put_cases text[], put_ords text[], put_data json[], put_held jsonb[])
returns void language plpgsql as $$
declare
  n bigint;
begin
  if cardinality(seen_views) > 0 then
    perform 1 from es.rows r
      join unnest(seen_views, seen_keys, seen_xmins) as s (view, key, xmin) using (view, key)
     where r.xmin::text = s.xmin
     order by r.view, r.key for update of r;
    get diagnostics n = row_count;
    if n < cardinality(seen_views) then
      raise exception 'a row was changed since it was read' using errcode = 'serialization_failure';
    end if;
  end if;
  if cardinality(cleared) > 0 then
    delete from es.rows r where r.view = any (cleared);
  end if;
  if cardinality(dropped_views) > 0 then
    delete from es.rows r using unnest(dropped_views, dropped_keys) as d (view, key)
     where r.view = d.view and r.key = d.key;
  end if;
  if cardinality(fresh_views) > 0 then
    insert into es.rows (view, key, case_id, ord, data, held)
    select * from unnest(fresh_views, fresh_keys, fresh_cases, fresh_ords, fresh_data, fresh_held)
        on conflict (view, key) do nothing;
    get diagnostics n = row_count;
    if n < cardinality(fresh_views) then
      raise exception 'a row has come since it was missed' using errcode = 'serialization_failure';
    end if;
  end if;
  if cardinality(put_views) > 0 then
    insert into es.rows (view, key, case_id, ord, data, held)
    select * from unnest(put_views, put_keys, put_cases, put_ords, put_data, put_held)
        on conflict (view, key)
        do update set case_id = excluded.case_id, ord = excluded.ord, data = excluded.data, held = excluded.held;
  end if;
end $$;

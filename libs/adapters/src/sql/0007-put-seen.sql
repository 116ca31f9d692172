-- Writes the rows of one transaction in one statement, and looks as it writes whether everything is as it was seen: the
-- transaction that wrote a row (xmin) tells. A row that was missing must be missing still; where no xmin is given, nobody
-- has looked. If anything is otherwise, nothing is written and the caller is told that it was overtaken, as the server
-- tells a deadlock's victim. What was only read comes last and waits for nobody: two who each read what the other writes
-- would wait for each other. The function of the same name with one list less is for builds before this one.
create function es.put_rows(
  seen_views text[], seen_keys text[], seen_xmins text[],
  cleared text[], dropped_views text[], dropped_keys text[], dropped_xmins text[],
  fresh_views text[], fresh_keys text[], fresh_cases text[], fresh_ords text[], fresh_data json[], fresh_held jsonb[],
  put_views text[], put_keys text[], put_cases text[], put_ords text[], put_data json[], put_held jsonb[],
  put_xmins text[])
returns void language plpgsql as $$
declare
  n bigint;
  overtaken bigint := 0;
begin
  if cardinality(dropped_views) > 0 then
    with gone as (
      delete from es.rows r using unnest(dropped_views, dropped_keys, dropped_xmins) as d (view, key, xmin)
       where r.view = d.view and r.key = d.key and (d.xmin is null or r.xmin = d.xmin::xid)
      returning d.xmin)
    select count(xmin) into n from gone;
    overtaken := cardinality(array_remove(dropped_xmins, null)) - n;
  end if;
  if cardinality(cleared) > 0 then
    delete from es.rows r where r.view = any (cleared);
  end if;
  if cardinality(fresh_views) > 0 then
    insert into es.rows (view, key, case_id, ord, data, held)
    select * from unnest(fresh_views, fresh_keys, fresh_cases, fresh_ords, fresh_data, fresh_held)
        on conflict (view, key) do nothing;
    get diagnostics n = row_count;
    overtaken := overtaken + cardinality(fresh_views) - n;
  end if;
  if cardinality(put_views) > 0 then
    update es.rows r set case_id = p.case_id, ord = p.ord, data = p.data, held = p.held
      from unnest(put_views, put_keys, put_cases, put_ords, put_data, put_held, put_xmins)
        as p (view, key, case_id, ord, data, held, xmin)
     where r.view = p.view and r.key = p.key and r.xmin = p.xmin::xid;
    get diagnostics n = row_count;
    overtaken := overtaken + cardinality(array_remove(put_xmins, null)) - n;
  end if;
  if array_position(put_xmins, null) is not null then
    insert into es.rows (view, key, case_id, ord, data, held)
    select view, key, case_id, ord, data, held
      from unnest(put_views, put_keys, put_cases, put_ords, put_data, put_held, put_xmins)
        as p (view, key, case_id, ord, data, held, xmin)
     where p.xmin is null
        on conflict (view, key)
        do update set case_id = excluded.case_id, ord = excluded.ord, data = excluded.data, held = excluded.held;
  end if;
  if cardinality(seen_views) > 0 then
    perform 1 from es.rows r
      join unnest(seen_views, seen_keys, seen_xmins) as s (view, key, xmin) using (view, key)
     where r.xmin = s.xmin::xid for share of r skip locked;
    get diagnostics n = row_count;
    overtaken := overtaken + cardinality(seen_xmins) - n;
  end if;
  if overtaken > 0 then
    raise exception 'a row is no longer as it was read' using errcode = 'serialization_failure';
  end if;
end $$;

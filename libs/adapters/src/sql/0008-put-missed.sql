-- Writes the rows of one transaction, as the function of the same name without the last two lists does, which is for builds
-- before this one; and looks at last whether what was missing when the transaction looked, and is not written by it, is
-- missing still. What another has written and not committed yet cannot be seen. Two who each miss what the other writes
-- would both be let through, so whoever has missed something locks the numbers of what he missed and of what he has added,
-- which comes after everything else that he may wait for: there are few numbers, and they are held for a commit. A view is
-- cleared beforehand.
create function es.number_of(view text, key text) returns int language sql immutable strict parallel safe
  return hashtext(view || ' ' || key) & 63;

-- For whoever has added more than goes into one call.
create function es.lock_numbers() returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtext('es'), n) from generate_series(0, 63) as n;
$$;

create function es.put_rows(
  seen_views text[], seen_keys text[], seen_xmins text[],
  dropped_views text[], dropped_keys text[], dropped_xmins text[],
  fresh_views text[], fresh_keys text[], fresh_cases text[], fresh_ords text[], fresh_data json[], fresh_held jsonb[],
  put_views text[], put_keys text[], put_cases text[], put_ords text[], put_data json[], put_held jsonb[],
  put_xmins text[], missed_views text[], missed_keys text[])
returns void language plpgsql as $$
begin
  perform es.put_rows(seen_views, seen_keys, seen_xmins, '{}', dropped_views, dropped_keys, dropped_xmins,
    fresh_views, fresh_keys, fresh_cases, fresh_ords, fresh_data, fresh_held,
    put_views, put_keys, put_cases, put_ords, put_data, put_held, put_xmins);
  if cardinality(missed_views) > 0 then
    perform case when added then pg_advisory_xact_lock(hashtext('es'), number)
                 else pg_advisory_xact_lock_shared(hashtext('es'), number) end
      from (select es.number_of(view, key) as number, bool_or(added) as added
              from (select view, key, false from unnest(missed_views, missed_keys) as m (view, key)
                    union all select view, key, true from unnest(fresh_views, fresh_keys) as f (view, key)
                    union all select view, key, true from unnest(put_views, put_keys, put_xmins) as p (view, key, xmin)
                     where xmin is null) as named (view, key, added)
             group by 1 order by 1) as locks;
    perform 1 from es.rows r join unnest(missed_views, missed_keys) as m (view, key) using (view, key);
    if found then
      raise exception 'a row has come since it was missed' using errcode = 'serialization_failure';
    end if;
  end if;
end $$;
